#include "ui/panes/problems_dock.h"

#include "ui/models/partition_text.h"
#include "ui/models/sentences.h"
#include "ui/panes/fault_actions.h"
#include "ui/panes/what_if_dialog.h"
#include "ui/style/format.h"
#include "ui/style/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/painting.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>
#include <chrono>

namespace ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const style::StateColors& colorsOf(view::Severity severity) {
    const style::Colors& c = style::colors();
    switch (severity) {
    case view::Severity::bad:
        return c.bad;
    case view::Severity::warning:
        return c.warning;
    case view::Severity::info:
        break;
    }
    return c.info;
}

QString word(view::Severity severity) {
    switch (severity) {
    case view::Severity::bad:
        return ProblemsDock::tr("serious");
    case view::Severity::warning:
        return ProblemsDock::tr("warning");
    case view::Severity::info:
        break;
    }
    return ProblemsDock::tr("notice");
}

} // namespace

void followRemedy(ClusterContext& cluster, const view::Problem& problem, const ProblemLink& link,
                  QWidget* window) {
    switch (link.remedy) {
    case Remedy::lift:
        if (link.fault) submitTold(cluster, view::LiftFault{*link.fault}, window);
        return;
    case Remedy::what_if:
        if (problem.node) WhatIfDialog::show(cluster, {view::LossKind::node, {}, *problem.node}, window);
        return;
    case Remedy::timeline:
        cluster.go(u"timeline"_s);
        return;
    case Remedy::partitions:
        break;
    }
    if (problem.partitions.count == 1) {
        const view::PartitionKey& key = problem.partitions.named.front();
        cluster.go(u"partitions"_s,
                   {u"partition"_s, QString::fromStdString(key.topic), QString::number(key.partition)});
        return;
    }
    using view::PartitionState;
    QStringList path{u"state"_s};
    if (problem.kind == view::ProblemKind::partitions_offline) path << keyOf(PartitionState::offline);
    if (problem.kind == view::ProblemKind::writes_refused) path << keyOf(PartitionState::under_min_isr);
    if (problem.kind == view::ProblemKind::under_replicated) path << keyOf(PartitionState::under_replicated);
    if (problem.kind == view::ProblemKind::under_replicated || problem.kind == view::ProblemKind::at_min_isr)
        path << keyOf(PartitionState::at_min_isr);
    cluster.go(u"partitions"_s, path);
}

ProblemCard::ProblemCard(QWidget* parent) : QWidget(parent) {
    column_ = new QVBoxLayout(this);
    column_->setContentsMargins(16, 9, 10, 8);
    column_->setSpacing(2);
    title_ = new QLabel(this);
    title_->setWordWrap(true);
    style::dress(title_, style::Text::strong);
    detail_ = new QLabel(this);
    detail_->setWordWrap(true);
    style::dress(detail_, style::Text::caption, style::Tone::muted);
    column_->addWidget(title_);
    column_->addWidget(detail_);
    QSizePolicy tall(QSizePolicy::Preferred, QSizePolicy::Minimum);
    tall.setHeightForWidth(true);
    setSizePolicy(tall);
}

void ProblemCard::set(const view::Problem& problem, const ProblemText& text) {
    severity_ = problem.severity;
    if (title_->text() != text.title) title_->setText(text.title);
    if (detail_->text() != text.detail) detail_->setText(text.detail);
    detail_->setVisible(!text.detail.isEmpty());
    while (links_.size() > text.links.size()) {
        delete links_.back();
        links_.pop_back();
    }
    while (links_.size() < text.links.size()) {
        auto* link = new QPushButton(this);
        style::setKind(link, "link"_L1);
        const int index = static_cast<int>(links_.size());
        connect(link, &QPushButton::clicked, this, [this, index] { emit followed(index); });
        link->setStyleSheet(u"padding: 2px 4px 2px 0; border-left: none;"_s); // in line with the words above
        column_->addWidget(link, 0, Qt::AlignLeft);
        links_.push_back(link);
    }
    for (std::size_t i = 0; i < links_.size(); ++i) {
        const QString shown = text.links[i].text + u" ›"_s;
        if (links_[i]->text() != shown) links_[i]->setText(shown);
        links_[i]->setAccessibleName(u"%1: %2"_s.arg(text.title, text.links[i].text));
    }
    setAccessibleName(u"%1: %2"_s.arg(word(severity_), text.title));
    setAccessibleDescription(text.detail);
    update();
}

void ProblemCard::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    drawCard(painter, rect(), colorsOf(severity_).shape);
}

