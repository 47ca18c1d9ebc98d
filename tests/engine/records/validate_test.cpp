#include "records/reader.h"
#include "records/validate.h"
#include "samples.h"

#include <QTest>

using kafka::ErrorCode;
using records::BatchReader;
using records::Codec;
using records::ProduceRules;
using records::RecordView;
using records::Refusal;
using records::ValidBatch;

namespace {

ProduceRules rules_of(std::int64_t now = samples::now) {
    ProduceRules rules;
    rules.now_ms = now;
    return rules;
}

/// The refusal, or one with code none when the batch was accepted.
Refusal refused(const base::Buffer& batch, const ProduceRules& rules) {
    const auto validated = validate_produced(batch, rules);
    if (const auto* refusal = std::get_if<Refusal>(&validated)) return *refusal;
    return {.code = ErrorCode::none};
}

ErrorCode code(const base::Buffer& batch, const ProduceRules& rules = rules_of()) {
    return refused(batch, rules).code;
}

ValidBatch accepted(const base::Buffer& batch, const ProduceRules& rules) {
    auto validated = validate_produced(batch, rules);
    if (auto* refusal = std::get_if<Refusal>(&validated)) qFatal("refused: %s", refusal->message.c_str());
    return std::get<ValidBatch>(std::move(validated));
}

/// A batch with a number in its header replaced and its CRC made right again.
template <class T>
base::Buffer with(base::Buffer batch, std::size_t at, T value) {
    base::store_be(batch.writable().data() + at, value);
    records::write_crc(batch.writable());
    return batch;
}

base::Buffer keyless(Codec codec = Codec::none) {
    records::BatchBuilder builder(samples::with(codec));
    for (int i = 0; i < 4; ++i) {
        const auto key = base::as_bytes("k");
        builder.add(samples::now, i % 2 == 0 ? std::optional(key) : std::nullopt, key);
    }
    return std::move(builder).build();
}

base::Buffer at_times(std::initializer_list<std::int64_t> times, records::BatchOptions options = {}) {
    records::BatchBuilder builder(options);
    for (const std::int64_t t : times) builder.add(t, base::as_bytes("k"), base::as_bytes("v"));
    return std::move(builder).build();
}

/// Two records whose offset deltas are 0 and 5 where 0 and 1 are promised.
base::Buffer with_gap(Codec codec) {
    records::BatchOptions options = samples::with(codec);
    options.last_offset_delta = 1;
    records::BatchBuilder builder(options);
    builder.add(samples::now, base::as_bytes("a"), base::as_bytes("1"));
    builder.add_at(5, samples::now + 1, base::as_bytes("b"), base::as_bytes("2"));
    return std::move(builder).build();
}

/// A batch of one record, which is these bytes.
base::Buffer of_one_record(const std::vector<base::Byte>& record) {
    std::vector<base::Byte> bytes(records::header_size);
    bytes.insert(bytes.end(), record.begin(), record.end());
    records::BatchHeader header;
    header.batch_length = static_cast<std::int32_t>(bytes.size() - records::length_prefix);
    header.base_timestamp = header.max_timestamp = samples::now;
    header.record_count = 1;
    records::write_header(bytes, header);
    records::write_crc(bytes);
    return base::Buffer::of(std::move(bytes));
}

base::Buffer joined(const base::Buffer& a, base::Bytes b) {
    std::vector<base::Byte> bytes(a.data(), a.data() + a.size());
    bytes.insert(bytes.end(), b.begin(), b.end());
    return base::Buffer::of(std::move(bytes));
}

std::vector<std::string> keys_and_offsets(const base::Buffer& batch) {
    std::vector<std::string> out;
    auto reader = BatchReader::open(batch);
    RecordView record;
    while (reader && reader->next(record)) {
        out.push_back(std::to_string(record.offset) + std::string(base::as_text(*record.key)));
    }
    return out;
}

} // namespace

