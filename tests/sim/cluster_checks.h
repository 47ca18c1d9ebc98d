#pragma once
// What must hold for topics in every run: one leader per partition and epoch, what was committed stays as it
// is and is with every later leader, acknowledgements only when min.insync.replicas have the record, nothing
// lost, nothing twice, no gap.

#include "sim/broker_host.h"

#include <optional>

namespace sim {

class ClusterChecks {
public:
    explicit ClusterChecks(Cluster& cluster) : cluster_(cluster) {}

    void led(BrokerHost& broker, const Key& key, const replica::Leader& leader);
    void committed(BrokerHost& broker, const Key& key, Offset from, Offset to);
    void acknowledged(BrokerHost& broker, const Key& key, Offset offset);
    /// Something was decided, or somebody is the active controller now.
    void decided();
    /// The active controller; null while there is none but such as do not know yet that their time is over.
    const ControllerHost* controller() const;
    /// A consumer got this.
    void consumed(const Key& key, Offset from, const std::vector<Record>& records);
    /// Everything is healed and had time.
    void audit();

    const std::optional<std::string>& violation() const { return violation_; }
    void violate(const std::string& what) {
        if (!violation_) violation_ = what;
    }
    std::uint64_t commits() const { return commits_; }

private:
    struct Truth { ///< of one partition
        std::vector<Record> records;
        std::vector<LeaderEpoch> committed_in;
        std::map<std::int32_t, HostId> leaders;
    };
    void check_copies(const BrokerHost& broker, const Key& key, Offset offset);
    void check_members(const metadata::ClusterImage& image, const Key& key,
                       const metadata::PartitionInfo& info);
    void audit_partition(const metadata::ClusterImage& image, const Key& key);
    void audit_sequences(const Key& key, const std::vector<Record>& records);

    Cluster& cluster_;
    std::optional<std::string> violation_;
    std::map<Key, Truth> truths_;
    LeaderEpoch newest_; ///< of the active controllers so far
    std::uint64_t commits_ = 0;
};

} // namespace sim
