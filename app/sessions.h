#pragma once
// The engine behind the window's port: documents from cluster/document.h, sessions from
// cluster::EmbeddedCluster.

#include "ui/bridge/session_factory.h"

namespace app {

ui::SessionFactory engineSessions();

} // namespace app