class ValidateTest : public QObject {
    Q_OBJECT
private slots:
    void a_good_batch_is_kept_byte_for_byte_where_it_lies() {
        for (const Codec codec : samples::codecs) {
            const base::Buffer batch = samples::batch(5, samples::with(codec));
            const base::Buffer before = base::Buffer::copy_of(batch.bytes());
            for (const bool trust : {true, false}) {
                ProduceRules rules = rules_of();
                rules.trust_compressed = trust;
                const ValidBatch valid = accepted(batch, rules);
                QCOMPARE(valid.batch.data(), batch.data());
                QVERIFY(std::ranges::equal(valid.batch.bytes(), before.bytes()));
                QCOMPARE(valid.max_timestamp, samples::now + 4);
                QCOMPARE(valid.log_append_time, -1);
                const bool closed = trust && codec != Codec::none;
                QCOMPARE(valid.offset_of_max_timestamp, closed ? -1 : 4);
            }
        }
    }

    // Answers of Apache Kafka 4.3.1, tests/data/answers.tsv.gz section produce: code, and whether the log
    // start offset, record errors and a message are answered.
    void wrong_count_two_batches_and_base_offset_are_answered_as_kafka_does() {
        const base::Buffer two = samples::batch(2);
        Refusal r = refused(with(samples::batch(2), 57, std::int32_t{9}), rules_of());
        QVERIFY(r.code == ErrorCode::invalid_record && r.reached_log && r.record_errors.empty());
        r = refused(joined(two, two.bytes()), rules_of());
        QVERIFY(r.code == ErrorCode::invalid_record && !r.reached_log && r.record_errors.empty());
        r = refused(with(samples::batch(2), 0, std::int64_t{7}), rules_of());
        QVERIFY(r.code == ErrorCode::invalid_record && r.reached_log && r.record_errors.empty());
    }
    void a_large_batch_and_a_future_timestamp_are_answered_as_kafka_does() {
        ProduceRules small = rules_of();
        small.max_message_bytes = 2000;
        Refusal r = refused(samples::batch(1, {}, 3000), small);
        QVERIFY(r.code == ErrorCode::message_too_large && !r.reached_log && r.record_errors.empty());
        r = refused(at_times({4102444800000}), rules_of());
        QVERIFY(r.code == ErrorCode::invalid_timestamp && r.reached_log);
        QCOMPARE(r.record_errors.size(), std::size_t{1});
        QCOMPARE(r.record_errors[0].index, 0);
    }
    void log_append_time_ignores_the_producers_time_as_kafka_does() {
        ProduceRules rules = rules_of();
        rules.log_append_time = true;
        const ValidBatch valid = accepted(at_times({1000, 1001}), rules);
        QCOMPARE(valid.log_append_time, samples::now);
        QCOMPARE(valid.max_timestamp, samples::now);
        QCOMPARE(valid.offset_of_max_timestamp, 0);
        QVERIFY(valid.header.log_append_time());
        QCOMPARE(valid.header.max_timestamp, samples::now);
        QVERIFY(records::crc_matches(valid.batch.bytes()));
    }

    void a_request_without_exactly_one_whole_batch_of_magic_2_is_refused() {
        QCOMPARE(code({}), ErrorCode::invalid_record);
        QCOMPARE(validate_produced(wire::Records{}, rules_of()).index(), std::size_t{1});
        const base::Buffer batch = samples::batch(2);
        for (std::size_t n = 0; n < batch.size(); ++n)
            QCOMPARE(code(batch.slice(0, n)), ErrorCode::invalid_record);
        for (const base::Byte magic : {base::Byte{0}, base::Byte{1}}) {
            base::Buffer old = samples::batch(2);
            old.writable()[16] = magic;
            QCOMPARE(code(old), ErrorCode::invalid_record);
        }
        base::Buffer future = samples::batch(2);
        future.writable()[16] = 3;
        QCOMPARE(code(future), ErrorCode::corrupt_message);
        QCOMPARE(code(joined(batch, base::Buffer::of(std::vector<base::Byte>(30)).bytes())),
                 ErrorCode::corrupt_message);
        base::Buffer short_length = samples::batch(2);
        base::store_be(short_length.writable().data() + 8, std::int32_t{20});
        QCOMPARE(code(short_length), ErrorCode::corrupt_message);
    }

