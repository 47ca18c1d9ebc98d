#pragma once
// A controller and the log it writes, without disk or clock: decisions are applied at once. Test code only.

#include "base/assert.h"
#include "metadata/controller.h"
#include "metadata/leadership.h"
#include "support/broker_registration.h"

namespace test {

using namespace metadata;

class Cluster {
public:
    explicit Cluster(int brokers = 3, StaticConfig config = {}, std::int32_t min_insync_replicas = 1)
        : core({.cluster_id = "cluster", .id = BrokerId(101), .static_config = std::move(config)},
               base::Rng(42)) {
        write(ControllerCore::bootstrap_records({.min_insync_replicas = min_insync_replicas}));
        core.activate(now);
        for (int id = 1; id <= brokers; ++id) start_broker(id);
    }

    ControllerCore core;
    base::Instant now{std::chrono::hours(1)};
    Offset next{0};
    std::vector<RecordToWrite> log;
    ImageDelta delta; ///< of the last `write`

    const ClusterImage& image() const { return core.image(); }

    void write(const std::vector<RecordToWrite>& records) {
        delta = {};
        for (const RecordToWrite& r : records) {
            const auto applied = core.apply(r.record, next, LeaderEpoch(1), delta);
            RIPARIUM_ASSERT(applied.has_value(), "a controller writes what its image takes");
            log.push_back(r);
            next += 1;
        }
        const auto broken = broken_invariant(image());
        RIPARIUM_ASSERT(!broken, broken.value_or("").c_str());
    }
    template <class Response>
    Response commit(Decision<Response> decision) {
        write(decision.records);
        return std::move(decision.response);
    }

    static wire::BrokerRegistrationRequest registration(int id, std::uint8_t incarnation = 1) {
        return broker_registration(id, uuid_of(incarnation, static_cast<std::uint8_t>(id)));
    }
    /// `cleanly`: it names the epoch of its last registration, as a broker does that was shut down.
    std::int64_t register_broker(int id, std::uint8_t incarnation = 1, bool cleanly = false) {
        auto request = registration(id, incarnation);
        const BrokerRegistration* last = image().broker(BrokerId(id));
        if (cleanly && last != nullptr) request.previous_broker_epoch = last->epoch;
        const auto answer = commit(core.register_broker(request, next, now));
        RIPARIUM_ASSERT(answer.error_code == 0, "the broker registers");
        return answer.broker_epoch;
    }
    wire::BrokerHeartbeatResponse beat(int id, bool want_shut_down = false, bool want_fence = false) {
        wire::BrokerHeartbeatRequest r;
        r.broker_id = id;
        const BrokerRegistration* broker = image().broker(BrokerId(id));
        r.broker_epoch = broker == nullptr ? -1 : broker->epoch;
        r.current_metadata_offset = next.value - 1;
        r.want_shut_down = want_shut_down;
        r.want_fence = want_fence;
        return commit(core.heartbeat(r, now));
    }
    void start_broker(int id, std::uint8_t incarnation = 1, bool cleanly = false) {
        register_broker(id, incarnation, cleanly);
        beat(id);
    }
    /// Its connection breaks, and it does not come back.
    void kill_broker(int id) {
        core.connection_lost(BrokerId(id), now);
        now += std::chrono::milliseconds(50);
        while (const auto fenced = core.tick(now)) write(fenced->records);
    }
    /// A leader says who is in sync, as its follower's epochs are registered.
    std::int16_t alter_isr(const std::string& topic, std::int32_t index, std::initializer_list<int> isr) {
        const PartitionInfo& p = partition(topic, index);
        wire::AlterPartitionRequest r;
        r.broker_id = p.leader.value;
        r.broker_epoch = image().broker(p.leader)->epoch;
        auto& asked_topic = r.topics.emplace_back();
        asked_topic.topic_id = image().topic(topic)->id;
        auto& asked = asked_topic.partitions.emplace_back();
        asked.partition_index = index;
        asked.leader_epoch = p.leader_epoch.value;
        asked.partition_epoch = p.partition_epoch;
        for (const int id : isr) {
            auto& state = asked.new_isr_with_epochs.emplace_back();
            state.broker_id = id;
            const BrokerRegistration* broker = image().broker(BrokerId(id));
            state.broker_epoch = broker == nullptr ? 0 : broker->epoch;
        }
        return commit(core.alter_partition(r, 3)).topics.at(0).partitions.at(0).error_code;
    }

    wire::CreateTopicsResponse::CreatableTopicResult create(const std::string& name,
                                                            std::int32_t partitions = 1,
                                                            std::int16_t replication_factor = 1,
                                                            std::map<std::string, std::string> configs = {}) {
        wire::CreateTopicsRequest r;
        auto& topic = r.topics.emplace_back();
        topic.name = name;
        topic.num_partitions = partitions;
        topic.replication_factor = replication_factor;
        for (const auto& [key, value] : configs) {
            auto& config = topic.configs.emplace_back();
            config.name = key;
            config.value = value;
        }
        return commit(core.create_topics(r)).topics.at(0);
    }
    wire::DeleteTopicsResponse::DeletableTopicResult remove(const std::string& name) {
        wire::DeleteTopicsRequest r;
        r.topics.emplace_back().name = name;
        return commit(core.delete_topics(r, 6)).responses.at(0);
    }
    const PartitionInfo& partition(const std::string& topic, std::int32_t index) const {
        const TopicInfo* info = image().topic(topic);
        RIPARIUM_ASSERT(info != nullptr, "the topic is there");
        return info->partitions.at(static_cast<std::size_t>(index));
    }
};

} // namespace test
