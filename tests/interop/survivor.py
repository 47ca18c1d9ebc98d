"""An idempotent acks=all producer of librdkafka that goes on through faults, and the audit of what it wrote: every number
of every partition once, in order, and each at the offset that its acknowledgement named."""
import json
import threading
import time

import clients
import confluent_kafka
from control_test import ctl, status

PATIENCE = 60


def create(server, topic, partitions, replicas):
    wanted = clients.confluent_kafka.admin.NewTopic(topic, partitions, replication_factor=replicas)
    client = clients.admin(server)  # gone too early, it takes the answer with it
    client.create_topics([wanted])[topic].result(30)


def do(case, folder, *words):
    case.assertEqual(ctl(folder, *words), (0, '', ''), words)


def await_whole(case, folder):
    """Until every broker is online, every replica in sync and no fault is left."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        rows = status(folder)
        counts = rows['partitions']
        if counts['under_replicated'] == counts['offline'] == 0 and not rows['faults'] \
                and all(broker['state'] == 'online' for broker in rows['brokers']):
            return
    case.fail(json.dumps(rows))


def story(folder, last=60):
    """What happened lately and how things are, for the reader of a failure."""
    _, events, _ = ctl(folder, 'events')
    _, rows, _ = ctl(folder, 'status', '--json', '--partitions')
    return '\n'.join(events.splitlines()[-last:] + [rows])


class Load(threading.Thread):
    """Numbers every record of a partition; remembers at which offset it was acknowledged."""

    def __init__(self, bootstrap, topic, partitions):
        super().__init__(daemon=True)
        self.topic, self.partitions = topic, partitions
        self.ended = threading.Event()
        self.grew = threading.Condition()
        self.acknowledged = {partition: {} for partition in range(partitions)}
        self.count, self.sent, self.left, self.failed = 0, 0, None, []
        self.producer = confluent_kafka.Producer({
            'bootstrap.servers': bootstrap, 'enable.idempotence': True, 'acks': 'all', 'linger.ms': 2, 'log_level': 0,
            'message.timeout.ms': 120000, 'socket.timeout.ms': 5000, 'request.timeout.ms': 5000,
            'queue.buffering.max.messages': 2000, 'metadata.max.age.ms': 1000, 'reconnect.backoff.ms': 20,
            'reconnect.backoff.max.ms': 500, 'error_cb': self.hear})

    def hear(self, error):
        if error.fatal():
            self.failed.append(f'fatal: {error}')

    def delivered(self, error, message):
        if error is not None:
            self.failed.append(f'{message.partition()}: {error}')
        else:
            self.acknowledged[message.partition()][int(message.value().split(b':')[0])] = message.offset()
        with self.grew:
            self.count += error is None
            self.grew.notify_all()

    def run(self):
        while not self.ended.is_set():
            try:
                self.producer.produce(self.topic, b'%d:' % self.sent + b'.' * 100, partition=self.sent % self.partitions,
                                      on_delivery=self.delivered)
                self.sent += 1
            except BufferError:
                self.producer.poll(0.05)
            self.producer.poll(0)
        self.left = self.producer.flush(PATIENCE)

    def await_more(self, count, patience=PATIENCE):
        """Until so many more records are acknowledged; whether they were."""
        with self.grew:
            wanted = self.count + count
            return self.grew.wait_for(lambda: self.count >= wanted or self.failed, patience) and not self.failed

    def finish(self):
        self.ended.set()
        self.join()

    def lost(self, server):
        """Of what was acknowledged, by partition: what is not there, or elsewhere."""
        lost = {}
        for partition, offsets in self.acknowledged.items():
            read = dict(enumerate(numbers(server, self.topic, partition)))
            lost[partition] = [number for number, offset in offsets.items() if read.get(offset) != number][:5]
        return lost

    def audit(self, case, server):
        """After finish(): nothing failed, so what is read is what was sent, each once and in order."""
        case.assertEqual((self.left, self.failed[:3]), (0, []))
        for partition, offsets in self.acknowledged.items():
            sent = list(range(partition, self.sent, self.partitions))
            case.assertEqual(set(sent), set(offsets), f'{partition}: not acknowledged')
            read = numbers(server, self.topic, partition)
            case.assertEqual(len(read), len(set(read)), f'{partition}: doubled')
            case.assertEqual(set(sent) - set(read), set(), f'{partition}: lost')
            case.assertEqual(read, sent, f'{partition}: out of order')
            case.assertEqual({number: offset for offset, number in enumerate(read)}, offsets, f'{partition}: elsewhere')


def numbers(server, topic, partition):
    """Every number of the partition, in the order of offsets."""
    consumer = confluent_kafka.Consumer({'bootstrap.servers': server.bootstrap, 'group.id': 'unused'})
    _, end = consumer.get_watermark_offsets(confluent_kafka.TopicPartition(topic, partition), timeout=20)
    consumer.close()
    return [int(value.split(b':')[0]) for _, value, _ in clients.Confluent.consume(server, topic, end, partition)]
