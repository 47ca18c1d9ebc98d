#include "broker/reporter.h"

#include "broker/broker.h"

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
    return report;
}

} // namespace

Reporter::Reporter(Broker& broker, NodeObserver& observer)
    : broker_(broker), observer_(observer), timer_(broker.loop()) {}

void Reporter::changed(Partition& partition) {
    changed_.insert(&partition);
    changed();
}

void Reporter::changed() {
    if (!timer_.armed()) timer_.set_after(pace, [this] { report(); });
}

void Reporter::forget(Partition& partition) {
    changed_.erase(&partition);
    flowing_.erase(&partition);
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
    for (Partition* partition : changed_) {
        const PartitionReport& told = report.partitions.emplace_back(describe(*partition, now));
        if (told.bytes_in_rate > 0) flowing_.insert(partition);
        std::int64_t& size = sizes_[partition];
        disk_used_ += told.size - size;
        size = told.size;
    }
    changed_.clear();
    report.disk_used = disk_used_;
    observer_.broker(report);
    if (report.bytes_in_rate + report.bytes_out_rate > 0 || !flowing_.empty())
        timer_.set_after(flowing_pace, [this] { this->report(); });
}

} // namespace broker
