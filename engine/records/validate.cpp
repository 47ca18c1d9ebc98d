#include "records/validate.h"

#include "records/builder.h"
#include "records/reader.h"
#include "records/record.h"

#include <fmt/format.h>

namespace records {

namespace {

using kafka::ErrorCode;

constexpr std::size_t most_record_errors = 1000;
/// The size of the smallest record of any format: Kafka takes a smaller batch length for damage.
constexpr std::int32_t least_batch_length = 14;
constexpr std::size_t magic_at = 16;

Refusal refuse_request(ErrorCode code, std::string message) {
    return {code, std::move(message), {}, false};
}
Refusal refuse(ErrorCode code, std::string message) {
    return {code, std::move(message), {}, true};
}

/// Size of the batch at the front of `bytes` as any format declares it: 0 when no whole batch is there, empty
/// when these bytes are no batch.
std::optional<std::size_t> next_batch_size(Bytes bytes) {
    if (bytes.size() < length_prefix) return 0;
    const auto length = base::load_be<std::int32_t>(bytes.data() + 8);
    if (length < least_batch_length) return std::nullopt;
    if (bytes.size() <= magic_at) return 0;
    if (bytes[magic_at] > 2) return std::nullopt;
    const std::size_t size = length_prefix + static_cast<std::size_t>(length);
    return size <= bytes.size() ? size : 0;
}

/// The request's own rule: exactly one batch v2 per partition. Cuts `records` to that batch.
std::optional<Refusal> check_request(base::Buffer& records, const ProduceRules& rules) {
    const auto size = next_batch_size(records.bytes());
    if (!size) return refuse_request(ErrorCode::corrupt_message, "the records field holds no record batch");
    if (*size == 0) {
        return refuse_request(ErrorCode::invalid_record,
                              "a produce request must have one whole record batch per partition");
    }
    if (records.data()[magic_at] != 2) {
        return refuse_request(ErrorCode::invalid_record,
                              "a produce request may only contain record batches of magic 2");
    }
    const auto header = parse_header(records.bytes());
    if (!header) return refuse_request(ErrorCode::corrupt_message, header.error().detail);
    if (header->codec() == Codec::zstd && rules.produce_version < 7) {
        return refuse_request(ErrorCode::unsupported_compression_type, "zstd needs Produce version 7");
    }
    if (!known(header->codec())) {
        return refuse_request(
            ErrorCode::unsupported_compression_type,
            fmt::format("compression codec {} is not known", header->attributes & BatchHeader::codec_mask));
    }
    const auto more = next_batch_size(records.bytes().subspan(*size));
    if (!more)
        return refuse_request(ErrorCode::corrupt_message, "bytes that are no record batch follow the first");
    if (*more != 0) {
        return refuse_request(ErrorCode::invalid_record,
                              "a produce request may contain only one record batch per partition");
    }
    records = records.slice(0, *size);
    return std::nullopt;
}

Refusal too_large(std::size_t size, const ProduceRules& rules) {
    return refuse_request(
        ErrorCode::message_too_large,
        fmt::format("the batch has {} bytes, max.message.bytes is {}", size, rules.max_message_bytes));
}

/// What the header must say before the records are looked at, in Kafka's order.
std::optional<Refusal> check_batch(Bytes batch, const BatchHeader& h, const ProduceRules& rules) {
    if (h.base_offset != 0) {
        return refuse(ErrorCode::invalid_record,
                      fmt::format("the base offset must be 0, it is {}", h.base_offset));
    }
    if (batch.size() > static_cast<std::size_t>(rules.max_message_bytes))
        return too_large(batch.size(), rules);
    if (!crc_matches(batch))
        return refuse_request(ErrorCode::corrupt_message, "the CRC of the batch does not match");
    if (h.last_offset_delta < 0) {
        return refuse(ErrorCode::invalid_record,
                      fmt::format("the last offset delta is {}", h.last_offset_delta));
    }
    if (h.record_count <= 0)
        return refuse(ErrorCode::invalid_record, fmt::format("the record count is {}", h.record_count));
    if (h.record_count != h.last_offset_delta + std::int64_t{1}) {
        return refuse(ErrorCode::invalid_record,
                      fmt::format("the record count is {}, the last offset delta {}", h.record_count,
                                  h.last_offset_delta));
    }
    if (h.control()) return refuse(ErrorCode::invalid_record, "clients may not write control records");
    if (h.has_producer() && h.base_sequence < 0) {
        return refuse(ErrorCode::invalid_record,
                      fmt::format("base sequence {} with producer id {}", h.base_sequence, h.producer_id));
    }
    return std::nullopt;
}

std::int64_t saturating_subtract(std::int64_t a, std::int64_t b) {
    std::int64_t out = 0;
    if (!__builtin_sub_overflow(a, b, &out)) return out;
    return b > 0 ? std::numeric_limits<std::int64_t>::min() : std::numeric_limits<std::int64_t>::max();
}

/// The timestamps a record may have under CreateTime.
struct Bounds {
    std::int64_t earliest;
    std::int64_t latest;
    explicit Bounds(const ProduceRules& rules)
        : earliest(saturating_subtract(rules.now_ms, rules.timestamp_before_max_ms)),
          latest(saturating_subtract(rules.now_ms, -rules.timestamp_after_max_ms)) {}
    bool contain(std::int64_t timestamp) const { return timestamp >= earliest && timestamp <= latest; }
};

/// One pass over the records as they are, without decoding more than lengths.
class RecordScan {
public:
    RecordScan(const BatchHeader& header, const ProduceRules& rules)
        : header_(header), rules_(rules), bounds_(rules) {}

