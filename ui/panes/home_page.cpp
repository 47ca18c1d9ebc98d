#include "ui/panes/home_page.h"

#include "ui/bridge/health.h"
#include "ui/models/problem_text.h"
#include "ui/panes/reasons.h"
#include "ui/panes/reassign_dialog.h"
#include "ui/panes/top_topics.h"
#include "ui/panes/what_if_dialog.h"
#include "ui/style/format.h"
#include "ui/style/words.h"
#include "ui/widgets/az_canvas.h"
#include "ui/widgets/card.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/stat_strip.h"
#include "ui/widgets/throughput_chart.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <chrono>
#include <numeric>

namespace ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

enum Figure { health, brokers, topics, partitions, underReplicated, records, produce, consume, storage };

struct Totals {
    int online = 0;
    double in = 0, out = 0;
    std::int64_t used = 0, size = 0;
};

Totals totalsOf(const SessionBridge& bridge) {
    Totals t;
    for (const auto& [key, row] : bridge.brokers()) {
        if (row.state == view::NodeState::online) ++t.online;
        t.in += row.bytes_in_rate;
        t.out += row.bytes_out_rate;
        t.used += row.disk_used;
        t.size += row.disk_size;
    }
    return t;
}

style::Tone stateTone(view::ClusterState state) {
    switch (state) {
    case view::ClusterState::running:
        return style::Tone::ok;
    case view::ClusterState::failed:
        return style::Tone::bad;
    default:
        return style::Tone::muted;
    }
}

QString capitalised(QString word) {
    if (!word.isEmpty()) word[0] = word[0].toUpper();
    return word;
}

} // namespace

HomePage::HomePage(ClusterContext& cluster, QWidget* parent) : Page(parent), cluster_(cluster) {
    build();
    SessionBridge& bridge = cluster_.bridge();
    const auto all = [this] {
        refreshTotals();
        refreshCanvas();
        refreshNextStep();
    };
    connect(&bridge, &SessionBridge::clusterChanged, this, all);
    // What moves all the time is drawn at most every tenth of a second; what a person waits for shows then
    // too.
    soon_.setSingleShot(true);
    soon_.setInterval(100ms);
    connect(&soon_, &QTimer::timeout, this, [this] {
        if (!isVisible()) return;
        refreshTotals();
        refreshCanvas();
    });
    const auto soon = [this] {
        if (!soon_.isActive()) soon_.start();
    };
    connect(&bridge, &SessionBridge::controllersChanged, this, soon);
    connect(&bridge, &SessionBridge::brokersChanged, this, soon);
    connect(&bridge, &SessionBridge::partitionsChanged, this, soon);
    connect(&bridge, &SessionBridge::linksChanged, this, soon);
    connect(&bridge, &SessionBridge::faultsChanged, this, soon);
    connect(&Health::of(bridge), &Health::changed, this, soon);
    connect(&bridge, &SessionBridge::topicsChanged, this, [this] {
        refreshTotals();
        refreshNextStep();
    });
    connect(&style::Theme::instance(), &style::Theme::changed, this, &HomePage::labelChart);
    second_.setInterval(1s);
    connect(&second_, &QTimer::timeout, this, &HomePage::tick);
    second_.start();
    all();
}

void HomePage::build() {
    strip_ = new StatStrip(this);
    for (const QString& caption :
         {tr("Health"), tr("Brokers"), tr("Topics"), tr("Partitions"), tr("Under-replicated"), tr("Records"),
          tr("Produce"), tr("Consume"), tr("Storage")})
        strip_->add(caption);
    canvas_ = new AzCanvas(this);
    connect(canvas_, &AzCanvas::nodeMenu, this, [this](const view::NodeRef& node, const QPoint& at) {
        const bool broker = node.kind == view::NodeKind::broker;
        showMenu(nodeFaults(cluster_, node), {view::LossKind::node, {}, node}, at,
                 broker ? QString::number(node.id) : QString());
    });
    connect(canvas_, &AzCanvas::azMenu, this, [this](const std::string& az, const QPoint& at) {
        showMenu(azFaults(cluster_, az), {view::LossKind::az, az, {}}, at, {});
    });
    connect(canvas_, &AzCanvas::linkMenu, this,
            [this](const std::string& a, const std::string& b, const QPoint& at) {
                QMenu menu(this);
                fillMenu(menu, cluster_, linkFaults(cluster_, a, b), window());
                menu.exec(at);
            });
    connect(canvas_, &AzCanvas::nodeActivated, this, [this](const view::NodeRef& node) {
        if (node.kind == view::NodeKind::broker)
            cluster_.go(u"partitions"_s, {u"broker"_s, QString::number(node.id)});
    });

    auto* content = new QWidget;
    content->setProperty("ground", u"none"_s);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    column->addWidget(canvas_);
    column->addWidget(buildTraffic(), 1);
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->setSpacing(10);
    page->addWidget(strip_);
    page->addWidget(scroll, 1);
}

