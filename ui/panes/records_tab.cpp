#include "ui/panes/records_tab.h"

#include "ui/models/record_text.h"
#include "ui/models/sentences.h"
#include "ui/panes/produce_draft.h"
#include "ui/panes/reasons.h"
#include "ui/panes/record_detail.h"
#include "ui/style/format.h"
#include "ui/style/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/cell_delegates.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/empty_state.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSaveFile>
#include <QScrollBar>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;
using State = ScanBar::State;

RecordsTab::RecordsTab(ClusterContext& cluster, QString topic, QWidget* parent)
    : QWidget(parent), cluster_(cluster), topic_(std::move(topic)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 10, 0, 0);
    column->setSpacing(8);
    bar_ = new ScanBar(this);
    column->addWidget(bar_);
    connect(bar_, &ScanBar::readAsked, this, &RecordsTab::read);
    connect(bar_, &ScanBar::liveAsked, this, &RecordsTab::tail);
    connect(bar_, &ScanBar::pauseAsked, this, &RecordsTab::pause);
    connect(bar_, &ScanBar::stopAsked, this, &RecordsTab::stop);
    buildStatus();
    buildTable();
    addKeys();
    connect(&cluster_.bridge(), &SessionBridge::clusterChanged, this, [this] {
        if (!whyNotConsume(cluster_).isEmpty()) scan_.reset(), state_ = State::idle;
        refresh();
        if (isVisible() && !started_) read();
    });
    connect(&cluster_.bridge(), &SessionBridge::topicsChanged, this, [this] {
        // The first records of a topic come by themselves; later ones wait for Read or Live.
        if (isVisible() && started_ && !scan_ && recordsAtRead_ == 0 && records() > 0) read();
        refresh();
    });
    refresh();
}

qint64 RecordsTab::records() const {
    const auto& topics = cluster_.bridge().topics();
    const auto found = topics.find({topic_.toStdString()});
    return found == topics.end() ? 0 : found->second.records;
}

RecordsTab::~RecordsTab() {
    if (scan_) cluster_.bridge().submit(view::CancelScan{*scan_});
}

void RecordsTab::buildStatus() {
    status_ = new QLabel(this);
    style::dress(status_, style::Text::caption, style::Tone::muted);
    status_->setAccessibleName(tr("Progress of reading"));
    status_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    export_ = new QPushButton(this);
    resend_ = new QPushButton(tr("Resend…"), this);
    for (QPushButton* link : {export_, resend_}) style::setKind(link, "link"_L1);
    connect(export_, &QPushButton::clicked, this, &RecordsTab::exportRecords);
    connect(resend_, &QPushButton::clicked, this, &RecordsTab::resend);
    auto* row = new QHBoxLayout;
    row->addWidget(status_, 1);
    row->addWidget(export_);
    row->addWidget(resend_);
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
}

void RecordsTab::buildTable() {
    table_ = new DataTable(u"records"_s, this);
    table_->setAccessibleName(tr("Records"));
    table_->setSelectionMode(QAbstractItemView::ExtendedSelection);
    table_->setContextMenuPolicy(Qt::CustomContextMenu);
    table_->horizontalHeader()->setSortIndicator(-1, Qt::DescendingOrder);
    table_->present(&model_, {116, 36, 88, 130, -1, 66}, true);
    auto* delegate = new RecordCellDelegate(table_);
    for (int column = 0; column < RecordsModel::columns; ++column)
        table_->setItemDelegateForColumn(column, delegate);
    connect(table_->selectionModel(), &QItemSelectionModel::currentChanged, this, &RecordsTab::showCurrent);
    connect(table_, &DataTable::customContextMenuRequested, this, &RecordsTab::showMenu);
    connect(table_, &DataTable::copyAsked, this, &RecordsTab::copy);
    connect(&model_, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex&, int first, int last) { keepPlace(first, last - first + 1); });
    empty_ = new EmptyState(this);
    connect(empty_, &EmptyState::triggered, this, [this] {
        if (whyNotConsume(cluster_).isEmpty())
            ProduceDraft::of(cluster_).proposeTopic(topic_);
        else
            cluster_.run(u"cluster.start"_s);
    });
    auto* card = new Card(this);
    card->body()->setContentsMargins(1, 4, 1, 4);
    stack_ = new QStackedWidget(card);
    stack_->addWidget(table_);
    stack_->addWidget(empty_);
    card->body()->addWidget(stack_);
    detail_ = new RecordDetail(this);
    connect(detail_, &RecordDetail::resendAsked, this, &RecordsTab::resend);
    connect(detail_, &RecordDetail::findKeyAsked, this, &RecordsTab::findKey);
    connect(detail_, &RecordDetail::copyAsked, this, &RecordsTab::copy);
    auto* splitter = new QSplitter(Qt::Vertical, this);
    splitter->addWidget(card);
    splitter->addWidget(detail_);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setHandleWidth(8);
    splitter->setChildrenCollapsible(false);
    static_cast<QVBoxLayout*>(layout())->addWidget(splitter, 1);
}

