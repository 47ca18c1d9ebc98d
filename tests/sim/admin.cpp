#include "sim/admin.h"

#include <fmt/format.h>

namespace sim {

void Admin::start(Instant until) {
    const Instant next = world_.now() + world_.between(ms(50), ms(1500));
    if (next >= until) return;
    world_.at(next, [this, until] {
        for (const auto& [host, controller] : cluster_.controllers)
            if (controller->active() && !world_.frozen(host)) act(*controller);
        start(until);
    });
}

void Admin::act(ControllerHost& controller) {
    const auto& topics = controller.core().image().topics();
    if (topics.empty()) return;
    if (world_.percent(30)) return elect_preferred(controller);
    const metadata::TopicInfo& topic = topics.begin()->second;
    reassign(controller, topic, world_.pick(static_cast<int>(topic.partitions.size())));
}

void Admin::reassign(ControllerHost& controller, const metadata::TopicInfo& topic, std::int32_t partition) {
    wire::AlterPartitionReassignmentsRequest request;
    auto& asked_topic = request.topics.emplace_back();
    asked_topic.name = topic.name;
    auto& asked = asked_topic.partitions.emplace_back();
    asked.partition_index = partition;
    // No replicas: it goes back to where it was.
    if (world_.percent(80)) {
        std::vector<std::int32_t> left;
        for (const auto& [id, broker] : cluster_.brokers) left.push_back(id);
        auto& replicas = asked.replicas.emplace();
        while (replicas.size() < 3) {
            const auto chosen = left.begin() + world_.pick(static_cast<int>(left.size()));
            replicas.push_back(*chosen);
            left.erase(chosen);
        }
    }
    auto decision = controller.core().alter_reassignments(request);
    if (decision.records.empty()) return;
    world_.count(asked.replicas ? "reassignments" : "reassignments taken back");
    world_.trace(fmt::format("{} moves the replicas of partition {}{}", controller.voter().host(), partition,
                             asked.replicas ? "" : " back"));
    controller.commit(std::move(decision.records), [](bool) {});
}

void Admin::elect_preferred(ControllerHost& controller) {
    auto decision = controller.core().elect_leaders({});
    if (decision.records.empty()) return;
    world_.count("preferred elections");
    world_.trace(fmt::format("{} elects preferred leaders", controller.voter().host()));
    controller.commit(std::move(decision.records), [](bool) {});
}

} // namespace sim
