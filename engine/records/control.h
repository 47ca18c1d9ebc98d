#pragma once
// Control batches: what the log says about itself. One record whose key is int16 version (0), int16 type, and
// whose value depends on the type. Clients skip them, but they take an offset. Source: reference 2.3 "Control
// batches", 3.3, 8; KIP-98, KIP-595, KIP-630, KIP-853. Any thread.

#include "records/builder.h"
#include "records/reader.h"
#include "wire/messages/control_records.h"

namespace records {

using wire::KRaftVersionRecord;
using wire::LeaderChangeMessage;
using wire::SnapshotFooterRecord;
using wire::SnapshotHeaderRecord;
using wire::VotersRecord;

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

/// A control batch of the quorum: no producer, one record, `value` encoded in `version` (its own `version`
/// field should say the same). `options` gives base offset and leader epoch; its codec is ignored.
base::Buffer build_control(ControlType type, const wire::Message& value, std::int16_t version,
                           std::int64_t timestamp, BatchOptions options = {});
/// Fills `value` from a control record of type `type`, in the version that the value begins with.
/// INVALID_RECORD: another type, no value, or malformed.
base::Result<> parse_control(const RecordView& record, ControlType type, wire::Message& value);

} // namespace records
