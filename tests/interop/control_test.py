#!/usr/bin/env python3
"""A running cluster is asked over its control socket: the words of `ripariumctl --data-dir DIR`, and the socket itself."""
import json
import os
import pathlib
import socket
import stat
import subprocess
import threading
import unittest

from server import CTL, Folder, Server


def ctl(folder, *words):
    """(exit code, stdout, stderr) of one question."""
    done = subprocess.run([CTL, '--data-dir', folder, *words], capture_output=True, timeout=90, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def status(folder):
    code, out, error = ctl(folder, 'status', '--json')
    assert code == 0, error
    return json.loads(out)


class Control(unittest.TestCase):
    def setUp(self):
        folder = Folder()
        self.addCleanup(folder.__exit__)
        self.folder = folder.path

    def talk(self, *lines):
        """What the socket answers to these lines, one object each."""
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(20)
            connection.connect(os.path.join(self.folder, 'control.sock'))
            connection.sendall(b''.join(lines))
            answers = b''
            while answers.count(b'\n') < len(lines):
                got = connection.recv(65536)
                if not got:
                    break
                answers += got
            return [json.loads(line) for line in answers.splitlines()]

    def test_the_socket_is_for_its_owner_and_goes_with_the_cluster(self):
        path = pathlib.Path(self.folder, 'control.sock')
        with Server('--preset', 'single', '--data-dir', self.folder):
            self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o600)
            self.assertEqual(status(self.folder)['cluster']['state'], 'running')
        self.assertFalse(path.exists())
        code, _, error = ctl(self.folder, 'status')
        self.assertEqual(code, 1)
        self.assertIn('No cluster is running', error)

    def test_the_socket_of_a_killed_process_is_replaced(self):
        running = Server('--preset', 'single', '--data-dir', self.folder).start()
        running.kill()
        self.assertTrue(pathlib.Path(self.folder, 'control.sock').exists())
        self.assertEqual(ctl(self.folder, 'status')[0], 1)
        with Server('--preset', 'single', '--data-dir', self.folder):
            self.assertEqual(ctl(self.folder, 'status')[0], 0)

    def test_a_folder_with_a_very_long_path_has_its_socket_too(self):
        folder = os.path.join(self.folder, *['a-rather-long-name'] * 8)
        with Server('--preset', 'single', '--data-dir', folder):
            self.assertEqual(len(status(folder)['brokers']), 1)

    def test_garbage_is_answered_with_an_error_and_the_cluster_goes_on(self):
        with Server('--preset', 'single', '--data-dir', self.folder):
            bad = [b'garbage\n', b'[]\n', b'{"id":7}\n', b'{"id":8,"command":"dance"}\n',
                   b'{"id":9,"command":"az cut","args":{}}\n', b'{"id":10,"command":"broker kill","args":{"id":"x"}}\n',
                   b'{"id":11,"command":"link set","args":{"from":"a","to":"b","loss":2}}\n', b'\xff\xfe{"id":1}\n']
            answers = self.talk(*bad)
            self.assertEqual(len(answers), len(bad))
            for answer in answers:
                self.assertFalse(answer['ok'])
                self.assertGreater(len(answer['sentence']), 10, answer)
            self.assertEqual([answer['id'] for answer in answers[2:7]], [7, 8, 9, 10, 11])
            self.assertIn('too long', self.talk(b'x' * 200000)[0]['sentence'])
            self.assertEqual(self.talk(b'{"id":5,"command":"status"}\n')[0]['ok'], True)

    def test_a_broker_is_stopped_and_started_and_events_tell_it(self):
        with Server('--preset', 'ha', '--data-dir', self.folder):
            follower = subprocess.Popen([CTL, '--data-dir', self.folder, 'events', '--follow'], stdout=subprocess.PIPE)
            self.addCleanup(follower.stdout.close)
            told = []
            reader = threading.Thread(target=lambda: told.extend(json.loads(line) for line in follower.stdout))
            reader.start()
            self.assertEqual(ctl(self.folder, 'broker', 'stop', '2')[0], 0)
            rows = status(self.folder)
            self.assertEqual([row['state'] for row in rows['brokers']], ['online', 'offline', 'online'])
            self.assertEqual([fault['kind'] for fault in rows['faults']], ['node_stopped'])
            code, _, error = ctl(self.folder, 'broker', 'stop', '2')
            self.assertEqual(code, 1)
            self.assertIn('Broker 2 is not running', error)
            self.assertEqual(ctl(self.folder, 'broker', 'start', '2')[0], 0)
            rows = status(self.folder)
            self.assertEqual([row['state'] for row in rows['brokers']], ['online'] * 3)
            self.assertEqual(rows['faults'], [])
        self.assertEqual(follower.wait(20), 0)
        reader.join(20)
        faults = [fact['fact'] for fact in told if fact['fact'].startswith('fault')]
        self.assertEqual(faults, ['fault_started', 'fault_lifted'])

    def test_wrong_words_are_told_with_exit_code_2(self):
        for words in (['broker'], ['broker', 'kill'], ['dance'], ['link', 'set', 'a'], ['status', '--nonsense'],
                      ['link', 'set', 'a', 'b', '--latency', 'long']):
            code, _, error = ctl(self.folder, *words)
            self.assertEqual(code, 2, words)
            self.assertIn('ripariumctl: ', error)
        code, out, _ = ctl(self.folder, '--help')
        self.assertEqual(code, 0)
        self.assertIn('az cut|heal', out)


if __name__ == '__main__':
    unittest.main(warnings='ignore')
