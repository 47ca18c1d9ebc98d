#include "ui/panes/timeline_page.h"

#include "ui/style/format.h"
#include "ui/style/theme.h"
#include "ui/widgets/az_canvas.h"
#include "ui/widgets/card.h"
#include "ui/widgets/cell_delegates.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/filter_bar.h"
#include "ui/widgets/filter_chip.h"
#include "ui/widgets/timeline_axis.h"

#include <QButtonGroup>
#include <QClipboard>
#include <QDateTime>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

/// Rows follow their facts within the pace of drawing.
constexpr qint64 settled_ms = 150;

const style::StateColors& kindColors(int kind) {
    const style::Colors& c = style::colors();
    switch (static_cast<TimelineKind>(kind)) {
    case TimelineKind::faults:
        return c.bad;
    case TimelineKind::nodes:
        return c.warning;
    case TimelineKind::elections:
        return c.info;
    case TimelineKind::isr:
        return c.ok;
    default:
        return c.neutral;
    }
}

/// A dot in the lane's colour before the sentence.
class SentenceDelegate : public CellDelegate {
public:
    using CellDelegate::CellDelegate;

protected:
    void paintContent(QPainter& painter, const QStyleOptionViewItem& option,
                      const QModelIndex& index) const override {
        const QRect box = option.rect.adjusted(8, 0, -8, 0);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(TimelineAxis::laneColor(index.data(TimelineModel::kindRole).toInt()));
        painter.drawEllipse(QPointF(box.left() + 4, box.center().y() + 0.5), 3.5, 3.5);
        painter.setFont(option.font);
        painter.setPen(style::colors().text);
        const QRect words = box.adjusted(16, 0, 0, 0);
        painter.drawText(
            words, int(Qt::AlignLeft | Qt::AlignVCenter),
            option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, words.width()));
    }
};

} // namespace

void goToObject(ClusterContext& cluster, const TimelineGroup& group) {
    if (!group.partitions.empty()) {
        const view::PartitionKey& key = group.partitions.front();
        const QString topic = QString::fromStdString(key.topic);
        const bool sameTopic =
            std::all_of(group.partitions.begin(), group.partitions.end(),
                        [&](const view::PartitionKey& it) { return it.topic == key.topic; });
        if (group.count == 1)
            return cluster.go(u"partitions"_s, {u"partition"_s, topic, QString::number(key.partition)});
        return sameTopic ? cluster.go(u"partitions"_s, {u"topic"_s, topic}) : cluster.go(u"partitions"_s);
    }
    std::visit(
        [&](const auto& it) {
            if constexpr (requires { it.fault.key; }) {
                cluster.go(u"home"_s);
            } else if constexpr (requires { it.topic; }) {
                if (group.count > 1) return cluster.go(u"topics"_s);
                cluster.go(u"topic"_s, {QString::fromStdString(it.topic)});
            } else {
                cluster.go(u"home"_s);
            }
        },
        group.fact.what);
}

DataTable* makeTimelineTable(ClusterContext& cluster, TimelineModel& model, TimelineFilter& filter,
                             const QString& name, QWidget* parent) {
    auto* table = new DataTable(name, parent);
    table->setAccessibleName(TimelinePage::tr("What happened"));
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->present(&filter, {104, 520, 120}, false);
    table->setItemDelegateForColumn(TimelineModel::what, new SentenceDelegate(table));
    table->setMinimumHeight(3 * table->verticalHeader()->defaultSectionSize());
    table->horizontalHeader()->setSectionResizeMode(TimelineModel::what, QHeaderView::Stretch);
    QObject::connect(table, &DataTable::rowActivated, table,
                     [&cluster, &model, &filter](const QModelIndex& index) {
                         goToObject(cluster, model.group(filter.mapToSource(index).row()));
                     });
    QObject::connect(table, &QAbstractItemView::clicked, table,
                     [&cluster, &model, &filter](const QModelIndex& index) {
                         if (index.column() == TimelineModel::object)
                             goToObject(cluster, model.group(filter.mapToSource(index).row()));
                     });
    QObject::connect(table, &DataTable::copyAsked, table, [table, &filter] {
        const int row = table->currentRow();
        if (row < 0) return;
        QStringList cells;
        for (int column = 0; column < TimelineModel::columns; ++column)
            cells << filter.index(row, column).data().toString();
        QGuiApplication::clipboard()->setText(cells.join(u'\t'));
    });
    // The end is followed while it is in sight; the table learns its new range only after the event.
    auto* bar = table->verticalScrollBar();
    table->setProperty("following", true);
    QObject::connect(bar, &QScrollBar::valueChanged, table,
                     [table, bar](int value) { table->setProperty("following", value == bar->maximum()); });
    QObject::connect(&filter, &QAbstractItemModel::rowsInserted, table, [table] {
        if (table->property("following").toBool()) QTimer::singleShot(0, table, &QTableView::scrollToBottom);
    });
    QTimer::singleShot(0, table, &QTableView::scrollToBottom);
    return table;
}

