#include "records/reader.h"

#include "records/record.h"

#include <fmt/format.h>

namespace records {

namespace {

std::optional<Bytes> view(const Byte* data, std::int32_t length) {
    if (length < 0) return std::nullopt;
    return Bytes(data, static_cast<std::size_t>(length));
}

void read_headers(const RawRecord& raw, const Byte* end, std::vector<HeaderView>& out) {
    out.clear();
    const Byte* p = raw.headers;
    for (std::int32_t i = 0; i < raw.header_count; ++i) {
        std::int32_t key_length = 0;
        std::int32_t value_length = 0;
        const Byte* key = nullptr;
        const Byte* value = nullptr;
        p = read_record_header(p, end, key_length, key, value_length, value);
        const Bytes name(key, static_cast<std::size_t>(key_length));
        out.push_back({base::as_text(name), view(value, value_length)});
    }
}

/// Offset and timestamp of each record in order, until `visit` returns false.
template <class Visit>
base::Result<> each_record(const base::Buffer& batch, Visit visit) {
    auto reader = BatchReader::open(batch);
    if (!reader) return reader.error();
    RecordView record;
    while (reader->next(record)) {
        if (!visit(record)) return {};
    }
    if (reader->error()) return *reader->error();
    return {};
}

} // namespace

base::Result<BatchReader> BatchReader::open(base::Buffer batch, std::size_t limit) {
    const auto header = parse_header(batch.bytes());
    if (!header) return header.error();
    if (header->total_size() > batch.size()) {
        return base::Error(
            kafka::ErrorCode::corrupt_message,
            fmt::format("batch of {} bytes is cut off after {}", header->total_size(), batch.size()));
    }
    base::Buffer payload = batch.slice(header_size, header->total_size() - header_size);
    if (header->codec() != Codec::none && !payload.empty()) {
        auto plain = decompress(header->codec(), payload.bytes(), limit);
        if (!plain) return plain.error();
        payload = std::move(*plain);
    }
    return BatchReader(*header, std::move(payload));
}

bool BatchReader::next(RecordView& record) {
    if (error_) return false;
    const Byte* begin = payload_.data() + position_;
    const Byte* end = payload_.data() + payload_.size();
    if (read_ >= header_.record_count) {
        if (begin != end) {
            error_.emplace(kafka::ErrorCode::invalid_record,
                           "bytes remain after the last record of the batch");
        }
        return false;
    }
    RawRecord raw;
    const Byte* after = read_record(begin, end, raw);
    if (after == nullptr) {
        error_.emplace(kafka::ErrorCode::invalid_record,
                       fmt::format("record {} of {} is malformed", read_, header_.record_count));
        return false;
    }
    record.offset = add_wrapping(header_.base_offset, raw.offset_delta);
    record.produced_timestamp = add_wrapping(header_.base_timestamp, raw.timestamp_delta);
    record.timestamp = header_.log_append_time() ? header_.max_timestamp : record.produced_timestamp;
    record.sequence = header_.sequence_at(raw.offset_delta);
    record.key = view(raw.key, raw.key_length);
    record.value = view(raw.value, raw.value_length);
    read_headers(raw, after, record.headers);
    position_ = static_cast<std::size_t>(after - payload_.data());
    ++read_;
    return true;
}

base::Result<std::optional<TimestampOffset>>
first_at_or_after(const base::Buffer& batch, std::int64_t timestamp, std::int64_t offset_from) {
    std::optional<TimestampOffset> found;
    const auto looked = each_record(batch, [&](const RecordView& record) {
        if (record.timestamp < timestamp || record.offset < offset_from) return true;
        found = TimestampOffset{record.timestamp, record.offset};
        return false;
    });
    if (!looked) return looked.error();
    return found;
}

base::Result<std::optional<TimestampOffset>> latest_record(const base::Buffer& batch) {
    std::optional<TimestampOffset> latest;
    const auto looked = each_record(batch, [&](const RecordView& record) {
        if (!latest || record.timestamp > latest->timestamp) latest = {record.timestamp, record.offset};
        return true;
    });
    if (!looked) return looked.error();
    return latest;
}

} // namespace records
