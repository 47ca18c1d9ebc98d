#include "ui/panes/connect_snippets.h"

#include <QCoreApplication>

namespace ui {
namespace {

using namespace Qt::StringLiterals;

struct ConnectSnippets {
    Q_DECLARE_TR_FUNCTIONS(ui::ConnectSnippets)
};

// @B is the bootstrap list, @Q the same as quoted words, @T the topic; @I is "#include", which here would be
// read as ours.
constexpr auto kcat = R"(B=@B

# what the cluster says of itself
kcat -b $B -L

# produce: one record a line, key and value parted by a colon
printf 'customer-42:{"total": 12.50}\n' | kcat -b $B -t @T -P -K:

# consume from the beginning, then exit at the end
kcat -b $B -t @T -C -o beginning -e -f '%p @ %o  %k  %s\n'
)";

constexpr auto properties = R"(bootstrap.servers=@B
security.protocol=PLAINTEXT

# producer
acks=all
enable.idempotence=true
key.serializer=org.apache.kafka.common.serialization.StringSerializer
value.serializer=org.apache.kafka.common.serialization.StringSerializer

# consumer that reads partitions it names itself (assign)
auto.offset.reset=earliest
enable.auto.commit=false
key.deserializer=org.apache.kafka.common.serialization.StringDeserializer
value.deserializer=org.apache.kafka.common.serialization.StringDeserializer
)";

constexpr auto kafka_python = R"(from kafka import KafkaConsumer, KafkaProducer, TopicPartition

servers = [@Q]

producer = KafkaProducer(bootstrap_servers=servers, acks="all")
sent = producer.send("@T", key=b"customer-42", value=b'{"total": 12.50}').get(timeout=10)
print("partition", sent.partition, "offset", sent.offset)

consumer = KafkaConsumer(bootstrap_servers=servers, auto_offset_reset="earliest",
                         consumer_timeout_ms=2000)
consumer.assign([TopicPartition("@T", p) for p in consumer.partitions_for_topic("@T")])
for record in consumer:
    print(record.partition, record.offset, record.key, record.value)
)";

constexpr auto confluent = R"(from confluent_kafka import Consumer, Producer, TopicPartition

servers = "@B"

producer = Producer({"bootstrap.servers": servers, "acks": "all"})
producer.produce("@T", key="customer-42", value='{"total": 12.50}')
producer.flush(10)

consumer = Consumer({"bootstrap.servers": servers, "group.id": "hand",
                     "enable.auto.commit": False, "enable.partition.eof": True})
partitions = consumer.list_topics("@T", timeout=10).topics["@T"].partitions
consumer.assign([TopicPartition("@T", p, 0) for p in partitions])
at_end = set()
while len(at_end) < len(partitions):
    record = consumer.poll(1.0)
    if record is None:
        continue
    if record.error():
        at_end.add(record.partition())
    else:
        print(record.partition(), record.offset(), record.key(), record.value())
consumer.close()
)";

constexpr auto node = R"(const { Kafka } = require('kafkajs')

const kafka = new Kafka({ clientId: 'example', brokers: [@Q] })

async function run() {
  const admin = kafka.admin()
  await admin.connect()
  console.log(await admin.fetchTopicOffsets('@T'))
  await admin.disconnect()

  const producer = kafka.producer()
  await producer.connect()
  const sent = await producer.send({
    topic: '@T', acks: -1,
    messages: [{ key: 'customer-42', value: JSON.stringify({ total: 12.5 }) }],
  })
  console.log(sent)
  await producer.disconnect()
}

run().catch(console.error)
)";

constexpr auto librdkafka = R"snippet(// g++ -std=c++17 example.cpp -lrdkafka++ -lrdkafka
@I <iostream>
@I <librdkafka/rdkafkacpp.h>
@I <memory>

int main() {
    std::string why;
    std::unique_ptr<RdKafka::Conf> conf(RdKafka::Conf::create(RdKafka::Conf::CONF_GLOBAL));
    conf->set("bootstrap.servers", "@B", why);
    conf->set("acks", "all", why);
    std::unique_ptr<RdKafka::Producer> producer(RdKafka::Producer::create(conf.get(), why));
    if (!producer) {
        std::cerr << why << '\n';
        return 1;
    }
    std::string key = "customer-42", value = R"({"total": 12.50})";
    const auto code = producer->produce("@T", RdKafka::Topic::PARTITION_UA,
                                        RdKafka::Producer::RK_MSG_COPY, value.data(), value.size(),
                                        key.data(), key.size(), 0, nullptr);
    std::cout << RdKafka::err2str(code) << '\n';
    return producer->flush(10000) == RdKafka::ERR_NO_ERROR ? 0 : 1;
}
)snippet";

QString fill(const char* text, const QString& bootstrap, const QString& topic, QChar quote) {
    QStringList quoted;
    for (const QString& server : bootstrap.split(u',', Qt::SkipEmptyParts)) quoted << quote + server + quote;
    QString code = QString::fromUtf8(text);
    code.replace("@B"_L1, bootstrap).replace("@Q"_L1, quoted.join(u", "_s)).replace("@T"_L1, topic);
    code.replace("@I"_L1, "#include"_L1);
    return code;
}

} // namespace

std::vector<Snippet> connectSnippets(const QString& bootstrap, const QString& topic) {
    return {
        {u"kcat"_s, ConnectSnippets::tr("apt install kcat, brew install kcat"),
         fill(kcat, bootstrap, topic, u'"')},
        {ConnectSnippets::tr("Java properties"),
         ConnectSnippets::tr("for kafka-clients, Kafka's own tools, Spring and the rest of the JVM"),
         fill(properties, bootstrap, topic, u'"')},
        {u"kafka-python"_s, u"pip install kafka-python"_s, fill(kafka_python, bootstrap, topic, u'"')},
        {u"confluent-kafka"_s, u"pip install confluent-kafka"_s, fill(confluent, bootstrap, topic, u'"')},
        {u"Node"_s, u"npm install kafkajs"_s, fill(node, bootstrap, topic, u'\'')},
        {u"librdkafka C++"_s, ConnectSnippets::tr("apt install librdkafka-dev"),
         fill(librdkafka, bootstrap, topic, u'"')},
    };
}

} // namespace ui
