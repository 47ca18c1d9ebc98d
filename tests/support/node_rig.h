#pragma once
// Brokers and a controller as they run in the product, on one loop and a real disk, without the cluster
// around them: each can be stopped, killed and started again on the same address and folder. The test's
// thread talks to them over TCP, or looks inside with on_loop(). Addresses come from the first free
// 127.(10+k) range.

#include "broker/broker.h"
#include "broker/controller.h"
#include "broker/disk_pool.h"
#include "client/cluster_client.h"
#include "client/connection.h"
#include "storage/posix_disk.h"

#include <QTemporaryDir>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <fmt/format.h>

#include <future>
#include <map>
#include <mutex>
#include <optional>

namespace test_support {

/// Keeps the last report of every broker and all facts. Thread-safe.
class ReportKeeper final : public broker::NodeObserver {
public:
    void broker(const broker::BrokerReport& report) override {
        const std::lock_guard lock(mutex_);
        states_[report.id.value] = report.state;
        for (const auto& partition : report.partitions)
            partitions_[{report.id.value, partition.topic, partition.partition}] = partition;
    }
    void controller(const broker::ControllerReport&) override {}
    void metadata(const broker::MetadataReport&) override {}
    void fact(view::FactKind what) override {
        const std::lock_guard lock(mutex_);
        facts_.push_back(std::move(what));
    }

    view::NodeState state(std::int32_t id) {
        const std::lock_guard lock(mutex_);
        return states_[id];
    }
    /// What the broker told last of the partition it led.
    std::optional<broker::PartitionReport> partition(std::int32_t id, const std::string& topic,
                                                     std::int32_t index) {
        const std::lock_guard lock(mutex_);
        const auto found = partitions_.find({id, topic, index});
        if (found == partitions_.end()) return std::nullopt;
        return found->second;
    }
    template <class Kind>
    std::vector<Kind> facts() {
        const std::lock_guard lock(mutex_);
        std::vector<Kind> of_kind;
        for (const auto& fact : facts_)
            if (const auto* one = std::get_if<Kind>(&fact)) of_kind.push_back(*one);
        return of_kind;
    }

private:
    std::mutex mutex_;
    std::map<std::int32_t, view::NodeState> states_;
    std::map<std::tuple<std::int32_t, std::string, std::int32_t>, broker::PartitionReport> partitions_;
    std::vector<view::FactKind> facts_;
};

class NodeRig {
public:
    using Settings = std::map<std::string, std::string, std::less<>>;
    static constexpr std::int32_t controller_id = 101;

    /// Starts everything: broker 1 in rack "a", 2 in "b" ...; ready() tells when all are online.
    explicit NodeRig(std::int32_t brokers, Settings settings = {}) {
        std::vector<net::AddressWish> wishes;
        for (std::int32_t i = 1; i <= brokers; ++i) wishes.push_back({i, 1, {9092}});
        wishes.push_back({1, controller_id, {9093}});
        const auto plan = net::plan_addresses(wishes, net::can_bind, 30);
        if (!plan) return;
        settings.try_emplace("broker.heartbeat.interval.ms", "150");
        // Longer than any pause of a busy machine: who is killed is seen by its connections.
        settings.try_emplace("broker.session.timeout.ms", "9000");
        auto rng = base::Rng::from_system();
        const base::Uuid cluster = base::Uuid::random(rng);
        const broker::ControllerEndpoint controller{base::BrokerId(controller_id), plan->endpoints.back()[0]};
        const auto node = [&](std::int32_t id, const char* kind, net::Endpoint endpoint, std::int32_t rack) {
            broker::NodeConfig config;
            config.id = base::BrokerId(id);
            config.name = fmt::format("{}-{}", kind, id);
            config.rack = std::string(1, static_cast<char>('a' + rack));
            config.cluster_id = cluster;
            config.endpoint = std::move(endpoint);
            config.controllers = {controller};
            config.folder = dir_.filePath(QString::fromStdString(config.name)).toStdString();
            config.settings = settings;
            return config;
        };
        controller_config_ = node(controller_id, "controller", controller.endpoint, 0);
        for (std::int32_t i = 1; i <= brokers; ++i)
            configs_.emplace(i,
                             node(i, "broker", plan->endpoints[static_cast<std::size_t>(i - 1)][0], i - 1));
        loop_.start();
        start_controller();
        for (const auto& [id, config] : configs_) start(id);
    }
    ~NodeRig() {
        while (!nodes_.empty()) stop(nodes_.begin()->first);
        stop_controller();
        pool_.reset();
        loop_.stop();
    }
    NodeRig(const NodeRig&) = delete;
    NodeRig& operator=(const NodeRig&) = delete;

