// The small parts of a log: sparse indexes, epochs, the tail cache.

#include "storage/segment_index.h" // before types.h: moc cannot parse <concepts> when it meets it first

#include "storage/epoch_cache.h"
#include "storage/tail_cache.h"

#include "base/rng.h"

#include <QTest>

using namespace storage;
using base::LeaderEpoch;
using base::Offset;

class PartsTest : public QObject {
    Q_OBJECT
private slots:
    void an_index_has_an_entry_per_interval_in_kafkas_bytes() {
        SegmentIndex index;
        // Batches of 60 bytes and 2 records; an entry once more than 100 bytes came since the last.
        for (int i = 0; i < 6; ++i)
            index.add(2 * i + 1, static_cast<std::uint64_t>(60 * i), 60, 1000 + i, 100);
        const std::vector<base::Byte> offsets{0, 0, 0, 5, 0, 0, 0, 120, 0, 0, 0, 9, 0, 0, 0, 240};
        QVERIFY(index.encode_offsets() == offsets);
        const std::vector<base::Byte> times{0, 0, 0, 0, 0, 0, 3, 0xea, 0, 0, 0, 5,   //
                                            0, 0, 0, 0, 0, 0, 3, 0xec, 0, 0, 0, 9,   //
                                            0, 0, 0, 0, 0, 0, 3, 0xed, 0, 0, 0, 11}; // the closing entry
        QVERIFY(index.encode_times() == times);
        QCOMPARE(index.position_before(0), std::uint64_t{0});
        QCOMPARE(index.position_before(5), std::uint64_t{120});
        QCOMPARE(index.position_before(100), std::uint64_t{240});
        QCOMPARE(index.position_before_time(1002), std::uint64_t{0});
        QCOMPARE(index.position_before_time(1003), std::uint64_t{120});
        const auto back = SegmentIndex::decode(offsets, times, 360);
        QVERIFY(back.has_value());
        QVERIFY(back->encode_offsets() == offsets);
        QVERIFY(back->encode_times() == times);
        QCOMPARE(back->largest_timestamp(), 1005);
        QVERIFY(!SegmentIndex::decode(offsets, times, 200).has_value()); // points behind the end
        QVERIFY(!SegmentIndex::decode(base::Bytes(offsets).first(7), times, 360).has_value());
    }

    void an_index_search_agrees_with_a_scan() {
        base::Rng rng(3);
        SegmentIndex index;
        struct Batch {
            std::int32_t last;
            std::uint64_t position;
            std::int64_t timestamp;
        };
        std::vector<Batch> all;
        std::uint64_t position = 0;
        std::int32_t last = -1;
        for (int i = 0; i < 500; ++i) {
            last += 1 + static_cast<std::int32_t>(rng.below(5));
            const std::uint64_t size = 61 + rng.below(300);
            const auto timestamp = static_cast<std::int64_t>(rng.below(1000));
            all.push_back({last, position, timestamp});
            index.add(last, position, size, timestamp, 500);
            position += size;
        }
        for (std::int32_t offset = 0; offset <= last; ++offset) {
            const auto holds =
                std::find_if(all.begin(), all.end(), [&](const Batch& b) { return b.last >= offset; });
            QVERIFY(index.position_before(offset) <= holds->position);
            QVERIFY(holds->position - index.position_before(offset) < 2000);
        }
        for (std::int64_t time = 0; time < 1000; ++time) {
            const auto first =
                std::find_if(all.begin(), all.end(), [&](const Batch& b) { return b.timestamp >= time; });
            if (first != all.end()) QVERIFY(index.position_before_time(time) <= first->position);
        }
    }

