#include "client/scan.h"

#include "records/control.h"
#include "support/scripted_cluster.h"

#include <QTest>
#include <boost/asio/steady_timer.hpp>

using namespace std::chrono_literals;
using client::Scan;
using client::ScanPage;
using client::ScanQuery;
using test_support::ScriptedCluster;
using Start = ScanQuery::Start;

namespace {

/// A client and one scan; pages are collected until the test has seen enough.
class Browser {
public:
    explicit Browser(const ScriptedCluster& scripted) : cluster(context, clock, options(scripted)) {}
    ~Browser() {
        cluster.close();
        context.restart();
        context.poll();
    }
    Browser(const Browser&) = delete;
    Browser& operator=(const Browser&) = delete;

    static client::ClusterOptions options(const ScriptedCluster& scripted) {
        client::ClusterOptions options;
        options.bootstrap = scripted.bootstrap();
        options.operation_timeout = 5s;
        options.missing_topic_timeout = 20ms;
        options.retry_pause = 1ms;
        return options;
    }
    void start(ScanQuery query) {
        query.topic = query.topic.empty() ? "orders" : query.topic;
        scan = Scan::start(cluster, std::move(query), [this](ScanPage page) {
            pages++;
            largest = std::max(largest, page.records.size());
            for (auto& record : page.records) records.push_back(std::move(record));
            last = std::move(page);
        });
    }
    template <class Until>
    void run_until(Until until) {
        context.restart();
        while (!until() && context.run_one() != 0) {
        }
    }
    void finish() {
        run_until([this] { return last.finished; });
    }
    void all(ScanQuery query) {
        start(std::move(query));
        finish();
    }
    std::string values() const {
        std::string text;
        for (const auto& record : records) {
            if (!text.empty()) text += ' ';
            text += record.value ? std::string(base::as_text(record.value->bytes())) : "null";
        }
        return text;
    }

    boost::asio::io_context context{1};
    base::SystemClock clock;
    client::ClusterClient cluster;
    std::shared_ptr<Scan> scan;
    std::vector<client::ScanRecord> records;
    ScanPage last;
    int pages = 0;
    std::size_t largest = 0;
};

ScanQuery from(Start start, std::int64_t value = 0) {
    ScanQuery query;
    query.start = start;
    query.start_value = value;
    return query;
}

std::vector<std::string> numbered(int first, int count) {
    std::vector<std::string> values;
    for (int i = 0; i < count; ++i) values.push_back(std::to_string(first + i));
    return values;
}

base::Buffer transactional_batch(std::int64_t producer, std::string_view value) {
    records::BatchOptions options;
    options.transactional = true;
    options.producer_id = producer;
    options.producer_epoch = 0;
    options.base_sequence = 0;
    records::BatchBuilder builder(options);
    builder.add(1, std::nullopt, base::as_bytes(value));
    return std::move(builder).build();
}

} // namespace

class ScanTest : public QObject {
    Q_OBJECT
private slots:
    void the_oldest_records_come_by_time_across_partitions() {
        ScriptedCluster scripted(2, 2);
        scripted.append(0, {"a", "c"}, 1000);
        scripted.append(0, {"e"}, 3000);
        scripted.append(1, {"b"}, 1001);
        Browser browser(scripted);
        browser.all(from(Start::oldest));
        QCOMPARE(browser.records.size(), std::size_t{4});
        QCOMPARE(browser.last.total, std::int64_t{4});
        QCOMPARE(browser.last.scanned, std::int64_t{4});
        QCOMPARE(browser.last.matched, std::int64_t{4});
        QVERIFY(browser.last.bytes_read > 0);
        QVERIFY(!browser.last.failure && !browser.last.cancelled);
    }

    void the_newest_of_all_partitions_are_the_newest_by_time() {
        ScriptedCluster scripted(2, 2);
        scripted.append(0, {"1", "2", "3", "4"}, 1000);
        scripted.append(1, {"x", "y"}, 1003);
        // "4" and "x" are of the same millisecond: the lower partition is first.
        ScanQuery query = from(Start::newest, 3);
        query.limit = 3;
        Browser browser(scripted);
        browser.all(query);
        QCOMPARE(browser.values(), std::string("4 x y"));
        QCOMPARE(browser.last.total, std::int64_t{5});
    }

    void a_record_keeps_everything_that_its_batch_knows() {
        ScriptedCluster scripted(1, 1);
        records::BatchOptions options;
        options.codec = records::Codec::gzip;
        options.producer_id = 7;
        options.producer_epoch = 2;
        options.base_sequence = 40;
        options.partition_leader_epoch = 5;
        scripted.append(0, {"a", "b"}, 1000, options);
        Browser browser(scripted);
        browser.all(from(Start::offset, 1));
        QCOMPARE(browser.values(), std::string("b"));
        const client::ScanRecord& record = browser.records.at(0);
        QCOMPARE(base::as_text(record.key->bytes()), std::string_view("k1"));
        QCOMPARE(record.offset, std::int64_t{1});
        QCOMPARE(record.timestamp_ms, std::int64_t{1001});
        QCOMPARE(record.batch_count, 2);
        QCOMPARE(record.sequence, 41);
        QCOMPARE(record.producer_id, std::int64_t{7});
        QCOMPARE(record.leader_epoch, 5);
        QCOMPARE(record.size, 3);
        QVERIFY(record.codec == records::Codec::gzip);
    }

