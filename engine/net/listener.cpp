#include "net/listener.h"

#include "base/assert.h"
#include "base/log.h"
#include "net/channel.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include <algorithm>

namespace net {
namespace {

using boost::asio::ip::tcp;

constexpr base::Duration first_retry = std::chrono::milliseconds(20);
constexpr base::Duration longest_retry = std::chrono::seconds(1);

base::Error cannot_listen(const Endpoint& endpoint, const boost::system::error_code& error) {
    std::string remedy = "check the address and port";
    if (error == boost::asio::error::address_in_use)
        remedy = "another program listens there: stop it, or choose another port";
    else if (error.value() == EADDRNOTAVAIL)
        remedy = "this machine has no such address: use 127.0.0.1 or one of its own";
    else if (error == boost::asio::error::access_denied)
        remedy = "this user may not listen there: choose a port above 1023";
    else if (error.value() == EMFILE || error.value() == ENFILE)
        remedy = "too many files are open: raise the limit (ulimit -n)";
    // The code lets the caller tell a lost race for an address from one that will never work.
    const bool taken = error == boost::asio::error::address_in_use;
    return {taken ? kafka::ErrorCode::network_exception : kafka::ErrorCode::unknown_server_error,
            fmt::format("Cannot listen on {} ({}); {}.", endpoint.text(), error.message(), remedy)};
}

Endpoint endpoint_of(const tcp::endpoint& endpoint) {
    return {endpoint.address().to_string(), endpoint.port()};
}

} // namespace

Listener::State::State(Loop& l, ListenerConfig c, FrameHandler& h)
    : loop(l), config(std::move(c)), handler(h), acceptor(l.context()), retry(l), sweeper(l) {}

base::Result<std::unique_ptr<Listener>> Listener::open(Loop& loop, ListenerConfig config,
                                                       FrameHandler& handler) {
    boost::system::error_code error;
    const auto address = boost::asio::ip::make_address(config.endpoint.host, error);
    if (error) return cannot_listen(config.endpoint, error);
    auto state = std::make_shared<State>(loop, std::move(config), handler);
    const tcp::endpoint endpoint(address, state->config.endpoint.port);
    state->acceptor.open(endpoint.protocol(), error);
    if (!error) state->acceptor.set_option(boost::asio::socket_base::reuse_address(true), error);
    if (!error) state->acceptor.bind(endpoint, error);
    if (!error) state->acceptor.listen(boost::asio::socket_base::max_listen_connections, error);
    if (!error) state->acceptor.non_blocking(true, error);
    if (!error) state->config.endpoint = endpoint_of(state->acceptor.local_endpoint(error));
    if (error) return cannot_listen(state->config.endpoint, error);
    state->watch_links();
    boost::asio::post(loop.context(), [state] { state->accept(); });
    return std::unique_ptr<Listener>(new Listener(std::move(state)));
}

Listener::Listener(std::shared_ptr<State> state) : state_(std::move(state)) {}
Listener::~Listener() {
    close();
}

const Endpoint& Listener::endpoint() const {
    return state_->config.endpoint;
}

void Listener::close(CloseKind kind) {
    RIPARIUM_ASSERT(state_->loop.may_touch(), "a listener closes on its loop");
    state_->close(kind);
}

void Listener::pause() {
    state_->paused = true;
}

void Listener::resume() {
    state_->paused = false;
    state_->accept();
    const auto channels = state_->channels;
    for (const auto& channel : channels) channel->wake();
}

ListenerCounters Listener::counters() const {
    ListenerCounters counters = state_->counters;
    counters.connections = state_->channels.size();
    return counters;
}

void Listener::State::accept() {
    // Who connects to a frozen node waits in the system's backlog, as with a stopped process.
    if (closed || paused || accepting) return;
    accepting = true;
    acceptor.async_wait(boost::asio::socket_base::wait_read,
                        [self = shared_from_this()](const boost::system::error_code& error) {
                            self->accepting = false;
                            if (self->closed || self->paused) return;
                            boost::system::error_code failed = error;
                            tcp::socket socket(self->acceptor.get_executor());
                            if (!failed) self->acceptor.accept(socket, failed);
                            self->accepted(failed, std::move(socket));
                        });
}

void Listener::State::accepted(const boost::system::error_code& error, tcp::socket socket) {
    if (error) {
        // A peer that was gone before it was accepted is nothing; without file descriptors the next try must
        // wait.
        if (error == boost::asio::error::connection_aborted || error == boost::asio::error::would_block)
            return accept();
        return back_off();
    }
    retry_delay = {};
    accept();
    if (channels.size() >= config.max_connections) {
        ++counters.refused;
        base::log::debug("net", "{} {} refused a connection: {} are open", config.name,
                         config.endpoint.text(), channels.size());
        return;
    }
    boost::system::error_code gone;
    const tcp::endpoint remote = socket.remote_endpoint(gone);
    if (gone) return;
    const tcp::endpoint local = socket.local_endpoint(gone);
    if (gone) return;
    const Az peer = config.links ? config.links->az_of(endpoint_of(remote)) : outside;
    if (peer == outside && cut_off()) {
        socket.set_option(boost::asio::socket_base::linger(true, 0), gone);
        return;
    }
    socket.set_option(tcp::no_delay(true), gone);
    if (config.send_buffer > 0)
        socket.set_option(boost::asio::socket_base::send_buffer_size(config.send_buffer), gone);
    if (config.receive_buffer > 0)
        socket.set_option(boost::asio::socket_base::receive_buffer_size(config.receive_buffer), gone);
    ++counters.accepted;
    auto channel =
        std::make_shared<Channel>(*this, std::move(socket), endpoint_of(remote), endpoint_of(local), peer);
    channels.push_back(channel);
    if (channels.size() == 1) sweep_later();
    handler.on_open(channel);
    channel->start();
}

void Listener::State::back_off() {
    if (retry_delay.count() == 0)
        base::log::warn("net", "{} {} cannot accept connections for now: too many files are open",
                        config.name, config.endpoint.text());
    retry_delay = std::clamp(retry_delay * 2, first_retry, longest_retry);
    retry.set_after(retry_delay, [this] { accept(); });
}

void Listener::State::sweep_later() {
    base::Duration shortest = config.slow_reader_timeout;
    if (config.max_idle.count() > 0) shortest = std::min(shortest, config.max_idle);
    const base::Duration period =
        std::clamp<base::Duration>(shortest / 4, std::chrono::milliseconds(5), std::chrono::seconds(30));
    sweeper.set_after(period, [this] { sweep(); });
}

void Listener::State::sweep() {
    const auto self = shared_from_this();
    const base::Instant now = loop.turn_time();
    const auto all = channels;
    for (const auto& channel : all) {
        if (paused || !channel->open()) continue;
        const std::string_view why = channel->overdue(now);
        if (!why.empty()) channel->shut(CloseKind::graceful, why);
    }
    if (!closed && !channels.empty()) sweep_later();
}

void Listener::State::close(CloseKind kind) {
    if (closed) return;
    closed = true;
    link_watch.reset();
    boost::system::error_code ignored;
    acceptor.close(ignored);
    retry.cancel();
    sweeper.cancel();
    const auto all = std::move(channels);
    channels.clear();
    for (const auto& channel : all) channel->shut(kind, "the listener closed");
}

void Listener::State::remove(const Channel& channel) {
    const auto at =
        std::find_if(channels.begin(), channels.end(), [&](const auto& c) { return c.get() == &channel; });
    if (at == channels.end()) return;
    std::swap(*at, channels.back());
    channels.pop_back();
}

} // namespace net
