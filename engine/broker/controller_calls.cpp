// What only the active controller decides, asked by a broker for itself or for its clients. Source: reference
// 5; KIP-590 (Envelope).
#include "broker/channel_timers.h"
#include "wire/messages/cluster.h"
#include "wire/messages/producer_ids.h"

namespace broker {

using base::Error;
using base::Instant;
using base::Result;
using kafka::ErrorCode;

namespace {

constexpr auto call_patience = std::chrono::seconds(1);
constexpr auto forward_patience = std::chrono::seconds(30);
constexpr auto call_timeout = std::chrono::seconds(30);
constexpr std::int16_t envelope_version = 0;

Error unreachable() {
    return {ErrorCode::network_exception, "no active controller is reachable"};
}

bool may_move(ErrorCode code) {
    return code == ErrorCode::not_controller || code == ErrorCode::network_exception;
}

} // namespace

void ControllerChannel::tell_news() {
    for (auto* timer : timers_->waiting_for_news) timer->cancel();
}

ControllerChannel::Awaitable<void> ControllerChannel::news_by(Instant deadline) {
    if (stopping_) co_return;
    const auto timers = timers_.get();
    boost::asio::steady_timer timer(timers->context, deadline);
    timers->waiting_for_news.insert(&timer);
    co_await timer.async_wait(quietly);
    timers->waiting_for_news.erase(&timer);
}

ControllerChannel::Awaitable<ControllerChannel::ConnectionPtr>
ControllerChannel::controller_by(Instant deadline) {
    while (!stopping_ && !control_ && services_.clock.now() < deadline) co_await news_by(deadline);
    co_return control_;
}

void ControllerChannel::call_controller(std::shared_ptr<wire::Message> request,
                                        std::shared_ptr<wire::Message> response, OnCalled done) {
    spawn(call_one(std::move(request), std::move(response), std::move(done)));
}

ControllerChannel::Awaitable<void> ControllerChannel::call_one(std::shared_ptr<wire::Message> request,
                                                               std::shared_ptr<wire::Message> response,
                                                               OnCalled done) {
    const Instant deadline = services_.clock.now() + call_patience;
    const ConnectionPtr connection = co_await controller_by(deadline);
    if (!connection) {
        done(unreachable());
        co_return;
    }
    auto called = co_await connection->call(*request, *response, call_timeout);
    done(std::move(called));
}

void ControllerChannel::forward(const base::Buffer& frame, OnResponse done) {
    spawn(forward_one(frame, std::move(done)));
}

ControllerChannel::Awaitable<void> ControllerChannel::forward_one(base::Buffer frame, OnResponse done) {
    const Instant deadline = services_.clock.now() + forward_patience;
    wire::EnvelopeRequest request;
    request.request_data.assign(frame.bytes().begin(), frame.bytes().end());
    request.request_principal.emplace();
    Error last = unreachable();
    while (!stopping_ && services_.clock.now() < deadline) {
        const ConnectionPtr connection = co_await controller_by(deadline);
        if (!connection) break;
        wire::EnvelopeResponse response;
        const auto called = co_await connection->call(request, response, envelope_version, call_timeout);
        if (called && response.error_code == 0 && response.response_data) {
            base::Buffers encoded;
            encoded.push_back(base::Buffer::of(std::move(*response.response_data)));
            done(std::move(encoded));
            co_return;
        }
        if (called)
            last = refused("forwarding", response.error_code);
        else
            last = called.error();
        if (!may_move(last.code)) break;
        // As Kafka does: the next active controller is asked, even when this one may have acted already.
        const Instant soon = services_.clock.now() + quick_pause;
        co_await news_by(soon);
    }
    done(last);
}

void ControllerChannel::allocate_producer_ids(ProducerIds::OnBlock done) {
    spawn(allocate_one(std::move(done)));
}

ControllerChannel::Awaitable<void> ControllerChannel::allocate_one(ProducerIds::OnBlock done) {
    const Instant deadline = services_.clock.now() + call_patience;
    const ConnectionPtr connection = co_await controller_by(deadline);
    if (!connection) {
        done(Error(ErrorCode::coordinator_load_in_progress, "no active controller is reachable"));
        co_return;
    }
    wire::AllocateProducerIdsRequest request;
    request.broker_id = config_.id.value;
    request.broker_epoch = broker_epoch_;
    wire::AllocateProducerIdsResponse response;
    const auto called = co_await connection->call(request, response, call_timeout);
    if (!called)
        done(called.error());
    else if (response.error_code != 0)
        done(refused("allocating producer ids", response.error_code));
    else
        done(ProducerIdBlock{response.producer_id_start, response.producer_id_len});
}

} // namespace broker