    std::optional<Refusal> run(Bytes payload) {
        const Byte* p = payload.data();
        const Byte* end = p + payload.size();
        RawRecord record;
        for (std::int32_t i = 0; i < header_.record_count; ++i) {
            p = read_record(p, end, record);
            if (p == nullptr) {
                return refuse(
                    ErrorCode::invalid_record,
                    fmt::format("record {} of {} is malformed or missing", i, header_.record_count));
            }
            look_at(i, record);
        }
        if (p != end)
            return refuse(ErrorCode::invalid_record, "bytes remain after the last record of the batch");
        if (errors_.empty()) return std::nullopt;
        return with_errors();
    }

    std::int64_t max_timestamp() const { return max_timestamp_; }
    std::int32_t index_of_max() const { return index_of_max_; }
    /// Offset deltas are 0, 1, 2 ... Some old clients got that wrong; such a batch is rebuilt.
    bool dense() const { return dense_; }

private:
    void look_at(std::int32_t index, const RawRecord& record) {
        std::int64_t timestamp = add_wrapping(header_.base_timestamp, record.timestamp_delta);
        if (header_.log_append_time()) timestamp = header_.max_timestamp;
        if (timestamp > max_timestamp_) {
            max_timestamp_ = timestamp;
            index_of_max_ = index;
        }
        dense_ = dense_ && record.offset_delta == index;
        if (rules_.compacted && record.key_length < 0) {
            fail(index, "a compacted topic does not accept a record without a key");
        } else if (!rules_.log_append_time && timestamp != -1) {
            if (!bounds_.contain(timestamp)) [[unlikely]]
                out_of_bounds(index, timestamp);
        } else if (header_.log_append_time()) {
            bad_timestamp_ = true;
            fail(index, "a producer may not set the timestamp type LogAppendTime");
        }
    }

    void out_of_bounds(std::int32_t index, std::int64_t timestamp) {
        bad_timestamp_ = true;
        fail(index, fmt::format("timestamp {} is out of range [{}, {}]", timestamp, bounds_.earliest,
                                bounds_.latest));
    }

    void fail(std::int32_t index, std::string message) {
        if (errors_.size() < most_record_errors) errors_.push_back({index, std::move(message)});
    }

    Refusal with_errors() {
        Refusal out = bad_timestamp_ ? refuse(ErrorCode::invalid_timestamp,
                                              "records were refused because of their timestamps")
                                     : refuse(ErrorCode::invalid_record,
                                              fmt::format("{} records were refused, the first because {}",
                                                          errors_.size(), errors_.front().message));
        out.record_errors = std::move(errors_);
        return out;
    }

