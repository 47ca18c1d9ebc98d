#pragma once
// What a broker of this version says of itself when it registers. Test code only.

#include "base/uuid.h"
#include "wire/messages/registration.h"

#include <fmt/format.h>
#include <map>
#include <string>

namespace test {

inline base::Uuid uuid_of(std::uint8_t high, std::uint8_t low) {
    base::Uuid id;
    id.bytes[0] = high;
    id.bytes[1] = low;
    return id;
}

/// Brokers 1, 2 and 3 are in racks a, b and c, and so on around.
inline wire::BrokerRegistrationRequest broker_registration(int id, const base::Uuid& incarnation) {
    wire::BrokerRegistrationRequest request;
    request.broker_id = id;
    request.cluster_id = "cluster";
    request.incarnation_id = incarnation;
    auto& listener = request.listeners.emplace_back();
    listener.name = "PLAINTEXT";
    listener.host = fmt::format("127.10.{}.1", id);
    listener.port = 9092;
    for (const auto& [name, max] :
         std::map<std::string, std::int16_t>{{"metadata.version", 30},
                                             {"eligible.leader.replicas.version", 1},
                                             {"group.version", 1},
                                             {"transaction.version", 2}}) {
        auto& feature = request.features.emplace_back();
        feature.name = name;
        feature.max_supported_version = max;
    }
    request.rack = std::string(1, static_cast<char>('a' + (id - 1) % 3));
    request.log_dirs = {uuid_of(0xd1, static_cast<std::uint8_t>(id))};
    return request;
}

} // namespace test
