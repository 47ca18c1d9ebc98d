#include "broker/controller_channel.h"

#include "base/log.h"
#include "base/rng.h"
#include "broker/channel_timers.h"
#include "client/connection.h"
#include "metadata/configs.h"
#include "metadata/features.h"
#include "wire/messages/registration.h"

#include <algorithm>

namespace broker {

namespace asio = boost::asio;
using base::Error;
using base::Result;
using kafka::ErrorCode;
using std::chrono::milliseconds;

namespace {

// What brokers and controllers of this version speak among themselves.
constexpr std::int16_t registration_version = 4;
constexpr std::int16_t heartbeat_version = 1;

} // namespace

ControllerChannel::ControllerChannel(const NodeConfig& config, NodeServices& services, storage::LogDir& dir,
                                     MetadataListener& listener)
    : config_(config), services_(services), dir_(dir), listener_(&listener), log_(services.clock),
      snapshots_(services.disk), timers_(std::make_unique<Timers>(services.loop.context())) {
    auto rng = base::Rng::from_system();
    incarnation_ = base::Uuid::random(rng);
}

ControllerChannel::~ControllerChannel() = default;

void ControllerChannel::start() {
    last_contact_ = services_.clock.now();
    spawn(control_loop());
    spawn(fetch_loop());
}

void ControllerChannel::spawn(Awaitable<void> task) {
    asio::co_spawn(
        services_.loop.executor(), std::move(task), [self = shared_from_this()](std::exception_ptr error) {
            if (error)
                base::log::error("broker", "{}: a task of the controller channel threw", self->config_.name);
        });
}

void ControllerChannel::shut_down(std::function<void()> may_stop) {
    wants_shut_down_ = true;
    may_stop_ = std::move(may_stop);
    timers_->control.cancel();
}

void ControllerChannel::stop() {
    stopping_ = true;
    listener_ = nullptr;
    may_stop_ = nullptr;
    timers_->control.cancel();
    timers_->fetch.cancel();
    if (control_) control_->close();
    if (fetch_) fetch_->close();
    tell_news();
}

void ControllerChannel::set_state(view::NodeState state) {
    if (state == state_ || !listener_) return;
    state_ = state;
    listener_->state_changed(state);
}

void ControllerChannel::show_state() {
    const metadata::BrokerRegistration* self = image_.broker(config_.id);
    const bool registered = self && broker_epoch_ >= 0 && self->epoch == broker_epoch_;
    const bool heard = services_.clock.now() < last_contact_ + setting_ms("broker.session.timeout.ms");
    if (registered && !self->fenced && heard)
        set_state(view::NodeState::online);
    else if (registered || state_ != view::NodeState::starting)
        set_state(view::NodeState::fenced);
}

milliseconds ControllerChannel::setting_ms(std::string_view key) const {
    const auto layers = metadata::config_layers(image_, config_.id, config_.settings);
    return milliseconds(std::max<std::int64_t>(1, metadata::broker_integer(key, layers)));
}

// ---- registration and heartbeats
// ------------------------------------------------------------------------------

ControllerChannel::Awaitable<void> ControllerChannel::control_loop() {
    const client::ConnectionOptions options = channel_options(config_, services_);
    while (!stopping_) {
        show_state();
        const ControllerEndpoint* target = nullptr;
        if (leader_) target = endpoint_of(*leader_);
        const base::Instant soon = services_.clock.now() + milliseconds(100);
        if (!target) {
            co_await news_by(soon);
            continue;
        }
        const ControllerEndpoint controller = *target;
        auto connected =
            co_await client::Connection::connect(services_.loop.context(), controller.endpoint, options);
        if (stopping_) break;
        Result<> served;
        if (connected) {
            control_ = *connected;
            control_to_ = controller.id;
            tell_news();
            served = co_await serve(controller.id, control_);
            control_->close();
            control_.reset();
        } else {
            served = connected.error();
        }
        if (stopping_) break;
        if (!served) {
            base::log::debug("broker", "{}: lost controller {}: {}", config_.name, controller.id.value,
                             served.error().detail);
            // Silence on one line is silence on the other: look for another leader at once.
            if (leader_ == controller.id && fetch_) fetch_->close();
            co_await pause(timers_->control, quick_pause);
        }
    }
}

/// Until another controller leads, or this one cannot be reached. While nobody is known to lead, this one is
/// still told that we are here: a line that is closed is a broker that died.
ControllerChannel::Awaitable<Result<>> ControllerChannel::serve(base::BrokerId controller,
                                                                ConnectionPtr connection) {
    while (!stopping_ && leader_.value_or(controller) == controller) {
        const bool registered = broker_epoch_ >= 0;
        // Until it has caught up with its own registration the broker would be told that it is fenced.
        Result<> done;
        base::Instant again = next_beat(setting_ms("broker.heartbeat.interval.ms"));
        if (!registered)
            done = co_await register_broker(connection);
        else if (caught_up())
            done = co_await heartbeat(connection);
        if (stopping_) break;
        if (!done) {
            const ErrorCode code = done.error().code;
            if (code == ErrorCode::network_exception || code == ErrorCode::request_timed_out) co_return done;
            if (code == ErrorCode::stale_broker_epoch || code == ErrorCode::broker_id_not_registered)
                broker_epoch_ = -1; // unregistered meanwhile, or replaced by another process
            if (code != ErrorCode::not_controller)
                base::log::warn("broker", "{}: {}", config_.name, done.error().detail);
            again = std::min<base::Instant>(again, services_.clock.now() + slow_pause);
        }
        show_state();
        // The log may have come before the answer: then the first heartbeat waits for nothing.
        if (done && !registered && caught_up()) continue;
        co_await pause_until(timers_->control, again);
    }
    co_return Result<>();
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
    request.previous_broker_epoch = dir_.clean_epoch();
    wire::BrokerRegistrationResponse response;
    const auto limit = setting_ms("broker.session.timeout.ms");
    const auto called = co_await connection->call(request, response, registration_version, limit);
    if (!called) co_return called.error();
    if (response.error_code != 0) co_return refused("registering", response.error_code);
    broker_epoch_ = response.broker_epoch;
    last_contact_ = services_.clock.now();
    set_state(view::NodeState::fenced);
    co_return Result<>();
}

ControllerChannel::Awaitable<Result<>> ControllerChannel::heartbeat(ConnectionPtr connection) {
    wire::BrokerHeartbeatRequest request;
    request.broker_id = config_.id.value;
    request.broker_epoch = broker_epoch_;
    request.current_metadata_offset = applied_.value - 1;
    request.want_shut_down = wants_shut_down_;
    wire::BrokerHeartbeatResponse response;
    // A controller that is silent for half a session has failed: there is time to find the next one.
    const milliseconds limit = setting_ms("broker.session.timeout.ms") / 2;
    const auto called = co_await connection->call(request, response, heartbeat_version, limit);
    if (!called) co_return called.error();
    if (response.error_code != 0) co_return refused("heartbeat", response.error_code);
    last_contact_ = services_.clock.now();
    if (response.should_shut_down && may_stop_) services_.loop.post(std::exchange(may_stop_, nullptr));
    co_return Result<>();
}

} // namespace broker