    void a_cut_second_batch_is_dropped_as_kafka_does() {
        const base::Buffer batch = samples::batch(2);
        const ValidBatch valid = accepted(joined(batch, batch.bytes().first(batch.size() - 1)), rules_of());
        QVERIFY(std::ranges::equal(valid.batch.bytes(), batch.bytes()));
    }

    void every_flipped_bit_is_refused_or_harmless() {
        base::Buffer batch = samples::batch(2);
        for (std::size_t bit = 0; bit < batch.size() * 8; ++bit) {
            const bool leader_writes_it = bit / 8 >= 12 && bit / 8 < 16;
            base::Byte& byte = batch.writable()[bit / 8];
            byte = static_cast<base::Byte>(byte ^ (1U << (bit % 8)));
            QCOMPARE(code(batch) == ErrorCode::none, leader_writes_it);
            byte = static_cast<base::Byte>(byte ^ (1U << (bit % 8)));
        }
    }

    void zstd_needs_produce_version_7() {
        ProduceRules rules = rules_of();
        rules.produce_version = 6;
        QCOMPARE(code(samples::batch(1, samples::with(Codec::zstd)), rules),
                 ErrorCode::unsupported_compression_type);
        QCOMPARE(code(samples::batch(1, samples::with(Codec::lz4)), rules), ErrorCode::none);
        QCOMPARE(code(with(samples::batch(1), 21, std::uint16_t{5})),
                 ErrorCode::unsupported_compression_type);
    }

    void sizes_are_checked_against_message_and_segment() {
        const base::Buffer batch = samples::batch(1);
        ProduceRules rules = rules_of();
        rules.max_message_bytes = static_cast<std::int32_t>(batch.size());
        QCOMPARE(code(batch, rules), ErrorCode::none);
        rules.segment_bytes = static_cast<std::int32_t>(batch.size()) - 1;
        QCOMPARE(code(batch, rules), ErrorCode::record_list_too_large);
        rules.max_message_bytes -= 1;
        QCOMPARE(code(batch, rules), ErrorCode::message_too_large);
    }

    void the_size_is_checked_again_after_recompression() {
        const base::Buffer batch = samples::batch(50, samples::with(Codec::gzip), 200);
        ProduceRules rules = rules_of();
        rules.max_message_bytes = static_cast<std::int32_t>(batch.size()) + 100;
        QCOMPARE(code(batch, rules), ErrorCode::none);
        rules.compression = Codec::none;
        QCOMPARE(code(batch, rules), ErrorCode::message_too_large);
    }

    void header_numbers_that_contradict_each_other_are_refused() {
        QCOMPARE(code(with(samples::batch(3), 57, std::int32_t{2})), ErrorCode::invalid_record);
        QCOMPARE(code(with(samples::batch(3), 57, std::int32_t{0})), ErrorCode::invalid_record);
        QCOMPARE(code(with(samples::batch(3), 57, std::int32_t{-1})), ErrorCode::invalid_record);
        QCOMPARE(code(with(samples::batch(3), 23, std::int32_t{7})), ErrorCode::invalid_record);
        QCOMPARE(code(with(samples::batch(3), 23, std::int32_t{-1})), ErrorCode::invalid_record);
        QCOMPARE(code(with(samples::batch(3), 23, std::int32_t{2147483647})), ErrorCode::invalid_record);
        records::BatchOptions producer;
        producer.producer_id = 5;
        producer.producer_epoch = 0;
        QCOMPARE(code(samples::batch(1, producer)), ErrorCode::invalid_record);
        producer.base_sequence = 0;
        QCOMPARE(code(samples::batch(1, producer)), ErrorCode::none);
    }

