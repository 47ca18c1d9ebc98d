// A broker's copy of the metadata log: who leads the quorum, fetching from it, replaying what is committed.
// Source: KIP-595; reference 5.
#include "base/log.h"
#include "broker/channel_timers.h"
#include "wire/messages/fetch.h"

#include <algorithm>

namespace broker {

using base::BrokerId;
using base::Error;
using base::LeaderEpoch;
using base::Offset;
using base::Result;
using kafka::ErrorCode;
using std::chrono::milliseconds;

namespace {

constexpr std::int16_t fetch_version = 17;
constexpr std::int32_t fetch_wait_ms = 2000;
constexpr std::int32_t fetch_bytes = 8 << 20;
constexpr auto fetch_limit = milliseconds(fetch_wait_ms + 3000);
/// After the own disk took nothing: it is asked again as long as it takes.
constexpr auto disk_pause = milliseconds(200);

} // namespace

// ---- the leader
// ---------------------------------------------------------------------------------------------------

const ControllerEndpoint* ControllerChannel::endpoint_of(BrokerId controller) const {
    const auto found = std::ranges::find(config_.controllers, controller, &ControllerEndpoint::id);
    return found == config_.controllers.end() ? nullptr : &*found;
}

const ControllerEndpoint& ControllerChannel::next_controller() {
    if (hint_)
        if (const ControllerEndpoint* hinted = endpoint_of(*std::exchange(hint_, {}))) return *hinted;
    return config_.controllers[next_controller_++ % config_.controllers.size()];
}

void ControllerChannel::found_leader(BrokerId controller, LeaderEpoch epoch) {
    if (epoch > leader_epoch_) leader_epoch_ = epoch;
    if (leader_ == controller) return;
    leader_ = controller;
    base::log::debug("broker", "{}: controller {} leads in epoch {}", config_.name, controller.value,
                     leader_epoch_.value);
    timers_->control.cancel();
    if (control_ && control_to_ != controller) control_->close(); // of no use any more
    tell_news();
}

void ControllerChannel::lost_leader(BrokerId controller) {
    if (leader_ != controller) return;
    leader_.reset(); // the other line stays until another leads: it may be well
}

void ControllerChannel::note_hint(std::int32_t leader, std::int32_t epoch) {
    const bool stale = LeaderEpoch(epoch) < leader_epoch_;
    if (leader >= 0 && !stale) hint_ = BrokerId(leader);
}

// ---- the log
// ------------------------------------------------------------------------------------------------------

ControllerChannel::Awaitable<void> ControllerChannel::fetch_loop() {
    const client::ConnectionOptions options = channel_options(config_, services_);
    std::optional<BrokerId> failed; // cannot be reached: others may not know that yet
    int hops = 0;                   // hints followed without a pause
    std::size_t failures = 0;
    while (!stopping_) {
        const ControllerEndpoint controller = next_controller();
        auto connected =
            co_await client::Connection::connect(services_.loop.context(), controller.endpoint, options);
        if (stopping_) break;
        Result<> fetched;
        if (connected) {
            fetch_ = *connected;
            ++fetches_.connections;
            fetched = co_await follow(controller.id, fetch_);
            fetch_->close();
            fetch_.reset();
        } else {
            fetched = connected.error();
        }
        if (stopping_) break;
        const bool led = leader_ == controller.id;
        if (led)
            base::log::debug("broker", "{}: lost the leader of the metadata log: {}", config_.name,
                             fetched.error().detail);
        if (led) failures = 0;
        lost_leader(controller.id);
        const ErrorCode code = fetched.error().code;
        if (code == ErrorCode::inconsistent_cluster_id && !std::exchange(told_contradiction_, true))
            base::log::error("broker", "{}: {}", config_.name, fetched.error().detail);
        if (code == ErrorCode::network_exception || code == ErrorCode::request_timed_out)
            failed = controller.id;
        else if (failed == controller.id)
            failed.reset();
        const bool useful = hint_ && hint_ != controller.id && hint_ != failed;
        if (useful && ++hops <= 1) continue;
        if (!useful) hint_.reset();
        hops = 0;
        const bool round = ++failures > config_.controllers.size();
        milliseconds wait = quick_pause;
        if (round) wait = slow_pause;
        co_await pause(timers_->fetch, wait);
    }
}

ControllerChannel::Awaitable<Result<>> ControllerChannel::follow(BrokerId controller,
                                                                 ConnectionPtr connection) {
    Result<> fetched;
    bool told = false;
    while (fetched && !stopping_) {
        own_disk_refused_ = false;
        fetched = co_await fetch_once(controller, connection);
        if (stopping_ || !own_disk_refused_) continue;
        if (!std::exchange(told, true))
            base::log::warn("broker", "{}: the metadata log cannot be kept: {}", config_.name,
                            fetched.error().detail);
        // Another connection would find no more room.
        fetched = {};
        co_await pause(timers_->fetch, disk_pause);
    }
    co_return fetched;
}

/// Of what came from the controller, written to the own disk.
Result<> ControllerChannel::written_here(Result<> done) {
    own_disk_refused_ = !done && done.error().code == ErrorCode::kafka_storage_error;
    if (own_disk_refused_) ++fetches_.refused_writes;
    return done;
}

ControllerChannel::Awaitable<Result<>> ControllerChannel::fetch_once(BrokerId controller,
                                                                     ConnectionPtr connection) {
    wire::FetchRequest request;
    request.cluster_id = config_.cluster_id.text();
    request.replica_state.replica_id = config_.id.value;
    request.replica_state.replica_epoch = broker_epoch_;
    // The first answer comes at once: it tells who leads and what of our copy is committed.
    if (leader_ == controller) request.max_wait_ms = fetch_wait_ms;
    request.min_bytes = 1;
    request.max_bytes = fetch_bytes;
    auto& topic = request.topics.emplace_back();
    topic.topic_id = base::Uuid::metadata_topic();
    auto& partition = topic.partitions.emplace_back();
    if (leader_ == controller) partition.current_leader_epoch = leader_epoch_.value;
    partition.fetch_offset = log_.end().value;
    partition.last_fetched_epoch = last_epoch().value;
    partition.partition_max_bytes = fetch_bytes;
    partition.replica_directory_id = dir_.directory_id();

    wire::FetchResponse response;
    const auto called = co_await connection->call(request, response, fetch_version, fetch_limit);
    if (!called) co_return called.error();
    if (stopping_) co_return Result<>();
    if (response.error_code != 0) co_return refused("metadata fetch", response.error_code);
    if (response.responses.size() != 1 || response.responses[0].partitions.size() != 1)
        co_return Error(ErrorCode::corrupt_message, "the controller answered about other partitions");
    const auto& answer = response.responses[0].partitions[0];
    const auto& leads = answer.current_leader;
    if (answer.error_code != 0) {
        const auto code = static_cast<ErrorCode>(answer.error_code);
        const bool newer_here = code == ErrorCode::fenced_leader_epoch &&
                                leads.leader_id == controller.value &&
                                leads.leader_epoch > leader_epoch_.value;
        if (newer_here) {
            found_leader(controller, LeaderEpoch(leads.leader_epoch)); // elected again
            co_return Result<>();
        }
        note_hint(leads.leader_id, leads.leader_epoch);
        co_return refused("metadata fetch", answer.error_code);
    }
    if (leads.leader_epoch < leader_epoch_.value)
        co_return Error(ErrorCode::fenced_leader_epoch, "a controller leads in an epoch that is over");
    found_leader(controller, LeaderEpoch(leads.leader_epoch));
    if (answer.snapshot_id.end_offset >= 0) {
        const SnapshotId snapshot{Offset(answer.snapshot_id.end_offset),
                                  LeaderEpoch(answer.snapshot_id.epoch)};
        co_return co_await fetch_snapshot(connection, snapshot);
    }
    if (answer.diverging_epoch.epoch >= 0) {
        const Offset common{answer.diverging_epoch.end_offset};
        if (common < applied_)
            co_return Error(ErrorCode::inconsistent_cluster_id,
                            "the controllers' metadata log contradicts what they had committed before: were "
                            "their folders lost or replaced? Nothing is served until they are back");
        co_return written_here(log_.truncate_to(common));
    }
    co_return written_here(take(answer.records.parts, Offset(answer.high_watermark)));
}

} // namespace broker
