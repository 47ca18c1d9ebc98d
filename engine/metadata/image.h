#pragma once
// ClusterImage: what the metadata log says, replayed. Every node has its own and changes it record by record,
// so one change costs what it changes, whatever the cluster's size. One owner, one thread; it is moved, never
// copied. Source: reference 5.

#include "base/types.h"
#include "metadata/image_delta.h"
#include "metadata/partition_lookup.h"
#include "metadata/records.h"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace metadata {

using base::BrokerId;
using base::LeaderEpoch;
using base::Offset;
using base::PartitionIndex;
using base::TopicId;

struct Endpoint {
    std::string name; ///< of the listener
    std::string host;
    std::uint16_t port = 0;
    std::int16_t security_protocol = 0;
    bool operator==(const Endpoint&) const = default;
};

struct FeatureRange {
    std::int16_t min = 0;
    std::int16_t max = 0;
    bool operator==(const FeatureRange&) const = default;
};

struct BrokerRegistration {
    BrokerId id;
    std::int64_t epoch = -1; ///< offset of the record that registered this incarnation
    base::Uuid incarnation_id;
    std::vector<Endpoint> endpoints;
    std::map<std::string, FeatureRange> features;
    std::optional<std::string> rack;
    bool fenced = true;
    bool in_controlled_shutdown = false;
    std::vector<base::Uuid> directories;
    std::optional<std::vector<base::Uuid>> cordoned_directories;

    /// May lead and be in an ISR.
    bool active() const { return !fenced && !in_controlled_shutdown; }
    /// Null when the broker has no such listener.
    const Endpoint* endpoint(std::string_view listener) const;
    bool operator==(const BrokerRegistration&) const = default;
};

struct ControllerRegistration {
    BrokerId id;
    base::Uuid incarnation_id;
    bool zk_migration_ready = false;
    std::vector<Endpoint> endpoints;
    std::map<std::string, FeatureRange> features;
    bool operator==(const ControllerRegistration&) const = default;
};

using Replicas = std::vector<BrokerId>;

struct PartitionInfo {
    Replicas replicas; ///< assignment order; the first is preferred
    Replicas isr;      ///< empty only when eligible leader replicas are kept: nobody is in sync now
    BrokerId leader = base::no_broker;
    LeaderEpoch leader_epoch = base::no_epoch;
    std::int32_t partition_epoch = -1;
    bool recovering = false; ///< leader_recovery_state: an unclean leader that has not settled yet
    std::vector<base::Uuid> directories; ///< one for each replica, or none
    Replicas adding, removing;
    Replicas elr; ///< eligible leader replicas: out of the ISR, but with all below the high watermark
    Replicas last_known_elr; ///< who led last, while nobody does and nobody is eligible
    bool operator==(const PartitionInfo&) const = default;
};

struct TopicInfo {
    std::string name;
    TopicId id;
    std::vector<PartitionInfo> partitions; ///< by index
    bool operator==(const TopicInfo&) const = default;
};

class ClusterImage {
public:
    using Configs = std::map<std::string, std::string, std::less<>>;

    ClusterImage() = default;
    ClusterImage(ClusterImage&&) = default;
    ClusterImage& operator=(ClusterImage&&) = default;
    ClusterImage(const ClusterImage&) = delete;
    ClusterImage& operator=(const ClusterImage&) = delete;

    /// Replays one record that stands at `offset`, written in `epoch`, and notes in `delta` what it changed.
    /// Between BeginTransactionRecord and its end records are kept back. Error: CORRUPT_MESSAGE when the
    /// record contradicts the image (a partition of an unknown topic): the log is not one that a controller
    /// wrote; nothing is changed.
    base::Result<> apply(const MetadataRecord& record, Offset offset, LeaderEpoch epoch, ImageDelta& delta);

