#include "ui/panes/cluster_context.h"

#include "ui/bridge/history.h"
#include "ui/bridge/lag_history.h"
#include "ui/bridge/log_source.h"

#include <utility>

namespace ui {

ClusterContext::ClusterContext(QString key, view::ClusterLayout layout, QString dataDir,
                               std::unique_ptr<view::Session> session, Navigator& navigator, QObject* parent)
    : QObject(parent), key_(std::move(key)), dataDir_(std::move(dataDir)), layout_(std::move(layout)),
      navigator_(navigator), bridge_(std::make_unique<SessionBridge>(std::move(session))) {
    // From the beginning, whatever page is shown first.
    History::of(*bridge_);
    LagHistory::of(*bridge_);
    LogSource::instance().follow(*bridge_, QString::fromStdString(layout_.name));
}

QString ClusterContext::name() const {
    const std::string& said = bridge_->cluster().name;
    return QString::fromStdString(said.empty() ? layout_.name : said);
}

view::ClusterState ClusterContext::state() const {
    return bridge_->cluster().state;
}

bool ClusterContext::isActive() const {
    return state() != view::ClusterState::stopped && state() != view::ClusterState::failed;
}

void ClusterContext::run(const QString& action) {
    emit actionRequested(action);
}

} // namespace ui
