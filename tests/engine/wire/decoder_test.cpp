// What a hostile peer may send, and what must not be copied.

#include "support/bytes.h"
#include "wire/codec.h"
#include "wire/decoder.h"
#include "wire/messages/fetch.h"
#include "wire/messages/metadata.h"
#include "wire/messages/produce.h"

#include <QTest>
#include <cstdlib>
#include <new>

namespace {

/// Bytes asked from the heap since the last reset; this program has one thread.
std::size_t allocated = 0;
std::size_t allocations = 0;

} // namespace

void* operator new(std::size_t size) {
    allocated += size;
    ++allocations;
    if (void* p = std::malloc(size)) return p;
    std::abort();
}
void operator delete(void* p) noexcept {
    std::free(p);
}
void operator delete(void* p, std::size_t) noexcept {
    std::free(p);
}

namespace {

constexpr std::size_t megabyte = 1U << 20U;

base::Result<> decode(const std::vector<base::Byte>& bytes, std::int16_t version, wire::Message& message) {
    return wire::decode(base::Buffer::of(bytes), version, message);
}

} // namespace

class DecoderTest : public QObject {
    Q_OBJECT
private slots:
    void a_count_beyond_the_bytes_left_allocates_nothing() {
        wire::MetadataRequest request;
        const std::vector<base::Byte> hostile = {0x7f, 0xff, 0xff, 0xff, 0, 0, 0, 0};
        allocated = 0;
        QVERIFY(decode(hostile, 1, request).has_error());
        QVERIFY(allocated < 1000);
    }
    void a_compact_count_beyond_the_bytes_left_allocates_nothing() {
        wire::MetadataRequest request;
        const std::vector<base::Byte> hostile = {0xff, 0xff, 0xff, 0xff, 0x0f, 0, 0, 0};
        allocated = 0;
        QVERIFY(decode(hostile, 12, request).has_error());
        QVERIFY(allocated < 1000);
    }
    void a_length_of_more_than_32_bits_is_refused() {
        wire::MetadataRequest request;
        QVERIFY(decode({0x82, 0x80, 0x80, 0x80, 0x10, 1, 1, 1, 1, 1, 1, 1}, 12, request).has_error());
        QVERIFY(decode({0x82, 0x80, 0x80, 0x80, 0x80, 0x01, 1, 1, 1, 1, 1}, 12, request).has_error());
    }
    void arrays_of_one_message_are_bounded_together() {
        std::vector<base::Byte> hostile(3 * megabyte, 0); // a million and a half topics without a name
        base::store_be(hostile.data(), static_cast<std::int32_t>(hostile.size() / 2 - 2));
        wire::MetadataRequest request;
        allocated = 0;
        const auto decoded = decode(hostile, 1, request);
        QVERIFY(decoded.has_error());
        QVERIFY(decoded.error().detail.find("too much memory") != std::string::npos);
        QVERIFY(allocated < 4 * wire::max_array_memory);
    }
    void tags_of_one_message_are_bounded() {
        std::vector<base::Byte> hostile = {1}; // all topics, then four million empty tags of five bytes each
        constexpr std::uint32_t tags = 4'000'000;
        const auto uvarint = [&](std::uint32_t v) {
            for (; v >= 0x80U; v >>= 7U) hostile.push_back(static_cast<base::Byte>(v | 0x80U));
            hostile.push_back(static_cast<base::Byte>(v));
        };
        hostile.insert(hostile.end(), {0, 0});
        uvarint(tags);
        for (std::uint32_t tag = 0; tag < tags; ++tag) {
            uvarint(tag);
            uvarint(0);
        }
        wire::MetadataRequest request;
        const auto decoded = decode(hostile, 12, request);
        QVERIFY(decoded.has_error());
        QVERIFY(decoded.error().detail.find("too much memory") != std::string::npos);
    }
    void null_is_refused_before_the_version_that_allows_it() {
        wire::MetadataRequest request;
        QVERIFY(decode({0xff, 0xff, 0xff, 0xff}, 0, request).has_error());
        QVERIFY(decode({0xff, 0xff, 0xff, 0xff}, 1, request).has_value());
        QVERIFY(!request.topics.has_value());
    }
    void unknown_tags_are_skipped_and_tags_out_of_order_refused() {
        wire::ProduceRequest request;
        QVERIFY(decode({0, 0, 1, 0, 0, 0, 9, 1, 2, 5, 2, 7, 7, 9, 0}, 9, request).has_value());
        QCOMPARE(request.timeout_ms, 9);
        QVERIFY(decode({0, 0, 1, 0, 0, 0, 9, 1, 2, 9, 0, 5, 0}, 9, request).has_error());
        QVERIFY(decode({0, 0, 1, 0, 0, 0, 9, 1, 2, 5, 0, 5, 0}, 9, request).has_error());
    }
    void a_tagged_field_that_is_longer_than_its_value_is_refused() {
        wire::FetchRequest request;
        std::vector<base::Byte> bytes = support::flat(wire::encode(request, 12));
        bytes.back() = 1;
        for (const int b : {0, 3, 2, 97, 98}) bytes.push_back(static_cast<base::Byte>(b));
        QVERIFY(decode(bytes, 12, request).has_error());
    }
    void the_error_names_the_field_and_the_byte() {
        wire::ProduceRequest request;
        const auto decoded = decode({0, 0, 1, 0, 0}, 9, request);
        QCOMPARE(decoded.error().detail,
                 std::string("the message ends too early at byte 3 of 5, field timeout_ms"));
    }
    void records_are_slices_of_the_frame() {
        wire::ProduceRequest sent;
        auto& topic = sent.topic_data.emplace_back();
        topic.name = "orders";
        const auto batch = base::Buffer::of(std::vector<base::Byte>(megabyte, 7));
        topic.partition_data.emplace_back().records = wire::Records::of(batch);

        const base::Buffers parts = wire::encode(sent, 9);
        QCOMPARE(parts.size(), std::size_t{3});
        QVERIFY(parts[1].data() == batch.data());

        const auto frame = base::Buffer::of(support::flat(parts));
        wire::ProduceRequest received;
        allocated = allocations = 0;
        QVERIFY(wire::decode(frame, 9, received).has_value());
        QVERIFY(allocations <= 3); // one vector each for topics, partitions and the parts of the records
        QVERIFY(allocated < 1000);
        const wire::Records& records = received.topic_data[0].partition_data[0].records;
        QCOMPARE(records.size(), megabyte);
        QVERIFY(records.parts[0].data() == frame.data() + parts[0].size());
    }
};

QTEST_APPLESS_MAIN(DecoderTest)
#include "decoder_test.moc"
