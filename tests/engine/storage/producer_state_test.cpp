#include "storage/producer_state.h"

#include <QTest>

using namespace storage;
using kafka::ErrorCode;

namespace {

records::BatchHeader batch(std::int64_t base_offset, std::int16_t epoch, std::int32_t sequence,
                           std::int32_t count = 1) {
    records::BatchHeader header;
    header.base_offset = base_offset;
    header.last_offset_delta = count - 1;
    header.record_count = count;
    header.producer_id = 7;
    header.producer_epoch = epoch;
    header.base_sequence = sequence;
    header.max_timestamp = 1000 + base_offset;
    return header;
}

/// "accepted", "duplicate of OFFSET" or the code's name.
QString verdict(const ProducerState& state, const records::BatchHeader& header) {
    const auto check = state.check(header);
    if (const auto* duplicate = std::get_if<ProducerState::Duplicate>(&check))
        return QString("duplicate of %1").arg(duplicate->base_offset.value);
    if (const auto* refused = std::get_if<ProducerState::Refused>(&check)) {
        const auto name = kafka::name(refused->error.code);
        return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
    }
    return "accepted";
}

} // namespace

class ProducerStateTest : public QObject {
    Q_OBJECT
private slots:
    void the_table_of_an_idempotent_producer_data() {
        QTest::addColumn<int>("epoch");
        QTest::addColumn<int>("sequence");
        QTest::addColumn<int>("count");
        QTest::addColumn<QString>("expected");
        // Known: epoch 3, batches of 10 at sequences 0, 10 ... 60; the last five begin at 20.
        QTest::newRow("the next batch") << 3 << 70 << 10 << "accepted";
        QTest::newRow("a gap") << 3 << 71 << 10 << "OUT_OF_ORDER_SEQUENCE_NUMBER";
        QTest::newRow("the last batch again") << 3 << 60 << 10 << "duplicate of 60";
        QTest::newRow("the fifth last batch again") << 3 << 20 << 10 << "duplicate of 20";
        QTest::newRow("the sixth last batch again") << 3 << 10 << 10 << "OUT_OF_ORDER_SEQUENCE_NUMBER";
        QTest::newRow("a known start with another end") << 3 << 60 << 9 << "OUT_OF_ORDER_SEQUENCE_NUMBER";
        QTest::newRow("an older epoch") << 2 << 70 << 10 << "INVALID_PRODUCER_EPOCH";
        QTest::newRow("an older epoch of known sequences") << 2 << 60 << 10 << "INVALID_PRODUCER_EPOCH";
        QTest::newRow("a newer epoch from 0") << 4 << 0 << 10 << "accepted";
        QTest::newRow("a newer epoch from elsewhere") << 4 << 70 << 10 << "OUT_OF_ORDER_SEQUENCE_NUMBER";
    }
    void the_table_of_an_idempotent_producer() {
        QFETCH(int, epoch);
        QFETCH(int, sequence);
        QFETCH(int, count);
        QFETCH(QString, expected);
        ProducerState state;
        for (int i = 0; i < 7; ++i) state.record(batch(i * 10, 3, i * 10, 10), 0);
        QCOMPARE(verdict(state, batch(0, static_cast<std::int16_t>(epoch), sequence, count)), expected);
    }

    void an_unknown_producer_may_start_anywhere() {
        const ProducerState state;
        QCOMPARE(verdict(state, batch(0, 5, 12345)), "accepted");
    }

    void batches_without_a_producer_are_always_accepted() {
        ProducerState state;
        records::BatchHeader plain;
        state.record(plain, 0);
        QVERIFY(state.empty());
        QCOMPARE(verdict(state, plain), "accepted");
    }

    void sequences_wrap_to_0() {
        ProducerState state;
        state.record(batch(0, 0, INT32_MAX - 1, 2), 0); // ends at 2147483647
        QCOMPARE(verdict(state, batch(0, 0, 0)), "accepted");
        QCOMPARE(verdict(state, batch(0, 0, 1)), "OUT_OF_ORDER_SEQUENCE_NUMBER");
        ProducerState inside;
        inside.record(batch(0, 0, INT32_MAX, 3), 0); // 2147483647, 0, 1
        QCOMPARE(verdict(inside, batch(0, 0, 2)), "accepted");
        QCOMPARE(verdict(inside, batch(0, 0, INT32_MAX, 3)), "duplicate of 0");
    }

    void a_new_epoch_forgets_the_batches_of_the_old_one() {
        ProducerState state;
        state.record(batch(0, 0, 0, 10), 0);
        state.record(batch(10, 1, 0, 10), 0);
        QCOMPARE(verdict(state, batch(0, 1, 0, 10)), "duplicate of 10");
        QCOMPARE(verdict(state, batch(0, 1, 10, 10)), "accepted");
    }

    void silent_producers_expire_but_not_inside_a_transaction() {
        ProducerState state;
        state.record(batch(0, 0, 0), 1000);
        auto transactional = batch(1, 0, 0);
        transactional.producer_id = 8;
        transactional.attributes = records::BatchHeader::transactional_bit;
        state.record(transactional, 1000);
        state.expire(1000 + 99, 100);
        QCOMPARE(state.size(), std::size_t{2});
        state.expire(1000 + 100, 100);
        QCOMPARE(state.size(), std::size_t{1});
        QCOMPARE(state.first_unstable_offset().value(), Offset(1));
        auto marker = batch(2, 0, -1);
        marker.producer_id = 8;
        marker.attributes = records::BatchHeader::transactional_bit | records::BatchHeader::control_bit;
        state.record(marker, 1000);
        QVERIFY(!state.first_unstable_offset());
        QCOMPARE(verdict(state,
                         [] {
                             auto next = batch(3, 0, 1);
                             next.producer_id = 8;
                             return next;
                         }()),
                 "accepted"); // a marker takes no sequence
        state.expire(1100, 100);
        QVERIFY(state.empty());
    }

    void a_snapshot_keeps_the_last_batch_of_each_producer() {
        ProducerState state;
        for (int i = 0; i < 7; ++i) state.record(batch(i * 10, 3, i * 10, 10), 0);
        auto other = batch(70, 1, 0, 1);
        other.producer_id = 9;
        other.attributes = records::BatchHeader::transactional_bit;
        state.record(other, 0);
        const auto bytes = state.encode_snapshot();
        QCOMPARE(bytes.size(), std::size_t{10 + 2 * 46});
        const auto back = ProducerState::decode_snapshot(bytes, 0);
        QVERIFY(back.has_value());
        QCOMPARE(verdict(*back, batch(0, 3, 60, 10)), "duplicate of 60");
        QCOMPARE(verdict(*back, batch(0, 3, 70, 10)), "accepted");
        QCOMPARE(back->first_unstable_offset().value(), Offset(70));
        QVERIFY(back->encode_snapshot() == bytes);
    }

    void a_snapshot_with_a_flipped_bit_or_cut_is_no_snapshot() {
        ProducerState state;
        state.record(batch(0, 3, 0, 10), 0);
        const auto bytes = state.encode_snapshot();
        for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
            auto damaged = bytes;
            damaged[bit / 8] = static_cast<base::Byte>(damaged[bit / 8] ^ (1U << (bit % 8)));
            QVERIFY(!ProducerState::decode_snapshot(damaged, 0).has_value());
        }
        for (std::size_t size = 0; size < bytes.size(); ++size)
            QVERIFY(!ProducerState::decode_snapshot(base::Bytes(bytes).first(size), 0).has_value());
    }

private:
    using Offset = base::Offset;
};

QTEST_APPLESS_MAIN(ProducerStateTest)
#include "producer_state_test.moc"
