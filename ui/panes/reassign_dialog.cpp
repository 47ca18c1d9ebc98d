#include "ui/panes/reassign_dialog.h"

#include "ui/models/partition_text.h"
#include "ui/models/partitions_model.h"
#include "ui/models/sentences.h"
#include "ui/panes/reasons.h"
#include "ui/style/format.h"
#include "ui/style/theme.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/replica_chips.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <cmath>

namespace ui {

using namespace Qt::StringLiterals;

void MovesModel::set(std::vector<view::PlannedMove> moves) {
    beginResetModel();
    moves_ = std::move(moves);
    endResetModel();
}

int MovesModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(moves_.size());
}
int MovesModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : columns;
}

QVariant MovesModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const view::PlannedMove& it = moves_[static_cast<std::size_t>(index.row())];
    const bool chips = index.column() == before || index.column() == after;
    if (role == Qt::DisplayRole) {
        if (index.column() == partition) return partitionName(it.key);
        if (index.column() == bytes) return format::bytes(it.bytes);
        return brokerList(index.column() == before ? it.from : it.to);
    }
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            Qt::Alignment((index.column() == bytes ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    if (role != PartitionsModel::chipsRole || !chips) return {};
    const auto found = bridge_.partitions().find(it.key);
    view::PartitionRow row = found == bridge_.partitions().end() ? view::PartitionRow{} : found->second;
    if (index.column() == after) {
        row.replicas = it.to;
        row.isr = it.to;
        row.leader = it.to.empty() ? -1 : it.to.front();
        row.progress.clear();
    }
    return QVariant::fromValue(chipsOf(row, bridge_.brokers()));
}

QVariant MovesModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (section) {
    case partition:
        return tr("Partition");
    case before:
        return tr("Before");
    case after:
        return tr("After");
    default:
        return tr("To copy");
    }
}