void RecordsTab::addKeys() {
    const auto key = [this](const QKeySequence& keys, auto act) {
        auto* shortcut = new QShortcut(keys, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, act);
    };
    key(QKeySequence(Qt::Key_F5), [this] { read(); });
    key(QKeySequence(u"Ctrl+L"_s), [this] { bar_->focusOffset(); });
    key(QKeySequence(u"Ctrl+P"_s), [this] {
        if (state_ == State::live || state_ == State::paused)
            pause(state_ == State::live);
        else
            tail();
    });
    key(QKeySequence(Qt::Key_Escape), [this] { stop(); });
}

void RecordsTab::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (!started_) read();
}

void RecordsTab::read() {
    recordsAtRead_ = records();
    view::ScanRecords scan = bar_->command();
    const bool newestFirst = std::holds_alternative<view::FromNewest>(scan.start);
    start(std::move(scan), newestFirst ? RecordsModel::Order::newestFirst : RecordsModel::Order::oldestFirst);
}

void RecordsTab::tail() {
    start(bar_->liveCommand(), RecordsModel::Order::newestFirst);
}

void RecordsTab::start(view::ScanRecords scan, RecordsModel::Order order) {
    if (!whyNotConsume(cluster_).isEmpty()) return;
    if (scan_) cluster_.bridge().submit(view::CancelScan{*scan_});
    started_ = true;
    failure_.clear();
    last_ = {};
    elapsedMs_ = 0;
    clock_.start();
    table_->horizontalHeader()->setSortIndicator(-1, Qt::DescendingOrder);
    model_.start(order);
    detail_->clear();
    scan.topic = topic_.toStdString();
    state_ = std::holds_alternative<view::LiveTail>(scan.start) ? State::live : State::reading;
    const view::ScanStart from = scan.start;
    scan_ = cluster_.bridge().submit(std::move(scan), this,
                                     [this, from, mine = ++generation_](const view::AnswerKind& answer) {
                                         if (mine == generation_) answered(answer, from);
                                     });
    refresh();
}

void RecordsTab::pause(bool paused) {
    if (!scan_ || (state_ != State::live && state_ != State::paused)) return;
    cluster_.bridge().submit(view::PauseScan{*scan_, paused});
    state_ = paused ? State::paused : State::live;
    refresh();
}

void RecordsTab::stop() {
    if (!scan_) return;
    cluster_.bridge().submit(view::CancelScan{*scan_});
    scan_.reset();
    ++generation_;
    state_ = State::idle;
    elapsedMs_ = clock_.elapsed();
    last_.cancelled = true;
    refresh();
}

void RecordsTab::answered(const view::AnswerKind& answer, const view::ScanStart& from) {
    if (const auto* page = std::get_if<view::RecordsAnswer>(&answer)) return take(*page, from);
    if (const auto* failed = std::get_if<view::Failed>(&answer)) {
        failure_ = failureSentence(*failed);
        scan_.reset();
        state_ = State::idle;
        refresh();
    }
}

void RecordsTab::take(const view::RecordsAnswer& page, const view::ScanStart& from) {
    elapsedMs_ = clock_.elapsed();
    model_.append(page.records);
    last_ = page;
    last_.records.clear();
    if (page.finished) {
        scan_.reset();
        state_ = State::idle;
        if (page.failure) failure_ = failureSentence(*page.failure);
        // Partitions are read side by side: only the end knows the order in time.
        if (std::holds_alternative<view::FromNewest>(from))
            model_.sort(RecordsModel::time, Qt::DescendingOrder);
    }
    if (wanted_) {
        const int row = model_.find(wanted_->first, wanted_->second);
        if (row >= 0) {
            table_->selectRow(row);
            wanted_.reset();
        }
    } else if (page.finished && !current() && model_.rowCount() > 0) {
        table_->selectRow(0);
    }
    refresh();
}

