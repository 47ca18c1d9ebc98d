#include "broker/controller_channel.h"

#include "base/log.h"
#include "base/rng.h"
#include "client/connection.h"
#include "metadata/features.h"
#include "wire/codec.h"
#include "wire/messages/cluster.h"
#include "wire/messages/fetch.h"
#include "wire/messages/producer_ids.h"
#include "wire/messages/registration.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>

namespace broker {

namespace asio = boost::asio;
using base::Error;
using base::Offset;
using base::Result;
using kafka::ErrorCode;
using std::chrono::milliseconds;

namespace {

constexpr auto reconnect_delay = milliseconds(50);
constexpr auto heartbeat_interval = milliseconds(2000); // broker.heartbeat.interval.ms
constexpr auto call_timeout = std::chrono::seconds(30);
constexpr std::int32_t fetch_wait_ms = 2000;
constexpr std::int32_t fetch_bytes = 8 << 20;

// What brokers and controllers of this version speak among themselves.
constexpr std::int16_t registration_version = 4;
constexpr std::int16_t heartbeat_version = 1;
constexpr std::int16_t fetch_version = 17;
constexpr std::int16_t envelope_version = 0;
constexpr std::int16_t allocation_version = 0;

Error refused(const char* what, std::int16_t code) {
    const auto error = static_cast<ErrorCode>(code);
    return {error, fmt::format("{}: {} ({})", what, kafka::sentence(error), kafka::name(error))};
}

constexpr auto quietly = asio::as_tuple(asio::use_awaitable);

asio::awaitable<void> wait(asio::steady_timer& timer, milliseconds duration) {
    timer.expires_after(duration);
    co_await timer.async_wait(quietly);
}

} // namespace

struct ControllerChannel::Timers {
    explicit Timers(asio::io_context& context) : control(context), fetch(context) {}
    asio::steady_timer control;
    asio::steady_timer fetch;
};

ControllerChannel::ControllerChannel(const NodeConfig& config, NodeServices& services, storage::LogDir& dir,
                                     MetadataListener& listener)
    : config_(config), services_(services), dir_(dir), listener_(&listener), log_(services.clock),
      timers_(std::make_unique<Timers>(services.loop.context())) {
    auto rng = base::Rng::from_system();
    incarnation_ = base::Uuid::random(rng);
}

ControllerChannel::~ControllerChannel() = default;

Result<> ControllerChannel::open() {
    return log_.open(dir_);
}

void ControllerChannel::start() {
    spawn(control_loop());
    spawn(fetch_loop());
}

void ControllerChannel::spawn(Awaitable<void> task) {
    asio::co_spawn(
        services_.loop.context(), std::move(task), [self = shared_from_this()](std::exception_ptr error) {
            if (error)
                base::log::error("broker", "{}: a task of the controller channel threw", self->config_.name);
        });
}

void ControllerChannel::stop() {
    stopping_ = true;
    listener_ = nullptr;
    timers_->control.cancel();
    timers_->fetch.cancel();
    if (control_) control_->close();
    if (fetch_) fetch_->close();
}

void ControllerChannel::set_state(view::NodeState state) {
    if (state == state_ || !listener_) return;
    state_ = state;
    listener_->state_changed(state);
}

// ---- registration and heartbeats
// ------------------------------------------------------------------------------

ControllerChannel::Awaitable<void> ControllerChannel::control_loop() {
    const client::ConnectionOptions options;
    while (!stopping_) {
        auto connected = co_await client::Connection::connect(services_.loop.context(),
                                                              config_.controllers[0].endpoint, options);
        if (connected && !stopping_) {
            control_ = *connected;
            const auto served = co_await serve(control_);
            control_->close();
            control_.reset();
            if (!served && !stopping_)
                base::log::warn("broker", "{}: lost the controller: {}", config_.name, served.error().detail);
            set_state(view::NodeState::fenced);
        }
        if (!stopping_) co_await wait(timers_->control, reconnect_delay);
    }
}

ControllerChannel::Awaitable<Result<>> ControllerChannel::serve(ConnectionPtr connection) {
    auto done = co_await register_broker(connection);
    while (done && !stopping_) {
        // Until it has caught up with its own registration the broker would be told that it is fenced.
        if (applied_.value > broker_epoch_) done = co_await heartbeat(connection);
        if (done && !stopping_) co_await wait(timers_->control, heartbeat_interval);
    }
    co_return done;
}

ControllerChannel::Awaitable<Result<>> ControllerChannel::register_broker(ConnectionPtr connection) {
    wire::BrokerRegistrationRequest request;
    request.broker_id = config_.id.value;
    request.cluster_id = config_.cluster_id.text();
    request.incarnation_id = incarnation_;
    auto& listener = request.listeners.emplace_back();
    listener.name = plaintext_listener;
    listener.host = config_.endpoint.host;
    listener.port = config_.endpoint.port;
    for (const auto& [name, range] : metadata::supported_features()) {
        auto& feature = request.features.emplace_back();
        feature.name = name;
        feature.min_supported_version = range.min;
        feature.max_supported_version = range.max;
    }
    request.rack = config_.rack;
    request.log_dirs = {dir_.directory_id()};
    request.previous_broker_epoch = broker_epoch_;
    wire::BrokerRegistrationResponse response;
    const auto called = co_await connection->call(request, response, registration_version, call_timeout);
    if (!called) co_return called.error();
    if (response.error_code != 0) co_return refused("registering", response.error_code);
    broker_epoch_ = response.broker_epoch;
    set_state(view::NodeState::fenced);
    co_return Result<>();
}

ControllerChannel::Awaitable<Result<>> ControllerChannel::heartbeat(ConnectionPtr connection) {
    wire::BrokerHeartbeatRequest request;
    request.broker_id = config_.id.value;
    request.broker_epoch = broker_epoch_;
    request.current_metadata_offset = applied_.value - 1;
    wire::BrokerHeartbeatResponse response;
    const auto called = co_await connection->call(request, response, heartbeat_version, call_timeout);
    if (!called) co_return called.error();
    if (response.error_code != 0) co_return refused("heartbeat", response.error_code);
    co_return Result<>();
}

// ---- the metadata log
// -----------------------------------------------------------------------------------------

ControllerChannel::Awaitable<void> ControllerChannel::fetch_loop() {
    const client::ConnectionOptions options;
    while (!stopping_) {
        auto connected = co_await client::Connection::connect(services_.loop.context(),
                                                              config_.controllers[0].endpoint, options);
        if (connected && !stopping_) {
            fetch_ = *connected;
            // The first answer comes at once: it tells what of our copy is committed.
            std::int32_t max_wait_ms = 0;
            Result<> fetched;
            while (fetched && !stopping_) {
                fetched = co_await fetch_once(fetch_, max_wait_ms);
                max_wait_ms = fetch_wait_ms;
            }
            fetch_->close();
            fetch_.reset();
            if (!stopping_)
                base::log::warn("broker", "{}: metadata fetch: {}", config_.name, fetched.error().detail);
        }
        if (!stopping_) co_await wait(timers_->fetch, reconnect_delay);
    }
}

ControllerChannel::Awaitable<Result<>> ControllerChannel::fetch_once(ConnectionPtr connection,
                                                                     std::int32_t max_wait_ms) {
    wire::FetchRequest request;
    request.cluster_id = config_.cluster_id.text();
    request.replica_state.replica_id = config_.id.value;
    request.replica_state.replica_epoch = broker_epoch_;
    request.max_wait_ms = max_wait_ms;
    request.min_bytes = 1;
    request.max_bytes = fetch_bytes;
    auto& topic = request.topics.emplace_back();
    topic.topic_id = base::Uuid::metadata_topic();
    auto& partition = topic.partitions.emplace_back();
    partition.fetch_offset = log_.end().value;
    partition.last_fetched_epoch = log_.last_epoch().value;
    partition.partition_max_bytes = fetch_bytes;
    partition.replica_directory_id = dir_.directory_id();

    wire::FetchResponse response;
    const auto called = co_await connection->call(request, response, fetch_version, call_timeout);
    if (!called) co_return called.error();
    if (stopping_) co_return Result<>();
    if (response.error_code != 0) co_return refused("metadata fetch", response.error_code);
    if (response.responses.size() != 1 || response.responses[0].partitions.size() != 1)
        co_return Error(ErrorCode::corrupt_message, "the controller answered about other partitions");
    const auto& answer = response.responses[0].partitions[0];
    if (answer.error_code != 0) co_return refused("metadata fetch", answer.error_code);
    if (answer.diverging_epoch.epoch >= 0) {
        const Offset common{answer.diverging_epoch.end_offset};
        if (common < applied_)
            co_return Error(ErrorCode::inconsistent_cluster_id,
                            "the controller's metadata log contradicts what it had committed before");
        co_return log_.truncate_to(common);
    }
    co_return take(answer.records.parts, Offset(answer.high_watermark));
}

Result<> ControllerChannel::take(const base::Buffers& batches, Offset high_watermark) {
    const base::log::NodeScope node(config_.name);
    if (base::total_size(batches) > 0) {
        if (const auto staged = log_.append_fetched(batches); !staged) return staged;
        if (const auto written = log_.write_staged(); !written) return written;
    }
    return apply_committed(std::min(high_watermark, log_.end()));
}

Result<> ControllerChannel::apply_committed(Offset upto) {
    if (applied_ >= upto) return {};
    metadata::ImageDelta delta;
    const auto replayed =
        log_.replay(applied_, upto, [&](const auto& record, Offset offset, base::LeaderEpoch epoch) {
            return image_.apply(record, offset, epoch, delta);
        });
    if (!replayed) return replayed;
    applied_ = upto;
    if (listener_) listener_->metadata_changed(delta);
    const metadata::BrokerRegistration* self = image_.broker(config_.id);
    const bool registered = self && self->epoch == broker_epoch_;
    if (registered && !self->fenced)
        set_state(view::NodeState::online);
    else if (registered)
        timers_->control.cancel(); // caught up with the registration: the next heartbeat unfences
    return {};
}

// ---- what only the controller decides
// -------------------------------------------------------------------------

void ControllerChannel::forward(const base::Buffer& frame, OnResponse done) {
    spawn(forward_one(frame, std::move(done)));
}

ControllerChannel::Awaitable<void> ControllerChannel::forward_one(base::Buffer frame, OnResponse done) {
    const ConnectionPtr connection = control_;
    if (!connection) {
        done(Error(ErrorCode::network_exception, "no controller is reachable"));
        co_return;
    }
    wire::EnvelopeRequest request;
    request.request_data.assign(frame.bytes().begin(), frame.bytes().end());
    request.request_principal.emplace();
    wire::EnvelopeResponse response;
    const auto called = co_await connection->call(request, response, envelope_version, call_timeout);
    if (!called) {
        done(called.error());
    } else if (response.error_code != 0 || !response.response_data) {
        done(refused("forwarding", response.error_code));
    } else {
        base::Buffers encoded;
        encoded.push_back(base::Buffer::of(std::move(*response.response_data)));
        done(std::move(encoded));
    }
}

void ControllerChannel::allocate_producer_ids(ProducerIds::OnBlock done) {
    spawn(allocate_one(std::move(done)));
}

ControllerChannel::Awaitable<void> ControllerChannel::allocate_one(ProducerIds::OnBlock done) {
    const ConnectionPtr connection = control_;
    if (!connection) {
        done(Error(ErrorCode::coordinator_load_in_progress, "no controller is reachable"));
        co_return;
    }
    wire::AllocateProducerIdsRequest request;
    request.broker_id = config_.id.value;
    request.broker_epoch = broker_epoch_;
    wire::AllocateProducerIdsResponse response;
    const auto called = co_await connection->call(request, response, allocation_version, call_timeout);
    if (!called)
        done(called.error());
    else if (response.error_code != 0)
        done(refused("allocating producer ids", response.error_code));
    else
        done(ProducerIdBlock{response.producer_id_start, response.producer_id_len});
}

} // namespace broker
