#include "ui/windows/cluster_tree.h"

#include "ui/bridge/health.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/style/words.h"
#include "ui/windows/tree_line_delegate.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int page_role = Qt::UserRole + 1;
}

ClusterTree::ClusterTree(const PaneRegistry& registry, Navigator& navigator, QWidget* parent)
    : QFrame(parent), registry_(registry), navigator_(navigator) {
    setProperty("bar", u"left"_s);
    caption_ = new QLabel(tr("CLUSTERS"), this);
    QFont small = style::font(style::Text::caption);
    small.setWeight(QFont::DemiBold);
    caption_->setFont(small);
    style::setTone(caption_, style::Tone::muted);
    tree_ = new QTreeWidget(this);
    tree_->setHeaderHidden(true);
    tree_->setRootIsDecorated(false);
    tree_->setIndentation(0);
    tree_->setItemsExpandable(true);
    tree_->setUniformRowHeights(true);
    tree_->setMouseTracking(true);
    tree_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    tree_->setItemDelegate(new TreeLineDelegate(tree_));
    tree_->setAccessibleName(tr("Clusters and their pages"));
    tree_->setContextMenuPolicy(Qt::CustomContextMenu);
    setFocusProxy(tree_);
    auto* make = new QPushButton(tr("New cluster…"), this);
    auto* open = new QPushButton(tr("Open…"), this);
    style::setKind(make, "link"_L1);
    style::setKind(open, "link"_L1);
    make->setObjectName(u"treeNew"_s);

    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(10, 4, 10, 10);
    buttons->addWidget(make);
    buttons->addWidget(open);
    buttons->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 12, 0, 0);
    column->setSpacing(4);
    caption_->setContentsMargins(16, 0, 0, 0);
    column->addWidget(caption_);
    column->addWidget(tree_, 1);
    column->addLayout(buttons);

    connect(make, &QPushButton::clicked, this, &ClusterTree::newClicked);
    connect(open, &QPushButton::clicked, this, &ClusterTree::openClicked);
    connect(tree_, &QTreeWidget::currentItemChanged, this, &ClusterTree::choose);
    connect(tree_, &QTreeWidget::itemClicked, this, &ClusterTree::choose);
    connect(tree_, &QTreeWidget::customContextMenuRequested, this, [this](const QPoint& at) {
        QTreeWidgetItem* item = tree_->itemAt(at);
        if (!item) return;
        QTreeWidgetItem* top = item->parent() ? item->parent() : item;
        for (const auto& [cluster, line] : items_)
            if (line == top) emit menuRequested(cluster, tree_->viewport()->mapToGlobal(at));
    });
    connect(&style::Theme::instance(), &style::Theme::changed, this, [this] {
        for (const auto& [cluster, line] : items_) refresh(cluster);
    });
}

void ClusterTree::add(ClusterContext* cluster) {
    auto* line = new QTreeWidgetItem(tree_);
    line->setData(0, TreeLineDelegate::isCluster, true);
    for (const PaneInfo* pane : registry_.panes(PaneArea::page)) {
        if (pane->perApplication) continue;
        auto* page = new QTreeWidgetItem(line);
        page->setText(0, pane->title);
        page->setData(0, page_role, pane->id);
    }
    line->setExpanded(true);
    items_.emplace(cluster, line);
    refresh(cluster);
    connect(&cluster->bridge(), &SessionBridge::clusterChanged, this, [this, cluster] { refresh(cluster); });
    connect(&cluster->bridge(), &SessionBridge::topicsChanged, this, [this, cluster] { refresh(cluster); });
    connect(&cluster->bridge(), &SessionBridge::reset, this, [this, cluster] { refresh(cluster); });
    connect(&Health::of(cluster->bridge()), &Health::changed, this, [this, cluster] { refresh(cluster); });
}

void ClusterTree::remove(ClusterContext* cluster) {
    cluster->bridge().disconnect(this);
    Health::of(cluster->bridge()).disconnect(this);
    const auto found = items_.find(cluster);
    if (found == items_.end()) return;
    following_ = true;
    delete found->second;
    items_.erase(found);
    following_ = false;
}

void ClusterTree::follow(const Location& to) {
    following_ = true;
    QTreeWidgetItem* wanted = nullptr;
    for (const auto& [cluster, line] : items_) {
        if (cluster->key() != to.cluster) continue;
        const PaneInfo* pane = registry_.pane(to.page);
        const QString shown = pane && pane->area == PaneArea::child_page ? pane->parent : to.page;
        for (int i = 0; i < line->childCount(); ++i)
            if (line->child(i)->data(0, page_role).toString() == shown) wanted = line->child(i);
    }
    tree_->setCurrentItem(wanted);
    following_ = false;
}

void ClusterTree::refresh(ClusterContext* cluster) {
    QTreeWidgetItem* line = items_.at(cluster);
    const view::ClusterState state = cluster->state();
    line->setText(0, cluster->name());
    line->setData(0, TreeLineDelegate::dot, stateColors(state).shape);
    const int azs = static_cast<int>(cluster->layout().azs.size());
    line->setData(0, TreeLineDelegate::trailing,
                  state == view::ClusterState::running ? tr("%n AZ(s)", nullptr, azs) : word(state));
    line->setToolTip(0, cluster->document());
    line->setData(0, Qt::AccessibleTextRole, tr("%1, %2").arg(cluster->name(), word(state)));
    for (int i = 0; i < line->childCount(); ++i) {
        const PaneInfo* pane = registry_.pane(line->child(i)->data(0, page_role).toString());
        if (pane && pane->count)
            line->child(i)->setData(0, TreeLineDelegate::trailing, pane->count(*cluster));
    }
}

void ClusterTree::choose(QTreeWidgetItem* item) {
    if (following_ || !item) return;
    const bool isCluster = !item->parent();
    for (const auto& [cluster, line] : items_) {
        if (line != (isCluster ? item : item->parent())) continue;
        const QString page = isCluster ? u"home"_s : item->data(0, page_role).toString();
        navigator_.go({cluster->key(), page, {}});
        return;
    }
}

} // namespace ui
