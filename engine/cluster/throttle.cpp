#include "cluster/throttle.h"

namespace cluster {

using Changes = std::map<std::string, std::optional<std::string>>;

client::Awaitable<base::Result<>> set_throttle(client::ClusterClient& client, Throttled throttled) {
    std::optional<std::string> rate, replicas;
    if (throttled.bytes_per_second > 0) {
        rate = std::to_string(throttled.bytes_per_second);
        replicas = "*";
    }
    Changes of_broker, of_topic;
    base::Result<> first;
    for (const char* side : {"leader", "follower"}) {
        of_broker[std::string(side) + ".replication.throttled.rate"] = rate;
        of_topic[std::string(side) + ".replication.throttled.replicas"] = replicas;
    }
    for (const std::int32_t broker : throttled.brokers) {
        const auto done = co_await client.alter_broker_config(broker, of_broker);
        if (!done && first) first = done;
    }
    for (const std::string& topic : throttled.topics) {
        const auto done = co_await client.alter_topic_config(topic, of_topic);
        if (!done && first) first = done;
    }
    co_return first;
}

} // namespace cluster
