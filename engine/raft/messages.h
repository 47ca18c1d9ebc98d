#pragma once
// What voters say to each other, as values: the shell turns them into Kafka's requests of the same names and
// back. Cluster id, topic and partition are the shell's to check. Plain values, any thread. Source: KIP-595,
// KIP-630, KIP-996; the wire forms are in wire/messages.

#include "base/bytes.h"
#include "base/clock.h"
#include "base/error_code.h"
#include "base/types.h"

#include <optional>
#include <variant>
#include <vector>

namespace raft {

using base::BrokerId;
using base::Duration;
using base::Instant;
using base::LeaderEpoch;
using base::Offset;

/// The end of a log or of one epoch in it: `end` is the offset after the last record, `epoch` of that record.
struct EndOffset {
    Offset end{0};
    LeaderEpoch epoch{0};
    auto operator<=>(const EndOffset&) const = default;
};

/// A snapshot holds everything below `end`; `epoch` is that of the last record in it.
using SnapshotId = EndOffset;

/// One record batch as the shell found it in a fetch response: whole, its checksum correct.
struct Batch {
    Offset base{0};
    Offset next{0}; ///< last offset + 1
    LeaderEpoch epoch{0};
    bool operator==(const Batch&) const = default;
};

/// Asks for a vote in `epoch`, or with `pre_vote` whether one would be given.
struct VoteRequest {
    BrokerId voter = base::no_broker; ///< whom the sender believes it asks; -1 when the version cannot say
    BrokerId candidate = base::no_broker;
    LeaderEpoch epoch{0}; ///< pre-vote: the epoch that the sender is in, not the next one
    EndOffset log;
    bool pre_vote = false;
};
/// Every answer names the leader and epoch that the answering voter knows.
struct VoteResponse {
    kafka::ErrorCode error = kafka::ErrorCode::none;
    BrokerId leader = base::no_broker;
    LeaderEpoch epoch{0};
    bool granted = false;
};

/// A new leader makes itself known.
struct BeginQuorumEpochRequest {
    BrokerId voter = base::no_broker;
    BrokerId leader = base::no_broker;
    LeaderEpoch epoch{0};
};
struct BeginQuorumEpochResponse {
    kafka::ErrorCode error = kafka::ErrorCode::none;
    BrokerId leader = base::no_broker;
    LeaderEpoch epoch{0};
};

/// A leader steps down; `successors` in the order in which they should stand, best log first.
struct EndQuorumEpochRequest {
    BrokerId leader = base::no_broker;
    LeaderEpoch epoch{0};
    std::vector<BrokerId> successors;
};
struct EndQuorumEpochResponse {
    kafka::ErrorCode error = kafka::ErrorCode::none;
    BrokerId leader = base::no_broker;
    LeaderEpoch epoch{0};
};

/// A voter or an observer asks for what follows `offset`; from a voter it also says that everything below is
/// durable there.
struct FetchRequest {
    BrokerId replica = base::no_broker;
    LeaderEpoch leader_epoch{-1}; ///< current_leader_epoch; -1: not checked
    Offset offset{0};
    LeaderEpoch last_epoch{0}; ///< last_fetched_epoch; 0 with an empty log
    Duration max_wait{};
};
/// From the core to the shell of a leader: the shell adds the whole batches of [read_from, read_limit), at
/// most its byte limit; nothing when they are equal. From the shell of a follower to the core: the shell
/// fills `batches` and `records`.
struct FetchResponse {
    kafka::ErrorCode error = kafka::ErrorCode::none;
    BrokerId leader = base::no_broker;
    LeaderEpoch epoch{0};
    Offset high_watermark{-1};
    Offset log_start{0};
    std::optional<EndOffset> diverging;
    std::optional<SnapshotId> snapshot; ///< fetch this first: what was asked for is no longer in the log
    Offset read_from{0};
    Offset read_limit{0};
    std::vector<Batch> batches;
    base::Buffers records; ///< the bytes of `batches`; the core only hands them on
};

using Request = std::variant<VoteRequest, BeginQuorumEpochRequest, EndQuorumEpochRequest, FetchRequest>;
using Response = std::variant<VoteResponse, BeginQuorumEpochResponse, EndQuorumEpochResponse, FetchResponse>;

} // namespace raft