void RecordsTab::keepPlace(int first, int count) {
    QScrollBar* bar = table_->verticalScrollBar();
    // At the top the newest are followed; further down the rows in sight stay where they are.
    if (first != 0 || bar->value() == 0) return;
    bar->setMaximum(bar->maximum() + count);
    bar->setValue(bar->value() + count);
}

void RecordsTab::goTo(int partition, qint64 offset) {
    bar_->choosePartitions({partition});
    wanted_ = {partition, offset};
    view::ScanRecords scan = bar_->command();
    scan.contains.clear();
    scan.start = view::FromOffset{offset};
    start(std::move(scan), RecordsModel::Order::oldestFirst);
}

void RecordsTab::showPartition(int partition) {
    bar_->choosePartitions({partition});
    read();
}

QString RecordsTab::statusText() const {
    if (!failure_.isEmpty()) return failure_;
    if (!started_) return {};
    QStringList parts;
    if (state_ == State::live) parts << tr("live");
    if (state_ == State::paused) parts << tr("paused: nothing is read until you resume");
    parts << (last_.total > 0
                  ? tr("scanned %1 of %2").arg(format::number(last_.scanned), format::number(last_.total))
                  : tr("scanned %1").arg(format::number(last_.scanned)));
    parts << tr("matched %1").arg(format::number(last_.matched));
    const qint64 shown = model_.rowCount() + model_.dropped();
    if (shown < last_.matched && state_ == State::idle)
        parts << tr("the newest %1 shown").arg(format::number(shown));
    if (model_.dropped() > 0) parts << tr("the last %1 are kept").arg(format::number(model_.rowCount()));
    if (elapsedMs_ > 0 || last_.bytes_read > 0)
        parts << tr("%1 read in %2")
                     .arg(format::bytes(last_.bytes_read),
                          format::durationMs(std::max<qint64>(1, elapsedMs_)));
    if (last_.cancelled) parts << tr("stopped");
    return parts.join(u" · "_s);
}

void RecordsTab::refresh() {
    const QString reason = whyNotConsume(cluster_);
    if (const auto found = cluster_.bridge().topics().find({topic_.toStdString()});
        found != cluster_.bridge().topics().end())
        bar_->setPartitions(found->second.partitions);
    bar_->setReason(reason);
    bar_->setState(state_);
    status_->setText(statusText());
    status_->setToolTip(statusText());
    style::setTone(status_, failure_.isEmpty() ? style::Tone::muted : style::Tone::bad);
    const int rows = model_.rowCount();
    export_->setText(rows > 0 ? tr("Export %1…").arg(format::number(rows)) : tr("Export…"));
    enableUnless(export_, rows > 0 ? QString() : tr("There are no records to export."),
                 tr("These records as JSON lines or CSV"));
    enableUnless(resend_, !current() ? tr("Select a record first.") : whyNotProduce(cluster_),
                 tr("Put this record into the Produce dock, to send it once more"));
    stack_->setCurrentWidget(rows > 0 ? static_cast<QWidget*>(table_) : empty_);
    detail_->setVisible(rows > 0 && current());
    if (rows == 0) refreshEmpty();
}

void RecordsTab::refreshEmpty() {
    const QString reason = whyNotConsume(cluster_);
    if (!reason.isEmpty())
        empty_->set(u"play"_s, tr("No records to show"), reason,
                    cluster_.state() == view::ClusterState::stopped ? tr("Start the cluster") : QString());
    else if (!failure_.isEmpty())
        empty_->set(u"warning"_s, tr("The records could not be read"), failure_, {});
    else if (state_ == State::live || state_ == State::paused)
        empty_->set(u"play"_s, tr("Waiting for records"), tr("They appear here as they arrive."),
                    tr("Produce a record"));
    else if (state_ == State::reading)
        empty_->set(u"search"_s, tr("Reading…"), statusText(), {});
    else if (!bar_->filterText().isEmpty())
        empty_->set(u"search"_s, tr("No record matches “%1”").arg(bar_->filterText()),
                    tr("0 matches in %1 of %2 records.")
                        .arg(format::number(last_.scanned), format::number(last_.total)),
                    {});
    else
        empty_->set(u"document"_s, tr("No records here yet"),
                    tr("Write one by hand, or point a producer at the cluster."), tr("Produce a record"));
}

