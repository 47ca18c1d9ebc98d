#include "ui/panes/partitions_page.h"

#include "ui/models/partition_text.h"
#include "ui/panes/partition_detail.h"
#include "ui/style/format.h"
#include "ui/style/theme.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/filter_bar.h"
#include "ui/widgets/filter_chip.h"
#include "ui/widgets/partition_matrix.h"
#include "ui/widgets/replica_chips.h"

#include <QButtonGroup>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;
using view::PartitionState;

namespace {

constexpr auto matrixKey = "partitions/matrix"_L1;

const style::StateColors& chipColors(int key) {
    return stateColors(static_cast<PartitionState>(key));
}

} // namespace

PartitionsPage::PartitionsPage(ClusterContext& cluster, QWidget* parent)
    : Page(parent), cluster_(cluster), model_(cluster.bridge(), {}), filter_(model_) {
    detail_ = new PartitionDetail(cluster_, this);
    auto* top = new QSplitter(Qt::Horizontal, this);
    top->setChildrenCollapsible(false);
    groups_ = new QListWidget(this);
    groups_->setObjectName(u"partitionGroups"_s);
    groups_->setMinimumWidth(150);
    groups_->hide();
    auto* groupsCard = new Card(this);
    groupsCard->body()->setContentsMargins(4, 6, 4, 6);
    groupsCard->body()->addWidget(groups_);
    groupsCard->hide();
    top->addWidget(groupsCard);
    top->addWidget(buildTable());
    top->addWidget(buildMatrix());
    top->setStretchFactor(1, 1);
    top->setSizes({180, 700, 280});
    auto* split = new QSplitter(Qt::Vertical, this);
    split->setChildrenCollapsible(false);
    split->addWidget(top);
    split->addWidget(detail_);
    split->setStretchFactor(0, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    column->addWidget(buildHead());
    column->addWidget(buildBar());
    column->addWidget(split, 1);

    connect(groups_, &QListWidget::currentRowChanged, this, &PartitionsPage::filterByGroup);
    soon_.setSingleShot(true);
    soon_.setInterval(200);
    connect(&soon_, &QTimer::timeout, this, &PartitionsPage::refresh);
    SessionBridge& bridge = cluster_.bridge();
    connect(&bridge, &SessionBridge::partitionsChanged, this, &PartitionsPage::refreshSoon);
    connect(&bridge, &SessionBridge::brokersChanged, this, &PartitionsPage::refreshSoon);
    connect(&bridge, &SessionBridge::clusterChanged, this, &PartitionsPage::refreshSoon);
    connect(&bridge, &SessionBridge::reset, this, &PartitionsPage::refreshSoon);
    connect(&model_, &QAbstractItemModel::modelReset, this, [this] {
        if (key_) choose(*key_);
    });
    refresh();
}

QWidget* PartitionsPage::buildHead() {
    auto* head = new QWidget(this);
    auto* title = new QLabel(tr("Partitions"), head);
    style::dress(title, style::Text::headline);
    summary_ = new QLabel(head);
    style::dress(summary_, style::Text::body, style::Tone::muted);
    summary_->setContentsMargins(0, 0, 0, 4); // on the title's baseline
    summary_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(title);
    row->addSpacing(6);
    row->addWidget(summary_, 1, Qt::AlignBottom);
    for (const auto state :
         {PartitionState::offline, PartitionState::under_min_isr, PartitionState::at_min_isr,
          PartitionState::under_replicated, PartitionState::healthy}) {
        auto* chip = new FilterChip(word(state), static_cast<int>(state), chipColors, head);
        chip->setObjectName(u"chip."_s + keyOf(state));
        connect(chip, &FilterChip::toggled, this, &PartitionsPage::filterByChips);
        chips_.push_back(chip);
        row->addWidget(chip);
    }
    return head;
}

QWidget* PartitionsPage::buildBar() {
    auto* bar = new QWidget(this);
    text_ = makeFilterLine(tr("Filter by name (Ctrl+F)"), tr("Filter partitions by name"), bar);
    text_->setObjectName(u"partitionFilter"_s);
    connect(text_, &QLineEdit::textChanged, this, [this](const QString& text) {
        filter_.setText(text);
        refreshSoon();
    });
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(text_, 1);
    row->addSpacing(8);
    constexpr auto number = [](Grouping grouping) { return static_cast<int>(grouping); };
    grouping_ = addSegments(*row,
                            {{number(Grouping::none), tr("All")},
                             {number(Grouping::topic), tr("By topic")},
                             {number(Grouping::broker), tr("By broker")}},
                            number(Grouping::none), bar);
    connect(grouping_, &QButtonGroup::idClicked, this,
            [this](int id) { setGrouping(static_cast<Grouping>(id)); });
    row->addStretch();
    matrixShown_ = new QPushButton(tr("Matrix"), bar);
    matrixShown_->setObjectName(u"showMatrix"_s);
    style::setKind(matrixShown_, "segment"_L1);
    matrixShown_->setCheckable(true);
    matrixShown_->setToolTip(tr("Every replica of the cluster as a square, by broker"));
    matrixShown_->setChecked(QSettings().value(matrixKey, true).toBool());
    matrixCard_->setVisible(matrixShown_->isChecked());
    connect(matrixShown_, &QPushButton::toggled, this, [this](bool shown) {
        QSettings().setValue(matrixKey, shown);
        matrixCard_->setVisible(shown);
        refreshSoon();
    });
    row->addWidget(matrixShown_);
    return bar;
}

QWidget* PartitionsPage::buildTable() {
    table_ = new DataTable(u"all-partitions"_s, this);
    table_->setAccessibleName(tr("Partitions"));
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->horizontalHeader()->setSortIndicator(PartitionsModel::state, Qt::AscendingOrder);
    table_->present(&filter_, {112, 262, 232, 66, 128, 104, 96, 84}, true);
    table_->setItemDelegateForColumn(PartitionsModel::replicas, new ReplicaDelegate(table_));
    table_->setItemDelegateForColumn(PartitionsModel::state, new StateDelegate(table_));
    table_->horizontalHeader()->setStretchLastSection(true);
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &PartitionsPage::chosen);
    connect(table_, &DataTable::rowActivated, this, [this](const QModelIndex& index) {
        const auto& key = model_.row(filter_.mapToSource(index).row()).key;
        cluster_.go(u"topic"_s,
                    {QString::fromStdString(key.topic), u"partitions"_s, QString::number(key.partition)});
    });
    connect(table_, &DataTable::copyAsked, this, [this] {
        QStringList cells;
        for (int column = 0; column < PartitionsModel::columns; ++column)
            cells << filter_.index(table_->currentRow(), column).data().toString();
        QGuiApplication::clipboard()->setText(cells.join(u'\t'));
    });
    empty_ = new EmptyState(this);
    connect(empty_, &EmptyState::triggered, this, [this] {
        if (model_.rowCount() > 0) return clearFilters();
        cluster_.run(cluster_.isRunning() ? u"topic.create"_s : u"cluster.start"_s);
    });
    auto* card = new Card(this);
    card->body()->setContentsMargins(1, 4, 1, 4);
    stack_ = new QStackedWidget(card);
    stack_->addWidget(table_);
    stack_->addWidget(empty_);
    card->body()->addWidget(stack_);
    return card;
}

