#include "net/loop.h"

#include "base/assert.h"
#include "base/log.h"
#include "net/gate_executor.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <array>
#include <atomic>
#include <csignal>
#include <future>
#include <map>
#include <optional>
#include <pthread.h>
#include <thread>
#include <vector>

namespace net {
namespace {

// Handlers that post handlers, or that take long, must not keep a turn from ending: answers wait for its end.
constexpr int max_handlers_per_turn = 256;
constexpr auto long_turn = std::chrono::milliseconds(20);
constexpr std::size_t kinds = 3;
// An alarm whose timer was cancelled is moved when it would ring before this: later ones may yet be of use.
constexpr auto stale_alarm = std::chrono::milliseconds(200);

class FunctionTask final : public TurnTask {
public:
    FunctionTask(std::function<void()> fn, std::shared_ptr<Gate> gate)
        : fn_(std::move(fn)), gate_(std::move(gate)) {}
    void turn_end() override {
        if (!gate_ || gate_->state() != Gate::State::dead) fn_();
    }

private:
    std::function<void()> fn_;
    std::shared_ptr<Gate> gate_;
};

void name_this_thread(const std::string& name) {
    pthread_setname_np(pthread_self(), name.substr(0, 15).c_str());
    // sendfile(2) has no MSG_NOSIGNAL: a peer that is gone must not end the process.
    sigset_t broken_pipe;
    sigemptyset(&broken_pipe);
    sigaddset(&broken_pipe, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &broken_pipe, nullptr);
}

} // namespace

struct Loop::State {
    explicit State(std::string n) : name(std::move(n)), alarm(context) {}
    ~State() {
        for (auto& tasks : turn_end) tasks.clear(); // they hold sockets of the context
    }

    using TimerKey = std::pair<base::Instant, std::uint64_t>;

    std::string name;
    std::atomic<std::thread::id> thread_id{};
    bool stopping = false;
    base::Instant turn_time{};
    bool turn_timed = false; ///< turn_time is of this turn
    std::array<std::vector<std::shared_ptr<TurnTask>>, kinds> turn_end;
    std::vector<std::shared_ptr<TurnTask>> running_tasks;
    std::map<TimerKey, Timer*> timers; ///< by the time at which they ring at the latest
    std::uint64_t next_timer = 0;
    base::Instant alarm_at = base::Instant::max();

    // After what its handlers may still hold on to: it destroys those that have not run.
    boost::asio::io_context context{1};
    boost::asio::steady_timer alarm;
    std::optional<boost::asio::executor_work_guard<boost::asio::io_context::executor_type>> work;
    std::thread thread;

