#pragma once
// The log of one replica of one partition: what is written, and what a power cut leaves of it. Records are
// values; producers number theirs.

#include "replica/types.h"
#include "sim/world.h"
#include "storage/epoch_cache.h"

#include <map>

namespace sim {

struct Record {
    base::LeaderEpoch epoch;
    std::int32_t producer = 0;
    std::int32_t sequence = 0;
    bool operator==(const Record&) const = default;
};

class DataLog final : public replica::LogView {
public:
    base::Offset log_start() const override { return base::Offset(0); }
    base::Offset log_end() const override { return base::Offset(static_cast<std::int64_t>(records_.size())); }
    base::LeaderEpoch latest_epoch() const override { return epochs_.latest(); }
    replica::EpochEnd end_of(base::LeaderEpoch asked) const override;

    const std::vector<Record>& records() const { return records_; }
    void append(const Record& record);
    void begin_epoch(base::LeaderEpoch epoch) { epochs_.assign(epoch, log_end()); }
    void truncate(base::Offset to);
    /// The last sequence of the producer and its offset; -1 when it has none.
    std::pair<std::int32_t, base::Offset> last_of(std::int32_t producer) const;
    /// The system writes dirty pages back now and then.
    void write_back() { durable_ = records_.size(); }
    void power_loss(World& world);
    void disk_loss();
    /// It has the record, or had it before it lost something.
    bool ever_had(base::Offset offset, const Record& record) const;

    base::Offset checkpointed_high_watermark{0};

private:
    std::vector<Record> records_;
    std::vector<Record> before_loss_;
    std::size_t durable_ = 0;
    storage::EpochCache epochs_;
};

} // namespace sim
