"""An idempotent acks=all producer of librdkafka that goes on through faults, and the audit of what it wrote: every number
of every partition once, in order, and each at the offset that its acknowledgement named."""
import functools
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


def gave_up(error):
    """librdkafka before 2.3 takes a batch that a lost connection left in doubt for acknowledged. When it was not, the next
    one is out of sequence, and the producer ends itself (its issue 4438)."""
    told = str(error)
    return confluent_kafka.libversion()[1] < 0x02030000 and \
        ('sequence desynchronization' in told or 'rewound sequence number' in told)


class Load(threading.Thread):
    """Numbers every record of a partition; remembers at which offset it was acknowledged."""

    def __init__(self, bootstrap, topic, partitions):
        super().__init__(daemon=True)
        self.topic, self.partitions = topic, partitions
        self.ended = threading.Event()
        self.grew = threading.Condition()
        self.acknowledged = {partition: {} for partition in range(partitions)}
        self.count, self.sent, self.left, self.failed = 0, 0, None, []
        self.bootstrap, self.producers, self.in_doubt = bootstrap, 0, set()
        self.begin()

    def begin(self):
        self.producers += 1
        self.producer = confluent_kafka.Producer({
            'bootstrap.servers': self.bootstrap, 'enable.idempotence': True, 'acks': 'all', 'linger.ms': 2,
            'message.timeout.ms': 120000, 'socket.timeout.ms': 5000, 'request.timeout.ms': 5000, 'log_level': 0,
            'queue.buffering.max.messages': 2000, 'metadata.max.age.ms': 1000, 'reconnect.backoff.ms': 20,
            'reconnect.backoff.max.ms': 500, 'error_cb': self.hear})
        self.on_delivery = functools.partial(self.delivered, self.producers)

    def begin_again(self):
        """Another producer goes on. What the last one did not hear of may be there, once, or not."""
        print(f'producer {self.producers} of {self.topic} ended itself', flush=True)
        self.producer.purge()
        self.in_doubt |= set(range(self.sent)).difference(*self.acknowledged.values())
        self.begin()

    def hear(self, error):
        if error.fatal() and not gave_up(error):
            self.failed.append(f'fatal: {error}')

    def delivered(self, producer, error, message):
        if producer != self.producers:
            return
        if error is not None:
            self.failed.append(f'{message.partition()}: {error}')
        else:
            self.acknowledged[message.partition()][int(message.value().split(b':')[0])] = message.offset()
        with self.grew:
            self.count += error is None
            self.grew.notify_all()

    def send(self):
        try:
            self.producer.produce(self.topic, b'%d:' % self.sent + b'.' * 100, partition=self.sent % self.partitions,
                                  on_delivery=self.on_delivery)
            self.sent += 1
        except BufferError:
            self.producer.poll(0.05)
        self.producer.poll(0)

    def run(self):
        while not self.ended.is_set() and not self.failed:
            try:
                self.send()
            except confluent_kafka.KafkaException as error:
                if gave_up(error):
                    self.begin_again()
                else:
                    self.failed.append(str(error))
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
            try:
                read = {number: offset for offset, number in enumerate(numbers(server, self.topic, partition))}
                lost[partition] = [number for number, offset in offsets.items()
                                   if number not in read or offset not in (None, read[number])][:5]
            except confluent_kafka.KafkaException as error:
                lost[partition] = str(error)
        return lost

    def audit(self, case, server):
        """After finish(): nothing failed, so what is read is what was sent, each once and in order."""
        case.assertEqual((self.left, self.failed[:3]), (0, []))
        for partition, offsets in self.acknowledged.items():
            sent = [number for number in range(partition, self.sent, self.partitions) if number not in self.in_doubt]
            case.assertEqual(set(sent), set(offsets), f'{partition}: not acknowledged')
            there = list(enumerate(numbers(server, self.topic, partition)))
            case.assertEqual(len(there), len({number for _, number in there}), f'{partition}: doubled')
            read = {number: offset for offset, number in there if number not in self.in_doubt}
            case.assertEqual(set(sent) - set(read), set(), f'{partition}: lost')
            case.assertEqual(list(read), sent, f'{partition}: out of order')
            # One whose answer was lost is acknowledged with the next, and its offset is not known.
            told = {number: offset for number, offset in offsets.items() if offset is not None}
            case.assertEqual({number: read[number] for number in told}, told, f'{partition}: elsewhere')


def numbers(server, topic, partition):
    """Every number of the partition, in the order of offsets."""
    consumer = confluent_kafka.Consumer({'bootstrap.servers': server.bootstrap, 'group.id': 'unused'})
    _, end = consumer.get_watermark_offsets(confluent_kafka.TopicPartition(topic, partition), timeout=20)
    consumer.close()
    return [int(value.split(b':')[0]) for _, value, _ in clients.Confluent.consume(server, topic, end, partition)]
