#include "records/batch.h"

#include "base/crc32c.h"

#include <array>
#include <fmt/format.h>

namespace records {

namespace {

constexpr std::size_t crc_at = 17;
constexpr std::size_t crc_begins = 21;
constexpr std::array<std::string_view, 5> codec_names{"none", "gzip", "snappy", "lz4", "zstd"};

base::Error corrupt(std::string detail) {
    return {kafka::ErrorCode::corrupt_message, std::move(detail)};
}

} // namespace

std::string_view name(Codec codec) {
    return known(codec) ? codec_names[static_cast<std::size_t>(codec)] : std::string_view("unknown");
}

std::optional<Codec> codec_named(std::string_view text) {
    if (text == "uncompressed") return Codec::none;
    for (std::size_t i = 0; i < codec_names.size(); ++i) {
        if (codec_names[i] == text) return static_cast<Codec>(i);
    }
    return std::nullopt;
}

base::Result<BatchHeader> parse_header(Bytes bytes) {
    using base::load_be;
    if (bytes.size() < header_size) {
        return corrupt(fmt::format("a batch header needs {} bytes, {} are there", header_size, bytes.size()));
    }
    const Byte* p = bytes.data();
    BatchHeader h;
    h.base_offset = load_be<std::int64_t>(p);
    h.batch_length = load_be<std::int32_t>(p + 8);
    h.partition_leader_epoch = load_be<std::int32_t>(p + 12);
    h.magic = static_cast<std::int8_t>(p[16]);
    if (h.magic != 2) return corrupt(fmt::format("record batch of magic {}, only 2 is known", h.magic));
    if (h.batch_length < static_cast<std::int32_t>(header_size - length_prefix)) {
        return corrupt(fmt::format("a batch length of {} is less than its header", h.batch_length));
    }
    h.crc = load_be<std::uint32_t>(p + crc_at);
    h.attributes = load_be<std::uint16_t>(p + 21);
    h.last_offset_delta = load_be<std::int32_t>(p + 23);
    h.base_timestamp = load_be<std::int64_t>(p + 27);
    h.max_timestamp = load_be<std::int64_t>(p + 35);
    h.producer_id = load_be<std::int64_t>(p + 43);
    h.producer_epoch = load_be<std::int16_t>(p + 51);
    h.base_sequence = load_be<std::int32_t>(p + 53);
    h.record_count = load_be<std::int32_t>(p + 57);
    return h;
}

void write_header(std::span<Byte> batch, const BatchHeader& header) {
    using base::store_be;
    Byte* p = batch.data();
    store_be(p, header.base_offset);
    store_be(p + 8, header.batch_length);
    store_be(p + 12, header.partition_leader_epoch);
    p[16] = static_cast<Byte>(header.magic);
    store_be(p + 21, header.attributes);
    store_be(p + 23, header.last_offset_delta);
    store_be(p + 27, header.base_timestamp);
    store_be(p + 35, header.max_timestamp);
    store_be(p + 43, header.producer_id);
    store_be(p + 51, header.producer_epoch);
    store_be(p + 53, header.base_sequence);
    store_be(p + 57, header.record_count);
}

void set_max_timestamp(std::span<Byte> batch, std::int64_t timestamp, bool log_append_time) {
    auto attributes = base::load_be<std::uint16_t>(batch.data() + 21);
    constexpr std::uint16_t bit = BatchHeader::log_append_time_bit;
    attributes = static_cast<std::uint16_t>(log_append_time ? attributes | bit : attributes & ~bit);
    base::store_be(batch.data() + 21, attributes);
    base::store_be(batch.data() + 35, timestamp);
    write_crc(batch);
}

std::uint32_t write_crc(std::span<Byte> batch) {
    const std::uint32_t crc = base::crc32c(batch.subspan(crc_begins));
    base::store_be(batch.data() + crc_at, crc);
    return crc;
}

bool crc_matches(Bytes batch) {
    if (batch.size() < header_size) return false;
    return base::load_be<std::uint32_t>(batch.data() + crc_at) == base::crc32c(batch.subspan(crc_begins));
}

std::optional<BatchWalker::At> BatchWalker::next() {
    const Bytes rest = run_.subspan(position_);
    if (error_ || rest.size() < header_size) return std::nullopt;
    const auto header = parse_header(rest);
    if (!header) {
        error_ = header.error();
        return std::nullopt;
    }
    const std::size_t size = header->total_size();
    if (size > rest.size()) return std::nullopt;
    At at{*header, position_, rest.first(size)};
    position_ += size;
    return at;
}

} // namespace records