    void thread_main();
    void end_turn();
    void arm(base::Instant at);
    void set_alarm(base::Instant at);
    void ring_due(base::Instant now);
    void ring_in_passing();
    void alarm_rang();
};

void Loop::State::thread_main() {
    name_this_thread(name);
    while (!stopping) {
        turn_timed = false; // the turn begins when its first handler is called, inside run_one()
        if (context.run_one() == 0) break;
        const base::Instant end = std::chrono::steady_clock::now() + long_turn;
        for (int handlers = 1; handlers < max_handlers_per_turn; ++handlers)
            if (context.poll_one() == 0 || std::chrono::steady_clock::now() > end) break;
        ring_in_passing();
        end_turn();
    }
}

void Loop::State::end_turn() {
    for (std::size_t kind = 0; kind < kinds;) {
        if (turn_end[kind].empty()) {
            ++kind;
            continue;
        }
        running_tasks.swap(turn_end[kind]);
        for (const auto& task : running_tasks) task->turn_end();
        running_tasks.clear();
        kind = 0;
    }
}

void Loop::State::arm(base::Instant at) {
    if (at < alarm_at) set_alarm(at);
}

void Loop::State::set_alarm(base::Instant at) {
    alarm_at = at;
    alarm.expires_at(at);
    if (at == base::Instant::max()) return;
    alarm.async_wait([this](const boost::system::error_code& error) {
        if (!error) alarm_rang();
    });
}

void Loop::State::alarm_rang() {
    alarm_at = base::Instant::max();
    // What is due is due by turn_time() too: a timer that found nothing to do would ring again at once.
    turn_time = std::chrono::steady_clock::now();
    turn_timed = true;
    ring_due(turn_time);
    if (!timers.empty()) arm(timers.begin()->first.first);
}

// The loop is awake: what may ring now need not wake it later. A timer that was cancelled leaves the alarm as
// it is, for a long poll cancels its timer thousands of times per second; here, once in a while, it is moved.
void Loop::State::ring_in_passing() {
    if (timers.empty() && alarm_at == base::Instant::max()) return;
    if (!turn_timed) turn_time = std::chrono::steady_clock::now();
    turn_timed = true;
    ring_due(turn_time);
    const base::Instant next = timers.empty() ? base::Instant::max() : timers.begin()->first.first;
    if (alarm_at < next && alarm_at - turn_time < stale_alarm) set_alarm(next);
}

void Loop::State::ring_due(base::Instant now) {
    const std::uint64_t last = next_timer;
    auto due = timers.begin();
    while (due != timers.end() && due->second->at_ <= now) {
        Timer& timer = *due->second;
        if (due->first.second >= last) {
            ++due; // set by a timer of this very round: next time
            continue;
        }
        timers.erase(due);
        if (timer.gate_ && !timer.gate_->is_open()) {
            timer.held_ = true;
            timer.gate_->hold(timer);
            due = timers.begin();
            continue;
        }
        timer.armed_ = false;
        const std::function<void()> fn = std::move(timer.fn_);
        fn();
        due = timers.begin();
    }
}

Loop::Loop(std::string name) : owned_(std::make_unique<State>(std::move(name))), state_(owned_.get()) {}
Loop::Loop(Loop& under, std::shared_ptr<Gate> gate) : state_(under.state_), gate_(std::move(gate)) {}
Loop::~Loop() {
    if (owned_) stop();
}

void Loop::start() {
    RIPARIUM_ASSERT(!state_->thread.joinable(), "a loop starts once");
    state_->stopping = false;
    state_->work.emplace(state_->context.get_executor());
    // The id is known before anything runs, so that on_loop() is right from the first handler on.
    std::promise<void> known;
    state_->thread = std::thread([this, ready = known.get_future()]() mutable {
        ready.wait();
        state_->thread_main();
    });
    state_->thread_id = state_->thread.get_id();
    known.set_value();
}

void Loop::stop() {
    if (!state_->thread.joinable()) return;
    RIPARIUM_ASSERT(!on_loop(), "a loop cannot join itself");
    post([this] { state_->stopping = true; });
    state_->thread.join();
    state_->thread_id = std::thread::id{};
    state_->work.reset();
}

void Loop::post(std::function<void()> fn) {
    if (gate_) return gate_->post(std::move(fn));
    boost::asio::post(state_->context, std::move(fn));
}

void Loop::run(const std::function<void()>& fn) {
    if (may_touch()) return fn();
    // Shared: the loop may still be inside set_value() when the waiter has gone on.
    const auto done = std::make_shared<std::promise<void>>();
    boost::asio::post(state_->context, [&fn, done] {
        fn();
        done->set_value();
    });
    done->get_future().wait();
}

void Loop::at_turn_end(TurnEnd kind, std::function<void()> task) {
    if (gate_ && kind == TurnEnd::write && gate_->delay_write(task)) return;
    at_turn_end(kind, std::make_shared<FunctionTask>(std::move(task), gate_));
}

void Loop::at_turn_end(TurnEnd kind, std::shared_ptr<TurnTask> task) {
    RIPARIUM_ASSERT(may_touch(), "turn-end tasks belong to the loop's thread");
    state_->turn_end[static_cast<std::size_t>(kind)].push_back(std::move(task));
}

base::Instant Loop::turn_time() const {
    if (!state_->turn_timed) state_->turn_time = std::chrono::steady_clock::now();
    state_->turn_timed = true;
    return state_->turn_time;
}
bool Loop::on_loop() const {
    return state_->thread_id.load(std::memory_order_relaxed) == std::this_thread::get_id();
}
bool Loop::may_touch() const {
    const auto id = state_->thread_id.load(std::memory_order_relaxed);
    return id == std::this_thread::get_id() || id == std::thread::id{};
}
const std::string& Loop::name() const {
    return state_->name;
}
boost::asio::io_context& Loop::context() {
    return state_->context;
}
boost::asio::any_io_executor Loop::executor() {
    const auto plain = state_->context.get_executor();
    if (!gate_) return plain;
    return GateExecutor<boost::asio::io_context::executor_type>(plain, gate_);
}

Timer::Timer(Loop& loop) : loop_(loop.state_), gate_(loop.gate_) {}
Timer::~Timer() {
    cancel();
}

void Timer::set(base::Instant at, std::function<void()> fn, base::Duration slack) {
    cancel();
    at_ = at;
    by_ = at + slack;
    sequence_ = loop_->next_timer++;
    fn_ = std::move(fn);
    armed_ = true;
    loop_->timers.emplace(Loop::State::TimerKey{by_, sequence_}, this);
    loop_->arm(by_);
}

void Timer::set_after(base::Duration delay, std::function<void()> fn) {
    set(std::chrono::steady_clock::now() + delay, std::move(fn));
}

void Timer::cancel() {
    if (!armed_) return;
    if (std::exchange(held_, false))
        gate_->let_go(*this);
    else
        loop_->timers.erase({by_, sequence_});
    armed_ = false;
    fn_ = nullptr;
}

void Timer::ring_again() {
    held_ = false;
    loop_->timers.emplace(Loop::State::TimerKey{by_, sequence_}, this);
    loop_->arm(by_);
}

} // namespace net
