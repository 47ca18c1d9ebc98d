#pragma once
// ControllerCore: what the active controller decides. A decision is an answer and records; it changes nothing
// by itself. The shell (1) appends the records to the metadata log, (2) hands each back through `apply` with
// its offset, at once, so that the next decision sees it, and (3) sends the answer when the records are
// durable. Time and randomness come in. One owner, one thread. Source: reference 3.8, 3.10, 5.

#include "base/clock.h"
#include "base/rng.h"
#include "metadata/configs.h"
#include "metadata/image.h"
#include "metadata/leadership.h"
#include "wire/messages/alter_partition.h"
#include "wire/messages/cluster.h"
#include "wire/messages/configs.h"
#include "wire/messages/producer_ids.h"
#include "wire/messages/reassignments.h"
#include "wire/messages/registration.h"
#include "wire/messages/topics.h"

namespace metadata {

/// Replicas a partition may have: more than any cluster here has brokers.
inline constexpr std::int32_t max_replication_factor = 255;
/// Partitions one request may create, as in Kafka.
inline constexpr std::int32_t max_partitions_per_request = 10'000;
/// Producer ids are handed out in blocks of this size.
inline constexpr std::int32_t producer_id_block_size = 1000;

template <class Response>
struct Decision {
    Response response;
    /// To be appended in this order, in one batch, and applied. Empty when nothing changes.
    std::vector<RecordToWrite> records;
    /// Why, for the log; empty when the response says it.
    std::string reason;
};

struct Nothing {};

/// What time brought about.
struct Elapsed {
    enum class Cause { session_expired, connection_lost };
    BrokerId fenced = base::no_broker; ///< none: leaders come home
    Cause cause = Cause::session_expired;
    base::Duration session{}; ///< how long it was silent, when its session expired
};

struct ControllerSettings {
    std::string cluster_id;
    BrokerId id; ///< this controller
    StaticConfig
        static_config; ///< its own; num.partitions, default.replication.factor, delete.topic.enable ...
    /// None: broker.session.timeout.ms of the configuration.
    std::optional<base::Duration> session_timeout;
};

/// How a new cluster begins.
struct Bootstrap {
    std::int32_t min_insync_replicas = 1; ///< the cluster's default
};

class ControllerCore {
public:
    ControllerCore(ControllerSettings settings, base::Rng rng);

    const ClusterImage& image() const { return image_; }

    /// Replays a record of the log: all of them at start, then those of each decision. Errors: those of
    /// ClusterImage::apply.
    base::Result<> apply(const MetadataRecord& record, Offset offset, LeaderEpoch epoch, ImageDelta& delta);

    /// Called when this controller becomes active and has replayed the log: registered brokers get a session
    /// from now. The records end a transaction that the last leader left open.
    Decision<Nothing> activate(base::Instant now);

    /// The first records of a new cluster (reference 8): REQUIRES an empty log.
    static std::vector<RecordToWrite> bootstrap_records(const Bootstrap& bootstrap);

    // ---- nodes ----
    Decision<wire::ControllerRegistrationResponse>
    register_controller(const wire::ControllerRegistrationRequest&);
    /// `next_offset`: where the first record of the decision will stand; it becomes the broker's epoch.
    Decision<wire::BrokerRegistrationResponse> register_broker(const wire::BrokerRegistrationRequest&,
                                                               Offset next_offset, base::Instant now);
    Decision<wire::BrokerHeartbeatResponse> heartbeat(const wire::BrokerHeartbeatRequest&, base::Instant now);
    Decision<wire::UnregisterBrokerResponse> unregister_broker(const wire::UnregisterBrokerRequest&);
    /// The broker's connection was closed or reset. Unless it is heard of again within 50 ms `tick` fences
    /// it, and a new incarnation of it may register at once. A broker that shuts down, or is fenced, has
    /// time.
    void connection_lost(BrokerId broker, base::Instant now);
    /// Fences one broker that was silent for the session timeout, and says which; or (none) brings
    /// leaders home: every leader.imbalance.check.interval.seconds, for a broker that lost more than the
    /// tolerated share of them. Called again until it returns none: the next decision must see the first.
    /// When it comes later than `next_deadline` by more than half a session this process was asleep, not the
    /// brokers: all sessions begin anew.
    std::optional<Decision<Elapsed>> tick(base::Instant now);
    /// This process did not run for `pause`: for that long nobody's silence counts.
    void paused(base::Duration pause);
    /// When `tick` must be called next; none when there is nothing to wait for. Ask again after every
    /// decision.
    std::optional<base::Instant> next_deadline() const;

    // ---- partitions ----
    /// A leader's word on who is in sync, `version` of the request (2 knows no broker epochs). Errors stand
    /// with each partition, as in reference 5; a partition that is named twice is INVALID_REQUEST the second
    /// time.
    Decision<wire::AlterPartitionResponse> alter_partition(const wire::AlterPartitionRequest&,
                                                           std::int16_t version);

    /// Error of the whole request: INVALID_REQUEST for an unknown kind of election.
    Decision<wire::ElectLeadersResponse> elect_leaders(const wire::ElectLeadersRequest&);
    Decision<wire::AlterPartitionReassignmentsResponse>
    alter_reassignments(const wire::AlterPartitionReassignmentsRequest&);
    wire::ListPartitionReassignmentsResponse
    list_reassignments(const wire::ListPartitionReassignmentsRequest&) const;