    const std::map<BrokerId, BrokerRegistration>& brokers() const { return brokers_; }
    const std::map<BrokerId, ControllerRegistration>& controllers() const { return controllers_; }
    /// By name.
    const std::map<std::string, TopicInfo, std::less<>>& topics() const { return topics_; }
    const std::map<ConfigResource, Configs>& configs() const { return configs_; }
    /// Feature levels, metadata.version among them.
    const std::map<std::string, std::int16_t, std::less<>>& features() const { return features_; }

    /// Null when there is none.
    const BrokerRegistration* broker(BrokerId id) const;
    const TopicInfo* topic(std::string_view name) const;
    const TopicInfo* topic(TopicId id) const;
    const PartitionInfo* partition(TopicId id, PartitionIndex index) const;
    /// The overrides of a resource; empty when there are none.
    const Configs& configs_of(ConfigResourceType type, std::string_view name) const;

    /// From now on a lookup of partitions is kept; controllers do, brokers need none.
    void keep_lookup();
    /// Null without keep_lookup().
    const PartitionLookup* lookup() const { return lookup_.get(); }

    std::int16_t feature_level(std::string_view name) const;
    std::int64_t next_producer_id() const { return next_producer_id_; }
    std::size_t partition_count() const { return partition_count_; }
    bool in_transaction() const { return in_transaction_; }
    /// Names of topics that become `unified` when '.' is read as '_' (topic_names.h).
    const std::set<std::string>& topics_colliding_with(const std::string& unified) const;

    /// Of the last record applied; -1 before the first.
    Offset last_offset() const { return last_offset_; }
    LeaderEpoch last_epoch() const { return last_epoch_; }

    /// Records that rebuild this image from nothing, in Kafka's order for snapshots. Records that are kept
    /// back by a transaction are not in it.
    std::vector<RecordToWrite> snapshot_records() const;

    /// The same content, whatever the offsets.
    bool same_content(const ClusterImage& other) const;

private:
    using ScramKey = std::pair<std::string, std::int8_t>;
    using QuotaEntity = std::vector<std::pair<std::string, std::optional<std::string>>>;
    using QuotaKey = std::pair<QuotaEntity, std::string>;
    struct Replay;

    base::Result<> replay(const MetadataRecord& record, ImageDelta& delta);

    std::map<BrokerId, BrokerRegistration> brokers_;
    std::map<BrokerId, ControllerRegistration> controllers_;
    std::map<std::string, TopicInfo, std::less<>> topics_;
    std::unordered_map<TopicId, TopicInfo*> topics_by_id_;
    std::map<std::string, std::set<std::string>> colliding_;
    std::map<ConfigResource, Configs> configs_;
    std::map<std::string, std::int16_t, std::less<>> features_;
    std::int64_t next_producer_id_ = 0;
    std::optional<ProducerIdsRecord> producer_ids_;
    std::size_t partition_count_ = 0;

    // Kept so that a snapshot can write them again.
    std::map<base::Uuid, AccessControlEntryRecord> acls_;
    std::map<ScramKey, UserScramCredentialRecord> scram_;
    std::map<QuotaKey, ClientQuotaRecord> quotas_;
    std::map<std::string, DelegationTokenRecord> tokens_;
    std::optional<ZkMigrationStateRecord> zk_migration_;

    bool in_transaction_ = false;
    std::vector<MetadataRecord> held_back_;
    std::unique_ptr<PartitionLookup> lookup_;
    Offset last_offset_{-1};
    LeaderEpoch last_epoch_ = base::no_epoch;
};

/// A partition that is larger than this is no partition: bounds what a damaged log can make us reserve.
inline constexpr std::int32_t max_partitions = 1'000'000;

/// The record that makes this partition.
PartitionRecord partition_record(TopicId topic, PartitionIndex index, const PartitionInfo& partition);

/// Whether the broker leads at least one partition.
bool leads_any_partition(const ClusterImage& image, BrokerId broker);

/// Kafka's plain numbers and ours.
std::vector<std::int32_t> to_numbers(const Replicas& replicas);
Replicas to_replicas(const std::vector<std::int32_t>& numbers);

} // namespace metadata
