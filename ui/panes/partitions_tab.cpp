#include "ui/panes/partitions_tab.h"

#include "ui/models/sentences.h"
#include "ui/models/topic_rules.h"
#include "ui/panes/reasons.h"
#include "ui/style/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/cell_delegates.h"
#include "ui/widgets/data_table.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QInputDialog>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;

PartitionsTab::PartitionsTab(ClusterContext& cluster, QString topic, QWidget* parent)
    : QWidget(parent), cluster_(cluster), topic_(std::move(topic)), model_(cluster.bridge(), topic_) {
    sorted_.setSourceModel(&model_);
    sorted_.setSortRole(PartitionsModel::sortRole);
    note_ = new QLabel(this);
    note_->setWordWrap(true);
    style::dress(note_, style::Text::caption, style::Tone::muted);
    add_ = new QPushButton(tr("Add partitions…"), this);
    connect(add_, &QPushButton::clicked, this, &PartitionsTab::addPartitions);
    auto* bar = new QHBoxLayout;
    bar->addWidget(note_, 1);
    bar->addWidget(add_);

    table_ = new DataTable(u"partitions"_s, this);
    table_->setAccessibleName(tr("Partitions"));
    table_->horizontalHeader()->setSortIndicator(PartitionsModel::partition, Qt::AscendingOrder);
    table_->present(&sorted_, {88, 104, 56, 56, 74, 48, 72, 118, 76, 70}, true);
    auto* chips = new ReplicaDelegate(table_);
    table_->setItemDelegateForColumn(PartitionsModel::leader, chips);
    table_->setItemDelegateForColumn(PartitionsModel::replicas, chips);
    connect(table_, &DataTable::rowActivated, this, [this](const QModelIndex& index) {
        emit partitionActivated(model_.row(sorted_.mapToSource(index).row()).key.partition);
    });
    connect(table_, &DataTable::copyAsked, this, [this] {
        QStringList cells;
        for (int column = 0; column < PartitionsModel::columns; ++column)
            cells << sorted_.index(table_->currentRow(), column).data().toString();
        QGuiApplication::clipboard()->setText(cells.join(u'\t'));
    });
    auto* card = new Card(this);
    card->body()->setContentsMargins(1, 4, 1, 4);
    card->body()->addWidget(table_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 10, 0, 0);
    column->setSpacing(8);
    column->addLayout(bar);
    column->addWidget(card, 1);
    connect(&cluster_.bridge(), &SessionBridge::clusterChanged, this, &PartitionsTab::refresh);
    refresh();
}

int PartitionsTab::unhealthy() const {
    int count = 0;
    for (int row = 0; row < model_.rowCount(); ++row) {
        const view::PartitionRow& it = model_.row(row);
        if (it.leader < 0 || it.isr.size() < it.replicas.size()) ++count;
    }
    return count;
}

void PartitionsTab::refresh() {
    note_->setText(
        tr("Chips: filled leads, outlined is in sync, hatched catches up, ✕ is offline, ★ is the preferred "
           "leader; the colour is the AZ. Enter shows a partition's records."));
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