void ReassignDialog::drain(ClusterContext& cluster, std::int32_t broker, QWidget* parent) {
    auto* dialog = new ReassignDialog(cluster, Goal::drain, parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setBroker(broker);
    dialog->QDialog::show();
}

void ReassignDialog::show(ClusterContext& cluster, QWidget* parent) {
    auto* dialog = new ReassignDialog(cluster, Goal::spread, parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->QDialog::show();
}

ReassignDialog::ReassignDialog(ClusterContext& cluster, Goal goal, QWidget* parent)
    : QDialog(parent), cluster_(cluster), model_(cluster.bridge()) {
    setObjectName(u"reassign"_s);
    setWindowTitle(tr("Move replicas"));
    auto* title = new QLabel(tr("Move replicas"), this);
    style::dress(title, style::Text::title);
    failure_ = new QLabel(this);
    failure_->setWordWrap(true);
    style::setTone(failure_, style::Tone::bad);
    failure_->hide();
    auto* choices = buildChoices();
    stack_ = new QStackedWidget(this);
    stack_->addWidget(buildPlan());
    stack_->addWidget(buildProgress());
    auto* buttons = new QDialogButtonBox(this);
    auto* close = buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    act_ = buttons->addButton(tr("Move"), QDialogButtonBox::ActionRole);
    act_->setObjectName(u"move"_s);
    style::setKind(act_, "primary"_L1);
    close->setDefault(true);
    connect(act_, &QPushButton::clicked, this, &ReassignDialog::start);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 16);
    column->setSpacing(10);
    column->addWidget(title);
    column->addWidget(choices);
    column->addWidget(stack_, 1);
    column->addWidget(failure_);
    column->addWidget(buttons);
    resize(760, 560);
    goal_->setCurrentIndex(static_cast<int>(goal));
    soon_.setSingleShot(true);
    soon_.setInterval(300);
    connect(&soon_, &QTimer::timeout, this, [this] { started_ ? refreshProgress() : refresh(); });
    const auto soon = [this] {
        if (!soon_.isActive()) soon_.start();
    };
    connect(&cluster_.bridge(), &SessionBridge::partitionsChanged, this, soon);
    connect(&cluster_.bridge(), &SessionBridge::brokersChanged, this, soon);
    connect(&cluster_.bridge(), &SessionBridge::clusterChanged, this, soon);
    refresh();
}

QWidget* ReassignDialog::buildChoices() {
    auto* box = new QWidget(this);
    goal_ = new QComboBox(box);
    goal_->setObjectName(u"goal"_s);
    goal_->setAccessibleName(tr("What to do"));
    goal_->addItems(
        {tr("Drain a broker"), tr("Spread evenly over all brokers"), tr("Change the number of replicas")});
    broker_ = new QComboBox(box);
    broker_->setObjectName(u"drainBroker"_s);
    broker_->setAccessibleName(tr("Broker to drain"));
    for (const auto& [key, row] : cluster_.bridge().brokers())
        broker_->addItem(
            tr("Broker %1 in AZ %2").arg(QString::number(key.id), QString::fromStdString(row.az)), key.id);
    topic_ = new QComboBox(box);
    topic_->setAccessibleName(tr("Topic"));
    topic_->addItem(tr("All topics"));
    for (const auto& [key, row] : cluster_.bridge().topics())
        topic_->addItem(QString::fromStdString(key.name), true);
    factor_ = new QSpinBox(box);
    factor_->setAccessibleName(tr("Replicas of each partition"));
    factor_->setRange(1, std::max<int>(1, static_cast<int>(cluster_.bridge().brokers().size())));
    factor_->setSuffix(tr(" replicas"));
    factor_->setValue(3);
    remove_ = new QCheckBox(tr("then remove it from the cluster"), box);
    throttle_ = new QDoubleSpinBox(box);
    throttle_->setObjectName(u"throttle"_s);
    throttle_->setAccessibleName(tr("Throttle"));
    throttle_->setRange(0, 10'000);
    throttle_->setDecimals(1);
    throttle_->setPrefix(tr("at most "));
    throttle_->setSuffix(tr(" MB/s"));
    throttle_->setSpecialValueText(tr("as fast as it goes"));
    throttle_->setToolTip(tr("What moved replicas may copy into or out of each broker"));
    auto* line = new QHBoxLayout(box);
    line->setContentsMargins(0, 0, 0, 0);
    for (QWidget* it :
         {static_cast<QWidget*>(goal_), static_cast<QWidget*>(broker_), static_cast<QWidget*>(topic_),
          static_cast<QWidget*>(factor_), static_cast<QWidget*>(remove_)})
        line->addWidget(it);
    line->addStretch(1);
    line->addWidget(throttle_);
    for (QComboBox* it : {goal_, broker_, topic_})
        connect(it, &QComboBox::currentIndexChanged, this, &ReassignDialog::refresh);
    connect(factor_, &QSpinBox::valueChanged, this, &ReassignDialog::refresh);
    connect(remove_, &QCheckBox::toggled, this, &ReassignDialog::refresh);
    return box;
}

QWidget* ReassignDialog::buildPlan() {
    auto* page = new QWidget(this);
    summary_ = new QLabel(page);
    summary_->setWordWrap(true);
    loads_ = new QLabel(page);
    loads_->setWordWrap(true);
    loads_->setTextFormat(Qt::RichText);
    style::dress(loads_, style::Text::caption, style::Tone::muted);
    table_ = new DataTable(QString(), page);
    table_->setAccessibleName(tr("Replicas before and after"));
    table_->present(&model_, {130, 220, 220, 90}, false);
    auto* chips = new ReplicaDelegate(table_);
    table_->setItemDelegateForColumn(MovesModel::before, chips);
    table_->setItemDelegateForColumn(MovesModel::after, chips);
    table_->horizontalHeader()->setStretchLastSection(true);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(summary_);
    column->addWidget(loads_);
    column->addWidget(table_, 1);
    return page;
}

QWidget* ReassignDialog::buildProgress() {
    auto* page = new QWidget(this);
    progressText_ = new QLabel(page);
    progressText_->setWordWrap(true);
    progress_ = new QProgressBar(page);
    progress_->setTextVisible(false);
    cancel_ = new QPushButton(tr("Cancel the moves that are not done"), page);
    connect(cancel_, &QPushButton::clicked, this, &ReassignDialog::cancelMoves);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 16, 0, 0);
    column->setSpacing(12);
    column->addWidget(progressText_);
    column->addWidget(progress_);
    column->addWidget(cancel_, 0, Qt::AlignLeft);
    column->addStretch(1);
    return page;
}

void ReassignDialog::setBroker(std::int32_t broker) {
    const int at = broker_->findData(broker);
    if (at >= 0) broker_->setCurrentIndex(at);
}

std::int32_t ReassignDialog::brokerToDrain() const {
    return broker_->currentData().toInt();
}

view::ReassignPlan ReassignDialog::makePlan() const {
    const view::RowStore& rows = cluster_.bridge().rows();
    const auto goal = static_cast<Goal>(goal_->currentIndex());
    if (goal == Goal::drain) return view::plan_drain(rows, brokerToDrain());
    view::PlanRequest request;
    const bool one = topic_->currentData().toBool();
    const std::string topic = topic_->currentText().toStdString();
    for (const auto& [key, row] : rows.partitions)
        if (!one || key.topic == topic) request.partitions.push_back(key);
    if (request.partitions.empty()) return {};
    if (goal == Goal::factor) request.replication_factor = factor_->value();
    return view::plan_moves(rows, request, goal == Goal::spread);
}

QString ReassignDialog::loads() const {
    QStringList parts;
    for (const auto& [broker, count] : plan_.before) {
        const auto then = plan_.after.find(broker);
        const int after = then == plan_.after.end() ? 0 : then->second;
        const QString change = after == count
                                   ? format::number(count)
                                   : u"%1 → <b>%2</b>"_s.arg(format::number(count), format::number(after));
        parts << tr("broker %1: %2").arg(QString::number(broker), change);
    }
    return tr("Replicas on %1").arg(parts.join(u" &nbsp;·&nbsp; "_s));
}

void ReassignDialog::refresh() {
    const auto goal = static_cast<Goal>(goal_->currentIndex());
    broker_->setVisible(goal == Goal::drain);
    remove_->setVisible(goal == Goal::drain && cluster_.bridge().cluster().capabilities.hosted);
    topic_->setVisible(goal != Goal::drain);
    factor_->setVisible(goal == Goal::factor);
    plan_ = makePlan();
    model_.set(plan_.moves);
    const auto moves = static_cast<qint64>(plan_.moves.size());
    const bool removes = goal == Goal::drain && remove_->isChecked();
    QString said = moves == 0 ? tr("Nothing has to move.")
                              : tr("%1 partitions move; %2 are copied. Reads and writes go on.")
                                    .arg(format::number(moves), format::bytes(plan_.bytes));
    if (plan_.short_of_brokers > 0)
        said += u' ' + tr("%1 would keep fewer replicas: there are not enough other brokers.")
                           .arg(format::number(plan_.short_of_brokers));
    summary_->setText(said);
    style::setTone(summary_, plan_.short_of_brokers > 0 ? style::Tone::warning : style::Tone::normal);
    loads_->setText(loads());
    act_->setText(removes ? tr("Drain and remove broker %1").arg(brokerToDrain())
                          : tr("Move %1 partitions").arg(format::number(moves)));
    const bool blocked = goal == Goal::drain && plan_.short_of_brokers > 0;
    enableUnless(act_, !whyNotMove(cluster_).isEmpty() ? whyNotMove(cluster_)
                       : blocked ? tr("Other brokers cannot take all its replicas: add a broker first.")
                       : moves == 0 && !removes ? tr("Nothing has to move.")
                                                : QString());
}

void ReassignDialog::start() {
    const auto throttle = static_cast<std::int64_t>(std::llround(throttle_->value() * 1e6));
    const bool removes = static_cast<Goal>(goal_->currentIndex()) == Goal::drain && remove_->isChecked();
    view::Command command = removes ? view::Command(view::RemoveBroker{brokerToDrain(), throttle})
                                    : view::Command(plan_.command(throttle));
    failure_->hide();
    act_->setEnabled(false);
    cluster_.bridge().submit(std::move(command), this, [this](const view::AnswerKind& answer) {
        answered_ = true;
        if (const auto* failed = std::get_if<view::Failed>(&answer)) {
            failure_->setText(failureSentence(*failed));
            failure_->show();
            started_ = false;
            stack_->setCurrentIndex(0);
            return refresh();
        }
        refreshProgress();
    });
    started_ = true;
    answered_ = false;
    stack_->setCurrentIndex(1);
    act_->hide();
    refreshProgress();
}

void ReassignDialog::refreshProgress() {
    const auto& store = cluster_.bridge().partitions();
    int done = 0;
    for (const view::PlannedMove& it : plan_.moves) {
        const auto row = store.find(it.key);
        const bool there = row == store.end() || (row->second.replicas == it.to &&
                                                  row->second.adding.empty() && row->second.removing.empty());
        done += there ? 1 : 0;
    }
    const int all = static_cast<int>(plan_.moves.size());
    progress_->setRange(0, std::max(1, all));
    progress_->setValue(all == 0 ? 1 : done);
    const bool finished = answered_ && done == all;
    progressText_->setText(
        finished ? tr("All %1 partitions are where they should be.").arg(format::number(all))
                 : tr("%1 of %2 partitions have moved; the others are being copied. This window may "
                      "be closed: the moves go on.")
                       .arg(format::number(done), format::number(all)));
    cancel_->setVisible(!finished);
}

void ReassignDialog::cancelMoves() {
    view::ReassignPartitions command;
    const auto& store = cluster_.bridge().partitions();
    for (const view::PlannedMove& it : plan_.moves)
        if (const auto row = store.find(it.key);
            row != store.end() && !(row->second.adding.empty() && row->second.removing.empty()))
            command.moves.push_back({it.key.topic, it.key.partition, {}});
    if (command.moves.empty()) return;
    cancel_->setEnabled(false);
    cluster_.bridge().submit(std::move(command), this, [this](const view::AnswerKind& answer) {
        cancel_->setEnabled(true);
        if (const auto* failed = std::get_if<view::Failed>(&answer)) {
            failure_->setText(failureSentence(*failed));
            failure_->show();
            return;
        }
        progressText_->setText(
            tr("The moves that were not done are cancelled; their replicas stay where they were."));
        cancel_->hide();
    });
}

} // namespace ui
