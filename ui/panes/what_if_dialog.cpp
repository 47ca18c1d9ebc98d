#include "ui/panes/what_if_dialog.h"

#include "ui/models/partition_text.h"
#include "ui/models/problem_text.h"
#include "ui/models/sentences.h"
#include "ui/panes/fault_actions.h"
#include "ui/panes/reasons.h"
#include "ui/style/theme.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/verdict_view.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;
using view::Outcome;

namespace {

QString capitalised(QString text) {
    if (!text.isEmpty()) text[0] = text[0].toUpper();
    return text;
}

} // namespace

void OutcomeModel::set(const view::WhatIf& it) {
    beginResetModel();
    rows_ = it.partitions;
    endResetModel();
}

int OutcomeModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}
int OutcomeModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : columns;
}

QVariant OutcomeModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const view::PartitionOutcome& it = rows_[static_cast<std::size_t>(index.row())];
    if (role == Qt::DisplayRole) {
        if (index.column() == partition) return partitionName(it.key);
        if (index.column() == outcome)
            return it.outcome == it.before ? tr("%1 (already)").arg(word(it.outcome)) : word(it.outcome);
        return outcomeDetail(it);
    }
    if (role == Qt::ForegroundRole && index.column() == outcome) {
        const style::Colors& c = style::colors();
        if (it.outcome <= Outcome::writes_refused) return c.bad.text;
        return it.outcome == Outcome::stalled ? c.warning.text : c.ok.text;
    }
    if (role == Qt::ForegroundRole && index.column() == detail) return style::colors().textMuted;
    return {};
}

QVariant OutcomeModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    return section == partition ? tr("Partition") : section == outcome ? tr("Outcome") : tr("Afterwards");
}

void WhatIfDialog::show(ClusterContext& cluster, const view::Loss& loss, QWidget* parent) {
    auto* dialog = new WhatIfDialog(cluster, loss, parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void WhatIfDialog::show(ClusterContext& cluster, QWidget* parent) {
    const view::RowStore& rows = cluster.bridge().rows();
    const view::BrokerRow* busiest = nullptr;
    for (const auto& [key, row] : rows.brokers)
        if (!busiest || row.leaders > busiest->leaders) busiest = &row;
    view::Loss loss{view::LossKind::az, busiest ? busiest->az : std::string(), {}};
    if (rows.azs.size() < 2 && busiest)
        loss = {view::LossKind::node, {}, {view::NodeKind::broker, busiest->id}};
    show(cluster, loss, parent);
}

WhatIfDialog::WhatIfDialog(ClusterContext& cluster, const view::Loss& loss, QWidget* parent)
    : QDialog(parent), cluster_(cluster) {
    setObjectName(u"whatIf"_s);
    setWindowTitle(tr("What if…"));
    auto* ask = new QLabel(tr("What if"), this);
    style::dress(ask, style::Text::title);
    choice_ = new QComboBox(this);
    choice_->setObjectName(u"whatIfChoice"_s);
    choice_->setAccessibleName(tr("What dies"));
    auto* now = new QLabel(tr("now?"), this);
    style::dress(now, style::Text::title);
    auto* line = new QHBoxLayout;
    line->addWidget(ask);
    line->addWidget(choice_);
    line->addWidget(now);
    line->addStretch(1);
    lost_ = new QLabel(this);
    lost_->setWordWrap(true);
    style::dress(lost_, style::Text::caption, style::Tone::muted);
    verdict_ = new VerdictView(this);
    table_ = new DataTable(QString(), this);
    table_->setAccessibleName(tr("Partitions and what would become of them"));
    table_->present(&model_, {150, 170, 260}, false);
    table_->horizontalHeader()->setStretchLastSection(true);
    connect(table_, &DataTable::rowActivated, this, [this](const QModelIndex& index) {
        const auto& key = model_.row(index.row()).key;
        cluster_.go(u"partitions"_s,
                    {u"partition"_s, QString::fromStdString(key.topic), QString::number(key.partition)});
        accept();
    });
    auto* buttons = new QDialogButtonBox(this);
    do_ = buttons->addButton(QString(), QDialogButtonBox::ActionRole);
    do_->setObjectName(u"doIt"_s);
    style::setKind(do_, "danger"_L1);
    auto* close = buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    close->setDefault(true);
    connect(do_, &QPushButton::clicked, this, &WhatIfDialog::doIt);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 16);
    column->setSpacing(10);
    column->addLayout(line);
    column->addWidget(lost_);
    column->addWidget(verdict_);
    column->addWidget(table_, 1);
    column->addWidget(buttons);
    resize(680, 520);

    fillChoices(loss);
    connect(choice_, &QComboBox::currentIndexChanged, this, &WhatIfDialog::refresh);
    soon_.setSingleShot(true);
    soon_.setInterval(500);
    connect(&soon_, &QTimer::timeout, this, &WhatIfDialog::refresh);
    const auto soon = [this] {
        if (!soon_.isActive()) soon_.start();
    };
    connect(&cluster_.bridge(), &SessionBridge::partitionsChanged, this, soon);
    connect(&cluster_.bridge(), &SessionBridge::brokersChanged, this, soon);
    connect(&cluster_.bridge(), &SessionBridge::faultsChanged, this, soon);
    refresh();
}

void WhatIfDialog::fillChoices(const view::Loss& loss) {
    const view::RowStore& rows = cluster_.bridge().rows();
    for (const auto& [name, az] : rows.azs) choices_.push_back({view::LossKind::az, name, {}});
    for (const auto& [key, row] : rows.brokers)
        choices_.push_back({view::LossKind::node, {}, {view::NodeKind::broker, key.id}});
    for (const auto& [key, row] : rows.controllers)
        choices_.push_back({view::LossKind::node, {}, {view::NodeKind::controller, key.id}});
    for (const view::Loss& it : choices_) {
        choice_->addItem(lossText(it));
        if (it == loss) choice_->setCurrentIndex(choice_->count() - 1);
    }
}

view::Loss WhatIfDialog::chosen() const {
    const int at = choice_->currentIndex();
    return at < 0 ? view::Loss{} : choices_[static_cast<std::size_t>(at)];
}

void WhatIfDialog::refresh() {
    const view::Loss loss = chosen();
    const view::WhatIf it = view::what_if(cluster_.bridge().rows(), loss);
    verdict_->setWhatIf(it);
    model_.set(it);
    QStringList names;
    for (const view::NodeRef& node : it.lost) names << nodeName(node);
    lost_->setText(names.isEmpty() ? tr("Nothing of it is alive: nothing would change.")
                                   : tr("Gone would be: %1").arg(names.join(u", "_s)));
    const bool az = loss.kind == view::LossKind::az;
    do_->setText(az ? tr("Cut off AZ %1").arg(QString::fromStdString(loss.az))
                    : tr("Kill %1").arg(nodeName(loss.node).toLower()));
    do_->setVisible(cluster_.bridge().cluster().capabilities.hosted);
    enableUnless(do_,
                 !whyNotBreak(cluster_).isEmpty() ? whyNotBreak(cluster_)
                 : names.isEmpty()                ? tr("Nothing of it is alive.")
                                                  : QString(),
                 capitalised(tr("do it now; the Problems dock offers to undo it")));
}

void WhatIfDialog::doIt() {
    const view::Loss loss = chosen();
    QWidget* window = parentWidget() ? parentWidget() : this;
    if (loss.kind == view::LossKind::az)
        submitTold(cluster_, view::CutAz{loss.az}, window);
    else
        submitTold(cluster_, view::KillNode{loss.node}, window);
    accept();
}

} // namespace ui
