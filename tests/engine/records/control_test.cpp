#include "records/control.h"
#include "samples.h"

#include <QTest>

using records::BatchReader;
using records::ControlType;
using records::RecordView;

namespace {

/// Opens a control batch and reads its one record. The reader must outlive the record.
RecordView only_record(BatchReader& reader) {
    RecordView record;
    if (!reader.next(record) || reader.error()) qFatal("no record");
    return record;
}

} // namespace

class ControlTest : public QObject {
    Q_OBJECT
private slots:
    void a_transaction_marker_says_how_it_ended() {
        for (const bool committed : {true, false}) {
            const base::Buffer batch = records::build_marker({committed, 9}, 4321, 5, samples::now);
            QVERIFY(records::crc_matches(batch.bytes()));
            auto reader = BatchReader::open(batch);
            QVERIFY(reader->header().control() && reader->header().transactional());
            QCOMPARE(reader->header().producer_id, 4321);
            QCOMPARE(reader->header().producer_epoch, 5);
            QCOMPARE(reader->header().base_sequence, -1);
            const auto marker = records::parse_marker(only_record(*reader));
            QVERIFY(marker);
            QCOMPARE(marker->committed, committed);
            QCOMPARE(marker->coordinator_epoch, 9);
        }
    }

    void a_leader_change_names_leader_and_voters() {
        wire::LeaderChangeMessage change;
        change.leader_id = 101;
        for (const std::int32_t id : {101, 102}) change.voters.emplace_back().voter_id = id;
        records::BatchOptions options;
        options.base_offset = 50;
        options.partition_leader_epoch = 3;
        const auto batch =
            records::build_control(ControlType::leader_change, change, 0, samples::now, options);
        auto reader = BatchReader::open(batch);
        QVERIFY(reader->header().control() && !reader->header().transactional());
        QCOMPARE(reader->header().base_offset, 50);
        QCOMPARE(reader->header().partition_leader_epoch, 3);
        wire::LeaderChangeMessage back;
        QVERIFY(records::parse_control(only_record(*reader), ControlType::leader_change, back));
        QCOMPARE(back.leader_id, 101);
        QCOMPARE(back.voters.size(), std::size_t{2});
        QCOMPARE(back.voters[1].voter_id, 102);
    }

    void a_snapshot_begins_and_ends_with_a_control_record() {
        wire::SnapshotHeaderRecord begin;
        begin.last_contained_log_timestamp = samples::now;
        auto reader =
            BatchReader::open(records::build_control(ControlType::snapshot_header, begin, 0, samples::now));
        wire::SnapshotHeaderRecord back;
        QVERIFY(records::parse_control(only_record(*reader), ControlType::snapshot_header, back));
        QCOMPARE(back.last_contained_log_timestamp, samples::now);

        auto end = BatchReader::open(records::build_control(ControlType::snapshot_footer,
                                                            wire::SnapshotFooterRecord(), 0, samples::now));
        wire::SnapshotFooterRecord footer;
        QVERIFY(records::parse_control(only_record(*end), ControlType::snapshot_footer, footer));
    }

    void what_is_no_such_control_record_is_refused() {
        auto marker = BatchReader::open(records::build_marker({true, 1}, 1, 1, 1));
        RecordView record = only_record(*marker);
        wire::SnapshotFooterRecord footer;
        QVERIFY(!records::parse_control(record, ControlType::snapshot_footer, footer));
        record.value = record.value->first(5);
        QVERIFY(!records::parse_marker(record));
        record.key = record.key->first(3);
        QVERIFY(!records::parse_control_key(record));
        record.key.reset();
        QVERIFY(!records::parse_control_key(record));
    }

    void types_have_kafkas_names() {
        QCOMPARE(records::name(ControlType::commit), std::string_view("COMMIT"));
        QCOMPARE(records::name(ControlType::snapshot_footer), std::string_view("SNAPSHOT_FOOTER"));
        QCOMPARE(records::name(static_cast<ControlType>(-3)), std::string_view("UNKNOWN"));
    }
};

QTEST_APPLESS_MAIN(ControlTest)
#include "control_test.moc"