    void clients_write_no_control_records() {
        records::BatchOptions options;
        options.control = true;
        QCOMPARE(code(samples::batch(1, options)), ErrorCode::invalid_record);
    }

    void the_payload_must_hold_exactly_the_counted_records() {
        for (const Codec codec : samples::codecs) {
            ProduceRules rules = rules_of();
            rules.trust_compressed = false;
            for (const int count : {2, 4}) {
                const auto counted = with(samples::batch(3, samples::with(codec)), 57, std::int32_t{count});
                QCOMPARE(code(with(counted, 23, std::int32_t{count - 1}), rules), ErrorCode::invalid_record);
            }
        }
    }

    void a_malformed_record_is_refused() {
        // length, attributes, timestamp delta, offset delta, key length -1, value length 1, value, header
        // count
        QCOMPARE(code(of_one_record({0x0e, 0, 0, 0, 1, 2, 'v', 0})), ErrorCode::none);
        const std::vector<std::vector<base::Byte>> malformed{
            {},
            {0x00},
            {0x01, 0, 0, 0, 1, 2, 'v', 0},                          // length -1
            {0x0c, 0, 0, 0, 1, 2, 'v', 0},                          // length that ends too early
            {0x10, 0, 0, 0, 1, 2, 'v', 0},                          // length that ends too late
            {0x0e, 0, 0, 0, 1, 2, 'v', 0, 0},                       // a byte after the record
            {0x0e, 0, 0, 0, 1, 4, 'v', 0},                          // value that takes the header count
            {0x0e, 0, 0, 0, 20, 2, 'v', 0},                         // key that leaves the record
            {0x0e, 0, 0, 0, 1, 2, 'v', 1},                          // header count -1
            {0x0e, 0, 0, 0, 1, 2, 'v', 2},                          // header that is missing
            {0x12, 0, 0, 0, 1, 2, 'v', 2, 1, 1},                    // header key of length -1
            {0x12, 0, 0, 0, 1, 2, 'v', 2, 0, 8},                    // header value that leaves the record
            {0x0e, 0, 0, 0, 1, 2, 'v', 0xff},                       // varint without end
            {0xff, 0xff, 0xff, 0xff, 0xff, 0x0f, 0, 0, 0, 1, 0, 0}, // varint of six bytes
            {0xfe, 0xff, 0xff, 0xff, 0x0f, 0, 0, 0, 1, 0, 0},       // length 2147483647
        };
        for (const auto& bytes : malformed) QCOMPARE(code(of_one_record(bytes)), ErrorCode::invalid_record);
    }

    void a_compressed_payload_that_is_damaged_is_refused() {
        for (const Codec codec : {Codec::gzip, Codec::snappy, Codec::lz4, Codec::zstd}) {
            base::Buffer batch = samples::batch(3, samples::with(codec));
            batch.writable()[records::header_size] ^= 0x55;
            records::write_crc(batch.writable());
            ProduceRules rules = rules_of();
            rules.trust_compressed = false;
            QCOMPARE(code(batch, rules), ErrorCode::invalid_record);
            // Trust ends at first bytes that are not the codec's. (Raw snappy begins with a length, no
            // magic.)
            if (codec != Codec::snappy) QCOMPARE(code(batch), ErrorCode::invalid_record);
        }
    }

    void a_bomb_is_refused() {
        for (const Codec codec : {Codec::gzip, Codec::snappy, Codec::lz4, Codec::zstd}) {
            records::BatchBuilder builder(samples::with(codec));
            const std::vector<base::Byte> zeros(8 << 20U);
            builder.add(samples::now, base::as_bytes("k"), zeros);
            ProduceRules rules = rules_of();
            rules.compacted = true;
            rules.decompressed_limit = 1 << 20U;
            QCOMPARE(code(std::move(builder).build(), rules), ErrorCode::message_too_large);
        }
    }

