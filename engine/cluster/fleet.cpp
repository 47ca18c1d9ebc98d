#include "cluster/fleet.h"

#include <algorithm>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <thread>
#include <unistd.h>

namespace cluster {
namespace {

/// On few cores a wake across threads costs more than it brings (reference, speed A4).
std::size_t loop_count(int wanted, std::size_t nodes) {
    const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
    const std::size_t count =
        wanted > 0 ? static_cast<std::size_t>(wanted) : std::max<std::size_t>(1, cores / 2);
    return std::min(count, nodes);
}

/// Linux: a thread has its own niceness.
void set_niceness(int niceness) {
    setpriority(PRIO_PROCESS, static_cast<id_t>(syscall(SYS_gettid)), niceness);
}

} // namespace

Fleet::Fleet(Services services, Threads threads, std::vector<std::string> azs,
             const std::vector<broker::NodeConfig>& brokers,
             const std::vector<broker::NodeConfig>& controllers)
    : services_(services), azs_(std::move(azs)) {
    const std::size_t count = loop_count(threads.loops, brokers.size() + controllers.size());
    for (std::size_t i = 0; i < count; ++i)
        loops_.push_back(std::make_unique<net::Loop>("loop-" + std::to_string(i)));
    // When every broker has its disk synced there is still a thread for the votes of the controllers.
    disk_pool_ = std::make_unique<broker::DiskPool>(brokers.size() + 1);
    for (const auto& config : controllers) add(view::NodeKind::controller, config);
    for (const auto& config : brokers) add(view::NodeKind::broker, config);
    for (const auto& loop : loops_) {
        loop->start();
        if (threads.niceness != 0) loop->post([niceness = threads.niceness] { set_niceness(niceness); });
    }
}

Fleet::~Fleet() {
    disk_pool_.reset(); // finishes what is queued
    for (const auto& loop : loops_) loop->stop();
    nodes_.clear();
}

NodeHost& Fleet::add(view::NodeKind kind, broker::NodeConfig config) {
    net::Loop& loop = *loops_[next_loop_++ % loops_.size()];
    const view::NodeRef ref{kind, config.id.value};
    links_.place(config.endpoint, az(config.rack).value_or(net::outside));
    const NodeHost::Services services{
        services_.control, loop, *disk_pool_, services_.disk, links_, services_.clock, services_.observer};
    return *nodes_.emplace_back(std::make_unique<NodeHost>(ref, std::move(config), services));
}

NodeHost& Fleet::add_broker(broker::NodeConfig config) {
    return add(view::NodeKind::broker, std::move(config));
}

std::optional<net::Az> Fleet::az(const std::string& name) const {
    if (name.empty()) return net::outside;
    const auto found = std::ranges::find(azs_, name);
    if (found == azs_.end()) return {};
    return static_cast<net::Az>(found - azs_.begin()) + 1;
}

void Fleet::remove(view::NodeRef ref) {
    if (const NodeHost* going = node(ref)) links_.forget(going->config().endpoint);
    std::erase_if(nodes_, [&](const auto& node) { return node->ref() == ref; });
}

NodeHost* Fleet::node(view::NodeRef ref) const {
    const auto found = std::ranges::find_if(nodes_, [&](const auto& node) { return node->ref() == ref; });
    return found == nodes_.end() ? nullptr : found->get();
}

std::vector<NodeHost*> Fleet::of(view::NodeKind kind) const {
    std::vector<NodeHost*> found;
    for (const auto& node : nodes_)
        if (node->ref().kind == kind) found.push_back(node.get());
    return found;
}

std::vector<NodeHost*> Fleet::all() const {
    std::vector<NodeHost*> found;
    for (const auto& node : nodes_) found.push_back(node.get());
    return found;
}

void Fleet::each(const std::vector<NodeHost*>& nodes, Operation operation, Done done) {
    if (nodes.empty()) return done({});
    struct Gathering {
        std::size_t awaited;
        base::Result<> first;
    };
    auto gathering = std::make_shared<Gathering>(Gathering{nodes.size(), {}});
    for (NodeHost* node : nodes) {
        (node->*operation)([gathering, done](const base::Result<>& result) {
            if (!result && gathering->first) gathering->first = result;
            if (--gathering->awaited == 0) done(gathering->first);
        });
    }
}

void Fleet::stop(std::function<void()> stopped) {
    each(brokers(), &NodeHost::stop, [this, stopped = std::move(stopped)](const base::Result<>&) {
        each(controllers(), &NodeHost::stop, [stopped](const base::Result<>&) { stopped(); });
    });
}

} // namespace cluster
