#include "rig.h"

#include "ui/models/config_model.h"
#include "ui/models/log_model.h"
#include "ui/models/partitions_model.h"
#include "ui/models/records_model.h"
#include "ui/models/topics_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using Tester = QAbstractItemModelTester;
constexpr auto strict = Tester::FailureReportingMode::QtTest;

class TopicModelsTest : public QObject {
    Q_OBJECT

    static std::vector<view::Record> page(std::int64_t from, int count) {
        std::vector<view::Record> records;
        for (int i = 0; i < count; ++i) records.push_back(rig::record(0, from + i, "k", "v"));
        return records;
    }
    static view::ConfigEntry entry(const std::string& name, const std::string& value, std::int8_t type,
                                   view::ConfigSource source = view::ConfigSource::default_value) {
        view::ConfigEntry it;
        it.name = name;
        it.value = value;
        it.default_value = source == view::ConfigSource::topic ? "7" : value;
        it.type = type;
        it.source = source;
        return it;
    }

private slots:
    void a_changed_topic_signals_only_its_changed_cells() {
        rig::Cluster cluster;
        ui::TopicsModel model(*cluster.bridge);
        Tester tester(&model, strict);
        cluster.put({rig::topic("a"), rig::topic("b"), rig::topic("c")});
        QCOMPARE(model.rowCount(), 3);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        auto row = rig::topic("b");
        row.records = 5;
        row.size = 99;
        cluster.put({row});
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed[0][0].toModelIndex(), model.index(1, ui::TopicsModel::records));
        QCOMPARE(changed[0][1].toModelIndex(), model.index(1, ui::TopicsModel::size));
        cluster.put({row});
        QCOMPARE(changed.size(), 1);
        QCOMPARE(resets.size(), 0);
    }
    void topics_that_come_and_go_move_single_rows() {
        rig::Cluster cluster;
        cluster.put({rig::topic("a"), rig::topic("c")});
        ui::TopicsModel model(*cluster.bridge);
        Tester tester(&model, strict);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        cluster.put({rig::topic("b")});
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(model.topic(1).name, std::string("b"));
        cluster.session->next.gone_topics = {{"a"}};
        cluster.bridge->drainNow();
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.topic(0).name, std::string("b"));
    }
    void the_topic_filter_wants_every_word_and_hides_internal_topics() {
        rig::Cluster cluster;
        auto internal = rig::topic("__consumer_offsets");
        internal.internal = true;
        cluster.put({rig::topic("orders-eu"), rig::topic("orders-us"), internal});
        ui::TopicsModel model(*cluster.bridge);
        ui::TopicsFilter filter;
        filter.setSourceModel(&model);
        QCOMPARE(filter.rowCount(), 2);
        filter.setText(QStringLiteral("US ord"));
        QCOMPARE(filter.rowCount(), 1);
        filter.setText({});
        filter.setShowInternal(true);
        QCOMPARE(filter.rowCount(), 3);
    }
    void a_moving_high_watermark_touches_one_partition_row() {
        rig::Cluster cluster;
        view::PartitionRow row;
        for (int p = 0; p < 3; ++p) {
            row.key = {"orders", p};
            row.leader = 1;
            row.replicas = row.isr = {1};
            cluster.session->next.partitions.push_back(row);
        }
        cluster.bridge->drainNow();
        ui::PartitionsModel model(*cluster.bridge, QStringLiteral("orders"));
        Tester tester(&model, strict);
        QCOMPARE(model.rowCount(), 3);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        row.key.partition = 1;
        row.high_watermark = row.log_end_offset = 10;
        cluster.session->next.partitions = {row};
        cluster.bridge->drainNow();
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed[0][0].toModelIndex(), model.index(1, ui::PartitionsModel::highWatermark));
        QCOMPARE(changed[0][1].toModelIndex(), model.index(1, ui::PartitionsModel::logEnd));
    }
    void records_come_in_runs_and_the_oldest_leave() {
        ui::RecordsModel model(1000);
        Tester tester(&model, strict);
        model.start(ui::RecordsModel::Order::newestFirst);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        model.append(page(0, 900));
        QCOMPARE(inserted.size(), 2);
        QCOMPARE(inserted[0][2].toInt(), 499);
        model.append(page(900, 300));
        QCOMPARE(model.rowCount(), 1000);
        QCOMPARE(model.dropped(), 200);
        QCOMPARE(model.record(0).offset, 1199);
        QCOMPARE(model.record(999).offset, 200);
        model.append(page(2000, 5000));
        QCOMPARE(model.rowCount(), 1000);
        QCOMPARE(model.record(0).offset, 6999);
    }
    void records_are_sorted_once_and_keep_the_current_one() {
        ui::RecordsModel model;
        Tester tester(&model, strict);
        model.start(ui::RecordsModel::Order::newestFirst);
        model.append(
            {rig::record(0, 5, "b", "x"), rig::record(1, 3, "a", std::nullopt), rig::record(0, 9, {}, "z")});
        const QPersistentModelIndex current = model.index(model.find(1, 3), 0);
        model.sort(ui::RecordsModel::offset, Qt::AscendingOrder);
        QCOMPARE(model.record(0).offset, 3);
        QCOMPARE(model.record(2).offset, 9);
        QCOMPARE(current.row(), 0);
        model.sort(ui::RecordsModel::time, Qt::DescendingOrder);
        QCOMPARE(model.record(0).offset, 9);
        QCOMPARE(current.row(), 2);
    }
    void null_is_not_an_empty_cell() {
        ui::RecordsModel model;
        model.start(ui::RecordsModel::Order::oldestFirst);
        model.append({rig::record(0, 1, "k", std::nullopt), rig::record(0, 2, "", "")});
        QCOMPARE(model.index(0, ui::RecordsModel::value).data().toString(), QStringLiteral("null"));
        QVERIFY(
            !model.index(0, ui::RecordsModel::value).data(ui::RecordsModel::noteRole).toString().isEmpty());
        QCOMPARE(model.index(1, ui::RecordsModel::value).data().toString(), QString());
        QCOMPARE(model.index(1, ui::RecordsModel::value).data(ui::RecordsModel::nullRole).toBool(), false);
    }
    void a_hundred_thousand_records_fit() {
        ui::RecordsModel model;
        model.start(ui::RecordsModel::Order::newestFirst);
        for (int i = 0; i < 240; ++i) model.append(page(i * 500, 500));
        QCOMPARE(model.rowCount(), 100'000);
        QCOMPARE(model.dropped(), 20'000);
    }
    void configuration_edits_become_only_the_differences() {
        ui::ConfigModel model;
        Tester tester(&model, strict);
        model.setEntries({entry("cleanup.policy", "delete", 7), entry("retention.ms", "604800000", 5),
                          entry("segment.bytes", "1000", 3, view::ConfigSource::topic)});
        QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("Overridden by this topic"));
        const auto edit = [&](const char* name, const QString& text) {
            return model.setData(model.find(name, ui::ConfigModel::value), text, Qt::EditRole);
        };
        QVERIFY(edit("retention.ms", QStringLiteral("2 days")));
        QCOMPARE(model.changes().at("retention.ms"), std::optional<std::string>("172800000"));
        QVERIFY(edit("retention.ms", QStringLiteral("7 days")));
        QVERIFY(model.changes().empty());
        QVERIFY(!edit("retention.ms", QStringLiteral("soon")));
        QVERIFY(!model.problem().isEmpty());
        QVERIFY(!edit("cleanup.policy", QStringLiteral("shred")));
        QVERIFY(!edit("segment.bytes", QStringLiteral("99999999999")));
        model.resetToDefault(model.find("segment.bytes"));
        QCOMPARE(model.changes().size(), std::size_t{1});
        QVERIFY(!model.changes().at("segment.bytes").has_value());
        QCOMPARE(model.find("segment.bytes", ui::ConfigModel::value).data().toString(), QStringLiteral("7"));
        QVERIFY(!model.canReset(model.find("cleanup.policy")));
    }
    void configuration_is_filtered_by_words_of_its_documentation() {
        ui::ConfigModel model;
        auto documented = entry("retention.ms", "1", 5);
        documented.documentation = "How long records stay";
        model.setEntries({documented, entry("segment.bytes", "1000", 3)});
        model.setFilter(QStringLiteral("how long"));
        QCOMPARE(model.rowCount(), 1);
        QVERIFY(model.find("retention.ms").isValid());
        QVERIFY(!model.find("segment.bytes").isValid());
    }
    void a_paused_log_loses_nothing_and_keeps_the_order() {
        ui::LogSource source;
        ui::LogModel model(source);
        Tester tester(&model, strict);
        const auto say = [&](const std::string& text) {
            source.put({1'700'000'000'000, base::log::Level::info, "net", "broker-1", text});
            QCoreApplication::processEvents();
        };
        say("one");
        model.setPaused(true);
        say("two");
        say("three");
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.heldBack(), 2);
        model.setPaused(false);
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.index(2, ui::LogModel::text).data().toString(), QStringLiteral("three"));
        QCOMPARE(model.index(2, ui::LogModel::from).data().toString(), QStringLiteral("broker-1"));
    }
    void the_log_is_bounded() {
        ui::LogSource source;
        ui::LogModel model(source);
        for (int i = 0; i < 12'000; ++i)
            source.put({i, base::log::Level::info, "net", "", "line " + std::to_string(i)});
        QCoreApplication::processEvents();
        QCOMPARE(source.dropped(), 2'000);
        QCOMPARE(model.rowCount(), 10'000);
        source.put({1, base::log::Level::warn, "net", "", "last"});
        QCoreApplication::processEvents();
        QCOMPARE(model.rowCount(), 10'000);
        ui::LogFilter filter;
        filter.setSourceModel(&model);
        filter.setLevel(base::log::Level::warn);
        QCOMPARE(filter.rowCount(), 1);
    }
};

QTEST_MAIN(TopicModelsTest)
#include "topic_models_test.moc"
