#include "ui/panes/partitions_tab.h"

#include "ui/models/sentences.h"
#include "ui/models/topic_rules.h"
#include "ui/panes/partition_detail.h"
#include "ui/panes/reasons.h"
#include "ui/style/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/replica_chips.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QInputDialog>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;

PartitionsTab::PartitionsTab(ClusterContext& cluster, QString topic, QWidget* parent)
    : QWidget(parent), cluster_(cluster), topic_(std::move(topic)), model_(cluster.bridge(), topic_),
      filter_(model_) {
    note_ = new QLabel(this);
    note_->setWordWrap(true);
    style::dress(note_, style::Text::caption, style::Tone::muted);
    add_ = new QPushButton(tr("Add partitions…"), this);
    connect(add_, &QPushButton::clicked, this, &PartitionsTab::addPartitions);
    auto* bar = new QHBoxLayout;
    bar->addWidget(note_, 1);
    bar->addWidget(add_);

    table_ = new DataTable(u"topic-partitions"_s, this);
    table_->setAccessibleName(tr("Partitions"));
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->horizontalHeader()->setSortIndicator(PartitionsModel::partition, Qt::AscendingOrder);
    table_->present(&filter_, {84, 262, 232, 66, 128, 104, 96, 84}, true);
    table_->setItemDelegateForColumn(PartitionsModel::replicas, new ReplicaDelegate(table_));
    table_->setItemDelegateForColumn(PartitionsModel::state, new StateDelegate(table_));
    table_->horizontalHeader()->setStretchLastSection(true);
    detail_ = new PartitionDetail(cluster_, this);
    connect(table_, &DataTable::rowActivated, this, [this](const QModelIndex& index) {
        emit partitionActivated(model_.row(filter_.mapToSource(index).row()).key.partition);
    });
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& index) {
                const QModelIndex at = filter_.mapToSource(index);
                detail_->setPartition(at.isValid() ? std::optional(model_.row(at.row()).key) : std::nullopt);
            });
    connect(table_, &DataTable::copyAsked, this, [this] {
        QStringList cells;
        for (int column = 0; column < PartitionsModel::columns; ++column)
            cells << filter_.index(table_->currentRow(), column).data().toString();
        QGuiApplication::clipboard()->setText(cells.join(u'\t'));
    });
    auto* card = new Card(this);
    card->body()->setContentsMargins(1, 4, 1, 4);
    card->body()->addWidget(table_);
    auto* split = new QSplitter(Qt::Vertical, this);
    split->setChildrenCollapsible(false);
    split->addWidget(card);
    split->addWidget(detail_);
    split->setStretchFactor(0, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 10, 0, 0);
    column->setSpacing(8);
    column->addLayout(bar);
    column->addWidget(split, 1);
    connect(&cluster_.bridge(), &SessionBridge::clusterChanged, this, &PartitionsTab::refresh);
    refresh();
}

void PartitionsTab::choose(int partition) {
    for (int row = 0; row < filter_.rowCount(); ++row)
        if (model_.row(filter_.mapToSource(filter_.index(row, 0)).row()).key.partition == partition)
            table_->setCurrentIndex(filter_.index(row, 0));
}

int PartitionsTab::unhealthy() const {
    int count = 0;
    for (int row = 0; row < model_.rowCount(); ++row)
        count += view::state_of(model_.row(row)) == view::PartitionState::healthy ? 0 : 1;
    return count;
}

void PartitionsTab::refresh() {
    note_->setText(
        tr("★ preferred leader; filled leads, outlined is in sync, hatched catches up with its lag, "
           "dashed ✕ is offline; the colour is the AZ. Enter shows a partition's records."));
    enableUnless(add_, whyNotManage(cluster_),
                 tr("More partitions; keys move to other partitions from then on"));
}

void PartitionsTab::addPartitions() {
    const int now = model_.rowCount();
    bool ok = false;
    const int total = QInputDialog::getInt(window(), tr("Add partitions"),
                                           tr("%1 has %2. New records of a key may land in another partition "
                                              "than its old ones;\npartitions cannot be "
                                              "taken away again. New number:")
                                               .arg(topic_)
                                               .arg(now),
                                           now + 1, now + 1, maxPartitions, 1, &ok);
    if (!ok) return;
    cluster_.bridge().submit(view::AddPartitions{topic_.toStdString(), total}, this,
                             [this](const view::AnswerKind& answer) {
                                 const auto* failed = std::get_if<view::Failed>(&answer);
                                 if (!failed) return refresh();
                                 note_->setText(failureSentence(*failed));
                                 style::setTone(note_, style::Tone::bad);
                             });
}

} // namespace ui
