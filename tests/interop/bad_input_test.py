#!/usr/bin/env python3
"""Hostile and lost connections: each is answered or closed, and nobody else notices."""
import contextlib
import random
import resource
import socket
import struct
import unittest

import clients
import server

RECORDS = [(b'k%d' % number, b'v' * 100, []) for number in range(1000)]
API_VERSIONS, METADATA, PRODUCE = 18, 3, 0
UNSUPPORTED_VERSION = 35


def frame(body, size=None):
    return struct.pack('>i', len(body) if size is None else size) + body


def request(key, version, correlation, body=b'', client=b'test'):
    return frame(struct.pack('>hhih', key, version, correlation, len(client)) + client + body)


class BadInput(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 65536), hard))
        server.serve(cls)
        clients.create_topic(cls.server, 'steady', 1)
        clients.Confluent.produce(cls.server, 'steady', RECORDS)

    def setUp(self):
        self.resident = self.server.resident_kb()

    def tearDown(self):
        """The others are unaffected, and nothing grew by what a stranger announced."""
        self.assertEqual(clients.Confluent.consume(self.server, 'steady', 1000), RECORDS)
        clients.KafkaPython.produce(self.server, 'steady', RECORDS[:1])
        self.assertLess(self.server.resident_kb() - self.resident, 64 * 1024, 'resident memory grew, in KiB')

    def connect(self, index=0):
        connection = socket.create_connection(self.server.address(index), timeout=10)
        self.addCleanup(connection.close)
        return connection

    def receive(self, connection):
        """Whatever the broker says until it closes; fails when it neither answers nor closes."""
        got = b''
        with contextlib.suppress(ConnectionError):
            while True:
                part = connection.recv(65536)
                if not part:
                    break
                got += part
        return got

    def answer(self, connection):
        """One answer, without its length."""
        got = b''
        while len(got) < 4 or len(got) < 4 + struct.unpack('>i', got[:4])[0]:
            part = connection.recv(65536)
            if not part:
                raise AssertionError(f'closed after {got!r}')
            got += part
        return got[4:]

    def closed_after(self, data):
        connection = self.connect()
        with contextlib.suppress(ConnectionError):
            connection.sendall(data)
        self.assertEqual(self.receive(connection), b'')

    def test_an_http_client_is_closed(self):
        self.closed_after(b'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')

    def test_a_tls_client_on_the_plaintext_port_is_closed(self):
        hello = bytes.fromhex('1603010200010001fc0303') + bytes(range(32)) * 15
        self.closed_after(hello)

    def test_absurd_lengths_are_closed_at_once(self):
        for size in (-1, -2**31, 104857601, 2**31 - 1):
            with self.subTest(size):
                self.closed_after(frame(b'\0' * 64, size))

    def test_a_large_announced_frame_that_never_comes_costs_nothing(self):
        waiting = []
        for _ in range(100):
            connection = self.connect()
            connection.sendall(frame(struct.pack('>hhi', PRODUCE, 9, 1), 100_000_000))
            waiting.append(connection)

    def test_random_bytes(self):
        chance = random.Random(20261121)
        for _ in range(300):
            connection = self.connect(chance.randrange(len(self.server.ready['brokers'])))
            data = chance.randbytes(chance.randrange(1, 2000))
            if chance.random() < 0.7:  # a plausible length, then noise
                data = frame(data)
            if chance.random() < 0.5:  # and a plausible header
                data = request(chance.randrange(0, 93), chance.randrange(0, 18), 7, data)
            with contextlib.suppress(ConnectionError):
                connection.sendall(data)
                connection.shutdown(socket.SHUT_WR)
            self.receive(connection)
            connection.close()

    def test_truncated_frames(self):
        whole = request(METADATA, 1, 1, struct.pack('>ih', 1, 6) + b'steady')
        for cut in range(1, len(whole)):
            connection = self.connect()
            connection.sendall(whole[:cut])
            connection.shutdown(socket.SHUT_WR)
            self.assertEqual(self.receive(connection), b'', f'after {cut} bytes')
            connection.close()

    def test_arrays_that_announce_more_than_the_frame_holds_are_closed(self):
        for count in (2**31 - 1, 100_000_000, -2):
            with self.subTest(count):
                self.closed_after(request(METADATA, 1, 1, struct.pack('>i', count)))

    def test_a_request_byte_by_byte_is_answered(self):
        connection = self.connect()
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for byte in request(API_VERSIONS, 0, 4711):
            connection.sendall(bytes([byte]))
        self.assertEqual(struct.unpack('>ih', self.answer(connection)[:6]), (4711, 0))

    def test_many_requests_in_one_write_are_answered_in_order(self):
        connection = self.connect()
        connection.sendall(b''.join(request(API_VERSIONS, 0, number) for number in range(500)))
        got = b''
        for number in range(500):
            while len(got) < 8 or len(got) < 4 + struct.unpack('>i', got[:4])[0]:
                got += connection.recv(65536)
            size, correlation = struct.unpack('>ii', got[:8])
            self.assertEqual(correlation, number)
            got = got[4 + size:]

    def test_an_unknown_version_of_api_versions_is_answered_in_version_0(self):
        connection = self.connect()
        connection.sendall(request(API_VERSIONS, 99, 5, b'\0\0\0'))
        correlation, error, count = struct.unpack('>ihi', self.answer(connection)[:10])
        self.assertEqual((correlation, error), (5, UNSUPPORTED_VERSION))
        self.assertGreater(count, 0)
        connection.sendall(request(API_VERSIONS, 0, 6))
        self.assertEqual(struct.unpack('>ih', self.answer(connection)[:6]), (6, 0))

    def test_unknown_apis_and_versions_are_closed(self):
        for key, version in [(999, 0), (-1, 0), (METADATA, 99), (METADATA, -1), (4, 0), (1, 99)]:
            with self.subTest(key=key, version=version):
                self.closed_after(request(key, version, 1, b'\0' * 20))

    def test_two_thousand_idle_connections(self):
        brokers = len(self.server.ready['brokers'])
        idle = [self.connect(number % brokers) for number in range(2000)]
        topic = clients.create_topic(self.server, 'beside-idle', 1)
        clients.Confluent.produce(self.server, topic, RECORDS)
        self.assertEqual(clients.Confluent.consume(self.server, topic, 1000), RECORDS)
        last = idle[-1]
        last.sendall(request(API_VERSIONS, 0, 1))
        self.answer(last)

    def test_a_reader_that_never_reads_does_not_grow_the_broker(self):
        clients.create_topic(self.server, 'unread', 1)
        clients.Confluent.produce(self.server, 'unread', [(b'k', b'x' * 100_000, [])] * 200)
        topic = struct.pack('>h', 6) + b'unread'
        fetch = request(1, 4, 1, struct.pack('>iiiib', -1, 100, 1, 50_000_000, 0) + struct.pack('>i', 1) + topic
                        + struct.pack('>iiqi', 1, 0, 0, 50_000_000))
        connection = self.connect()
        connection.setblocking(False)
        with contextlib.suppress(BlockingIOError):
            for _ in range(100):
                connection.send(fetch)


if __name__ == '__main__':
    unittest.main()
