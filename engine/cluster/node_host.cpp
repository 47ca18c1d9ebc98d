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
    virtual void kill(std::function<void()> stopped) = 0; ///< loop; so is `stopped`
    virtual void freeze() = 0;                            ///< loop
    virtual void thaw() = 0;                              ///< loop
};

template <class Node>
class NodeHost::LifeOf final : public Life {
public:
    LifeOf(const broker::NodeConfig& config, const Services& services)
        : node_(config, broker::NodeServices{services.loop, services.disk_pool, services.disk, services.clock,
                                             services.observer, &services.links}) {}
    Result<> open() override { return node_.open(); }
    Result<> start() override { return node_.start(); }
    void stop(std::function<void()> stopped) override { node_.stop(std::move(stopped)); }
    void kill(std::function<void()> stopped) override { node_.kill(std::move(stopped)); }
    void freeze() override { node_.freeze(); }
    void thaw() override { node_.thaw(); }

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
    frozen_ = false;
    stopped_ = std::move(stopped);
    auto arrived = arrival([this](const Result<>&) {
        // Stopped, or killed meanwhile. What it left behind ends as that of a killed node does.
        if (stopped_) kill_now(std::exchange(stopped_, {}));
    });
    services_.loop.post(
        [life = life_.get(), arrived = std::move(arrived)] { life->stop([arrived] { arrived({}); }); });
}

void NodeHost::kill(Done done) {
    if (stopped_) {
        // The stop that is under way may wait for others, who may never answer.
        return kill_now([done = std::move(done), stopped = std::exchange(stopped_, {})] {
            stopped();
            done({});
        });
    }
    perform([this, done = std::move(done)] {
        kill_now([this, done] {
            done({});
            ended();
        });
    });
}

void NodeHost::kill_now(std::function<void()> killed) {
    if (!life_) return killed();
    state_ = State::stopping;
    frozen_ = false;
    auto arrived = arrival([this, killed = std::move(killed)](const Result<>&) {
        state_ = State::down;
        killed();
    });
    std::shared_ptr<Life> life = std::move(life_);
    services_.loop.post([&loop = services_.loop, life = std::move(life), arrived = std::move(arrived)] {
        // Destroyed on its own loop, in a later turn than the one that told of its end.
        life->kill([&loop, life, arrived] {
            loop.post([life, arrived]() mutable {
                life.reset();
                arrived({});
            });
        });
    });
}

void NodeHost::freeze(Done done) {
    set_frozen(true, std::move(done));
}
void NodeHost::thaw(Done done) {
    set_frozen(false, std::move(done));
}

void NodeHost::set_frozen(bool frozen, Done done) {
    perform([this, frozen, done = std::move(done)] {
        if (!life_ || state_ != State::up) {
            done({});
            return ended();
        }
        auto arrived = arrival([this, frozen, done](const Result<>&) {
            frozen_ = frozen;
            done({});
            ended();
        });
        services_.loop.post([life = life_.get(), frozen, arrived = std::move(arrived)] {
            if (frozen)
                life->freeze();
            else
                life->thaw();
            arrived({});
        });
    });
}

} // namespace cluster