    void a_compacted_topic_names_every_record_without_a_key() {
        for (const Codec codec : samples::codecs) {
            ProduceRules rules = rules_of();
            QCOMPARE(code(keyless(codec), rules), ErrorCode::none);
            rules.compacted = true;
            const Refusal r = refused(keyless(codec), rules);
            QCOMPARE(r.code, ErrorCode::invalid_record);
            QCOMPARE(r.record_errors.size(), std::size_t{2});
            QCOMPARE(r.record_errors[0].index, 1);
            QCOMPARE(r.record_errors[1].index, 3);
            QVERIFY(!r.record_errors[0].message.empty());
        }
    }

    void record_errors_are_bounded() {
        records::BatchBuilder builder;
        for (int i = 0; i < 5000; ++i) builder.add(samples::now, std::nullopt, std::nullopt);
        ProduceRules rules = rules_of();
        rules.compacted = true;
        QCOMPARE(refused(std::move(builder).build(), rules).record_errors.size(), std::size_t{1000});
    }

    void timestamps_stay_within_the_topics_bounds() {
        ProduceRules rules = rules_of();
        rules.timestamp_before_max_ms = 100;
        rules.timestamp_after_max_ms = 10;
        for (const Codec codec : samples::codecs) {
            const auto options = samples::with(codec);
            QCOMPARE(code(at_times({samples::now - 100, samples::now + 10, -1}, options), rules),
                     ErrorCode::none);
            Refusal r = refused(at_times({samples::now, samples::now - 101}, options), rules);
            QCOMPARE(r.code, ErrorCode::invalid_timestamp);
            QCOMPARE(r.record_errors.at(0).index, 1);
            QCOMPARE(code(at_times({samples::now + 11}, options), rules), ErrorCode::invalid_timestamp);
        }
        rules.log_append_time = true;
        QCOMPARE(code(at_times({1}), rules), ErrorCode::none);
    }

    void unlimited_bounds_do_not_overflow() {
        ProduceRules rules = rules_of();
        rules.timestamp_after_max_ms = std::numeric_limits<std::int64_t>::max();
        QCOMPARE(code(at_times({0, std::numeric_limits<std::int64_t>::max()}), rules), ErrorCode::none);
    }

    void a_producer_may_not_claim_log_append_time() {
        records::BatchOptions options;
        options.log_append_time = samples::now;
        ProduceRules rules = rules_of();
        rules.log_append_time = true;
        QCOMPARE(code(at_times({samples::now}, options), rules), ErrorCode::invalid_timestamp);
        // On a topic with CreateTime Kafka takes the batch's time and clears the bit.
        rules.log_append_time = false;
        const ValidBatch valid = accepted(at_times({samples::now}, options), rules);
        QVERIFY(!valid.header.log_append_time());
        QVERIFY(records::crc_matches(valid.batch.bytes()));
    }

    void a_wrong_max_timestamp_is_corrected() {
        const ValidBatch valid = accepted(with(at_times({7, 9, 9, 8}), 35, std::int64_t{5}), rules_of());
        QCOMPARE(valid.header.max_timestamp, 9);
        QCOMPARE(valid.max_timestamp, 9);
        QCOMPARE(valid.offset_of_max_timestamp, 1);
        QVERIFY(records::crc_matches(valid.batch.bytes()));
    }

