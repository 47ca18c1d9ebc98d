// Connecting, and what becomes of a node's bytes when links between AZs are faulty or its gate is closed.
// Source: DESIGN 8b; decision 0012.
#include "client/connection_state.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

namespace client {
namespace {

using boost::asio::ip::tcp;
using std::chrono::steady_clock;

constexpr std::size_t packet_of_a_handshake = 64;

/// A closed socket whose peer cannot hear of it yet: the link to it is cut.
class Unheard : public std::enable_shared_from_this<Unheard> {
public:
    Unheard(boost::asio::io_context& context, tcp::socket socket, const net::From& from, net::Az to,
            std::optional<net::Endpoint> source)
        : socket_(std::move(socket)), timer_(context), links_(*from.links), from_(from.az), to_(to),
          source_(std::move(source)) {}
    ~Unheard() {
        watch_.reset();
        boost::system::error_code ignored;
        socket_.close(ignored);
        if (source_) links_.dismiss(*source_);
    }
    Unheard(const Unheard&) = delete;
    Unheard& operator=(const Unheard&) = delete;

    void start(boost::asio::io_context& context) {
        watch_ = links_.watch([&context, weak = weak_from_this()] {
            boost::asio::post(context, [weak] {
                if (const auto self = weak.lock()) self->timer_.cancel();
            });
        });
        wait();
    }

private:
    void wait() {
        if (!links_.cut(from_, to_)) return; // with this the last reference goes
        timer_.expires_at(steady_clock::time_point::max());
        timer_.async_wait([self = shared_from_this()](const boost::system::error_code&) { self->wait(); });
    }

