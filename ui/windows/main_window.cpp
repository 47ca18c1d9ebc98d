#include "ui/windows/main_window.h"

#include "ui/style/icons.h"
#include "ui/widgets/banner.h"
#include "ui/windows/closing.h"
#include "ui/windows/cluster_tree.h"
#include "ui/windows/command_palette.h"
#include "ui/windows/dock_area.h"
#include "ui/windows/menus.h"
#include "ui/windows/new_cluster_dialog.h"
#include "ui/windows/page_stack.h"
#include "ui/windows/status_line.h"
#include "ui/windows/top_bar.h"
#include "ui/windows/window_actions.h"

#include <QCloseEvent>
#include <QDockWidget>
#include <QMenu>
#include <QMimeData>
#include <QScreen>
#include <QSettings>
#include <QStatusBar>
#include <QToolBar>
#include <QUrl>
#include <QVBoxLayout>
#include <utility>

namespace ui {

using namespace Qt::StringLiterals;

MainWindow::MainWindow(SessionFactory factory, PaneRegistry registry, QWidget* parent)
    : QMainWindow(parent), registry_(std::move(registry)) {
    shelf_ = new ClusterShelf(std::move(factory), navigator_, this);
    setWindowTitle(u"Riparium"_s);
    setWindowIcon(style::applicationIcon());
    setAcceptDrops(true);
    setMinimumSize(900, 560);
    addWindowActions(registry_, *this);
    build();
    connectParts();
    restoreLook();
    navigator_.go({QString(), u"welcome"_s, {}});
    // The keyboard begins in the tree, not on a button that a stray Space would press.
    tree_->setFocus();
}

MainWindow::~MainWindow() {
    // Pages and docks speak to their cluster to the end: they go first, then the shelf with its sessions.
    disconnect(&navigator_, nullptr, this, nullptr);
    for (const auto& cluster : shelf_->clusters()) {
        tree_->remove(cluster.get());
        pages_->drop(cluster->key());
        docks_->drop(cluster->key());
    }
}

void MainWindow::build() {
    topBar_ = new TopBar(navigator_, this);
    auto* bar = new QToolBar(tr("Place"), this);
    bar->setObjectName(u"bar.top"_s);
    bar->setMovable(false);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    bar->toggleViewAction()->setVisible(false);
    bar->addWidget(topBar_);
    addToolBar(Qt::TopToolBarArea, bar);

    tree_ = new ClusterTree(registry_, navigator_, this);
    auto* side = new QDockWidget(tr("Clusters"), this);
    side->setObjectName(u"dock.clusters"_s);
    side->setFeatures(QDockWidget::NoDockWidgetFeatures);
    side->setTitleBarWidget(new QWidget(side));
    side->setWidget(tree_);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    addDockWidget(Qt::LeftDockWidgetArea, side);
    resizeDocks({side}, {fontMetrics().averageCharWidth() * 27}, Qt::Horizontal);

    auto* centre = new QWidget(this);
    auto* column = new QVBoxLayout(centre);
    column->setContentsMargins(12, 10, 12, 10);
    column->setSpacing(8);
    banner_ = new Banner(centre);
    pages_ = new PageStack(registry_, centre);
    column->addWidget(banner_);
    column->addWidget(pages_, 1);
    setCentralWidget(centre);

    docks_ = new DockArea(*this, registry_);
    menus_ = new Menus(*this, registry_, shelf_->recent(), *docks_);
    status_ = new StatusLine(*statusBar());
    closing_ = new Closing(*this, *banner_);
}

void MainWindow::connectParts() {
    connect(&navigator_, &Navigator::moved, this, &MainWindow::moved);
    connect(shelf_, &ClusterShelf::added, this, &MainWindow::adopt);
    connect(shelf_, &ClusterShelf::removing, this, [this](ClusterContext* cluster) {
        tree_->remove(cluster);
        pages_->drop(cluster->key());
        docks_->drop(cluster->key());
        topBar_->setPlace(nullptr, {}, {});
        menus_->setCluster(nullptr);
        status_->setCluster(nullptr);
    });
    connect(shelf_, &ClusterShelf::removed, this, [this] {
        const auto& left = shelf_->clusters();
        if (left.empty())
            navigator_.go({QString(), u"welcome"_s, {}});
        else
            left.back()->go(u"home"_s);
    });
    connect(shelf_, &ClusterShelf::refused, this, [this](const QString& title, const QString& sentence) {
        banner_->say(Banner::Kind::bad, title + u": "_s + sentence);
    });
    connect(topBar_, &TopBar::goClicked, this, &MainWindow::showPalette);
    connect(topBar_, &TopBar::startClicked, this,
            [this] { runAction(u"cluster.start"_s, currentCluster()); });
    connect(topBar_, &TopBar::stopClicked, this, [this] { runAction(u"cluster.stop"_s, currentCluster()); });
    connect(topBar_, &TopBar::connectClicked, this,
            [this] { runAction(u"cluster.connect"_s, currentCluster()); });
    connect(topBar_, &TopBar::whatIfClicked, this,
            [this] { runAction(u"cluster.what_if"_s, currentCluster()); });
    connect(tree_, &ClusterTree::newClicked, this, &MainWindow::newCluster);
    connect(tree_, &ClusterTree::openClicked, this,
            [this] { runAction(u"cluster.open"_s, currentCluster()); });
    connect(tree_, &ClusterTree::menuRequested, this, [this](ClusterContext* cluster, const QPoint& at) {
        if (cluster != currentCluster()) cluster->go(u"home"_s);
        QMenu menu;
        for (const auto& id :
             {u"cluster.start"_s, u"cluster.stop"_s, u"cluster.reveal"_s, u"cluster.close"_s})
            menu.addAction(menus_->action(id));
        menu.exec(at);
    });
    connect(menus_, &Menus::openRecent, this,
            [this](const QString& document) { openDocument(document, false); });
    connect(menus_, &Menus::resetLayout, this, &MainWindow::resetLayout);
}

ClusterContext* MainWindow::openDocument(const QString& path, bool start) {
    ClusterContext* cluster = shelf_->open(path);
    if (!cluster) return nullptr;
    cluster->go(u"home"_s);
    if (start && !cluster->isActive()) cluster->bridge().submit(view::StartCluster{});
    return cluster;
}

void MainWindow::newCluster() {
    auto* dialog = new NewClusterDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &NewClusterDialog::chosen, this, [this, dialog](bool start) {
        ClusterContext* cluster =
            shelf_->create(dialog->layoutChosen(), dialog->document(), dialog->dataDir());
        if (!cluster) {
            dialog->refuse(banner_->sentence());
            return;
        }
        dialog->accept();
        cluster->go(u"home"_s);
        if (start) cluster->bridge().submit(view::StartCluster{});
    });
    dialog->open();
}

