#include "sim/data_log.h"

#include <algorithm>

namespace sim {

using base::LeaderEpoch;
using base::Offset;

replica::EpochEnd DataLog::end_of(LeaderEpoch asked) const {
    const storage::EpochEnd end = epochs_.end_of(asked, log_end());
    return {end.epoch, end.end};
}

void DataLog::append(const Record& record) {
    epochs_.assign(record.epoch, log_end());
    records_.push_back(record);
}

void DataLog::truncate(Offset to) {
    records_.resize(static_cast<std::size_t>(to.value));
    durable_ = std::min(durable_, records_.size());
    epochs_.truncate_from_end(to);
}

std::pair<std::int32_t, Offset> DataLog::last_of(std::int32_t producer) const {
    for (std::size_t i = records_.size(); i > 0; --i)
        if (records_[i - 1].producer == producer)
            return {records_[i - 1].sequence, Offset(static_cast<std::int64_t>(i - 1))};
    return {-1, Offset(-1)};
}

void DataLog::power_loss(World& world) {
    before_loss_ = records_;
    const std::size_t unsynced = records_.size() - durable_;
    truncate(Offset(static_cast<std::int64_t>(durable_ + world.rng.below(unsynced + 1))));
    durable_ = records_.size();
    checkpointed_high_watermark = std::min(checkpointed_high_watermark, log_end());
}

void DataLog::disk_loss() {
    before_loss_ = records_;
    truncate(Offset(0));
    checkpointed_high_watermark = Offset(0);
}

bool DataLog::ever_had(Offset offset, const Record& record) const {
    const auto in = [&](const std::vector<Record>& records) {
        const auto index = static_cast<std::size_t>(offset.value);
        return index < records.size() && records[index] == record;
    };
    return in(records_) || in(before_loss_);
}

} // namespace sim
