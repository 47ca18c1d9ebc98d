#!/usr/bin/env python3
"""What clients administer: topics, partitions, configurations, offsets by time, deletion of records."""
import time
import unittest

import clients
import confluent_kafka
import kafka
import kafka.admin
import kafka.errors
import server
from confluent_kafka.admin import ConfigResource, NewPartitions, NewTopic
from kafka.admin import ConfigResource as PythonResource, ConfigResourceType

NOON = 1_700_000_000_000


class Admin(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        server.serve(cls)
        cls.confluent = clients.admin(cls.server)
        cls.python = kafka.KafkaAdminClient(bootstrap_servers=cls.server.bootstrap)
        cls.addClassCleanup(cls.python.close)

    def partitions(self, name):
        topic = self.confluent.list_topics(name, timeout=10).topics[name]
        return None if topic.error else len(topic.partitions)

    def eventually(self, ask, want):
        """What was answered reaches every broker's metadata soon; asked again and again until it has."""
        deadline = time.monotonic() + 10
        while (got := ask()) != want:
            self.assertLess(time.monotonic(), deadline, f'{got} and not {want}')

    def has_partitions(self, name, count):
        self.eventually(lambda: self.partitions(name), count)

    def has_config(self, name, key, value):
        self.eventually(lambda: self.config(name, key), value)

    def config(self, name, key):
        resource = ConfigResource('topic', name)
        return self.confluent.describe_configs([resource])[resource].result(10)[key].value

    def test_confluent_creates_grows_configures_and_deletes_a_topic(self):
        self.confluent.create_topics([NewTopic('grows', 2, 1, config={'retention.ms': '1000'})])['grows'].result(10)
        self.has_partitions('grows', 2)
        self.has_config('grows', 'retention.ms', '1000')
        self.confluent.create_partitions([NewPartitions('grows', 5)])['grows'].result(10)
        self.has_partitions('grows', 5)
        resource = ConfigResource('topic', 'grows', set_config={'cleanup.policy': 'compact'})
        self.confluent.alter_configs([resource])[resource].result(10)
        self.has_config('grows', 'cleanup.policy', 'compact')
        self.has_config('grows', 'retention.ms', '604800000')  # AlterConfigs replaces all
        self.confluent.delete_topics(['grows'])['grows'].result(10)
        self.has_partitions('grows', None)

    def test_kafka_python_creates_grows_configures_and_deletes_a_topic(self):
        self.python.create_topics([kafka.admin.NewTopic('python', 1, 1, topic_configs={'segment.bytes': '1048576'})])
        self.has_partitions('python', 1)
        self.python.create_partitions({'python': kafka.admin.NewPartitions(3)})
        self.has_partitions('python', 3)
        self.python.alter_configs([PythonResource(ConfigResourceType.TOPIC, 'python', {'retention.bytes': '5'})])
        self.has_config('python', 'retention.bytes', '5')
        described = self.python.describe_configs([PythonResource(ConfigResourceType.TOPIC, 'python')])
        values = {entry[0]: entry[1] for entry in described[0].resources[0][4]}
        self.assertEqual(values['retention.bytes'], '5')
        self.python.delete_topics(['python'])
        self.has_partitions('python', None)

    def test_every_broker_takes_admin_requests(self):
        for index, address in enumerate(self.server.bootstrap.split(',')):
            only = confluent_kafka.admin.AdminClient({'bootstrap.servers': address})
            name = f'through-{index}'
            only.create_topics([NewTopic(name, 1, 1)])[name].result(10)
            self.has_partitions(name, 1)

    def test_partitions_are_spread_over_the_brokers(self):
        name = clients.create_topic(self.server, 'spread', 6)
        self.has_partitions(name, 6)
        topic = self.confluent.list_topics(name, timeout=10).topics[name]
        leaders = [partition.leader for partition in topic.partitions.values()]
        brokers = {broker['id'] for broker in self.server.ready['brokers']}
        self.assertEqual(set(leaders), brokers)
        self.assertEqual({leaders.count(broker) for broker in brokers}, {6 // len(brokers)})

    def test_what_cannot_be_created_is_refused_with_kafkas_code(self):
        clients.create_topic(self.server, 'taken', 1)
        for topic, code in [(NewTopic('taken', 1, 1), confluent_kafka.KafkaError.TOPIC_ALREADY_EXISTS),
                            (NewTopic('a/b', 1, 1), confluent_kafka.KafkaError.TOPIC_EXCEPTION),
                            (NewTopic('none', 0, 1), confluent_kafka.KafkaError.INVALID_PARTITIONS),
                            (NewTopic('wide', 1, 9), confluent_kafka.KafkaError.INVALID_REPLICATION_FACTOR),
                            (NewTopic('odd', 1, 1, config={'retention.ms': 'x'}),
                             confluent_kafka.KafkaError.INVALID_CONFIG)]:
            with self.subTest(topic=topic.topic), self.assertRaises(confluent_kafka.KafkaException) as caught:
                self.confluent.create_topics([topic])[topic.topic].result(10)
            self.assertEqual(caught.exception.args[0].code(), code)

    def test_validate_only_creates_nothing(self):
        self.confluent.create_topics([NewTopic('only', 1, 1)], validate_only=True)['only'].result(10)
        self.has_partitions('only', None)

    def test_offsets_are_found_by_time_exactly(self):
        name = clients.create_topic(self.server, 'by-time', 1)
        producer = confluent_kafka.Producer({'bootstrap.servers': self.server.bootstrap, 'compression.type': 'gzip'})
        for number in range(1000):
            producer.produce(name, b'v', partition=0, timestamp=NOON + number * 10)
        self.assertEqual(producer.flush(30), 0)
        consumer = kafka.KafkaConsumer(bootstrap_servers=self.server.bootstrap)
        self.addCleanup(consumer.close)
        where = kafka.TopicPartition(name, 0)
        for ask, offset in [(0, 0), (NOON, 0), (NOON + 1, 1), (NOON + 4990, 499), (NOON + 9990, 999)]:
            found = consumer.offsets_for_times({where: ask})[where]
            self.assertEqual((found.offset, found.timestamp), (offset, NOON + offset * 10), ask)
        self.assertIsNone(consumer.offsets_for_times({where: NOON + 9991})[where])
        self.assertEqual((consumer.beginning_offsets([where])[where], consumer.end_offsets([where])[where]), (0, 1000))

    def test_a_topic_made_again_is_empty(self):
        name = clients.create_topic(self.server, 'again', 1)
        clients.Confluent.produce(self.server, name, [(b'k', b'v', [])] * 10)
        self.confluent.delete_topics([name])[name].result(10)
        self.has_partitions(name, None)
        clients.create_topic(self.server, name, 1)
        clients.Confluent.produce(self.server, name, [(b'new', b'v', [])])
        self.assertEqual(clients.Confluent.consume(self.server, name, 1), [(b'new', b'v', [])])

    def test_log_append_time_stamps_records_with_the_brokers_clock(self):
        name = clients.create_topic(self.server, 'stamped', 1, message_timestamp_type='LogAppendTime')
        producer = confluent_kafka.Producer({'bootstrap.servers': self.server.bootstrap})
        producer.produce(name, b'v', partition=0, timestamp=NOON)
        self.assertEqual(producer.flush(30), 0)
        consumer = confluent_kafka.Consumer({
            'bootstrap.servers': self.server.bootstrap, 'group.id': 'unused', 'enable.auto.commit': False})
        self.addCleanup(consumer.close)
        consumer.assign([confluent_kafka.TopicPartition(name, 0, 0)])
        kind, stamp = consumer.poll(30).timestamp()
        self.assertEqual(kind, confluent_kafka.TIMESTAMP_LOG_APPEND_TIME)
        self.assertGreater(stamp, NOON + 10_000_000_000)


if __name__ == '__main__':
    unittest.main()
