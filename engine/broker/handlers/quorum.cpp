// The quorum's own requests on a controller: Vote (52), BeginQuorumEpoch (53), EndQuorumEpoch (54), Fetch (1)
// of the metadata log by voters and by brokers that observe it, FetchSnapshot (59). Source: KIP-595, KIP-630.

#include "broker/codes.h"
#include "broker/controller.h"
#include "broker/disk_pool.h"
#include "broker/handlers/handlers.h"
#include "wire/messages/quorum_state.h"

#include <algorithm>
#include <memory>

namespace broker {
namespace {

using base::Error;
using kafka::ErrorCode;

/// Hands a request to the core and writes its answer.
template <class Asked, class Answered, class Response>
void ask_core(Controller& controller, Request request) {
    Asked body;
    if (!request.read(body)) return;
    const auto asked = read_request(body, controller.quorum().identity());
    if (!asked) {
        Response response;
        response.error_code = to_wire(asked.error().code == ErrorCode::inconsistent_cluster_id
                                          ? ErrorCode::inconsistent_cluster_id
                                          : ErrorCode::invalid_request);
        return request.reply(response);
    }
    const auto reply = [&controller](Request waiting, const raft::Response& answer) {
        Response response;
        write_response(response, std::get<Answered>(answer), controller.quorum().identity());
        waiting.reply(response);
    };
    controller.quorum().serve(std::move(request), *asked, reply);
}

constexpr std::int32_t largest_chunk = 8 << 20;

using ChunkAsked = wire::FetchSnapshotRequest::PartitionSnapshot;
using ChunkAnswer = wire::FetchSnapshotResponse::PartitionSnapshot;

ErrorCode check_chunk(Controller& controller, const ChunkAsked& asked) {
    const raft::Quorum& core = controller.quorum().core();
    if (asked.current_leader_epoch >= 0) {
        if (asked.current_leader_epoch < core.epoch().value) return ErrorCode::fenced_leader_epoch;
        if (asked.current_leader_epoch > core.epoch().value) return ErrorCode::unknown_leader_epoch;
    }
    if (!controller.quorum().leads()) return ErrorCode::not_leader_or_follower;
    const SnapshotId id{base::Offset(asked.snapshot_id.end_offset),
                        base::LeaderEpoch(asked.snapshot_id.epoch)};
    if (!controller.snapshots().has(id)) return ErrorCode::snapshot_not_found;
    return asked.position < 0 ? ErrorCode::position_out_of_range : ErrorCode::none;
}

/// On the disk pool.
void read_chunk(storage::Disk& disk, const std::filesystem::path& path, std::int64_t position,
                std::int32_t most, ChunkAnswer& answer) {
    const auto file = disk.open(path, storage::OpenMode::read);
    const auto size = file ? (*file)->size() : base::Result<std::uint64_t>(file.error());
    if (!size) {
        answer.error_code = to_wire(ErrorCode::snapshot_not_found);
        return;
    }
    answer.size = static_cast<std::int64_t>(*size);
    if (position >= answer.size) {
        answer.error_code = to_wire(ErrorCode::position_out_of_range);
        return;
    }
    const std::int64_t wanted =
        std::min<std::int64_t>(std::clamp(most, 1, largest_chunk), answer.size - position);
    base::Buffer chunk = base::Buffer::uninitialised(static_cast<std::size_t>(wanted));
    const auto read = (*file)->pread(chunk.writable(), static_cast<std::uint64_t>(position));
    if (!read || *read != chunk.size())
        answer.error_code = to_wire(ErrorCode::kafka_storage_error);
    else
        answer.unaligned_records = wire::Records::of(std::move(chunk));
}

} // namespace

void handle_vote(Controller& controller, Request request) {
    ask_core<wire::VoteRequest, raft::VoteResponse, wire::VoteResponse>(controller, std::move(request));
}

void handle_begin_quorum_epoch(Controller& controller, Request request) {
    ask_core<wire::BeginQuorumEpochRequest, raft::BeginQuorumEpochResponse, wire::BeginQuorumEpochResponse>(
        controller, std::move(request));
}

void handle_end_quorum_epoch(Controller& controller, Request request) {
    ask_core<wire::EndQuorumEpochRequest, raft::EndQuorumEpochResponse, wire::EndQuorumEpochResponse>(
        controller, std::move(request));
}

void handle_metadata_fetch(Controller& controller, Request request) {
    wire::FetchRequest body;
    if (!request.read(body)) return;
    const auto asked = read_request(body, controller.quorum().identity());
    if (!asked && asked.error().code != ErrorCode::inconsistent_cluster_id)
        return request.close_connection("a controller serves only the metadata log");
    if (!asked) {
        wire::FetchResponse response;
        response.error_code = to_wire(asked.error().code);
        return request.reply(response);
    }
    const std::int32_t most = std::min(body.max_bytes, body.topics[0].partitions[0].partition_max_bytes);
    const auto reply = [&controller, most](Request waiting, const raft::Response& answer) {
        raft::FetchResponse fetched = std::get<raft::FetchResponse>(answer);
        auto records = controller.quorum().read(fetched, most);
        if (!records) fetched.error = records.error().code;
        wire::FetchResponse response;
        write_response(response, fetched, records ? std::move(*records) : base::Buffers{},
                       controller.quorum().identity());
        waiting.reply(response);
    };
    controller.quorum().serve(std::move(request), *asked, reply);
}

void handle_fetch_snapshot(Controller& controller, Request request) {
    wire::FetchSnapshotRequest body;
    if (!request.read(body)) return;
    if (body.topics.size() != 1 || body.topics[0].partitions.size() != 1)
        return request.close_connection("a controller serves only snapshots of the metadata log");
    auto response = std::make_shared<wire::FetchSnapshotResponse>();
    if (body.cluster_id && *body.cluster_id != controller.quorum().identity().cluster_id) {
        response->error_code = to_wire(ErrorCode::inconsistent_cluster_id);
        return request.reply(*response);
    }
    const ChunkAsked& asked = body.topics[0].partitions[0];
    auto& topic = response->topics.emplace_back();
    topic.name = body.topics[0].name;
    auto& answer = topic.partitions.emplace_back();
    answer.index = asked.partition;
    answer.snapshot_id.end_offset = asked.snapshot_id.end_offset;
    answer.snapshot_id.epoch = asked.snapshot_id.epoch;
    answer.position = asked.position;
    answer.unaligned_records = wire::Records::of(base::Buffers{});
    answer.current_leader.leader_id = controller.quorum().core().leader().value;
    answer.current_leader.leader_epoch = controller.quorum().core().epoch().value;
    answer.error_code = to_wire(check_chunk(controller, asked));
    if (answer.error_code != 0) return request.reply(*response);

    controller.quorum().snapshot_read_by(base::BrokerId(body.replica_id));
    const auto path = controller.snapshots().path_of(
        {base::Offset(asked.snapshot_id.end_offset), base::LeaderEpoch(asked.snapshot_id.epoch)});
    const auto waiting = std::make_shared<Request>(std::move(request));
    controller.services().disk_pool.run([&disk = controller.services().disk, &loop = controller.loop(), path,
                                         position = asked.position, most = body.max_bytes, response,
                                         waiting] {
        read_chunk(disk, path, position, most, response->topics[0].partitions[0]);
        loop.post([response, waiting] { waiting->reply(*response); });
    });
}

} // namespace broker
