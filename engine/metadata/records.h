#pragma once
// The records of the metadata log and their frame: the value of a keyless record is uvarint frame version 1,
// uvarint record type, uvarint record version, then the flexible message. Any thread. Source: reference 8.

#include "base/bytes.h"
#include "base/result.h"
#include "metadata/records/broker_records.h"
#include "metadata/records/cluster_records.h"
#include "metadata/records/security_records.h"
#include "metadata/records/topic_records.h"

#include <variant>

namespace metadata {

/// Any record of the metadata log.
using MetadataRecord = std::variant<
    NoOpRecord, RegisterBrokerRecord, UnregisterBrokerRecord, TopicRecord, PartitionRecord, ConfigRecord,
    PartitionChangeRecord, FenceBrokerRecord, UnfenceBrokerRecord, RemoveTopicRecord, DelegationTokenRecord,
    UserScramCredentialRecord, FeatureLevelRecord, ClientQuotaRecord, ProducerIdsRecord,
    BrokerRegistrationChangeRecord, AccessControlEntryRecord, RemoveAccessControlEntryRecord,
    ZkMigrationStateRecord, RemoveUserScramCredentialRecord, BeginTransactionRecord, EndTransactionRecord,
    AbortTransactionRecord, RemoveDelegationTokenRecord, RegisterControllerRecord, ClearElrRecord>;

/// A record and the version it is written in.
struct VersionedRecord {
    MetadataRecord record;
    std::int16_t version = 0;
};
using RecordToWrite = VersionedRecord;
using DecodedRecord = VersionedRecord;

/// The value of the log's record. REQUIRES: `version` within the record's versions.
std::vector<base::Byte> encode_record(const MetadataRecord& record, std::int16_t version);
inline std::vector<base::Byte> encode_record(const RecordToWrite& r) {
    return encode_record(r.record, r.version);
}

/// Errors: CORRUPT_MESSAGE when the bytes are no such frame; UNSUPPORTED_VERSION for a record type or version
/// that this program does not know (the log is from a newer one).
base::Result<DecodedRecord> decode_record(base::Bytes value);

/// Kafka's name of the record, "TopicRecord".
std::string_view record_name(const MetadataRecord& record);

/// The record as its base, for inspectors.
wire::Message& as_message(MetadataRecord& record);

} // namespace metadata
