#pragma once
// A loop: one io_context(1) with its own named thread, on which everything of the nodes assigned to it runs.
// After each turn (every handler that was ready has run) the turn-end tasks run, so that what a turn appended
// is written once and what it answered is sent once (DESIGN 8). An idle loop sleeps: nothing polls.

#include "base/clock.h"

#include <functional>
#include <memory>
#include <string>

namespace boost::asio {
class io_context;
}

namespace net {

/// What happens at the end of a turn, in this order: logs write staged appends and complete the produces that
/// waited for it; nodes publish what changed; connections gather-write their answers.
enum class TurnEnd { write, publish, flush };

/// A turn-end task that costs no allocation to schedule.
class TurnTask {
public:
    virtual ~TurnTask() = default;
    virtual void turn_end() = 0;
};

class Loop {
public:
    /// `name` becomes the thread's name ("loop-0"; 15 characters are kept).
    explicit Loop(std::string name);
    /// Stops first. Handlers that have not run are destroyed without running.
    ~Loop();
    Loop(const Loop&) = delete;
    Loop& operator=(const Loop&) = delete;

    /// Starts the thread. Any thread, once.
    void start();
    /// Ends the turn that is running (with its turn-end tasks), then joins the thread. Any thread but the
    /// loop's.
    void stop();

    /// Runs `fn` on the loop in a later turn. Any thread. What is posted before start() runs after it.
    void post(std::function<void()> fn);
    /// Runs `fn` on the loop and returns when it has run: directly on the loop's own thread or while it is
    /// not running. For starting and stopping nodes; never from another loop.
    void run(const std::function<void()>& fn);

    /// Runs once at the end of this turn. Loop thread only, or before start(). A task that a turn-end task
    /// adds still runs in this turn; earlier kinds first.
    void at_turn_end(TurnEnd kind, std::function<void()> task);
    void at_turn_end(TurnEnd kind, std::shared_ptr<TurnTask> task);

    /// The time at which this turn began: what time-outs are measured by. Loop thread.
    base::Instant turn_time() const;

    /// True on the loop's thread. Any thread.
    bool on_loop() const;
    /// True on the loop's thread and while no thread runs: when its objects may be touched. Any thread.
    bool may_touch() const;

    const std::string& name() const;
    boost::asio::io_context& context();

    struct State;

private:
    friend class Timer;
    std::unique_ptr<State> state_;
};

/// Calls a function once at an instant, on the loop. Setting and cancelling cost a map entry, no system call.
/// Loop thread only (or while the loop does not run); not to outlive its loop.
class Timer {
public:
    explicit Timer(Loop& loop);
    ~Timer();
    Timer(const Timer&) = delete;
    Timer& operator=(const Timer&) = delete;

    /// Replaces an earlier setting. Never calls `fn` before set() returns.
    void set(base::Instant at, std::function<void()> fn);
    void set_after(base::Duration delay, std::function<void()> fn);
    void cancel();
    bool armed() const { return armed_; }

private:
    friend class Loop;
    friend struct Loop::State;
    Loop::State* loop_;
    base::Instant at_{};
    std::uint64_t sequence_ = 0;
    bool armed_ = false;
    std::function<void()> fn_;
};

} // namespace net
