#include "metadata/partition_change.h"

#include "base/planted.h"

#include <algorithm>

namespace metadata {
namespace {

class Change {
public:
    Change(const PartitionInfo& now, PartitionTarget target, const TopicRules& rules,
           const BrokerRules& brokers)
        : now_(now), want_(std::move(target)), rules_(rules), brokers_(brokers), elr_(now.elr) {}

    /// The steps depend on each other: the election sees the replicas that stay, the record sees the
    /// election.
    PartitionChangeRecord run() {
        complete_reassignment();
        find_eligible();
        elect();
        write_leader();
        write_isr();
        write_last_known_leader();
        write_assignment();
        write_recovery();
        return std::move(record_);
    }

private:
    void complete_reassignment() {
        if (want_.adding.empty() && want_.removing.empty()) return;
        const Replicas isr = without(want_.isr, want_.removing);
        const Replicas replicas = without(want_.replicas, want_.removing);
        if (isr.empty() || replicas.empty()) return;
        const auto in_isr = [&](BrokerId id) { return contains(isr, id); };
        if (!std::ranges::all_of(replicas, in_isr)) return;
        want_.isr = isr;
        want_.replicas = replicas;
        want_.adding.clear();
        want_.removing.clear();
    }

    /// Whoever leaves the ISR while it is under its minimum has everything below the high watermark, which
    /// stands still from then on.
    void find_eligible() {
        if (!rules_.eligible_replicas || want_.isr.size() >= static_cast<std::size_t>(rules_.min_isr)) {
            elr_.clear();
            return;
        }
        for (const BrokerId id : now_.isr)
            if (!contains(elr_, id)) elr_.push_back(id);
        std::erase_if(elr_, [&](BrokerId id) {
            const bool unclean = id == want_.unclean_stop && !RIPARIUM_PLANTED(unclean_stays_eligible);
            return contains(want_.isr, id) || unclean || !contains(want_.replicas, id);
        });
        std::ranges::sort(elr_);
    }

    bool may_lead_clean(BrokerId id) const {
        const bool has_all = RIPARIUM_PLANTED(elects_anybody) || contains(want_.isr, id) ||
                             (want_.isr.empty() && contains(elr_, id));
        return has_all && brokers_.may_lead(id);
    }

    /// Everybody lost something: whoever led last lost least.
    bool may_lead_as_last_known() const {
        return rules_.eligible_replicas && want_.isr.empty() && elr_.empty() &&
               now_.last_known_elr.size() == 1 && contains(want_.replicas, now_.last_known_elr[0]) &&
               brokers_.may_lead(now_.last_known_elr[0]);
    }

    void elect() {
        leader_ = clean_leader();
        if (leader_ == base::no_broker && may_lead_as_last_known()) take_uncleanly(now_.last_known_elr[0]);
        if (leader_ == base::no_broker && want_.election == Election::unclean) {
            const auto alive = std::ranges::find_if(want_.replicas, brokers_.may_lead);
            if (alive != want_.replicas.end()) take_uncleanly(*alive);
        }
        if (leader_ == now_.leader || !contains(elr_, leader_)) return;
        want_.isr = {leader_};
        std::erase(elr_, leader_);
    }

    BrokerId clean_leader() const {
        if (want_.replicas.empty()) return base::no_broker;
        const BrokerId preferred = want_.replicas.front();
        if (want_.election == Election::preferred && may_lead_clean(preferred)) return preferred;
        if (may_lead_clean(now_.leader)) return now_.leader;
        const auto found =
            std::ranges::find_if(want_.replicas, [this](BrokerId id) { return may_lead_clean(id); });
        return found == want_.replicas.end() ? base::no_broker : *found;
    }

    void take_uncleanly(BrokerId id) {
        leader_ = id;
        want_.isr = {id};
        elr_.clear();
        want_.recovering = true;
    }

    void write_leader() {
        const auto stays = [this](BrokerId id) { return contains(want_.replicas, id); };
        // A removed replica must learn from the epoch that it is out.
        const bool removes = !std::ranges::all_of(now_.replicas, stays);
        if (leader_ != now_.leader || removes) record_.leader = leader_.value;
    }

