#include "broker/node_life.h"

#include "storage/disk.h"

namespace broker {

NodeLife::NodeLife(const NodeConfig& config, const NodeServices& shared)
    : shared_loop_(shared.loop), disk_(shared.disk), clock_(shared.clock), observer_(shared.observer),
      links_(shared.links), gate_(std::make_shared<net::Gate>(shared.loop)), loop_(shared.loop, gate_),
      pool_(shared.disk_pool, [&disk = disk_, folder = config.folder] { return disk.slowness(folder); }) {
    gate_->delay_writes([&disk = disk_, folder = config.folder] { return disk.slowness(folder); });
}

NodeLife::~NodeLife() {
    gate_->delay_writes({}); // the gate may outlive the disk in a function that has not run
}

void NodeLife::kill(std::function<void()> gone) {
    gate_->kill();
    pool_.drop([&loop = shared_loop_, gone = std::move(gone)]() mutable {
        // What was cancelled is destroyed in the next turn; destroying it may cancel more.
        loop.post([&loop, gone = std::move(gone)]() mutable {
            loop.post([&loop, gone = std::move(gone)]() mutable { loop.post(std::move(gone)); });
        });
    });
}

} // namespace broker
