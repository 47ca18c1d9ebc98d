#pragma once
// Addresses of listeners, and the plan that imitates MSK: cluster k lives in 127.(10+k).0.0/16, AZ a is its
// subnet 127.(10+k).a.0/24, and every broker keeps the true ports on its own address (DESIGN 3). Any thread.

#include "base/result.h"

#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace net {

/// A numeric IP address or host name, and a TCP port.
struct Endpoint {
    std::string host;
    std::uint16_t port = 0;

    Endpoint() = default;
    Endpoint(std::string h, std::uint16_t p) : host(std::move(h)), port(p) {}
    auto operator<=>(const Endpoint&) const = default;

    /// "127.10.1.1:9092", "[::1]:9092".
    std::string text() const;
    /// The reverse of text(); error: what is wrong with it.
    static base::Result<Endpoint> parse(std::string_view text);
};

/// "a:1,b:2" as bootstrap.servers has it; spaces around the commas are ignored. Error: the first bad entry.
base::Result<std::vector<Endpoint>> parse_bootstrap(std::string_view text);

/// One node that wants addresses: `az` from 1, `host` from 1 within its AZ (both at most 254).
struct AddressWish {
    std::int32_t az = 1;
    std::int32_t host = 1;
    std::vector<std::uint16_t> ports;
};

struct AddressPlan {
    std::vector<std::vector<Endpoint>> endpoints; ///< of each wish, in the order of its ports
    std::int32_t range = -1;                      ///< the 127.(10+k) that was taken; -1: the fallback
    std::string note;                             ///< set for the fallback: what was done instead, for people
};

/// Picks the first range, from `first_range` on, of which every planned address and port can be bound; when
/// there is none, 127.0.0.1 with one block of ports per node. Error: not even that was free. A port may be
/// taken between planning and listening: plan again from the next range.
base::Result<AddressPlan> plan_addresses(const std::vector<AddressWish>& wishes,
                                         const std::function<bool(const Endpoint&)>& can_bind,
                                         std::int32_t first_range = 10);

/// Whether this machine lets us listen there now. Binds and closes a socket.
bool can_bind(const Endpoint& endpoint);

} // namespace net
