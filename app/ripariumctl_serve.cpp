// ripariumctl serve: runs a cluster in the foreground.

#include "app/last_words.h"
#include "app/ripariumctl.h"
#include "base/log.h"
#include "cluster/document.h"
#include "cluster/embedded_cluster.h"

#include <boost/json.hpp>
#include <charconv>
#include <csignal>
#include <cstring>
#include <fmt/format.h>
#include <iostream>
#include <optional>
#include <poll.h>
#include <string_view>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

namespace ctl {

namespace {

struct Arguments {
    view::ClusterLayout layout;
    cluster::EmbeddedOptions options;
    base::log::Level level = base::log::Level::info;
};

std::optional<base::log::Level> parse_level(std::string_view text) {
    using base::log::Level;
    constexpr std::pair<std::string_view, Level> levels[] = {{"trace", Level::trace}, {"debug", Level::debug},
                                                             {"info", Level::info},   {"warn", Level::warn},
                                                             {"error", Level::error}, {"off", Level::off}};
    for (const auto& [name, level] : levels)
        if (name == text) return level;
    return std::nullopt;
}

std::optional<int> parse_loops(std::string_view text) {
    constexpr int most = 64;
    int loops = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), loops);
    if (error != std::errc{} || end != text.data() + text.size() || loops < 1 || loops > most)
        return std::nullopt;
    return loops;
}

/// The arguments after "serve", or the exit code after the reason was said.
boost::system::result<Arguments, int> parse_serve(int argc, char** argv) {
    Arguments arguments;
    std::optional<std::string> preset;
    std::optional<std::string> file;
    for (int i = 2; i < argc; ++i) {
        const std::string_view option = argv[i];
        if (!option.starts_with("--")) {
            if (file) return usage_error("serve takes one document.");
            file = option;
            continue;
        }
        if (i + 1 == argc) return usage_error(fmt::format("{} wants a value.", option));
        const std::string value = argv[++i];
        if (option == "--preset") {
            preset = value;
        } else if (option == "--data-dir") {
            arguments.options.data_dir = value;
        } else if (option == "--loops") {
            const auto loops = parse_loops(value);
            if (!loops) return usage_error("--loops wants a number from 1 to 64.");
            arguments.options.loops = *loops;
        } else if (option == "--log-level") {
            const auto level = parse_level(value);
            if (!level) return usage_error("--log-level is one of trace, debug, info, warn, error, off.");
            arguments.level = *level;
        } else {
            return usage_error(fmt::format("unknown option {}.", option));
        }
    }
    if (preset.has_value() == file.has_value())
        return usage_error("serve wants --preset NAME or a document.");
    const auto layout = preset ? view::preset(*preset) : cluster::load_document(*file);
    if (!layout) {
        std::cerr << "ripariumctl: " << layout.error().detail << '\n';
        return preset ? exit_usage : exit_failed;
    }
    arguments.layout = *layout;
    return arguments;
}

/// Brokers as the rows tell them, until the ready line is printed.
class ReadyLine {
public:
    void take(const view::Batch& batch) {
        for (const auto& row : batch.brokers) brokers_[row.id] = row;
        if (batch.cluster) cluster_ = *batch.cluster;
    }
    const view::ClusterRow& cluster() const { return cluster_; }

    void print() const {
        boost::json::array brokers;
        for (const auto& [id, row] : brokers_)
            brokers.push_back({{"id", row.id}, {"az", row.az}, {"address", row.address}});
        const boost::json::object line{{"state", "ready"},
                                       {"cluster", cluster_.name},
                                       {"cluster_id", cluster_.cluster_id},
                                       {"bootstrap", cluster_.bootstrap},
                                       {"data_dir", cluster_.data_dir},
                                       {"brokers", std::move(brokers)}};
        std::cout << boost::json::serialize(line) << std::endl;
    }

private:
    view::ClusterRow cluster_;
    std::map<std::int32_t, view::BrokerRow> brokers_;
};

/// Runs until the cluster has stopped; the exit code.
int run(cluster::EmbeddedCluster& session, int signals, int wakes) {
    ReadyLine ready;
    bool printed = false;
    bool stopping = false;
    pollfd waits[] = {{signals, POLLIN, 0}, {wakes, POLLIN, 0}};
    for (;;) {
        if (::poll(waits, 2, -1) < 0) continue;
        if (waits[0].revents != 0) {
            signalfd_siginfo info{};
            if (::read(signals, &info, sizeof info) > 0 && !stopping) {
                stopping = true;
                base::log::info("app", "SIG{}: the cluster stops",
                                ::sigabbrev_np(static_cast<int>(info.ssi_signo)));
                session.submit(view::StopCluster{});
            }
        }
        if (waits[1].revents == 0) continue;
        std::uint64_t count = 0;
        if (::read(wakes, &count, sizeof count) < 0) continue;
        const view::Batch batch = session.drain();
        ready.take(batch);
        if (!batch.cluster) continue;
        const auto state = ready.cluster().state;
        if (state == view::ClusterState::running && !printed) {
            printed = true;
            ready.print();
        }
        if (state == view::ClusterState::failed) {
            std::cerr << "ripariumctl: " << ready.cluster().failure << '\n';
            return exit_failed;
        }
        if (stopping && state == view::ClusterState::stopped) return 0;
    }
}

} // namespace

int serve(int argc, char** argv) {
    auto arguments = parse_serve(argc, argv);
    if (!arguments) return arguments.error();
    base::log::start(arguments->level);

    // Blocked before any thread starts, so that only the descriptor sees them.
    sigset_t stops;
    sigemptyset(&stops);
    sigaddset(&stops, SIGINT);
    sigaddset(&stops, SIGTERM);
    if (!app::outlives_hangup()) sigaddset(&stops, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &stops, nullptr);
    const int signals = ::signalfd(-1, &stops, SFD_CLOEXEC);
    const int wakes = ::eventfd(0, EFD_CLOEXEC);
    if (signals < 0 || wakes < 0) {
        std::cerr << "ripariumctl: no file descriptors left; raise 'ulimit -n'.\n";
        return exit_failed;
    }

    cluster::EmbeddedCluster session(arguments->layout, arguments->options);
    session.set_wake([wakes] {
        const std::uint64_t one = 1;
        [[maybe_unused]] const auto written = ::write(wakes, &one, sizeof one);
    });
    session.submit(view::StartCluster{});
    const int code = run(session, signals, wakes);
    session.set_wake({});
    return code;
}

} // namespace ctl