const view::Record* RecordsTab::current() const {
    const int row = table_->currentRow();
    return row >= 0 && row < model_.rowCount() ? &model_.record(row) : nullptr;
}

void RecordsTab::showCurrent() {
    const bool appears = current() && !detail_->isVisible();
    detail_->setVisible(current() != nullptr);
    // The detail takes room from below: the row that was clicked stays in sight.
    if (appears) QTimer::singleShot(0, table_, [this] { table_->scrollTo(table_->currentIndex()); });
    if (const view::Record* record = current())
        detail_->setRecord(*record);
    else
        detail_->clear();
    enableUnless(resend_, !current() ? tr("Select a record first.") : whyNotProduce(cluster_),
                 tr("Put this record into the Produce dock, to send it once more"));
}

bool RecordsTab::find() {
    if (detail_->isAncestorOf(focusWidget()))
        detail_->find();
    else
        bar_->focusFilter();
    return true;
}

void RecordsTab::copy() {
    QByteArray lines;
    QList<int> rows;
    for (const QModelIndex& index : table_->selectionModel()->selectedRows()) rows << index.row();
    std::sort(rows.begin(), rows.end());
    for (const int row : rows) lines += recordAsJsonLine(model_.record(row));
    if (!lines.isEmpty()) QGuiApplication::clipboard()->setText(QString::fromUtf8(lines));
}

void RecordsTab::resend() {
    if (const view::Record* record = current())
        ProduceDraft::of(cluster_).propose(asDraft(*record, topic_.toStdString()));
}

void RecordsTab::findKey() {
    const view::Record* record = current();
    if (!record || !record->key) return;
    // A key lives in one partition, so only that one is read.
    bar_->search(QString::fromUtf8(reinterpret_cast<const char*>(record->key->data()),
                                   static_cast<qsizetype>(record->key->size())),
                 {record->partition});
    read();
}

void RecordsTab::showMenu(const QPoint& at) {
    const view::Record* record = current();
    if (!record) return;
    QMenu menu(this);
    menu.setToolTipsVisible(true);
    menu.addAction(tr("Copy as JSON"), this, &RecordsTab::copy);
    const auto copyPart = [](const std::optional<base::Buffer>& part) {
        const QString text = isText(part->bytes())
                                 ? QString::fromUtf8(reinterpret_cast<const char*>(part->data()),
                                                     static_cast<qsizetype>(part->size()))
                                 : hexText(part->bytes(), part->size());
        QGuiApplication::clipboard()->setText(text);
    };
    if (record->key) menu.addAction(tr("Copy key"), this, [copyPart, key = record->key] { copyPart(key); });
    if (record->value)
        menu.addAction(tr("Copy value"), this, [copyPart, value = record->value] { copyPart(value); });
    menu.addSeparator();
    QAction* same = menu.addAction(tr("Find all with this key"), this, &RecordsTab::findKey);
    same->setEnabled(record->key && isText(record->key->bytes()));
    same->setToolTip(record->key ? tr("Only keys that are text can be looked for.")
                                 : tr("This record has no key."));
    menu.addAction(tr("Resend…"), this, &RecordsTab::resend);
    menu.exec(table_->viewport()->mapToGlobal(at));
}

void RecordsTab::exportRecords() {
    const QString lines = tr("JSON lines (*.jsonl)"), csv = tr("Comma-separated values (*.csv)");
    QString chosen;
    const QString path = QFileDialog::getSaveFileName(window(), tr("Export records"), topic_ + u".jsonl"_s,
                                                      lines + u";;"_s + csv, &chosen);
    if (path.isEmpty()) return;
    const bool asCsv = path.endsWith(u".csv"_s) || (chosen == csv && !path.endsWith(u".jsonl"_s));
    QSaveFile file(path);
    bool written = file.open(QIODevice::WriteOnly);
    if (written && asCsv) written = file.write(recordCsvHeader()) >= 0;
    for (int row = 0; written && row < model_.rowCount(); ++row)
        written = file.write(asCsv ? recordAsCsvLine(model_.record(row))
                                   : recordAsJsonLine(model_.record(row))) >= 0;
    if (!written || !file.commit())
        QMessageBox::warning(window(), tr("Export records"),
                             tr("%1 could not be written: %2").arg(path, file.errorString()));
}

} // namespace ui