QWidget* HomePage::buildTraffic() {
    auto* row = new QWidget(this);
    trafficCard_ = new Card(tr("Throughput"), row);
    trafficCard_->setSubtitle(tr("last five minutes"));
    auto* legend = new QLabel(trafficCard_);
    legend->setObjectName(u"legend"_s);
    legend->setTextFormat(Qt::RichText);
    legend->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // gives way in a small window
    legend->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    trafficCard_->header()->addWidget(legend, 100);
    chart_ = new ThroughputChart(300, trafficCard_);
    chart_->setAccessibleName(tr("Bytes in and out per AZ over the last five minutes"));
    trafficCard_->body()->addWidget(chart_, 1);

    next_ = new QStackedWidget(row);
    stopped_ = new EmptyState(next_);
    noTopics_ = new EmptyState(next_);
    // The next step stays in sight below the canvas, in a small window too.
    for (EmptyState* state : {stopped_, noTopics_}) state->setCompact();
    topTopics_ = new TopTopics(cluster_, next_);
    for (QWidget* page : {static_cast<QWidget*>(stopped_), static_cast<QWidget*>(noTopics_)}) {
        auto* card = new Card(next_);
        card->body()->addWidget(page);
        next_->addWidget(card);
    }
    next_->addWidget(topTopics_);
    stopped_->set(u"play"_s, {}, {}, tr("Start"));
    stopped_->button()->setObjectName(u"homeStart"_s);
    noTopics_->set(u"topics"_s, tr("No topics yet"),
                   tr("A topic holds records in partitions, spread over the brokers."), tr("Create topic…"),
                   tr("Connect…"));
    connect(stopped_, &EmptyState::triggered, this, [this] { cluster_.run(u"cluster.start"_s); });
    connect(noTopics_, &EmptyState::triggered, this, [this] { cluster_.run(u"topic.create"_s); });
    connect(noTopics_, &EmptyState::secondTriggered, this, [this] { cluster_.run(u"cluster.connect"_s); });

    // The canvas above decides how narrow the page may be, not what is below it.
    chart_->setMinimumWidth(160);
    trafficCard_->setMinimumWidth(240);
    next_->setMinimumWidth(200);
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(10);
    line->addWidget(trafficCard_, 2);
    line->addWidget(next_, 1);
    return row;
}

void HomePage::showMenu(const std::vector<ActionInfo>& faults, const view::Loss& loss, const QPoint& at,
                        const QString& broker) {
    QMenu menu(this);
    menu.setObjectName(u"canvasMenu"_s);
    if (!broker.isEmpty())
        menu.addAction(tr("Show its partitions"), this, [this, broker] {
            cluster_.go(u"partitions"_s, {u"broker"_s, broker});
        });
    QAction* ask = menu.addAction(tr("What if %1?").arg(lossText(loss)), this,
                                  [this, loss] { WhatIfDialog::show(cluster_, loss, window()); });
    ask->setEnabled(cluster_.isRunning());
    if (!broker.isEmpty()) {
        QAction* drain = menu.addAction(tr("Drain…"), this, [this, broker] {
            ReassignDialog::drain(cluster_, broker.toInt(), window());
        });
        drain->setEnabled(whyNotMove(cluster_).isEmpty());
        drain->setToolTip(whyNotMove(cluster_));
    }
    menu.addSeparator();
    fillMenu(menu, cluster_, faults, window());
    menu.exec(at);
}

void HomePage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    refreshTotals();
    refreshCanvas();
    tick();
}

