#pragma once
// What the files of ControllerChannel share. Private to engine/broker. Thread: the node's loop.

#include "broker/controller_channel.h"
#include "client/connection.h"
#include "wire/codec.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>
#include <set>

namespace broker {

struct ControllerChannel::Timers {
    explicit Timers(boost::asio::io_context& c) : context(c), control(c), fetch(c) {}
    boost::asio::io_context& context;
    boost::asio::steady_timer control;
    boost::asio::steady_timer fetch;
    std::set<boost::asio::steady_timer*> waiting_for_news;
};

/// Between two attempts: the first soon, for an election takes few milliseconds; the others not in a rush.
inline constexpr auto quick_pause = std::chrono::milliseconds(20);
inline constexpr auto slow_pause = std::chrono::milliseconds(50);

inline constexpr auto quietly = boost::asio::as_tuple(boost::asio::use_awaitable);

inline boost::asio::awaitable<void> pause_until(boost::asio::steady_timer& timer, base::Instant end) {
    timer.expires_at(end);
    co_await timer.async_wait(quietly);
}

inline boost::asio::awaitable<void> pause(boost::asio::steady_timer& timer, std::chrono::milliseconds time) {
    return pause_until(timer, std::chrono::steady_clock::now() + time);
}

/// The nodes of one process beat together, at multiples of the interval: a machine at rest wakes once for
/// all.
inline base::Instant next_beat(base::Duration interval) {
    const base::Instant now = std::chrono::steady_clock::now();
    return now + (interval - now.time_since_epoch() % interval);
}

inline base::Error refused(const char* what, std::int16_t code) {
    const auto error = static_cast<kafka::ErrorCode>(code);
    return {error, fmt::format("{}: {} ({})", what, kafka::sentence(error), kafka::name(error))};
}

/// For connections to controllers.
inline client::ConnectionOptions channel_options(const NodeConfig& config, const NodeServices& services) {
    client::ConnectionOptions options;
    options.client_id = config.name;
    options.from = services.from(config);
    options.connect_timeout = std::chrono::milliseconds(500);
    return options;
}

} // namespace broker
