#include "cluster/host.h"

#include "base/log.h"
#include "base/rng.h"
#include "cluster/node_plan.h"

#include <algorithm>
#include <malloc.h>
#include <sys/resource.h>
#include <thread>

namespace cluster {

using base::BrokerId;
using base::Error;
using kafka::ErrorCode;

namespace {

/// On few cores a wake across threads costs more than it brings (reference, speed A4).
std::size_t loop_count(int wanted, std::size_t nodes) {
    const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
    const std::size_t count =
        wanted > 0 ? static_cast<std::size_t>(wanted) : std::max<std::size_t>(1, cores / 2);
    return std::min(count, nodes);
}

/// Batches of megabytes come and go all the time. By default the allocator gives each back to the system, and
/// fresh pages then cost more than the copy into them (measured: consume 2.4 times as fast, at 0.4 of the
/// CPU).
void keep_freed_memory() {
    constexpr int largest_kept = 16 << 20;
    constexpr int kept_at_the_end = 64 << 20;
    (void)::mallopt(M_MMAP_THRESHOLD, largest_kept);
    (void)::mallopt(M_TRIM_THRESHOLD, kept_at_the_end);
}

/// Every active log holds a descriptor; the usual soft limit of 1024 is soon spent.
void raise_file_limit() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == limit.rlim_max) return;
    limit.rlim_cur = limit.rlim_max;
    (void)::setrlimit(RLIMIT_NOFILE, &limit);
}

} // namespace

EmbeddedCluster::Host::Host(view::ClusterLayout layout, EmbeddedOptions options)
    : layout_(std::move(layout)), options_(std::move(options)), overview_(feed_, clock_),
      data_dir_(disk_, options_.data_dir) {
    row_.name = layout_.name;
    row_.capabilities = {.hosted = true, .manage_topics = true, .produce = true, .consume = true};
    row_.data_dir = data_dir_.path().string();
    row_.data_dir_is_temporary = data_dir_.temporary();
    row_.max_replication_factor = metadata::max_replication_factor;
    feed_.put(row_);
    overview_.on_broker_state([this](BrokerId id, view::NodeState state) {
        if (state == view::NodeState::online) control_.post([this, id] { broker_online(id); });
    });
    // The layout is shown before anything runs; addresses are planned anew at each start.
    if (const auto planned = plan_nodes(); !planned) row_.address_note = planned.error().detail;
    row_.bootstrap.clear();
    control_.start();
}

EmbeddedCluster::Host::~Host() {
    // Stopping takes turns of several loops: wait for the last of them, then end the control thread.
    std::mutex mutex;
    std::condition_variable done;
    bool stopped = false;
    control_.post([&] {
        on_torn_down_ = [&] {
            const std::lock_guard lock(mutex);
            stopped = true;
            done.notify_all();
        };
        stop(0);
    });
    std::unique_lock lock(mutex);
    done.wait(lock, [&] { return stopped; });
    lock.unlock();
    control_.stop();
}

view::Ticket EmbeddedCluster::Host::submit(view::Command command) {
    const view::Ticket ticket = next_ticket_++;
    control_.post(
        [this, ticket, command = std::move(command)]() mutable { run(ticket, std::move(command)); });
    return ticket;
}

void EmbeddedCluster::Host::run(view::Ticket ticket, view::Command command) {
    if (std::holds_alternative<view::StartCluster>(command)) return start(ticket);
    if (std::holds_alternative<view::StopCluster>(command)) return stop(ticket);
    if (client_) return client_->run(ticket, std::move(command));
    feed_.answer(
        ticket, view::Failed{ErrorCode::broker_not_available, "The cluster is not running. Start it first."});
}

// ---- starting
// -------------------------------------------------------------------------------------------------

void EmbeddedCluster::Host::start(view::Ticket ticket) {
    if (row_.state == view::ClusterState::running) return feed_.answer(ticket, view::Done{});
    starting_.push_back(ticket);
    if (row_.state == view::ClusterState::starting) return;
    if (row_.state == view::ClusterState::stopping) {
        starting_.pop_back();
        return feed_.answer(ticket,
                            view::Failed{ErrorCode::operation_not_attempted,
                                         "The cluster is still stopping. Start it again in a moment."});
    }
    raise_file_limit();
    keep_freed_memory();
    first_range_ = 10;
    attempts_left_ = 5;
    set_state(view::ClusterState::starting);
    begin();
}

