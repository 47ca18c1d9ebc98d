#!/usr/bin/env python3
"""An idempotent acks=all producer while brokers are killed, frozen and cut off through ripariumctl: nothing that was
acknowledged is lost or doubled, and the order of each partition is kept."""
import json
import os
import threading
import time
import unittest

import clients
import confluent_kafka
from control_test import ctl, status
from server import Folder, Server

TOPIC = 'survivor'
PARTITIONS = 6
ROUNDS = int(os.environ.get('FAULT_ROUNDS', '2'))
PATIENCE = 60


class Load(threading.Thread):
    """Numbers every record of a partition; remembers what was acknowledged."""

    def __init__(self, bootstrap):
        super().__init__()
        self.ended = threading.Event()
        self.grew = threading.Condition()
        self.acknowledged = {partition: [] for partition in range(PARTITIONS)}
        self.count = 0
        self.failed = []
        self.producer = confluent_kafka.Producer({
            'bootstrap.servers': bootstrap, 'enable.idempotence': True, 'acks': 'all', 'linger.ms': 2, 'log_level': 0,
            'message.timeout.ms': 120000, 'socket.timeout.ms': 5000, 'request.timeout.ms': 5000,
            'queue.buffering.max.messages': 2000, 'metadata.max.age.ms': 1000, 'reconnect.backoff.max.ms': 500})

    def delivered(self, error, message):
        if error is not None:
            self.failed.append(str(error))
            return
        number = int(message.value().split(b':')[0])
        self.acknowledged[message.partition()].append(number)
        with self.grew:
            self.count += 1
            self.grew.notify_all()

    def run(self):
        number = 0
        while not self.ended.is_set():
            try:
                self.producer.produce(TOPIC, b'%d:' % number + b'.' * 100, partition=number % PARTITIONS,
                                      on_delivery=self.delivered)
                number += 1
            except BufferError:
                self.producer.poll(0.05)
            self.producer.poll(0)
        self.left = self.producer.flush(PATIENCE)

    def await_more(self, count):
        """Until so many more records are acknowledged."""
        with self.grew:
            wanted = self.count + count
            return self.grew.wait_for(lambda: self.count >= wanted or self.failed, PATIENCE) and not self.failed


class Faults(unittest.TestCase):
    def setUp(self):
        folder = Folder()
        self.addCleanup(folder.__exit__)
        self.folder = folder.path

    def do(self, *words):
        self.assertEqual(ctl(self.folder, *words), (0, '', ''), words)

    def await_whole(self):
        """Until every broker is online and every replica in sync."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            rows = status(self.folder)
            counts = rows['partitions']
            if counts['under_replicated'] == counts['offline'] == 0 and not rows['faults'] \
                    and all(broker['state'] == 'online' for broker in rows['brokers']):
                return
        self.fail(json.dumps(rows))

    def test_kills_freezes_and_cuts_lose_and_double_nothing(self):
        with Server('--preset', 'ha', '--data-dir', self.folder) as running:
            replicas = status(self.folder)['cluster']['default_replication_factor']
            wanted = clients.confluent_kafka.admin.NewTopic(TOPIC, PARTITIONS, replication_factor=replicas)
            client = clients.admin(running)
            client.create_topics([wanted])[TOPIC].result(30)
            load = Load(running.bootstrap)
            load.start()
            try:
                self.assertTrue(load.await_more(500), load.failed)
                for _ in range(ROUNDS):
                    for broker, az in ((1, 'a'), (2, 'b'), (3, 'c')):
                        for begin, end in ((('broker', 'kill', str(broker)), ('broker', 'start', str(broker))),
                                           (('broker', 'freeze', str(broker)), ('broker', 'thaw', str(broker))),
                                           (('az', 'cut', az), ('az', 'heal', az))):
                            with self.subTest(begin=begin):
                                self.do(*begin)
                                if replicas > 1:
                                    self.assertTrue(load.await_more(300), load.failed)
                                self.do(*end)
                                self.await_whole()
                                self.assertTrue(load.await_more(300), load.failed)
            finally:
                load.ended.set()
                load.join()
            self.assertEqual((load.left, load.failed), (0, []))
            self.verify(running, load.acknowledged)

    def verify(self, running, acknowledged):
        for partition, numbers in acknowledged.items():
            consumer = confluent_kafka.Consumer({'bootstrap.servers': running.bootstrap, 'group.id': 'unused'})
            _, end = consumer.get_watermark_offsets(confluent_kafka.TopicPartition(TOPIC, partition), timeout=20)
            consumer.close()
            read = [int(value.split(b':')[0])
                    for _, value, _ in clients.Confluent.consume(running, TOPIC, end, partition)]
            self.assertEqual(len(read), len(set(read)), f'{partition}: doubled')
            self.assertEqual(read, sorted(read), f'{partition}: out of order')
            self.assertEqual(set(numbers) - set(read), set(), f'{partition}: lost')


if __name__ == '__main__':
    unittest.main(warnings='ignore')
