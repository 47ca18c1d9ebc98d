#pragma once
// The gate of one node: what freezes it, lets it go on, or ends it as kill -9 would, while the loop that it
// shares with other nodes runs on. A node uses its own view of the loop (Loop's second constructor);
// everything that enters the node through that view passes here: posted functions, timers, turn-end tasks,
// and coroutines on Loop::executor(). Its listeners are paused beside it (Listener::pause), its client
// connections watch it. Loop thread only, except post(). Source: DESIGN 3 (freezing a node closes its gate,
// never its thread).

#include "net/loop.h"

#include <cstdint>
#include <deque>
#include <map>
#include <set>

namespace net {

class Gate : public std::enable_shared_from_this<Gate> {
public:
    enum class State : std::uint8_t {
        open,
        closed, ///< frozen: what would enter waits, in order
        dead    ///< killed: what would enter is destroyed without running, for ever
    };
    /// `loop` is the true loop, and outlives the gate.
    explicit Gate(Loop& loop);
    ~Gate();
    Gate(const Gate&) = delete;
    Gate& operator=(const Gate&) = delete;

    State state() const { return state_; }
    bool is_open() const { return state_ == State::open; }

    /// Freezes. Turn-end tasks of the running turn still run. Nothing when it is not open.
    void close();
    /// Thaws: watchers first (bytes that came), then what was posted, in order, then the timers that are due.
    /// Nothing when it is not closed.
    void open();
    /// The node is gone, in this instant: what waits is destroyed unrun, and so is what still comes. Watchers
    /// are told. Call it from outside the node (a function of the true loop).
    void kill();

    /// Runs `fn` now, later, or never, as the state says.
    void pass(std::function<void()> fn);
    /// pass() in a later turn. Any thread.
    void post(std::function<void()> fn);

    /// Told of every change until unwatch(). A watcher may unwatch itself.
    using WatchId = std::uint64_t;
    WatchId watch(std::function<void(State)> changed);
    void unwatch(WatchId id) { watchers_.erase(id); }

    /// How long the node's writes (TurnEnd::write) are held back before they run: a slow disk delays only the
    /// node it belongs to. Asked once per task; zero or unset: not at all.
    void delay_writes(std::function<base::Duration()> delay) { write_delay_ = std::move(delay); }

private:
    friend class Loop;
    friend class Timer;
    template <class Inner>
    friend class GateExecutor;
    void wait(std::function<void()> fn);
    void hold(Timer& timer) { held_.insert(&timer); }
    void let_go(Timer& timer) { held_.erase(&timer); }
    /// False: not delayed, the caller schedules `task` itself.
    bool delay_write(std::function<void()>& task);
    void write_delayed();
    /// `task`, which does nothing once the node is dead.
    std::function<void()> guarded(std::function<void()> task);
    void tell();

    Loop& loop_;
    State state_ = State::open;
    std::deque<std::function<void()>> waiting_;
    std::set<Timer*> held_; ///< rang while the gate was closed
    std::map<WatchId, std::function<void(State)>> watchers_;
    WatchId next_watch_ = 1;
    std::function<base::Duration()> write_delay_;
    struct Delayed;
    std::unique_ptr<Delayed> delayed_; ///< writes that wait
};

} // namespace net
