"""The same few verbs for each real client: produce records to a partition, read a partition to its end.

A record is (key, value, headers): bytes or None, and a list of (name, bytes or None).
"""
import json
import subprocess

import confluent_kafka
import confluent_kafka.admin
import kafka
import kafka.admin

CODECS = ('none', 'gzip', 'snappy', 'lz4', 'zstd')
LARGE = 12 * 1024 * 1024


def admin(server):
    return confluent_kafka.admin.AdminClient({'bootstrap.servers': server.bootstrap})


def create_topic(server, name, partitions=1, **config):
    config = {key.replace('_', '.'): str(value) for key, value in config.items()}
    topic = confluent_kafka.admin.NewTopic(name, partitions, replication_factor=1, config=config)
    client = admin(server)  # gone too early, it takes the answer with it
    client.create_topics([topic])[name].result(30)
    return name


class Confluent:
    """librdkafka behind confluent-kafka-python."""
    name = 'confluent-kafka'
    null_headers = True

    @staticmethod
    def produce(server, topic, records, codec='none', partition=0, **config):
        producer = confluent_kafka.Producer({
            'bootstrap.servers': server.bootstrap, 'compression.type': codec, 'linger.ms': 5,
            'message.max.bytes': LARGE, 'queue.buffering.max.messages': 1000000,
            **{key.replace('_', '.'): value for key, value in config.items()}})
        failed = []

        def delivered(error, _):
            if error is not None:
                failed.append(error)

        for key, value, headers in records:
            while True:
                try:
                    producer.produce(topic, value, key, partition, headers=headers, on_delivery=delivered)
                    break
                except BufferError:
                    producer.poll(1)
            producer.poll(0)
        left = producer.flush(60)
        if left or failed:
            raise AssertionError(f'{left} not delivered, errors {failed[:3]}')

    @staticmethod
    def consume(server, topic, count, partition=0, offset=0):
        consumer = confluent_kafka.Consumer({
            'bootstrap.servers': server.bootstrap, 'group.id': 'unused', 'enable.auto.commit': False,
            'fetch.message.max.bytes': LARGE, 'check.crcs': True})
        consumer.assign([confluent_kafka.TopicPartition(topic, partition, offset)])
        records = []
        try:
            while len(records) < count:
                batch = consumer.consume(min(10000, count - len(records)), timeout=30)
                if not batch:
                    raise AssertionError(f'{len(records)} of {count} records, then silence')
                for message in batch:
                    if message.error():
                        raise AssertionError(message.error())
                    if message.offset() != offset + len(records):
                        raise AssertionError(f'offset {message.offset()} after {len(records)} records')
                    records.append((message.key(), message.value(), message.headers() or []))
        finally:
            consumer.close()
        return records


class KafkaPython:
    """The pure Python client: old request versions, its own codecs and CRC."""
    name = 'kafka-python'
    null_headers = False

    @staticmethod
    def produce(server, topic, records, codec='none', partition=0, **config):
        producer = kafka.KafkaProducer(
            bootstrap_servers=server.bootstrap, compression_type=None if codec == 'none' else codec, linger_ms=5,
            max_request_size=LARGE, buffer_memory=4 * LARGE, **{'acks': 'all', **config})
        sent = [producer.send(topic, value, key, headers, partition) for key, value, headers in records]
        producer.flush(60)
        for future in sent:
            future.get(30)
        producer.close()

    @staticmethod
    def consume(server, topic, count, partition=0, offset=0):
        consumer = kafka.KafkaConsumer(
            bootstrap_servers=server.bootstrap, group_id=None, enable_auto_commit=False, check_crcs=True,
            max_partition_fetch_bytes=LARGE, consumer_timeout_ms=30000)
        where = kafka.TopicPartition(topic, partition)
        consumer.assign([where])
        consumer.seek(where, offset)
        records = []
        try:
            for message in consumer:
                if message.offset != offset + len(records):
                    raise AssertionError(f'offset {message.offset} after {len(records)} records')
                records.append((message.key, message.value, list(message.headers)))
                if len(records) == count:
                    return records
            raise AssertionError(f'{len(records)} of {count} records, then silence')
        finally:
            consumer.close()


class Kcat:
    """kcat; a record with headers or a null goes through a call of its own, as its command line wants it."""
    name = 'kcat'
    null_headers = True

    @staticmethod
    def run(server, *arguments, text=b''):
        done = subprocess.run(['kcat', '-b', server.bootstrap, *arguments], input=text, capture_output=True,
                              timeout=120, check=False)
        if done.returncode != 0:
            raise AssertionError(f'kcat {arguments}: {done.stderr.decode()}')
        return done.stdout

    @staticmethod
    def produce(server, topic, records, codec='none', partition=0, **config):
        settings = ['-X', f'message.max.bytes={LARGE}']
        for key, value in config.items():
            settings += ['-X', f'{key.replace("_", ".")}={value}']

        def send(lines, *options):
            if lines:
                Kcat.run(server, '-P', '-t', topic, '-p', str(partition), '-z', codec, '-K', '\x01', '-D', '\x02',
                         *settings, *options, text=b'\x02'.join(lines))

        lines = []
        for key, value, headers in records:
            plain = key is not None and value is not None and not headers
            if plain and (key, value) != (b'', b''):
                lines.append(key + b'\x01' + value)
                continue
            send(lines)
            lines = []
            options = [] if key == b'' or value == b'' else ['-Z']
            for name, header in headers:
                options += ['-H', name if header is None else f'{name}={header.decode()}']
            send([(key or b'') + b'\x01' + (value or b'')], *options)
        send(lines)

    @staticmethod
    def consume(server, topic, count, partition=0, offset=0):
        text = Kcat.run(server, '-C', '-q', '-t', topic, '-p', str(partition), '-o', str(offset), '-c', str(count), '-J',
                        '-X', f'fetch.message.max.bytes={LARGE}', '-X', 'check.crcs=true')
        records = []
        for line in text.decode().splitlines():
            got = json.loads(line)
            if got['offset'] != offset + len(records):
                raise AssertionError(f'offset {got["offset"]} after {len(records)} records')
            flat = got.get('headers') or []
            headers = [(flat[i], as_bytes(flat[i + 1])) for i in range(0, len(flat), 2)]
            records.append((as_bytes(got['key']), as_bytes(got['payload']), headers))
        return records


def as_bytes(text):
    return None if text is None else text.encode()


ALL = (Kcat, KafkaPython, Confluent)