void HomePage::refreshTotals() {
    const SessionBridge& bridge = cluster_.bridge();
    const view::ClusterState now = bridge.cluster().state;
    const Totals t = totalsOf(bridge);
    std::int64_t parts = 0;
    std::int64_t held = 0;
    for (const auto& [key, row] : bridge.topics()) {
        parts += row.partitions;
        held += row.records;
    }
    const auto all = static_cast<int>(bridge.brokers().size());
    const bool short_ = now == view::ClusterState::running && t.online < all;
    const auto in = format::byteRateParts(t.in);
    const auto out = format::byteRateParts(t.out);
    const double full = t.size > 0 ? static_cast<double>(t.used) / static_cast<double>(t.size) : 0;
    const Health& judged = Health::of(cluster_.bridge());
    const HealthWord verdict = healthWord(judged.problems());
    QStringList why;
    for (const view::Problem& it : judged.problems())
        why << textOf(it, bridge.rows(), QDateTime::currentMSecsSinceEpoch()).title;
    if (now == view::ClusterState::running)
        strip_->set(health, verdict.word, {},
                    verdict.healthy                           ? style::Tone::ok
                    : verdict.severity == view::Severity::bad ? style::Tone::bad
                                                              : style::Tone::warning,
                    why.join(u'\n'));
    else
        strip_->set(health, capitalised(word(now)), {}, stateTone(now));
    const auto& states = judged.partitionStates();
    const std::int64_t missing = std::accumulate(states.begin() + 1, states.end(), std::int64_t{0});
    strip_->set(underReplicated, format::number(missing), {},
                missing > 0 ? style::Tone::warning : style::Tone::normal,
                tr("Partitions that miss replicas, or are offline"));
    strip_->set(brokers, format::number(t.online), tr("of %1").arg(all),
                short_ ? style::Tone::warning : style::Tone::normal);
    strip_->set(topics, format::number(static_cast<std::int64_t>(bridge.topics().size())));
    std::int64_t replicas = 0;
    for (const auto& [key, row] : bridge.brokers()) replicas += row.replicas;
    strip_->set(partitions, format::number(parts),
                replicas > parts ? tr("%1 replicas").arg(format::number(replicas)) : QString());
    strip_->set(
        records, format::shortNumber(static_cast<double>(held)), {}, style::Tone::normal,
        tr("%1 records: high watermark less log start offset, summed over partitions. An upper bound for "
           "compacted topics.")
            .arg(format::number(held)));
    strip_->set(produce, in.number, in.unit);
    strip_->set(consume, out.number, out.unit);
    strip_->set(storage, format::percent(full), tr("of %1").arg(format::bytes(t.size)),
                full > 0.95   ? style::Tone::bad
                : full > 0.85 ? style::Tone::warning
                              : style::Tone::normal,
                tr("%1 used").arg(format::bytes(t.used)));
}

void HomePage::refreshCanvas() {
    const SessionBridge& bridge = cluster_.bridge();
    canvas_->setRows(bridge.rows(), QDateTime::currentMSecsSinceEpoch());
    for (const auto& [name, az] : bridge.azs()) {
        if (series_.contains(name)) continue;
        const QString shown = QString::fromStdString(name);
        const int index = style::azIndex(name);
        const AzSeries made{chart_->addSeries(tr("AZ %1 in").arg(shown), index, false),
                            chart_->addSeries(tr("AZ %1 out").arg(shown), index, true)};
        series_.emplace(name, made);
        labelChart();
    }
}

void HomePage::refreshNextStep() {
    const view::ClusterRow& row = cluster_.bridge().cluster();
    const bool running = row.state == view::ClusterState::running;
    if (running) {
        next_->setCurrentIndex(cluster_.bridge().topics().empty() ? 1 : 2);
        return;
    }
    next_->setCurrentIndex(0);
    const bool moving =
        row.state == view::ClusterState::starting || row.state == view::ClusterState::stopping;
    const bool failed = row.state == view::ClusterState::failed;
    const QString name = cluster_.name();
    const QString title = row.state == view::ClusterState::starting   ? tr("%1 is starting").arg(name)
                          : row.state == view::ClusterState::stopping ? tr("%1 is stopping").arg(name)
                          : failed                                    ? tr("%1 did not start").arg(name)
                                                                      : tr("%1 is stopped").arg(name);
    const QString sentence =
        failed ? QString::fromStdString(row.failure)
        : moving
            ? QString()
            : tr("Its records stay on disk. Start it, and every Kafka client on this machine can connect.");
    stopped_->set(failed ? u"warning"_s : u"play"_s, title, sentence,
                  moving   ? QString()
                  : failed ? tr("Try again")
                           : tr("Start"));
}

void HomePage::tick() {
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    canvas_->advance();
    // How long an AZ has been cut off.
    if (isVisible() && !cluster_.bridge().faults().empty()) refreshCanvas();
    for (const auto& [name, az] : cluster_.bridge().azs()) {
        const auto found = series_.find(name);
        if (found == series_.end()) continue;
        chart_->add(found->second.in, now, az.bytes_in_rate);
        chart_->add(found->second.out, now, az.bytes_out_rate);
    }
    if (isVisible()) chart_->show(now);
}

void HomePage::labelChart() {
    auto* legend = trafficCard_->findChild<QLabel*>(u"legend"_s);
    QString text;
    for (const auto& [name, index] : series_)
        text += u"<span style='color:%1'>\u25a0</span> AZ %2 &nbsp; "_s.arg(
            style::azColors(style::azIndex(name)).line.name(), QString::fromStdString(name).toHtmlEscaped());
    const QString muted = style::colors().textMuted.name();
    text += u"<span style='color:%1'>\u2014 %2 &nbsp; - - %3</span>"_s.arg(muted, tr("in"), tr("out"));
    legend->setText(text);
}

} // namespace ui
