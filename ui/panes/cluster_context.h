#pragma once
// One open cluster as panes see it: its bridge, its document, the navigator, and the actions of the window.
// UI thread.

#include "ui/bridge/session_bridge.h"
#include "ui/panes/navigator.h"
#include "view/layout.h"

#include <QObject>
#include <QString>
#include <functional>
#include <memory>

namespace ui {

class ClusterContext : public QObject {
    Q_OBJECT
public:
    ClusterContext(QString key, view::ClusterLayout layout, QString dataDir,
                   std::unique_ptr<view::Session> session, Navigator& navigator, QObject* parent = nullptr);

    /// Names the cluster in Locations: its document's path, or a number for one not saved yet.
    const QString& key() const { return key_; }
    /// Empty until saved.
    const QString& document() const { return document_; }
    void setDocument(const QString& path) { document_ = path; }
    const QString& dataDir() const { return dataDir_; }
    const view::ClusterLayout& layout() const { return layout_; }
    QString name() const;

    SessionBridge& bridge() { return *bridge_; }
    const SessionBridge& bridge() const { return *bridge_; }
    Navigator& navigator() { return navigator_; }

    /// Goes to a page of this cluster.
    void go(const QString& page, const QStringList& path = {}) { navigator_.go({key_, page, path}); }

    /// The document's shape until the session has said its own, then the session's word.
    view::ClusterState state() const;
    bool isRunning() const { return state() == view::ClusterState::running; }
    /// Running, or on the way to or from it: something would be stopped by closing.
    bool isActive() const;

    /// Runs an action registered in the PaneRegistry ("topic.create", "cluster.connect") on this cluster.
    void run(const QString& action);

signals:
    void actionRequested(const QString& action);

private:
    QString key_;
    QString document_;
    QString dataDir_;
    view::ClusterLayout layout_;
    Navigator& navigator_;
    std::unique_ptr<SessionBridge> bridge_;
};

} // namespace ui
