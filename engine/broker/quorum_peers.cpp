// A voter's calls to the others: its own lines to each of them, the quorum's requests, a snapshot.
#include "base/log.h"
#include "broker/disk_pool.h"
#include "broker/quorum_timers.h"
#include "broker/snapshot_download.h"
#include "client/connection.h"

#include <algorithm>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

namespace broker {

namespace asio = boost::asio;
using base::BrokerId;
using base::Error;
using base::Result;
using kafka::ErrorCode;
using std::chrono::milliseconds;

namespace {

constexpr auto connect_timeout = milliseconds(500);

Error closed() {
    return {ErrorCode::network_exception, "this controller has stopped"};
}

} // namespace

void QuorumLoop::spawn(Awaitable<void> task) {
    asio::co_spawn(services_.loop.executor(), std::move(task),
                   [self = shared_from_this()](std::exception_ptr error) {
                       if (error)
                           base::log::error("broker", "{}: a task of the quorum threw", self->config_.name);
                   });
}

void QuorumLoop::close_lines() {
    for (auto& [key, connection] : std::exchange(lines_, {})) connection->close();
}

QuorumLoop::Awaitable<Result<QuorumLoop::ConnectionPtr>> QuorumLoop::line(BrokerId voter, LineUse use) {
    const LineKey key{voter, use};
    const auto known = lines_.find(key);
    if (known != lines_.end() && known->second->open()) co_return known->second;
    const auto peer = std::ranges::find(identity_.voters, voter, &ControllerEndpoint::id);
    if (peer == identity_.voters.end() || dead_) co_return closed();
    client::ConnectionOptions options;
    options.client_id = config_.name;
    options.connect_timeout = connect_timeout;
    options.from = services_.from(config_);
    const net::Endpoint endpoint = peer->endpoint;
    auto connected = co_await client::Connection::connect(services_.loop.context(), endpoint, options);
    if (!connected) co_return connected.error();
    if (dead_) {
        (*connected)->close();
        co_return closed();
    }
    lines_[key] = *connected;
    co_return *connected;
}

QuorumLoop::Awaitable<void> QuorumLoop::call(raft::Call asked) {
    const auto self = shared_from_this();
    const base::Instant began = services_.clock.now();
    QuorumCall out = to_call(asked.request, identity_);
    LineUse use = LineUse::requests;
    if (out.fetch) use = LineUse::fetches;
    auto connection = co_await line(asked.to, use);
    Result<> called;
    if (connection) {
        const base::Duration limit = settings().fetch_timeout + milliseconds(500);
        called = co_await (*connection)->call(*out.request, *out.response, out.version, limit);
    } else {
        called = connection.error();
    }
    if (dead_) co_return;
    const base::log::NodeScope node(config_.name);
    if (called) {
        auto response = read_response(out);
        if (response) {
            core_->response(now(), asked.id, *response);
            pump();
            co_return;
        }
        (*connection)->close();
        base::log::warn("broker", "controller {}: {}", asked.to.value, response.error().detail);
    }
    const bool silent = called || called.error().code == ErrorCode::request_timed_out ||
                        services_.clock.now() - began >= connect_timeout;
    core_->failed(now(), asked.id, silent ? raft::Failure::timed_out : raft::Failure::gone);
    pump();
}

QuorumLoop::Awaitable<void> QuorumLoop::download(raft::SnapshotFetch wanted) {
    const auto self = shared_from_this();
    SnapshotDownload what;
    what.cluster_id = identity_.cluster_id;
    what.replica = identity_.self;
    what.directory = identity_.directory;
    what.leader_epoch = wanted.epoch;
    what.snapshot = wanted.snapshot;
    const std::function<void()> progress = [this, wanted] {
        if (dead_ || !core_->wants_snapshot(wanted.snapshot)) return;
        core_->snapshot_progress(now());
        pump();
    };
    auto connection = co_await line(wanted.leader, LineUse::snapshots);
    Result<base::Buffer> content = closed();
    if (connection)
        content = co_await download_snapshot(*connection, what, progress);
    else
        content = connection.error();
    if (dead_) co_return;
    const base::log::NodeScope node(config_.name);
    if (content) {
        install(wanted.snapshot, std::move(*content));
        co_return;
    }
    base::log::warn("broker", "snapshot {} of the metadata log: {}", wanted.snapshot.end.value,
                    content.error().detail);
    if (core_->wants_snapshot(wanted.snapshot)) core_->snapshot_failed(now());
    pump();
}

void QuorumLoop::install(raft::SnapshotId id, base::Buffer content) {
    const auto installed = [self = shared_from_this(), id, content](Result<> result) {
        const base::log::NodeScope node(self->config_.name);
        if (self->dead_ || !self->core_->wants_snapshot(id)) return;
        if (result) result = self->log_.start_anew_at(id.end);
        if (result) {
            self->snapshots_.added(id);
            self->core_->snapshot_installed(self->now(), id);
            if (self->listener_) self->listener_->snapshot_installed(id, content);
        } else {
            base::log::warn("broker", "a snapshot was not installed: {}", result.error().detail);
            self->core_->snapshot_failed(self->now());
        }
        self->pump();
    };
    services_.disk_pool.run([self = shared_from_this(), id, content, installed] {
        // Nobody but a snapshot that can be read whole may replace the log.
        const auto ignore = [](const auto&, base::Offset, base::LeaderEpoch) { return Result<>(); };
        auto result = replay_snapshot(content, id, ignore);
        if (result)
            result = write_snapshot(self->services_.disk, self->snapshots_.folder(), id, content.bytes());
        self->services_.loop.post([installed, result = std::move(result)] { installed(result); });
    });
}

void QuorumLoop::call_voter(BrokerId voter, std::shared_ptr<wire::Message> request,
                            std::shared_ptr<wire::Message> response, OnCalled done) {
    spawn(call_other(voter, std::move(request), std::move(response), std::move(done)));
}

QuorumLoop::Awaitable<void> QuorumLoop::call_other(BrokerId voter, std::shared_ptr<wire::Message> request,
                                                   std::shared_ptr<wire::Message> response, OnCalled done) {
    const auto self = shared_from_this();
    auto connection = co_await line(voter, LineUse::requests);
    Result<> called;
    if (connection)
        called = co_await (*connection)->call(*request, *response, connect_timeout);
    else
        called = connection.error();
    if (!dead_) done(std::move(called));
}

} // namespace broker
