#include "view/feed.h"

#include <QTest>
#include <atomic>
#include <thread>

namespace {

view::TopicRow topic(const char* name, std::int32_t partitions) {
    view::TopicRow row;
    row.name = name;
    row.partitions = partitions;
    return row;
}

} // namespace

class FeedTest : public QObject {
    Q_OBJECT
private slots:
    void rows_coalesce_and_the_latest_wins() {
        view::Feed feed;
        for (int i = 1; i <= 1000; ++i) feed.put(topic("orders", i));
        const view::Batch batch = feed.drain();
        QVERIFY(batch.full);
        QCOMPARE(batch.topics.size(), std::size_t{1});
        QCOMPARE(batch.topics[0].partitions, 1000);
        QVERIFY(feed.drain().empty());
    }
    void a_row_that_is_gone_is_a_key_and_not_a_row() {
        view::Feed feed;
        feed.put(topic("orders", 1));
        feed.remove(view::TopicKey{"orders"});
        const view::Batch batch = feed.drain();
        QVERIFY(batch.topics.empty());
        QCOMPARE(batch.gone_topics.size(), std::size_t{1});
    }
    void facts_keep_their_order_and_say_how_many_were_dropped() {
        view::Feed feed;
        const auto total = static_cast<int>(view::Feed::max_facts) + 10;
        for (int i = 0; i < total; ++i) feed.fact(view::ControllerElected{i, i}, i);
        const view::Batch batch = feed.drain();
        QCOMPARE(batch.facts.size(), view::Feed::max_facts);
        QCOMPARE(batch.facts_dropped, std::uint64_t{10});
        QCOMPARE(std::get<view::ControllerElected>(batch.facts.front().what).epoch, 10);
        QCOMPARE(std::get<view::ControllerElected>(batch.facts.back().what).epoch, total - 1);
    }
    void the_wake_is_called_once_until_the_next_drain() {
        view::Feed feed;
        int wakes = 0;
        feed.set_wake([&] { ++wakes; });
        feed.put(topic("a", 1));
        feed.put(topic("b", 1));
        feed.answer(1, view::Done{});
        QCOMPARE(wakes, 1);
        (void)feed.drain();
        feed.put(topic("a", 2));
        QCOMPARE(wakes, 2);
    }
    void a_wake_that_is_set_late_hears_of_what_waits_already() {
        view::Feed feed;
        feed.put(topic("a", 1));
        int wakes = 0;
        feed.set_wake([&] { ++wakes; });
        QCOMPARE(wakes, 1);
    }
    void taking_the_wake_away_waits_for_the_call_in_flight() {
        view::Feed feed;
        std::atomic<bool> inside{false};
        std::atomic<bool> release{false};
        std::atomic<bool> left{false};
        feed.set_wake([&] {
            inside = true;
            inside.notify_all();
            release.wait(false);
            left = true;
        });
        std::thread engine([&] { feed.put(topic("a", 1)); });
        inside.wait(false);
        std::thread let_go([&] {
            release = true;
            release.notify_all();
        });
        feed.set_wake({});
        QVERIFY(left);
        engine.join();
        let_go.join();
    }
    void a_reset_forgets_rows_and_says_so() {
        view::Feed feed;
        feed.put(topic("a", 1));
        (void)feed.drain();
        feed.put(topic("b", 1));
        feed.reset();
        const view::Batch batch = feed.drain();
        QVERIFY(batch.full);
        QVERIFY(batch.topics.empty());
    }
};

QTEST_APPLESS_MAIN(FeedTest)
#include "feed_test.moc"
