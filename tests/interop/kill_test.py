#!/usr/bin/env python3
"""kill -9 under load, again and again: every acknowledged record is there afterwards, in order, and nothing invalid is.

KILL_CYCLES: how often the whole process with three replicas of everything is killed; KILL_SEED: when, printed.
"""
import os
import random
import threading
import unittest

import clients
import confluent_kafka
import segments
import survivor
from server import Folder, Server

CYCLES = 20
TOPIC = 'under-load'
PARTITIONS = 3
REPLICATED_CYCLES = int(os.environ.get('KILL_CYCLES', '50'))


class Load(threading.Thread):
    """Produces numbered records until the broker is gone, and keeps what was acknowledged: {partition: [(offset, value)]}."""

    def __init__(self, bootstrap, cycle):
        super().__init__()
        self.cycle, self.enough, self.ended = cycle, threading.Event(), threading.Event()
        self.acknowledged = {partition: [] for partition in range(PARTITIONS)}
        chance = random.Random(cycle)
        self.producer = confluent_kafka.Producer({
            'bootstrap.servers': bootstrap, 'linger.ms': 1, 'message.timeout.ms': 3000, 'log_level': 0,
            'compression.type': chance.choice(clients.CODECS),
            **({'enable.idempotence': True} if cycle % 2 else {'acks': chance.choice(['1', 'all'])})})
        self.wanted = 500 + chance.randrange(4000)

    def delivered(self, error, message):
        if error is None:
            self.acknowledged[message.partition()].append((message.offset(), message.value()))
            if sum(map(len, self.acknowledged.values())) >= self.wanted:
                self.enough.set()

    def run(self):
        number = 0
        while not self.ended.is_set():
            value = b'%d:%d:' % (self.cycle, number) + b'.' * (number % 300)
            try:
                self.producer.produce(TOPIC, value, partition=number % PARTITIONS, on_delivery=self.delivered)
                number += 1
            except BufferError:
                self.producer.poll(0.01)
            self.producer.poll(0)
        self.producer.purge()
        self.producer.flush(5)


class Kill(unittest.TestCase):
    def setUp(self):
        folder = Folder()
        self.addCleanup(folder.__exit__)
        self.folder = folder.path

    def start(self):
        return Server('--preset', 'ha', '--data-dir', self.folder).start()

    def test_twenty_kills_under_load_lose_no_acknowledged_record(self):
        running = self.start()
        clients.create_topic(running, TOPIC, PARTITIONS, segment_bytes=1048576)
        kept = {partition: {} for partition in range(PARTITIONS)}
        for cycle in range(CYCLES):
            load = Load(running.bootstrap, cycle)
            load.start()
            self.assertTrue(load.enough.wait(30), f'cycle {cycle}: {running.stderr()[-2000:]}')
            running.kill()
            load.ended.set()
            load.join(20)
            for partition, acknowledged in load.acknowledged.items():
                for offset, value in acknowledged:
                    self.assertNotIn(offset, kept[partition], f'cycle {cycle}: offset {offset} was given twice')
                    kept[partition][offset] = value
            running = self.start()
            self.verify(running, kept, cycle)
        self.assertEqual(running.stop(), 0)

    def verify(self, running, kept, cycle):
        """Reads the newest part of each partition back; in the last cycle all of it."""
        for partition, values in kept.items():
            if not values:
                continue
            first = 0 if cycle == CYCLES - 1 else max(0, max(values) - 3000)
            count = max(values) + 1 - first
            got = clients.Confluent.consume(running, TOPIC, count, partition, first)
            for offset in range(first, first + count):
                if offset in values:
                    self.assertEqual(got[offset - first][1], values[offset], f'cycle {cycle}, {partition}/{offset}')

    def test_kills_of_the_whole_process_with_three_replicas_lose_and_double_nothing(self):
        """One idempotent acks=all producer outlives every kill: what it sent is there once and in order."""
        seed = int(os.environ.get('KILL_SEED') or random.SystemRandom().randrange(1 << 32))
        print(f'KILL_SEED={seed}', flush=True)
        chance = random.Random(seed)
        running = self.start()
        addresses = running.bootstrap
        survivor.create(running, 'replicated', PARTITIONS, 3)
        load = survivor.Load(addresses, 'replicated', PARTITIONS)
        load.start()
        try:
            for cycle in range(REPLICATED_CYCLES):
                self.assertTrue(load.await_more(1 + chance.randrange(4000)), (cycle, load.failed[:3]))
                running.kill()
                running = self.start()
                self.assertEqual(running.bootstrap, addresses)
            self.assertTrue(load.await_more(1000), load.failed[:3])
        except AssertionError:
            print(survivor.story(self.folder), running.stderr(), 'lost:', load.lost(running), flush=True)
            load.producer.purge()
            raise
        finally:
            load.finish()
        survivor.await_whole(self, self.folder)
        load.audit(self, running)
        self.assertEqual(running.stop(), 0)

    def test_a_torn_tail_is_cut_at_the_last_good_batch(self):
        running = self.start()
        clients.create_topic(running, 'torn', 1)
        records = [(b'k%d' % number, b'v' * 50, []) for number in range(1000)]
        for number in range(0, 1000, 10):
            clients.Kcat.produce(running, 'torn', records[number:number + 10])
        running.kill()
        segment = next(segments.partition_folders(self.folder, 'torn')[0].glob('*.log'))
        whole = segments.batches_of(segment)
        last = whole[-1]
        for damage in ('cut', 'noise', 'flipped'):
            size = segment.stat().st_size
            with open(segment, 'r+b') as file:
                if damage == 'cut':
                    file.truncate(size - 7)
                elif damage == 'noise':
                    file.seek(0, os.SEEK_END)
                    file.write(random.Random(3).randbytes(100))
                else:
                    file.seek(size - 5)
                    byte = file.read(1)
                    file.seek(size - 5)
                    file.write(bytes([byte[0] ^ 0x40]))
            running = self.start()
            kept = last.base_offset if damage == 'cut' else (whole[-1].last_offset + 1 if damage == 'noise' else None)
            got = clients.Confluent.consume(running, 'torn', 1, offset=0)
            self.assertEqual(got, records[:1])
            end = self.end_offset(running)
            if kept is not None:
                self.assertEqual(end, kept, damage)
            self.assertEqual(clients.Confluent.consume(running, 'torn', end), records[:end])
            running.kill()
            whole = segments.batches_of(segment)
            last = whole[-1]

    @staticmethod
    def end_offset(running):
        consumer = confluent_kafka.Consumer({
            'bootstrap.servers': running.bootstrap, 'group.id': 'unused', 'enable.auto.commit': False})
        try:
            return consumer.get_watermark_offsets(confluent_kafka.TopicPartition('torn', 0), timeout=10)[1]
        finally:
            consumer.close()


if __name__ == '__main__':
    unittest.main(warnings='ignore')
