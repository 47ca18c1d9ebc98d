#include "broker/reporter.h"

#include "broker/broker.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace broker {
namespace {

constexpr base::Duration pace = std::chrono::milliseconds(50);
constexpr base::Duration flowing_pace = std::chrono::milliseconds(250);

PartitionReport describe(Partition& partition, base::Instant now) {
    PartitionReport report;
    report.topic = partition.name().topic;
    report.topic_id = partition.topic_id();
    report.partition = partition.name().partition.value;
    report.log_start_offset = partition.log_start().value;
    report.high_watermark = partition.high_watermark().value;
    report.log_end_offset = partition.log_end().value;
    report.size = partition.size();
    report.bytes_in_rate = partition.bytes_in().rate(now);
    report.records_in_rate = partition.records_in().rate(now);
    if (partition.last_record_ms() >= 0) report.last_record_ms = partition.last_record_ms();
    report.leader_epoch = partition.leader_epoch().value;
    for (const replica::Progress& one : partition.leader()->progress(now)) {
        if (one.leader) continue;
        view::ReplicaProgress& told = report.progress.emplace_back();
        told.broker = one.id.value;
        told.log_end_offset = one.log_end ? one.log_end->value : -1;
        told.lag = one.lag.value_or(report.log_end_offset - report.log_start_offset);
        told.behind_ms = std::chrono::duration_cast<std::chrono::milliseconds>(
                             one.out_of_sync_for.value_or(base::Duration::zero()))
                             .count();
    }
    return report;
}

/// Of brokers that are here: a lag that nobody works on needs no telling over and over.
bool somebody_catches_up(const PartitionReport& report, const replica::ActiveBrokers& active) {
    return std::ranges::any_of(report.progress, [&](const view::ReplicaProgress& one) {
        return one.lag > 0 && active.epoch(base::BrokerId(one.broker));
    });
}

bool same_members(metadata::Replicas a, metadata::Replicas b) {
    std::ranges::sort(a);
    std::ranges::sort(b);
    return a == b;
}

bool contains(const metadata::Replicas& replicas, base::BrokerId id) {
    return std::ranges::find(replicas, id) != replicas.end();
}

view::LeaderChangeReason why_moved(const metadata::ClusterImage& image, base::BrokerId from,
                                   const metadata::PartitionInfo& info) {
    using Why = view::LeaderChangeReason;
    if (info.recovering) return Why::unclean_election;
    if (from == base::no_broker) return Why::broker_returned;
    const metadata::BrokerRegistration* old = image.broker(from);
    if (!old || old->fenced) return Why::broker_fenced;
    if (old->in_controlled_shutdown) return Why::broker_shutdown;
    if (!contains(info.replicas, from)) return Why::reassignment;
    return info.leader == info.replicas[0] ? Why::preferred_election : Why::unknown;
}

view::IsrChangeReason why_left(const metadata::ClusterImage& image, base::BrokerId gone,
                               const metadata::PartitionInfo& info) {
    using Why = view::IsrChangeReason;
    if (!contains(info.replicas, gone) || contains(info.removing, gone)) return Why::reassignment;
    const metadata::BrokerRegistration* broker = image.broker(gone);
    if (!broker || broker->fenced) return Why::broker_fenced;
    return broker->in_controlled_shutdown ? Why::broker_shutdown : Why::fell_behind;
}

} // namespace

Reporter::Reporter(Broker& broker, NodeObserver& observer)
    : broker_(broker), observer_(observer), timer_(broker.loop()) {}

void Reporter::changed(Partition& partition) {
    changed_.insert(&partition);
    changed();
}

void Reporter::assigned(Partition& partition, const metadata::PartitionInfo& info) {
    changed(partition);
    const auto [at, fresh] = known_.try_emplace(&partition);
    const Known before = std::exchange(at->second, {info.leader, info.isr});
    if (fresh || info.leader != broker_.config().id) return;
    const metadata::BrokerRegistration* self = broker_.image().broker(broker_.config().id);
    if (!self || !self->active()) return; // an old story that is being replayed
    if (before.leader != info.leader) tell_leader(partition, before.leader, info);
    if (!same_members(before.isr, info.isr)) tell_isr(partition, before.isr, info);
}

void Reporter::tell_leader(const Partition& partition, base::BrokerId before,
                           const metadata::PartitionInfo& info) {
    observer_.fact(view::LeaderChanged{partition.name().topic, partition.name().partition.value, before.value,
                                       info.leader.value, info.leader_epoch.value,
                                       why_moved(broker_.image(), before, info)});
}

void Reporter::tell_isr(const Partition& partition, const metadata::Replicas& before,
                        const metadata::PartitionInfo& info) {
    auto reason =
        info.recovering ? view::IsrChangeReason::unclean_election : view::IsrChangeReason::caught_up;
    for (const base::BrokerId id : before)
        if (!info.recovering && !contains(info.isr, id)) reason = why_left(broker_.image(), id, info);
    observer_.fact(view::IsrChanged{partition.name().topic, partition.name().partition.value,
                                    metadata::to_numbers(before), metadata::to_numbers(info.isr), reason});
}

void Reporter::changed() {
    if (!timer_.armed()) timer_.set_after(pace, [this] { report(); });
}

void Reporter::forget(Partition& partition) {
    changed_.erase(&partition);
    flowing_.erase(&partition);
    known_.erase(&partition);
    if (const auto node = sizes_.extract(&partition)) disk_used_ -= node.mapped();
    changed();
}

void Reporter::flush() {
    timer_.cancel();
    report();
}

void Reporter::report() {
    const base::Instant now = broker_.loop().turn_time();
    BrokerReport report;
    report.id = broker_.config().id;
    report.state = broker_.state();
    report.connections = static_cast<std::int32_t>(broker_.connections());
    report.leaders = broker_.leader_count();
    report.replicas = static_cast<std::int32_t>(broker_.partitions().size());
    report.bytes_in_total = broker_.bytes_in().total();
    report.bytes_in_rate = broker_.bytes_in().rate(now);
    report.records_in_total = broker_.records_in().total();
    report.records_in_rate = broker_.records_in().rate(now);
    report.bytes_out_total = broker_.bytes_out().total();
    report.bytes_out_rate = broker_.bytes_out().rate(now);

    // Rates fall while nothing arrives: what flowed last time is told once more.
    changed_.insert(flowing_.begin(), flowing_.end());
    flowing_.clear();
    for (Partition* partition : changed_) report_partition(*partition, now, report);
    changed_.clear();
    report.disk_used = disk_used_;
    observer_.broker(report);
    if (report.bytes_in_rate + report.bytes_out_rate > 0 || !flowing_.empty())
        timer_.set_after(flowing_pace, [this] { this->report(); });
}

void Reporter::report_partition(Partition& partition, base::Instant now, BrokerReport& report) {
    std::int64_t& size = sizes_[&partition];
    disk_used_ += partition.size() - size;
    size = partition.size();
    if (!partition.leads()) return; // its leader tells
    const PartitionReport& told = report.partitions.emplace_back(describe(partition, now));
    if (told.bytes_in_rate > 0 || somebody_catches_up(told, broker_.active_brokers()))
        flowing_.insert(&partition);
}

} // namespace broker
