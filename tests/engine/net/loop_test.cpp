#include "net/loop.h"

#include <QTest>
#include <future>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <thread>
#include <unistd.h>

using net::TurnEnd;
using namespace std::chrono_literals;

class LoopTest : public QObject {
    Q_OBJECT
private slots:
    void a_turn_ends_with_writes_then_publishing_then_flushing() {
        net::Loop loop("loop-0");
        std::string order;
        loop.post([&] {
            loop.at_turn_end(TurnEnd::flush, [&] { order += 'f'; });
            loop.at_turn_end(TurnEnd::publish, [&] { order += 'p'; });
            loop.at_turn_end(TurnEnd::write, [&] {
                order += 'w';
                loop.at_turn_end(TurnEnd::flush, [&] { order += 'F'; });
            });
            order += 'h';
        });
        loop.start();
        loop.run([] {});
        loop.stop();
        QCOMPARE(order, std::string("hwpfF"));
    }

    void a_write_asked_for_while_flushing_runs_before_the_next_flush() {
        net::Loop loop("loop-0");
        std::string order;
        loop.post([&] {
            loop.at_turn_end(TurnEnd::flush, [&] {
                order += 'f';
                loop.at_turn_end(TurnEnd::flush, [&] { order += 'F'; });
                loop.at_turn_end(TurnEnd::write, [&] { order += 'w'; });
            });
        });
        loop.start();
        loop.stop();
        QCOMPARE(order, std::string("fwF"));
    }

    void handlers_that_are_ready_together_share_one_turn_end() {
        net::Loop loop("loop-0");
        int turn_ends = 0, handlers = 0;
        bool asked = false;
        for (int i = 0; i < 100; ++i)
            loop.post([&] {
                ++handlers;
                if (!asked) loop.at_turn_end(TurnEnd::flush, [&] { ++turn_ends; });
                asked = true;
            });
        loop.start();
        loop.stop();
        QCOMPARE(handlers, 100);
        QCOMPARE(turn_ends, 1);
    }

    void handlers_that_post_handlers_for_ever_do_not_keep_a_turn_from_ending() {
        net::Loop loop("loop-0");
        std::promise<void> flushed;
        bool stop = false;
        std::function<void()> again = [&] {
            if (!stop) loop.post(again);
        };
        loop.post([&] {
            loop.at_turn_end(TurnEnd::flush, [&] {
                stop = true;
                flushed.set_value();
            });
            again();
        });
        loop.start();
        QVERIFY(flushed.get_future().wait_for(10s) == std::future_status::ready);
        loop.stop();
    }

    void its_thread_has_its_name() {
        net::Loop loop("loop-7");
        loop.start();
        char name[16] = {};
        loop.run([&] { pthread_getname_np(pthread_self(), name, sizeof name); });
        QCOMPARE(std::string(name), std::string("loop-7"));
        QVERIFY(!loop.on_loop());
        QVERIFY(!loop.may_touch());
        loop.stop();
        QVERIFY(loop.may_touch());
    }

    void timers_fire_in_order_and_cancelled_ones_do_not() {
        net::Loop loop("loop-0");
        net::Timer first(loop), second(loop), third(loop);
        std::string order;
        std::promise<void> done;
        const auto now = std::chrono::steady_clock::now();
        second.set(now + 2ms, [&] { order += '2'; });
        third.set(now + 3ms, [&] { order += '3'; });
        first.set(now + 1ms, [&] {
            order += '1';
            third.cancel();
            third.set(now + 4ms, [&] {
                order += '4';
                done.set_value();
            });
        });
        loop.start();
        QVERIFY(done.get_future().wait_for(10s) == std::future_status::ready);
        loop.stop();
        QCOMPARE(order, std::string("124"));
    }

