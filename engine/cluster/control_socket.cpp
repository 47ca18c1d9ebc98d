#include "cluster/control_socket.h"

#include "base/log.h"
#include "cluster/control_protocol.h"
#include "cluster/rows_json.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/write.hpp>
#include <boost/json/serialize.hpp>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <set>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace cluster {

namespace asio = boost::asio;
namespace fs = std::filesystem;
using asio::local::stream_protocol;
using base::Error;
using base::Result;
using kafka::ErrorCode;

namespace {

constexpr std::size_t longest_request = 64 << 10;
constexpr std::size_t most_unsent = 8 << 20; ///< a follower that is so far behind is cut off
constexpr std::size_t most_clients = 64;

/// An address of the socket in `folder`; of a folder whose path is too long, through a descriptor.
struct SocketPath {
    explicit SocketPath(const fs::path& folder) : text((folder / control_socket_name).string()) {
        if (text.size() < sizeof(sockaddr_un::sun_path)) return;
        descriptor = ::open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
        text = fmt::format("/proc/self/fd/{}/{}", descriptor, control_socket_name);
    }
    ~SocketPath() {
        if (descriptor >= 0) ::close(descriptor);
    }
    SocketPath(const SocketPath&) = delete;
    SocketPath& operator=(const SocketPath&) = delete;

    std::string text;
    int descriptor = -1;
};

class Client;

} // namespace

struct ControlSocket::State : std::enable_shared_from_this<State> {
    State(asio::io_context& context, fs::path socket_path, Cluster c)
        : acceptor(context), path(std::move(socket_path)), cluster(std::move(c)) {}

    void accept();
    void close();

    stream_protocol::acceptor acceptor;
    fs::path path;
    Cluster cluster;
    std::set<std::shared_ptr<Client>> clients;
};

namespace {

using StatePtr = std::shared_ptr<ControlSocket::State>;

class Client : public std::enable_shared_from_this<Client> {
public:
    Client(stream_protocol::socket socket, const StatePtr& state)
        : socket_(std::move(socket)), state_(state) {}

    void read() {
        socket_.async_read_some(asio::buffer(chunk_),
                                [self = shared_from_this()](boost::system::error_code error, std::size_t n) {
                                    if (error) return self->close();
                                    self->take({self->chunk_.data(), n});
                                });
    }

    void facts_came() {
        const auto state = state_.lock();
        if (!state || following_.empty()) return;
        for (const view::Fact& fact : state->cluster.facts_since(position_))
            for (const std::int64_t id : following_) send_event(id, fact);
    }

    void close() {
        boost::system::error_code ignored;
        socket_.close(ignored);
        if (const auto state = state_.lock()) state->clients.erase(shared_from_this());
    }

private:
    void take(std::string_view bytes) {
        incoming_ += bytes;
        std::size_t begin = 0;
        for (std::size_t end = incoming_.find('\n'); end != std::string::npos;
             end = incoming_.find('\n', begin)) {
            request(std::string_view(incoming_).substr(begin, end - begin));
            begin = end + 1;
        }
        incoming_.erase(0, begin);
        if (incoming_.size() > longest_request) {
            send(print_control_error(0, Error(ErrorCode::invalid_request, "This line is too long.")));
            return close_when_sent();
        }
        if (socket_.is_open()) read();
    }

    void request(std::string_view line) {
        if (line.find_first_not_of(" \t\r") == std::string_view::npos) return;
        std::int64_t id = 0;
        auto parsed = parse_control_request(line, id);
        if (!parsed) return send(print_control_error(id, parsed.error()));
        std::visit([&](auto& what) { perform(id, what); }, parsed->what);
    }

    void perform(std::int64_t id, const StatusRequest& what) {
        const auto state = state_.lock();
        if (!state) return;
        const boost::json::object answer{
            {"id", id}, {"ok", true}, {"status", status_json(state->cluster.rows(), what.each_partition)}};
        send(boost::json::serialize(answer) + '\n');
    }
    void perform(std::int64_t id, const EventsRequest& what) {
        const auto state = state_.lock();
        if (!state) return;
        facts_came(); // those of earlier requests are not to miss any
        position_ = 0;
        for (const view::Fact& fact : state->cluster.facts_since(position_)) send_event(id, fact);
        if (what.follow)
            following_.push_back(id);
        else
            send(print_control_answer(id, view::Done{}));
    }
    void perform(std::int64_t id, const HealLinks&) {
        const auto state = state_.lock();
        if (!state) return;
        for (const view::FaultRow& fault : state->cluster.rows().faults)
            if (fault.kind == view::FaultKind::link)
                state->cluster.submit(view::LiftFault{fault.key}, [](const view::AnswerKind&) {});
        send(print_control_answer(id, view::Done{}));
    }
    void perform(std::int64_t id, view::Command& what) {
        const auto state = state_.lock();
        if (!state) return;
        state->cluster.submit(std::move(what), [weak = weak_from_this(), id](const view::AnswerKind& answer) {
            if (const auto self = weak.lock()) self->send(print_control_answer(id, answer));
        });
    }

