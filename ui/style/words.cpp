#include "ui/style/words.h"

#include <QCoreApplication>

namespace ui {
namespace {
struct Words {
    Q_DECLARE_TR_FUNCTIONS(ui::Words)
};
} // namespace

QString word(view::ClusterState state) {
    switch (state) {
    case view::ClusterState::stopped:
        return Words::tr("stopped");
    case view::ClusterState::starting:
        return Words::tr("starting");
    case view::ClusterState::running:
        return Words::tr("running");
    case view::ClusterState::stopping:
        return Words::tr("stopping");
    case view::ClusterState::failed:
        return Words::tr("failed");
    }
    return {};
}

QString word(view::NodeState state) {
    switch (state) {
    case view::NodeState::offline:
        return Words::tr("offline");
    case view::NodeState::starting:
        return Words::tr("starting");
    case view::NodeState::fenced:
        return Words::tr("fenced");
    case view::NodeState::online:
        return Words::tr("online");
    case view::NodeState::stopping:
        return Words::tr("stopping");
    }
    return {};
}

const style::StateColors& stateColors(view::ClusterState state) {
    const style::Colors& c = style::colors();
    switch (state) {
    case view::ClusterState::running:
        return c.ok;
    case view::ClusterState::starting:
    case view::ClusterState::stopping:
        return c.info;
    case view::ClusterState::failed:
        return c.bad;
    case view::ClusterState::stopped:
        break;
    }
    return c.neutral;
}

const style::StateColors& stateColors(view::NodeState state) {
    const style::Colors& c = style::colors();
    switch (state) {
    case view::NodeState::online:
        return c.ok;
    case view::NodeState::starting:
    case view::NodeState::stopping:
        return c.info;
    case view::NodeState::fenced:
        return c.bad;
    case view::NodeState::offline:
        break;
    }
    return c.neutral;
}

} // namespace ui
