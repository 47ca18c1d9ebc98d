#include "cluster/node_host.h"

#include "broker/broker.h"
#include "broker/controller.h"
#include "broker/disk_pool.h"

#include <utility>

namespace cluster {

using base::Result;

/// A Broker or Controller between its birth and its death.
class NodeHost::Life {
public:
    virtual ~Life() = default;
    virtual Result<> open() = 0;                          ///< disk pool
    virtual Result<> start() = 0;                         ///< loop
    virtual void stop(std::function<void()> stopped) = 0; ///< loop; so is `stopped`
};

template <class Node>
class NodeHost::LifeOf final : public Life {
public:
    LifeOf(const broker::NodeConfig& config, const Services& services)
        : node_(config, broker::NodeServices{services.loop, services.disk_pool, services.disk, services.clock,
                                             services.observer}) {}
    Result<> open() override { return node_.open(); }
    Result<> start() override { return node_.start(); }
    void stop(std::function<void()> stopped) override { node_.stop(std::move(stopped)); }

private:
    Node node_;
};

NodeHost::NodeHost(view::NodeRef ref, broker::NodeConfig config, Services services)
    : ref_(ref), config_(std::move(config)), services_(services) {}

NodeHost::~NodeHost() = default;

// ---- the queue
// ------------------------------------------------------------------------------------------------

void NodeHost::perform(std::function<void()> operation) {
    queue_.push_back(std::move(operation));
    if (busy_) return;
    busy_ = true;
    ended();
}

void NodeHost::ended() {
    if (queue_.empty()) {
        busy_ = false;
        return;
    }
    const auto next = std::move(queue_.front());
    queue_.pop_front();
    next();
}

std::function<void(Result<>)> NodeHost::arrival(std::function<void(const Result<>&)> handler) {
    return [&control = services_.control, handler = std::move(handler)](Result<> result) {
        control.post([handler, result = std::move(result)] { handler(result); });
    };
}

// ---- life
// -----------------------------------------------------------------------------------------------------

void NodeHost::open(Done done) {
    perform([this, done = std::move(done)] {
        if (life_) {
            done(base::Error(kafka::ErrorCode::operation_not_attempted, config_.name + " is running."));
            return ended();
        }
        if (ref_.kind == view::NodeKind::broker)
            life_ = std::make_unique<LifeOf<broker::Broker>>(config_, services_);
        else
            life_ = std::make_unique<LifeOf<broker::Controller>>(config_, services_);
        auto arrived = arrival([this, done](const Result<>& result) {
            if (result) {
                state_ = State::opened;
                done(result);
                return ended();
            }
            stop_now([this, done, result] {
                done(result);
                ended();
            });
        });
        services_.disk_pool.run(
            [life = life_.get(), arrived = std::move(arrived)] { arrived(life->open()); });
    });
}

void NodeHost::start(Done done) {
    perform([this, done = std::move(done)] {
        if (state_ != State::opened) {
            done(base::Error(kafka::ErrorCode::operation_not_attempted, config_.name + " was not opened."));
            return ended();
        }
        auto arrived = arrival([this, done](const Result<>& result) {
            if (result) {
                state_ = State::up;
                done(result);
                return ended();
            }
            stop_now([this, done, result] {
                done(result);
                ended();
            });
        });
        services_.loop.post([life = life_.get(), arrived = std::move(arrived)] { arrived(life->start()); });
    });
}

void NodeHost::stop(Done done) {
    perform([this, done = std::move(done)] {
        stop_now([this, done] {
            done({});
            ended();
        });
    });
}

void NodeHost::stop_now(std::function<void()> stopped) {
    if (!life_) return stopped();
    state_ = State::stopping;
    auto arrived = arrival([this, stopped = std::move(stopped)](const Result<>&) { bury(stopped); });
    services_.loop.post(
        [life = life_.get(), arrived = std::move(arrived)] { life->stop([arrived] { arrived({}); }); });
}

void NodeHost::bury(std::function<void()> buried) {
    // Kept until the cluster has stopped: jobs that it left on the disk pool may still speak of it.
    buried_.push_back(std::move(life_));
    state_ = State::down;
    buried();
}

} // namespace cluster
