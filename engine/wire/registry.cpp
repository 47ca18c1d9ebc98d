#include "wire/registry.h"

#include "wire/headers.h"
#include "wire/messages/api_versions.h"
#include "wire/messages/cluster.h"
#include "wire/messages/configs.h"
#include "wire/messages/control_records.h"
#include "wire/messages/coordinator.h"
#include "wire/messages/fetch.h"
#include "wire/messages/list_offsets.h"
#include "wire/messages/log_dirs.h"
#include "wire/messages/metadata.h"
#include "wire/messages/produce.h"
#include "wire/messages/producer_ids.h"
#include "wire/messages/quorum.h"
#include "wire/messages/quorum_state.h"
#include "wire/messages/records_admin.h"
#include "wire/messages/registration.h"
#include "wire/messages/topics.h"

namespace wire {
namespace {

template <class T>
constexpr MessageType type(MessageKind kind, std::string_view name) {
    return {kind, name, &T::api, [] { return std::unique_ptr<Message>(std::make_unique<T>()); }};
}

constexpr MessageType types[] = {
    type<ProduceRequest>(MessageKind::request, "ProduceRequest"),
    type<FetchRequest>(MessageKind::request, "FetchRequest"),
    type<ListOffsetsRequest>(MessageKind::request, "ListOffsetsRequest"),
    type<MetadataRequest>(MessageKind::request, "MetadataRequest"),
    type<FindCoordinatorRequest>(MessageKind::request, "FindCoordinatorRequest"),
    type<ApiVersionsRequest>(MessageKind::request, "ApiVersionsRequest"),
    type<CreateTopicsRequest>(MessageKind::request, "CreateTopicsRequest"),
    type<DeleteTopicsRequest>(MessageKind::request, "DeleteTopicsRequest"),
    type<DeleteRecordsRequest>(MessageKind::request, "DeleteRecordsRequest"),
    type<InitProducerIdRequest>(MessageKind::request, "InitProducerIdRequest"),
    type<OffsetForLeaderEpochRequest>(MessageKind::request, "OffsetForLeaderEpochRequest"),
    type<DescribeConfigsRequest>(MessageKind::request, "DescribeConfigsRequest"),
    type<AlterConfigsRequest>(MessageKind::request, "AlterConfigsRequest"),
    type<DescribeLogDirsRequest>(MessageKind::request, "DescribeLogDirsRequest"),
    type<CreatePartitionsRequest>(MessageKind::request, "CreatePartitionsRequest"),
    type<IncrementalAlterConfigsRequest>(MessageKind::request, "IncrementalAlterConfigsRequest"),
    type<VoteRequest>(MessageKind::request, "VoteRequest"),
    type<BeginQuorumEpochRequest>(MessageKind::request, "BeginQuorumEpochRequest"),
    type<EndQuorumEpochRequest>(MessageKind::request, "EndQuorumEpochRequest"),
    type<DescribeQuorumRequest>(MessageKind::request, "DescribeQuorumRequest"),
    type<EnvelopeRequest>(MessageKind::request, "EnvelopeRequest"),
    type<FetchSnapshotRequest>(MessageKind::request, "FetchSnapshotRequest"),
    type<DescribeClusterRequest>(MessageKind::request, "DescribeClusterRequest"),
    type<DescribeProducersRequest>(MessageKind::request, "DescribeProducersRequest"),
    type<BrokerRegistrationRequest>(MessageKind::request, "BrokerRegistrationRequest"),
    type<BrokerHeartbeatRequest>(MessageKind::request, "BrokerHeartbeatRequest"),
    type<UnregisterBrokerRequest>(MessageKind::request, "UnregisterBrokerRequest"),
    type<AllocateProducerIdsRequest>(MessageKind::request, "AllocateProducerIdsRequest"),
    type<ControllerRegistrationRequest>(MessageKind::request, "ControllerRegistrationRequest"),
    type<DescribeTopicPartitionsRequest>(MessageKind::request, "DescribeTopicPartitionsRequest"),
    type<ProduceResponse>(MessageKind::response, "ProduceResponse"),
    type<FetchResponse>(MessageKind::response, "FetchResponse"),
    type<ListOffsetsResponse>(MessageKind::response, "ListOffsetsResponse"),
    type<MetadataResponse>(MessageKind::response, "MetadataResponse"),
    type<FindCoordinatorResponse>(MessageKind::response, "FindCoordinatorResponse"),
    type<ApiVersionsResponse>(MessageKind::response, "ApiVersionsResponse"),
    type<CreateTopicsResponse>(MessageKind::response, "CreateTopicsResponse"),
    type<DeleteTopicsResponse>(MessageKind::response, "DeleteTopicsResponse"),
    type<DeleteRecordsResponse>(MessageKind::response, "DeleteRecordsResponse"),
    type<InitProducerIdResponse>(MessageKind::response, "InitProducerIdResponse"),
    type<OffsetForLeaderEpochResponse>(MessageKind::response, "OffsetForLeaderEpochResponse"),
    type<DescribeConfigsResponse>(MessageKind::response, "DescribeConfigsResponse"),
    type<AlterConfigsResponse>(MessageKind::response, "AlterConfigsResponse"),
    type<DescribeLogDirsResponse>(MessageKind::response, "DescribeLogDirsResponse"),
    type<CreatePartitionsResponse>(MessageKind::response, "CreatePartitionsResponse"),
    type<IncrementalAlterConfigsResponse>(MessageKind::response, "IncrementalAlterConfigsResponse"),
    type<VoteResponse>(MessageKind::response, "VoteResponse"),
    type<BeginQuorumEpochResponse>(MessageKind::response, "BeginQuorumEpochResponse"),
    type<EndQuorumEpochResponse>(MessageKind::response, "EndQuorumEpochResponse"),
    type<DescribeQuorumResponse>(MessageKind::response, "DescribeQuorumResponse"),
    type<EnvelopeResponse>(MessageKind::response, "EnvelopeResponse"),
    type<FetchSnapshotResponse>(MessageKind::response, "FetchSnapshotResponse"),
    type<DescribeClusterResponse>(MessageKind::response, "DescribeClusterResponse"),
    type<DescribeProducersResponse>(MessageKind::response, "DescribeProducersResponse"),
    type<BrokerRegistrationResponse>(MessageKind::response, "BrokerRegistrationResponse"),
    type<BrokerHeartbeatResponse>(MessageKind::response, "BrokerHeartbeatResponse"),
    type<UnregisterBrokerResponse>(MessageKind::response, "UnregisterBrokerResponse"),
    type<AllocateProducerIdsResponse>(MessageKind::response, "AllocateProducerIdsResponse"),
    type<ControllerRegistrationResponse>(MessageKind::response, "ControllerRegistrationResponse"),
    type<DescribeTopicPartitionsResponse>(MessageKind::response, "DescribeTopicPartitionsResponse"),
    type<RequestHeader>(MessageKind::data, "RequestHeader"),
    type<ResponseHeader>(MessageKind::data, "ResponseHeader"),
    type<LeaderChangeMessage>(MessageKind::data, "LeaderChangeMessage"),
    type<SnapshotHeaderRecord>(MessageKind::data, "SnapshotHeaderRecord"),
    type<SnapshotFooterRecord>(MessageKind::data, "SnapshotFooterRecord"),
    type<KRaftVersionRecord>(MessageKind::data, "KRaftVersionRecord"),
    type<VotersRecord>(MessageKind::data, "VotersRecord"),
    type<EndTxnMarker>(MessageKind::data, "EndTxnMarker"),
    type<DefaultPrincipal>(MessageKind::data, "DefaultPrincipal"),
    type<ConsumerProtocolSubscription>(MessageKind::data, "ConsumerProtocolSubscription"),
    type<ConsumerProtocolAssignment>(MessageKind::data, "ConsumerProtocolAssignment"),
};

std::unique_ptr<Message> make(MessageKind kind, std::int16_t key) {
    for (const MessageType& t : types) {
        if (t.kind == kind && t.api->key == key) return t.make();
    }
    return nullptr;
}

} // namespace

std::span<const MessageType> message_types() {
    return types;
}

std::unique_ptr<Message> make_request(std::int16_t key) {
    return make(MessageKind::request, key);
}

std::unique_ptr<Message> make_response(std::int16_t key) {
    return make(MessageKind::response, key);
}

} // namespace wire
