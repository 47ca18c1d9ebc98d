// The `.snapshot` file of ProducerState, as Apache Kafka's ProducerStateManager writes it:
//
//   int16 version (1) | uint32 CRC-32C of the rest | int32 count | per producer, 46 bytes:
//   int64 id | int16 epoch | int32 last sequence | int64 last offset | int32 offset delta | int64 timestamp
//   | int32 coordinator epoch | int64 first offset of the open transaction (-1 none)

#include "base/crc32c.h"
#include "storage/producer_state.h"

namespace storage {
namespace {

constexpr std::int16_t snapshot_version = 1;
constexpr std::size_t crc_at = 2;
constexpr std::size_t crc_from = 6;
constexpr std::size_t head_size = 10;
constexpr std::size_t entry_size = 46;

void encode_entry(base::Byte* p, base::ProducerId id, const ProducerEntry& entry) {
    const ProducerBatch last = entry.empty() ? ProducerBatch{} : entry.last();
    base::store_be(p, id.value);
    base::store_be(p + 8, entry.epoch);
    base::store_be(p + 10, last.last_sequence);
    base::store_be(p + 14, last.last_offset);
    base::store_be(p + 22, last.offset_delta);
    base::store_be(p + 26, entry.last_timestamp);
    base::store_be(p + 34, entry.coordinator_epoch);
    base::store_be(p + 38, entry.transaction_start.value_or(base::Offset(-1)).value);
}

ProducerEntry decode_entry(const base::Byte* p, base::TimestampMs now) {
    ProducerEntry entry;
    entry.last_seen = now;
    entry.epoch = base::load_be<std::int16_t>(p + 8);
    ProducerBatch last;
    last.last_sequence = base::load_be<std::int32_t>(p + 10);
    last.last_offset = base::load_be<std::int64_t>(p + 14);
    last.offset_delta = base::load_be<std::int32_t>(p + 22);
    last.timestamp = base::load_be<std::int64_t>(p + 26);
    entry.last_timestamp = last.timestamp;
    entry.coordinator_epoch = base::load_be<std::int32_t>(p + 34);
    const auto start = base::load_be<std::int64_t>(p + 38);
    if (start >= 0) entry.transaction_start = base::Offset(start);
    if (last.last_sequence < 0 || last.last_offset < 0) return entry; // only a marker is known of it
    // Sequences wrap from 2147483647 to 0.
    last.first_sequence = (last.last_sequence - static_cast<std::int64_t>(last.offset_delta)) & 0x7fffffff;
    entry.push(last);
    return entry;
}

} // namespace

std::vector<base::Byte> ProducerState::encode_snapshot() const {
    std::vector<base::Byte> out(head_size + entry_size * entries_.size());
    base::store_be(out.data(), snapshot_version);
    base::store_be(out.data() + crc_from, static_cast<std::int32_t>(entries_.size()));
    base::Byte* p = out.data() + head_size;
    for (const auto& [id, entry] : sorted()) {
        encode_entry(p, id, entry);
        p += entry_size;
    }
    base::store_be(out.data() + crc_at, base::crc32c(base::Bytes(out).subspan(crc_from)));
    return out;
}

std::optional<ProducerState> ProducerState::decode_snapshot(base::Bytes bytes, base::TimestampMs now) {
    if (bytes.size() < head_size || base::load_be<std::int16_t>(bytes.data()) != snapshot_version)
        return std::nullopt;
    if (base::load_be<std::uint32_t>(bytes.data() + crc_at) != base::crc32c(bytes.subspan(crc_from)))
        return std::nullopt;
    const auto count = base::load_be<std::int32_t>(bytes.data() + crc_from);
    if (count < 0 || bytes.size() != head_size + entry_size * static_cast<std::size_t>(count))
        return std::nullopt;
    ProducerState state;
    for (const base::Byte* p = bytes.data() + head_size; p != bytes.data() + bytes.size(); p += entry_size)
        state.entries_[base::ProducerId(base::load_be<std::int64_t>(p))] = decode_entry(p, now);
    return state;
}

} // namespace storage
