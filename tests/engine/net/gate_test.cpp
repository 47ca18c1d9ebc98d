#include "net/gate.h"

#include <QTest>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

using namespace std::chrono_literals;
using net::Gate;

namespace {

/// A node's view of a loop that the test turns by hand, so that nothing here waits for another thread.
struct Node {
    net::Loop shared{"loop-test"};
    std::shared_ptr<Gate> gate = std::make_shared<Gate>(shared);
    net::Loop loop{shared, gate};

    void start() { shared.start(); }
    void on_loop(const std::function<void()>& fn) { shared.run(fn); }
    /// Everything that was posted before has run.
    void settle() {
        for (int i = 0; i < 3; ++i) shared.run([] {});
    }
};

/// Counts steps of a coroutine and its end.
struct Steps {
    int taken = 0;
    bool destroyed = false;
};

struct EndMark {
    explicit EndMark(Steps& s) : steps(s) {}
    ~EndMark() { steps.destroyed = true; }
    EndMark(const EndMark&) = delete;
    EndMark& operator=(const EndMark&) = delete;
    Steps& steps;
};

boost::asio::awaitable<void> walk(boost::asio::io_context& context, Steps& steps) {
    const EndMark mark(steps);
    boost::asio::steady_timer timer(context);
    for (;;) {
        timer.expires_after(1ms);
        co_await timer.async_wait(boost::asio::use_awaitable);
        ++steps.taken;
    }
}

} // namespace

class GateTest : public QObject {
    Q_OBJECT
private slots:
    void what_is_posted_to_a_frozen_node_runs_in_order_when_it_thaws() {
        Node node;
        node.start();
        std::string ran;
        node.on_loop([&] { node.gate->close(); });
        node.loop.post([&] { ran += "a"; });
        node.loop.post([&] { ran += "b"; });
        node.shared.post([&] { ran += "other"; });
        node.settle();
        QCOMPARE(ran, std::string("other"));
        node.on_loop([&] { node.gate->open(); });
        QCOMPARE(ran, std::string("otherab"));
    }

    void a_timer_of_a_frozen_node_rings_after_it_thaws_and_not_once_it_is_cancelled() {
        Node node;
        node.start();
        int rang = 0;
        int other_rang = 0;
        std::unique_ptr<net::Timer> kept;
        std::unique_ptr<net::Timer> cancelled;
        std::unique_ptr<net::Timer> of_another;
        node.on_loop([&] {
            kept = std::make_unique<net::Timer>(node.loop);
            cancelled = std::make_unique<net::Timer>(node.loop);
            of_another = std::make_unique<net::Timer>(node.shared);
            node.gate->close();
            kept->set_after(1ms, [&] { ++rang; });
            cancelled->set_after(1ms, [&] { rang += 100; });
            of_another->set_after(5ms, [&] { ++other_rang; });
        });
        const auto others = [&] {
            int count = 0;
            node.on_loop([&] { count = other_rang; });
            return count;
        };
        QTRY_COMPARE(others(), 1);
        node.on_loop([&] {
            QCOMPARE(rang, 0);
            QVERIFY(kept->armed());
            cancelled->cancel();
            node.gate->open();
        });
        const auto mine = [&] {
            int count = 0;
            node.on_loop([&] { count = rang; });
            return count;
        };
        QTRY_COMPARE(mine(), 1);
        node.on_loop([&] {
            kept.reset();
            cancelled.reset();
            of_another.reset();
        });
    }

    void a_coroutine_of_a_frozen_node_stands_still_and_goes_on() {
        Node node;
        Steps steps;
        boost::asio::co_spawn(node.loop.executor(), walk(node.shared.context(), steps),
                              boost::asio::detached);
        node.start();
        const auto taken = [&] {
            int count = 0;
            node.on_loop([&] { count = steps.taken; });
            return count;
        };
        QTRY_VERIFY(taken() > 2);
        node.on_loop([&] { node.gate->close(); });
        const int frozen_at = taken();
        // Its timer rings meanwhile: another timer, set later for later, has rung.
        bool later = false;
        net::Timer timer(node.shared);
        node.on_loop([&] { timer.set_after(20ms, [&] { later = true; }); });
        const auto passed = [&] {
            bool is = false;
            node.on_loop([&] { is = later; });
            return is;
        };
        QTRY_VERIFY(passed());
        QCOMPARE(taken(), frozen_at);
        node.on_loop([&] { node.gate->open(); });
        QTRY_VERIFY(taken() > frozen_at + 1);
        node.on_loop([&] {
            timer.cancel();
            node.gate->kill();
        });
        const auto destroyed = [&] {
            bool is = false;
            node.on_loop([&] { is = steps.destroyed; });
            return is;
        };
        QTRY_VERIFY(destroyed());
    }

    void killing_destroys_what_waits_and_what_comes_without_running_it() {
        Node node;
        node.start();
        const auto held = std::make_shared<int>(0);
        std::vector<Gate::State> heard;
        node.on_loop([&] { node.gate->watch([&](Gate::State state) { heard.push_back(state); }); });
        node.on_loop([&] { node.gate->close(); });
        node.loop.post([held] { ++*held; });
        node.settle();
        QCOMPARE(held.use_count(), 2L);
        node.on_loop([&] { node.gate->kill(); });
        node.loop.post([held] { ++*held; });
        node.settle();
        QCOMPARE(held.use_count(), 1L);
        QCOMPARE(*held, 0);
        QCOMPARE(heard, (std::vector{Gate::State::closed, Gate::State::dead}));
    }

    void the_turn_in_which_a_node_is_killed_writes_nothing_for_it() {
        Node node;
        node.start();
        bool wrote = false;
        node.on_loop([&] {
            node.loop.at_turn_end(net::TurnEnd::write, [&] { wrote = true; });
            node.gate->kill();
        });
        node.settle();
        QVERIFY(!wrote);
    }

    void a_slow_disk_holds_back_the_writes_of_its_node_only() {
        Node node;
        node.start();
        std::string wrote;
        base::Instant asked;
        base::Instant written;
        node.on_loop([&] {
            node.gate->delay_writes([] { return base::Duration(30ms); });
            asked = std::chrono::steady_clock::now();
            node.loop.at_turn_end(net::TurnEnd::write, [&] {
                wrote += "slow";
                written = std::chrono::steady_clock::now();
            });
            node.shared.at_turn_end(net::TurnEnd::write, [&] { wrote += "quick "; });
        });
        node.settle();
        const auto all = [&] {
            std::string text;
            node.on_loop([&] { text = wrote; });
            return text;
        };
        QTRY_COMPARE(all(), std::string("quick slow"));
        QVERIFY(written - asked >= 30ms);
        node.on_loop([&] { node.gate->kill(); });
    }
};

QTEST_APPLESS_MAIN(GateTest)
#include "gate_test.moc"
