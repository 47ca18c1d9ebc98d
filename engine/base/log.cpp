#include "base/log.h"

#include "base/assert.h"
#include "base/clock.h"

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace base {

void assertion_failed(const char* expression, const char* why, const char* file, int line) {
    std::fprintf(stderr, "riparium: %s:%d: assertion failed: %s (%s)\n", file, line, expression, why);
    std::abort();
}

} // namespace base

namespace base::log {
namespace {

std::atomic<Level> stderr_level{Level::off};
std::atomic<Level> sink_level{Level::off};
std::mutex sink_mutex;
std::function<void(const Line&)> sink;
thread_local std::string_view current_node;

spdlog::level::level_enum to_spdlog(Level level) {
    switch (level) {
    case Level::trace: return spdlog::level::trace;
    case Level::debug: return spdlog::level::debug;
    case Level::info: return spdlog::level::info;
    case Level::warn: return spdlog::level::warn;
    case Level::error: return spdlog::level::err;
    case Level::off: return spdlog::level::off;
    }
    return spdlog::level::off;
}

spdlog::logger& logger() {
    static const auto instance = [] {
        auto made = std::make_shared<spdlog::logger>("riparium", std::make_shared<spdlog::sinks::stderr_sink_mt>());
        made->set_pattern("%Y-%m-%d %H:%M:%S.%e %L %v");
        made->set_level(spdlog::level::trace);
        made->flush_on(spdlog::level::warn);
        return made;
    }();
    return *instance;
}

} // namespace

void start(Level level) { stderr_level = level; }

void set_sink(Level level, std::function<void(const Line&)> new_sink) {
    const std::lock_guard lock(sink_mutex);
    sink_level = new_sink ? level : Level::off;
    sink = std::move(new_sink);
}

bool enabled(Level level) { return level >= stderr_level || level >= sink_level; }

void write(Level level, std::string_view category, std::string_view text) {
    if (level >= stderr_level) {
        if (current_node.empty())
            logger().log(to_spdlog(level), "[{}] {}", category, text);
        else
            logger().log(to_spdlog(level), "[{}] {}: {}", category, current_node, text);
    }
    if (level < sink_level) return;
    const std::lock_guard lock(sink_mutex);
    if (sink)
        sink({SystemClock().wall_ms(), level, std::string(category), std::string(current_node), std::string(text)});
}

NodeScope::NodeScope(std::string_view node) : previous_(current_node) { current_node = node; }
NodeScope::~NodeScope() { current_node = previous_; }

} // namespace base::log
