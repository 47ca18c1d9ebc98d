// Batches and control records as Apache Kafka writes them (tests/data/README.md).
#include "records/control.h"
#include "records/reader.h"
#include "support/vectors.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

namespace {

using records::BatchHeader;
using records::BatchReader;
using records::Codec;
using records::RecordView;

QJsonObject parse(const std::string& json) {
    return QJsonDocument::fromJson(QByteArray::fromStdString(json)).object();
}

QJsonValue base64(const std::optional<base::Bytes>& bytes) {
    if (!bytes) return QJsonValue::Null;
    const QByteArray raw(reinterpret_cast<const char*>(bytes->data()), static_cast<qsizetype>(bytes->size()));
    return QString::fromLatin1(raw.toBase64());
}

QJsonObject to_json(const RecordView& record, const BatchHeader& header) {
    QJsonArray headers;
    for (const auto& h : record.headers) {
        headers.append(QJsonArray{QString::fromUtf8(h.key.data(), static_cast<qsizetype>(h.key.size())),
                                  base64(h.value)});
    }
    QJsonObject json{{"offset", static_cast<qint64>(record.offset)},
                     {"timestamp", static_cast<qint64>(record.timestamp)},
                     {"sequence", record.sequence},
                     {"key", base64(record.key)},
                     {"value", base64(record.value)},
                     {"headers", headers}};
    if (header.control()) {
        json["controlType"] = QString::fromStdString(std::string(name(*records::parse_control_key(record))));
    }
    return json;
}

QJsonObject to_json(const BatchHeader& h, const QJsonArray& list) {
    return {{"baseOffset", static_cast<qint64>(h.base_offset)},
            {"lastOffset", static_cast<qint64>(h.last_offset())},
            {"partitionLeaderEpoch", h.partition_leader_epoch},
            {"sizeInBytes", static_cast<qint64>(h.total_size())},
            {"crc", static_cast<qint64>(h.crc)},
            {"timestampType", h.log_append_time() ? "LogAppendTime" : "CreateTime"},
            {"maxTimestamp", static_cast<qint64>(h.max_timestamp)},
            {"producerId", static_cast<qint64>(h.producer_id)},
            {"producerEpoch", h.producer_epoch},
            {"baseSequence", h.base_sequence},
            {"lastSequence", h.last_sequence()},
            {"transactional", h.transactional()},
            {"control", h.control()},
            {"count", h.record_count},
            {"records", list}};
}

records::BatchOptions options_of(const BatchHeader& h) {
    records::BatchOptions options;
    options.base_offset = h.base_offset;
    options.partition_leader_epoch = h.partition_leader_epoch;
    options.codec = h.codec();
    options.transactional = h.transactional();
    options.control = h.control();
    options.producer_id = h.producer_id;
    options.producer_epoch = h.producer_epoch;
    options.base_sequence = h.base_sequence;
    if (h.log_append_time()) options.log_append_time = h.max_timestamp;
    if (h.record_count == 0) {
        options.base_timestamp = h.base_timestamp;
        options.max_timestamp = h.max_timestamp;
        options.last_offset_delta = h.last_offset_delta;
    }
    return options;
}

} // namespace

class VectorsTest : public QObject {
    Q_OBJECT
private slots:
    void every_batch_of_kafka_decodes_to_its_json_and_encodes_again() {
        const auto lines = support::read_vectors("batches.tsv.gz");
        QVERIFY(!lines.empty());
        for (const auto& line : lines) {
            const std::string what = line.at(0) + " " + line.at(1);
            const base::Buffer batch = base::Buffer::of(support::from_hex(line.at(3)));
            QVERIFY2(records::crc_matches(batch.bytes()), what.c_str());
            auto reader = BatchReader::open(batch);
            QVERIFY2(reader.has_value(), what.c_str());
            const BatchHeader& header = reader->header();
            QCOMPARE(name(header.codec()), std::string_view(line.at(1)));

            records::BatchBuilder builder(options_of(header));
            QJsonArray list;
            RecordView record;
            while (reader->next(record)) {
                list.append(to_json(record, header));
                const auto delta = static_cast<std::int32_t>(record.offset - header.base_offset);
                builder.add_at(delta, record.produced_timestamp, record.key, record.value, record.headers);
            }
            QVERIFY2(!reader->error(), what.c_str());
            QCOMPARE(to_json(header, list), parse(line.at(2)));
            compare(std::move(builder).build(), batch, what);
        }
    }

private:
    static void compare(const base::Buffer& ours, const base::Buffer& kafkas, const std::string& what) {
        if (records::parse_header(kafkas.bytes())->codec() == Codec::none) {
            QVERIFY2(std::ranges::equal(ours.bytes(), kafkas.bytes()), what.c_str());
            return;
        }
        auto a = BatchReader::open(ours);
        auto b = BatchReader::open(kafkas);
        QVERIFY2(a && b, what.c_str());
        QVERIFY2(std::ranges::equal(a->payload().bytes(), b->payload().bytes()), what.c_str());
        // Two encoders need not give the same bytes; length and CRC follow from them.
        std::vector<base::Byte> left(ours.data(), ours.data() + records::header_size);
        std::vector<base::Byte> right(kafkas.data(), kafkas.data() + records::header_size);
        for (std::size_t i : {8U, 9U, 10U, 11U, 17U, 18U, 19U, 20U}) left[i] = right[i] = 0;
        QVERIFY2(left == right, what.c_str());
    }
};

QTEST_APPLESS_MAIN(VectorsTest)
#include "vectors_test.moc"
