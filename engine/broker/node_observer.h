#pragma once
// How nodes tell the outside what they see. Called on the loops of the nodes, by several at once: an observer
// is thread-safe, quick and never calls back. Nodes call at most every 50 ms and only when something changed.

#include "base/types.h"
#include "base/uuid.h"
#include "view/facts.h"

#include <optional>
#include <string>
#include <vector>

namespace broker {

/// What the leader of a partition knows.
struct PartitionReport {
    std::string topic;
    base::TopicId topic_id;
    std::int32_t partition = 0;
    std::int64_t log_start_offset = 0;
    std::int64_t high_watermark = 0;
    std::int64_t log_end_offset = 0;
    std::int64_t size = 0;
    double bytes_in_rate = 0;
    double records_in_rate = 0;
    std::optional<std::int64_t> last_record_ms;
    std::int32_t leader_epoch = -1; ///< under which this was told: a report of an older leader may come late
    std::vector<view::ReplicaProgress> progress; ///< of the followers; empty while nobody leads here
};

struct BrokerReport {
    base::BrokerId id;
    view::NodeState state = view::NodeState::offline;
    std::int32_t leaders = 0;
    std::int32_t replicas = 0;
    std::int32_t connections = 0;
    std::int64_t disk_used = 0;
    std::int64_t bytes_in_total = 0;
    std::int64_t bytes_out_total = 0;
    std::int64_t records_in_total = 0;
    double bytes_in_rate = 0;
    double bytes_out_rate = 0;
    double records_in_rate = 0;
    std::vector<PartitionReport> partitions; ///< led here and changed since the last report
};

/// One topic as the metadata image has it.
struct TopicReport {
    struct Partition {
        std::int32_t leader = -1;
        std::int32_t leader_epoch = -1;
        std::vector<std::int32_t> replicas;
        std::vector<std::int32_t> isr;
        std::int32_t partition_epoch = -1;
        std::vector<std::int32_t> adding, removing; ///< by a reassignment under way
        std::vector<std::int32_t> eligible;         ///< eligible leader replicas
    };
    std::string name;
    base::TopicId id;
    std::vector<Partition> partitions;
    std::string cleanup_policy;
    std::int64_t retention_ms = -1;
    std::int64_t retention_bytes = -1;
    std::int32_t configs_overridden = 0;
    std::int32_t min_insync_replicas = 1;
};

/// A broker as the controller sees it.
struct StandingReport {
    base::BrokerId id;
    view::NodeState state = view::NodeState::offline; ///< fenced or online
    /// Why it was just fenced; unknown when that is an old story, or was its own wish.
    view::StateReason reason = view::StateReason::unknown;
    std::int32_t session_ms = 0; ///< of session_expired
};

struct MetadataReport {
    std::vector<TopicReport> topics;                         ///< new or changed
    std::vector<std::pair<std::string, base::TopicId>> gone; ///< deleted
    std::vector<StandingReport> brokers;
};

struct ControllerReport {
    base::BrokerId id;
    view::NodeState state = view::NodeState::offline;
    bool active = false;
    std::int32_t epoch = -1;
    std::int64_t log_end_offset = 0;
    std::int64_t high_watermark = 0;
    view::QuorumRole role = view::QuorumRole::unknown;
};

class NodeObserver {
public:
    virtual ~NodeObserver() = default;
    virtual void broker(const BrokerReport& report) = 0;
    virtual void controller(const ControllerReport& report) = 0;
    /// From the active controller only.
    virtual void metadata(const MetadataReport& report) = 0;
    virtual void fact(view::FactKind what) = 0;
};

} // namespace broker
