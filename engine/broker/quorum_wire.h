#pragma once
// Between the quorum core's values and Kafka's messages: Vote (52), BeginQuorumEpoch (53), EndQuorumEpoch
// (54), Fetch (1) of the metadata log. Pure functions, any thread. Source: KIP-595, KIP-853, KIP-996.

#include "broker/node.h"
#include "raft/messages.h"
#include "wire/message.h"
#include "wire/messages/fetch.h"
#include "wire/messages/quorum.h"

#include <memory>
#include <variant>

namespace broker {

/// Who speaks.
struct QuorumIdentity {
    std::string cluster_id;
    base::BrokerId self;
    base::Uuid directory;
    std::vector<ControllerEndpoint> voters;
};

/// What voters of this version speak among themselves.
inline constexpr std::int16_t vote_version = 2;
inline constexpr std::int16_t begin_quorum_epoch_version = 1;
inline constexpr std::int16_t end_quorum_epoch_version = 1;
inline constexpr std::int16_t metadata_fetch_version = 17;
/// Bytes that a voter asks for at once.
inline constexpr std::int32_t metadata_fetch_bytes = 8 << 20;

/// A request on its way to another voter.
struct QuorumCall {
    std::unique_ptr<wire::Message> request;
    std::unique_ptr<wire::Message> response; ///< fresh, of the right kind
    std::int16_t version = 0;
    bool fetch = false;
};
QuorumCall to_call(const raft::Request& request, const QuorumIdentity& self);
/// The answer to `call`, its response filled. A top-level error becomes the answer's, with leader and epoch
/// unknown. CORRUPT_MESSAGE: it is about another partition, or its batches are damaged.
base::Result<raft::Response> read_response(const QuorumCall& call);

// ---- what others ask. CORRUPT_MESSAGE: it is not about exactly the metadata partition;
// INCONSISTENT_CLUSTER_ID.

base::Result<raft::VoteRequest> read_request(const wire::VoteRequest& request, const QuorumIdentity& self);
base::Result<raft::BeginQuorumEpochRequest> read_request(const wire::BeginQuorumEpochRequest& request,
                                                         const QuorumIdentity& self);
base::Result<raft::EndQuorumEpochRequest> read_request(const wire::EndQuorumEpochRequest& request,
                                                       const QuorumIdentity& self);
base::Result<raft::FetchRequest> read_request(const wire::FetchRequest& request, const QuorumIdentity& self);

void write_response(wire::VoteResponse& to, const raft::VoteResponse& from, const QuorumIdentity& self);
void write_response(wire::BeginQuorumEpochResponse& to, const raft::BeginQuorumEpochResponse& from,
                    const QuorumIdentity& self);
void write_response(wire::EndQuorumEpochResponse& to, const raft::EndQuorumEpochResponse& from,
                    const QuorumIdentity& self);
/// `records`: what was read for it.
void write_response(wire::FetchResponse& to, const raft::FetchResponse& from, base::Buffers records,
                    const QuorumIdentity& self);

/// The batches of `records`, checksums verified. CORRUPT_MESSAGE.
base::Result<std::vector<raft::Batch>> batches_of(const base::Buffers& records);

} // namespace broker
