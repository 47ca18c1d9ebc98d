// DescribeLogDirs (API 35). Source: reference 3.11.

#include "broker/broker.h"
#include "broker/codes.h"
#include "broker/handlers/handlers.h"
#include "wire/messages/log_dirs.h"

#include <map>
#include <set>

namespace broker {

void handle_describe_log_dirs(Broker& broker, Request request) {
    wire::DescribeLogDirsRequest body;
    if (!request.read(body)) return;
    std::set<std::pair<std::string, std::int32_t>> asked;
    if (body.topics)
        for (const auto& topic : *body.topics)
            for (const std::int32_t partition : topic.partitions) asked.emplace(topic.topic, partition);

    wire::DescribeLogDirsResponse response;
    auto& dir = response.results.emplace_back();
    dir.log_dir = broker.config().folder.string();
    if (const auto space = broker.log_dir().space()) {
        dir.total_bytes = static_cast<std::int64_t>(space->total);
        dir.usable_bytes = static_cast<std::int64_t>(space->free);
    } else {
        dir.error_code = to_wire(space.error().code);
    }
    std::map<std::string, std::map<std::int32_t, std::int64_t>> sizes;
    for (const auto& [key, partition] : broker.partitions()) {
        const auto& name = partition->name();
        if (body.topics && !asked.contains({name.topic, name.partition.value})) continue;
        sizes[name.topic][name.partition.value] = partition->size();
    }
    for (const auto& [topic, partitions] : sizes) {
        auto& described = dir.topics.emplace_back();
        described.name = topic;
        for (const auto& [index, size] : partitions) {
            auto& one = described.partitions.emplace_back();
            one.partition_index = index;
            one.partition_size = size;
        }
    }
    request.reply(response);
}

} // namespace broker
