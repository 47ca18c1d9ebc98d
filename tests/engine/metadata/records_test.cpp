#include "base/rng.h"
#include "metadata/records.h"
#include "support/json.h"
#include "support/vectors.h"
#include "wire/json.h"

#include <QTest>

using namespace metadata;

namespace {

/// The frame around a body, as the log holds it. Types and versions of the vectors are below 128.
std::vector<base::Byte> framed(const support::MessageVector& v) {
    std::vector<base::Byte> frame{1, static_cast<base::Byte>(v.key), static_cast<base::Byte>(v.version)};
    frame.insert(frame.end(), v.bytes.begin(), v.bytes.end());
    return frame;
}

} // namespace

class RecordsTest : public QObject {
    Q_OBJECT
private slots:
    void kafkas_metadata_records_decode_and_encode_to_the_same_bytes() {
        int lines = 0;
        for (const auto& v : support::read_message_vectors()) {
            if (v.group != "metadata") continue;
            ++lines;
            const auto frame = framed(v);
            const auto decoded = decode_record(frame);
            QVERIFY2(decoded.has_value(), (v.name + " " + v.json).c_str());
            QCOMPARE(std::string(record_name(decoded->record)), v.name);
            QCOMPARE(decoded->version, v.version);
            QVERIFY2(encode_record(*decoded) == frame, (v.name + " " + v.json).c_str());
            MetadataRecord record = decoded->record;
            const auto expected = support::parse_json(v.json);
            const auto actual = support::parse_json(wire::to_json(as_message(record), v.version));
            QVERIFY(expected && actual);
            const auto why = support::difference(*expected, *actual);
            QVERIFY2(!why, (v.name + " " + why.value_or("")).c_str());
        }
        QVERIFY(lines > 130);
    }
    void a_record_that_is_cut_short_or_too_long_is_refused() {
        for (const auto& v : support::read_message_vectors()) {
            if (v.group != "metadata") continue;
            auto frame = framed(v);
            for (std::size_t size = 0; size < frame.size(); ++size)
                QVERIFY(!decode_record(base::Bytes(frame.data(), size)));
            frame.push_back(0);
            QVERIFY(!decode_record(frame));
        }
    }
    void a_record_of_a_newer_version_is_named_as_such() {
        const std::vector<base::Byte> unknown_type{1, 99, 0, 0};
        QCOMPARE(decode_record(unknown_type).error().code, kafka::ErrorCode::unsupported_version);
        const std::vector<base::Byte> unknown_version{1, 20, 9, 0};
        QCOMPARE(decode_record(unknown_version).error().code, kafka::ErrorCode::unsupported_version);
        const std::vector<base::Byte> unknown_frame{2, 20, 0, 0};
        QCOMPARE(decode_record(unknown_frame).error().code, kafka::ErrorCode::corrupt_message);
    }
    void random_bytes_never_crash_the_decoder() {
        base::Rng rng(11);
        for (int i = 0; i < 20'000; ++i) {
            std::vector<base::Byte> bytes{1, static_cast<base::Byte>(rng.below(30)),
                                          static_cast<base::Byte>(rng.below(4))};
            for (std::uint64_t n = rng.below(60); n > 0; --n)
                bytes.push_back(static_cast<base::Byte>(rng.next()));
            if (const auto decoded = decode_record(bytes)) QVERIFY(!encode_record(*decoded).empty());
        }
    }
};

QTEST_APPLESS_MAIN(RecordsTest)
#include "records_test.moc"
