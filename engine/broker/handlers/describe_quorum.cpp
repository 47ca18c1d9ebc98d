// DescribeQuorum (API 55) on a controller. Source: reference 3.11; KIP-595,
// KIP-836 (times), KIP-853 (node endpoints).

#include "broker/codes.h"
#include "broker/controller.h"
#include "broker/handlers/handlers.h"
#include "wire/messages/quorum_state.h"

namespace broker {
namespace {

using kafka::ErrorCode;
using Answer = wire::DescribeQuorumResponse::PartitionData;
using ReplicaState = wire::DescribeQuorumResponse::ReplicaState;

constexpr const char* topic_name = "__cluster_metadata";

/// A time of the monotonic clock as wall time.
std::int64_t wall_time(const base::Clock& clock, const std::optional<base::Instant>& at) {
    if (!at) return -1;
    const auto ago = std::chrono::duration_cast<std::chrono::milliseconds>(clock.now() - *at);
    return clock.wall_ms() - ago.count();
}

ReplicaState describe(const Controller& controller, const raft::ReplicaProgress& replica) {
    ReplicaState state;
    state.replica_id = replica.id.value;
    state.log_end_offset = replica.log_end.value;
    state.last_fetch_timestamp = wall_time(controller.clock(), replica.last_fetch);
    state.last_caught_up_timestamp = wall_time(controller.clock(), replica.last_caught_up);
    return state;
}

void fill(Controller& controller, Answer& answer) {
    if (!controller.quorum().leads()) {
        answer.error_code = to_wire(ErrorCode::not_leader_or_follower);
        return;
    }
    const raft::Description quorum = controller.quorum().core().describe();
    answer.leader_id = quorum.leader.value;
    answer.leader_epoch = quorum.epoch.value;
    answer.high_watermark = quorum.high_watermark.value;
    for (const auto& replica : quorum.voters) answer.current_voters.push_back(describe(controller, replica));
    for (const auto& replica : quorum.observers) answer.observers.push_back(describe(controller, replica));
}

} // namespace

void handle_describe_quorum(Controller& controller, Request request) {
    constexpr std::int16_t first_with_nodes = 2;
    wire::DescribeQuorumRequest body;
    if (!request.read(body)) return;
    wire::DescribeQuorumResponse response;
    for (const auto& asked : body.topics) {
        auto& topic = response.topics.emplace_back();
        topic.topic_name = asked.topic_name;
        for (const auto& partition : asked.partitions) {
            auto& answer = topic.partitions.emplace_back();
            answer.partition_index = partition.partition_index;
            if (asked.topic_name == topic_name && partition.partition_index == 0)
                fill(controller, answer);
            else
                answer.error_code = to_wire(ErrorCode::unknown_topic_or_partition);
        }
    }
    if (request.version() >= first_with_nodes && controller.quorum().leads())
        for (const ControllerEndpoint& voter : controller.config().controllers) {
            auto& node = response.nodes.emplace_back();
            node.node_id = voter.id.value;
            auto& listener = node.listeners.emplace_back();
            listener.name = controller_listener;
            listener.host = voter.endpoint.host;
            listener.port = voter.endpoint.port;
        }
    request.reply(response);
}

} // namespace broker
