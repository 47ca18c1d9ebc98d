#pragma once
// A cluster of scripted brokers with one topic in memory: enough of Kafka's answers for a client to read,
// write and follow leaders. Faults are made by the test: brokers go down, leaders move, answers are spoilt.

#include "records/builder.h"
#include "support/scripted_broker.h"
#include "wire/messages/fetch.h"
#include "wire/messages/list_offsets.h"
#include "wire/messages/metadata.h"
#include "wire/messages/produce.h"

#include <mutex>

namespace test_support {

class ScriptedCluster {
public:
    using Call = ScriptedBroker::Call;
    struct Part {
        int leader = 0; ///< broker index
        std::int64_t start = 0, end = 0;
        std::vector<base::Buffer> batches;
    };

    ScriptedCluster(int broker_count, int partitions) : parts(static_cast<std::size_t>(partitions)) {
        for (int i = 0; i < partitions; ++i) parts[static_cast<std::size_t>(i)].leader = i % broker_count;
        for (int i = 0; i < broker_count; ++i) {
            brokers.push_back(std::make_unique<ScriptedBroker>());
            ScriptedBroker& broker = *brokers.back();
            broker.on(wire::MetadataRequest::api, [this](Call call) { metadata(std::move(call)); });
            broker.on(wire::ListOffsetsRequest::api,
                      [this, i](Call call) { list_offsets(std::move(call), i); });
            broker.on(wire::FetchRequest::api, [this, i](Call call) { fetch(std::move(call), i); });
            broker.on(wire::ProduceRequest::api, [this, i](Call call) { produce(std::move(call), i); });
        }
    }

    std::vector<net::Endpoint> bootstrap() const {
        std::vector<net::Endpoint> endpoints;
        for (const auto& broker : brokers) endpoints.push_back(broker->endpoint());
        return endpoints;
    }

    /// Appends a batch of these values, each with key "k<offset>" and timestamp `time`, `time` + 1, ...
    void append(std::size_t partition, const std::vector<std::string>& values, std::int64_t time,
                records::BatchOptions options = {}) {
        {
            const std::lock_guard lock(mutex);
            Part& part = parts[partition];
            options.base_offset = part.end;
            records::BatchBuilder builder(options);
            for (const std::string& value : values) {
                const std::string key = "k" + std::to_string(part.end++);
                builder.add(time++, base::as_bytes(key), base::as_bytes(value));
            }
            part.batches.push_back(std::move(builder).build());
        }
        answer_waiting();
    }
    void append_batch(std::size_t partition, base::Buffer batch) {
        const std::lock_guard lock(mutex);
        records::set_base_offset(batch.writable(), parts[partition].end);
        parts[partition].end = records::parse_header(batch.bytes())->next_offset();
        parts[partition].batches.push_back(std::move(batch));
    }
    void move_leader(std::size_t partition, int broker) {
        const std::lock_guard lock(mutex);
        parts[partition].leader = broker;
    }

    std::mutex mutex; ///< of what follows
    std::vector<Part> parts;
    std::string topic = "orders";
    std::vector<wire::FetchResponse::AbortedTransaction> aborted;

    std::vector<std::unique_ptr<ScriptedBroker>> brokers;

private:
    static constexpr auto not_leader = static_cast<std::int16_t>(kafka::ErrorCode::not_leader_or_follower);
    static constexpr auto unknown = static_cast<std::int16_t>(kafka::ErrorCode::unknown_topic_or_partition);
    static constexpr auto out_of_range = static_cast<std::int16_t>(kafka::ErrorCode::offset_out_of_range);

    void metadata(Call call) {
        const auto request = call.body<wire::MetadataRequest>();
        wire::MetadataResponse response;
        response.cluster_id = "scripted";
        for (std::size_t i = 0; i < brokers.size(); ++i) {
            wire::MetadataResponse::MetadataResponseBroker broker;
            broker.node_id = static_cast<std::int32_t>(i);
            broker.host = brokers[i]->endpoint().host;
            broker.port = brokers[i]->endpoint().port;
            response.brokers.push_back(std::move(broker));
        }
        std::vector<std::string> names{topic};
        if (request.topics) {
            names.clear();
            for (const auto& asked : *request.topics) names.push_back(asked.name.value_or(""));
        }
        const std::lock_guard lock(mutex);
        for (const std::string& name : names) {
            wire::MetadataResponse::MetadataResponseTopic answer;
            answer.name = name;
            if (name != topic) answer.error_code = unknown;
            for (std::size_t p = 0; name == topic && p < parts.size(); ++p) {
                wire::MetadataResponse::MetadataResponsePartition partition;
                partition.partition_index = static_cast<std::int32_t>(p);
                partition.leader_id = parts[p].leader;
                partition.replica_nodes.push_back(parts[p].leader);
                partition.isr_nodes.push_back(parts[p].leader);
                answer.partitions.push_back(std::move(partition));
            }
            response.topics.push_back(std::move(answer));
        }
        call.answer(response);
    }

