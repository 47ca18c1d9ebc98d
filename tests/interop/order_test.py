#!/usr/bin/env python3
"""200,000 records across 6 partitions: nothing lost, nothing twice, order kept, byte for byte; with each client."""
import random
import unittest

import clients
import server

RECORDS = 200_000
PARTITIONS = 6


def record(partition, number):
    """A record that tells where it belongs, of a length that varies."""
    return (b'%d' % number, b'%d:%d:' % (partition, number) + b'.' * (number * 7919 % 180), [])


def expected(partition):
    return [record(partition, number) for number in range(partition, RECORDS, PARTITIONS)]


class Order(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        server.serve(cls)

    def verify(self, topic, reader):
        for partition in range(PARTITIONS):
            want = expected(partition)
            got = reader.consume(self.server, topic, len(want), partition)
            if got != want:
                wrong = next(i for i, pair in enumerate(zip(got, want)) if pair[0] != pair[1])
                self.fail(f'partition {partition}, record {wrong}: {got[wrong]} and not {want[wrong]}')

    def test_confluent_kafka_idempotent_and_interleaved(self):
        topic = clients.create_topic(self.server, 'confluent', PARTITIONS)
        import confluent_kafka
        producer = confluent_kafka.Producer({
            'bootstrap.servers': self.server.bootstrap, 'enable.idempotence': True, 'compression.type': 'lz4',
            'queue.buffering.max.messages': RECORDS, 'linger.ms': 5})
        for number in range(RECORDS):
            key, value, _ = record(number % PARTITIONS, number)
            producer.produce(topic, value, key, number % PARTITIONS)
        self.assertEqual(producer.flush(60), 0)
        self.verify(topic, clients.Confluent)

    def test_kcat(self):
        topic = clients.create_topic(self.server, 'kcat', PARTITIONS)
        for partition in range(PARTITIONS):
            clients.Kcat.produce(self.server, topic, expected(partition), 'zstd', partition)
        self.verify(topic, clients.Kcat)

    def test_kafka_python(self):
        topic = clients.create_topic(self.server, 'python', PARTITIONS)
        for partition in range(PARTITIONS):
            clients.KafkaPython.produce(self.server, topic, expected(partition), 'snappy', partition)
        self.verify(topic, clients.KafkaPython)

    def test_records_are_found_again_by_offset_from_the_middle(self):
        topic = clients.create_topic(self.server, 'middle', 1)
        records = [record(0, number) for number in range(20_000)]
        clients.Confluent.produce(self.server, topic, records, 'gzip')
        for offset in random.Random(7).sample(range(20_000), 20):
            self.assertEqual(clients.Confluent.consume(self.server, topic, 1, offset=offset), [records[offset]])


if __name__ == '__main__':
    unittest.main()