    // ---- topics ----
    Decision<wire::CreateTopicsResponse> create_topics(const wire::CreateTopicsRequest&);
    /// `version` of the request: before 3 there is no code for switched-off deletion.
    Decision<wire::DeleteTopicsResponse> delete_topics(const wire::DeleteTopicsRequest&,
                                                       std::int16_t version);
    Decision<wire::CreatePartitionsResponse> create_partitions(const wire::CreatePartitionsRequest&);

    // ---- configuration ----
    Decision<wire::IncrementalAlterConfigsResponse>
    incremental_alter_configs(const wire::IncrementalAlterConfigsRequest&);
    Decision<wire::AlterConfigsResponse> alter_configs(const wire::AlterConfigsRequest&);

    // ---- producer ids ----
    Decision<wire::AllocateProducerIdsResponse>
    allocate_producer_ids(const wire::AllocateProducerIdsRequest&);

private:
    struct Session {
        base::Instant deadline{}; ///< fenced then, unless it is heard of before
        bool contacted = false;   ///< since this controller became active, and still connected
        bool lost = false;        ///< its connection broke and it has not been heard of since
        std::int64_t metadata_offset = -1;
        std::int64_t registration_offset = -1; ///< of the record that registered it
        std::optional<std::int64_t> shutdown_offset;
    };
    using Records = std::vector<RecordToWrite>;
    using CreatableTopic = wire::CreateTopicsRequest::CreatableTopic;
    using CreatedTopic = wire::CreateTopicsResponse::CreatableTopicResult;
    using AddPartitions = wire::CreatePartitionsRequest::CreatePartitionsTopic;
    /// Replicas of one partition.
    using Assignments = std::vector<Replicas>;

    // controller_topics.cpp
    /// What the topics of one request share.
    struct Creation {
        std::map<std::string, std::string> names; ///< made so far: as they collide, to the name itself
        std::optional<std::vector<wire::CreateTopicsResponse::CreatableTopicConfigs>>
            defaults; ///< described once
        Records records;
    };
    base::Result<CreatedTopic> create_topic(const CreatableTopic& topic, Creation& creation);
    base::Result<> check_new_topic(const CreatableTopic& topic) const;
    base::Result<Assignments> assign(const CreatableTopic& topic);
    base::Result<Assignments> manual_assignments(const CreatableTopic& topic) const;
    base::Result<> check_replicas(const std::vector<std::int32_t>& brokers,
                                  std::optional<std::size_t> replication_factor) const;
    base::Result<> check_manual_assignment(const std::vector<std::int32_t>& brokers, std::size_t partition,
                                           std::optional<std::size_t> replication_factor) const;
    base::Result<Assignments> place(std::int32_t partitions, std::int32_t replication_factor);
    base::Result<PartitionRecord> new_partition(TopicId id, std::int32_t index,
                                                const Replicas& replicas) const;
    base::Result<> add_partitions(const AddPartitions& topic, Records& records);
    bool active(BrokerId id) const;
    ConfigLayers layers(const ClusterImage::Configs* topic) const;

    // controller_partitions.cpp
    TopicRules rules_of(const TopicInfo& topic) const;
    BrokerRules broker_rules() const;

    // controller_elections.cpp
    base::Result<> elect(const TopicInfo& topic, PartitionIndex index, Election election,
                         Records& records) const;
    base::Duration balance_interval() const;
    Decision<Elapsed> balance_leaders(base::Instant now);
    void after_config_change(const ConfigResource& resource, const ClusterImage::Configs& wanted,
                             Records& records) const;

    // controller_reassignments.cpp
    using Change = base::Result<std::optional<PartitionChangeRecord>>;
    base::Result<> reassign(const std::string& topic,
                            const wire::AlterPartitionReassignmentsRequest::ReassignablePartition& asked,
                            bool may_change_factor, Records& records) const;
    Change change_reassignment(const TopicInfo& topic, PartitionIndex index, const PartitionInfo& partition,
                               const std::vector<std::int32_t>& wanted, bool may_change_factor) const;
    Change cancel_reassignment(const TopicInfo& topic, PartitionIndex index,
                               const PartitionInfo& partition) const;

    // controller_configs.cpp
    base::Result<Records> set_configs(const ConfigResource& resource, ClusterImage::Configs wanted) const;
    base::Result<> check_configs(const ConfigResource& resource, const ClusterImage::Configs& wanted) const;

    // controller_brokers.cpp
    base::Result<> check_broker_epoch(std::int32_t broker, std::int64_t epoch) const;
    base::Result<> check_registration(const wire::BrokerRegistrationRequest& request,
                                      base::Instant now) const;
    bool session_valid(BrokerId id, base::Instant now) const;
    void touch(Session& session, base::Instant now) const;
    std::optional<base::Instant> next_session_end() const;
    std::optional<Decision<Elapsed>> fence_silent(base::Instant now);
    std::int64_t lowest_active_offset() const;
    void change_partitions(const BrokerChange& change, Records& records) const;
    void fence(const BrokerRegistration& broker, Records& records) const;
    enum class BrokerState { fenced, unfenced, controlled_shutdown, shutdown_now };
    BrokerState next_state(const BrokerRegistration& broker, Session& session,
                           const wire::BrokerHeartbeatRequest& request) const;

    ControllerSettings settings_;
    base::Duration session_timeout_;
    base::Rng rng_;
    ClusterImage image_;
    std::map<BrokerId, Session> sessions_;
    std::optional<base::Instant> next_balance_; ///< none before this controller is active
};

} // namespace metadata