void EmbeddedCluster::Host::begin() {
    failure_.reset();
    if (const auto prepared = prepare(); !prepared) return fail(prepared.error());
    open_controller();
}

base::Result<> EmbeddedCluster::Host::prepare() {
    if (const auto problems = view::problems_of(layout_); !problems.empty())
        return Error(ErrorCode::invalid_request, problems[0].path + ": " + problems[0].sentence);
    if (const auto made = data_dir_.prepare(); !made) return made.error();
    row_.data_dir = data_dir_.path().string();
    const auto known = data_dir_.cluster_id();
    if (!known) return known.error();
    auto rng = base::Rng::from_system();
    cluster_id_ = known->value_or(base::Uuid::random(rng));
    row_.cluster_id = cluster_id_.text();
    if (const auto planned = plan_nodes(); !planned) return planned.error();

    running_.emplace();
    const std::size_t nodes = broker_configs_.size() + 1;
    for (std::size_t i = 0; i < loop_count(options_.loops, nodes); ++i)
        running_->loops.push_back(std::make_unique<net::Loop>("loop-" + std::to_string(i)));
    running_->disk_pool = std::make_unique<broker::DiskPool>();
    const auto services = [&](std::size_t node) {
        return broker::NodeServices{loop_of(node), *running_->disk_pool, disk_, clock_, overview_};
    };
    running_->controller = std::make_unique<broker::Controller>(controller_config_, services(0));
    for (std::size_t i = 0; i < broker_configs_.size(); ++i)
        running_->brokers.push_back(std::make_unique<broker::Broker>(broker_configs_[i], services(i + 1)));
    for (const auto& loop : running_->loops) loop->start();
    return {};
}

base::Result<> EmbeddedCluster::Host::plan_nodes() {
    const auto plan = net::plan_addresses(address_wishes(layout_), net::can_bind, first_range_);
    if (!plan) return plan.error();
    range_ = plan->range;
    row_.address_note = plan->note;
    NodePlan nodes = assign_addresses(layout_, *plan, data_dir_.path(), cluster_id_);
    broker_configs_ = std::move(nodes.brokers);
    controller_config_ = std::move(nodes.controller);
    row_.bootstrap = bootstrap_of(broker_configs_);
    overview_.begin(az_rows(layout_, *plan), broker_rows(broker_configs_),
                    {controller_row(controller_config_)});
    return {};
}

void EmbeddedCluster::Host::open_controller() {
    // First and alone: its lock tells whether another process uses the folder, before anything is touched.
    running_->awaited = 1;
    running_->disk_pool->run([this] {
        auto result = running_->controller->open();
        control_.post([this, result = std::move(result)] { arrived(result, &Host::open_brokers); });
    });
}

void EmbeddedCluster::Host::open_brokers() {
    running_->awaited = running_->brokers.size();
    for (const auto& node : running_->brokers) {
        running_->disk_pool->run([this, &node] {
            auto result = node->open();
            control_.post([this, result = std::move(result)] { arrived(result, &Host::start_nodes); });
        });
    }
}

void EmbeddedCluster::Host::start_nodes() {
    online_.clear();
    running_->awaited = running_->brokers.size() + 1;
    const auto launch = [this](net::Loop& loop, auto& node) {
        loop.post([this, &node] {
            auto result = node.start();
            control_.post([this, result = std::move(result)] { arrived(result, &Host::check_running); });
        });
    };
    launch(loop_of(0), *running_->controller);
    for (std::size_t i = 0; i < running_->brokers.size(); ++i) launch(loop_of(i + 1), *running_->brokers[i]);
}

void EmbeddedCluster::Host::arrived(const base::Result<>& result, void (Host::*next)()) {
    if (!result && !failure_) failure_ = result.error();
    if (--running_->awaited > 0) return;
    if (failure_ && next == &Host::check_running && try_another_range()) return stop_brokers();
    if (failure_) return fail(*failure_);
    (this->*next)();
}