    void a_scan_from_a_time_begins_with_the_first_record_that_late() {
        ScriptedCluster scripted(1, 1);
        scripted.append(0, {"a", "b", "c"}, 1000);
        Browser browser(scripted);
        browser.all(from(Start::time, 1001));
        QCOMPARE(browser.values(), std::string("b c"));
        Browser later(scripted);
        later.all(from(Start::time, 5000));
        QCOMPARE(later.values(), std::string());
        QVERIFY(later.last.finished && !later.last.failure);
    }

    void the_filter_looks_into_keys_and_values_and_counts_what_it_read() {
        ScriptedCluster scripted(1, 1);
        scripted.append(0, {"apple", "pear", "pineapple"}, 1000);
        ScanQuery query = from(Start::oldest);
        query.contains = "apple";
        Browser browser(scripted);
        browser.all(query);
        QCOMPARE(browser.values(), std::string("apple pineapple"));
        QCOMPARE(browser.last.scanned, std::int64_t{3});
        QCOMPARE(browser.last.matched, std::int64_t{2});
        Browser keys(scripted);
        query.contains = "k1";
        keys.all(query);
        QCOMPARE(keys.values(), std::string("pear"));
    }

    void a_scan_stops_at_its_limit_and_pages_hold_at_most_500() {
        ScriptedCluster scripted(1, 1);
        for (int i = 0; i < 40; ++i) scripted.append(0, numbered(i * 100, 100), 1000 + i * 100);
        ScanQuery query = from(Start::oldest);
        query.limit = 1700;
        Browser browser(scripted);
        browser.all(query);
        QCOMPARE(browser.records.size(), std::size_t{1700});
        QCOMPARE(browser.last.matched, std::int64_t{1700});
        QVERIFY(browser.largest <= 500);
        for (std::size_t i = 0; i < browser.records.size(); ++i)
            QCOMPARE(browser.records[i].offset, static_cast<std::int64_t>(i));
    }

    void an_empty_topic_is_finished_at_once() {
        ScriptedCluster scripted(2, 4);
        Browser browser(scripted);
        browser.all(from(Start::oldest));
        QVERIFY(browser.records.empty() && browser.last.finished && !browser.last.failure);
        QCOMPARE(browser.pages, 1);
    }

    void a_live_tail_shows_only_what_arrives_and_ends_when_cancelled() {
        ScriptedCluster scripted(2, 2);
        scripted.append(0, {"old"}, 1000);
        Browser browser(scripted);
        browser.start(from(Start::live));
        const auto waiting = [&] {
            std::size_t held = 0;
            for (const auto& broker : scripted.brokers)
                broker->loop().run([&] { held += broker->held().size(); });
            return held == 2;
        };
        browser.run_until(waiting);
        scripted.append(0, {"new"}, 2000);
        scripted.append(1, {"newer"}, 2001);
        browser.run_until([&] { return browser.records.size() == 2; });
        QCOMPARE(browser.last.total, std::int64_t{0});
        QVERIFY(!browser.last.finished);
        browser.scan->cancel();
        browser.finish();
        QVERIFY(browser.last.cancelled && !browser.last.failure);
        QCOMPARE(browser.records.size(), std::size_t{2});
    }

    void a_paused_scan_reads_nothing_until_it_is_resumed() {
        ScriptedCluster scripted(1, 1);
        scripted.append(0, {"a"}, 1000);
        Browser browser(scripted);
        browser.start(from(Start::oldest));
        browser.scan->pause(true);
        boost::asio::steady_timer a_while(browser.context, 60ms);
        bool over = false;
        a_while.async_wait([&](const boost::system::error_code&) { over = true; });
        browser.run_until([&] { return over; });
        QCOMPARE(browser.pages, 0);
        QCOMPARE(scripted.brokers[0]->count(wire::FetchRequest::api), 0);
        browser.scan->pause(false);
        browser.finish();
        QCOMPARE(browser.values(), std::string("a"));
    }

