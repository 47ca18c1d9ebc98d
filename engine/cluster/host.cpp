#include "cluster/host.h"

#include "base/log.h"
#include "base/rng.h"
#include "cluster/graduate.h"
#include "cluster/node_list.h"
#include "cluster/node_plan.h"
#include "metadata/controller.h"

#include <algorithm>
#include <malloc.h>
#include <sys/resource.h>

namespace cluster {

using base::BrokerId;
using base::Error;
using kafka::ErrorCode;

namespace {

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
    : layout_(std::move(layout)), options_(std::move(options)), overview_(feed_, clock_), answers_(feed_),
      faults_(feed_, clock_, overview_), data_dir_(disk_, options_.data_dir) {
    row_.name = layout_.name;
    row_.capabilities = {
        .hosted = true, .manage_topics = true, .produce = true, .consume = true, .move_replicas = true};
    row_.data_dir = data_dir_.path().string();
    row_.data_dir_is_temporary = data_dir_.temporary();
    row_.default_replication_factor = default_replication_factor(layout_);
    row_.max_replication_factor =
        std::min(metadata::max_replication_factor, static_cast<std::int32_t>(layout_.broker_count()));
    feed_.put(row_);
    overview_.on_change([this] { waits_.poke(); });
    overview_.on_fact([this] {
        if (facts_came_.exchange(true)) return;
        control_.post([this] {
            facts_came_ = false;
            if (control_socket_) control_socket_->facts_came();
        });
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
    if (std::holds_alternative<view::Graduate>(command)) return graduate(ticket);
    if (row_.state != view::ClusterState::running)
        return answers_.fail(ticket, ErrorCode::broker_not_available,
                             "The cluster is not running. Start it first.");
    if (node_commands_->run(ticket, command) || maintenance_->run(ticket, command) ||
        membership_->run(ticket, command))
        return;
    client_->run(ticket, std::move(command));
}

// ---- starting
// -------------------------------------------------------------------------------------------------

void EmbeddedCluster::Host::start(view::Ticket ticket) {
    if (row_.state == view::ClusterState::running) return answers_.answer(ticket, view::Done{});
    starting_.push_back(ticket);
    if (row_.state == view::ClusterState::starting) return;
    if (row_.state == view::ClusterState::stopping) {
        starting_.pop_back();
        return answers_.fail(ticket, ErrorCode::operation_not_attempted,
                             "The cluster is still stopping. Start it again in a moment.");
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
    open_first_controller();
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
    std::vector<std::string> azs;
    for (const view::AzLayout& az : layout_.azs) azs.push_back(az.name);
    fleet_.emplace(Fleet::Services{control_, disk_, clock_, overview_},
                   Fleet::Threads{options_.loops, options_.niceness}, std::move(azs), plan_.brokers,
                   plan_.controllers);
    return {};
}

base::Result<> EmbeddedCluster::Host::plan_nodes() {
    // The voters of a metadata quorum stay who they are: a folder that has some keeps their number.
    const auto before = data_dir_.controllers();
    if (!before) return before.error();
    const std::size_t controllers = *before > 0 ? *before : controllers_wanted(layout_);
    const auto plan = net::plan_addresses(address_wishes(layout_, controllers), net::can_bind, first_range_);
    if (!plan) return plan.error();
    range_ = plan->range;
    row_.address_note = plan->note;
    plan_ = assign_addresses(layout_, controllers, *plan, data_dir_.path(), cluster_id_);
    row_.bootstrap = bootstrap_of(plan_.brokers);
    std::vector<view::BrokerRow> brokers;
    std::vector<view::ControllerRow> voters;
    for (const auto& config : plan_.brokers) brokers.push_back(broker_row(config));
    for (const auto& config : plan_.controllers) voters.push_back(controller_row(config));
    overview_.begin(az_rows(layout_, *plan), brokers, voters);
    return {};
}

void EmbeddedCluster::Host::step(const std::vector<NodeHost*>& nodes, Fleet::Operation operation, Next next) {
    in_step_ = true;
    fleet_->each(nodes, operation, [this, next](const base::Result<>& result) {
        in_step_ = false;
        if (!result && !failure_) failure_ = result.error();
        if (!failure_) return (this->*next)();
        if (next == &Host::await_online && try_another_range()) return tear_down();
        fail(*failure_);
    });
}

void EmbeddedCluster::Host::open_first_controller() {
    // Alone: its lock tells whether another process uses the folder, before anything is touched.
    step({fleet_->controllers().front()}, &NodeHost::open, &Host::open_others);
}

void EmbeddedCluster::Host::open_others() {
    // The folder is ours now.
    remember_nodes();
    open_control_socket();
    std::vector<NodeHost*> others = fleet_->all();
    std::erase(others, fleet_->controllers().front());
    step(others, &NodeHost::open, &Host::start_nodes);
}

void EmbeddedCluster::Host::start_nodes() {
    for (NodeHost* node : fleet_->all()) overview_.life(node->ref(), view::NodeState::starting);
    step(fleet_->all(), &NodeHost::start, &Host::await_online);
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

void EmbeddedCluster::Host::await_online() {
    const auto all_online = [this] {
        return std::ranges::all_of(fleet_->brokers(),
                                   [this](const NodeHost* node) { return overview_.online(node->ref()); });
    };
    constexpr auto never = std::chrono::hours(24 * 365);
    waits_.until(all_online, never, [this](bool online) {
        if (online) running();
    });
}

void EmbeddedCluster::Host::running() {
    std::vector<net::Endpoint> bootstrap;
    for (const auto& config : plan_.brokers) bootstrap.push_back(config.endpoint);
    client_.emplace(control_, clock_, std::move(bootstrap), answers_);
    node_commands_.emplace(*fleet_, faults_, overview_, answers_, waits_);
    const auto show = [this](std::optional<view::MaintenanceProgress> progress) {
        row_.maintenance = progress;
        feed_.put(row_);
    };
    maintenance_.emplace(*fleet_, *node_commands_, overview_, answers_, waits_, show);
    membership_.emplace(Membership::Cluster{*fleet_, *node_commands_, overview_, answers_, waits_, *client_,
                                            layout_, plan_, range_, [this] { brokers_changed(); }});
    each_second();
    set_state(view::ClusterState::running);
    for (const view::Ticket ticket : std::exchange(starting_, {})) answers_.answer(ticket, view::Done{});
    base::log::info("cluster", "{} is ready at {}", row_.name, row_.bootstrap);
}

void EmbeddedCluster::Host::each_second() {
    node_commands_->report_links(control_.turn_time());
    second_.set_after(std::chrono::seconds(1), [this] { each_second(); });
}

void EmbeddedCluster::Host::brokers_changed() {
    row_.bootstrap = bootstrap_of(plan_.brokers);
    row_.max_replication_factor =
        std::min(metadata::max_replication_factor, static_cast<std::int32_t>(layout_.broker_count()));
    remember_nodes();
    feed_.put(row_);
}

void EmbeddedCluster::Host::remember_nodes() {
    const auto saved = save_node_list(real_disk_, data_dir_.path(), node_list_of(row_.name, plan_));
    if (!saved) base::log::warn("cluster", "{}", saved.error().detail);
}

void EmbeddedCluster::Host::graduate(view::Ticket ticket) {
    if (fleet_) return answers_.fail(ticket, ErrorCode::invalid_request, "Stop the cluster first.");
    if (data_dir_.path().empty())
        return answers_.fail(ticket, ErrorCode::invalid_request,
                             "This cluster keeps no data: give it a data folder and start it once.");
    auto written = cluster::graduate(real_disk_, data_dir_.path());
    if (!written) return answers_.fail(ticket, written.error().code, written.error().detail);
    answers_.answer(ticket, std::move(*written));
}

void EmbeddedCluster::Host::open_control_socket() {
    ControlSocket::Cluster cluster;
    cluster.submit = [this](view::Command command, ControlSocket::Cluster::Taker taker) {
        const view::Ticket ticket = next_ticket_++;
        answers_.route(ticket, std::move(taker));
        run(ticket, std::move(command));
    };
    cluster.rows = [this] { return rows(); };
    cluster.facts_since = [this](std::uint64_t& position) { return overview_.facts_since(position); };
    auto opened = ControlSocket::open(control_, data_dir_.path(), std::move(cluster));
    if (!opened) return base::log::warn("cluster", "{}", opened.error().detail);
    control_socket_ = std::move(*opened);
    row_.control_socket = (data_dir_.path() / control_socket_name).string();
}

view::Batch EmbeddedCluster::Host::rows() const {
    view::Batch batch = overview_.rows();
    batch.cluster = row_;
    batch.faults = faults_.all();
    return batch;
}

// ---- stopping
// -------------------------------------------------------------------------------------------------

void EmbeddedCluster::Host::fail(const Error& error) {
    failure_ = error;
    const bool stopped = error.code == ErrorCode::none;
    if (!stopped) base::log::error("cluster", "{} did not start: {}", row_.name, error.detail);
    tear_down();
}

void EmbeddedCluster::Host::stop(view::Ticket ticket) {
    if (ticket != 0) stopping_.push_back(ticket);
    if (row_.state == view::ClusterState::stopping) return;
    if (!fleet_) return torn_down();
    if (row_.state == view::ClusterState::starting && !failure_) {
        // Let the step that runs finish: it then tears down what there is.
        failure_ = Error(ErrorCode::none, {});
        if (in_step_) return;
    }
    set_state(view::ClusterState::stopping);
    tear_down();
}

void EmbeddedCluster::Host::tear_down() {
    if (!fleet_) return torn_down();
    second_.cancel();
    if (maintenance_) maintenance_->stop();
    waits_.cancel();
    if (node_commands_) node_commands_->lift_for_stop();
    client_.reset();
    // In a later turn: the fleet is not to go while one of its nodes still tells that it has stopped.
    fleet_->stop([this] { control_.post([this] { torn_down(); }); });
}

void EmbeddedCluster::Host::torn_down() {
    control_socket_.reset();
    row_.control_socket.clear();
    membership_.reset();
    maintenance_.reset();
    node_commands_.reset();
    row_.maintenance.reset();
    if (fleet_) {
        fleet_.reset();
        faults_.lift_all();
        overview_.end();
    }
    if (std::exchange(again_, false)) return begin();
    const bool failed = failure_ && failure_->code != ErrorCode::none;
    if (!failed) data_dir_.remove_if_temporary();
    row_.bootstrap.clear();
    set_state(failed ? view::ClusterState::failed : view::ClusterState::stopped,
              failed ? failure_->detail : "");
    for (const view::Ticket ticket : std::exchange(starting_, {}))
        answers_.fail(ticket, failed ? failure_->code : ErrorCode::operation_not_attempted,
                      failed ? failure_->detail : "The cluster was stopped.");
    for (const view::Ticket ticket : std::exchange(stopping_, {})) answers_.answer(ticket, view::Done{});
    failure_.reset();
    if (on_torn_down_) on_torn_down_();
}

void EmbeddedCluster::Host::set_state(view::ClusterState state, std::string failure) {
    row_.state = state;
    row_.failure = std::move(failure);
    feed_.put(row_);
    overview_.fact(view::ClusterStateChanged{state, row_.failure});
}

} // namespace cluster
