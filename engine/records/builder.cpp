#include "records/builder.h"

#include "records/codec.h"
#include "records/record.h"

#include <algorithm>

namespace records {

namespace {

std::uint64_t zigzag(std::int64_t v) {
    return (static_cast<std::uint64_t>(v) << 1U) ^ static_cast<std::uint64_t>(v >> 63U);
}

std::size_t size_of_groups(std::uint64_t v) {
    return (70U - static_cast<std::size_t>(std::countl_zero(v | 1U))) / 7U;
}

std::size_t size_of_varint(std::int64_t v) {
    return size_of_groups(zigzag(v));
}

std::size_t size_of_slice(const std::optional<Bytes>& part) {
    if (!part) return 1;
    return size_of_varint(static_cast<std::int64_t>(part->size())) + part->size();
}

Byte* put_varint(Byte* p, std::int64_t number) {
    std::uint64_t v = zigzag(number);
    while (v >= 0x80U) {
        *p++ = static_cast<Byte>(v | 0x80U);
        v >>= 7U;
    }
    *p++ = static_cast<Byte>(v);
    return p;
}

Byte* put_slice(Byte* p, const std::optional<Bytes>& part) {
    if (!part) return put_varint(p, -1);
    p = put_varint(p, static_cast<std::int64_t>(part->size()));
    return std::copy(part->begin(), part->end(), p);
}

} // namespace

BatchBuilder::BatchBuilder(BatchOptions options) : options_(std::move(options)), bytes_(header_size) {
    base_timestamp_ = options_.base_timestamp.value_or(-1);
}

void BatchBuilder::add(std::int64_t timestamp, std::optional<Bytes> key, std::optional<Bytes> value,
                       std::span<const HeaderView> headers) {
    add_at(next_delta_, timestamp, key, value, headers);
}

void BatchBuilder::add_at(std::int32_t offset_delta, std::int64_t timestamp, std::optional<Bytes> key,
                          std::optional<Bytes> value, std::span<const HeaderView> headers) {
    if (count_ == 0 && !options_.base_timestamp) base_timestamp_ = timestamp;
    const std::int64_t delta = static_cast<std::int64_t>(static_cast<std::uint64_t>(timestamp) -
                                                         static_cast<std::uint64_t>(base_timestamp_));
    std::size_t size = 1 + size_of_varint(delta) + size_of_varint(offset_delta) + size_of_slice(key) +
                       size_of_slice(value) + size_of_varint(static_cast<std::int64_t>(headers.size()));
    for (const HeaderView& h : headers) size += size_of_slice(base::as_bytes(h.key)) + size_of_slice(h.value);

    const std::size_t at = bytes_.size();
    bytes_.resize(at + size_of_varint(static_cast<std::int64_t>(size)) + size);
    Byte* p = put_varint(bytes_.data() + at, static_cast<std::int64_t>(size));
    *p++ = 0;
    p = put_varint(p, delta);
    p = put_varint(p, offset_delta);
    p = put_slice(p, key);
    p = put_slice(p, value);
    p = put_varint(p, static_cast<std::int64_t>(headers.size()));
    for (const HeaderView& h : headers) p = put_slice(put_slice(p, base::as_bytes(h.key)), h.value);

    ++count_;
    next_delta_ = offset_delta + 1;
    max_timestamp_ = std::max(max_timestamp_, timestamp);
}

base::Buffer BatchBuilder::build() && {
    std::vector<Byte> batch = std::move(bytes_);
    if (options_.codec != Codec::none && count_ > 0) {
        std::vector<Byte> packed(header_size);
        const int level = options_.level.value_or(default_level(options_.codec));
        compress(options_.codec, level, Bytes(batch).subspan(header_size), packed);
        batch = std::move(packed);
    }
    BatchHeader h;
    h.base_offset = options_.base_offset;
    h.batch_length = static_cast<std::int32_t>(batch.size() - length_prefix);
    h.partition_leader_epoch = options_.partition_leader_epoch;
    unsigned attributes = static_cast<unsigned>(options_.codec);
    if (options_.log_append_time) attributes |= BatchHeader::log_append_time_bit;
    if (options_.transactional) attributes |= BatchHeader::transactional_bit;
    if (options_.control) attributes |= BatchHeader::control_bit;
    h.attributes = static_cast<std::uint16_t>(attributes);
    h.last_offset_delta = options_.last_offset_delta.value_or(std::max(0, next_delta_ - 1));
    h.base_timestamp = base_timestamp_;
    h.max_timestamp = options_.log_append_time ? *options_.log_append_time
                                               : options_.max_timestamp.value_or(max_timestamp_);
    h.producer_id = options_.producer_id;
    h.producer_epoch = options_.producer_epoch;
    h.base_sequence = options_.base_sequence;
    h.record_count = count_;
    write_header(batch, h);
    write_crc(batch);
    return base::Buffer::of(std::move(batch));
}

} // namespace records