TimelinePage::TimelinePage(ClusterContext& cluster, QWidget* parent)
    : Page(parent), cluster_(cluster), model_(cluster.bridge()), filter_(model_) {
    axis_ = new TimelineAxis(this);
    axis_->setObjectName(u"timelineAxis"_s);
    connect(axis_, &TimelineAxis::chosen, this, [this](int row) {
        const QModelIndex at = filter_.mapFromSource(model_.index(row, 0));
        table_->setCurrentIndex(at);
        table_->scrollTo(at);
    });
    auto* axisCard = new Card(this);
    axisCard->body()->setContentsMargins(6, 6, 6, 4);
    axisCard->body()->addWidget(axis_);
    table_ = makeTimelineTable(cluster_, model_, filter_, u"timeline"_s, this);
    empty_ = new EmptyState(this);
    connect(empty_, &EmptyState::triggered, this, [this] {
        for (FilterChip* chip : chips_) chip->setChecked(false);
        text_->clear();
    });
    auto* card = new Card(this);
    card->body()->setContentsMargins(1, 4, 1, 4);
    stack_ = new QStackedWidget(card);
    stack_->addWidget(table_);
    stack_->addWidget(empty_);
    card->body()->addWidget(stack_);
    auto* split = split_ = new QSplitter(Qt::Vertical, this);
    split->setChildrenCollapsible(false);
    split->addWidget(card);
    split->addWidget(buildPast());
    split->setStretchFactor(0, 1);
    split->setStretchFactor(1, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    column->addWidget(buildHead());
    column->addWidget(axisCard);
    column->addWidget(split, 1);
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &TimelinePage::chosen);
    soon_.setSingleShot(true);
    soon_.setInterval(250);
    connect(&soon_, &QTimer::timeout, this, &TimelinePage::refresh);
    connect(&model_, &QAbstractItemModel::rowsInserted, this, &TimelinePage::refreshSoon);
    connect(&model_, &QAbstractItemModel::rowsRemoved, this, &TimelinePage::refreshSoon);
    connect(&model_, &QAbstractItemModel::dataChanged, this, &TimelinePage::refreshSoon);
    refresh();
}

QWidget* TimelinePage::buildHead() {
    auto* head = new QWidget(this);
    auto* title = new QLabel(tr("Timeline"), head);
    style::dress(title, style::Text::headline);
    auto* first = new QHBoxLayout;
    first->addWidget(title);
    first->addStretch(1);
    for (int kind = 0; kind < timelineKinds; ++kind) {
        auto* chip = new FilterChip(word(static_cast<TimelineKind>(kind)), kind, kindColors, head);
        chip->setObjectName(u"kind.%1"_s.arg(kind));
        connect(chip, &FilterChip::toggled, this, &TimelinePage::filterByChips);
        chips_.push_back(chip);
        first->addWidget(chip);
    }
    text_ = makeFilterLine(tr("Filter by words or names (Ctrl+F)"), tr("Filter what happened"), head);
    text_->setObjectName(u"timelineFilter"_s);
    connect(text_, &QLineEdit::textChanged, this, [this](const QString& text) {
        filter_.setText(text);
        refresh();
    });
    auto* second = new QHBoxLayout;
    second->addWidget(text_, 1);
    second->addStretch(1);
    spans_ = addSegments(*second, {{1, tr("1 min")}, {5, tr("5 min")}, {15, tr("15 min")}, {0, tr("All")}}, 0,
                         head);
    for (QAbstractButton* button : spans_->buttons())
        button->setAccessibleName(tr("Axis: %1").arg(button->text()));
    connect(spans_, &QButtonGroup::idClicked, this, &TimelinePage::refresh);
    auto* column = new QVBoxLayout(head);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addLayout(first);
    column->addLayout(second);
    return head;
}

QWidget* TimelinePage::buildPast() {
    past_ = new Card(tr("The cluster then"), this);
    auto* now = new QPushButton(tr("Back to now"), past_);
    now->setObjectName(u"backToNow"_s);
    style::setKind(now, "link"_L1);
    connect(now, &QPushButton::clicked, this, &TimelinePage::showNow);
    past_->header()->addWidget(now);
    canvas_ = new AzCanvas(past_);
    canvas_->setReadOnly();
    auto* scroll = new QScrollArea(past_);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* content = new QWidget;
    content->setProperty("ground", u"none"_s);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(canvas_);
    column->addStretch(1);
    scroll->setWidget(content);
    past_->body()->addWidget(scroll, 1);
    past_->hide();
    return past_;
}

