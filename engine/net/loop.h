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
class any_io_executor;
} // namespace boost::asio

namespace net {

class Gate;

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
    /// A node's own view of `under`: the same thread and turns, but what is posted, timed, spawned or left
    /// for the turn's end through it passes the node's gate: it waits while the node is frozen, and is
    /// destroyed unrun once it is killed. run(), start() and stop() are those of `under`, which outlives the
    /// view.
    Loop(Loop& under, std::shared_ptr<Gate> gate);
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

    /// The time at which this turn was first asked for its time, or at which its timers rang: what time-outs
    /// are measured by. Loop thread.
    base::Instant turn_time() const;

    /// True on the loop's thread. Any thread.
    bool on_loop() const;
    /// True on the loop's thread and while no thread runs: when its objects may be touched. Any thread.
    bool may_touch() const;

    const std::string& name() const;
    boost::asio::io_context& context();
    /// What coroutines are spawned on: of a view, each of their steps passes the gate. Loop thread, or before
    /// the loop starts.
    boost::asio::any_io_executor executor();
    /// Of a view; else null.
    const std::shared_ptr<Gate>& gate() const { return gate_; }

    struct State;

private:
    friend class Timer;
    std::unique_ptr<State> owned_; ///< empty for a view
    State* state_;
    std::shared_ptr<Gate> gate_;
};

/// Calls a function once at an instant, on the loop; of a view, no earlier than its gate is open. Setting and
/// cancelling cost a map entry, no system call. A timer that is not in a hurry says so by its slack: it rings
/// in the first turn from `at` on that runs for another reason, and wakes the loop only when the slack is
/// over. Loop thread only (or while the loop does not run); not to outlive its loop.
class Timer {
public:
    explicit Timer(Loop& loop);
    ~Timer();
    Timer(const Timer&) = delete;
    Timer& operator=(const Timer&) = delete;

    /// Replaces an earlier setting. Never calls `fn` before set() returns.
    void set(base::Instant at, std::function<void()> fn, base::Duration slack = {});
    void set_after(base::Duration delay, std::function<void()> fn);
    void cancel();
    bool armed() const { return armed_; }

private:
    friend class Loop;
    friend class Gate;
    friend struct Loop::State;
    void ring_again();
    Loop::State* loop_;
    std::shared_ptr<Gate> gate_; ///< of a view's timers
    base::Instant at_{};         ///< from then on it may ring
    base::Instant by_{};         ///< then it rings
    std::uint64_t sequence_ = 0;
    bool armed_ = false;
    bool held_ = false; ///< rang behind a closed gate
    std::function<void()> fn_;
};

} // namespace net
