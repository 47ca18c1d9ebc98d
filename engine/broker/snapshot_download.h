#pragma once
// Fetches a snapshot of the metadata log from the leader, chunk by chunk (FetchSnapshot, API 59). Thread: the
// node's loop. Source: KIP-630.

#include "base/result.h"
#include "raft/messages.h"

#include "base/uuid.h"

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <memory>
#include <string>

namespace client {
class Connection;
}

namespace broker {

struct SnapshotDownload {
    std::string cluster_id;
    base::BrokerId replica = base::no_broker;
    base::Uuid directory;
    base::LeaderEpoch leader_epoch;
    raft::SnapshotId snapshot;

    SnapshotDownload() = default;
};

/// The whole file. `progress` is called after every chunk. Errors: those of the connection, the leader's
/// (SNAPSHOT_NOT_FOUND, NOT_LEADER_OR_FOLLOWER ...), CORRUPT_MESSAGE when the chunks do not fit together.
boost::asio::awaitable<base::Result<base::Buffer>>
download_snapshot(std::shared_ptr<client::Connection> connection, SnapshotDownload what,
                  std::function<void()> progress);

} // namespace broker
