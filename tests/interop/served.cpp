#include "interop/served.h"

#include "base/assert.h"
#include "wire/codec.h"
#include "wire/json.h"
#include "wire/registry.h"

#include <arpa/inet.h>
#include <csignal>
#include <cstdlib>
#include <netinet/in.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace interop {

using support::Json;

namespace {

constexpr int ready_ms = 30'000;

QString executable() {
    const char* folder = std::getenv("RIPARIUM_BIN");
    RIPARIUM_ASSERT(folder != nullptr, "RIPARIUM_BIN names the folder of ripariumctl");
    return QString::fromLocal8Bit(folder) + QStringLiteral("/ripariumctl");
}

int whole(const Json& json) {
    return std::atoi(json.number()->text.c_str());
}

} // namespace

Served::Served(const QStringList& arguments) {
    process_.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process_.setChildProcessModifier(
        [] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); }); // a test that dies leaves none behind
    process_.start(executable(), QStringList{QStringLiteral("serve")} + arguments);
    while (!process_.canReadLine()) {
        RIPARIUM_ASSERT(process_.waitForReadyRead(ready_ms), "ripariumctl serve becomes ready");
    }
    const auto ready = support::parse_json(process_.readLine().toStdString());
    RIPARIUM_ASSERT(ready && ready->object() != nullptr, "the ready line is JSON");
    for (const Json& row : *ready->object()->at("brokers").array()) {
        const std::string address = *row.object()->at("address").text();
        const std::size_t colon = address.rfind(':');
        Broker broker;
        broker.id = whole(row.object()->at("id"));
        broker.host = address.substr(0, colon);
        broker.port = static_cast<std::uint16_t>(std::stoi(address.substr(colon + 1)));
        brokers_.push_back(broker);
    }
}

Served::~Served() {
    process_.terminate();
    process_.waitForFinished(ready_ms);
}

Connection::Connection(const Served::Broker& broker) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(broker.port);
    ::inet_pton(AF_INET, broker.host.c_str(), &address.sin_addr);
    timeval patience{.tv_sec = 15, .tv_usec = 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    const int connected = ::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address);
    RIPARIUM_ASSERT(connected == 0, "the broker accepts connections");
}

Connection::~Connection() {
    ::close(socket_);
}

void Connection::send(const wire::Message& request, std::int16_t version) {
    std::vector<base::Byte> frame(4);
    for (const base::Buffer& part : wire::encode_request(++correlation_, "answers", request, version))
        frame.insert(frame.end(), part.bytes().begin(), part.bytes().end());
    base::store_be(frame.data(), static_cast<std::int32_t>(frame.size() - 4));
    for (std::size_t sent = 0; sent < frame.size();) {
        const ssize_t n = ::send(socket_, frame.data() + sent, frame.size() - sent, MSG_NOSIGNAL);
        if (n <= 0) return;
        sent += static_cast<std::size_t>(n);
    }
}

bool Connection::receive(base::Byte* to, std::size_t size) {
    for (std::size_t got = 0; got < size;) {
        const ssize_t n = ::recv(socket_, to + got, size - got, 0);
        if (n <= 0) return false;
        got += static_cast<std::size_t>(n);
    }
    return true;
}

std::optional<Json> Connection::call(const wire::Message& request, std::int16_t version) {
    send(request, version);
    base::Byte length[4];
    if (!receive(length, sizeof length)) return std::nullopt;
    base::Buffer frame =
        base::Buffer::uninitialised(static_cast<std::size_t>(base::load_be<std::int32_t>(length)));
    if (!receive(frame.writable().data(), frame.size())) return std::nullopt;
    auto response = wire::make_response(request.info().key);
    const auto parsed = wire::parse_response(frame, response->info(), version);
    if (!parsed || parsed->correlation_id != correlation_) return std::nullopt;
    if (!wire::decode(parsed->body, version, *response)) return std::nullopt;
    return support::parse_json(wire::to_json(*response, version));
}

} // namespace interop
