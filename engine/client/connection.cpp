#include "client/connection.h"

#include "base/log.h"
#include "client/connection_state.h"
#include "wire/codec.h"
#include "wire/messages/api_versions.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>
#include <sys/socket.h>
#include <sys/uio.h>

namespace client {
namespace {

constexpr std::size_t scratch_size = 64 << 10;
constexpr std::size_t most_under_way = 4 << 20; // as a TCP window would be
constexpr auto noticed_pause = std::chrono::milliseconds(20);

} // namespace

base::Result<> Connection::State::send(std::int32_t correlation, const wire::Message& request,
                                       std::int16_t version) {
    if (!open) return network_error(endpoint, "the connection is closed");
    base::Buffers frame = wire::encode_request(correlation, options.client_id, request, version);
    base::Buffer length = base::Buffer::uninitialised(4);
    base::store_be(length.writable().data(), static_cast<std::int32_t>(base::total_size(frame)));
    if (outgoing.bypassed()) {
        unsent.push_back(std::move(length));
        for (base::Buffer& part : frame)
            if (!part.empty()) unsent.push_back(std::move(part));
        write();
        return {};
    }
    frame.insert(frame.begin(), std::move(length));
    const std::size_t bytes = base::total_size(frame);
    outgoing.push(std::move(frame), bytes, std::chrono::steady_clock::now());
    pump();
    return {};
}

void Connection::State::write() {
    if (writing || unsent.empty() || frozen() || !open) return;
    write_at_once();
    if (unsent.empty()) return;
    writing = true;
    in_flight.swap(unsent);
    std::vector<boost::asio::const_buffer> parts;
    for (const base::Buffer& part : in_flight) parts.emplace_back(part.data(), part.size());
    const auto done = [self = shared_from_this()](const boost::system::error_code& error, std::size_t n) {
        self->writing = false;
        self->in_flight.clear();
        self->wrote(n);
        if (error) return self->fail(network_error(self->endpoint, error.message()));
        self->write();
    };
    boost::asio::async_write(socket, parts, done);
}

/// As much as the socket takes without waiting, which is nearly always all. An error is left to the write
/// that waits: nobody expects to be told by the call that sends.
void Connection::State::write_at_once() {
    constexpr std::size_t most_parts = 64;
    while (!unsent.empty()) {
        iovec parts[most_parts];
        const std::size_t count = std::min(most_parts, unsent.size());
        for (std::size_t i = 0; i < count; ++i)
            parts[i] = {const_cast<base::Byte*>(unsent[i].data()), unsent[i].size()};
        msghdr message{};
        message.msg_iov = parts;
        message.msg_iovlen = count;
        const ssize_t sent = ::sendmsg(socket.native_handle(), &message, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent <= 0) return;
        wrote(static_cast<std::size_t>(sent));
        std::size_t left = static_cast<std::size_t>(sent);
        auto part = unsent.begin();
        for (; part != unsent.end() && left >= part->size(); ++part) left -= part->size();
        unsent.erase(unsent.begin(), part);
        if (left > 0) unsent.front() = unsent.front().slice(left);
    }
}

void Connection::State::wrote(std::size_t bytes) {
    bytes_out += bytes;
    if (sent_counter) sent_counter->fetch_add(bytes, std::memory_order_relaxed);
}

void Connection::State::read() {
    if (!open || reading || ended_reading || frozen()) return;
    reading_scratch = !incoming.bypassed();
    if (reading_scratch && (incoming.cut() || incoming.bytes() > most_under_way)) return;
    std::span<base::Byte> room;
    if (reading_scratch) {
        scratch = base::Buffer::uninitialised(scratch_size);
        room = scratch.writable();
    } else {
        room = received.room();
    }
    reading = true;
    const auto done = [self = shared_from_this(), room](const boost::system::error_code& error,
                                                        std::size_t n) {
        self->reading = false;
        if (!self->open) return;
        self->on_read(room.first(n), error);
    };
    socket.async_read_some(boost::asio::buffer(room.data(), room.size()), done);
}

void Connection::State::on_read(std::span<base::Byte> bytes, const boost::system::error_code& error) {
    if (frozen()) {
        read_while_frozen.emplace(bytes, error);
        return;
    }
    bytes_in += bytes.size();
    if (received_counter) received_counter->fetch_add(bytes.size(), std::memory_order_relaxed);
    if (!incoming.bypassed()) {
        Arrival arrival;
        if (!bytes.empty()) arrival.bytes = base::Buffer::copy_of(bytes);
        arrival.end = error;
        incoming.push(std::move(arrival), bytes.size(), std::chrono::steady_clock::now());
        ended_reading = bool(error);
        return pump(); // reads on
    }
    if (error) return ended(error);
    if (reading_scratch) {
        deliver(bytes);
    } else {
        received.received(bytes.size());
        take_answers();
    }
    read();
}

void Connection::State::ended(const boost::system::error_code& error) {
    if (error == boost::asio::error::eof)
        return fail(network_error(endpoint, "the other side closed the connection"));
    fail(network_error(endpoint, error.message()));
}

void Connection::State::take_answers() {
    while (received.complete()) {
        base::Buffer frame = received.take();
        if (frame.size() < 4)
            return fail({kafka::ErrorCode::corrupt_message,
                         fmt::format("{}: the answer is shorter than its header", endpoint.text())});
        const auto call = pending.find(base::load_be<std::int32_t>(frame.data()));
        if (call == pending.end())
            return fail({kafka::ErrorCode::corrupt_message,
                         fmt::format("{}: the answer belongs to no request", endpoint.text())});
        call->second->outcome = std::move(frame);
        call->second->timer.cancel();
        pending.erase(call);
    }
    if (received.refused())
        fail({kafka::ErrorCode::corrupt_message,
              fmt::format("{}: the answer's length is impossible; is this a Kafka listener without TLS?",
                          endpoint.text())});
}

void Connection::State::fail(const base::Error& error) {
    if (!open) return;
    open = false;
    base::log::debug("client", "connection closed: {}", error.detail);
    close_socket();
    unsent.clear();
    const auto calls = std::move(pending);
    pending.clear();
    for (const auto& [correlation, call] : calls) {
        call->outcome = error;
        call->timer.cancel();
    }
}

base::Error Connection::State::garbage(const base::Error& why) {
    base::Error error(kafka::ErrorCode::corrupt_message, endpoint.text() + ": " + why.detail);
    fail(error);
    return error;
}

std::int32_t Connection::State::new_correlation() {
    const std::int32_t correlation = next_correlation;
    next_correlation = correlation == 0x7fffffff ? 1 : correlation + 1;
    return correlation;
}

Awaitable<base::Result<base::Buffer>> Connection::State::answer_to(std::int32_t correlation,
                                                                   base::Duration timeout) {
    const auto self = shared_from_this();
    const auto call = std::make_shared<Pending>(context, timeout);
    pending.emplace(correlation, call);
    for (;;) {
        co_await call->timer.async_wait(awaiting);
        if (call->outcome) co_return std::move(*call->outcome);
        // Whose time-out comes late did not run in between: the answer may lie in the socket, unread.
        const base::Duration missed = std::chrono::steady_clock::now() - call->timer.expiry();
        if (missed < noticed_pause) break;
        call->timer.expires_after(std::min(missed, timeout));
    }
    // Answers come in order: what follows would wait behind this one for as long.
    base::Error late(kafka::ErrorCode::request_timed_out,
                     endpoint.text() + ": no answer within the time allowed");
    pending.erase(correlation);
    fail(late);
    co_return late;
}

Connection::Connection(std::shared_ptr<State> state) : state_(std::move(state)) {}
Connection::~Connection() {
    close();
}

Awaitable<base::Result<std::shared_ptr<Connection>>>
Connection::connect(boost::asio::io_context& context, net::Endpoint endpoint, ConnectionOptions options) {
    const auto state = std::make_shared<State>(context, std::move(endpoint), std::move(options));
    const auto connected = co_await state->connect();
    if (!connected) co_return connected.error();
    state->read();
    co_return std::make_shared<Connection>(state);
}

base::Result<> Connection::send(const wire::Message& request, std::int16_t version) {
    return state_->send(state_->new_correlation(), request, version);
}

Awaitable<base::Result<>> Connection::call(const wire::Message& request, wire::Message& response,
                                           std::int16_t version, base::Duration timeout) {
    const auto state = state_; // the caller may drop the connection meanwhile
    const std::int32_t correlation = state->new_correlation();
    if (timeout.count() <= 0) timeout = state->options.request_timeout;
    const auto sent = state->send(correlation, request, version);
    if (!sent) co_return sent.error();
    auto frame = co_await state->answer_to(correlation, timeout);
    if (!frame) co_return frame.error();
    auto parsed = wire::parse_response(std::move(*frame), request.info(), version);
    if (parsed) {
        const auto decoded = wire::decode(std::move(parsed->body), version, response);
        if (decoded) co_return decoded;
        parsed = decoded.error();
    }
    co_return state->garbage(parsed.error());
}

Awaitable<base::Result<>> Connection::call(const wire::Message& request, wire::Message& response,
                                           base::Duration timeout) {
    const auto version = version_for(request.info());
    if (!version) co_return version.error();
    co_return co_await call(request, response, *version, timeout);
}

base::Result<std::int16_t> Connection::version_for(const wire::Api& api) const {
    std::int16_t highest = api.versions.max;
    if (api.unstable_since <= highest) highest = static_cast<std::int16_t>(api.unstable_since - 1);
    if (state_->versions.empty()) return highest;
    const auto theirs = state_->versions.find(api.key);
    if (theirs != state_->versions.end()) {
        highest = std::min(highest, theirs->second.max);
        if (highest >= std::max(api.versions.min, theirs->second.min)) return highest;
    }
    return base::Error(kafka::ErrorCode::unsupported_version,
                       fmt::format("{} serves no version of {} that we know", state_->endpoint.text(),
                                   wire::api_name(api.key)));
}

Awaitable<base::Result<>> Connection::negotiate() {
    const auto state = state_;
    wire::ApiVersionsRequest request;
    request.client_software_name = "riparium";
    request.client_software_version = "0.1.0";
    const wire::Api& api = wire::ApiVersionsRequest::api;
    std::int16_t version = api.versions.max;
    // A broker that does not know the version answers in version 0, with what it knows (KIP-511).
    for (int attempt = 0; attempt < 2; ++attempt) {
        const std::int32_t correlation = state->new_correlation();
        const auto sent = state->send(correlation, request, version);
        if (!sent) co_return sent.error();
        auto frame = co_await state->answer_to(correlation, state->options.connect_timeout);
        if (!frame) co_return frame.error();
        auto parsed = wire::parse_response(*frame, api, version);
        if (!parsed) co_return state->garbage(parsed.error());
        wire::ApiVersionsResponse response;
        const base::Bytes body = parsed->body.bytes();
        const bool refused =
            body.size() >= 2 && base::load_be<std::int16_t>(body.data()) ==
                                    static_cast<std::int16_t>(kafka::ErrorCode::unsupported_version);
        const std::int16_t answered = refused ? std::int16_t{0} : version;
        const auto decoded = wire::decode(parsed->body, answered, response);
        if (!decoded) co_return state->garbage(decoded.error());
        for (const auto& key : response.api_keys) {
            wire::Versions range;
            range.min = key.min_version;
            range.max = key.max_version;
            state->versions[key.api_key] = range;
        }
        if (!refused) co_return base::Result<>();
        const auto known = state->versions.find(api.key);
        version = known == state->versions.end() ? std::int16_t{0} : std::min(version, known->second.max);
    }
    co_return base::Error(kafka::ErrorCode::unsupported_version,
                          state->endpoint.text() + " refuses every version of ApiVersions");
}

void Connection::close() {
    state_->fail(network_error(state_->endpoint, "the connection was closed here"));
}
bool Connection::open() const {
    return state_->open;
}
const net::Endpoint& Connection::remote() const {
    return state_->endpoint;
}
std::uint64_t Connection::bytes_in() const {
    return state_->bytes_in;
}
std::uint64_t Connection::bytes_out() const {
    return state_->bytes_out;
}

} // namespace client