QWidget* PartitionsPage::buildMatrix() {
    matrixCard_ = new Card(tr("By broker"), this);
    matrixCard_->setMinimumWidth(230);
    matrix_ = new PartitionMatrix(matrixCard_);
    matrix_->setObjectName(u"matrix"_s);
    const auto zoom = [this](const QString& text, const QString& name, int by) {
        auto* button = new QPushButton(text, matrixCard_);
        style::setKind(button, "quiet"_L1);
        button->setAccessibleName(name);
        button->setToolTip(name);
        connect(button, &QPushButton::clicked, matrix_,
                [this, by] { matrix_->setCellSize(matrix_->cellSize() + by); });
        matrixCard_->header()->addWidget(button);
    };
    zoom(u"−"_s, tr("Smaller squares"), -3);
    zoom(u"+"_s, tr("Larger squares"), 3);
    auto* legend = new QLabel(tr("■ leader  □ in sync  ▨ catching up  ☒ offline"), matrixCard_);
    style::dress(legend, style::Text::caption, style::Tone::muted);
    legend->setWordWrap(true);
    matrixCard_->body()->addWidget(matrix_, 1);
    matrixCard_->body()->addWidget(legend);
    connect(matrix_, &PartitionMatrix::chosen, this, &PartitionsPage::choose);
    return matrixCard_;
}

