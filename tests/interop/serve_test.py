#!/usr/bin/env python3
"""The contract of `ripariumctl serve`: one line of JSON, clean ends, and refusals that touch nothing."""
import json
import os
import pathlib
import signal
import socket
import subprocess
import tempfile
import unittest

import clients
from server import CTL, Folder, Server

RECORDS = [(b'k%d' % number, b'v', []) for number in range(100)]


def refused(*arguments, **options):
    """Runs serve, which must end by itself with exit 1 and print nothing on stdout; gives its stderr."""
    done = subprocess.run([CTL, 'serve', *arguments], capture_output=True, timeout=20, check=False, **options)
    error = done.stderr.decode()
    if done.returncode != 1 or done.stdout or not error.strip():
        raise AssertionError(f'exit {done.returncode}, stdout {done.stdout!r}, stderr {error!r}')
    return error


def snapshot(folder):
    """Every file below with its size and time of change."""
    return {str(path): (path.stat().st_size, path.stat().st_mtime_ns) for path in pathlib.Path(folder).rglob('*')}


class Serve(unittest.TestCase):
    def setUp(self):
        folder = Folder()
        self.addCleanup(folder.__exit__)
        self.folder = folder.path

    def test_each_preset_is_ready_with_its_brokers(self):
        for preset, azs, brokers in [('single', 1, 1), ('dev', 1, 3), ('ha', 3, 3), ('ha6', 3, 6)]:
            with self.subTest(preset), Server('--preset', preset) as running:
                ready = running.ready
                self.assertEqual(ready['state'], 'ready')
                self.assertEqual(len({broker['az'] for broker in ready['brokers']}), azs)
                self.assertEqual(len({broker['id'] for broker in ready['brokers']}), brokers)
                self.assertEqual(ready['bootstrap'].split(','), [broker['address'] for broker in ready['brokers']])
                topic = clients.create_topic(running, 'ready', brokers)
                clients.Confluent.produce(running, topic, RECORDS, partition=brokers - 1)

    def test_stdout_is_one_line_and_each_signal_that_asks_ends_cleanly(self):
        for with_signal in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            running = Server('--preset', 'single', '--data-dir', self.folder).start()
            self.assertEqual(running.stop(with_signal), 0)
            self.assertEqual(running.stdout, b'')
            self.assertIn(f'{with_signal.name}: the cluster stops', running.stderr())

    def test_a_crash_does_not_go_without_a_word(self):
        running = Server('--preset', 'single', '--data-dir', self.folder).start()
        code = running.stop(signal.SIGSEGV)
        if 'AddressSanitizer' in running.stderr():
            self.assertIn('SEGV', running.stderr())  # a sanitizer has the last word
        else:
            self.assertEqual(code, -signal.SIGSEGV)
            self.assertIn('ripariumctl: died of SIGSEGV', running.stderr())
        self.assertEqual(Server('--preset', 'single', '--data-dir', self.folder).start().stop(), 0)

    def test_a_temporary_data_dir_is_removed_on_a_clean_end(self):
        with tempfile.TemporaryDirectory() as temporary:
            running = Server('--preset', 'ha', environment={**os.environ, 'TMPDIR': temporary}).start()
            self.assertEqual(len(os.listdir(temporary)), 1)
            self.assertEqual(running.stop(), 0)
            self.assertEqual(os.listdir(temporary), [])

    def test_a_data_dir_keeps_topics_and_records_over_restarts(self):
        with Server('--preset', 'ha', '--data-dir', self.folder) as running:
            clients.create_topic(running, 'kept', 3, retention_ms=-1)
            clients.Confluent.produce(running, 'kept', RECORDS, partition=2)
            identity = running.ready['cluster']
        with Server('--preset', 'ha', '--data-dir', self.folder) as running:
            self.assertEqual(running.ready['cluster'], identity)
            self.assertEqual(clients.Confluent.consume(running, 'kept', 100, partition=2), RECORDS)
            clients.Confluent.produce(running, 'kept', RECORDS, partition=2)
            self.assertEqual(clients.Confluent.consume(running, 'kept', 200, partition=2), RECORDS * 2)

    def test_a_second_server_on_the_same_data_dir_is_refused_and_touches_nothing(self):
        with Server('--preset', 'single', '--data-dir', self.folder) as running:
            clients.create_topic(running, 'mine', 1)
            clients.Confluent.produce(running, 'mine', RECORDS)
            before = snapshot(self.folder)
            error = refused('--preset', 'single', '--data-dir', self.folder)
            self.assertIn(self.folder, error)
            self.assertEqual(snapshot(self.folder), before)
            self.assertEqual(clients.Confluent.consume(running, 'mine', 100), RECORDS)

    def test_a_second_cluster_takes_the_next_range(self):
        with Server('--preset', 'ha') as first, Server('--preset', 'ha') as second:
            ranges = [running.address()[0].split('.')[1] for running in (first, second)]
            self.assertEqual(int(ranges[1]), int(ranges[0]) + 1)
            for running in (first, second):
                clients.create_topic(running, 'mine', 1)
                clients.Confluent.produce(running, 'mine', RECORDS)

    def test_an_address_of_the_range_taken_by_another_program_is_gone_around(self):
        with Server('--preset', 'single') as running:
            host = running.address()[0]
        with socket.socket() as taken:
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            taken.bind((host, 9092))
            taken.listen()
            with Server('--preset', 'single') as running:
                self.assertNotEqual(running.address(), (host, 9092))
                clients.create_topic(running, 'beside', 1)

    def test_a_document_is_served_with_its_azs_brokers_and_settings(self):
        document = pathlib.Path(self.folder, 'shop.riparium')
        document.write_text(json.dumps({
            'version': 1, 'name': 'shop', 'broker_config': {'num.partitions': '4'},
            'azs': [{'name': 'a', 'brokers': [{'id': 1, 'storage_gib': 10}]},
                    {'name': 'b', 'brokers': [{'id': 7, 'storage_gib': 10}]}]}))
        text = document.read_text()
        with Server(str(document)) as running:
            self.assertEqual([(broker['id'], broker['az']) for broker in running.ready['brokers']], [(1, 'a'), (7, 'b')])
            clients.create_topic(running, 'defaults', -1)
            topics = clients.admin(running).list_topics('defaults', timeout=10).topics
            self.assertEqual(len(topics['defaults'].partitions), 4)
        self.assertEqual(document.read_text(), text)

    def test_a_broken_document_is_named_by_its_path_and_left_alone(self):
        document = pathlib.Path(self.folder, 'shop.riparium')
        az = '{"name": "a", "brokers": [{"id": 1, "storage_gib": 10}]}'
        for text, words in [('{', ''), ('[]', ''), ('{"version": 999}', 'version'),
                            ('{"version": 1, "name": "x", "surprise": 1, "azs": [%s]}' % az, 'surprise'),
                            ('{"version": 1, "name": "x", "azs": [%s, {"name": "b", "brokers": [{"id": "2"}]}]}' % az,
                             'azs[1].brokers[0].id')]:
            document.write_text(text)
            with self.subTest(text):
                self.assertIn(words, refused(str(document)))
                self.assertEqual(document.read_text(), text)
        self.assertIn('missing.riparium', refused(str(document.with_name('missing.riparium'))))

    def test_a_data_dir_that_cannot_be_written_is_told(self):
        blocked = pathlib.Path(self.folder, 'file')
        blocked.write_text('not a folder')
        self.assertIn('file', refused('--preset', 'single', '--data-dir', str(blocked)))
        self.assertEqual(blocked.read_text(), 'not a folder')
        self.assertIn('/proc/riparium', refused('--preset', 'single', '--data-dir', '/proc/riparium'))

    def test_a_corrupt_meta_properties_is_told_and_left_alone(self):
        with Server('--preset', 'single', '--data-dir', self.folder):
            pass
        meta = next(pathlib.Path(self.folder).glob('*/meta.properties'))
        meta.write_text('version=1\nnode.id=many\n')
        self.assertIn('meta.properties', refused('--preset', 'single', '--data-dir', self.folder))
        self.assertEqual(meta.read_text(), 'version=1\nnode.id=many\n')

    def test_a_full_disk_refuses_records_and_serves_what_it_has(self):
        mounted = subprocess.run(['mount', '-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', self.folder], capture_output=True,
                                 check=False)
        if mounted.returncode != 0:
            self.skipTest('mounting a small tmpfs is not permitted here')
        self.addCleanup(subprocess.run, ['umount', '-l', self.folder], check=True)
        with Server('--preset', 'single', '--data-dir', self.folder) as running:
            clients.create_topic(running, 'full', 1)
            clients.Confluent.produce(running, 'full', RECORDS)
            big = [(b'k', os.urandom(500_000), [])] * 100
            with self.assertRaises(AssertionError):
                clients.Confluent.produce(running, 'full', big, message_timeout_ms=4000)
            self.assertEqual(clients.Confluent.consume(running, 'full', 100), RECORDS)

    def test_wrong_arguments_and_the_two_questions(self):
        for arguments in (['serve', '--preset', 'nine'], ['serve', '--loops', 'x'], ['serve', '--nonsense'], ['nonsense']):
            done = subprocess.run([CTL, *arguments], capture_output=True, timeout=20, check=False)
            self.assertNotEqual(done.returncode, 0, arguments)
            self.assertTrue(done.stderr, arguments)
        for question in ('--help', '--version'):
            done = subprocess.run([CTL, question], capture_output=True, timeout=20, check=True)
            self.assertIn(b'iparium', done.stdout)

    def test_loops_are_a_setting(self):
        for loops in ('1', '3'):
            with Server('--preset', 'ha', '--loops', loops) as running:
                clients.create_topic(running, 'loops', 3)
                clients.Confluent.produce(running, 'loops', RECORDS, partition=2)
                names = {pathlib.Path(f'/proc/{running.pid}/task/{task}/comm').read_text().strip()
                         for task in os.listdir(f'/proc/{running.pid}/task')}
                self.assertEqual(len([name for name in names if name.startswith('loop')]), int(loops), names)


if __name__ == '__main__':
    unittest.main(warnings='ignore')