    void write_isr() {
        if (elr_ != now_.elr) record_.eligible_leader_replicas = to_numbers(elr_);
        // Without eligible leader replicas the last members stay, although they are gone: they have
        // everything.
        if (want_.isr.empty() && !rules_.eligible_replicas) return;
        if (want_.isr != now_.isr) record_.isr = to_numbers(want_.isr);
    }

    void write_last_known_leader() {
        const bool had_leader = now_.leader != base::no_broker;
        const Replicas last{now_.leader};
        if (leader_ != base::no_broker || !rules_.eligible_replicas) {
            if (!now_.last_known_elr.empty()) record_.last_known_elr.emplace();
        } else if (record_.isr && record_.isr->empty() && had_leader && now_.last_known_elr != last) {
            record_.last_known_elr = to_numbers(last);
        }
    }

    void write_assignment() {
        if (want_.replicas != now_.replicas) {
            record_.replicas = to_numbers(want_.replicas);
            record_.directories.emplace();
            for (const BrokerId id : want_.replicas) record_.directories->push_back(directory_of(id));
        }
        if (want_.removing != now_.removing) record_.removing_replicas = to_numbers(want_.removing);
        if (want_.adding != now_.adding) record_.adding_replicas = to_numbers(want_.adding);
    }

    base::Uuid directory_of(BrokerId id) const {
        const auto found = std::ranges::find(now_.replicas, id);
        const auto position = static_cast<std::size_t>(found - now_.replicas.begin());
        return position < now_.directories.size() && found != now_.replicas.end() ? now_.directories[position]
                                                                                  : brokers_.directory(id);
    }

    void write_recovery() {
        if (want_.recovering != now_.recovering) record_.leader_recovery_state = want_.recovering ? 1 : 0;
    }

    const PartitionInfo& now_;
    PartitionTarget want_;
    const TopicRules& rules_;
    const BrokerRules& brokers_;
    Replicas elr_;
    BrokerId leader_ = base::no_broker;
    PartitionChangeRecord record_;
};

bool changes_nothing(const PartitionChangeRecord& r) {
    return !r.isr && !r.eligible_leader_replicas && !r.last_known_elr && !r.replicas &&
           !r.removing_replicas && !r.adding_replicas && !r.directories &&
           r.leader == PartitionChangeRecord::no_leader_change && r.leader_recovery_state < 0;
}

} // namespace

std::optional<PartitionChangeRecord> change_partition(TopicId topic, PartitionIndex index,
                                                      const PartitionInfo& now, PartitionTarget target,
                                                      const TopicRules& topic_rules,
                                                      const BrokerRules& brokers) {
    PartitionChangeRecord record = Change(now, std::move(target), topic_rules, brokers).run();
    if (changes_nothing(record)) return std::nullopt;
    record.topic_id = topic;
    record.partition_id = index.value;
    return record;
}

void apply_change(PartitionInfo& p, const PartitionChangeRecord& r) {
    if (r.isr) p.isr = to_replicas(*r.isr);
    if (r.replicas) p.replicas = to_replicas(*r.replicas);
    if (r.adding_replicas) p.adding = to_replicas(*r.adding_replicas);
    if (r.removing_replicas) p.removing = to_replicas(*r.removing_replicas);
    if (r.eligible_leader_replicas) p.elr = to_replicas(*r.eligible_leader_replicas);
    if (r.last_known_elr) p.last_known_elr = to_replicas(*r.last_known_elr);
    if (r.directories) p.directories = *r.directories;
    if (r.leader_recovery_state >= 0) p.recovering = r.leader_recovery_state == 1;
    if (r.leader != PartitionChangeRecord::no_leader_change) {
        p.leader = BrokerId(r.leader);
        p.leader_epoch.value += 1;
    }
    p.partition_epoch += 1;
}

bool contains(const Replicas& replicas, BrokerId id) {
    return std::ranges::find(replicas, id) != replicas.end();
}

Replicas without(const Replicas& replicas, const Replicas& dropped) {
    Replicas left;
    std::ranges::copy_if(replicas, std::back_inserter(left),
                         [&](BrokerId id) { return !contains(dropped, id); });
    return left;
}

} // namespace metadata