void PartitionsPage::open(const QStringList& path) {
    const QString kind = path.value(0);
    if (kind.isEmpty()) return;
    clearFilters();
    if (kind == "state"_L1) {
        for (const QString& wanted : path.mid(1))
            if (const auto state = partitionStateOf(wanted))
                for (FilterChip* chip : chips_)
                    if (chip->key() == static_cast<int>(*state)) chip->setChecked(true);
    } else if (kind == "broker"_L1 || kind == "topic"_L1) {
        const Grouping grouping = kind == "topic"_L1 ? Grouping::topic : Grouping::broker;
        grouping_->button(static_cast<int>(grouping))->setChecked(true);
        setGrouping(grouping);
        for (int i = 0; i < groups_->count(); ++i)
            if (groups_->item(i)->data(Qt::UserRole).toString() == path.value(1)) groups_->setCurrentRow(i);
    } else if (kind == "partition"_L1) {
        choose({path.value(1).toStdString(), path.value(2).toInt()});
    }
    refresh();
}

QStringList PartitionsPage::crumbs(const QStringList& path) const {
    if (path.value(0) == "partition"_L1) return {path.value(1) + u'-' + path.value(2)};
    if (path.value(0) == "broker"_L1) return {tr("Broker %1").arg(path.value(1))};
    if (path.value(0) == "topic"_L1) return {path.value(1)};
    return {};
}

bool PartitionsPage::find() {
    text_->setFocus(Qt::ShortcutFocusReason);
    text_->selectAll();
    return true;
}

void PartitionsPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    refresh();
}

void PartitionsPage::resizeEvent(QResizeEvent* event) {
    Page::resizeEvent(event);
    // In a small window the list matters more.
    matrixCard_->setVisible(matrixShown_->isChecked() && width() >= 690);
}

void PartitionsPage::refreshSoon() {
    if (isVisible() && !soon_.isActive()) soon_.start();
}

void PartitionsPage::refresh() {
    const view::RowStore& rows = cluster_.bridge().rows();
    const auto counts = view::partition_states(rows);
    for (FilterChip* chip : chips_) chip->setCount(counts[static_cast<std::size_t>(chip->key())]);
    const auto all = static_cast<qint64>(rows.partitions.size());
    const auto topics = static_cast<qint64>(rows.topics.size());
    QString said = topics == 1 ? tr("%1 in 1 topic").arg(format::number(all))
                               : tr("%1 in %2 topics").arg(format::number(all), format::number(topics));
    if (filter_.rowCount() != all) said = tr("%1 of %2").arg(format::number(filter_.rowCount()), said);
    const bool worstFirst = table_->horizontalHeader()->sortIndicatorSection() == PartitionsModel::state;
    summary_->setText(all == 0 ? QString() : worstFirst ? said + u" · "_s + tr("worst first") : said);
    if (group_ != Grouping::none) refreshGroups();
    if (matrixCard_->isVisible()) {
        matrix_->setRows(rows);
        matrix_->setCurrent(key_);
    }
    stack_->setCurrentWidget(filter_.rowCount() > 0 ? static_cast<QWidget*>(table_) : empty_);
    if (filter_.rowCount() > 0) {
        if (!table_->currentIndex().isValid() && !key_) table_->setCurrentIndex(filter_.index(0, 0));
        return;
    }
    if (model_.rowCount() > 0)
        empty_->set(u"search"_s, tr("No partition is like that"),
                    tr("%1 partitions are filtered out.").arg(format::number(all)),
                    tr("Show all partitions"));
    else if (cluster_.isRunning())
        empty_->set(u"partition"_s, tr("No partitions yet"), tr("A topic holds its records in partitions."),
                    tr("Create topic…"));
    else
        empty_->set(u"partition"_s, tr("No partitions to show"), tr("The cluster is not running."),
                    cluster_.state() == view::ClusterState::stopped ? tr("Start the cluster") : QString());
}