ProblemsDock::ProblemsDock(ClusterContext& cluster, QWidget* parent) : Page(parent), cluster_(cluster) {
    title_ = new QLabel(this);
    style::dress(title_, style::Text::caption, style::Tone::muted);
    healthy_ = new EmptyState(u"check"_s, {}, {}, {}, this);
    auto* content = new QWidget;
    content->setProperty("ground", u"none"_s);
    list_ = new QVBoxLayout;
    list_->setSpacing(8);
    faultsTitle_ = new QLabel(tr("Faults you started"), content);
    style::dress(faultsTitle_, style::Text::strong);
    undoAll_ = new QPushButton(tr("Undo all"), content);
    undoAll_->setObjectName(u"undoAll"_s);
    style::setKind(undoAll_, "link"_L1);
    connect(undoAll_, &QPushButton::clicked, this,
            [this] { submitTold(cluster_, view::LiftAllFaults{}, window()); });
    faults_ = new QVBoxLayout;
    faults_->setSpacing(6);
    auto* head = new QHBoxLayout;
    head->addWidget(faultsTitle_, 1);
    head->addWidget(undoAll_);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(buildMaintenance(content));
    column->addWidget(title_);
    column->addWidget(healthy_);
    column->addLayout(list_);
    column->addSpacing(6);
    column->addLayout(head);
    column->addLayout(faults_);
    column->addStretch(1);
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);

    connect(&Health::of(cluster_.bridge()), &Health::changed, this, &ProblemsDock::refresh);
    connect(&cluster_.bridge(), &SessionBridge::faultsChanged, this, &ProblemsDock::refreshFaults);
    second_.setInterval(1s);
    connect(&second_, &QTimer::timeout, this, [this] {
        if (isVisible() && (!cards_.empty() || !shown_.empty())) refresh();
    });
    second_.start();
    refresh();
    refreshFaults();
}

QWidget* ProblemsDock::buildMaintenance(QWidget* parent) {
    auto* card = new Card(tr("Maintenance"), parent);
    maintenanceText_ = new QLabel(card);
    maintenanceText_->setWordWrap(true);
    maintenanceBar_ = new QProgressBar(card);
    maintenanceBar_->setTextVisible(false);
    auto* stop = new QPushButton(tr("Stop"), card);
    style::setKind(stop, "link"_L1);
    stop->setAccessibleName(tr("Stop maintenance"));
    connect(stop, &QPushButton::clicked, this,
            [this] { submitTold(cluster_, view::StopMaintenance{}, window()); });
    card->header()->addWidget(stop);
    card->body()->addWidget(maintenanceText_);
    card->body()->addWidget(maintenanceBar_);
    maintenance_ = card;
    connect(&cluster_.bridge(), &SessionBridge::clusterChanged, this, &ProblemsDock::refreshMaintenance);
    refreshMaintenance();
    return card;
}

void ProblemsDock::refreshMaintenance() {
    const auto& now = cluster_.bridge().cluster().maintenance;
    maintenance_->setVisible(now.has_value());
    if (!now) return;
    maintenanceBar_->setRange(0, std::max(1, now->total));
    maintenanceBar_->setValue(now->done);
    maintenanceText_->setText(
        (now->waiting_for_isr
             ? tr("Waits until every replica of broker %1 is in sync · %2 of %3 brokers done")
             : tr("Restarts broker %1 · %2 of %3 brokers done"))
            .arg(now->broker)
            .arg(now->done)
            .arg(now->total));
}

void ProblemsDock::refresh() {
    const auto& problems = Health::of(cluster_.bridge()).problems();
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    while (cards_.size() > problems.size()) {
        delete cards_.back();
        cards_.pop_back();
    }
    while (cards_.size() < problems.size()) {
        auto* card = new ProblemCard(this);
        const std::size_t index = cards_.size();
        connect(card, &ProblemCard::followed, this, [this, index](int link) {
            const auto& all = Health::of(cluster_.bridge()).problems();
            if (index >= all.size()) return;
            const view::Problem problem = all[index];
            const ProblemText text = textOf(problem, cluster_.bridge().rows(), 0);
            if (link < static_cast<int>(text.links.size()))
                followRemedy(cluster_, problem, text.links[static_cast<std::size_t>(link)], window());
        });
        list_->addWidget(card);
        cards_.push_back(card);
    }
    for (std::size_t i = 0; i < problems.size(); ++i)
        cards_[i]->set(problems[i], textOf(problems[i], cluster_.bridge().rows(), now));
    const bool running = cluster_.isRunning();
    title_->setText(tr("%n to look at, causes first", nullptr, static_cast<int>(problems.size())));
    title_->setVisible(!problems.empty());
    healthy_->setVisible(problems.empty());
    if (!problems.empty()) return;
    if (running)
        healthy_->set(u"check"_s, tr("Nothing is wrong"),
                      tr("Every partition is led and in sync. Break something in the Faults menu, and see "
                         "here what it does."),
                      {});
    else
        healthy_->set(u"cluster"_s, tr("The cluster is not running"), {}, {});
}

void ProblemsDock::refreshFaults() {
    for (QWidget* line : faultLines_) delete line;
    faultLines_.clear();
    shown_.clear();
    for (const auto& [key, fault] : cluster_.bridge().faults()) {
        shown_.push_back(key);
        auto* line = new QFrame(this);
        line->setProperty("card", true);
        auto* row = new QHBoxLayout(line);
        row->setContentsMargins(12, 4, 6, 4);
        auto* text = new QLabel(faultSentence(fault), line);
        text->setWordWrap(true);
        text->setToolTip(format::absoluteTime(fault.since_ms));
        auto* undo = new QPushButton(tr("Undo"), line);
        undo->setObjectName(u"undo.%1"_s.arg(key.id));
        undo->setToolTip(liftFaultText(fault));
        undo->setAccessibleName(liftFaultText(fault));
        style::setKind(undo, "link"_L1);
        connect(undo, &QPushButton::clicked, this,
                [this, fault = key] { submitTold(cluster_, view::LiftFault{fault}, window()); });
        row->addWidget(text, 1);
        row->addWidget(undo);
        faults_->addWidget(line);
        faultLines_.push_back(line);
    }
    faultsTitle_->setVisible(!shown_.empty());
    undoAll_->setVisible(shown_.size() > 1);
}

} // namespace ui
