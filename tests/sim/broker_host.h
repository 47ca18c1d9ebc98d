#pragma once
// A broker's process as the simulator runs it: the product's cores of leaders and followers over logs that
// may lose their unsynced tail, an image that follows the metadata log, a session with the active controller.

#include "replica/follower.h"
#include "replica/leader.h"
#include "sim/controller_host.h"
#include "sim/data_log.h"
#include "sim/faults.h"

#include <set>

namespace sim {

using Key = std::pair<base::TopicId, std::int32_t>;

class BrokerHost;
/// All processes of one run, and who watches over them.
struct Cluster {
    World& world;
    Network& network;
    Quorums& quorums;
    std::map<HostId, std::unique_ptr<ControllerHost>> controllers;
    std::map<HostId, std::unique_ptr<BrokerHost>> brokers;
    Duration lag_max = ms(1500);
    std::int32_t min_isr = 2;
    // What checks want to hear.
    std::function<void(BrokerHost&, const Key&, const replica::Leader&)> on_leader;
    std::function<void(BrokerHost&, const Key&, Offset from, Offset to)> on_commit;
    std::function<void(BrokerHost&, const Key&, Offset)> on_ack;
    std::function<void(BrokerHost&)> on_stopped; ///< as it was asked to
};

class BrokerHost {
public:
    BrokerHost(Cluster& cluster, HostId host) : cluster_(cluster), world_(cluster.world), host_(host) {}

    void start();
    void die(Loss loss);
    /// Asks the controllers to be let go.
    void stop() { stopping_ = true; }
    HostId host() const { return host_; }
    bool up() const { return image_ != nullptr; }
    /// Of the registration of this process; -1: it has none.
    std::int64_t epoch() const { return epoch_; }
    const metadata::ClusterImage& image() const { return *image_; }
    const std::map<Key, DataLog>& disk() const { return disk_; }
    const replica::Leader* leader_of(const Key& key) const;
    /// Who leads the partition as far as this broker knows; -1: nobody.
    HostId leader_hint(const Key& key) const;

    using Produced = std::function<void(kafka::ErrorCode)>;
    void serve_produce(const Key& key, std::int32_t producer, std::int32_t sequence, const Produced& done);
    /// Committed records from `from` on; nothing when this is not the leader.
    std::optional<std::vector<Record>> serve_read(const Key& key, Offset from) const;

private:
    struct Partition {
        replica::Assignment assignment;
        std::unique_ptr<replica::Leader> leader;
        std::optional<replica::Follower> follower;
        Offset high_watermark{0};
        std::map<replica::WaiterId, std::pair<Offset, Produced>> waiting;
    };
    struct Asked {
        Key key;
        replica::FetchState state;
    };
    struct Answer {
        Key key;
        replica::LeaderAnswer answer;
        std::vector<Record> records;
    };
    using Fetched = std::function<void(const std::vector<Answer>&)>;
    struct Parked {
        std::vector<Asked> asked;
        Instant deadline;
        Fetched done;
    };
    using Reply = std::function<void(Action)>;

    // session with the controller
    void ask(std::function<void(ControllerHost&, const Reply&)> serve, Action failed);
    void register_self();
    void beat();
    void stopped();
    void fetch_metadata();
    void on_metadata(const Voter::Reply& reply);
    void send(const Key& key, const replica::Proposal& proposal);

    // partitions
    void publish(const metadata::ImageDelta* delta);
    void assign(const Key& key, const metadata::PartitionInfo& info);
    void lead(const Key& key, Partition& partition, const replica::Assignment& next);
    void perform(const Key& key, replica::Effects effects);
    void finish(const Key& key, Partition& partition, const replica::Answered& answered);
    void tick();

    // replication
    void fetch_all();
    void fetch_from(HostId leader);
    void serve_fetch(HostId from, std::int64_t broker_epoch, const std::vector<Asked>& asked, Fetched done);
    std::optional<std::vector<Answer>> try_answer(const Parked& parked);
    bool answer_one(const Asked& asked, Answer& answer);
    void wake_parked();
    void on_fetched(const std::vector<Asked>& asked, const std::vector<Answer>& answers);
    void take(const Asked& asked, const Answer& answer);

    Cluster& cluster_;
    World& world_;
    HostId host_;
    std::map<Key, DataLog> disk_;

    std::unique_ptr<metadata::ClusterImage> image_;
    replica::ActiveBrokers active_;
    std::map<Key, Partition> partitions_;
    wire::BrokerRegistrationRequest registration_; ///< of this incarnation
    std::int64_t epoch_ = -1;
    std::int64_t clean_epoch_ = -1; ///< in a file: it stopped as it should
    bool stopping_ = false;
    bool published_ = false;
    std::uint64_t asked_ = 0; ///< the metadata fetch in flight
    std::uint64_t fetch_calls_ = 0;
    Offset seen_{-1}; ///< of the metadata log, control records too
    LeaderEpoch seen_epoch_{0};
    HostId controller_ = 101;
    std::map<HostId, std::uint64_t> fetching_; ///< from which leaders, and which call
    std::vector<Parked> parked_;
    replica::WaiterId next_waiter_ = 1;
};

} // namespace sim