    tcp::socket socket_;
    boost::asio::steady_timer timer_;
    net::Links& links_;
    net::Az from_, to_;
    std::optional<net::Endpoint> source_;
    std::unique_ptr<net::Links::Watch> watch_;
};

} // namespace

Connection::State::State(boost::asio::io_context& c, net::Endpoint e, ConnectionOptions o)
    : context(c), socket(c), endpoint(std::move(e)), options(std::move(o)), received(options.max_frame),
      links(options.from.links), gate(options.from.gate), here(options.from.az),
      there(links ? links->az_of(endpoint) : net::outside), outgoing(links, here, there),
      incoming(links, there, here), line_timer(c) {
    if (!links) return;
    sent_counter = &links->counter(here, there);
    received_counter = &links->counter(there, here);
}

Connection::State::~State() {
    if (gate && gate_watch) gate->unwatch(*gate_watch);
    if (links && source) links->dismiss(*source);
}

// ---- connecting
// ------------------------------------------------------------------------------------------------

Awaitable<base::Result<tcp::endpoint>> Connection::State::resolve() {
    boost::system::error_code error;
    const auto address = boost::asio::ip::make_address(endpoint.host, error);
    tcp::endpoint target(address, endpoint.port);
    if (!error) co_return target;
    tcp::resolver resolver(context);
    const std::string port = std::to_string(endpoint.port);
    auto [failed, found] = co_await resolver.async_resolve(endpoint.host, port, awaiting);
    if (failed) co_return network_error(endpoint, failed.message());
    target = *found.begin();
    for (const auto& entry : found)
        if (entry.endpoint().address().is_v4()) target = entry;
    co_return target;
}

void Connection::State::bind_source() {
    if (options.from.host.empty()) return;
    boost::system::error_code error;
    const auto address = boost::asio::ip::make_address(options.from.host, error);
    if (!error) socket.bind({address, 0}, error);
    const auto bound = socket.local_endpoint(error);
    if (error || !links || bound.port() == 0) return;
    source.emplace(bound.address().to_string(), bound.port());
    links->enlist(*source, here);
}

Awaitable<void> Connection::State::link_up(base::Instant deadline) {
    const auto is_cut = [this] { return links->cut(here, there) || links->cut(there, here); };
    while (open && is_cut() && steady_clock::now() < deadline) {
        line_timer.expires_at(deadline);
        co_await line_timer.async_wait(awaiting); // links_changed() cancels it
    }
    const base::Instant now = steady_clock::now();
    const base::Instant heard = links->arrival(here, there, packet_of_a_handshake, now);
    const base::Instant answered = links->arrival(there, here, packet_of_a_handshake, heard);
    if (answered == now) co_return;
    line_timer.expires_at(std::min(answered, deadline));
    co_await line_timer.async_wait(awaiting);
}

Awaitable<base::Result<>> Connection::State::connect() {
    const auto self = shared_from_this();
    const base::Instant deadline = steady_clock::now() + options.connect_timeout;
    const base::Error late = network_error(endpoint, "no connection within the time allowed");
    watch();
    const auto target = co_await resolve();
    if (!target) {
        fail(target.error());
        co_return target.error();
    }
    if (links && links->faulty()) co_await link_up(deadline);
    boost::system::error_code error;
    if (open && steady_clock::now() < deadline) socket.open(target->protocol(), error);
    if (!socket.is_open()) {
        fail(error ? network_error(endpoint, error.message()) : late);
        co_return error ? network_error(endpoint, error.message()) : late;
    }
    bind_source();
    line_timer.expires_at(deadline);
    line_timer.async_wait([self](const boost::system::error_code& cancelled) {
        boost::system::error_code ignored;
        if (!cancelled && self->connecting) self->socket.close(ignored);
    });
    auto [failed] = co_await socket.async_connect(*target, awaiting);
    connecting = false;
    line_timer.cancel();
    if (failed) {
        const bool timed_out = failed == boost::asio::error::operation_aborted;
        fail(timed_out ? late : network_error(endpoint, failed.message()));
        co_return timed_out ? late : network_error(endpoint, failed.message());
    }
    socket.set_option(tcp::no_delay(true), error);
    co_return base::Result<>();
}

void Connection::State::watch() {
    if (gate) gate_watch = gate->watch([this](net::Gate::State state) { gate_changed(state); });
    if (!links) return;
    link_watch = links->watch([&where = context, weak = weak_from_this()] {
        boost::asio::post(where, [weak] {
            if (const auto self = weak.lock()) self->links_changed();
        });
    });
}

// ---- faults
// ----------------------------------------------------------------------------------------------------

void Connection::State::links_changed() {
    if (!open) return;
    if (connecting && !socket.is_open()) {
        line_timer.cancel(); // link_up() looks again
        return;
    }
    const base::Instant now = steady_clock::now();
    outgoing.replan(now);
    incoming.replan(now);
    pump();
}

void Connection::State::gate_changed(net::Gate::State state) {
    const auto self = shared_from_this();
    if (state == net::Gate::State::dead) {
        killed = true;
        return fail(network_error(endpoint, "the node was killed"));
    }
    if (state != net::Gate::State::open || !open || connecting) return;
    if (const auto kept = std::exchange(read_while_frozen, {})) on_read(kept->first, kept->second);
    pump();
}

void Connection::State::pump() {
    if (!open || connecting || frozen()) return;
    const auto self = shared_from_this();
    const base::Instant now = steady_clock::now();
    while (auto frame = outgoing.take(now))
        for (base::Buffer& part : *frame)
            if (!part.empty()) unsent.push_back(std::move(part));
    write();
    while (open) {
        const auto arrival = incoming.take(now);
        if (!arrival) break;
        deliver(arrival->bytes.bytes());
        if (arrival->end && open) return ended(arrival->end);
    }
    if (!open) return;
    read();
    const base::Instant next = std::min(outgoing.next(), incoming.next());
    if (next == base::Instant::max() || next == line_due) return;
    line_due = next;
    line_timer.expires_at(next);
    line_timer.async_wait([self](const boost::system::error_code& cancelled) {
        if (cancelled) return;
        self->line_due = base::Instant::max();
        self->pump();
    });
}

void Connection::State::deliver(base::Bytes bytes) {
    while (open && !bytes.empty()) {
        const std::span<base::Byte> room = received.room();
        const std::size_t n = std::min(room.size(), bytes.size());
        std::copy_n(bytes.begin(), n, room.begin());
        received.received(n);
        bytes = bytes.subspan(n);
        take_answers();
    }
}

void Connection::State::close_socket() {
    if (gate && gate_watch) gate->unwatch(*std::exchange(gate_watch, {}));
    link_watch.reset();
    outgoing.clear();
    incoming.clear();
    line_timer.cancel();
    boost::system::error_code ignored;
    if (killed && socket.is_open()) socket.set_option(boost::asio::socket_base::linger(true, 0), ignored);
    if (links && socket.is_open() && !connecting && links->cut(here, there)) {
        socket.cancel(ignored);
        std::make_shared<Unheard>(context, std::move(socket), options.from, there, std::exchange(source, {}))
            ->start(context);
        return;
    }
    socket.close(ignored);
    if (links && source) links->dismiss(*std::exchange(source, {}));
}

} // namespace client
