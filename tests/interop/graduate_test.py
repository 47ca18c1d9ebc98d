#!/usr/bin/env python3
"""Graduation: Apache Kafka starts on the folders of a stopped cluster and serves every topic, configuration and record.

Kafka's jars come from Maven Central through Maven and are kept under build/. Where Java, Maven or the network is missing
the test says so and is skipped (exit 77); in CI (CI=true) that is a failure.
"""
import json
import pathlib
import re
import subprocess
import time
import unittest

import apache_kafka
import clients
from confluent_kafka import admin as confluent_admin
from control_test import ctl, status
from server import Folder, Server, die_with_parent

WAIT = 180


def tool(bootstrap, name, *words):
    """What one of Kafka's own tools prints."""
    done = subprocess.run(['java', '-Xmx256m', '-XX:TieredStopAtLevel=1', '-cp', f'{apache_kafka.JARS}/*',
                           f'org.apache.kafka.tools.{name}', '--bootstrap-server', bootstrap, *words],
                          capture_output=True, text=True, timeout=120, check=False)
    if done.returncode != 0:
        raise AssertionError(f'{name}: {done.stdout[-2000:]} {done.stderr[-2000:]}')
    return done.stdout


class ApacheKafka:
    """One process per file that `ripariumctl graduate` wrote."""

    def __init__(self, files, logs):
        self.nodes = {}
        for file in files:
            name = pathlib.Path(file).stem
            log = open(pathlib.Path(logs, f'{name}.log'), 'wb')
            self.nodes[name] = (subprocess.Popen(
                ['java', '-Xms128m', '-Xmx256m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-cp', f'{apache_kafka.JARS}/*',
                 f'-Dkafka.logs.dir={logs}', 'kafka.Kafka', file],
                stdout=log, stderr=subprocess.STDOUT, preexec_fn=die_with_parent), log.name)
            log.close()

    def complaint(self):
        for name, (process, log) in self.nodes.items():
            if process.poll() is not None:
                return f'{name} ended with {process.returncode}: ' + pathlib.Path(log).read_text()[-3000:]
        return None

    def stop(self):
        """At once: what they wrote is not needed any more."""
        for process, _ in self.nodes.values():
            process.kill()
            process.wait()


