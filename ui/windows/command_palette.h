#pragma once
// Ctrl+K: one line that goes to any page, topic or cluster and runs any action, by any part of its name. UI
// thread.

#include "ui/panes/pane_registry.h"
#include "ui/windows/cluster_shelf.h"

#include <QDialog>

class QLineEdit;
class QListWidget;
class QStackedLayout;

namespace ui {

class EmptyState;

class CommandPalette : public QDialog {
    Q_OBJECT
public:
    CommandPalette(const PaneRegistry& registry, ClusterShelf& shelf, Navigator& navigator,
                   ClusterContext* cluster, QWidget* window);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Entry {
        QString title;
        QString kind; ///< "Page", "Topic", "Action", "Cluster"
        QString trailing;
        QString whyNot;
        std::function<void()> run;
    };
    void collect(const PaneRegistry& registry, ClusterShelf& shelf, ClusterContext* cluster, QWidget* window);
    void filter(const QString& text);
    void accept() override;

    Navigator& navigator_;
    QLineEdit* line_ = nullptr;
    QListWidget* list_ = nullptr;
    EmptyState* nothing_ = nullptr;
    QStackedLayout* answers_ = nullptr; ///< the list, or what says that nothing matches
    std::vector<Entry> entries_;
};

} // namespace ui
