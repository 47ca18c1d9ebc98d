#include "ui/panes/latency_dialog.h"

#include "ui/panes/fault_actions.h"
#include "ui/panes/link_dialog.h"
#include "ui/panes/reasons.h"
#include "ui/style/format.h"
#include "ui/style/theme.h"
#include "ui/widgets/card.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;

void LatencyDialog::show(ClusterContext& cluster, QWidget* parent) {
    auto* dialog = new LatencyDialog(cluster, parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->QDialog::show();
}

LatencyDialog::LatencyDialog(ClusterContext& cluster, QWidget* parent) : QDialog(parent), cluster_(cluster) {
    setObjectName(u"latencyMatrix"_s);
    setWindowTitle(tr("Latency between AZs"));
    auto* title = new QLabel(windowTitle(), this);
    style::dress(title, style::Text::title);
    auto* what = new QLabel(
        tr("Added to every byte from the AZ of the row to the AZ of the column. AWS names about 0.5 ms "
           "between AZs of one region."),
        this);
    what->setWordWrap(true);
    style::dress(what, style::Text::body, style::Tone::muted);
    auto* grid = new QGridLayout;
    grid->setSpacing(8);
    int column = 1;
    for (const auto& [to, az] : cluster_.bridge().azs()) {
        auto* head = new QLabel(tr("to AZ %1").arg(QString::fromStdString(to)), this);
        style::dress(head, style::Text::strong);
        grid->addWidget(head, 0, column++, Qt::AlignHCenter);
    }
    int row = 1;
    for (const auto& [from, az] : cluster_.bridge().azs()) {
        auto* head = new QLabel(tr("from AZ %1").arg(QString::fromStdString(from)), this);
        style::dress(head, style::Text::strong);
        grid->addWidget(head, row, 0);
        column = 1;
        for (const auto& [to, other] : cluster_.bridge().azs()) {
            if (from == to)
                grid->addWidget(new QLabel(u"–"_s, this), row, column, Qt::AlignCenter);
            else
                grid->addWidget(buildCell({from, to}), row, column);
            ++column;
        }
        ++row;
    }
    alike_ = new QCheckBox(tr("Set both directions alike"), this);
    alike_->setChecked(true);
    auto* heal = new QPushButton(tr("Heal all links"), this);
    heal->setObjectName(u"healLinks"_s);
    connect(heal, &QPushButton::clicked, this, [this] {
        const auto faults = cluster_.bridge().faults();
        for (const auto& [key, fault] : faults)
            if (fault.kind == view::FaultKind::link) submitTold(cluster_, view::LiftFault{key}, this);
    });
    auto* buttons = new QDialogButtonBox(this);
    buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole)->setDefault(true);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* foot = new QHBoxLayout;
    foot->addWidget(alike_);
    foot->addStretch(1);
    foot->addWidget(heal);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(20, 18, 20, 16);
    all->setSpacing(10);
    all->addWidget(title);
    all->addWidget(what);
    all->addLayout(grid);
    all->addLayout(foot);
    all->addWidget(buttons);
    connect(&cluster_.bridge(), &SessionBridge::linksChanged, this, &LatencyDialog::refresh);
    connect(&cluster_.bridge(), &SessionBridge::faultsChanged, this, &LatencyDialog::refresh);
    connect(&cluster_.bridge(), &SessionBridge::clusterChanged, this, &LatencyDialog::refresh);
    refresh();
}

QWidget* LatencyDialog::buildCell(const view::LinkKey& key) {
    auto* card = new Card(this);
    card->body()->setContentsMargins(8, 8, 8, 6);
    card->body()->setSpacing(4);
    const QString direction =
        u"%1 → %2"_s.arg(QString::fromStdString(key.from_az), QString::fromStdString(key.to_az));
    Cell cell;
    cell.latency = new QSpinBox(card);
    cell.latency->setObjectName(
        u"latency.%1.%2"_s.arg(QString::fromStdString(key.from_az), QString::fromStdString(key.to_az)));
    cell.latency->setRange(0, 10'000);
    cell.latency->setPrefix(u"+"_s);
    cell.latency->setSuffix(tr(" ms"));
    cell.latency->setAccessibleName(tr("Latency %1").arg(direction));
    cell.latency->setKeyboardTracking(false);
    connect(cell.latency, &QSpinBox::valueChanged, this, [this, key](int value) { set(key, value); });
    cell.note = new QLabel(card);
    style::dress(cell.note, style::Text::caption, style::Tone::muted);
    auto* more = new QPushButton(u"…"_s, card);
    style::setKind(more, "quiet"_L1);
    more->setAccessibleName(tr("Loss and bandwidth %1").arg(direction));
    more->setToolTip(more->accessibleName());
    connect(more, &QPushButton::clicked, this,
            [this, key] { LinkDialog::show(cluster_, key.from_az, key.to_az, this); });
    auto* line = new QHBoxLayout;
    line->addWidget(cell.latency, 1);
    line->addWidget(more);
    card->body()->addLayout(line);
    card->body()->addWidget(cell.note);
    cells_[key] = cell;
    return card;
}

view::LinkState LatencyDialog::stateOf(const view::LinkKey& key) const {
    for (const auto& [id, fault] : cluster_.bridge().faults())
        if (fault.kind == view::FaultKind::link && fault.az == key.from_az && fault.to_az == key.to_az)
            return fault.link;
    return {};
}

void LatencyDialog::set(const view::LinkKey& key, int latencyMs) {
    view::LinkState state = stateOf(key);
    state.latency_ms = latencyMs;
    submitTold(cluster_, view::SetLink{key.from_az, key.to_az, state, alike_->isChecked()}, this);
}

void LatencyDialog::refresh() {
    const QString reason = whyNotBreak(cluster_);
    for (auto& [key, cell] : cells_) {
        const view::LinkState state = stateOf(key);
        const auto row = cluster_.bridge().links().find(key);
        if (!cell.latency->hasFocus() || cell.latency->value() != state.latency_ms) {
            const QSignalBlocker quiet(cell.latency);
            cell.latency->setValue(state.latency_ms);
        }
        enableUnless(cell.latency, reason);
        QStringList said;
        const bool cut = state.cut || (row != cluster_.bridge().links().end() && row->second.state.cut);
        if (cut) said << tr("✕ cut");
        if (state.loss > 0) said << tr("%1 loss").arg(format::percent(state.loss));
        if (state.bandwidth > 0)
            said << tr("≤ %1").arg(format::byteRate(static_cast<double>(state.bandwidth)));
        if (!cut && row != cluster_.bridge().links().end()) said << format::byteRate(row->second.bytes_rate);
        cell.note->setText(said.isEmpty() ? tr("idle") : said.join(u" · "_s));
        style::setTone(cell.note, cut          ? style::Tone::bad
                                  : state.ok() ? style::Tone::muted
                                               : style::Tone::warning);
    }
}

} // namespace ui
