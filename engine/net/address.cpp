#include "net/address.h"

#include <arpa/inet.h>
#include <charconv>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace net {
namespace {

constexpr std::int32_t last_range = 254;
constexpr std::uint16_t block_size = 10; // ports of one node in the fallback
constexpr std::uint32_t first_block = 19090;
constexpr std::uint32_t last_block = 60000;

base::Error bad(std::string_view text, std::string_view why) {
    return {kafka::ErrorCode::invalid_request, fmt::format("\"{}\" is not an address: {}", text, why)};
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

bool all_free(const AddressPlan& plan, const std::function<bool(const Endpoint&)>& can_bind_there) {
    for (const auto& node : plan.endpoints)
        for (const Endpoint& endpoint : node)
            if (!can_bind_there(endpoint)) return false;
    return true;
}

AddressPlan in_range(const std::vector<AddressWish>& wishes, std::int32_t range) {
    AddressPlan plan;
    plan.range = range;
    for (const AddressWish& wish : wishes) {
        auto& node = plan.endpoints.emplace_back();
        for (const std::uint16_t port : wish.ports)
            node.emplace_back(fmt::format("127.{}.{}.{}", range, wish.az, wish.host), port);
    }
    return plan;
}

AddressPlan in_blocks(const std::vector<AddressWish>& wishes, std::uint32_t first_port) {
    AddressPlan plan;
    std::uint32_t block = first_port;
    for (const AddressWish& wish : wishes) {
        auto& node = plan.endpoints.emplace_back();
        for (std::size_t i = 0; i < wish.ports.size(); ++i)
            node.emplace_back("127.0.0.1", static_cast<std::uint16_t>(block + i));
        block += block_size;
    }
    plan.note =
        fmt::format("Addresses of the form 127.10.1.1 are not available on this machine: every node listens "
                    "on 127.0.0.1, with its own block of {} ports from {} on.",
                    block_size, first_port);
    return plan;
}

} // namespace

std::string Endpoint::text() const {
    return host.find(':') == std::string::npos ? fmt::format("{}:{}", host, port)
                                               : fmt::format("[{}]:{}", host, port);
}

base::Result<Endpoint> Endpoint::parse(std::string_view text) {
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos) return bad(text, "it has no port");
    std::string_view host = text.substr(0, colon);
    const std::string_view digits = text.substr(colon + 1);
    if (host.size() >= 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
    if (host.empty()) return bad(text, "it has no host");
    unsigned port = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    if (error != std::errc{} || end != digits.data() + digits.size() || port == 0 || port > 65535)
        return bad(text, "the port is no number from 1 to 65535");
    return Endpoint(std::string(host), static_cast<std::uint16_t>(port));
}

base::Result<std::vector<Endpoint>> parse_bootstrap(std::string_view text) {
    std::vector<Endpoint> endpoints;
    while (!text.empty()) {
        const auto comma = text.find(',');
        const std::string_view entry = trimmed(text.substr(0, comma));
        text = comma == std::string_view::npos ? std::string_view{} : text.substr(comma + 1);
        if (entry.empty()) continue;
        auto parsed = Endpoint::parse(entry);
        if (!parsed) return parsed.error();
        endpoints.push_back(std::move(*parsed));
    }
    if (endpoints.empty()) return bad("", "no server is named");
    return endpoints;
}

base::Result<AddressPlan> plan_addresses(const std::vector<AddressWish>& wishes,
                                         const std::function<bool(const Endpoint&)>& can_bind_there,
                                         std::int32_t first_range) {
    for (std::int32_t range = first_range; range <= last_range; ++range) {
        AddressPlan plan = in_range(wishes, range);
        if (all_free(plan, can_bind_there)) return plan;
    }
    const auto span = static_cast<std::uint32_t>(wishes.size()) * block_size;
    for (std::uint32_t first = first_block; first + span < last_block; first += 1000) {
        AddressPlan plan = in_blocks(wishes, first);
        if (all_free(plan, can_bind_there)) return plan;
    }
    return base::Error(
        kafka::ErrorCode::unknown_server_error,
        "No free addresses for the cluster: neither a range 127.10.0.0/16 and up nor a block of ports "
        "on 127.0.0.1 can be listened on. Stop other clusters or programs that use these ports.");
}

bool can_bind(const Endpoint& endpoint) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(endpoint.port);
    if (inet_pton(AF_INET, endpoint.host.c_str(), &address.sin_addr) != 1) return false;
    const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0) return false;
    // As the listener will: a connection in TIME_WAIT does not make an address taken, a listener does.
    const int on = 1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    const bool bound = bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    const bool free = bound && listen(fd, 1) == 0;
    ::close(fd);
    return free;
}

} // namespace net
