#!/usr/bin/env python3
"""Real clients produce and consume: every codec, key, header, null, empty and 10 MB records, each read by each."""
import random
import unittest

import clients
import segments
import server

RECORDS = [
    (b'key', b'value', []),
    (None, b'without a key', []),
    (b'tombstone', None, []),
    (b'empty', b'', []),
    (b'', b'', []),
    (b'compresses', b'riparium ' * 500, []),
    (b'compresses', b'stream ' * 500, []),
    (b'with headers', b'h', [('a', b'1'), ('a', b'2'), ('empty', b''), ('null', None)]),
    ('khóa'.encode(), 'giá trị ✓'.encode(), []),
]


def writable_by(client):
    """kafka-python writes no null header, though it reads them."""
    if client.null_headers:
        return RECORDS
    return [(key, value, [header for header in headers if header[1] is not None]) for key, value, headers in RECORDS]


class Clients(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        server.serve(cls)

    def test_every_client_reads_what_every_client_wrote_in_every_codec(self):
        for writer in clients.ALL:
            for codec in clients.CODECS:
                topic = clients.create_topic(self.server, f'{writer.name}-{codec}', 2)
                records = writable_by(writer)
                writer.produce(self.server, topic, records, codec, partition=1)
                stored = {batch.codec for batch in segments.batches(self.data_dir, topic, 1)}
                self.assertIn(codec, stored, f'{writer.name} {codec}')
                for reader in clients.ALL:
                    with self.subTest(writer=writer.name, codec=codec, reader=reader.name):
                        self.assertEqual(reader.consume(self.server, topic, len(records), partition=1), records)

    def test_ten_megabyte_records(self):
        noise = random.Random(20).randbytes(2_600_000).hex().encode()
        records = [(b'large', noise * 2, []), (b'small', b'after', [])]
        for writer in clients.ALL:
            topic = clients.create_topic(self.server, f'{writer.name}-large', 1, max_message_bytes=clients.LARGE)
            for record in records:  # kafka-python waits forever with a second request behind one it sent in parts
                writer.produce(self.server, topic, [record])
            for reader in clients.ALL:
                with self.subTest(writer=writer.name, reader=reader.name):
                    self.assertTrue(reader.consume(self.server, topic, 2) == records, 'records differ')

    def test_a_record_above_the_limit_is_refused_and_the_topic_goes_on(self):
        topic = clients.create_topic(self.server, 'limited', 1, max_message_bytes=2000)
        with self.assertRaises(AssertionError) as caught:
            clients.Confluent.produce(self.server, topic, [(b'k', random.Random(1).randbytes(5000), [])])
        self.assertIn('MSG_SIZE_TOO_LARGE', str(caught.exception))
        clients.Confluent.produce(self.server, topic, RECORDS[:1])
        self.assertEqual(clients.Confluent.consume(self.server, topic, 1), RECORDS[:1])

    def test_an_idempotent_producer_is_given_an_id_and_its_records_are_stored_once(self):
        topic = clients.create_topic(self.server, 'idempotent', 1)
        records = [(b'%d' % number, b'value', []) for number in range(5000)]
        clients.Confluent.produce(self.server, topic, records, enable_idempotence=True)
        self.assertEqual(clients.KafkaPython.consume(self.server, topic, 5000), records)
        self.assertNotIn(-1, {batch.producer_id for batch in segments.batches(self.data_dir, topic)})

    def test_acks_0_and_1_arrive(self):
        topic = clients.create_topic(self.server, 'acks', 1)
        records = writable_by(clients.KafkaPython)
        clients.KafkaPython.produce(self.server, topic, records, acks=0)
        clients.Confluent.produce(self.server, topic, RECORDS, acks=1)
        self.assertEqual(clients.Confluent.consume(self.server, topic, 2 * len(RECORDS)), records + RECORDS)

    def test_the_topic_recompresses_when_it_says_so(self):
        topic = clients.create_topic(self.server, 'recompressed', 1, compression_type='zstd')
        clients.Confluent.produce(self.server, topic, RECORDS, 'gzip')
        self.assertEqual({batch.codec for batch in segments.batches(self.data_dir, topic)}, {'zstd'})
        self.assertEqual(clients.Confluent.consume(self.server, topic, len(RECORDS)), RECORDS)


if __name__ == '__main__':
    unittest.main()
