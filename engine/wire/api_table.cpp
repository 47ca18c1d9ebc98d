#include "wire/api_table.h"

#include <algorithm>
#include <iterator>

namespace wire {
namespace {

constexpr ApiInfo table[] = {
    {"Produce", {.key = 0, .versions = {3, 13}, .flexible_since = 9}},
    {"Fetch", {.key = 1, .versions = {4, 18}, .flexible_since = 12}},
    {"ListOffsets", {.key = 2, .versions = {1, 11}, .flexible_since = 6}},
    {"Metadata", {.key = 3, .versions = {0, 13}, .flexible_since = 9}},
    {"OffsetCommit", {.key = 8, .versions = {2, 10}, .flexible_since = 8}},
    {"OffsetFetch", {.key = 9, .versions = {1, 10}, .flexible_since = 6}},
    {"FindCoordinator", {.key = 10, .versions = {0, 6}, .flexible_since = 3}},
    {"JoinGroup", {.key = 11, .versions = {0, 9}, .flexible_since = 6}},
    {"Heartbeat", {.key = 12, .versions = {0, 4}, .flexible_since = 4}},
    {"LeaveGroup", {.key = 13, .versions = {0, 5}, .flexible_since = 4}},
    {"SyncGroup", {.key = 14, .versions = {0, 5}, .flexible_since = 4}},
    {"DescribeGroups", {.key = 15, .versions = {0, 6}, .flexible_since = 5}},
    {"ListGroups", {.key = 16, .versions = {0, 5}, .flexible_since = 3}},
    {"SaslHandshake", {.key = 17, .versions = {0, 1}}},
    {"ApiVersions", {.key = 18, .versions = {0, 4}, .flexible_since = 3}},
    {"CreateTopics", {.key = 19, .versions = {2, 7}, .flexible_since = 5}},
    {"DeleteTopics", {.key = 20, .versions = {1, 6}, .flexible_since = 4}},
    {"DeleteRecords", {.key = 21, .versions = {0, 2}, .flexible_since = 2}},
    {"InitProducerId", {.key = 22, .versions = {0, 6}, .flexible_since = 2, .unstable_since = 6}},
    {"OffsetForLeaderEpoch", {.key = 23, .versions = {2, 4}, .flexible_since = 4}},
    {"AddPartitionsToTxn", {.key = 24, .versions = {0, 5}, .flexible_since = 3}},
    {"AddOffsetsToTxn", {.key = 25, .versions = {0, 4}, .flexible_since = 3}},
    {"EndTxn", {.key = 26, .versions = {0, 5}, .flexible_since = 3}},
    {"WriteTxnMarkers", {.key = 27, .versions = {1, 2}, .flexible_since = 1}},
    {"TxnOffsetCommit", {.key = 28, .versions = {0, 5}, .flexible_since = 3}},
    {"DescribeAcls", {.key = 29, .versions = {1, 3}, .flexible_since = 2}},
    {"CreateAcls", {.key = 30, .versions = {1, 3}, .flexible_since = 2}},
    {"DeleteAcls", {.key = 31, .versions = {1, 3}, .flexible_since = 2}},
    {"DescribeConfigs", {.key = 32, .versions = {1, 4}, .flexible_since = 4}},
    {"AlterConfigs", {.key = 33, .versions = {0, 2}, .flexible_since = 2}},
    {"AlterReplicaLogDirs", {.key = 34, .versions = {1, 2}, .flexible_since = 2}},
    {"DescribeLogDirs", {.key = 35, .versions = {1, 5}, .flexible_since = 2}},
    {"SaslAuthenticate", {.key = 36, .versions = {0, 2}, .flexible_since = 2}},
    {"CreatePartitions", {.key = 37, .versions = {0, 3}, .flexible_since = 2}},
    {"CreateDelegationToken", {.key = 38, .versions = {1, 3}, .flexible_since = 2}},
    {"RenewDelegationToken", {.key = 39, .versions = {1, 2}, .flexible_since = 2}},
    {"ExpireDelegationToken", {.key = 40, .versions = {1, 2}, .flexible_since = 2}},
    {"DescribeDelegationToken", {.key = 41, .versions = {1, 3}, .flexible_since = 2}},
    {"DeleteGroups", {.key = 42, .versions = {0, 2}, .flexible_since = 2}},
    {"ElectLeaders", {.key = 43, .versions = {0, 2}, .flexible_since = 2}},
    {"IncrementalAlterConfigs", {.key = 44, .versions = {0, 1}, .flexible_since = 1}},
    {"AlterPartitionReassignments", {.key = 45, .versions = {0, 1}, .flexible_since = 0}},
    {"ListPartitionReassignments", {.key = 46, .versions = {0, 0}, .flexible_since = 0}},
    {"OffsetDelete", {.key = 47, .versions = {0, 0}}},
    {"DescribeClientQuotas", {.key = 48, .versions = {0, 1}, .flexible_since = 1}},
    {"AlterClientQuotas", {.key = 49, .versions = {0, 1}, .flexible_since = 1}},
    {"DescribeUserScramCredentials", {.key = 50, .versions = {0, 0}, .flexible_since = 0}},
    {"AlterUserScramCredentials", {.key = 51, .versions = {0, 0}, .flexible_since = 0}},
    {"Vote", {.key = 52, .versions = {0, 2}, .flexible_since = 0}},
    {"BeginQuorumEpoch", {.key = 53, .versions = {0, 1}, .flexible_since = 1}},
    {"EndQuorumEpoch", {.key = 54, .versions = {0, 1}, .flexible_since = 1}},
    {"DescribeQuorum", {.key = 55, .versions = {0, 2}, .flexible_since = 0}},
    {"AlterPartition", {.key = 56, .versions = {2, 3}, .flexible_since = 0}},
    {"UpdateFeatures", {.key = 57, .versions = {0, 2}, .flexible_since = 0}},
    {"Envelope", {.key = 58, .versions = {0, 0}, .flexible_since = 0}},
    {"FetchSnapshot", {.key = 59, .versions = {0, 1}, .flexible_since = 0}},
    {"DescribeCluster", {.key = 60, .versions = {0, 2}, .flexible_since = 0}},
    {"DescribeProducers", {.key = 61, .versions = {0, 0}, .flexible_since = 0}},
    {"BrokerRegistration", {.key = 62, .versions = {0, 4}, .flexible_since = 0}},
    {"BrokerHeartbeat", {.key = 63, .versions = {0, 2}, .flexible_since = 0}},
    {"UnregisterBroker", {.key = 64, .versions = {0, 0}, .flexible_since = 0}},
    {"DescribeTransactions", {.key = 65, .versions = {0, 0}, .flexible_since = 0}},
    {"ListTransactions", {.key = 66, .versions = {0, 2}, .flexible_since = 0}},
    {"AllocateProducerIds", {.key = 67, .versions = {0, 0}, .flexible_since = 0}},
    {"ConsumerGroupHeartbeat", {.key = 68, .versions = {0, 1}, .flexible_since = 0}},
    {"ConsumerGroupDescribe", {.key = 69, .versions = {0, 1}, .flexible_since = 0}},
    {"ControllerRegistration", {.key = 70, .versions = {0, 0}, .flexible_since = 0}},
    {"GetTelemetrySubscriptions", {.key = 71, .versions = {0, 0}, .flexible_since = 0}},
    {"PushTelemetry", {.key = 72, .versions = {0, 0}, .flexible_since = 0}},
    {"AssignReplicasToDirs", {.key = 73, .versions = {0, 0}, .flexible_since = 0}},
    {"ListConfigResources", {.key = 74, .versions = {0, 1}, .flexible_since = 0}},
    {"DescribeTopicPartitions", {.key = 75, .versions = {0, 0}, .flexible_since = 0}},
    {"ShareGroupHeartbeat", {.key = 76, .versions = {1, 1}, .flexible_since = 0}},
    {"ShareGroupDescribe", {.key = 77, .versions = {1, 1}, .flexible_since = 0}},
    {"ShareFetch", {.key = 78, .versions = {1, 2}, .flexible_since = 0}},
    {"ShareAcknowledge", {.key = 79, .versions = {1, 2}, .flexible_since = 0}},
    {"AddRaftVoter", {.key = 80, .versions = {0, 1}, .flexible_since = 0}},
    {"RemoveRaftVoter", {.key = 81, .versions = {0, 0}, .flexible_since = 0}},
    {"UpdateRaftVoter", {.key = 82, .versions = {0, 0}, .flexible_since = 0}},
    {"InitializeShareGroupState", {.key = 83, .versions = {0, 0}, .flexible_since = 0}},
    {"ReadShareGroupState", {.key = 84, .versions = {0, 0}, .flexible_since = 0}},
    {"WriteShareGroupState", {.key = 85, .versions = {0, 1}, .flexible_since = 0}},
    {"DeleteShareGroupState", {.key = 86, .versions = {0, 0}, .flexible_since = 0}},
    {"ReadShareGroupStateSummary", {.key = 87, .versions = {0, 1}, .flexible_since = 0}},
    {"StreamsGroupHeartbeat", {.key = 88, .versions = {0, 0}, .flexible_since = 0}},
    {"StreamsGroupDescribe", {.key = 89, .versions = {0, 0}, .flexible_since = 0}},
    {"DescribeShareGroupOffsets", {.key = 90, .versions = {0, 1}, .flexible_since = 0}},
    {"AlterShareGroupOffsets", {.key = 91, .versions = {0, 0}, .flexible_since = 0}},
    {"DeleteShareGroupOffsets", {.key = 92, .versions = {0, 0}, .flexible_since = 0}},
};

} // namespace

const ApiInfo* api_info(std::int16_t key) {
    const auto* found =
        std::lower_bound(std::begin(table), std::end(table), key,
                         [](const ApiInfo& info, std::int16_t k) { return info.api.key < k; });
    return found != std::end(table) && found->api.key == key ? found : nullptr;
}

std::string_view api_name(std::int16_t key) {
    const ApiInfo* info = api_info(key);
    return info != nullptr ? info->name : "unknown API";
}

std::span<const ApiInfo> api_table() {
    return table;
}

} // namespace wire