    // ---- nodes ----
    void start(std::int32_t id) {
        auto node = std::make_unique<broker::Broker>(configs_.at(id), services());
        started_ = node->open();
        if (started_) loop_.run([&] { started_ = node->start(); });
        nodes_[id] = std::move(node);
    }
    /// The controlled way: leaderships are moved first.
    void stop(std::int32_t id) {
        std::promise<void> stopped;
        loop_.run([&] { nodes_.at(id)->stop([&] { stopped.set_value(); }); });
        stopped.get_future().wait();
        loop_.run([&] { nodes_.erase(id); });
    }
    /// As kill -9. `before` runs in the same loop turn, so that nothing it does is sent to anybody.
    void kill(std::int32_t id, const std::function<void()>& before = {}) {
        std::promise<void> killed;
        loop_.run([&] {
            if (before) before();
            nodes_.at(id)->kill([&] { killed.set_value(); });
        });
        killed.get_future().wait();
        loop_.run([&] { nodes_.erase(id); });
    }
    void start_controller() {
        controller_ = std::make_unique<broker::Controller>(controller_config_, services());
        started_ = controller_->open();
        if (started_) loop_.run([this] { started_ = controller_->start(); });
    }
    void stop_controller() {
        if (!controller_) return;
        std::promise<void> stopped;
        loop_.run([&] { controller_->stop([&] { stopped.set_value(); }); });
        stopped.get_future().wait();
        loop_.run([this] { controller_.reset(); });
    }
    const base::Result<>& started() const { return started_; }
    bool online(std::int32_t id) {
        bool is = false;
        loop_.run([&] { is = nodes_.contains(id) && nodes_.at(id)->state() == view::NodeState::online; });
        return is;
    }
    bool ready() {
        for (const auto& [id, config] : configs_)
            if (!online(id)) return false;
        return true;
    }
    broker::Broker& broker(std::int32_t id) { return *nodes_.at(id); }
    bool running(std::int32_t id) const { return nodes_.contains(id); }
    broker::NodeConfig& config(std::int32_t id) { return configs_.at(id); }
    net::Loop& loop() { return loop_; }
    ReportKeeper& reports() { return reports_; }

    /// Runs on the nodes' loop; gives back what it returns.
    template <class Look>
    auto on_loop(Look look) {
        std::optional<decltype(look())> value;
        loop_.run([&] { value = look(); });
        return std::move(*value);
    }
    /// The broker's replica of a topic's partition; call inside on_loop(). Null: none.
    broker::Partition* replica(std::int32_t id, const std::string& topic, std::int32_t index) {
        if (!nodes_.contains(id)) return nullptr;
        const auto* info = nodes_.at(id)->image().topic(std::string_view(topic));
        return info ? nodes_.at(id)->partition(info->id, index) : nullptr;
    }
    /// As the first running broker's metadata has it.
    std::optional<metadata::PartitionInfo> partition(const std::string& topic, std::int32_t index) {
        std::optional<metadata::PartitionInfo> copy;
        loop_.run([&] {
            if (nodes_.empty()) return;
            const auto* info = nodes_.begin()->second->image().topic(std::string_view(topic));
            if (info && static_cast<std::size_t>(index) < info->partitions.size())
                copy = info->partitions[static_cast<std::size_t>(index)];
        });
        return copy;
    }
    std::int32_t leader(const std::string& topic, std::int32_t index) {
        const auto info = partition(topic, index);
        return info ? info->leader.value : -1;
    }
    std::size_t isr_size(const std::string& topic, std::int32_t index) {
        const auto info = partition(topic, index);
        return info ? info->isr.size() : 0;
    }

    // ---- a client ----
    net::Endpoint endpoint(std::int32_t id) const { return configs_.at(id).endpoint; }
    /// Runs a client's task to its end on the test's thread.
    template <class T>
    T run(client::Awaitable<T> task) {
        std::optional<T> result;
        boost::asio::co_spawn(client_context_, std::move(task),
                              [&](const std::exception_ptr&, T value) { result.emplace(std::move(value)); });
        client_context_.restart();
        while (!result && client_context_.run_one() > 0) {
        }
        return std::move(*result);
    }
    /// One request on a connection of its own.
    base::Result<> call(std::int32_t id, const wire::Message& request, wire::Message& response,
                        std::int16_t version) {
        auto connection =
            run(client::Connection::connect(client_context_, endpoint(id), client::ConnectionOptions()));
        if (!connection) return connection.error();
        return run((*connection)->call(request, response, version));
    }
    client::ClusterClient& client() {
        if (!client_) {
            client::ClusterOptions options;
            for (const auto& [id, config] : configs_) options.bootstrap.push_back(config.endpoint);
            client_.emplace(client_context_, clock_, options);
        }
        return *client_;
    }
    boost::asio::io_context& client_context() { return client_context_; }
    /// The last start() in words, for a failing test.
    std::string failure() const { return started_ ? "" : started_.error().detail; }

private:
    broker::NodeServices services() { return {loop_, *pool_, disk_, clock_, reports_}; }

    QTemporaryDir dir_;
    storage::PosixDisk disk_;
    base::SystemClock clock_;
    ReportKeeper reports_;
    net::Loop loop_{"loop-0"};
    std::unique_ptr<broker::DiskPool> pool_ = std::make_unique<broker::DiskPool>();
    broker::NodeConfig controller_config_;
    std::map<std::int32_t, broker::NodeConfig> configs_;
    std::unique_ptr<broker::Controller> controller_;
    std::map<std::int32_t, std::unique_ptr<broker::Broker>> nodes_;
    base::Result<> started_;
    boost::asio::io_context client_context_{1};
    std::optional<client::ClusterClient> client_;
};

} // namespace test_support
