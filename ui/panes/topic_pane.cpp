#include "ui/panes/topic_pane.h"

#include "ui/panes/config_tab.h"
#include "ui/panes/partitions_tab.h"
#include "ui/panes/produce_draft.h"
#include "ui/panes/reasons.h"
#include "ui/panes/records_tab.h"
#include "ui/style/format.h"
#include "ui/style/theme.h"
#include "ui/widgets/empty_state.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>
#include <QTabWidget>

namespace ui {

using namespace Qt::StringLiterals;

namespace {
constexpr auto lastTab = "topic/tab"_L1;
const QStringList tabNames{u"records"_s, u"partitions"_s, u"configuration"_s};
} // namespace

TopicPane::TopicPane(ClusterContext& cluster, QWidget* parent) : Page(parent), cluster_(cluster) {
    name_ = new QLabel(this);
    style::dress(name_, style::Text::headline);
    name_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    facts_ = new QLabel(this);
    style::dress(facts_, style::Text::body, style::Tone::muted);
    facts_->setContentsMargins(0, 0, 0, 4); // on the name's baseline
    facts_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    produce_ = new QPushButton(tr("Produce…"), this);
    connect(produce_, &QPushButton::clicked, this,
            [this] { ProduceDraft::of(cluster_).proposeTopic(topic_); });
    auto* head = new QHBoxLayout;
    head->addWidget(name_);
    head->addSpacing(6);
    head->addWidget(facts_, 1, Qt::AlignBottom);
    head->addWidget(produce_);
    tabs_ = new QTabWidget(this);
    tabs_->setDocumentMode(true);
    gone_ = new EmptyState(this);
    connect(gone_, &EmptyState::triggered, this, [this] { cluster_.go(u"topics"_s); });
    stack_ = new QStackedWidget(this);
    stack_->addWidget(tabs_);
    stack_->addWidget(gone_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addLayout(head);
    column->addWidget(stack_, 1);
    connect(tabs_, &QTabWidget::currentChanged, this, [](int tab) {
        if (tab >= 0) QSettings().setValue(lastTab, tab);
    });
    connect(&cluster_.bridge(), &SessionBridge::topicsChanged, this, &TopicPane::refresh);
    connect(&cluster_.bridge(), &SessionBridge::partitionsChanged, this, &TopicPane::refresh);
    connect(&cluster_.bridge(), &SessionBridge::clusterChanged, this, &TopicPane::refresh);
}

void TopicPane::open(const QStringList& path) {
    if (path.isEmpty()) return;
    if (path.front() != topic_) showTopic(path.front());
    if (path.size() > 1 && tabNames.contains(path[1]))
        tabs_->setCurrentIndex(static_cast<int>(tabNames.indexOf(path[1])));
    if (path.size() == 3 && path[1] == "partitions"_L1) partitions_->choose(path[2].toInt());
    if (path.size() > 3) records_->goTo(path[2].toInt(), path[3].toLongLong());
    refresh();
}

void TopicPane::showTopic(const QString& name) {
    topic_ = name;
    const int tab = QSettings().value(lastTab, recordsTab).toInt();
    {
        const QSignalBlocker quiet(tabs_); // replacing the tabs is no choice of a person
        while (tabs_->count() > 0) {
            QWidget* old = tabs_->widget(0);
            tabs_->removeTab(0);
            old->deleteLater();
        }
        records_ = new RecordsTab(cluster_, name, tabs_);
        partitions_ = new PartitionsTab(cluster_, name, tabs_);
        config_ = new ConfigTab(cluster_, name, tabs_);
        tabs_->addTab(records_, tr("Records"));
        tabs_->addTab(partitions_, tr("Partitions"));
        tabs_->addTab(config_, tr("Configuration"));
        tabs_->setCurrentIndex(std::clamp<int>(tab, recordsTab, configTab));
    }
    connect(partitions_, &PartitionsTab::partitionActivated, this, [this](int partition) {
        tabs_->setCurrentIndex(recordsTab);
        records_->showPartition(partition);
    });
    connect(&config_->model(), &ConfigModel::changesChanged, this, &TopicPane::refresh);
    name_->setText(name);
    ProduceDraft::of(cluster_).follow(name);
}

const view::TopicRow* TopicPane::row() const {
    const auto found = cluster_.bridge().topics().find({topic_.toStdString()});
    return found == cluster_.bridge().topics().end() ? nullptr : &found->second;
}

QString TopicPane::facts(const view::TopicRow& it) const {
    QStringList parts{it.partitions == 1 ? tr("1 partition")
                                         : tr("%1 partitions").arg(format::number(it.partitions))};
    parts << (it.replication_factor == 1 ? tr("1 replica") : tr("%1 replicas").arg(it.replication_factor));
    parts << (it.records == 1
                  ? tr("1 record")
                  : tr("%1 records")
                        .arg(it.records < 100'000 ? format::number(it.records)
                                                  : format::shortNumber(static_cast<double>(it.records))));
    parts << format::bytes(it.size);
    if (it.records_in_rate >= 0.5) parts << tr("%1 in").arg(format::recordRate(it.records_in_rate));
    return parts.join(u" · "_s);
}

void TopicPane::refresh() {
    if (topic_.isEmpty()) return;
    const view::TopicRow* it = row();
    enableUnless(produce_, it ? whyNotProduce(cluster_) : tr("This topic is gone."),
                 tr("Write a record to this topic (Ctrl+Shift+P)"));
    // A stopped cluster may not tell its topics; its records tab says so better.
    const bool gone = !it && cluster_.isRunning();
    stack_->setCurrentWidget(gone ? static_cast<QWidget*>(gone_) : tabs_);
    if (gone)
        gone_->set(u"topics"_s, tr("There is no topic “%1”").arg(topic_),
                   tr("It was deleted, or not made yet."), tr("Show all topics"));
    if (!it) {
        facts_->clear();
        return;
    }
    facts_->setText(facts(*it));
    facts_->setToolTip(
        tr("%1 records at most: high watermark minus log start offset over all partitions; compaction and "
           "transaction markers make the true number smaller.\n%2 bytes on disk, all replicas")
            .arg(format::number(it->records), format::number(it->size)));
    const int bad = partitions_->unhealthy();
    tabs_->setTabText(partitionsTab, bad > 0 ? tr("Partitions ⚠ %1").arg(bad)
                                             : tr("Partitions %1").arg(format::number(it->partitions)));
    const int overridden = it->configs_overridden;
    const auto unsaved = config_->model().changes().size();
    tabs_->setTabText(configTab, unsaved > 0      ? tr("Configuration • %1 unsaved").arg(unsaved)
                                 : overridden > 0 ? tr("Configuration %1").arg(overridden)
                                                  : tr("Configuration"));
    tabs_->setTabToolTip(configTab, overridden > 0
                                        ? tr("%1 entries are overridden by this topic").arg(overridden)
                                        : QString());
}

bool TopicPane::find() {
    if (tabs_->currentWidget() == records_) return records_->find();
    if (tabs_->currentWidget() == config_) return config_->find();
    return false;
}

} // namespace ui
