#include "broker/snapshot_download.h"

#include "client/connection.h"
#include "wire/messages/quorum_state.h"

#include <fmt/format.h>

namespace broker {

using base::Error;
using base::Result;
using kafka::ErrorCode;

namespace {

constexpr std::int16_t fetch_snapshot_version = 1;
constexpr std::int32_t chunk_bytes = 4 << 20;
constexpr std::int64_t largest_snapshot = std::int64_t{2} << 30;
constexpr auto chunk_timeout = std::chrono::seconds(5);
constexpr const char* topic_name = "__cluster_metadata";

wire::FetchSnapshotRequest request_for(const SnapshotDownload& what, std::int64_t position) {
    wire::FetchSnapshotRequest request;
    request.cluster_id = what.cluster_id;
    request.replica_id = what.replica.value;
    request.max_bytes = chunk_bytes;
    auto& topic = request.topics.emplace_back();
    topic.name = topic_name;
    auto& partition = topic.partitions.emplace_back();
    partition.current_leader_epoch = what.leader_epoch.value;
    partition.snapshot_id.end_offset = what.snapshot.end.value;
    partition.snapshot_id.epoch = what.snapshot.epoch.value;
    partition.position = position;
    partition.replica_directory_id = what.directory;
    return request;
}

Error refused(std::int16_t code) {
    const auto error = static_cast<ErrorCode>(code);
    return {error, fmt::format("fetching a snapshot: {} ({})", kafka::sentence(error), kafka::name(error))};
}

/// Appends the chunk. True when the file is whole.
Result<bool> take_chunk(const wire::FetchSnapshotResponse& response, std::vector<base::Byte>& content) {
    if (response.error_code != 0) return refused(response.error_code);
    const Error unfit(ErrorCode::corrupt_message, "a chunk of a snapshot does not fit");
    if (response.topics.size() != 1 || response.topics[0].partitions.size() != 1) return unfit;
    const auto& chunk = response.topics[0].partitions[0];
    if (chunk.error_code != 0) return refused(chunk.error_code);
    const auto have = static_cast<std::int64_t>(content.size());
    const auto bytes = static_cast<std::int64_t>(base::total_size(chunk.unaligned_records.parts));
    if (chunk.position != have || chunk.size > largest_snapshot || have + bytes > chunk.size) return unfit;
    if (bytes == 0 && have < chunk.size) return unfit;
    for (const base::Buffer& part : chunk.unaligned_records.parts)
        content.insert(content.end(), part.bytes().begin(), part.bytes().end());
    return have + bytes == chunk.size;
}

} // namespace

boost::asio::awaitable<Result<base::Buffer>> download_snapshot(std::shared_ptr<client::Connection> connection,
                                                               SnapshotDownload what,
                                                               std::function<void()> progress) {
    std::vector<base::Byte> content;
    for (;;) {
        const wire::FetchSnapshotRequest request =
            request_for(what, static_cast<std::int64_t>(content.size()));
        wire::FetchSnapshotResponse response;
        const auto called =
            co_await connection->call(request, response, fetch_snapshot_version, chunk_timeout);
        if (!called) co_return called.error();
        const auto whole = take_chunk(response, content);
        if (!whole) co_return whole.error();
        progress();
        if (*whole) break;
    }
    co_return base::Buffer::of(std::move(content));
}

} // namespace broker