    void a_scan_follows_leaders_that_move_and_survives_a_lost_broker() {
        ScriptedCluster scripted(3, 3);
        for (std::size_t p = 0; p < 3; ++p)
            for (int i = 0; i < 20; ++i) scripted.append(p, {std::string(20'000, 'x')}, 1000 + i);
        Browser browser(scripted);
        ScanQuery query = from(Start::oldest);
        query.limit = 1000;
        browser.start(query);
        browser.run_until([&] { return !browser.records.empty(); });
        scripted.move_leader(0, 2);
        scripted.move_leader(1, 2);
        scripted.brokers[0]->down();
        browser.finish();
        QVERIFY(!browser.last.failure);
        QCOMPARE(browser.records.size(), std::size_t{60});
    }

    void records_that_retention_took_meanwhile_are_skipped() {
        ScriptedCluster scripted(1, 1);
        scripted.append(0, numbered(0, 10), 1000);
        scripted.append(0, numbered(10, 10), 2000);
        scripted.brokers[0]->on(wire::ListOffsetsRequest::api, [&, first = true](auto call) mutable {
            wire::ListOffsetsResponse::ListOffsetsPartitionResponse answer;
            const auto asked =
                call.template body<wire::ListOffsetsRequest>().topics.at(0).partitions.at(0).timestamp;
            const std::lock_guard lock(scripted.mutex);
            answer.offset = asked == -1 ? 20 : first ? 0 : 10;
            if (asked == -2) first = false;
            scripted.parts[0].start = 10;
            wire::ListOffsetsResponse::ListOffsetsTopicResponse topic;
            topic.partitions.push_back(answer);
            wire::ListOffsetsResponse response;
            response.topics.push_back(std::move(topic));
            call.answer(response);
        });
        Browser browser(scripted);
        browser.all(from(Start::oldest));
        QCOMPARE(browser.records.size(), std::size_t{10});
        QCOMPARE(browser.records.at(0).offset, std::int64_t{10});
    }

    void read_committed_hides_aborted_transactions_and_nobody_sees_markers() {
        ScriptedCluster scripted(1, 1);
        scripted.append_batch(0, transactional_batch(1, "aborted"));
        scripted.append_batch(0, transactional_batch(2, "committed"));
        for (const std::int64_t producer : {1, 2}) {
            records::TransactionMarker marker;
            marker.committed = producer == 2;
            scripted.append_batch(0, records::build_marker(marker, producer, 0, 1));
        }
        scripted.append_batch(0, transactional_batch(1, "next"));
        wire::FetchResponse::AbortedTransaction aborted;
        aborted.producer_id = 1;
        scripted.aborted.push_back(aborted);
        ScanQuery query = from(Start::oldest);
        Browser everything(scripted);
        everything.all(query);
        QCOMPARE(everything.values(), std::string("aborted committed next"));
        query.read_committed = true;
        Browser committed(scripted);
        committed.all(query);
        QCOMPARE(committed.values(), std::string("committed next"));
    }

    void batches_that_cannot_be_read_end_the_scan_with_their_offset() {
        ScriptedCluster scripted(1, 1);
        scripted.append(0, {"good"}, 1000);
        records::BatchOptions options;
        options.codec = records::Codec::zstd;
        scripted.append(0, {"bad"}, 1001, options);
        {
            const std::lock_guard lock(scripted.mutex);
            auto bytes = scripted.parts[0].batches.at(1).writable();
            std::fill(bytes.begin() + 61, bytes.end(), base::Byte{0xff});
        }
        Browser browser(scripted);
        browser.all(from(Start::oldest));
        QVERIFY(browser.last.failure.has_value());
        QVERIFY(browser.last.failure->detail.find("offset 1") != std::string::npos);
    }

    void a_topic_that_does_not_exist_ends_the_scan_with_its_error() {
        ScriptedCluster scripted(1, 1);
        Browser browser(scripted);
        ScanQuery query = from(Start::oldest);
        query.topic = "nothing";
        browser.all(query);
        QVERIFY(browser.last.failure->code == kafka::ErrorCode::unknown_topic_or_partition);
    }

    void a_scan_may_be_cancelled_before_it_began_and_from_its_own_page() {
        ScriptedCluster scripted(1, 1);
        scripted.append(0, numbered(0, 100), 1000);
        Browser browser(scripted);
        browser.start(from(Start::oldest));
        browser.scan->cancel();
        QCOMPARE(browser.pages, 0);
        browser.finish();
        QVERIFY(browser.last.cancelled && browser.records.empty());
        browser.scan->cancel();

        std::shared_ptr<Scan> own;
        int finished = 0;
        ScanQuery live = from(Start::live);
        live.topic = "orders";
        own = Scan::start(browser.cluster, live, [&](const ScanPage& page) {
            finished += page.finished ? 1 : 0;
            own->cancel();
        });
        browser.run_until([&] { return scripted.brokers[0]->count(wire::FetchRequest::api) > 0; });
        scripted.append(0, {"live"}, 5000);
        browser.run_until([&] { return finished == 1; });
        QCOMPARE(finished, 1);
    }
};

QTEST_GUILESS_MAIN(ScanTest)
#include "scan_test.moc"
