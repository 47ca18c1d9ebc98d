#pragma once
// Working client configurations for a cluster's bootstrap servers. Pure; any thread.

#include <QString>
#include <vector>

namespace ui {

struct Snippet {
    QString client; ///< tab: "kcat"
    QString note;   ///< what to install, one line
    QString code;
};

/// `bootstrap` is "127.10.1.1:9092,..."; `topic` is the one the examples use.
std::vector<Snippet> connectSnippets(const QString& bootstrap, const QString& topic);

} // namespace ui
