#pragma once
// The port through which windows reach documents and make sessions; app/ fills it with the engine, tests with
// a scripted session. UI thread.

#include "base/result.h"
#include "view/layout.h"
#include "view/session.h"

#include <QString>
#include <functional>
#include <memory>

namespace ui {

struct SessionFactory {
    /// Reads a `.riparium` document; the error's detail names the JSON path and can be shown as it is.
    std::function<base::Result<view::ClusterLayout>(const QString& path)> load;
    /// Writes it whole or not at all.
    std::function<base::Result<void>(const QString& path, const view::ClusterLayout& layout)> save;
    /// A stopped cluster. `dataDir` empty: a temporary one that goes with the session.
    std::function<std::unique_ptr<view::Session>(const view::ClusterLayout& layout, const QString& dataDir)>
        make;
};

} // namespace ui