bool EmbeddedCluster::Host::try_another_range() {
    // Between planning an address and listening on it another cluster may have taken it.
    const bool lost_race =
        failure_->code == ErrorCode::network_exception && range_ >= 0 && attempts_left_ > 0;
    if (!lost_race) return false;
    --attempts_left_;
    first_range_ = range_ + 1;
    return again_ = true;
}

void EmbeddedCluster::Host::broker_online(BrokerId id) {
    online_.insert(id);
    check_running();
}

void EmbeddedCluster::Host::check_running() {
    if (row_.state != view::ClusterState::starting || !running_ || running_->awaited > 0) return;
    if (online_.size() < running_->brokers.size()) return;
    std::vector<net::Endpoint> bootstrap;
    for (const auto& config : broker_configs_) bootstrap.push_back(config.endpoint);
    client_.emplace(control_, clock_, std::move(bootstrap), feed_);
    set_state(view::ClusterState::running);
    for (const view::Ticket ticket : std::exchange(starting_, {})) feed_.answer(ticket, view::Done{});
    base::log::info("cluster", "{} is ready at {}", row_.name, row_.bootstrap);
}

// ---- stopping
// -------------------------------------------------------------------------------------------------

void EmbeddedCluster::Host::fail(const Error& error) {
    failure_ = error;
    base::log::error("cluster", "{} did not start: {}", row_.name, error.detail);
    if (!running_) return torn_down();
    stop_brokers();
}

void EmbeddedCluster::Host::stop(view::Ticket ticket) {
    if (ticket != 0) stopping_.push_back(ticket);
    if (row_.state == view::ClusterState::stopping) return;
    if (!running_) return torn_down();
    if (row_.state == view::ClusterState::starting && !failure_) {
        // Let the step that runs finish: `arrived` then tears down what there is.
        failure_ = Error(ErrorCode::none, {});
        if (running_->awaited > 0) return;
    }
    set_state(view::ClusterState::stopping);
    stop_brokers();
}

void EmbeddedCluster::Host::stop_brokers() {
    client_.reset();
    running_->awaited = running_->brokers.size();
    for (std::size_t i = 0; i < running_->brokers.size(); ++i) {
        net::Loop& loop = loop_of(i + 1);
        loop.post([this, i] {
            running_->brokers[i]->stop([this] {
                control_.post([this] {
                    if (--running_->awaited == 0) stop_controller();
                });
            });
        });
    }
}

void EmbeddedCluster::Host::stop_controller() {
    loop_of(0).post(
        [this] { running_->controller->stop([this] { control_.post([this] { torn_down(); }); }); });
}

void EmbeddedCluster::Host::torn_down() {
    if (running_) {
        running_->disk_pool.reset(); // finishes what is queued
        for (const auto& loop : running_->loops) loop->stop();
        running_.reset();
        overview_.end();
    }
    if (std::exchange(again_, false)) return begin();
    const bool failed = failure_ && failure_->code != ErrorCode::none;
    if (!failed) data_dir_.remove_if_temporary();
    row_.bootstrap.clear();
    set_state(failed ? view::ClusterState::failed : view::ClusterState::stopped,
              failed ? failure_->detail : "");
    for (const view::Ticket ticket : std::exchange(starting_, {}))
        feed_.answer(ticket, view::Failed{failed ? failure_->code : ErrorCode::operation_not_attempted,
                                          failed ? failure_->detail : "The cluster was stopped."});
    for (const view::Ticket ticket : std::exchange(stopping_, {})) feed_.answer(ticket, view::Done{});
    failure_.reset();
    if (on_torn_down_) on_torn_down_();
}

void EmbeddedCluster::Host::set_state(view::ClusterState state, std::string failure) {
    row_.state = state;
    row_.failure = std::move(failure);
    feed_.put(row_);
    feed_.fact(view::ClusterStateChanged{state, row_.failure}, clock_.wall_ms());
}

} // namespace cluster