    const BatchHeader& header_;
    const ProduceRules& rules_;
    Bounds bounds_;
    std::vector<RecordError> errors_;
    bool bad_timestamp_ = false;
    bool dense_ = true;
    std::int64_t max_timestamp_ = -1;
    std::int32_t index_of_max_ = -1;
};

/// A compressed batch of which nothing needs to be known but its header.
bool may_stay_closed(Bytes batch, const BatchHeader& h, const ProduceRules& rules) {
    if (!rules.trust_compressed || h.codec() == Codec::none || rules.compacted || h.log_append_time())
        return false;
    if (!plausible(h.codec(), batch.subspan(header_size))) return false;
    if (rules.log_append_time) return true;
    const bool no_lower_bound = rules.timestamp_before_max_ms == std::numeric_limits<std::int64_t>::max();
    return no_lower_bound && h.max_timestamp <= Bounds(rules).latest;
}

/// Writes the same records anew: another codec, or offset deltas that had gaps. `payload` was scanned before.
base::Buffer rebuild(const BatchHeader& h, base::Buffer payload, Codec target, const ProduceRules& rules) {
    BatchOptions options;
    options.codec = target;
    options.level = rules.compression_level;
    options.transactional = h.transactional();
    options.producer_id = h.producer_id;
    options.producer_epoch = h.producer_epoch;
    options.base_sequence = h.base_sequence;
    options.base_timestamp = h.base_timestamp;
    if (rules.log_append_time) options.log_append_time = rules.now_ms;
    BatchReader reader(h, std::move(payload));
    BatchBuilder builder(options);
    RecordView record;
    while (reader.next(record)) {
        builder.add(record.produced_timestamp, record.key, record.value, record.headers);
    }
    return std::move(builder).build();
}

/// Writes timestamp type and max timestamp as the topic wants them, if they are not so already.
void stamp(base::Buffer& batch, BatchHeader& h, bool log_append_time, std::int64_t max_timestamp) {
    if (h.log_append_time() == log_append_time && h.max_timestamp == max_timestamp) return;
    set_max_timestamp(batch.writable(), max_timestamp, log_append_time);
    h = *parse_header(batch.bytes());
}

/// Checks the records one by one and rebuilds the batch if its codec changes or its offsets had gaps.
std::optional<Refusal> check_records(ValidBatch& valid, bool recompress, const ProduceRules& rules) {
    const BatchHeader header = valid.header;
    base::Buffer payload = valid.batch.slice(header_size);
    if (header.codec() != Codec::none) {
        auto plain = decompress(header.codec(), payload.bytes(), rules.decompressed_limit);
        if (!plain) return refuse(plain.error().code, plain.error().detail);
        payload = std::move(*plain);
    }
    RecordScan scan(header, rules);
    if (auto refusal = scan.run(payload.bytes())) return refusal;
    valid.max_timestamp = scan.max_timestamp();
    valid.offset_of_max_timestamp = scan.index_of_max();
    if (recompress || !scan.dense()) {
        valid.batch = rebuild(header, std::move(payload), rules.compression.value_or(header.codec()), rules);
        valid.header = *parse_header(valid.batch.bytes());
    }
    return std::nullopt;
}

} // namespace

Validated validate_produced(base::Buffer records, const ProduceRules& rules) {
    if (auto refusal = check_request(records, rules)) return *refusal;
    const BatchHeader header = *parse_header(records.bytes());
    if (auto refusal = check_batch(records.bytes(), header, rules)) return *refusal;

    ValidBatch valid{std::move(records), header, header.max_timestamp, -1, -1};
    const bool recompress = rules.compression.value_or(header.codec()) != header.codec();
    if (recompress || !may_stay_closed(valid.batch.bytes(), header, rules)) {
        if (auto refusal = check_records(valid, recompress, rules)) return *refusal;
    }
    if (rules.log_append_time) {
        valid.log_append_time = valid.max_timestamp = rules.now_ms;
        valid.offset_of_max_timestamp = 0;
    }
    stamp(valid.batch, valid.header, rules.log_append_time, valid.max_timestamp);
    const std::size_t size = valid.batch.size();
    if (size > static_cast<std::size_t>(rules.max_message_bytes)) return too_large(size, rules);
    if (size > static_cast<std::size_t>(rules.segment_bytes)) {
        return refuse_request(
            ErrorCode::record_list_too_large,
            fmt::format("the batch has {} bytes, segment.bytes is {}", size, rules.segment_bytes));
    }
    return valid;
}

Validated validate_produced(const wire::Records& records, const ProduceRules& rules) {
    if (records.parts.size() == 1) return validate_produced(records.parts.front(), rules);
    std::vector<Byte> joined;
    for (const base::Buffer& part : records.parts)
        joined.insert(joined.end(), part.data(), part.data() + part.size());
    return validate_produced(base::Buffer::of(std::move(joined)), rules);
}

} // namespace records
