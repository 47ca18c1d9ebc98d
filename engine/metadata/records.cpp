#include "metadata/records.h"

#include "base/assert.h"
#include "wire/codec.h"

#include <array>
#include <fmt/format.h>
#include <utility>

namespace metadata {
namespace {

constexpr std::uint32_t frame_version = 1;

void append_uvarint(std::vector<base::Byte>& out, std::uint32_t v) {
    for (; v >= 0x80; v >>= 7U) out.push_back(static_cast<base::Byte>(v | 0x80U));
    out.push_back(static_cast<base::Byte>(v));
}

/// Takes one off the front of `bytes`.
std::optional<std::uint32_t> take_uvarint(base::Bytes& bytes) {
    std::uint32_t v = 0;
    for (unsigned shift = 0; shift < 35 && !bytes.empty(); shift += 7) {
        const base::Byte b = bytes[0];
        bytes = bytes.subspan(1);
        v |= static_cast<std::uint32_t>(b & 0x7fU) << shift;
        if ((b & 0x80U) == 0) return v;
    }
    return std::nullopt;
}

base::Error malformed(std::string why) {
    return {kafka::ErrorCode::corrupt_message, "not a metadata record: " + std::move(why)};
}

template <std::size_t... I>
bool make_record(std::uint32_t type, MetadataRecord& out, std::index_sequence<I...>) {
    return ((static_cast<std::uint32_t>(std::variant_alternative_t<I, MetadataRecord>::api.key) == type &&
             (out.emplace<I>(), true)) ||
            ...);
}

constexpr std::array<std::string_view, std::variant_size_v<MetadataRecord>> names{
    "NoOpRecord",
    "RegisterBrokerRecord",
    "UnregisterBrokerRecord",
    "TopicRecord",
    "PartitionRecord",
    "ConfigRecord",
    "PartitionChangeRecord",
    "FenceBrokerRecord",
    "UnfenceBrokerRecord",
    "RemoveTopicRecord",
    "DelegationTokenRecord",
    "UserScramCredentialRecord",
    "FeatureLevelRecord",
    "ClientQuotaRecord",
    "ProducerIdsRecord",
    "BrokerRegistrationChangeRecord",
    "AccessControlEntryRecord",
    "RemoveAccessControlEntryRecord",
    "ZkMigrationStateRecord",
    "RemoveUserScramCredentialRecord",
    "BeginTransactionRecord",
    "EndTransactionRecord",
    "AbortTransactionRecord",
    "RemoveDelegationTokenRecord",
    "RegisterControllerRecord",
    "ClearElrRecord",
};

} // namespace

wire::Message& as_message(MetadataRecord& record) {
    return std::visit([](auto& r) -> wire::Message& { return r; }, record);
}

std::string_view record_name(const MetadataRecord& record) {
    return names[record.index()];
}

std::vector<base::Byte> encode_record(const MetadataRecord& record, std::int16_t version) {
    const auto& message = as_message(const_cast<MetadataRecord&>(record)); // encoding only reads
    RIPARIUM_ASSERT(message.info().versions.contain(version), "a record is written in a version it has");
    std::vector<base::Byte> out;
    append_uvarint(out, frame_version);
    append_uvarint(out, static_cast<std::uint32_t>(message.info().key));
    append_uvarint(out, static_cast<std::uint32_t>(version));
    for (const base::Buffer& part : wire::encode(message, version))
        out.insert(out.end(), part.bytes().begin(), part.bytes().end());
    return out;
}

base::Result<DecodedRecord> decode_record(base::Bytes value) {
    const auto frame = take_uvarint(value);
    if (!frame) return malformed("it is too short");
    if (*frame != frame_version) return malformed(fmt::format("frame version {} is not 1", *frame));
    const auto type = take_uvarint(value);
    const auto version = take_uvarint(value);
    if (!type || !version) return malformed("it is too short");

    DecodedRecord decoded;
    using Indices = std::make_index_sequence<std::variant_size_v<MetadataRecord>>;
    if (!make_record(*type, decoded.record, Indices{}))
        return base::Error{kafka::ErrorCode::unsupported_version,
                           fmt::format("metadata record type {} is from a newer version", *type)};
    wire::Message& message = as_message(decoded.record);
    if (*version > static_cast<std::uint32_t>(message.info().versions.max))
        return base::Error{
            kafka::ErrorCode::unsupported_version,
            fmt::format("version {} of {} is from a newer version", *version, record_name(decoded.record))};
    decoded.version = static_cast<std::int16_t>(*version);

    // No field of these records keeps a slice of the input, so the buffer need not own it.
    base::Buffer body(nullptr, const_cast<base::Byte*>(value.data()), value.size());
    const auto done = wire::decode(std::move(body), decoded.version, message);
    if (!done) return malformed(fmt::format("{}: {}", record_name(decoded.record), done.error().detail));
    return decoded;
}

} // namespace metadata
