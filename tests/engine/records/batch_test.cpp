#include "records/batch.h"
#include "records/reader.h"
#include "samples.h"

#include <QTest>

using records::BatchHeader;
using records::BatchReader;
using records::BatchWalker;
using records::Codec;
using records::RecordView;

namespace {

base::Buffer joined(const std::vector<base::Buffer>& batches) {
    std::vector<base::Byte> bytes;
    for (const auto& b : batches) bytes.insert(bytes.end(), b.data(), b.data() + b.size());
    return base::Buffer::of(std::move(bytes));
}

/// Number of records that can be read, -1 when something is wrong.
int readable(const base::Buffer& batch) {
    auto reader = BatchReader::open(batch);
    if (!reader) return -1;
    int n = 0;
    RecordView record;
    while (reader->next(record)) ++n;
    return reader->error() ? -1 : n;
}

} // namespace

class BatchTest : public QObject {
    Q_OBJECT
private slots:
    void the_leader_patches_offset_and_epoch_without_a_new_crc() {
        base::Buffer batch = samples::batch(3);
        records::set_base_offset(batch.writable(), 1'000'000'007);
        records::set_leader_epoch(batch.writable(), 42);
        QVERIFY(records::crc_matches(batch.bytes()));
        const auto header = records::parse_header(batch.bytes());
        QCOMPARE(header->base_offset, 1'000'000'007);
        QCOMPARE(header->partition_leader_epoch, 42);
        QCOMPARE(header->last_offset(), 1'000'000'009);
        QCOMPARE(header->next_offset(), 1'000'000'010);
        QCOMPARE(header->total_size(), batch.size());
    }

    void a_new_max_timestamp_comes_with_a_new_crc() {
        base::Buffer batch = samples::batch(3);
        records::set_max_timestamp(batch.writable(), 99, true);
        QVERIFY(records::crc_matches(batch.bytes()));
        QVERIFY(records::parse_header(batch.bytes())->log_append_time());
        auto reader = BatchReader::open(batch);
        RecordView record;
        QVERIFY(reader->next(record));
        QCOMPARE(record.timestamp, 99);
        QCOMPARE(record.produced_timestamp, samples::now);
        records::set_max_timestamp(batch.writable(), samples::now + 2, false);
        QVERIFY(std::ranges::equal(batch.bytes(), samples::batch(3).bytes()));
    }

    void sequences_wrap_to_zero_after_the_greatest() {
        BatchHeader header;
        header.base_sequence = 2147483646;
        header.last_offset_delta = 2;
        QCOMPARE(header.sequence_at(1), 2147483647);
        QCOMPARE(header.last_sequence(), 0);
        header.base_sequence = -1;
        QCOMPARE(header.last_sequence(), -1);
    }

    void records_of_every_codec_come_back() {
        for (const Codec codec : samples::codecs) {
            base::Rng rng(11);
            const base::Buffer plain = samples::random_batch(rng, {}, 300);
            base::Rng again(11);
            const base::Buffer packed = samples::random_batch(again, samples::with(codec), 300);
            auto a = BatchReader::open(plain);
            auto b = BatchReader::open(packed);
            QVERIFY(a && b);
            QVERIFY(std::ranges::equal(a->payload().bytes(), b->payload().bytes()));
            QCOMPARE(readable(packed), 300);
        }
    }

    void a_batch_cut_at_any_byte_is_no_batch() {
        for (const Codec codec : samples::codecs) {
            const base::Buffer batch = samples::batch(5, samples::with(codec));
            for (std::size_t n = 0; n < batch.size(); ++n) {
                QCOMPARE(readable(batch.slice(0, n)), -1);
                BatchWalker walk(batch.bytes().first(n));
                QVERIFY(!walk.next());
                QVERIFY(!walk.error());
                QCOMPARE(walk.position(), std::size_t{0});
            }
            QCOMPARE(readable(batch), 5);
        }
    }

    void every_flipped_bit_behind_the_crc_is_noticed() {
        base::Buffer batch = samples::batch(2);
        for (std::size_t bit = 17 * 8; bit < batch.size() * 8; ++bit) {
            base::Byte& byte = batch.writable()[bit / 8];
            byte = static_cast<base::Byte>(byte ^ (1U << (bit % 8)));
            QVERIFY(!records::crc_matches(batch.bytes()));
            byte = static_cast<base::Byte>(byte ^ (1U << (bit % 8)));
        }
        QVERIFY(records::crc_matches(batch.bytes()));
    }

    void a_walk_visits_each_batch_and_stops_before_a_cut_one() {
        const base::Buffer one = samples::batch(1);
        const base::Buffer two = samples::batch(2, samples::with(Codec::zstd));
        const base::Buffer run = joined({one, two, samples::batch(3)});
        BatchWalker walk(run.bytes().first(run.size() - 1));
        auto at = walk.next();
        QVERIFY(at && at->position == 0 && at->header.record_count == 1);
        at = walk.next();
        QVERIFY(at && at->position == one.size() && at->header.record_count == 2);
        QVERIFY(records::crc_matches(at->bytes));
        QVERIFY(!walk.next());
        QVERIFY(!walk.error());
        QCOMPARE(walk.position(), one.size() + two.size());
    }

    void a_walk_ends_with_an_error_at_bytes_that_are_no_batch() {
        const base::Buffer one = samples::batch(1);
        const base::Buffer run = joined({one, base::Buffer::of(std::vector<base::Byte>(100))});
        BatchWalker zeros(run.bytes());
        QVERIFY(zeros.next());
        QVERIFY(!zeros.next());
        QVERIFY(zeros.error());
        QCOMPARE(zeros.position(), one.size());

        base::Buffer old = samples::batch(1);
        old.writable()[16] = 1;
        QVERIFY(!records::parse_header(old.bytes()));
        base::Buffer negative = samples::batch(1);
        base::store_be(negative.writable().data() + 8, std::int32_t{-5});
        QVERIFY(!records::parse_header(negative.bytes()));
    }

    void a_count_that_lies_is_an_error_and_not_a_crash() {
        for (const std::int32_t count : {-1, 0, 4, 6, 2147483647}) {
            base::Buffer batch = samples::batch(5);
            base::store_be(batch.writable().data() + 57, count);
            QCOMPARE(readable(batch), -1);
        }
    }

    void records_are_found_by_time() {
        records::BatchBuilder builder({.base_offset = 100});
        for (const std::int64_t t : {50, 20, 70, 60, 70}) builder.add(t, std::nullopt, std::nullopt);
        const base::Buffer batch = std::move(builder).build();
        QCOMPARE((*records::first_at_or_after(batch, 0))->offset, 100);
        QCOMPARE((*records::first_at_or_after(batch, 51))->offset, 102);
        QCOMPARE((*records::first_at_or_after(batch, 51, 103))->timestamp, 60);
        QVERIFY(!records::first_at_or_after(batch, 71)->has_value());
        QCOMPARE((*records::latest_record(batch))->offset, 102);
        QVERIFY(records::first_at_or_after(batch.slice(0, batch.size() - 1), 0).has_error());
    }

    void nulls_and_empty_parts_are_told_apart() {
        const std::array<records::HeaderView, 2> headers{{{"", base::Bytes{}}, {"", std::nullopt}}};
        records::BatchBuilder builder;
        builder.add(1, std::nullopt, base::Bytes{}, headers);
        builder.add(1, base::Bytes{}, std::nullopt);
        auto reader = BatchReader::open(std::move(builder).build());
        RecordView record;
        QVERIFY(reader->next(record));
        QVERIFY(!record.key && record.value && record.value->empty());
        QVERIFY(record.headers[0].value && !record.headers[1].value);
        QVERIFY(reader->next(record));
        QVERIFY(record.key && !record.value && record.headers.empty());
    }

    void timestamps_as_far_apart_as_they_can_be_survive() {
        constexpr auto least = std::numeric_limits<std::int64_t>::min();
        constexpr auto most = std::numeric_limits<std::int64_t>::max();
        records::BatchBuilder builder;
        for (const std::int64_t t : {most, least, std::int64_t{-1}})
            builder.add(t, std::nullopt, std::nullopt);
        auto reader = BatchReader::open(std::move(builder).build());
        RecordView record;
        for (const std::int64_t t : {most, least, std::int64_t{-1}}) {
            QVERIFY(reader->next(record));
            QCOMPARE(record.timestamp, t);
        }
    }

    void codecs_have_kafkas_names() {
        QCOMPARE(records::codec_named("uncompressed"), std::optional(Codec::none));
        for (const Codec codec : samples::codecs)
            QCOMPARE(records::codec_named(name(codec)), std::optional(codec));
        QVERIFY(!records::codec_named("producer"));
        QVERIFY(!records::codec_named("lzma"));
    }
};

QTEST_APPLESS_MAIN(BatchTest)
#include "batch_test.moc"