    void epochs_answer_as_kafkas() {
        EpochCache cache;
        QVERIFY(cache.assign(LeaderEpoch(2), Offset(10)));
        QVERIFY(!cache.assign(LeaderEpoch(2), Offset(12)));
        QVERIFY(cache.assign(LeaderEpoch(5), Offset(20)));
        QVERIFY(cache.assign(LeaderEpoch(7), Offset(20))); // 5 wrote nothing
        QCOMPARE(cache.entries().size(), std::size_t{2});
        QCOMPARE(cache.epoch_of(Offset(9)), base::no_epoch);
        QCOMPARE(cache.epoch_of(Offset(19)), LeaderEpoch(2));
        QCOMPARE(cache.epoch_of(Offset(20)), LeaderEpoch(7));
        QCOMPARE(cache.end_of(LeaderEpoch(1), Offset(30)).epoch, LeaderEpoch(1));
        QCOMPARE(cache.end_of(LeaderEpoch(1), Offset(30)).end, Offset(10));
        QCOMPARE(cache.end_of(LeaderEpoch(6), Offset(30)).epoch, LeaderEpoch(2));
        QCOMPARE(cache.end_of(LeaderEpoch(6), Offset(30)).end, Offset(20));
        QCOMPARE(cache.end_of(LeaderEpoch(7), Offset(30)).end, Offset(30));
        QCOMPARE(cache.end_of(LeaderEpoch(8), Offset(30)).end, Offset(-1));
        QCOMPARE(cache.end_of(base::no_epoch, Offset(30)).end, Offset(-1));
        QCOMPARE(cache.encode(), std::string("0\n2\n2 10\n7 20\n"));
        QVERIFY(EpochCache::decode(cache.encode())->entries() == cache.entries());
        QVERIFY(cache.truncate_from_start(Offset(15)));
        QCOMPARE(cache.entries().front().start, Offset(15));
        QVERIFY(cache.truncate_from_end(Offset(20)));
        QCOMPARE(cache.latest(), LeaderEpoch(2));
        for (const char* bad :
             {"", "0\n", "1\n0\n", "0\n2\n1 0\n", "0\n1\n1\n", "0\n2\n2 0\n1 5\n", "0\n1\nx 0\n"})
            QVERIFY2(!EpochCache::decode(bad).has_value(), bad);
    }

    void the_oldest_batch_of_all_logs_makes_room() {
        auto cache = std::make_shared<TailCache>(10 * (5000 + 128), 1U << 20U);
        TailCache::Lane a(cache);
        TailCache::Lane b(cache);
        const auto batch = base::Buffer::of(std::vector<base::Byte>(5000));
        for (int i = 0; i < 5; ++i) a.add(Offset(i), Offset(i + 1), batch);
        for (int i = 0; i < 8; ++i) b.add(Offset(i), Offset(i + 1), batch);
        QVERIFY(!a.holds(Offset(2)));
        QVERIFY(a.holds(Offset(3)));
        QVERIFY(b.holds(Offset(0)));
        base::Buffers out;
        QCOMPARE(b.read(Offset(2), Offset(6), 12000, false, out), Offset(4));
        QCOMPARE(out.size(), std::size_t{2});
        b.clear();
        QVERIFY(cache->bytes() <= 2 * (5000 + 128));
        for (int i = 5; i < 100000; ++i) a.add(Offset(i), Offset(i + 1), batch);
        QVERIFY(a.holds(Offset(99999)));
        QVERIFY(cache->bytes() <= 10 * (5000 + 128));
    }

    void a_lane_has_a_share_and_no_gaps() {
        auto cache = std::make_shared<TailCache>(1U << 20U, 3 * (5000 + 128));
        const auto batch = base::Buffer::of(std::vector<base::Byte>(5000));
        const auto large = base::Buffer::of(std::vector<base::Byte>(100000));
        auto a = std::make_unique<TailCache::Lane>(cache);
        for (int i = 0; i < 5; ++i) a->add(Offset(i), Offset(i + 1), batch);
        QVERIFY(!a->holds(Offset(1)));
        QVERIFY(a->holds(Offset(2)));
        a->add(Offset(5), Offset(6), large);
        QVERIFY(!a->holds(Offset(4)));
        a->add(Offset(6), Offset(7), batch);
        QVERIFY(a->holds(Offset(6)));
        a.reset();
        QCOMPARE(cache->bytes(), std::size_t{0});
    }
};

QTEST_APPLESS_MAIN(PartsTest)
#include "parts_test.moc"
