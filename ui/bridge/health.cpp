#include "ui/bridge/health.h"

#include <chrono>

namespace ui {

using namespace std::chrono_literals;

Health& Health::of(SessionBridge& bridge) {
    if (auto* found = bridge.findChild<Health*>(QString(), Qt::FindDirectChildrenOnly)) return *found;
    return *new Health(bridge);
}

const Health* Health::find(const SessionBridge& bridge) {
    return bridge.findChild<const Health*>(QString(), Qt::FindDirectChildrenOnly);
}

Health::Health(SessionBridge& bridge) : QObject(&bridge), bridge_(bridge) {
    // The first change is told at once, those that follow it together.
    timer_.setSingleShot(true);
    timer_.setInterval(250ms);
    connect(&timer_, &QTimer::timeout, this, [this] {
        if (dirty_) refresh();
    });
    const auto soon = [this] {
        dirty_ = true;
        if (!timer_.isActive())
            QMetaObject::invokeMethod(
                this, [this] { refresh(); }, Qt::QueuedConnection);
        if (!timer_.isActive()) timer_.start();
    };
    connect(&bridge_, &SessionBridge::clusterChanged, this, soon);
    connect(&bridge_, &SessionBridge::azsChanged, this, soon);
    connect(&bridge_, &SessionBridge::brokersChanged, this, soon);
    connect(&bridge_, &SessionBridge::controllersChanged, this, soon);
    connect(&bridge_, &SessionBridge::partitionsChanged, this, soon);
    connect(&bridge_, &SessionBridge::faultsChanged, this, soon);
    connect(&bridge_, &SessionBridge::reset, this, soon);
    refresh();
}

void Health::refresh() {
    dirty_ = false;
    if (!timer_.isActive()) timer_.start();
    problems_ = view::problems_of(bridge_.rows());
    states_ = view::partition_states(bridge_.rows());
    emit changed();
}

std::int64_t Health::partitions(view::ProblemKind kind) const {
    for (const view::Problem& it : problems_)
        if (it.kind == kind) return it.partitions.count;
    return 0;
}

} // namespace ui
