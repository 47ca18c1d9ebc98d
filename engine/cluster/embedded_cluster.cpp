#include "cluster/embedded_cluster.h"

#include "cluster/host.h"

namespace cluster {

EmbeddedCluster::EmbeddedCluster(view::ClusterLayout layout, EmbeddedOptions options)
    : host_(std::make_unique<Host>(std::move(layout), std::move(options))) {}

EmbeddedCluster::~EmbeddedCluster() = default;

view::Ticket EmbeddedCluster::submit(view::Command command) {
    return host_->submit(std::move(command));
}
view::Batch EmbeddedCluster::drain() {
    return host_->feed().drain();
}
void EmbeddedCluster::set_wake(std::function<void()> fn) {
    host_->feed().set_wake(std::move(fn));
}

} // namespace cluster
