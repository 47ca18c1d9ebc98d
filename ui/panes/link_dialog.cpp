#include "ui/panes/link_dialog.h"

#include "ui/models/sentences.h"
#include "ui/style/theme.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>
#include <cmath>

namespace ui {

using namespace Qt::StringLiterals;

void LinkDialog::show(ClusterContext& cluster, const std::string& a, const std::string& b, QWidget* parent) {
    auto* dialog = new LinkDialog(cluster, a, b, parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

LinkDialog::LinkDialog(ClusterContext& cluster, std::string a, std::string b, QWidget* parent)
    : QDialog(parent), cluster_(cluster), azs_{std::move(a), std::move(b)} {
    setObjectName(u"linkDialog"_s);
    const QString first = QString::fromStdString(azs_[0]), second = QString::fromStdString(azs_[1]);
    setWindowTitle(tr("Link AZ %1 – AZ %2").arg(first, second));
    auto* title = new QLabel(windowTitle(), this);
    style::dress(title, style::Text::title);
    auto* what = new QLabel(
        tr("Everything between the two AZs is slowed: replication, the metadata quorum, and clients "
           "that connect across. Loss shows as the delay of sending again, as TCP does."),
        this);
    what->setWordWrap(true);
    style::dress(what, style::Text::body, style::Tone::muted);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(8);
    int row = 1;
    for (const QString& name : {tr("Latency each way"), tr("Loss"), tr("Bandwidth"), QString()})
        grid->addWidget(new QLabel(name, this), row++, 0);
    ways_[0] = build(1, azs_[0], azs_[1], *grid);
    ways_[1] = build(2, azs_[1], azs_[0], *grid);
    alike_ = new QCheckBox(tr("Both directions alike"), this);
    connect(alike_, &QCheckBox::toggled, this, [this](bool alike) {
        for (QWidget* it : {static_cast<QWidget*>(ways_[1].latency), static_cast<QWidget*>(ways_[1].loss),
                            static_cast<QWidget*>(ways_[1].bandwidth), static_cast<QWidget*>(ways_[1].cut)})
            it->setEnabled(!alike);
    });
    alike_->setChecked(stateOf(ways_[0]) == stateOf(ways_[1]));
    failure_ = new QLabel(this);
    failure_->setWordWrap(true);
    style::setTone(failure_, style::Tone::bad);
    failure_->hide();
    auto* buttons = new QDialogButtonBox(this);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    auto* apply = buttons->addButton(tr("Set link"), QDialogButtonBox::AcceptRole);
    apply->setObjectName(u"setLink"_s);
    style::setKind(apply, "primary"_L1);
    apply->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &LinkDialog::apply);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 16);
    column->setSpacing(10);
    column->addWidget(title);
    column->addWidget(what);
    column->addLayout(grid);
    column->addWidget(alike_);
    column->addWidget(failure_);
    column->addWidget(buttons);
}

LinkDialog::Way LinkDialog::build(int column, const std::string& from, const std::string& to,
                                  QGridLayout& grid) {
    const QString direction = u"%1 → %2"_s.arg(QString::fromStdString(from), QString::fromStdString(to));
    view::LinkState now;
    for (const auto& [key, fault] : cluster_.bridge().faults())
        if (fault.kind == view::FaultKind::link && fault.az == from && fault.to_az == to) now = fault.link;
    auto* head = new QLabel(direction, this);
    style::dress(head, style::Text::strong);
    Way way;
    way.latency = new QSpinBox(this);
    way.latency->setRange(0, 10'000);
    way.latency->setSuffix(tr(" ms"));
    way.latency->setValue(now.latency_ms);
    way.loss = new QDoubleSpinBox(this);
    way.loss->setRange(0, 90);
    way.loss->setDecimals(1);
    way.loss->setSuffix(tr(" %"));
    way.loss->setValue(now.loss * 100);
    way.bandwidth = new QDoubleSpinBox(this);
    way.bandwidth->setRange(0, 100'000);
    way.bandwidth->setDecimals(1);
    way.bandwidth->setSuffix(tr(" MB/s"));
    way.bandwidth->setSpecialValueText(tr("unlimited"));
    way.bandwidth->setValue(static_cast<double>(now.bandwidth) / 1e6);
    way.cut = new QCheckBox(tr("Cut"), this);
    way.cut->setChecked(now.cut);
    way.latency->setAccessibleName(tr("Latency %1").arg(direction));
    way.loss->setAccessibleName(tr("Loss %1").arg(direction));
    way.bandwidth->setAccessibleName(tr("Bandwidth %1").arg(direction));
    way.cut->setAccessibleName(tr("Cut %1").arg(direction));
    int row = 0;
    for (QWidget* it :
         {static_cast<QWidget*>(head), static_cast<QWidget*>(way.latency), static_cast<QWidget*>(way.loss),
          static_cast<QWidget*>(way.bandwidth), static_cast<QWidget*>(way.cut)})
        grid.addWidget(it, row++, column);
    return way;
}

view::LinkState LinkDialog::stateOf(const Way& way) const {
    view::LinkState state;
    state.latency_ms = way.latency->value();
    state.loss = way.loss->value() / 100;
    state.bandwidth = std::llround(way.bandwidth->value() * 1e6);
    state.cut = way.cut->isChecked();
    return state;
}

void LinkDialog::apply() {
    const auto answered = [this](const view::AnswerKind& answer) {
        --waiting_;
        if (const auto* failed = std::get_if<view::Failed>(&answer)) {
            failure_->setText(failureSentence(*failed));
            failure_->show();
        } else if (waiting_ == 0 && failure_->isHidden()) {
            accept();
        }
    };
    failure_->hide();
    const bool alike = alike_->isChecked();
    waiting_ = alike ? 1 : 2;
    cluster_.bridge().submit(view::SetLink{azs_[0], azs_[1], stateOf(ways_[0]), alike}, this, answered);
    if (!alike)
        cluster_.bridge().submit(view::SetLink{azs_[1], azs_[0], stateOf(ways_[1]), false}, this, answered);
}

} // namespace ui