bool TimelinePage::find() {
    text_->setFocus(Qt::ShortcutFocusReason);
    text_->selectAll();
    return true;
}

void TimelinePage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    refresh();
    // Rows that came before it had a size moved nothing.
    if (table_->property("following").toBool())
        QTimer::singleShot(0, table_, &QTableView::scrollToBottom);
}

void TimelinePage::refreshSoon() {
    if (isVisible() && !soon_.isActive()) soon_.start();
}

void TimelinePage::filterByChips() {
    std::set<TimelineKind> kinds;
    for (const FilterChip* chip : chips_)
        if (chip->isChecked()) kinds.insert(static_cast<TimelineKind>(chip->key()));
    filter_.setKinds(std::move(kinds));
    refresh();
}

void TimelinePage::refresh() {
    std::vector<qint64> counts(timelineKinds);
    for (int row = 0; row < model_.rowCount(); ++row)
        counts[static_cast<std::size_t>(model_.group(row).kind)] += model_.group(row).count;
    for (FilterChip* chip : chips_) chip->setCount(counts[static_cast<std::size_t>(chip->key())]);
    std::vector<TimelineMark> marks;
    qint64 last = QDateTime::currentMSecsSinceEpoch();
    for (int row = 0; row < filter_.rowCount(); ++row) {
        const int source = filter_.mapToSource(filter_.index(row, 0)).row();
        const TimelineGroup& it = model_.group(source);
        marks.push_back({it.timeMs, static_cast<int>(it.kind), it.count, source});
    }
    std::stable_sort(marks.begin(), marks.end(),
                     [](const auto& a, const auto& b) { return a.timeMs < b.timeMs; });
    QStringList lanes;
    for (int kind = 0; kind < timelineKinds; ++kind) lanes << word(static_cast<TimelineKind>(kind));
    axis_->setMarks(std::move(marks), lanes);
    axis_->setWindow(last, qint64{60'000} * spans_->checkedId());
    stack_->setCurrentWidget(filter_.rowCount() > 0 ? static_cast<QWidget*>(table_) : empty_);
    if (filter_.rowCount() > 0) return;
    if (model_.rowCount() > 0)
        empty_->set(u"search"_s, tr("Nothing like that happened"), {}, tr("Show everything"));
    else
        empty_->set(u"log"_s, tr("Nothing has happened yet"),
                    tr("Elections, ISR changes, faults and settings appear here as they happen."), {});
}

void TimelinePage::chosen(const QModelIndex& index) {
    const QModelIndex at = filter_.mapToSource(index);
    if (!at.isValid()) return;
    const TimelineGroup& group = model_.group(at.row());
    axis_->setCurrentRow(at.row());
    History& history = History::of(cluster_.bridge());
    pastMs_ = history.heardMs(group.last) + settled_ms;
    const view::RowStore rows = history.at(pastMs_);
    past_->setTitle(tr("The cluster at %1").arg(format::clockTime(group.lastMs)));
    past_->setSubtitle(group.sentence());
    canvas_->setRows(rows, group.lastMs);
    if (!past_->isHidden()) return;
    past_->show();
    // The picture is what was asked for; a few lines of the list keep the place.
    const int wanted = canvas_->sizeHint().height() + 4 * past_->header()->sizeHint().height();
    const int height = split_->height();
    const int given = std::min(wanted, height * 2 / 3);
    split_->setSizes({height - given, given});
    QTimer::singleShot(0, table_, [this] { table_->scrollTo(table_->currentIndex()); });
}

void TimelinePage::showNow() {
    pastMs_ = 0;
    past_->hide();
    axis_->setCurrentRow(-1);
    table_->selectionModel()->clear();
    table_->scrollToBottom();
}

TimelineDock::TimelineDock(ClusterContext& cluster, QWidget* parent)
    : Page(parent), model_(cluster.bridge()), filter_(model_) {
    auto* card = new Card(this);
    card->body()->setContentsMargins(1, 2, 1, 2);
    auto* table = makeTimelineTable(cluster, model_, filter_, u"timeline-dock"_s, card);
    table->horizontalHeader()->hide();
    // No taller than a few lines unless a person makes it so.
    table->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
    card->body()->addWidget(table);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(card);
    setFocusProxy(table);
}

} // namespace ui