void PartitionsPage::refreshGroups() {
    struct Group {
        QString name;
        qint64 all = 0, bad = 0;
    };
    std::map<QString, Group> groups;
    const view::RowStore& rows = cluster_.bridge().rows();
    for (const auto& [key, row] : rows.partitions) {
        const bool bad = view::state_of(row) != PartitionState::healthy;
        const auto add = [&](const QString& id, const QString& name) {
            Group& group = groups[id];
            group.name = name;
            ++group.all;
            group.bad += bad ? 1 : 0;
        };
        if (group_ == Grouping::topic)
            add(QString::fromStdString(key.topic), QString::fromStdString(key.topic));
        else
            for (const std::int32_t id : row.replicas) add(QString::number(id), tr("Broker %1").arg(id));
    }
    const QString kept =
        groups_->currentItem() ? groups_->currentItem()->data(Qt::UserRole).toString() : QString();
    const QSignalBlocker quiet(groups_);
    if (groups_->count() != static_cast<int>(groups.size())) {
        groups_->clear();
        for (std::size_t i = 0; i < groups.size(); ++i) groups_->addItem(QString());
    }
    int line = 0;
    for (const auto& [id, group] : groups) {
        QListWidgetItem* item = groups_->item(line++);
        const QString text = group.bad > 0 ? u"%1   ⚠ %2 / %3"_s.arg(group.name, format::number(group.bad),
                                                                     format::number(group.all))
                                           : u"%1   %2"_s.arg(group.name, format::number(group.all));
        if (item->text() != text) item->setText(text);
        item->setData(Qt::UserRole, id);
        item->setToolTip(tr("%1 of %2 partitions are not healthy").arg(group.bad).arg(group.all));
        if (id == kept) groups_->setCurrentItem(item);
    }
}

void PartitionsPage::setGrouping(Grouping grouping) {
    group_ = grouping;
    groups_->parentWidget()->setVisible(grouping != Grouping::none);
    groups_->setVisible(grouping != Grouping::none);
    groups_->setAccessibleName(grouping == Grouping::topic ? tr("Topics") : tr("Brokers"));
    {
        const QSignalBlocker quiet(groups_);
        groups_->clear();
        refreshGroups();
    }
    filterByGroup();
}

void PartitionsPage::filterByGroup() {
    const QListWidgetItem* item = group_ == Grouping::none ? nullptr : groups_->currentItem();
    const QString id = item ? item->data(Qt::UserRole).toString() : QString();
    filter_.setTopic(group_ == Grouping::topic ? id : QString());
    filter_.setBroker(group_ == Grouping::broker && item ? id.toInt() : -1);
    refreshSoon();
}

void PartitionsPage::filterByChips() {
    std::set<PartitionState> states;
    for (const FilterChip* chip : chips_)
        if (chip->isChecked()) states.insert(static_cast<PartitionState>(chip->key()));
    filter_.setStates(std::move(states));
    refresh();
}

void PartitionsPage::clearFilters() {
    for (FilterChip* chip : chips_) chip->setChecked(false);
    text_->clear();
    grouping_->button(static_cast<int>(Grouping::none))->setChecked(true);
    setGrouping(Grouping::none);
    refresh();
}

void PartitionsPage::choose(const view::PartitionKey& key) {
    key_ = key;
    detail_->setPartition(key_);
    matrix_->setCurrent(key_);
    const int row = model_.rowOf(key);
    const QModelIndex at = row < 0 ? QModelIndex() : filter_.mapFromSource(model_.index(row, 0));
    if (!at.isValid()) return;
    table_->setCurrentIndex(at);
    table_->scrollTo(at);
}

void PartitionsPage::chosen(const QModelIndex& index) {
    const QModelIndex at = filter_.mapToSource(index);
    if (!at.isValid()) return;
    key_ = model_.row(at.row()).key;
    detail_->setPartition(key_);
    matrix_->setCurrent(key_);
}

} // namespace ui
