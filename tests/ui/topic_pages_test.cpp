#include "rig.h"

#include "base/hash.h"
#include "ui/panes/config_tab.h"
#include "ui/panes/create_topic_dialog.h"
#include "ui/panes/delete_topic_dialog.h"
#include "ui/panes/log_dock.h"
#include "ui/panes/produce_dock.h"
#include "ui/panes/produce_draft.h"
#include "ui/panes/record_detail.h"
#include "ui/panes/records_tab.h"
#include "ui/panes/topic_pane.h"
#include "ui/panes/topics_pane.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/pair_table.h"
#include "ui/widgets/payload_edit.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

namespace {

/// A context over a FakeSession, running, with topics.
struct Context {
    explicit Context(bool running = true) {
        auto made = std::make_unique<rig::FakeSession>();
        session = made.get();
        cluster = std::make_unique<ui::ClusterContext>(QStringLiteral("1"), *view::preset("dev"), QString(),
                                                       std::move(made), navigator);
        session->next.cluster = rig::runningCluster();
        if (!running) session->next.cluster->state = view::ClusterState::stopped;
        session->next.topics = {rig::topic("orders", 6, 8'204'113), rig::topic("empty", 1)};
        drain();
    }
    void drain() { cluster->bridge().drainNow(); }
    void answer(view::Ticket ticket, view::AnswerKind what) {
        session->next.answers.push_back({ticket, std::move(what)});
        drain();
    }
    template <class Command>
    auto sent() const {
        return rig::sent<Command>(*session);
    }

    ui::Navigator navigator;
    rig::FakeSession* session = nullptr;
    std::unique_ptr<ui::ClusterContext> cluster;
};

/// Shortcuts go to the window in front and the widget with the focus.
void bringToFront(QWidget& widget, QWidget* focus) {
    widget.show();
    QApplication::setActiveWindow(&widget);
    focus->setFocus();
    QTRY_VERIFY(focus->hasFocus());
}

QPushButton* button(QWidget& in, const QString& text) {
    for (QPushButton* it : in.findChildren<QPushButton*>())
        if (it->text() == text) return it;
    return nullptr;
}

view::RecordsAnswer page(std::vector<view::Record> records, bool finished) {
    view::RecordsAnswer answer;
    answer.matched = static_cast<std::int64_t>(records.size());
    answer.scanned = 12'480;
    answer.total = 8'204'113;
    answer.records = std::move(records);
    answer.finished = finished;
    return answer;
}

} // namespace

class TopicPagesTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings_.path());
        QCoreApplication::setOrganizationName(QStringLiteral("riparium-test"));
    }

    void a_topic_is_created_by_keyboard_and_opened() {
        Context context;
        ui::CreateTopicDialog dialog(*context.cluster);
        dialog.show();
        auto* create = button(dialog, QStringLiteral("Create topic"));
        QVERIFY(!create->isEnabled());
        QTest::keyClicks(&dialog, QStringLiteral("x"));
        auto* name = dialog.findChild<QLineEdit*>();
        name->setFocus();
        name->clear();
        QTest::keyClicks(name, QStringLiteral("orders"));
        QVERIFY(!create->isEnabled());
        QVERIFY(!create->toolTip().isEmpty());
        QTest::keyClicks(name, QStringLiteral("-2"));
        QVERIFY(create->isEnabled());
        dialog.findChild<QSpinBox*>()->setValue(12);
        QTest::keyClick(name, Qt::Key_Return);
        const auto sent = context.sent<view::CreateTopic>();
        QCOMPARE(sent.size(), std::size_t{1});
        QCOMPARE(sent[0].second.name, std::string("orders-2"));
        QCOMPARE(sent[0].second.partitions, 12);
        QVERIFY(sent[0].second.configs.empty());
        context.answer(sent[0].first, view::Done{});
        QVERIFY(!dialog.isVisible());
        QCOMPARE(context.navigator.current().page, QStringLiteral("topic"));
        QCOMPARE(context.navigator.current().path, QStringList{QStringLiteral("orders-2")});
    }
    void what_the_broker_refuses_is_said_beside_its_field() {
        Context context;
        ui::CreateTopicDialog dialog(*context.cluster);
        dialog.show();
        dialog.findChild<QLineEdit*>()->setText(QStringLiteral("fresh"));
        QTest::mouseClick(button(dialog, QStringLiteral("Create topic")), Qt::LeftButton);
        context.answer(
            context.sent<view::CreateTopic>()[0].first,
            view::Failed{kafka::ErrorCode::invalid_partitions, "Too many partitions for this cluster."});
        QVERIFY(dialog.isVisible());
        bool said = false;
        for (const QLabel* label : dialog.findChildren<QLabel*>())
            said = said || label->text().startsWith(
                               QStringLiteral("Too many partitions for this cluster (INVALID_PARTITIONS"));
        QVERIFY(said);
        QVERIFY(button(dialog, QStringLiteral("Create topic"))->isEnabled());
    }
    void deleting_says_what_is_lost_and_wants_the_name() {
        Context context;
        ui::DeleteTopicDialog dialog(*context.cluster, context.cluster->bridge().topics().at({"orders"}));
        dialog.show();
        bool said = false;
        for (const QLabel* label : dialog.findChildren<QLabel*>())
            said = said || (label->text().contains(QStringLiteral("6 partitions")) &&
                            label->text().contains(QStringLiteral("cannot be undone")));
        QVERIFY(said);
        auto* remove = button(dialog, QStringLiteral("Delete topic"));
        QVERIFY(!remove->isEnabled());
        QTest::keyClicks(dialog.findChild<QLineEdit*>(), QStringLiteral("orders"));
        QVERIFY(remove->isEnabled());
        QTest::keyClick(dialog.findChild<QLineEdit*>(), Qt::Key_Return);
        QCOMPARE(context.sent<view::DeleteTopic>()[0].second.name, std::string("orders"));
    }
    void a_topic_without_records_is_deleted_without_typing() {
        Context context;
        ui::DeleteTopicDialog dialog(*context.cluster, context.cluster->bridge().topics().at({"empty"}));
        dialog.show();
        QVERIFY(!dialog.findChild<QLineEdit*>());
        QTest::mouseClick(button(dialog, QStringLiteral("Delete topic")), Qt::LeftButton);
        QCOMPARE(context.sent<view::DeleteTopic>().size(), std::size_t{1});
    }
    void the_topics_page_filters_opens_and_says_why_it_cannot_create() {
        Context context;
        ui::TopicsPane pane(*context.cluster);
        pane.resize(900, 600);
        pane.show();
        auto* table = pane.findChild<ui::DataTable*>();
        QCOMPARE(table->model()->rowCount(), 2);
        QVERIFY(pane.find());
        QTest::keyClicks(pane.findChild<QLineEdit*>(), QStringLiteral("ord"));
        QCOMPARE(table->model()->rowCount(), 1);
        table->setCurrentIndex(table->model()->index(0, 0));
        QTest::keyClick(table, Qt::Key_Return);
        QCOMPARE(context.navigator.current().path, QStringList{QStringLiteral("orders")});
        QTest::keyClicks(pane.findChild<QLineEdit*>(), QStringLiteral("zzz"));
        QVERIFY(pane.findChild<ui::EmptyState*>()->isVisible());
        context.session->next.cluster = rig::runningCluster();
        context.session->next.cluster->state = view::ClusterState::stopped;
        context.drain();
        auto* create = button(pane, QStringLiteral("Create topic…"));
        QVERIFY(!create->isEnabled());
        QVERIFY(create->toolTip().contains(QStringLiteral("stopped")));
    }
    void the_records_tab_reads_the_newest_and_counts() {
        Context context;
        ui::RecordsTab tab(*context.cluster, QStringLiteral("orders"));
        tab.show();
        auto scans = context.sent<view::ScanRecords>();
        QCOMPARE(scans.size(), std::size_t{1});
        QCOMPARE(scans[0].second.topic, std::string("orders"));
        QCOMPARE(std::get<view::FromNewest>(scans[0].second.start).count, 500);
        context.answer(scans[0].first, page({rig::record(0, 1, "a", "{\"n\":9007199254740993}"),
                                             rig::record(1, 9, "b", std::nullopt)},
                                            true));
        QCOMPARE(tab.model().rowCount(), 2);
        QCOMPARE(tab.model().record(0).offset, 9);
        const auto* status = tab.findChild<QLabel*>(QString(), Qt::FindDirectChildrenOnly);
        QVERIFY(status->text().contains(QStringLiteral("matched 2")));
        tab.findChild<ui::DataTable*>()->selectRow(1);
        const auto& json = tab.findChild<ui::RecordDetail*>()->json();
        QCOMPARE(json.index(0, ui::JsonModel::valueColumn, json.index(0, 0)).data().toString(),
                 QStringLiteral("9007199254740993"));
    }
    void a_filter_goes_to_the_engine_and_stop_cancels() {
        Context context;
        ui::RecordsTab tab(*context.cluster, QStringLiteral("orders"));
        tab.show();
        auto* filter = tab.findChild<ui::ScanBar*>()->findChildren<QLineEdit*>().last();
        tab.find();
        for (QLineEdit* edit : tab.findChild<ui::ScanBar*>()->findChildren<QLineEdit*>())
            if (edit->hasFocus()) filter = edit;
        filter->setText(QStringLiteral("customer-42"));
        emit filter->returnPressed();
        const auto scans = context.sent<view::ScanRecords>();
        QCOMPARE(scans.size(), std::size_t{2});
        QCOMPARE(scans[1].second.contains, std::string("customer-42"));
        QCOMPARE(context.sent<view::CancelScan>().size(), std::size_t{1});
        context.answer(scans[0].first, page({rig::record(0, 1, "late", "page")}, false));
        QCOMPARE(tab.model().rowCount(), 0);
        context.answer(scans[1].first, page({rig::record(0, 2, "customer-42", "x")}, false));
        QCOMPARE(tab.model().rowCount(), 1);
        bringToFront(tab, tab.findChild<ui::DataTable*>());
        QTest::keyClick(tab.findChild<ui::DataTable*>(), Qt::Key_Escape);
        QCOMPARE(context.sent<view::CancelScan>().back().second.scan, scans[1].first);
        QCOMPARE(tab.model().rowCount(), 1);
    }
    void the_first_records_of_a_topic_come_by_themselves() {
        Context context;
        ui::RecordsTab tab(*context.cluster, QStringLiteral("empty"));
        tab.show();
        auto scans = context.sent<view::ScanRecords>();
        QCOMPARE(scans.size(), std::size_t{1});
        context.answer(scans[0].first, page({}, true));
        context.session->next.topics = {rig::topic("empty", 6, 3)};
        context.drain();
        scans = context.sent<view::ScanRecords>();
        QCOMPARE(scans.size(), std::size_t{2});
        context.answer(scans[1].first, page({rig::record(0, 0, "k", "v")}, true));
        context.session->next.topics = {rig::topic("empty", 6, 9)};
        context.drain();
        QCOMPARE(context.sent<view::ScanRecords>().size(), std::size_t{2});
    }
    void live_tail_pauses_and_resumes_by_keyboard() {
        Context context;
        ui::RecordsTab tab(*context.cluster, QStringLiteral("orders"));
        auto* filter = tab.findChild<ui::ScanBar*>()->findChildren<QLineEdit*>().last();
        bringToFront(tab, filter);
        QTest::keyClick(filter, Qt::Key_P, Qt::ControlModifier);
        const auto live = context.sent<view::ScanRecords>().back();
        QVERIFY(std::holds_alternative<view::LiveTail>(live.second.start));
        context.answer(live.first, page({rig::record(0, 5, "k", "v")}, false));
        context.answer(live.first, page({rig::record(0, 6, "k", "v")}, false));
        QCOMPARE(tab.model().record(0).offset, 6);
        QTest::keyClick(filter, Qt::Key_P, Qt::ControlModifier);
        QCOMPARE(context.sent<view::PauseScan>().back().second.paused, true);
        QTest::keyClick(filter, Qt::Key_P, Qt::ControlModifier);
        QCOMPARE(context.sent<view::PauseScan>().back().second.paused, false);
        QCOMPARE(context.sent<view::PauseScan>().back().second.scan, live.first);
    }
    void scrolled_down_live_rows_stay_where_they_are() {
        Context context;
        ui::RecordsTab tab(*context.cluster, QStringLiteral("orders"));
        tab.resize(800, 500);
        tab.show();
        tab.tail();
        const auto live = context.sent<view::ScanRecords>().back().first;
        std::vector<view::Record> first;
        for (int i = 0; i < 200; ++i) first.push_back(rig::record(0, i, "k", "v"));
        context.answer(live, page(first, false));
        auto* table = tab.findChild<ui::DataTable*>();
        QCoreApplication::processEvents();
        table->scrollTo(table->model()->index(100, 0), QAbstractItemView::PositionAtTop);
        const auto topOffset = [&] { return tab.model().record(table->rowAt(0)).offset; };
        const auto before = topOffset();
        context.answer(live, page({rig::record(0, 200, "k", "v"), rig::record(0, 201, "k", "v")}, false));
        QCoreApplication::processEvents();
        QCOMPARE(topOffset(), before);
    }
    void partitions_are_chosen_as_a_list() {
        using Set = std::set<std::int32_t>;
        QCOMPARE(*ui::ScanBar::parsePartitions(QStringLiteral("0, 3-5"), 6), (Set{0, 3, 4, 5}));
        QVERIFY(!ui::ScanBar::parsePartitions(QStringLiteral("6"), 6));
        QVERIFY(!ui::ScanBar::parsePartitions(QStringLiteral("3-x"), 6));
        QVERIFY(ui::ScanBar::parsePartitions(QString(), 6)->empty());
        QCOMPARE(ui::ScanBar::partitionsText({0, 3, 4, 5}), QStringLiteral("0, 3-5"));
    }
    void bytes_that_are_no_text_are_shown_as_hex() {
        ui::RecordDetail detail;
        detail.show();
        detail.setRecord(rig::record(0, 1, "k", std::string("\xff\x00\x01", 3)));
        QCOMPARE(detail.tabs()->currentIndex(), 2);
        QVERIFY(detail.findChild<QPlainTextEdit*>()->toPlainText().startsWith(QStringLiteral("0xff 00 01")));
        detail.setRecord(rig::record(0, 2, "k", "plain words"));
        QCOMPARE(detail.tabs()->currentIndex(), 1);
        detail.setRecord(rig::record(0, 3, "k", "[1,2]"));
        QCOMPARE(detail.tabs()->currentIndex(), 0);
    }
    void a_value_of_the_tree_is_copied_as_it_was_written() {
        ui::RecordDetail detail;
        detail.setRecord(rig::record(0, 1, "k", "{\"id\":9007199254740993}"));
        auto* tree = detail.findChild<QTreeView*>();
        bringToFront(detail, tree);
        tree->setCurrentIndex(detail.json().index(0, 0, detail.json().index(0, 0)));
        QTest::keyClick(tree, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("9007199254740993"));
    }
    void escape_puts_the_find_line_away() {
        ui::RecordDetail detail;
        detail.setRecord(rig::record(0, 1, "k", "[1]"));
        detail.show();
        detail.find();
        auto* find = detail.findChild<QLineEdit*>();
        bringToFront(detail, find);
        QTest::keyClick(find, Qt::Key_Escape);
        QVERIFY(!find->isVisible());
    }
    void a_long_value_is_cut_until_asked_for() {
        ui::RecordDetail detail;
        detail.show();
        detail.setRecord(rig::record(0, 1, "k", '"' + std::string(300 * 1024, 'x') + '"'));
        QVERIFY(detail.json().isEmpty());
        QPushButton* all = nullptr;
        for (QPushButton* it : detail.findChildren<QPushButton*>())
            if (it->text().contains(QStringLiteral("load all"))) all = it;
        QVERIFY(all && all->isVisible());
        QTest::mouseClick(all, Qt::LeftButton);
        QVERIFY(!detail.json().isEmpty());
        QVERIFY(!all->isVisible());
    }
    void the_produce_dock_sends_exactly_what_is_typed() {
        Context context;
        ui::ProduceDock dock(*context.cluster);
        dock.resize(400, 800);
        dock.show();
        dock.setTopic(QStringLiteral("orders"));
        const auto payloads = dock.findChildren<ui::PayloadEdit*>();
        QTest::keyClicks(payloads[0]->field(), QStringLiteral("customer-42"));
        QTest::keyClicks(payloads[1]->field(), QStringLiteral("{\"total\":12.50}"));
        dock.findChild<ui::PairTable*>()->setPairs(
            {{QStringLiteral("source"), QStringLiteral("riparium")}, {QStringLiteral("gone"), std::nullopt}});
        bool said = false;
        const auto expected =
            QStringLiteral("partition %1").arg(base::partition_of_key(rig::bytes("customer-42"), 6));
        for (const QLabel* label : dock.findChildren<QLabel*>())
            said = said || label->text().contains(expected);
        QVERIFY(said);
        bringToFront(dock, payloads[1]->field());
        QTest::keyClick(payloads[1]->field(), Qt::Key_Return, Qt::ControlModifier);
        const auto sent = context.sent<view::ProduceRecord>();
        QCOMPARE(sent.size(), std::size_t{1});
        const view::ProduceRecord& it = sent[0].second;
        QCOMPARE(it.topic, std::string("orders"));
        QVERIFY(!it.partition);
        QVERIFY(it.key == rig::bytes("customer-42"));
        QVERIFY(it.value == rig::bytes("{\"total\":12.50}"));
        QCOMPARE(it.headers.size(), std::size_t{2});
        QVERIFY(it.headers[0].value == rig::bytes("riparium"));
        QVERIFY(!it.headers[1].value);
        QVERIFY(!it.timestamp_ms);
        QCOMPARE(it.acks, std::int16_t{-1});
        QCOMPARE(it.repeat, 1);
        context.answer(sent[0].first, view::ProduceAnswer{3, 8'204'114, 412, 1, 1, {}});
        said = false;
        for (const QLabel* label : dock.findChildren<QLabel*>())
            said = said || label->text().contains(QStringLiteral("partition 3, offset"));
        QVERIFY(said);
        QCOMPARE(payloads[1]->field()->toPlainText(), QStringLiteral("{\"total\":12.50}"));
    }
    void null_is_a_choice_and_empty_is_not_null() {
        ui::PayloadEdit edit(QStringLiteral("Value"), 3);
        QVERIFY(edit.payload().has_value());
        QVERIFY(edit.payload()->empty());
        edit.field()->setPlainText(QStringLiteral("kept"));
        edit.setForm(ui::PayloadEdit::Form::null);
        QVERIFY(!edit.payload());
        edit.setForm(ui::PayloadEdit::Form::text);
        QVERIFY(edit.payload() == rig::bytes("kept"));
        edit.setForm(ui::PayloadEdit::Form::hex);
        QVERIFY(!edit.isValid());
        edit.setPayload(rig::bytes("\xff\x01"));
        QCOMPARE(edit.form(), ui::PayloadEdit::Form::hex);
        QVERIFY(edit.payload() == rig::bytes("\xff\x01"));
        edit.setForm(ui::PayloadEdit::Form::null);
        QTest::keyClicks(edit.field(), QStringLiteral("a"));
        QCOMPARE(edit.form(), ui::PayloadEdit::Form::text);
    }
    void a_repetition_goes_in_portions_and_stops() {
        Context context;
        ui::ProduceDock dock(*context.cluster);
        dock.show();
        dock.setTopic(QStringLiteral("orders"));
        dock.findChild<QSpinBox*>()->setValue(1200);
        dock.send();
        auto sent = context.sent<view::ProduceRecord>();
        QCOMPARE(sent[0].second.repeat, 500);
        context.answer(sent[0].first, view::ProduceAnswer{0, 499, 400, 500, 500, {}});
        sent = context.sent<view::ProduceRecord>();
        QCOMPARE(sent.size(), std::size_t{2});
        dock.stop();
        context.answer(sent[1].first, view::ProduceAnswer{0, 999, 400, 500, 500, {}});
        QCOMPARE(context.sent<view::ProduceRecord>().size(), std::size_t{2});
        QVERIFY(button(dock, QStringLiteral("Send   Ctrl+Enter"))->isEnabled());
    }
    void the_produce_dock_says_why_it_cannot_send() {
        Context context(false);
        ui::ProduceDock dock(*context.cluster);
        dock.show();
        auto* send = button(dock, QStringLiteral("Send   Ctrl+Enter"));
        QVERIFY(!send->isEnabled());
        QVERIFY(send->toolTip().contains(QStringLiteral("stopped")));
        dock.send();
        QVERIFY(context.sent<view::ProduceRecord>().empty());
    }
    void a_record_is_resent_byte_for_byte() {
        Context context;
        ui::ProduceDock dock(*context.cluster);
        dock.show();
        view::ProduceRecord draft;
        draft.topic = "orders";
        draft.key = rig::bytes("\xfe\xff");
        draft.value = std::nullopt;
        draft.headers = {{"h", rig::bytes("\xff")}, {"n", std::nullopt}, {"t", rig::bytes("0x41")}};
        draft.compression = view::Compression::zstd;
        ui::ProduceDraft::of(*context.cluster).propose(draft);
        const view::ProduceRecord now = dock.command();
        QVERIFY(now.key == draft.key);
        QVERIFY(!now.value);
        QCOMPARE(now.headers.size(), std::size_t{3});
        QVERIFY(now.headers[0].value == rig::bytes("\xff"));
        QVERIFY(!now.headers[1].value);
        QVERIFY(now.headers[2].value == rig::bytes("0x41"));
        QCOMPARE(static_cast<int>(now.compression), static_cast<int>(view::Compression::zstd));
    }
    void saving_a_configuration_sends_only_the_changes() {
        Context context;
        ui::ConfigTab tab(*context.cluster, QStringLiteral("orders"));
        tab.show();
        view::TopicConfigAnswer config{"orders", {}};
        for (const auto& [name, value] :
             {std::pair("retention.ms", "604800000"), std::pair("segment.bytes", "1073741824")}) {
            view::ConfigEntry entry;
            entry.name = name;
            entry.value = entry.default_value = value;
            entry.type = 5;
            config.entries.push_back(entry);
        }
        context.answer(context.sent<view::DescribeTopicConfig>()[0].first, config);
        QVERIFY(!button(tab, QStringLiteral("Save"))->isEnabled());
        QVERIFY(tab.model().setData(tab.model().find("retention.ms", ui::ConfigModel::value),
                                    QStringLiteral("1 day"), Qt::EditRole));
        QTest::mouseClick(button(tab, QStringLiteral("Save")), Qt::LeftButton);
        const auto sent = context.sent<view::AlterTopicConfig>();
        QCOMPARE(sent.size(), std::size_t{1});
        QCOMPARE(sent[0].second.changes.size(), std::size_t{1});
        QCOMPARE(sent[0].second.changes.at("retention.ms"), std::optional<std::string>("86400000"));
        context.answer(sent[0].first,
                       view::Failed{kafka::ErrorCode::invalid_config, "retention.ms is out of range."});
        bool said = false;
        for (const QLabel* label : tab.findChildren<QLabel*>())
            said = said || label->text().contains(QStringLiteral("out of range (INVALID_CONFIG)"));
        QVERIFY(said);
        QCOMPARE(tab.model().changes().size(), std::size_t{1});
    }
    void the_topic_page_remembers_its_tab_and_says_when_the_topic_is_gone() {
        Context context;
        ui::TopicPane pane(*context.cluster);
        pane.show();
        pane.open({QStringLiteral("orders")});
        pane.open({QStringLiteral("orders"), QStringLiteral("configuration")});
        pane.open({QStringLiteral("empty")});
        QCOMPARE(pane.findChild<QTabWidget*>()->currentIndex(), 2);
        context.session->next.gone_topics = {{"empty"}};
        context.drain();
        bool said = false;
        for (const QLabel* label : pane.findChildren<QLabel*>())
            said = said || label->text().contains(QStringLiteral("There is no topic"));
        QVERIFY(said);
    }
    void the_log_dock_filters_and_tells_facts_as_sentences() {
        ui::LogSource source;
        Context context;
        source.follow(context.cluster->bridge(), QStringLiteral("orders-lab"));
        ui::LogDock dock(source);
        dock.show();
        context.session->next.facts = {{1'700'000'000'000, view::TopicCreated{"orders", 6, 1}}};
        context.drain();
        auto* table = dock.findChild<ui::DataTable*>();
        QCOMPARE(table->model()->rowCount(), 1);
        QCOMPARE(table->model()->index(0, ui::LogModel::text).data().toString(),
                 QStringLiteral("Topic orders was created with 6 partitions and replication factor 1"));
        dock.findChild<QComboBox*>()->setCurrentIndex(3);
        QCOMPARE(table->model()->rowCount(), 0);
    }

private:
    QTemporaryDir settings_;
};

QTEST_MAIN(TopicPagesTest)
#include "topic_pages_test.moc"