    void list_offsets(Call call, int broker) {
        const auto request = call.body<wire::ListOffsetsRequest>();
        wire::ListOffsetsResponse response;
        const std::lock_guard lock(mutex);
        for (const auto& asked_topic : request.topics) {
            wire::ListOffsetsResponse::ListOffsetsTopicResponse in_topic;
            in_topic.name = asked_topic.name;
            for (const auto& asked : asked_topic.partitions) {
                wire::ListOffsetsResponse::ListOffsetsPartitionResponse answer;
                answer.partition_index = asked.partition_index;
                const Part& part = parts[static_cast<std::size_t>(asked.partition_index)];
                if (part.leader != broker)
                    answer.error_code = not_leader;
                else if (asked.timestamp == -2)
                    answer.offset = part.start;
                else if (asked.timestamp == -1)
                    answer.offset = part.end;
                else
                    answer.offset = first_at(part, asked.timestamp);
                in_topic.partitions.push_back(answer);
            }
            response.topics.push_back(std::move(in_topic));
        }
        call.answer(response);
    }

    static std::int64_t first_at(const Part& part, std::int64_t timestamp) {
        for (const base::Buffer& batch : part.batches) {
            const auto found = records::first_at_or_after(batch, timestamp);
            if (found && *found) return (*found)->offset;
        }
        return -1;
    }

    /// Whole batches from the asked offset on; a call that finds nothing waits for the next append.
    void fetch(Call call, int broker) {
        const auto request = call.body<wire::FetchRequest>();
        wire::FetchResponse response;
        bool something = false;
        {
            const std::lock_guard lock(mutex);
            wire::FetchResponse::FetchableTopicResponse in_topic;
            in_topic.topic = topic;
            for (const auto& asked : request.topics.at(0).partitions) {
                wire::FetchResponse::PartitionData data;
                data.partition_index = asked.partition;
                const Part& part = parts[static_cast<std::size_t>(asked.partition)];
                data.high_watermark = data.last_stable_offset = part.end;
                data.log_start_offset = part.start;
                if (part.leader != broker)
                    data.error_code = not_leader;
                else if (asked.fetch_offset < part.start || asked.fetch_offset > part.end)
                    data.error_code = out_of_range;
                data.records = batches_from(part, asked.fetch_offset, data.error_code == 0);
                if (request.isolation_level == 1) data.aborted_transactions = aborted;
                something = something || data.error_code != 0 || data.records.size() > 0;
                in_topic.partitions.push_back(std::move(data));
            }
            response.responses.push_back(std::move(in_topic));
        }
        if (something)
            call.answer(response);
        else
            brokers[static_cast<std::size_t>(broker)]->hold(std::move(call));
    }

    static wire::Records batches_from(const Part& part, std::int64_t offset, bool any) {
        wire::Records records = wire::Records::of(base::Buffers());
        for (const base::Buffer& batch : part.batches) {
            if (!any || records::parse_header(batch.bytes())->last_offset() < offset) continue;
            if (records.size() > 0 && records.size() + batch.size() > 100'000) break;
            records.parts.push_back(batch);
        }
        return records;
    }

    void produce(Call call, int broker) {
        const auto request = call.body<wire::ProduceRequest>();
        const auto& asked = request.topic_data.at(0).partition_data.at(0);
        wire::ProduceResponse::PartitionProduceResponse answer;
        answer.index = asked.index;
        {
            const std::lock_guard lock(mutex);
            Part& part = parts[static_cast<std::size_t>(asked.index)];
            if (part.leader != broker) {
                answer.error_code = not_leader;
            } else {
                base::Buffer batch = base::Buffer::copy_of(asked.records.parts.at(0).bytes());
                records::set_base_offset(batch.writable(), part.end);
                answer.base_offset = part.end;
                part.end = records::parse_header(batch.bytes())->next_offset();
                part.batches.push_back(std::move(batch));
            }
        }
        wire::ProduceResponse::TopicProduceResponse in_topic;
        in_topic.name = topic;
        in_topic.partition_responses.push_back(std::move(answer));
        wire::ProduceResponse response;
        response.responses.push_back(std::move(in_topic));
        if (request.acks == 0) return call.exchange.no_answer();
        call.answer(response);
    }

    void answer_waiting() {
        for (int i = 0; i < static_cast<int>(brokers.size()); ++i) {
            ScriptedBroker& broker = *brokers[static_cast<std::size_t>(i)];
            broker.loop().run([&] {
                std::vector<Call> calls;
                calls.swap(broker.held());
                for (Call& call : calls) fetch(std::move(call), i);
            });
        }
    }
};

} // namespace test_support
