#pragma once
// The window: puts tree, bar, pages, docks, menus and status line together. Each of them is its own class;
// this one only connects them. UI thread.

#include "ui/bridge/session_factory.h"
#include "ui/panes/pane_registry.h"
#include "ui/windows/cluster_shelf.h"

#include <QMainWindow>

namespace ui {

class Banner;
class Closing;
class ClusterTree;
class DockArea;
class Menus;
class PageStack;
class StatusLine;
class TopBar;

class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    /// `registry` holds the panes; the window adds its own actions to it.
    MainWindow(SessionFactory factory, PaneRegistry registry, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Shows the document's cluster, and starts it when asked. Null when it could not be opened; the banner
    /// says why.
    ClusterContext* openDocument(const QString& path, bool start);
    void newCluster();
    /// Asks once when it runs, stops it, closes it.
    void closeCluster(ClusterContext& cluster);
    void showPalette();
    void find();

    ClusterShelf& shelf() { return *shelf_; }
    Navigator& navigator() { return navigator_; }
    PaneRegistry& registry() { return registry_; }
    DockArea& docks() { return *docks_; }
    Menus& menus() { return *menus_; }
    /// The cluster the window shows; null on the welcome page.
    ClusterContext* currentCluster() const;

protected:
    void closeEvent(QCloseEvent* event) override;
    void changeEvent(QEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void build();
    void connectParts();
    void adopt(ClusterContext* cluster);
    void moved(const Location& to);
    void runAction(const QString& id, ClusterContext* cluster);
    void watchState(ClusterContext* cluster);
    void pace();
    void restoreLook();
    void resetLayout();

    Navigator navigator_;
    PaneRegistry registry_;
    ClusterShelf* shelf_ = nullptr;
    TopBar* topBar_ = nullptr;
    ClusterTree* tree_ = nullptr;
    PageStack* pages_ = nullptr;
    DockArea* docks_ = nullptr;
    Menus* menus_ = nullptr;
    StatusLine* status_ = nullptr;
    Banner* banner_ = nullptr;
    Closing* closing_ = nullptr;
    bool mayClose_ = false;
};

} // namespace ui
