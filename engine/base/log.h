#pragma once
// The log front of the engine. fmt only in this header; spdlog stays in log.cpp. Categories are folder names
// ("net", "storage"). A remote peer must not be able to provoke `info` at will: use `debug` for what peers cause.
// Any thread.

#include <fmt/format.h>
#include <functional>
#include <string>
#include <string_view>

namespace base::log {

enum class Level { trace, debug, info, warn, error, off };

/// One line as it was written.
struct Line {
    std::int64_t time_ms = 0; ///< wall time, milliseconds since 1970
    Level level = Level::info;
    std::string category;
    std::string node; ///< "broker-1", empty outside a node
    std::string text;
};

/// Lines go to stderr from `level` on. Called once by main.
void start(Level level);
/// Also hands every line from `level` on to `sink`, on the thread that logs; `{}` removes it.
void set_sink(Level level, std::function<void(const Line&)> sink);

bool enabled(Level level);
void write(Level level, std::string_view category, std::string_view text);

/// While it lives, lines of this thread carry `node`. Loops that host several nodes set it around each turn.
class NodeScope {
public:
    explicit NodeScope(std::string_view node);
    ~NodeScope();
    NodeScope(const NodeScope&) = delete;
    NodeScope& operator=(const NodeScope&) = delete;

private:
    std::string_view previous_;
};

template <class... Args>
void debug(std::string_view category, fmt::format_string<Args...> format, Args&&... args) {
    if (enabled(Level::debug)) write(Level::debug, category, fmt::format(format, std::forward<Args>(args)...));
}
template <class... Args>
void info(std::string_view category, fmt::format_string<Args...> format, Args&&... args) {
    if (enabled(Level::info)) write(Level::info, category, fmt::format(format, std::forward<Args>(args)...));
}
template <class... Args>
void warn(std::string_view category, fmt::format_string<Args...> format, Args&&... args) {
    if (enabled(Level::warn)) write(Level::warn, category, fmt::format(format, std::forward<Args>(args)...));
}
template <class... Args>
void error(std::string_view category, fmt::format_string<Args...> format, Args&&... args) {
    if (enabled(Level::error)) write(Level::error, category, fmt::format(format, std::forward<Args>(args)...));
}

} // namespace base::log
