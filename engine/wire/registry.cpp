#include "wire/registry.h"

#include "wire/headers.h"
#include "wire/messages/acls.h"
#include "wire/messages/alter_partition.h"
#include "wire/messages/api_versions.h"
#include "wire/messages/cluster.h"
#include "wire/messages/configs.h"
#include "wire/messages/consumer_groups.h"
#include "wire/messages/control_records.h"
#include "wire/messages/coordinator.h"
#include "wire/messages/delegation_tokens.h"
#include "wire/messages/features.h"
#include "wire/messages/fetch.h"
#include "wire/messages/group_admin.h"
#include "wire/messages/group_offsets.h"
#include "wire/messages/groups.h"
#include "wire/messages/list_offsets.h"
#include "wire/messages/log_dirs.h"
#include "wire/messages/metadata.h"
#include "wire/messages/produce.h"
#include "wire/messages/producer_ids.h"
#include "wire/messages/quorum.h"
#include "wire/messages/quorum_state.h"
#include "wire/messages/quotas.h"
#include "wire/messages/raft_voters.h"
#include "wire/messages/reassignments.h"
#include "wire/messages/records_admin.h"
#include "wire/messages/registration.h"
#include "wire/messages/replica_dirs.h"
#include "wire/messages/sasl.h"
#include "wire/messages/telemetry.h"
#include "wire/messages/topics.h"
#include "wire/messages/transaction_admin.h"
#include "wire/messages/transactions.h"

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
    type<OffsetCommitRequest>(MessageKind::request, "OffsetCommitRequest"),
    type<OffsetFetchRequest>(MessageKind::request, "OffsetFetchRequest"),
    type<FindCoordinatorRequest>(MessageKind::request, "FindCoordinatorRequest"),
    type<JoinGroupRequest>(MessageKind::request, "JoinGroupRequest"),
    type<HeartbeatRequest>(MessageKind::request, "HeartbeatRequest"),
    type<LeaveGroupRequest>(MessageKind::request, "LeaveGroupRequest"),
    type<SyncGroupRequest>(MessageKind::request, "SyncGroupRequest"),
    type<DescribeGroupsRequest>(MessageKind::request, "DescribeGroupsRequest"),
    type<ListGroupsRequest>(MessageKind::request, "ListGroupsRequest"),
    type<SaslHandshakeRequest>(MessageKind::request, "SaslHandshakeRequest"),
    type<ApiVersionsRequest>(MessageKind::request, "ApiVersionsRequest"),
    type<CreateTopicsRequest>(MessageKind::request, "CreateTopicsRequest"),
    type<DeleteTopicsRequest>(MessageKind::request, "DeleteTopicsRequest"),
    type<DeleteRecordsRequest>(MessageKind::request, "DeleteRecordsRequest"),
    type<InitProducerIdRequest>(MessageKind::request, "InitProducerIdRequest"),
    type<OffsetForLeaderEpochRequest>(MessageKind::request, "OffsetForLeaderEpochRequest"),
    type<AddPartitionsToTxnRequest>(MessageKind::request, "AddPartitionsToTxnRequest"),
    type<AddOffsetsToTxnRequest>(MessageKind::request, "AddOffsetsToTxnRequest"),
    type<EndTxnRequest>(MessageKind::request, "EndTxnRequest"),
    type<WriteTxnMarkersRequest>(MessageKind::request, "WriteTxnMarkersRequest"),
    type<TxnOffsetCommitRequest>(MessageKind::request, "TxnOffsetCommitRequest"),
    type<DescribeAclsRequest>(MessageKind::request, "DescribeAclsRequest"),
    type<CreateAclsRequest>(MessageKind::request, "CreateAclsRequest"),
    type<DeleteAclsRequest>(MessageKind::request, "DeleteAclsRequest"),
    type<DescribeConfigsRequest>(MessageKind::request, "DescribeConfigsRequest"),
    type<AlterConfigsRequest>(MessageKind::request, "AlterConfigsRequest"),
    type<AlterReplicaLogDirsRequest>(MessageKind::request, "AlterReplicaLogDirsRequest"),
    type<DescribeLogDirsRequest>(MessageKind::request, "DescribeLogDirsRequest"),
    type<SaslAuthenticateRequest>(MessageKind::request, "SaslAuthenticateRequest"),
    type<CreatePartitionsRequest>(MessageKind::request, "CreatePartitionsRequest"),
    type<CreateDelegationTokenRequest>(MessageKind::request, "CreateDelegationTokenRequest"),
    type<RenewDelegationTokenRequest>(MessageKind::request, "RenewDelegationTokenRequest"),
    type<ExpireDelegationTokenRequest>(MessageKind::request, "ExpireDelegationTokenRequest"),
    type<DescribeDelegationTokenRequest>(MessageKind::request, "DescribeDelegationTokenRequest"),
    type<DeleteGroupsRequest>(MessageKind::request, "DeleteGroupsRequest"),
    type<ElectLeadersRequest>(MessageKind::request, "ElectLeadersRequest"),
    type<IncrementalAlterConfigsRequest>(MessageKind::request, "IncrementalAlterConfigsRequest"),
    type<AlterPartitionReassignmentsRequest>(MessageKind::request, "AlterPartitionReassignmentsRequest"),
    type<ListPartitionReassignmentsRequest>(MessageKind::request, "ListPartitionReassignmentsRequest"),
    type<OffsetDeleteRequest>(MessageKind::request, "OffsetDeleteRequest"),
    type<DescribeClientQuotasRequest>(MessageKind::request, "DescribeClientQuotasRequest"),
    type<AlterClientQuotasRequest>(MessageKind::request, "AlterClientQuotasRequest"),
    type<DescribeUserScramCredentialsRequest>(MessageKind::request, "DescribeUserScramCredentialsRequest"),
    type<AlterUserScramCredentialsRequest>(MessageKind::request, "AlterUserScramCredentialsRequest"),
    type<VoteRequest>(MessageKind::request, "VoteRequest"),
    type<BeginQuorumEpochRequest>(MessageKind::request, "BeginQuorumEpochRequest"),
    type<EndQuorumEpochRequest>(MessageKind::request, "EndQuorumEpochRequest"),
    type<DescribeQuorumRequest>(MessageKind::request, "DescribeQuorumRequest"),
    type<AlterPartitionRequest>(MessageKind::request, "AlterPartitionRequest"),
    type<UpdateFeaturesRequest>(MessageKind::request, "UpdateFeaturesRequest"),
    type<EnvelopeRequest>(MessageKind::request, "EnvelopeRequest"),
    type<FetchSnapshotRequest>(MessageKind::request, "FetchSnapshotRequest"),
    type<DescribeClusterRequest>(MessageKind::request, "DescribeClusterRequest"),
    type<DescribeProducersRequest>(MessageKind::request, "DescribeProducersRequest"),
    type<BrokerRegistrationRequest>(MessageKind::request, "BrokerRegistrationRequest"),
    type<BrokerHeartbeatRequest>(MessageKind::request, "BrokerHeartbeatRequest"),
    type<UnregisterBrokerRequest>(MessageKind::request, "UnregisterBrokerRequest"),
    type<DescribeTransactionsRequest>(MessageKind::request, "DescribeTransactionsRequest"),
    type<ListTransactionsRequest>(MessageKind::request, "ListTransactionsRequest"),
    type<AllocateProducerIdsRequest>(MessageKind::request, "AllocateProducerIdsRequest"),
    type<ConsumerGroupHeartbeatRequest>(MessageKind::request, "ConsumerGroupHeartbeatRequest"),
    type<ConsumerGroupDescribeRequest>(MessageKind::request, "ConsumerGroupDescribeRequest"),
    type<ControllerRegistrationRequest>(MessageKind::request, "ControllerRegistrationRequest"),
    type<GetTelemetrySubscriptionsRequest>(MessageKind::request, "GetTelemetrySubscriptionsRequest"),
    type<PushTelemetryRequest>(MessageKind::request, "PushTelemetryRequest"),
    type<AssignReplicasToDirsRequest>(MessageKind::request, "AssignReplicasToDirsRequest"),
    type<ListConfigResourcesRequest>(MessageKind::request, "ListConfigResourcesRequest"),
    type<DescribeTopicPartitionsRequest>(MessageKind::request, "DescribeTopicPartitionsRequest"),
    type<AddRaftVoterRequest>(MessageKind::request, "AddRaftVoterRequest"),
    type<RemoveRaftVoterRequest>(MessageKind::request, "RemoveRaftVoterRequest"),
    type<UpdateRaftVoterRequest>(MessageKind::request, "UpdateRaftVoterRequest"),
    type<ProduceResponse>(MessageKind::response, "ProduceResponse"),
    type<FetchResponse>(MessageKind::response, "FetchResponse"),
    type<ListOffsetsResponse>(MessageKind::response, "ListOffsetsResponse"),
    type<MetadataResponse>(MessageKind::response, "MetadataResponse"),
    type<OffsetCommitResponse>(MessageKind::response, "OffsetCommitResponse"),
    type<OffsetFetchResponse>(MessageKind::response, "OffsetFetchResponse"),
    type<FindCoordinatorResponse>(MessageKind::response, "FindCoordinatorResponse"),
    type<JoinGroupResponse>(MessageKind::response, "JoinGroupResponse"),
    type<HeartbeatResponse>(MessageKind::response, "HeartbeatResponse"),
    type<LeaveGroupResponse>(MessageKind::response, "LeaveGroupResponse"),
    type<SyncGroupResponse>(MessageKind::response, "SyncGroupResponse"),
    type<DescribeGroupsResponse>(MessageKind::response, "DescribeGroupsResponse"),
    type<ListGroupsResponse>(MessageKind::response, "ListGroupsResponse"),
    type<SaslHandshakeResponse>(MessageKind::response, "SaslHandshakeResponse"),
    type<ApiVersionsResponse>(MessageKind::response, "ApiVersionsResponse"),
    type<CreateTopicsResponse>(MessageKind::response, "CreateTopicsResponse"),
    type<DeleteTopicsResponse>(MessageKind::response, "DeleteTopicsResponse"),
    type<DeleteRecordsResponse>(MessageKind::response, "DeleteRecordsResponse"),
    type<InitProducerIdResponse>(MessageKind::response, "InitProducerIdResponse"),
    type<OffsetForLeaderEpochResponse>(MessageKind::response, "OffsetForLeaderEpochResponse"),
    type<AddPartitionsToTxnResponse>(MessageKind::response, "AddPartitionsToTxnResponse"),
    type<AddOffsetsToTxnResponse>(MessageKind::response, "AddOffsetsToTxnResponse"),
    type<EndTxnResponse>(MessageKind::response, "EndTxnResponse"),
    type<WriteTxnMarkersResponse>(MessageKind::response, "WriteTxnMarkersResponse"),
    type<TxnOffsetCommitResponse>(MessageKind::response, "TxnOffsetCommitResponse"),
    type<DescribeAclsResponse>(MessageKind::response, "DescribeAclsResponse"),
    type<CreateAclsResponse>(MessageKind::response, "CreateAclsResponse"),
    type<DeleteAclsResponse>(MessageKind::response, "DeleteAclsResponse"),
    type<DescribeConfigsResponse>(MessageKind::response, "DescribeConfigsResponse"),
    type<AlterConfigsResponse>(MessageKind::response, "AlterConfigsResponse"),
    type<AlterReplicaLogDirsResponse>(MessageKind::response, "AlterReplicaLogDirsResponse"),
    type<DescribeLogDirsResponse>(MessageKind::response, "DescribeLogDirsResponse"),
    type<SaslAuthenticateResponse>(MessageKind::response, "SaslAuthenticateResponse"),
    type<CreatePartitionsResponse>(MessageKind::response, "CreatePartitionsResponse"),
    type<CreateDelegationTokenResponse>(MessageKind::response, "CreateDelegationTokenResponse"),
    type<RenewDelegationTokenResponse>(MessageKind::response, "RenewDelegationTokenResponse"),
    type<ExpireDelegationTokenResponse>(MessageKind::response, "ExpireDelegationTokenResponse"),
    type<DescribeDelegationTokenResponse>(MessageKind::response, "DescribeDelegationTokenResponse"),
    type<DeleteGroupsResponse>(MessageKind::response, "DeleteGroupsResponse"),
    type<ElectLeadersResponse>(MessageKind::response, "ElectLeadersResponse"),
    type<IncrementalAlterConfigsResponse>(MessageKind::response, "IncrementalAlterConfigsResponse"),
    type<AlterPartitionReassignmentsResponse>(MessageKind::response, "AlterPartitionReassignmentsResponse"),
    type<ListPartitionReassignmentsResponse>(MessageKind::response, "ListPartitionReassignmentsResponse"),
    type<OffsetDeleteResponse>(MessageKind::response, "OffsetDeleteResponse"),
    type<DescribeClientQuotasResponse>(MessageKind::response, "DescribeClientQuotasResponse"),
    type<AlterClientQuotasResponse>(MessageKind::response, "AlterClientQuotasResponse"),
    type<DescribeUserScramCredentialsResponse>(MessageKind::response, "DescribeUserScramCredentialsResponse"),
    type<AlterUserScramCredentialsResponse>(MessageKind::response, "AlterUserScramCredentialsResponse"),
    type<VoteResponse>(MessageKind::response, "VoteResponse"),
    type<BeginQuorumEpochResponse>(MessageKind::response, "BeginQuorumEpochResponse"),
    type<EndQuorumEpochResponse>(MessageKind::response, "EndQuorumEpochResponse"),
    type<DescribeQuorumResponse>(MessageKind::response, "DescribeQuorumResponse"),
    type<AlterPartitionResponse>(MessageKind::response, "AlterPartitionResponse"),
    type<UpdateFeaturesResponse>(MessageKind::response, "UpdateFeaturesResponse"),
    type<EnvelopeResponse>(MessageKind::response, "EnvelopeResponse"),
    type<FetchSnapshotResponse>(MessageKind::response, "FetchSnapshotResponse"),
    type<DescribeClusterResponse>(MessageKind::response, "DescribeClusterResponse"),
    type<DescribeProducersResponse>(MessageKind::response, "DescribeProducersResponse"),
    type<BrokerRegistrationResponse>(MessageKind::response, "BrokerRegistrationResponse"),
    type<BrokerHeartbeatResponse>(MessageKind::response, "BrokerHeartbeatResponse"),
    type<UnregisterBrokerResponse>(MessageKind::response, "UnregisterBrokerResponse"),
    type<DescribeTransactionsResponse>(MessageKind::response, "DescribeTransactionsResponse"),
    type<ListTransactionsResponse>(MessageKind::response, "ListTransactionsResponse"),
    type<AllocateProducerIdsResponse>(MessageKind::response, "AllocateProducerIdsResponse"),
    type<ConsumerGroupHeartbeatResponse>(MessageKind::response, "ConsumerGroupHeartbeatResponse"),
    type<ConsumerGroupDescribeResponse>(MessageKind::response, "ConsumerGroupDescribeResponse"),
    type<ControllerRegistrationResponse>(MessageKind::response, "ControllerRegistrationResponse"),
    type<GetTelemetrySubscriptionsResponse>(MessageKind::response, "GetTelemetrySubscriptionsResponse"),
    type<PushTelemetryResponse>(MessageKind::response, "PushTelemetryResponse"),
    type<AssignReplicasToDirsResponse>(MessageKind::response, "AssignReplicasToDirsResponse"),
    type<ListConfigResourcesResponse>(MessageKind::response, "ListConfigResourcesResponse"),
    type<DescribeTopicPartitionsResponse>(MessageKind::response, "DescribeTopicPartitionsResponse"),
    type<AddRaftVoterResponse>(MessageKind::response, "AddRaftVoterResponse"),
    type<RemoveRaftVoterResponse>(MessageKind::response, "RemoveRaftVoterResponse"),
    type<UpdateRaftVoterResponse>(MessageKind::response, "UpdateRaftVoterResponse"),
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
