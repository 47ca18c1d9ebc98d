#include "records/control.h"

#include "wire/codec.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace records {

namespace {

using base::Error;
using base::Result;
using kafka::ErrorCode;

constexpr std::int16_t key_version = 0;
constexpr std::int16_t marker_version = 0;
constexpr std::array<std::string_view, 7> type_names{"ABORT",           "COMMIT",          "LEADER_CHANGE",
                                                     "SNAPSHOT_HEADER", "SNAPSHOT_FOOTER", "KRAFT_VERSION",
                                                     "KRAFT_VOTERS"};

std::array<Byte, 4> control_key(ControlType type) {
    std::array<Byte, 4> key{};
    base::store_be(key.data(), key_version);
    base::store_be(key.data() + 2, static_cast<std::int16_t>(type));
    return key;
}

} // namespace

std::string_view name(ControlType type) {
    const auto index = static_cast<std::size_t>(static_cast<std::uint16_t>(type));
    return index < type_names.size() ? type_names[index] : std::string_view("UNKNOWN");
}

Result<ControlType> parse_control_key(const RecordView& record) {
    if (!record.key || record.key->size() < 4) {
        return Error(ErrorCode::invalid_record, "a control record needs a key of version and type");
    }
    return static_cast<ControlType>(base::load_be<std::int16_t>(record.key->data() + 2));
}

base::Buffer build_marker(const TransactionMarker& marker, std::int64_t producer_id,
                          std::int16_t producer_epoch, std::int64_t timestamp) {
    BatchOptions options;
    options.transactional = true;
    options.control = true;
    options.producer_id = producer_id;
    options.producer_epoch = producer_epoch;
    const auto key = control_key(marker.committed ? ControlType::commit : ControlType::abort);
    std::array<Byte, 6> value{};
    base::store_be(value.data(), marker_version);
    base::store_be(value.data() + 2, marker.coordinator_epoch);
    BatchBuilder builder(options);
    builder.add(timestamp, key, value);
    return std::move(builder).build();
}

Result<TransactionMarker> parse_marker(const RecordView& record) {
    const auto type = parse_control_key(record);
    if (!type) return type.error();
    if (*type != ControlType::abort && *type != ControlType::commit) {
        return Error(ErrorCode::invalid_record,
                     fmt::format("a {} record is no transaction marker", name(*type)));
    }
    if (!record.value || record.value->size() < 6) {
        return Error(ErrorCode::invalid_record, "a transaction marker needs a coordinator epoch");
    }
    return TransactionMarker{*type == ControlType::commit,
                             base::load_be<std::int32_t>(record.value->data() + 2)};
}

base::Buffer build_control(ControlType type, const wire::Message& value, std::int16_t version,
                           std::int64_t timestamp, BatchOptions options) {
    options.control = true;
    options.codec = Codec::none;
    std::vector<Byte> bytes;
    for (const base::Buffer& part : wire::encode(value, version)) {
        bytes.insert(bytes.end(), part.data(), part.data() + part.size());
    }
    const auto key = control_key(type);
    BatchBuilder builder(options);
    builder.add(timestamp, key, bytes);
    return std::move(builder).build();
}

Result<> parse_control(const RecordView& record, ControlType type, wire::Message& value) {
    const auto found = parse_control_key(record);
    if (!found) return found.error();
    if (*found != type) {
        return Error(ErrorCode::invalid_record,
                     fmt::format("a {} record where {} is expected", name(*found), name(type)));
    }
    if (!record.value || record.value->size() < 2) {
        return Error(ErrorCode::invalid_record, fmt::format("a {} record without a value", name(type)));
    }
    // A version from the future is a longer form of the last one we know: Kafka reads it as that.
    const auto version = base::load_be<std::int16_t>(record.value->data());
    const wire::Versions known_versions = value.info().versions;
    const auto decoded = wire::decode(base::Buffer::copy_of(*record.value),
                                      std::clamp(version, known_versions.min, known_versions.max), value);
    if (!decoded) return Error(ErrorCode::invalid_record, decoded.error().detail);
    return {};
}

} // namespace records
