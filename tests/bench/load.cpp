#include "bench/load.h"

#include "bench/process.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <librdkafka/rdkafka.h>
#include <memory>
#include <sstream>
#include <thread>
#include <utility>

namespace bench {
namespace {

[[noreturn]] void give_up(const char* what, const char* why) {
    std::fprintf(stderr, "%s: %s\n", what, why);
    std::exit(1);
}

using Settings = std::vector<std::pair<const char*, std::string>>;

struct Destroy {
    void operator()(rd_kafka_t* client) const { rd_kafka_destroy(client); }
    void operator()(rd_kafka_topic_t* topic) const { rd_kafka_topic_destroy(topic); }
};
using Client = std::unique_ptr<rd_kafka_t, Destroy>;
using Topic = std::unique_ptr<rd_kafka_topic_t, Destroy>;

std::atomic<int> delivered{0};
bool may_time_out = false; ///< then it is counted
int timed_out = 0;

void on_delivery(rd_kafka_t*, const rd_kafka_message_t* message, void*) {
    if (message->err == RD_KAFKA_RESP_ERR__MSG_TIMED_OUT && may_time_out) {
        ++timed_out;
        return;
    }
    if (message->err != RD_KAFKA_RESP_ERR_NO_ERROR) give_up("produce", rd_kafka_err2str(message->err));
    delivered.fetch_add(1, std::memory_order_relaxed);
}

Client make_client(rd_kafka_type_t type, const std::string& bootstrap, const Settings& settings) {
    char error[512];
    rd_kafka_conf_t* conf = rd_kafka_conf_new();
    Settings all = settings;
    all.emplace_back("bootstrap.servers", bootstrap);
    for (const auto& [name, value] : all)
        if (rd_kafka_conf_set(conf, name, value.c_str(), error, sizeof error) != RD_KAFKA_CONF_OK)
            give_up(name, error);
    if (type == RD_KAFKA_PRODUCER) rd_kafka_conf_set_dr_msg_cb(conf, on_delivery);
    rd_kafka_t* client = rd_kafka_new(type, conf, error, sizeof error);
    if (client == nullptr) give_up("librdkafka", error);
    return Client(client);
}

/// For clients that must notice a change at once.
const Settings eager{{"reconnect.backoff.ms", "10"},
                     {"reconnect.backoff.max.ms", "100"},
                     {"retry.backoff.ms", "10"},
                     {"topic.metadata.refresh.fast.interval.ms", "10"},
                     {"topic.metadata.refresh.sparse", "true"},
                     {"log_level", "0"}};

Topic make_topic(const Client& client, const std::string& name) {
    return Topic(rd_kafka_topic_new(client.get(), name.c_str(), nullptr));
}

/// Waits for the answer of one admin request.
void finish(rd_kafka_queue_t* queue, const char* what) {
    rd_kafka_event_t* event = rd_kafka_queue_poll(queue, 20'000);
    if (event == nullptr || rd_kafka_event_error(event) != RD_KAFKA_RESP_ERR_NO_ERROR)
        give_up(what, event == nullptr ? "no answer" : rd_kafka_event_error_string(event));
    rd_kafka_event_destroy(event);
    rd_kafka_queue_destroy(queue);
}

void send(const Topic& topic, const Client& producer, int partition, void* value, std::size_t size) {
    while (rd_kafka_produce(topic.get(), partition, RD_KAFKA_MSG_F_COPY, value, size, nullptr, 0, nullptr) !=
           0) {
        if (rd_kafka_last_error() != RD_KAFKA_RESP_ERR__QUEUE_FULL)
            give_up("produce", rd_kafka_err2str(rd_kafka_last_error()));
        rd_kafka_poll(producer.get(), 5);
    }
}

} // namespace

namespace {

/// Why it did not make them; empty: it did. `again`: an earlier attempt may have made them.
std::string try_to_create(const Client& client, const std::vector<std::string>& names, int partitions,
                          int replication_factor, bool again) {
    char error[512];
    std::vector<rd_kafka_NewTopic_t*> wanted;
    for (const std::string& name : names)
        wanted.push_back(
            rd_kafka_NewTopic_new(name.c_str(), partitions, replication_factor, error, sizeof error));
    rd_kafka_queue_t* queue = rd_kafka_queue_new(client.get());
    rd_kafka_CreateTopics(client.get(), wanted.data(), wanted.size(), nullptr, queue);
    rd_kafka_event_t* event = rd_kafka_queue_poll(queue, 60'000);
    std::string why = event == nullptr ? "no answer" : "";
    if (event != nullptr && rd_kafka_event_error(event) != RD_KAFKA_RESP_ERR_NO_ERROR)
        why = rd_kafka_event_error_string(event);
    if (const auto* result = event == nullptr ? nullptr : rd_kafka_event_CreateTopics_result(event)) {
        std::size_t count = 0;
        const rd_kafka_topic_result_t** topics = rd_kafka_CreateTopics_result_topics(result, &count);
        for (std::size_t i = 0; i < count; ++i)
            if (const auto code = rd_kafka_topic_result_error(topics[i]);
                code != RD_KAFKA_RESP_ERR_NO_ERROR &&
                (!again || code != RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS))
                why = rd_kafka_err2str(rd_kafka_topic_result_error(topics[i]));
    }
    if (event != nullptr) rd_kafka_event_destroy(event);
    rd_kafka_queue_destroy(queue);
    rd_kafka_NewTopic_destroy_array(wanted.data(), wanted.size());
    return why;
}

} // namespace

void create_topics(const std::string& bootstrap, const std::vector<std::string>& names, int partitions,
                   int replication_factor) {
    const Client client = make_client(RD_KAFKA_PRODUCER, bootstrap, eager);
    bool again = false;
    for (const double deadline = now() + 60;;) {
        const std::string why =
            try_to_create(client, names, partitions, replication_factor, std::exchange(again, true));
        if (why.empty()) return;
        if (now() > deadline) give_up("create topics", why.c_str());
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
}

void create_topic(const std::string& bootstrap, const std::string& topic, int partitions,
                  int replication_factor) {
    create_topics(bootstrap, {topic}, partitions, replication_factor);
}

void delete_topics(const std::string& bootstrap, const std::vector<std::string>& names) {
    const Client client = make_client(RD_KAFKA_PRODUCER, bootstrap, {});
    std::vector<rd_kafka_DeleteTopic_t*> gone;
    for (const std::string& name : names) gone.push_back(rd_kafka_DeleteTopic_new(name.c_str()));
    rd_kafka_queue_t* queue = rd_kafka_queue_new(client.get());
    rd_kafka_DeleteTopics(client.get(), gone.data(), gone.size(), nullptr, queue);
    finish(queue, "delete topics");
    rd_kafka_DeleteTopic_destroy_array(gone.data(), gone.size());
}

void delete_topic(const std::string& bootstrap, const std::string& topic) {
    delete_topics(bootstrap, {topic});
}

Rate produce(const std::string& bootstrap, const std::string& topic_name, int partitions,
             const std::string& acks, std::size_t size, int count) {
    const Client producer = make_client(RD_KAFKA_PRODUCER, bootstrap,
                                        {{"acks", acks},
                                         {"linger.ms", "5"},
                                         {"batch.size", "1000000"},
                                         {"batch.num.messages", "10000"},
                                         {"queue.buffering.max.messages", "500000"},
                                         {"queue.buffering.max.kbytes", "524288"}});
    const Topic topic = make_topic(producer, topic_name);
    std::string value(size, 'r');
    delivered = 0;
    const double start = now();
    for (int i = 0; i < count; ++i) {
        // Runs to one partition, as a sticky partitioner makes them.
        send(topic, producer, (i / 1000) % partitions, value.data(), value.size());
        if (i % 1000 == 0) rd_kafka_poll(producer.get(), 0);
    }
    while (delivered.load() < count) rd_kafka_poll(producer.get(), 10);
    return {now() - start, static_cast<double>(count), static_cast<double>(size) * count};
}

Rate consume(const std::string& bootstrap, const std::string& topic_name, int partitions, int count) {
    const Client consumer = make_client(RD_KAFKA_CONSUMER, bootstrap,
                                        {{"fetch.wait.max.ms", "100"},
                                         {"fetch.message.max.bytes", "4000000"},
                                         {"queued.max.messages.kbytes", "200000"},
                                         {"check.crcs", "false"}});
    const Topic topic = make_topic(consumer, topic_name);
    rd_kafka_queue_t* queue = rd_kafka_queue_new(consumer.get());
    const double start = now();
    for (int i = 0; i < partitions; ++i) rd_kafka_consume_start_queue(topic.get(), i, 0, queue);
    Rate rate;
    std::vector<rd_kafka_message_t*> batch(10'000);
    while (rate.records < count) {
        const ssize_t got = rd_kafka_consume_batch_queue(queue, 10'000, batch.data(), batch.size());
        if (got <= 0) give_up("consume", "silence for 10 s");
        for (std::size_t i = 0; i < static_cast<std::size_t>(got); ++i) {
            if (batch[i]->err == RD_KAFKA_RESP_ERR_NO_ERROR) {
                ++rate.records;
                rate.bytes += static_cast<double>(batch[i]->len);
            }
            rd_kafka_message_destroy(batch[i]);
        }
    }
    rate.seconds = now() - start;
    for (int i = 0; i < partitions; ++i) rd_kafka_consume_stop(topic.get(), i);
    rd_kafka_queue_destroy(queue);
    return rate;
}

Latencies end_to_end(const std::string& bootstrap, const std::string& topic_name, const std::string& acks,
                     int per_second, int seconds) {
    const int warm = per_second, count = per_second * (seconds + 1);
    const Client consumer = make_client(RD_KAFKA_CONSUMER, bootstrap, {{"fetch.wait.max.ms", "500"}});
    const Topic from = make_topic(consumer, topic_name);
    rd_kafka_consume_start(from.get(), 0, RD_KAFKA_OFFSET_BEGINNING);
    Latencies latencies;
    std::thread reader([&] {
        for (int i = 0; i < count;) {
            rd_kafka_message_t* message = rd_kafka_consume(from.get(), 0, 10'000);
            if (message == nullptr) give_up("end to end", "silence for 10 s");
            if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR && message->len >= sizeof(double)) {
                double sent = 0;
                std::memcpy(&sent, message->payload, sizeof sent);
                if (i++ >= warm) latencies.push_back((now() - sent) * 1000);
            }
            rd_kafka_message_destroy(message);
        }
    });
    const Client producer = make_client(RD_KAFKA_PRODUCER, bootstrap, {{"acks", acks}, {"linger.ms", "0"}});
    const Topic to = make_topic(producer, topic_name);
    std::string value(100, 'e');
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < count; ++i) {
        std::this_thread::sleep_until(start + std::chrono::nanoseconds(1'000'000'000LL * i / per_second));
        const double sent = now();
        std::memcpy(value.data(), &sent, sizeof sent);
        send(to, producer, 0, value.data(), value.size());
        rd_kafka_poll(producer.get(), 0);
    }
    rd_kafka_flush(producer.get(), 10'000);
    reader.join();
    rd_kafka_consume_stop(from.get(), 0);
    std::sort(latencies.begin(), latencies.end());
    return latencies;
}

void first_acks_all(const std::string& bootstrap, const std::string& topic_name) {
    create_topic(bootstrap, topic_name, 1, 3);
    Settings settings = eager;
    settings.emplace_back("acks", "all");
    settings.emplace_back("linger.ms", "0");
    const Client producer = make_client(RD_KAFKA_PRODUCER, bootstrap, settings);
    const Topic topic = make_topic(producer, topic_name);
    delivered = 0;
    std::string value = "first";
    send(topic, producer, 0, value.data(), value.size());
    while (delivered.load() < 1) rd_kafka_poll(producer.get(), 1);
}

namespace {

/// Calls `see` for each partition of topics that begin with `prefix`, as far as they can be told.
void each_partition(const std::string& bootstrap, const std::string& prefix,
                    const std::function<void(const rd_kafka_metadata_partition_t&)>& see) {
    const Client client = make_client(RD_KAFKA_PRODUCER, bootstrap, eager);
    const rd_kafka_metadata_t* metadata = nullptr;
    if (rd_kafka_metadata(client.get(), 1, nullptr, &metadata, 10'000) != RD_KAFKA_RESP_ERR_NO_ERROR) return;
    for (int t = 0; t < metadata->topic_cnt; ++t) {
        const rd_kafka_metadata_topic_t& topic = metadata->topics[t];
        if (std::string(topic.topic).rfind(prefix, 0) != 0) continue;
        for (int p = 0; p < topic.partition_cnt; ++p) see(topic.partitions[p]);
    }
    rd_kafka_metadata_destroy(metadata);
}

} // namespace

int leader_of(const std::string& bootstrap, const std::string& topic, int partition) {
    int leader = -1;
    each_partition(bootstrap, topic, [&](const rd_kafka_metadata_partition_t& one) {
        if (one.id == partition) leader = one.leader;
    });
    return leader;
}

void wait_in_sync(const std::string& bootstrap, const std::string& prefix, int partitions, int replicas) {
    const double deadline = now() + 300;
    std::istringstream servers(bootstrap);
    for (std::string server; std::getline(servers, server, ',');) {
        // A new client's first question goes to the one server that it was told.
        for (int fine = 0; fine < partitions;) {
            if (now() > deadline) give_up("wait", "replicas did not come in sync within five minutes");
            fine = 0;
            each_partition(server, prefix, [&](const rd_kafka_metadata_partition_t& one) {
                if (one.leader >= 0 && one.isr_cnt >= replicas) ++fine;
            });
            if (fine < partitions) std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
    }
}

double longest_gap(const std::string& bootstrap, const std::string& topic_name, int partitions,
                   const std::function<void()>& breaks) {
    Settings settings = eager;
    settings.emplace_back("acks", "all");
    settings.emplace_back("linger.ms", "0");
    settings.emplace_back("message.timeout.ms", "60000");
    const Client producer = make_client(RD_KAFKA_PRODUCER, bootstrap, settings);
    const Topic topic = make_topic(producer, topic_name);
    std::string value(100, 'g');
    delivered = 0;
    int sent = 0;
    double gap = 0;
    const auto one = [&](int partition = 0) {
        const double begin = now();
        send(topic, producer, partition, value.data(), value.size());
        ++sent;
        while (delivered.load() < sent) rd_kafka_poll(producer.get(), 1);
        return now() - begin;
    };
    for (int i = 0; i < 100; ++i) one(i % partitions);
    std::thread breaking(breaks);
    for (const double end = now() + 1; now() < end;) gap = std::max(gap, one());
    breaking.join();
    gap = std::max(gap, one());
    return gap;
}

std::vector<std::string> create_many(const std::string& bootstrap, const std::string& prefix, int partitions,
                                     int per_request) {
    std::vector<std::string> names;
    for (int made = 0; made < partitions; made += per_request) {
        names.push_back(prefix + std::to_string(names.size()));
        create_topic(bootstrap, names.back(), std::min(per_request, partitions - made), 3);
    }
    return names;
}

bool write_each(const std::string& bootstrap, const std::vector<std::string>& names, int partitions) {
    Settings settings = eager;
    settings.emplace_back("acks", "all");
    settings.emplace_back("message.timeout.ms", "60000");
    const Client producer = make_client(RD_KAFKA_PRODUCER, bootstrap, settings);
    delivered = 0;
    may_time_out = true;
    std::string value = "x";
    int sent = 0;
    std::vector<Topic> topics;
    for (const std::string& name : names) {
        topics.push_back(make_topic(producer, name));
        for (int p = 0; p < partitions; ++p, ++sent)
            send(topics.back(), producer, p, value.data(), value.size());
    }
    while (delivered.load() + timed_out < sent) rd_kafka_poll(producer.get(), 1);
    may_time_out = false;
    return std::exchange(timed_out, 0) == 0;
}

} // namespace bench
