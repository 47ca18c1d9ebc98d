#pragma once
// Where the window is, and where it was: one history of locations with back and forward. Panes go to pages
// only through it. UI thread.

#include <QObject>
#include <QStringList>
#include <vector>

namespace ui {

/// A page of one cluster (`cluster` is ClusterContext::key()), or of the application when `cluster` is empty.
/// `path` is the page's own: {"orders", "records"} of the page "topic".
struct Location {
    QString cluster;
    QString page;
    QStringList path;
    bool operator==(const Location&) const = default;
};

class Navigator : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    const Location& current() const { return current_; }
    bool canGoBack() const { return !back_.empty(); }
    bool canGoForward() const { return !forward_.empty(); }

    /// Goes there and remembers where it was. Nothing when it is there already.
    void go(const Location& to);
    /// Another page or path of the current cluster.
    void go(const QString& page, const QStringList& path = {});
    /// As `go`, but the step is not one to come back to (a tab within a page, a selection).
    void replace(const Location& to);
    void back();
    void forward();
    /// A closed cluster's locations are forgotten.
    void forget(const QString& cluster);

signals:
    void moved(const ui::Location& to);

private:
    static constexpr std::size_t max_history = 200;

    void show(const Location& to);

    Location current_;
    std::vector<Location> back_;
    std::vector<Location> forward_;
};

} // namespace ui
