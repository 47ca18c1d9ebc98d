#!/usr/bin/env python3
"""Apache Kafka's own dump tool reads every segment and every metadata record that we write, without a complaint.

Its jars come from Maven Central through Maven and are kept under build/. Where Java, Maven or the network is missing the
test says so and is skipped (exit 77); in CI (CI=true) that is a failure.
"""
import os
import pathlib
import re
import subprocess
import unittest

import apache_kafka
import clients
import segments
from server import Folder, Server

COMPLAINTS = re.compile(r'invalid|corrupt|mismatch|error|exception|could not|not readable|isvalid: false', re.I)


def dump(path, *options):
    done = subprocess.run(['java', '-Xmx512m', '-cp', f'{apache_kafka.JARS}/*', 'org.apache.kafka.tools.DumpLogSegments', '--files',
                           str(path), *options], capture_output=True, text=True, timeout=120, check=False)
    if done.returncode != 0:
        raise AssertionError(f'{path}: exit {done.returncode}: {done.stdout[-2000:]} {done.stderr[-2000:]}')
    return done.stdout, done.stderr


class Dump(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        """A data dir with every codec, several segments, a deleted topic, changed configurations, and a kill in between."""
        folder = Folder()
        cls.addClassCleanup(folder.__exit__)
        cls.data_dir = pathlib.Path(folder.path)
        running = Server('--preset', 'ha', '--data-dir', folder.path).start()
        cls.fill(running)
        running.kill()
        with Server('--preset', 'ha', '--data-dir', folder.path) as running:
            clients.Confluent.produce(running, 'dump-zstd', [(b'after', b'restart', [])], enable_idempotence=True)

    @classmethod
    def fill(cls, running):
        records = [(b'k%d' % number, b'value ' * 20, [('h', b'1'), ('n', None)]) for number in range(300)]
        for codec in clients.CODECS:
            clients.create_topic(running, f'dump-{codec}', 2, segment_bytes=1048576)
            clients.Confluent.produce(running, f'dump-{codec}', records, codec, enable_idempotence=True)
        for _ in range(4):
            clients.Confluent.produce(running, 'dump-none', [(None, os.urandom(400_000), [])])
        clients.Confluent.produce(running, 'dump-none', [(b'k', None, [])])
        clients.create_topic(running, 'dump-deleted', 3)
        client = clients.admin(running)
        client.delete_topics(['dump-deleted'])['dump-deleted'].result(10)
        resource = clients.confluent_kafka.admin.ConfigResource('topic', 'dump-gzip', set_config={'retention.ms': '99'})
        client.alter_configs([resource])[resource].result(10)

    def check(self, path, *options):
        out, errors = dump(path, *options)
        for line in out.splitlines():
            if line.startswith('|') or line.startswith('Dumping') or line.startswith('Snapshot'):
                continue
            self.assertIsNone(COMPLAINTS.search(re.sub(r'payload:.*', '', line)), f'{path}: {line}')
        self.assertIsNone(COMPLAINTS.search(errors), f'{path}: {errors}')
        return out

    def test_every_record_of_every_segment_is_read(self):
        files = [path for path in sorted(self.data_dir.glob('*/*/*.log')) if '__cluster_metadata' not in str(path)]
        self.assertGreater(len([path for path in files if path.parent.name == 'dump-none-0']), 1, 'several segments')
        out = self.check(','.join(map(str, files)), '--deep-iteration', '--max-message-size', '20000000')
        found = len(re.findall(r'^\| offset: ', out, re.M))
        self.assertEqual(found, sum(batch.records for path in files for batch in segments.batches_of(path)))
        self.assertEqual(out.count('baseOffset: '), out.count('isvalid: true'))

    def test_every_metadata_record_is_decoded(self):
        files = sorted(self.data_dir.glob('*/__cluster_metadata-0/*.log'))
        self.assertTrue(files)
        for path in files:
            out = self.check(path, '--cluster-metadata-decoder')
            kinds = set(re.findall(r'"type":"(\w+)"', out))
            self.assertLessEqual({'FEATURE_LEVEL_RECORD', 'REGISTER_BROKER_RECORD', 'TOPIC_RECORD', 'PARTITION_RECORD',
                                  'REMOVE_TOPIC_RECORD', 'CONFIG_RECORD'}, kinds)
            self.assertNotRegex(out, r'(?i)could not|unknown|exception')
        for path in sorted(self.data_dir.glob('*/__cluster_metadata-0/*.checkpoint')):
            self.check(path, '--cluster-metadata-decoder')


if __name__ == '__main__':
    if reason := apache_kafka.missing():
        apache_kafka.skip_or_fail(reason)
    unittest.main()
