#include "ui/panes/partition_detail.h"

#include "ui/bridge/history.h"
#include "ui/bridge/lag_history.h"
#include "ui/models/partition_text.h"
#include "ui/models/sentences.h"
#include "ui/panes/reasons.h"
#include "ui/style/theme.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/replica_sync.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;

PartitionDetail::PartitionDetail(ClusterContext& cluster, QWidget* parent)
    : Card(tr("Replica sync"), parent), cluster_(cluster) {
    const auto link = [this](const QString& text) {
        auto* button = new QPushButton(text, this);
        style::setKind(button, "link"_L1);
        header()->addWidget(button);
        return button;
    };
    elect_ = link(tr("Elect preferred leader"));
    records_ = link(tr("Records"));
    sync_ = new ReplicaSync(this);
    none_ =
        new EmptyState(u"partition"_s, {}, tr("Choose a partition to see its replicas follow."), {}, this);
    stack_ = new QStackedWidget(this);
    stack_->addWidget(sync_);
    stack_->addWidget(none_);
    body()->addWidget(stack_, 1);
    connect(records_, &QPushButton::clicked, this, [this] {
        if (key_) cluster_.go(u"topic"_s, {QString::fromStdString(key_->topic), u"records"_s});
    });
    connect(elect_, &QPushButton::clicked, this, [this] {
        if (!key_) return;
        cluster_.bridge().submit(
            view::ElectLeaders{view::ElectionKind::preferred, {{key_->topic, key_->partition}}}, this,
            [this](const view::AnswerKind& answer) {
                const auto* failed = std::get_if<view::Failed>(&answer);
                failure_ = failed ? failureSentence(*failed) : QString();
                refresh();
            });
    });
    SessionBridge& bridge = cluster_.bridge();
    connect(
        &bridge, &SessionBridge::partitionsChanged, this,
        [this](const std::vector<view::PartitionKey>& changed, const std::vector<view::PartitionKey>& gone) {
            if (!key_) return;
            if (std::ranges::find(changed, *key_) != changed.end() ||
                std::ranges::find(gone, *key_) != gone.end())
                refresh();
        });
    connect(&bridge, &SessionBridge::brokersChanged, this, &PartitionDetail::refresh);
    connect(&bridge, &SessionBridge::clusterChanged, this, &PartitionDetail::refresh);
    connect(&bridge, &SessionBridge::reset, this, &PartitionDetail::refresh);
    refresh();
}

void PartitionDetail::setPartition(std::optional<view::PartitionKey> key) {
    if (key != key_) failure_.clear();
    key_ = std::move(key);
    refresh();
}

QString PartitionDetail::reason() const {
    if (!failure_.isEmpty()) return failure_;
    const view::Fact* last = History::of(cluster_.bridge()).lastLeaderChange(*key_);
    if (!last) return {};
    const auto& moved = std::get<view::LeaderChanged>(last->what);
    const QString why = reasonText(moved.reason, moved.from);
    QString text = moved.to < 0 ? tr("has no leader since epoch %1").arg(moved.epoch)
                   : moved.from < 0
                       ? tr("led by broker %1, epoch %2").arg(moved.to).arg(moved.epoch)
                       : tr("leader moved %1 → %2, epoch %3").arg(moved.from).arg(moved.to).arg(moved.epoch);
    if (!why.isEmpty()) text += tr(", because %1").arg(why);
    return text;
}

void PartitionDetail::refresh() {
    const auto& store = cluster_.bridge().partitions();
    const auto found = key_ ? store.find(*key_) : store.end();
    const bool known = found != store.end();
    stack_->setCurrentWidget(known ? static_cast<QWidget*>(sync_) : none_);
    elect_->setVisible(known);
    records_->setVisible(known);
    if (!known) {
        setTitle(tr("Replica sync"));
        setSubtitle({});
        sync_->clear();
        return;
    }
    const view::PartitionRow& row = found->second;
    setTitle(partitionName(row.key));
    const QString why = reason();
    setSubtitle(why.isEmpty() ? stateDetail(row, cluster_.bridge().rows()) : why);
    sync_->setRow(row, chipsOf(row, cluster_.bridge().brokers()), &LagHistory::of(cluster_.bridge()));
    const int preferred = row.replicas.empty() ? -1 : row.replicas.front();
    const bool inSync = std::ranges::find(row.isr, preferred) != row.isr.end();
    const QString whyNot = !whyNotMove(cluster_).isEmpty() ? whyNotMove(cluster_)
                           : row.leader == preferred
                               ? tr("Broker %1, the preferred one, leads already.").arg(preferred)
                           : !inSync ? tr("Broker %1, the preferred one, is not in sync.").arg(preferred)
                                     : QString();
    enableUnless(elect_, whyNot, tr("Let broker %1 lead again").arg(preferred));
}

} // namespace ui
