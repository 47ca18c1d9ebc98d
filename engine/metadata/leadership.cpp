#include "metadata/leadership.h"

#include "metadata/record_versions.h"

#include <algorithm>
#include <fmt/format.h>

namespace metadata {
namespace {

bool contains(const Replicas& replicas, BrokerId id) {
    return std::find(replicas.begin(), replicas.end(), id) != replicas.end();
}

class Election {
public:
    Election(const ClusterImage& image, const PartitionInfo& partition, const BrokerChange& change)
        : image_(image), partition_(partition), change_(change), isr_(partition.isr) {
        std::erase(isr_, change.leaving);
    }

    /// The leader: the present one while it may, else the first replica that may.
    BrokerId run(bool unclean_allowed) {
        if (contains(isr_, partition_.leader) && may_lead(partition_.leader)) return partition_.leader;
        for (const BrokerId id : partition_.replicas)
            if (contains(isr_, id) && may_lead(id)) return id;
        if (!unclean_allowed) return base::no_broker;
        for (const BrokerId id : partition_.replicas)
            if (may_lead(id)) {
                unclean_ = true;
                isr_ = {id};
                return id;
            }
        return base::no_broker;
    }
    bool unclean() const { return unclean_; }
    /// Never empty: the last members stay although they are gone, they have everything.
    const Replicas& isr() const { return isr_.empty() ? partition_.isr : isr_; }

private:
    bool may_lead(BrokerId id) const {
        if (id == base::no_broker || id == change_.leaving) return false;
        if (id == change_.arriving) return true;
        const BrokerRegistration* broker = image_.broker(id);
        return broker != nullptr && broker->active();
    }

    const ClusterImage& image_;
    const PartitionInfo& partition_;
    const BrokerChange& change_;
    Replicas isr_;
    bool unclean_ = false;
};

} // namespace

std::optional<PartitionChangeRecord> partition_change(const ClusterImage& image, TopicId topic,
                                                      PartitionIndex index, const BrokerChange& change,
                                                      bool unclean_allowed) {
    const PartitionInfo* partition = image.partition(topic, index);
    if (partition == nullptr) return std::nullopt;
    Election election(image, *partition, change);
    const BrokerId leader = election.run(unclean_allowed);
    if (leader == partition->leader && election.isr() == partition->isr) return std::nullopt;
    PartitionChangeRecord r;
    r.partition_id = index.value;
    r.topic_id = topic;
    if (leader != partition->leader) r.leader = leader.value;
    if (election.isr() != partition->isr) r.isr = to_numbers(election.isr());
    if (election.unclean() && !partition->recovering) r.leader_recovery_state = 1;
    return r;
}

void append_partition_changes(const ClusterImage& image, const BrokerChange& change,
                              const UncleanAllowed& unclean_allowed, std::vector<RecordToWrite>& records) {
    for (const auto& [name, topic] : image.topics()) {
        std::optional<bool> unclean; // asked once per topic, and only when needed
        for (std::size_t i = 0; i < topic.partitions.size(); ++i) {
            const PartitionInfo& p = topic.partitions[i];
            const bool loses = change.leaving != base::no_broker && contains(p.isr, change.leaving);
            const bool gains = change.arriving != base::no_broker && p.leader == base::no_broker;
            if (!loses && !gains) continue;
            if (!unclean) unclean = unclean_allowed(name);
            auto record = partition_change(image, topic.id, PartitionIndex(static_cast<std::int32_t>(i)),
                                           change, *unclean);
            if (record) records.push_back(versioned(std::move(*record)));
        }
    }
}

std::optional<std::string> broken_invariant(const ClusterImage& image) {
    for (const auto& [name, topic] : image.topics())
        for (std::size_t i = 0; i < topic.partitions.size(); ++i) {
            const PartitionInfo& p = topic.partitions[i];
            const auto broken = [&](std::string_view what) {
                return fmt::format("{}-{}: {}", name, i, what);
            };
            if (p.replicas.empty()) return broken("it has no replicas");
            if (p.isr.empty()) return broken("its ISR is empty");
            if (!std::all_of(p.isr.begin(), p.isr.end(),
                             [&](BrokerId id) { return contains(p.replicas, id); }))
                return broken("its ISR is not among its replicas");
            if (p.leader == base::no_broker) continue;
            if (!contains(p.isr, p.leader)) return broken("its leader is not in the ISR");
            const BrokerRegistration* leader = image.broker(p.leader);
            if (leader == nullptr || leader->fenced) return broken("its leader is fenced");
        }
    return std::nullopt;
}

} // namespace metadata
