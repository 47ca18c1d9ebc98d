#include "net/links.h"

#include <QTest>

using namespace std::chrono_literals;
using net::Links;
using net::LinkState;

namespace {

LinkState late(base::Duration latency) {
    LinkState state;
    state.latency = latency;
    return state;
}
LinkState narrow(std::uint64_t bandwidth) {
    LinkState state;
    state.bandwidth = bandwidth;
    return state;
}
LinkState broken() {
    LinkState state;
    state.cut = true;
    return state;
}
const base::Instant start{1h};

} // namespace

class LinksTest : public QObject {
    Q_OBJECT
private slots:
    void a_link_is_healthy_until_something_is_done_to_it() {
        Links links;
        QVERIFY(!links.faulty());
        QVERIFY(links.state(1, 2).healthy());
        QCOMPARE(links.arrival(1, 2, 1 << 20, start), start);
    }

    void a_cut_holds_in_one_direction_only() {
        Links links;
        links.set(1, 2, broken());
        QVERIFY(links.faulty());
        QVERIFY(links.cut(1, 2));
        QVERIFY(!links.cut(2, 1));
        links.set(1, 2, {});
        QVERIFY(!links.faulty());
    }

    void a_cut_az_is_cut_from_all_others_and_from_clients_but_not_from_itself() {
        Links links;
        links.set(1, 2, late(5ms));
        links.cut_az(2, true);
        QVERIFY(links.cut(1, 2));
        QVERIFY(links.cut(2, 3));
        QVERIFY(links.cut(net::outside, 2));
        QVERIFY(!links.cut(2, 2));
        QVERIFY(!links.cut(1, 3));
        links.cut_az(2, false);
        QVERIFY(!links.cut(1, 2));
        QCOMPARE(links.state(1, 2).latency, base::Duration(5ms)); // what was set of the link is as it was
        links.heal();
        QVERIFY(!links.faulty());
    }

    void latency_is_added_once_per_way() {
        Links links;
        links.set_both(1, 2, late(20ms));
        const base::Instant there = links.arrival(1, 2, 100, start);
        QCOMPARE(there, start + 20ms);
        QCOMPARE(links.arrival(2, 1, 100, there), start + 40ms);
    }

    void bandwidth_is_shared_by_all_that_is_sent() {
        Links links;
        links.set(1, 2, narrow(1'000'000));
        QCOMPARE(links.arrival(1, 2, 100'000, start), start + 100ms);
        QCOMPARE(links.arrival(1, 2, 100'000, start), start + 200ms);
        // Idle time is not saved up.
        QCOMPARE(links.arrival(1, 2, 100'000, start + 1s), start + 1s + 100ms);
    }

    void losses_show_as_time_outs_of_tcp_in_about_the_share_that_was_asked() {
        Links links(42);
        LinkState state;
        state.loss = 0.1;
        links.set(1, 2, state);
        int delayed = 0;
        for (int i = 0; i < 2000; ++i) {
            const base::Duration delay = links.arrival(1, 2, 100, start) - start;
            QVERIFY(delay == 0ms || delay >= 200ms);
            if (delay > 0ms) ++delayed;
        }
        QVERIFY2(delayed > 140 && delayed < 260, std::to_string(delayed).c_str());
    }

    void the_same_seed_loses_the_same_packets() {
        LinkState state;
        state.loss = 0.3;
        Links one(7);
        Links other(7);
        one.set(1, 2, state);
        other.set(1, 2, state);
        for (int i = 0; i < 100; ++i)
            QCOMPARE(one.arrival(1, 2, 5000, start), other.arrival(1, 2, 5000, start));
    }

    void to_lose_everything_is_a_cut() {
        Links links;
        LinkState state;
        state.loss = 1.5;
        links.set(1, 2, state);
        QVERIFY(links.cut(1, 2));
    }

    void nodes_are_known_by_their_listeners_and_by_the_sources_of_their_connections() {
        Links links;
        links.place({"127.10.2.1", 9092}, 2);
        QCOMPARE(links.az_of({"127.10.2.1", 9092}), 2);
        QCOMPARE(links.az_of({"127.10.2.1", 40000}), net::outside);
        links.enlist({"127.10.2.1", 40000}, 2);
        QCOMPARE(links.az_of({"127.10.2.1", 40000}), 2);
        links.dismiss({"127.10.2.1", 40000});
        QCOMPARE(links.az_of({"127.10.2.1", 40000}), net::outside);
    }

    void a_watch_hears_every_change_until_it_is_gone() {
        Links links;
        int heard = 0;
        auto watch = links.watch([&] { ++heard; });
        links.set(1, 2, broken());
        links.heal();
        QCOMPARE(heard, 2);
        watch.reset();
        links.cut_az(1, true);
        QCOMPARE(heard, 2);
    }
};

QTEST_APPLESS_MAIN(LinksTest)
#include "links_test.moc"
