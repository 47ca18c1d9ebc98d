#pragma once
// What a person sees without an open cluster: the clusters of last time, a way to make one, a way to open
// one. UI thread.

#include "ui/panes/page.h"
#include "ui/windows/recent_clusters.h"

#include <functional>

class QGridLayout;
class QLabel;

namespace ui {

class WelcomePage : public Page {
    Q_OBJECT
public:
    /// `stateOf` says the state of a document that is open now, or an empty string.
    WelcomePage(RecentClusters& recent, std::function<QString(const QString& document)> stateOf,
                QWidget* parent = nullptr);

    void open(const QStringList& path) override;

signals:
    void newClicked();
    void openClicked();
    void chosen(const QString& document);

private:
    void refresh();

    RecentClusters& recent_;
    std::function<QString(const QString&)> stateOf_;
    QWidget* list_ = nullptr;
    QLabel* caption_ = nullptr;
};

} // namespace ui