    void send_event(std::int64_t id, const view::Fact& fact) {
        const boost::json::object line{{"id", id}, {"event", fact_json(fact)}};
        send(boost::json::serialize(line) + '\n');
    }

    void send(const std::string& line) {
        if (!socket_.is_open()) return;
        unsent_ += line;
        if (unsent_.size() > most_unsent) {
            // Not here: the caller may walk over the clients.
            asio::post(socket_.get_executor(), [self = shared_from_this()] { self->close(); });
            return;
        }
        if (sending_.empty()) write();
    }

    void write() {
        sending_.swap(unsent_);
        if (sending_.empty()) return closing_ ? close() : void();
        asio::async_write(socket_, asio::buffer(sending_),
                          [self = shared_from_this()](boost::system::error_code error, std::size_t) {
                              self->sending_.clear();
                              if (error) return self->close();
                              self->write();
                          });
    }

    void close_when_sent() {
        closing_ = true;
        if (sending_.empty()) write();
    }

    stream_protocol::socket socket_;
    std::weak_ptr<ControlSocket::State> state_;
    std::array<char, 4096> chunk_{};
    std::string incoming_;
    std::string unsent_;
    std::string sending_;
    std::vector<std::int64_t> following_; ///< the requests
    std::uint64_t position_ = 0;          ///< of the next fact to be told
    bool closing_ = false;
};

} // namespace

void ControlSocket::State::accept() {
    acceptor.async_accept(
        [self = shared_from_this()](boost::system::error_code error, stream_protocol::socket socket) {
            if (!self->acceptor.is_open()) return;
            if (!error && self->clients.size() < most_clients) {
                const auto client = std::make_shared<Client>(std::move(socket), self);
                self->clients.insert(client);
                client->read();
            }
            self->accept();
        });
}

void ControlSocket::State::close() {
    boost::system::error_code ignored;
    acceptor.close(ignored);
    for (const auto& client : std::set(clients)) client->close();
    std::error_code gone;
    fs::remove(path, gone);
}

Result<std::unique_ptr<ControlSocket>> ControlSocket::open(net::Loop& loop, const fs::path& folder,
                                                           Cluster cluster) {
    const fs::path path = folder / control_socket_name;
    const auto state = std::make_shared<State>(loop.context(), path, std::move(cluster));
    const SocketPath address(folder);
    std::error_code gone;
    fs::remove(path, gone);
    boost::system::error_code error;
    state->acceptor.open(stream_protocol(), error);
    // The mode a socket has when it is bound is its file's: no instant in which others could connect.
    if (!error && ::fchmod(state->acceptor.native_handle(), S_IRUSR | S_IWUSR) != 0)
        error.assign(errno, boost::system::system_category());
    if (!error) state->acceptor.bind(stream_protocol::endpoint(address.text), error);
    if (!error && ::chmod(address.text.c_str(), S_IRUSR | S_IWUSR) != 0)
        error.assign(errno, boost::system::system_category());
    if (!error) state->acceptor.listen(stream_protocol::acceptor::max_listen_connections, error);
    if (error)
        return Error(ErrorCode::kafka_storage_error,
                     fmt::format("{} cannot be made ({}): ripariumctl will not reach this cluster.",
                                 path.string(), error.message()));
    state->accept();
    return std::unique_ptr<ControlSocket>(new ControlSocket(state));
}

ControlSocket::ControlSocket(std::shared_ptr<State> state) : state_(std::move(state)) {}

ControlSocket::~ControlSocket() {
    state_->close();
}

void ControlSocket::facts_came() {
    for (const auto& client : std::set(state_->clients)) client->facts_came();
}

Result<int> connect_control_socket(const fs::path& folder) {
    const SocketPath path(folder);
    const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path.text.c_str(), sizeof address.sun_path - 1);
    if (socket >= 0 && ::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0)
        return socket;
    const int reason = errno;
    if (socket >= 0) ::close(socket);
    const std::string name = folder.string();
    if (reason == ENOENT && !fs::exists(folder))
        return Error(ErrorCode::broker_not_available, fmt::format("There is no folder {}.", name));
    if (reason == ENOENT || reason == ECONNREFUSED)
        return Error(ErrorCode::broker_not_available,
                     fmt::format("No cluster is running on {}. Start it with 'ripariumctl serve' or in the "
                                 "window.",
                                 name));
    return Error(ErrorCode::broker_not_available,
                 fmt::format("The cluster on {} cannot be reached: {}.", name, std::strerror(reason)));
}

} // namespace cluster
