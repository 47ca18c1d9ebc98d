#include "broker/quorum_wire.h"

#include "broker/codes.h"
#include "records/batch.h"

#include <algorithm>

namespace broker {

using base::BrokerId;
using base::Error;
using base::LeaderEpoch;
using base::Offset;
using base::Result;
using kafka::ErrorCode;

namespace {

constexpr const char* topic_name = "__cluster_metadata";

ErrorCode code_of(std::int16_t code) {
    return static_cast<ErrorCode>(code);
}

Error other_partition() {
    return {ErrorCode::corrupt_message, "a message of the quorum is not about the metadata partition"};
}

/// Null unless the message is about exactly partition 0 of the metadata topic.
template <class Topics>
auto* only_partition(Topics& topics) {
    using Partition = std::remove_reference_t<decltype(topics[0].partitions[0])>;
    Partition* none = nullptr;
    if (topics.size() != 1 || topics[0].topic_name != topic_name || topics[0].partitions.size() != 1)
        return none;
    return topics[0].partitions[0].partition_index == 0 ? &topics[0].partitions[0] : none;
}

template <class Message>
auto& add_partition(Message& message) {
    auto& topic = message.topics.emplace_back();
    topic.topic_name = topic_name;
    return topic.partitions.emplace_back();
}

const ControllerEndpoint* endpoint_of(const QuorumIdentity& self, BrokerId id) {
    const auto found = std::ranges::find(self.voters, id, &ControllerEndpoint::id);
    return found == self.voters.end() ? nullptr : &*found;
}

template <class Message>
void add_leader_endpoint(Message& message, const QuorumIdentity& self) {
    const ControllerEndpoint* own = endpoint_of(self, self.self);
    if (!own) return;
    auto& endpoint = message.leader_endpoints.emplace_back();
    endpoint.name = controller_listener;
    endpoint.host = own->endpoint.host;
    endpoint.port = own->endpoint.port;
}

template <class Message>
void add_node_endpoint(Message& message, BrokerId leader, const QuorumIdentity& self) {
    const ControllerEndpoint* known = endpoint_of(self, leader);
    if (!known) return;
    auto& endpoint = message.node_endpoints.emplace_back();
    endpoint.node_id = leader.value;
    endpoint.host = known->endpoint.host;
    endpoint.port = known->endpoint.port;
}

template <class Response, class Request>
QuorumCall make_call(std::unique_ptr<Request> request, std::int16_t version) {
    QuorumCall call;
    call.request = std::move(request);
    call.response = std::make_unique<Response>();
    call.version = version;
    return call;
}

QuorumCall write(const raft::VoteRequest& from, const QuorumIdentity& self) {
    auto request = std::make_unique<wire::VoteRequest>();
    request->cluster_id = self.cluster_id;
    request->voter_id = from.voter.value;
    auto& partition = add_partition(*request);
    partition.replica_epoch = from.epoch.value;
    partition.replica_id = from.candidate.value;
    partition.replica_directory_id = self.directory;
    partition.last_offset_epoch = from.log.epoch.value;
    partition.last_offset = from.log.end.value;
    partition.pre_vote = from.pre_vote;
    return make_call<wire::VoteResponse>(std::move(request), vote_version);
}

QuorumCall write(const raft::BeginQuorumEpochRequest& from, const QuorumIdentity& self) {
    auto request = std::make_unique<wire::BeginQuorumEpochRequest>();
    request->cluster_id = self.cluster_id;
    request->voter_id = from.voter.value;
    auto& partition = add_partition(*request);
    partition.leader_id = from.leader.value;
    partition.leader_epoch = from.epoch.value;
    add_leader_endpoint(*request, self);
    return make_call<wire::BeginQuorumEpochResponse>(std::move(request), begin_quorum_epoch_version);
}

QuorumCall write(const raft::EndQuorumEpochRequest& from, const QuorumIdentity& self) {
    auto request = std::make_unique<wire::EndQuorumEpochRequest>();
    request->cluster_id = self.cluster_id;
    auto& partition = add_partition(*request);
    partition.leader_id = from.leader.value;
    partition.leader_epoch = from.epoch.value;
    for (const BrokerId id : from.successors)
        partition.preferred_candidates.emplace_back().candidate_id = id.value;
    add_leader_endpoint(*request, self);
    return make_call<wire::EndQuorumEpochResponse>(std::move(request), end_quorum_epoch_version);
}

QuorumCall write(const raft::FetchRequest& from, const QuorumIdentity& self) {
    auto request = std::make_unique<wire::FetchRequest>();
    request->cluster_id = self.cluster_id;
    request->replica_state.replica_id = from.replica.value;
    request->max_wait_ms = static_cast<std::int32_t>(
        std::chrono::duration_cast<std::chrono::milliseconds>(from.max_wait).count());
    request->max_bytes = metadata_fetch_bytes;
    auto& topic = request->topics.emplace_back();
    topic.topic_id = base::Uuid::metadata_topic();
    auto& partition = topic.partitions.emplace_back();
    partition.current_leader_epoch = from.leader_epoch.value;
    partition.fetch_offset = from.offset.value;
    partition.last_fetched_epoch = from.last_epoch.value;
    partition.partition_max_bytes = metadata_fetch_bytes;
    partition.replica_directory_id = self.directory;
    QuorumCall call = make_call<wire::FetchResponse>(std::move(request), metadata_fetch_version);
    call.fetch = true;
    return call;
}

template <class Kind, class Response>
Result<raft::Response> read(const Response& from) {
    Kind to;
    to.error = code_of(from.error_code);
    to.epoch = base::no_epoch;
    if (to.error != ErrorCode::none) return raft::Response(to);
    const auto* partition = only_partition(from.topics);
    if (!partition) return other_partition();
    to.error = code_of(partition->error_code);
    to.leader = BrokerId(partition->leader_id);
    to.epoch = LeaderEpoch(partition->leader_epoch);
    if constexpr (std::is_same_v<Kind, raft::VoteResponse>) to.granted = partition->vote_granted;
    return raft::Response(to);
}

Result<raft::Response> read(const wire::FetchResponse& from) {
    raft::FetchResponse to;
    to.error = code_of(from.error_code);
    to.epoch = base::no_epoch;
    if (to.error != ErrorCode::none) return raft::Response(std::move(to));
    if (from.responses.size() != 1 || from.responses[0].partitions.size() != 1) return other_partition();
    const auto& partition = from.responses[0].partitions[0];
    to.error = code_of(partition.error_code);
    to.leader = BrokerId(partition.current_leader.leader_id);
    to.epoch = LeaderEpoch(partition.current_leader.leader_epoch);
    to.high_watermark = Offset(partition.high_watermark);
    to.log_start = Offset(partition.log_start_offset);
    if (partition.diverging_epoch.epoch >= 0)
        to.diverging = {Offset(partition.diverging_epoch.end_offset),
                        LeaderEpoch(partition.diverging_epoch.epoch)};
    if (partition.snapshot_id.end_offset >= 0)
        to.snapshot = {Offset(partition.snapshot_id.end_offset), LeaderEpoch(partition.snapshot_id.epoch)};
    auto batches = batches_of(partition.records.parts);
    if (!batches) return batches.error();
    to.batches = std::move(*batches);
    to.records = partition.records.parts;
    return raft::Response(std::move(to));
}

Result<> check_cluster(const std::optional<std::string>& theirs, const QuorumIdentity& self) {
    if (!theirs || *theirs == self.cluster_id) return {};
    return Error(ErrorCode::inconsistent_cluster_id, "the request is of another cluster");
}

} // namespace

QuorumCall to_call(const raft::Request& request, const QuorumIdentity& self) {
    return std::visit([&](const auto& one) { return write(one, self); }, request);
}

Result<raft::Response> read_response(const QuorumCall& call) {
    const wire::Message* response = call.response.get();
    if (const auto* vote = dynamic_cast<const wire::VoteResponse*>(response))
        return read<raft::VoteResponse>(*vote);
    if (const auto* begun = dynamic_cast<const wire::BeginQuorumEpochResponse*>(response))
        return read<raft::BeginQuorumEpochResponse>(*begun);
    if (const auto* ended = dynamic_cast<const wire::EndQuorumEpochResponse*>(response))
        return read<raft::EndQuorumEpochResponse>(*ended);
    return read(dynamic_cast<const wire::FetchResponse&>(*response));
}

Result<raft::VoteRequest> read_request(const wire::VoteRequest& request, const QuorumIdentity& self) {
    if (const auto ok = check_cluster(request.cluster_id, self); !ok) return ok.error();
    const auto* partition = only_partition(request.topics);
    if (!partition) return other_partition();
    raft::VoteRequest to;
    to.voter = BrokerId(request.voter_id);
    to.candidate = BrokerId(partition->replica_id);
    to.epoch = LeaderEpoch(partition->replica_epoch);
    to.log = {Offset(partition->last_offset), LeaderEpoch(partition->last_offset_epoch)};
    to.pre_vote = partition->pre_vote;
    return to;
}

Result<raft::BeginQuorumEpochRequest> read_request(const wire::BeginQuorumEpochRequest& request,
                                                   const QuorumIdentity& self) {
    if (const auto ok = check_cluster(request.cluster_id, self); !ok) return ok.error();
    const auto* partition = only_partition(request.topics);
    if (!partition) return other_partition();
    return raft::BeginQuorumEpochRequest{BrokerId(request.voter_id), BrokerId(partition->leader_id),
                                         LeaderEpoch(partition->leader_epoch)};
}

Result<raft::EndQuorumEpochRequest> read_request(const wire::EndQuorumEpochRequest& request,
                                                 const QuorumIdentity& self) {
    if (const auto ok = check_cluster(request.cluster_id, self); !ok) return ok.error();
    const auto* partition = only_partition(request.topics);
    if (!partition) return other_partition();
    raft::EndQuorumEpochRequest to{BrokerId(partition->leader_id), LeaderEpoch(partition->leader_epoch), {}};
    for (const std::int32_t id : partition->preferred_successors) to.successors.emplace_back(id);
    for (const auto& candidate : partition->preferred_candidates)
        to.successors.emplace_back(candidate.candidate_id);
    return to;
}

Result<raft::FetchRequest> read_request(const wire::FetchRequest& request, const QuorumIdentity& self) {
    if (const auto ok = check_cluster(request.cluster_id, self); !ok) return ok.error();
    const bool one = request.topics.size() == 1 && request.topics[0].partitions.size() == 1;
    if (!one) return other_partition();
    const auto& topic = request.topics[0];
    const auto& partition = topic.partitions[0];
    const bool metadata = topic.topic_id == base::Uuid::metadata_topic() || topic.topic == topic_name;
    if (!metadata || partition.partition != 0) return other_partition();
    raft::FetchRequest to;
    const std::int32_t replica =
        request.replica_id >= 0 ? request.replica_id : request.replica_state.replica_id;
    to.replica = BrokerId(replica);
    to.leader_epoch = LeaderEpoch(partition.current_leader_epoch);
    to.offset = Offset(partition.fetch_offset);
    to.last_epoch = LeaderEpoch(std::max(0, partition.last_fetched_epoch)); // -1: nothing fetched yet
    to.max_wait = std::chrono::milliseconds(std::max(0, request.max_wait_ms));
    return to;
}

void write_response(wire::VoteResponse& to, const raft::VoteResponse& from, const QuorumIdentity& self) {
    auto& partition = add_partition(to);
    partition.error_code = to_wire(from.error);
    partition.leader_id = from.leader.value;
    partition.leader_epoch = from.epoch.value;
    partition.vote_granted = from.granted;
    add_node_endpoint(to, from.leader, self);
}

void write_response(wire::BeginQuorumEpochResponse& to, const raft::BeginQuorumEpochResponse& from,
                    const QuorumIdentity& self) {
    auto& partition = add_partition(to);
    partition.error_code = to_wire(from.error);
    partition.leader_id = from.leader.value;
    partition.leader_epoch = from.epoch.value;
    add_node_endpoint(to, from.leader, self);
}

void write_response(wire::EndQuorumEpochResponse& to, const raft::EndQuorumEpochResponse& from,
                    const QuorumIdentity& self) {
    auto& partition = add_partition(to);
    partition.error_code = to_wire(from.error);
    partition.leader_id = from.leader.value;
    partition.leader_epoch = from.epoch.value;
    add_node_endpoint(to, from.leader, self);
}

void write_response(wire::FetchResponse& to, const raft::FetchResponse& from, base::Buffers records,
                    const QuorumIdentity& self) {
    auto& topic = to.responses.emplace_back();
    topic.topic = topic_name;
    topic.topic_id = base::Uuid::metadata_topic();
    auto& partition = topic.partitions.emplace_back();
    partition.error_code = to_wire(from.error);
    partition.high_watermark = from.high_watermark.value;
    partition.last_stable_offset = from.high_watermark.value;
    partition.log_start_offset = from.log_start.value;
    partition.current_leader.leader_id = from.leader.value;
    partition.current_leader.leader_epoch = from.epoch.value;
    if (from.diverging) {
        partition.diverging_epoch.epoch = from.diverging->epoch.value;
        partition.diverging_epoch.end_offset = from.diverging->end.value;
    }
    if (from.snapshot) {
        partition.snapshot_id.epoch = from.snapshot->epoch.value;
        partition.snapshot_id.end_offset = from.snapshot->end.value;
    }
    partition.records = wire::Records::of(std::move(records));
    add_node_endpoint(to, from.leader, self);
}

Result<std::vector<raft::Batch>> batches_of(const base::Buffers& records) {
    std::vector<raft::Batch> batches;
    for (const base::Buffer& run : records) {
        records::BatchWalker walk(run.bytes());
        while (const auto at = walk.next()) {
            if (!records::crc_matches(at->bytes))
                return Error(ErrorCode::corrupt_message, "a metadata batch has a wrong checksum");
            batches.push_back({Offset(at->header.base_offset), Offset(at->header.last_offset() + 1),
                               LeaderEpoch(at->header.partition_leader_epoch)});
        }
        if (walk.error()) return *walk.error();
    }
    return batches;
}

} // namespace broker