    void every_codec_is_recompressed_to_every_other() {
        records::BatchOptions options;
        options.producer_id = 77;
        options.producer_epoch = 3;
        options.base_sequence = 12;
        options.transactional = true;
        for (const Codec from : samples::codecs) {
            for (const Codec to : samples::codecs) {
                options.codec = from;
                const base::Buffer batch = samples::batch(20, options);
                ProduceRules rules = rules_of();
                rules.compression = to;
                const ValidBatch valid = accepted(batch, rules);
                QCOMPARE(valid.header.codec(), to);
                QVERIFY(records::crc_matches(valid.batch.bytes()));
                QCOMPARE(valid.batch.data() == batch.data(), from == to);
                QCOMPARE(valid.header.producer_id, 77);
                QCOMPARE(valid.header.producer_epoch, 3);
                QCOMPARE(valid.header.base_sequence, 12);
                QVERIFY(valid.header.transactional());
                QVERIFY(keys_and_offsets(valid.batch) == keys_and_offsets(batch));
                QCOMPARE(valid.header.max_timestamp, samples::now + 19);
            }
        }
    }

    void recompression_keeps_log_append_time_and_the_produced_times() {
        ProduceRules rules = rules_of(samples::now + 1000);
        rules.compression = Codec::zstd;
        rules.log_append_time = true;
        const ValidBatch valid = accepted(samples::batch(3), rules);
        QVERIFY(records::crc_matches(valid.batch.bytes()));
        auto reader = BatchReader::open(valid.batch);
        RecordView record;
        QVERIFY(reader->next(record) && reader->next(record));
        QCOMPARE(record.timestamp, samples::now + 1000);
        QCOMPARE(record.produced_timestamp, samples::now + 1);
    }

    void gaps_in_offset_deltas_are_closed_by_a_rebuild() {
        for (const Codec codec : samples::codecs) {
            ProduceRules rules = rules_of();
            rules.trust_compressed = false;
            const ValidBatch valid = accepted(with_gap(codec), rules);
            QCOMPARE(valid.header.codec(), codec);
            QCOMPARE(valid.header.last_offset_delta, 1);
            QVERIFY(keys_and_offsets(valid.batch) == (std::vector<std::string>{"0a", "1b"}));
            QVERIFY(records::crc_matches(valid.batch.bytes()));
        }
    }

    void two_hundred_thousand_random_batches_do_not_crash_it() {
        base::Rng rng(20261121);
        qInfo("seed 20261121");
        int good = 0;
        for (int i = 0; i < 200'000; ++i) {
            auto options = samples::with(samples::codecs[i % 10 == 0 ? rng.below(5) : 0]);
            base::Buffer batch = samples::random_batch(rng, options, static_cast<int>(rng.below(4)) + 1);
            damage(rng, batch);
            ProduceRules rules = rules_of();
            rules.compacted = rng.chance(1, 4);
            rules.log_append_time = rng.chance(1, 4);
            rules.trust_compressed = rng.chance(1, 2);
            rules.timestamp_before_max_ms = rng.chance(1, 2) ? 4000 : rules.timestamp_before_max_ms;
            if (rng.chance(1, 20)) rules.compression = samples::codecs[rng.below(5)];
            const auto validated = validate_produced(batch, rules);
            if (const auto* valid = std::get_if<ValidBatch>(&validated)) {
                ++good;
                QVERIFY(records::crc_matches(valid->batch.bytes()));
                QCOMPARE(valid->header.total_size(), valid->batch.size());
            }
        }
        QVERIFY(good > 10'000);
    }

private:
    /// Leaves it alone, writes a few random bytes, or cuts it; mostly with a CRC that is right again.
    static void damage(base::Rng& rng, base::Buffer& batch) {
        if (rng.chance(1, 4)) return;
        for (std::uint64_t n = rng.below(3); n > 0; --n) {
            batch.writable()[rng.below(batch.size())] = static_cast<base::Byte>(rng.below(256));
        }
        if (rng.chance(1, 8)) batch = batch.slice(0, rng.below(batch.size() + 1));
        if (batch.size() > records::header_size && rng.chance(7, 8)) {
            if (rng.chance(1, 2)) batch.writable()[16] = 2;
            records::write_crc(batch.writable());
        }
    }
};

QTEST_APPLESS_MAIN(ValidateTest)
#include "validate_test.moc"