void MainWindow::closeCluster(ClusterContext& cluster) {
    closing_->stopThen({&cluster}, tr("%1 is running. Stop it and close it?").arg(cluster.name()),
                       tr("Stop and close"), [this, key = cluster.key()] {
                           if (ClusterContext* open = shelf_->find(key)) shelf_->close(*open);
                       });
}

ClusterContext* MainWindow::currentCluster() const {
    return shelf_->find(navigator_.current().cluster);
}

void MainWindow::adopt(ClusterContext* cluster) {
    tree_->add(cluster);
    connect(cluster, &ClusterContext::actionRequested, this,
            [this, cluster](const QString& id) { runAction(id, cluster); });
    connect(&cluster->bridge(), &SessionBridge::clusterChanged, this,
            [this, cluster] { watchState(cluster); });
    pace();
}

void MainWindow::moved(const Location& to) {
    ClusterContext* cluster = shelf_->find(to.cluster);
    Page* page = pages_->show(to, cluster);
    const PaneInfo* pane = registry_.pane(to.page);
    if (!page || !pane) return;
    QStringList crumbs;
    if (const PaneInfo* parent = registry_.pane(pane->parent)) crumbs << parent->title;
    if (pane->area != PaneArea::child_page) crumbs << pane->title;
    crumbs << page->crumbs(to.path);
    const bool ofCluster = cluster && !pane->perApplication;
    topBar_->setPlace(ofCluster ? cluster : nullptr, ofCluster ? cluster->name() : pane->title,
                      ofCluster ? crumbs : QStringList());
    tree_->follow(to);
    docks_->setPlace(cluster, to.page);
    menus_->setCluster(cluster);
    status_->setCluster(cluster);
    setWindowTitle(cluster ? tr("%1 - Riparium").arg(cluster->name()) : u"Riparium"_s);
}