    void a_timer_that_is_already_due_fires_once_and_may_set_itself_again() {
        net::Loop loop("loop-0");
        net::Timer timer(loop);
        int fired = 0;
        std::promise<void> done;
        std::function<void()> tick = [&] {
            if (++fired == 5) return done.set_value();
            timer.set({}, tick);
        };
        timer.set({}, tick);
        QCOMPARE(fired, 0);
        loop.start();
        QVERIFY(done.get_future().wait_for(10s) == std::future_status::ready);
        loop.stop();
        QCOMPARE(fired, 5);
    }

    void a_timer_with_slack_rings_with_what_wakes_the_loop_anyway() {
        net::Loop loop("loop-0");
        net::Timer patient(loop), other(loop);
        std::string order;
        std::promise<void> done;
        const auto now = std::chrono::steady_clock::now();
        patient.set(
            now + 1ms,
            [&] {
                order += "patient";
                done.set_value();
            },
            1h);
        other.set(now + 20ms, [&] { order += "other "; });
        loop.start();
        QVERIFY(done.get_future().wait_for(10s) == std::future_status::ready);
        loop.stop();
        QCOMPARE(order, std::string("other patient"));
    }

    void a_timer_with_slack_rings_by_itself_when_the_slack_is_over() {
        net::Loop loop("loop-0");
        net::Timer patient(loop);
        std::promise<base::Instant> rang;
        const base::Instant at = std::chrono::steady_clock::now() + 5ms;
        patient.set(
            at, [&] { rang.set_value(std::chrono::steady_clock::now()); }, 15ms);
        loop.start();
        auto when = rang.get_future();
        QVERIFY(when.wait_for(10s) == std::future_status::ready);
        QVERIFY(when.get() >= at);
    }

    void an_alarm_whose_timer_was_cancelled_does_not_wake_the_loop() {
        net::Loop loop("loop-0");
        net::Timer cancelled(loop), timer(loop);
        std::promise<long> woken;
        loop.start();
        loop.run([&] {
            cancelled.set_after(20ms, [] {});
            cancelled.cancel();
            rusage before{};
            getrusage(RUSAGE_THREAD, &before);
            timer.set_after(80ms, [&woken, before] {
                rusage after{};
                getrusage(RUSAGE_THREAD, &after);
                woken.set_value(after.ru_nvcsw - before.ru_nvcsw);
            });
        });
        QCOMPARE(woken.get_future().get(), 1L);
    }

    void the_time_of_a_turn_that_a_timer_begins_is_not_before_the_timer() {
        net::Loop loop("loop-0");
        net::Timer timer(loop);
        std::promise<bool> late_enough;
        loop.start();
        loop.run([&] {
            const base::Instant due = loop.turn_time() + 20ms;
            timer.set(due, [&loop, &late_enough, due] { late_enough.set_value(loop.turn_time() >= due); });
        });
        QVERIFY(late_enough.get_future().get());
    }

    void the_time_of_a_turn_stands_still_and_goes_on_with_the_next() {
        net::Loop loop("loop-0");
        loop.start();
        base::Instant first, again;
        std::promise<base::Instant> next;
        loop.run([&] {
            first = loop.turn_time();
            while (std::chrono::steady_clock::now() <= first) {
            }
            again = loop.turn_time();
            // What a turn's end posts belongs to a later turn; what another thread posts may not.
            loop.at_turn_end(TurnEnd::flush, [&] { loop.post([&] { next.set_value(loop.turn_time()); }); });
        });
        QVERIFY(next.get_future().get() > first);
        QVERIFY(again == first);
    }

    void an_idle_loop_sleeps_until_its_next_timer() {
        net::Loop loop("loop-0");
        net::Timer timer(loop);
        std::promise<long> woken;
        loop.start();
        loop.run([&] {
            rusage before{};
            getrusage(RUSAGE_THREAD, &before);
            timer.set_after(50ms, [&woken, before] {
                rusage after{};
                getrusage(RUSAGE_THREAD, &after);
                woken.set_value(after.ru_nvcsw - before.ru_nvcsw);
            });
        });
        QVERIFY(woken.get_future().get() <= 2);
    }
};

QTEST_GUILESS_MAIN(LoopTest)
#include "loop_test.moc"
