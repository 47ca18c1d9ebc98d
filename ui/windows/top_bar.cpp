#include "ui/windows/top_bar.h"

#include "ui/style/colors.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

namespace ui {

using namespace Qt::StringLiterals;

TopBar::TopBar(Navigator& navigator, QWidget* parent) : QFrame(parent), navigator_(navigator) {
    setProperty("bar", u"top"_s);
    back_ = new QToolButton(this);
    forward_ = new QToolButton(this);
    name_ = new QLabel(this);
    crumbs_ = new QLabel(this);
    connect_ = new QPushButton(tr("Connect…"), this);
    whatIf_ = new QPushButton(tr("What if…"), this);
    whatIf_->setObjectName(u"whatIfButton"_s);
    power_ = new QPushButton(this);
    go_ = new QPushButton(tr("Go to…  Ctrl+K"), this);
    style::dress(name_, style::Text::title);
    style::dress(crumbs_, style::Text::body, style::Tone::muted);
    back_->setToolTip(tr("Back (Alt+Left)"));
    back_->setAccessibleName(tr("Back"));
    forward_->setToolTip(tr("Forward (Alt+Right)"));
    forward_->setAccessibleName(tr("Forward"));
    go_->setAccessibleName(tr("Go to a page, a topic or an action"));
    connect_->setObjectName(u"connect"_s);
    power_->setObjectName(u"power"_s);
    go_->setObjectName(u"goTo"_s);

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 6, 16, 6);
    row->setSpacing(8);
    row->addWidget(back_);
    row->addWidget(forward_);
    row->addSpacing(12);
    row->addWidget(name_);
    row->addWidget(crumbs_);
    row->addStretch(1);
    row->addWidget(connect_);
    row->addWidget(whatIf_);
    row->addWidget(power_);
    row->addWidget(go_);

    connect(back_, &QToolButton::clicked, &navigator_, &Navigator::back);
    connect(forward_, &QToolButton::clicked, &navigator_, &Navigator::forward);
    connect(connect_, &QPushButton::clicked, this, &TopBar::connectClicked);
    connect(whatIf_, &QPushButton::clicked, this, &TopBar::whatIfClicked);
    connect(go_, &QPushButton::clicked, this, &TopBar::goClicked);
    connect(power_, &QPushButton::clicked, this, [this] {
        if (!cluster_) return;
        if (cluster_->isActive())
            emit stopClicked();
        else
            emit startClicked();
    });
    connect(&style::Theme::instance(), &style::Theme::changed, this, &TopBar::update);
    update();
}

void TopBar::setPlace(ClusterContext* cluster, const QString& name, const QStringList& crumbs) {
    if (cluster_ != cluster) {
        if (cluster_) cluster_->bridge().disconnect(this);
        cluster_ = cluster;
        if (cluster_) connect(&cluster_->bridge(), &SessionBridge::clusterChanged, this, &TopBar::update);
    }
    name_->setText(name);
    crumbs_->setText(crumbs.isEmpty() ? QString() : u"›  "_s + crumbs.join(u"  ›  "_s));
    update();
}

void TopBar::update() {
    const style::Colors& c = style::colors();
    back_->setIcon(style::icon(u"back"_s, c.text));
    forward_->setIcon(style::icon(u"forward"_s, c.text));
    back_->setEnabled(navigator_.canGoBack());
    forward_->setEnabled(navigator_.canGoForward());
    go_->setIcon(style::icon(u"search"_s));
    connect_->setVisible(cluster_);
    power_->setVisible(cluster_);
    whatIf_->setVisible(cluster_);
    if (!cluster_) return;

    connect_->setEnabled(cluster_->isRunning());
    connect_->setToolTip(cluster_->isRunning()
                             ? tr("How clients connect to this cluster")
                             : tr("Start the cluster first: it has addresses while it runs."));
    whatIf_->setEnabled(cluster_->isRunning());
    whatIf_->setToolTip(cluster_->isRunning()
                            ? tr("What would go offline if an AZ or a node died now (Ctrl+Shift+W)")
                            : tr("Start the cluster first."));
    const view::ClusterState state = cluster_->state();
    const bool active = cluster_->isActive();
    const bool moving = state == view::ClusterState::starting || state == view::ClusterState::stopping;
    power_->setText(state == view::ClusterState::starting   ? tr("Starting…")
                    : state == view::ClusterState::stopping ? tr("Stopping…")
                    : active                                ? tr("Stop")
                                                            : tr("Start"));
    style::setKind(power_, active ? ""_L1 : "primary"_L1);
    power_->setIcon(style::icon(active ? u"stop"_s : u"play"_s, active ? c.text : c.onPrimary));
    power_->setEnabled(!moving && cluster_->bridge().cluster().capabilities.hosted);
    power_->setToolTip(active ? tr("Stop every broker cleanly") : tr("Start every broker (Ctrl+R)"));
}

} // namespace ui
