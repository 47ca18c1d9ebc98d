#pragma once
// Control batches: what the log says about itself. One record whose key is int16 version (0), int16 type, and
// whose value depends on the type. Clients skip them, but they take an offset. Source: reference 2.3 "Control
// batches", 3.3, 8; KIP-98, KIP-595, KIP-630, KIP-853. Any thread.

#include "records/builder.h"
#include "records/reader.h"
#include "wire/message.h"

#include "base/uuid.h"

namespace records {

enum class ControlType : std::int16_t {
    abort = 0,
    commit = 1,
    leader_change = 2,
    snapshot_header = 3,
    snapshot_footer = 4,
    kraft_version = 5,
    voters = 6,
};

/// "ABORT", "LEADER_CHANGE" ...; "UNKNOWN" for a type that is none of these.
std::string_view name(ControlType type);

/// The type that a control record's key names. A type or version from the future is returned as it is.
/// INVALID_RECORD: no key, or fewer than four bytes.
base::Result<ControlType> parse_control_key(const RecordView& record);

/// The end of a transaction in one partition.
struct TransactionMarker {
    bool committed = false;
    std::int32_t coordinator_epoch = 0;
};

/// The marker of producer (id, epoch); base offset and leader epoch are set on append. `timestamp` in ms
/// since 1970.
base::Buffer build_marker(const TransactionMarker& marker, std::int64_t producer_id,
                          std::int16_t producer_epoch, std::int64_t timestamp);
/// INVALID_RECORD when the record is no marker, or cut off.
base::Result<TransactionMarker> parse_marker(const RecordView& record);

/// A member of the metadata quorum. The directory id is known from version 1.
struct Voter : wire::Struct {
    std::int32_t voter_id = 0;
    base::Uuid voter_directory_id;
    void fields(wire::Visitor& v) override;
};

/// First record of each leader epoch of the metadata log.
struct LeaderChangeMessage : wire::MessageOf<LeaderChangeMessage> {
    static constexpr wire::Api api{.versions = {0, 1}, .flexible_since = 0};
    std::int16_t version = 0;
    std::int32_t leader_id = 0;
    std::vector<Voter> voters;
    std::vector<Voter> granting_voters;
    void fields(wire::Visitor& v) override;
};

/// First record of a snapshot.
struct SnapshotHeaderRecord : wire::MessageOf<SnapshotHeaderRecord> {
    static constexpr wire::Api api{.versions = {0, 0}, .flexible_since = 0};
    std::int16_t version = 0;
    std::int64_t last_contained_log_timestamp = 0; ///< ms since 1970
    void fields(wire::Visitor& v) override;
};

/// Last record of a snapshot: without it the file is cut off.
struct SnapshotFooterRecord : wire::MessageOf<SnapshotFooterRecord> {
    static constexpr wire::Api api{.versions = {0, 0}, .flexible_since = 0};
    std::int16_t version = 0;
    void fields(wire::Visitor& v) override;
};

/// Which quorum protocol the log is in; 0 means a fixed set of voters.
struct KRaftVersionRecord : wire::MessageOf<KRaftVersionRecord> {
    static constexpr wire::Api api{.versions = {0, 0}, .flexible_since = 0};
    std::int16_t version = 0;
    std::int16_t k_raft_version = 0;
    void fields(wire::Visitor& v) override;
};

/// The voters from here on, with where they listen.
struct VotersRecord : wire::MessageOf<VotersRecord> {
    static constexpr wire::Api api{.versions = {0, 0}, .flexible_since = 0};
    struct Endpoint : wire::Struct {
        std::string name;
        std::string host;
        std::uint16_t port = 0;
        void fields(wire::Visitor& v) override;
    };
    struct KRaftVersionFeature : wire::Struct {
        std::int16_t min_supported_version = 0;
        std::int16_t max_supported_version = 0;
        void fields(wire::Visitor& v) override;
    };
    struct Voter : wire::Struct {
        std::int32_t voter_id = 0;
        base::Uuid voter_directory_id;
        std::vector<Endpoint> endpoints;
        KRaftVersionFeature k_raft_version_feature;
        void fields(wire::Visitor& v) override;
    };
    std::int16_t version = 0;
    std::vector<Voter> voters;
    void fields(wire::Visitor& v) override;
};

/// A control batch of the quorum: no producer, one record, `value` encoded in `version` (its own `version`
/// field should say the same). `options` gives base offset and leader epoch; its codec is ignored.
base::Buffer build_control(ControlType type, const wire::Message& value, std::int16_t version,
                           std::int64_t timestamp, BatchOptions options = {});
/// Fills `value` from a control record of type `type`, in the version that the value begins with.
/// INVALID_RECORD: another type, no value, or malformed.
base::Result<> parse_control(const RecordView& record, ControlType type, wire::Message& value);

} // namespace records
