#include "net/gate.h"

#include "base/assert.h"
#include "net/gate_executor.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

namespace net {

/// Writes of a slow disk, and when each may run.
struct Gate::Delayed {
    explicit Delayed(Loop& loop) : timer(loop) {}
    std::deque<std::pair<base::Instant, std::function<void()>>> writes;
    Timer timer;
};

Gate::Gate(Loop& loop) : loop_(loop) {}
Gate::~Gate() = default;

void Gate::close() {
    RIPARIUM_ASSERT(loop_.may_touch(), "a gate closes on its loop");
    if (state_ != State::open) return;
    state_ = State::closed;
    tell();
}

void Gate::open() {
    RIPARIUM_ASSERT(loop_.may_touch(), "a gate opens on its loop");
    if (state_ != State::closed) return;
    const auto self = shared_from_this();
    state_ = State::open;
    tell();
    // What runs here may close the gate again: the rest waits on.
    while (state_ == State::open && !waiting_.empty()) {
        const auto fn = std::move(waiting_.front());
        waiting_.pop_front();
        fn();
    }
    if (state_ != State::open) return;
    for (Timer* const timer : std::exchange(held_, {})) timer->ring_again();
}

void Gate::kill() {
    RIPARIUM_ASSERT(loop_.may_touch(), "a gate dies on its loop");
    if (state_ == State::dead) return;
    const auto self = shared_from_this();
    state_ = State::dead;
    tell();
    delayed_.reset();
    // Destroying a coroutine may end others, which destroy what they hold.
    while (!waiting_.empty()) {
        const auto fn = std::move(waiting_.front());
        waiting_.pop_front();
    }
}

void Gate::pass(std::function<void()> fn) {
    if (state_ == State::open) return fn();
    wait(std::move(fn));
}

void Gate::wait(std::function<void()> fn) {
    if (state_ == State::closed) waiting_.push_back(std::move(fn));
}

void Gate::post(std::function<void()> fn) {
    boost::asio::post(loop_.context(), [self = shared_from_this(), fn = std::move(fn)]() mutable {
        self->pass(std::move(fn));
    });
}

Gate::WatchId Gate::watch(std::function<void(State)> changed) {
    watchers_.emplace(next_watch_, std::move(changed));
    return next_watch_++;
}

void Gate::tell() {
    const State now = state_;
    const WatchId last = next_watch_;
    for (auto at = watchers_.begin(); at != watchers_.end() && at->first < last && state_ == now;) {
        const WatchId id = at->first;
        const auto changed = at->second; // it may unwatch itself
        changed(now);
        at = watchers_.upper_bound(id);
    }
}

bool Gate::delay_write(std::function<void()>& task) {
    const base::Duration delay = write_delay_ ? write_delay_() : base::Duration{};
    const bool others_wait = delayed_ && !delayed_->writes.empty();
    if (delay.count() <= 0 && !others_wait) return false;
    if (!delayed_) delayed_ = std::make_unique<Delayed>(loop_);
    base::Instant at = std::chrono::steady_clock::now() + delay;
    if (others_wait) at = std::max(at, delayed_->writes.back().first); // writes keep their order
    delayed_->writes.emplace_back(at, std::move(task));
    if (delayed_->timer.armed()) return true;
    delayed_->timer.set(at, [this] { write_delayed(); });
    return true;
}

void Gate::write_delayed() {
    if (state_ == State::closed) return waiting_.push_back([this] { write_delayed(); });
    const base::Instant now = std::chrono::steady_clock::now();
    while (!delayed_->writes.empty() && delayed_->writes.front().first <= now) {
        loop_.at_turn_end(TurnEnd::write, guarded(std::move(delayed_->writes.front().second)));
        delayed_->writes.pop_front();
    }
    if (!delayed_->writes.empty())
        delayed_->timer.set(delayed_->writes.front().first, [this] { write_delayed(); });
}

std::function<void()> Gate::guarded(std::function<void()> task) {
    return [self = shared_from_this(), task = std::move(task)] {
        if (self->state_ != State::dead) task();
    };
}

} // namespace net