class Graduate(unittest.TestCase):
    def setUp(self):
        folder = Folder()
        self.addCleanup(folder.__exit__)
        self.folder = folder.path

    def topic(self, running, name, partitions, **config):
        config = {key.replace('_', '.'): str(value) for key, value in config.items()}
        wanted = confluent_admin.NewTopic(name, partitions, replication_factor=self.replicas, config=config)
        client = clients.admin(running)
        client.create_topics([wanted])[name].result(30)

    def live(self, running):
        """A history with changed configurations, deleted records, a deleted topic and a killed broker."""
        rows = status(self.folder)
        self.replicas = rows['cluster']['default_replication_factor']
        self.records = [(b'k%d' % number, b'value %d' % number, [('h', b'1')]) for number in range(500)]
        self.topic(running, 'orders', 3, retention_ms=-1)
        self.topic(running, 'compacted', 1, cleanup_policy='compact')
        self.topic(running, 'gone', 2)
        for partition in range(3):
            clients.Confluent.produce(running, 'orders', self.records, 'zstd', partition, enable_idempotence=True)
        clients.Confluent.produce(running, 'compacted', self.records)
        if len(rows['brokers']) > 1:
            self.assertEqual(ctl(self.folder, 'broker', 'kill', '2'), (0, '', ''))
            self.assertEqual(ctl(self.folder, 'broker', 'start', '2'), (0, '', ''))
        client = clients.admin(running)
        client.delete_topics(['gone'])['gone'].result(10)
        resource = clients.confluent_kafka.admin.ConfigResource('topic', 'orders', set_config={
            'retention.ms': '-1', 'max.message.bytes': '2000000'})
        client.alter_configs([resource])[resource].result(10)
        wanted = pathlib.Path(self.folder, 'delete.json')
        wanted.write_text(json.dumps({'version': 1, 'partitions': [{'topic': 'orders', 'partition': 0, 'offset': 100}]}))
        tool(running.bootstrap, 'DeleteRecordsCommand', '--offset-json-file', str(wanted))
        clients.Confluent.produce(running, 'orders', self.records, 'lz4', 1, acks='all')
        if len(rows['brokers']) > 1:
            self.assertEqual(ctl(self.folder, 'reassign', 'compacted', '0', '3,1'), (0, '', ''))
            self.assertTrue(self.eventually(lambda: self.replicas_of('compacted', 0) == [3, 1]))

    def replicas_of(self, topic, partition):
        code, out, error = ctl(self.folder, 'status', '--json', '--partitions')
        self.assertEqual(code, 0, error)
        return next(row['replicas'] for row in json.loads(out)['each_partition']
                    if (row['topic'], row['partition']) == (topic, partition) and not row['adding'] and not row['removing'])

    @staticmethod
    def eventually(holds):
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                if holds():
                    return True
            except StopIteration:
                continue
        return False

    def identities(self, bootstrap):
        """{topic: id} as Kafka's own tool tells them."""
        described = tool(bootstrap, 'TopicCommand', '--describe')
        found = re.findall(r'^Topic: (\S+)\s+TopicId: (\S+)', described, re.M)
        return {name: topic for name, topic in found if not name.startswith('__')}

    def graduate(self, preset):
        with Server('--preset', preset, '--data-dir', self.folder) as running:
            self.live(running)
            rows = status(self.folder)
            self.ids = {topic['name']: topic['id'] for topic in rows['topics']}
            code, _, error = ctl(self.folder, 'graduate')
            self.assertEqual(code, 1)
            self.assertIn('running', error)
            bootstrap = running.bootstrap
        code, out, error = ctl(self.folder, 'graduate')
        self.assertEqual(code, 0, error)
        files = [line for line in out.splitlines() if line.endswith('.properties')]
        self.assertEqual(len(files), len(rows['brokers']) + len(rows['controllers']))
        logs = Folder()
        self.addCleanup(logs.__exit__)
        self.apache = ApacheKafka(files, logs.path)
        self.addCleanup(self.apache.stop)
        return bootstrap, rows

    def await_kafka(self, bootstrap, rows):
        """Until every broker is there and every partition has a leader."""
        client = confluent_admin.AdminClient({'bootstrap.servers': bootstrap, 'log_level': 0})
        deadline = time.monotonic() + WAIT
        seen = None
        while time.monotonic() < deadline:
            complaint = self.apache.complaint()
            self.assertIsNone(complaint, complaint)
            try:
                seen = client.list_topics(timeout=2)
            except clients.confluent_kafka.KafkaException:
                continue
            leaders = [partition.leader for topic in seen.topics.values() for partition in topic.partitions.values()]
            if len(seen.brokers) == len(rows['brokers']) and leaders and min(leaders) >= 0:
                return seen
        self.fail(f'Apache Kafka is not ready: {seen and seen.brokers}')

    def check(self, preset):
        bootstrap, rows = self.graduate(preset)
        seen = self.await_kafka(bootstrap, rows)

        class Kafka:
            pass
        Kafka.bootstrap = bootstrap
        self.assertEqual({name for name in seen.topics if not name.startswith('__')}, {'orders', 'compacted'})
        if len(rows['brokers']) > 1:
            self.assertEqual(list(seen.topics['compacted'].partitions[0].replicas), [3, 1])
        self.assertEqual(clients.Confluent.consume(Kafka, 'orders', 400, 0, 100), self.records[100:])
        self.assertEqual(clients.Confluent.consume(Kafka, 'orders', 1000, 1), self.records * 2)
        self.assertEqual(clients.Confluent.consume(Kafka, 'orders', 500, 2), self.records)
        self.assertEqual(clients.Confluent.consume(Kafka, 'compacted', 500), self.records)
        consumer = clients.confluent_kafka.Consumer({'bootstrap.servers': bootstrap, 'group.id': 'unused'})
        low, high = consumer.get_watermark_offsets(clients.confluent_kafka.TopicPartition('orders', 0), timeout=10)
        consumer.close()
        self.assertEqual((low, high), (100, 500), 'deleted records stay deleted')
        resource = confluent_admin.ConfigResource('topic', 'orders')
        client = clients.admin(Kafka)  # gone too early, it takes the answer with it
        configs = client.describe_configs([resource])[resource].result(30)
        self.assertEqual((configs['retention.ms'].value, configs['max.message.bytes'].value), ('-1', '2000000'))
        self.assertEqual(self.identities(bootstrap), self.ids)
        clients.Confluent.produce(Kafka, 'orders', self.records, 'zstd', 2, enable_idempotence=True)
        self.assertEqual(clients.Confluent.consume(Kafka, 'orders', 1000, 2), self.records * 2)

    def test_a_single_broker_graduates(self):
        self.check('single')

    def test_three_azs_graduate(self):
        self.check('ha')


if __name__ == '__main__':
    reason = apache_kafka.missing()
    if reason:
        apache_kafka.skip_or_fail(reason)
    unittest.main(warnings='ignore')