void MainWindow::runAction(const QString& id, ClusterContext* cluster) {
    const ActionInfo* action = registry_.action(id);
    if (!action || (action->needsCluster && !cluster)) return;
    if (const QString whyNot = action->whyNot ? action->whyNot(cluster) : QString(); !whyNot.isEmpty()) {
        banner_->say(Banner::Kind::info, whyNot);
        return;
    }
    action->run(cluster, this);
}

void MainWindow::watchState(ClusterContext* cluster) {
    const view::ClusterRow& row = cluster->bridge().cluster();
    const auto lastSaid = cluster->property("failureShown").toString();
    const QString failure =
        row.state == view::ClusterState::failed ? QString::fromStdString(row.failure) : QString();
    if (failure == lastSaid) return;
    cluster->setProperty("failureShown", failure);
    if (failure.isEmpty())
        banner_->hide();
    else
        banner_->say(Banner::Kind::bad, tr("%1 did not start: %2").arg(cluster->name(), failure));
}

void MainWindow::showPalette() {
    auto* palette = new CommandPalette(registry_, *shelf_, navigator_, currentCluster(), this);
    palette->open();
}

void MainWindow::find() {
    if (Page* page = pages_->currentPage()) page->find();
}

void MainWindow::pace() {
    const auto pace = isMinimized()      ? SessionBridge::Pace::paused
                      : isActiveWindow() ? SessionBridge::Pace::active
                                         : SessionBridge::Pace::inactive;
    for (const auto& cluster : shelf_->clusters()) cluster->bridge().setPace(pace);
}

void MainWindow::changeEvent(QEvent* event) {
    QMainWindow::changeEvent(event);
    const bool asked =
        event->type() == QEvent::ActivationChange || event->type() == QEvent::WindowStateChange;
    // A cluster that is being stopped is listened to until it says so, whatever the window does.
    if (asked && shelf_ && closing_ && !closing_->underWay()) pace();
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (mayClose_ || !shelf_->anyActive()) {
        docks_->uncover();
        QSettings settings;
        settings.setValue("window/geometry"_L1, saveGeometry());
        settings.setValue("window/state"_L1, saveState());
        event->accept();
        return;
    }
    event->ignore();
    std::vector<ClusterContext*> all;
    QStringList names;
    for (const auto& cluster : shelf_->clusters()) {
        all.push_back(cluster.get());
        if (cluster->isActive()) names << cluster->name();
    }
    closing_->stopThen(all, tr("%1 is running. Stop it and close the window?").arg(names.join(u", "_s)),
                       tr("Stop and close"), [this] {
                           mayClose_ = true;
                           close();
                       });
}

void MainWindow::restoreLook() {
    const QSettings settings;
    if (!restoreGeometry(settings.value("window/geometry"_L1).toByteArray())) {
        // Room for the title bar, which is not there yet to be asked for its height.
        constexpr QSize wanted(1440, 900), frame(16, 48);
        resize(wanted.boundedTo(screen()->availableSize() - frame));
    }
    restoreState(settings.value("window/state"_L1).toByteArray());
}

void MainWindow::resetLayout() {
    docks_->reset();
    docks_->setPlace(currentCluster(), navigator_.current().page);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    for (const QUrl& url : event->mimeData()->urls())
        if (url.isLocalFile() && url.path().endsWith(".riparium"_L1)) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    for (const QUrl& url : event->mimeData()->urls())
        if (url.isLocalFile()) openDocument(url.toLocalFile(), false);
}

} // namespace ui
