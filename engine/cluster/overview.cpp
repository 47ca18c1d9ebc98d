#include "cluster/overview.h"

#include <algorithm>
#include <utility>

namespace cluster {

namespace {

constexpr std::size_t facts_kept = 4096;

} // namespace

Overview::Overview(view::Feed& feed, const base::Clock& clock) : feed_(feed), clock_(clock) {}

void Overview::begin(const std::vector<view::AzRow>& azs, const std::vector<view::BrokerRow>& brokers,
                     const std::vector<view::ControllerRow>& controllers) {
    const std::lock_guard lock(mutex_);
    for (const auto& [id, broker] : std::exchange(brokers_, {})) feed_.remove(view::BrokerKey{id.value});
    for (const auto& [id, row] : std::exchange(controllers_, {})) feed_.remove(view::ControllerKey{id.value});
    for (const auto& row : azs) {
        azs_[row.name] = row;
        feed_.put(row);
    }
    for (const auto& row : brokers) {
        brokers_[base::BrokerId(row.id)].row = row;
        feed_.put(row);
    }
    for (const auto& row : controllers) {
        controllers_[base::BrokerId(row.id)] = row;
        feed_.put(row);
    }
}

void Overview::end() {
    const std::lock_guard lock(mutex_);
    for (auto& [id, broker] : brokers_) {
        view::BrokerRow row;
        row.id = broker.row.id;
        row.az = broker.row.az;
        row.address = broker.row.address;
        row.disk_size = broker.row.disk_size;
        row.disk_used = broker.row.disk_used;
        broker = {};
        broker.row = row;
        feed_.put(row);
    }
    for (auto& [id, row] : controllers_) {
        row.state = view::NodeState::offline;
        row.role = view::QuorumRole::unknown;
        row.active = row.frozen = false;
        row.disk = view::DiskState::ok;
        feed_.put(row);
    }
    for (auto& [name, row] : azs_) {
        row.bytes_in_rate = row.bytes_out_rate = 0;
        row.cut = false;
        feed_.put(row);
    }
    for (auto& [key, row] : links_) {
        row = {key, 0, {}};
        feed_.put(row);
    }
    for (const auto& [name, topic] : topics_) {
        for (const auto& partition : topic.partitions) feed_.remove(partition.key);
        feed_.remove(view::TopicKey{name});
    }
    topics_.clear();
}

void Overview::add(const view::BrokerRow& broker) {
    const std::lock_guard lock(mutex_);
    brokers_[base::BrokerId(broker.id)] = {};
    brokers_[base::BrokerId(broker.id)].row = broker;
    feed_.put(broker);
}

void Overview::remove(base::BrokerId broker) {
    const std::lock_guard lock(mutex_);
    brokers_.erase(broker);
    feed_.remove(view::BrokerKey{broker.value});
}

// ---- what the host does
// ---------------------------------------------------------------------------------------

void Overview::life(view::NodeRef node, view::NodeState state) {
    StateChange change;
    {
        const std::lock_guard lock(mutex_);
        const base::BrokerId id(node.id);
        if (node.kind == view::NodeKind::broker && brokers_.contains(id)) {
            Broker& broker = brokers_[id];
            broker.own = state;
            if (state == view::NodeState::offline || state == view::NodeState::starting) {
                broker.row.frozen = broker.fenced = false;
                broker.row.connections = broker.row.leaders = 0;
                broker.row.bytes_in_rate = broker.row.bytes_out_rate = broker.row.records_in_rate = 0;
            }
            change = settle(broker);
            feed_.put(broker.row);
            publish_az(broker.row.az);
        } else if (node.kind == view::NodeKind::controller && controllers_.contains(id)) {
            view::ControllerRow& row = controllers_[id];
            if (row.state != state) row.state_since_ms = clock_.wall_ms();
            row.state = state;
            row.active = row.frozen = false;
            row.role = view::QuorumRole::unknown;
            feed_.put(row);
        }
    }
    tell(change);
    changed();
}

void Overview::frozen(view::NodeRef node, bool frozen) {
    const std::lock_guard lock(mutex_);
    const base::BrokerId id(node.id);
    const auto mark = [&](auto& row) {
        row.frozen = frozen;
        feed_.put(row);
    };
    if (node.kind == view::NodeKind::broker && brokers_.contains(id)) mark(brokers_[id].row);
    if (node.kind == view::NodeKind::controller && controllers_.contains(id)) mark(controllers_[id]);
}

void Overview::disk(view::NodeRef node, view::DiskState state) {
    const std::lock_guard lock(mutex_);
    const base::BrokerId id(node.id);
    const auto mark = [&](auto& row) {
        row.disk = state;
        feed_.put(row);
    };
    if (node.kind == view::NodeKind::broker && brokers_.contains(id)) mark(brokers_[id].row);
    if (node.kind == view::NodeKind::controller && controllers_.contains(id)) mark(controllers_[id]);
}

void Overview::cut(const std::string& az, bool cut) {
    const std::lock_guard lock(mutex_);
    const auto found = azs_.find(az);
    if (found == azs_.end()) return;
    found->second.cut = cut;
    feed_.put(found->second);
}

void Overview::link(const view::LinkRow& row) {
    const std::lock_guard lock(mutex_);
    links_[row.key] = row;
    feed_.put(row);
}

// ---- questions
// ------------------------------------------------------------------------------------------------

bool Overview::online(view::NodeRef node) const {
    const std::lock_guard lock(mutex_);
    const base::BrokerId id(node.id);
    if (node.kind == view::NodeKind::broker) {
        const auto found = brokers_.find(id);
        return found != brokers_.end() && found->second.row.state == view::NodeState::online;
    }
    const auto found = controllers_.find(id);
    return found != controllers_.end() && found->second.state == view::NodeState::online;
}

std::size_t Overview::out_of_sync() const {
    const std::lock_guard lock(mutex_);
    std::size_t count = 0;
    for (const auto& [name, topic] : topics_)
        for (const auto& row : topic.partitions)
            if (row.leader < 0 || row.isr.size() < row.replicas.size()) ++count;
    return count;
}

std::size_t Overview::replicas_on(base::BrokerId broker) const {
    const std::lock_guard lock(mutex_);
    std::size_t count = 0;
    for (const auto& [name, topic] : topics_)
        for (const auto& row : topic.partitions)
            if (std::ranges::find(row.replicas, broker.value) != row.replicas.end()) ++count;
    return count;
}

view::Batch Overview::rows() const {
    const std::lock_guard lock(mutex_);
    view::Batch batch;
    batch.full = true;
    for (const auto& [name, row] : azs_) batch.azs.push_back(row);
    for (const auto& [id, broker] : brokers_) batch.brokers.push_back(broker.row);
    for (const auto& [id, row] : controllers_) batch.controllers.push_back(row);
    for (const auto& [key, row] : links_) batch.links.push_back(row);
    for (const auto& [name, topic] : topics_) {
        batch.topics.push_back(topic.row);
        batch.partitions.insert(batch.partitions.end(), topic.partitions.begin(), topic.partitions.end());
    }
    return batch;
}

std::vector<view::Fact> Overview::facts_since(std::uint64_t& position) const {
    const std::lock_guard lock(mutex_);
    const std::uint64_t end = first_fact_ + facts_.size();
    const std::uint64_t from = std::clamp(position, first_fact_, end);
    position = end;
    return {facts_.begin() + static_cast<std::ptrdiff_t>(from - first_fact_), facts_.end()};
}

// ---- what nodes report
// ----------------------------------------------------------------------------------------

Overview::StateChange Overview::settle(Broker& broker) {
    // A broker that is frozen or cut off still believes that it is online.
    const bool fenced = broker.own == view::NodeState::online && broker.fenced;
    const view::NodeState state = fenced ? view::NodeState::fenced : broker.own;
    if (broker.row.state == state) return {};
    const view::NodeState before = broker.row.state;
    broker.row.state = state;
    broker.row.state_since_ms = clock_.wall_ms();
    auto reason = view::StateReason::unknown;
    if (state == view::NodeState::starting) reason = view::StateReason::started;
    if (state == view::NodeState::online) reason = view::StateReason::caught_up;
    if (state == view::NodeState::stopping) reason = view::StateReason::shutting_down;
    if (fenced) reason = broker.why.reason;
    broker.row.state_reason = reason;
    broker.row.session_ms = fenced ? broker.why.session_ms : 0;
    // Every broker is fenced until it has caught up: that is no news of one that starts.
    if (before == view::NodeState::starting && state == view::NodeState::fenced) return {};
    return view::BrokerStateChanged{broker.row.id, state, reason, broker.row.session_ms};
}

Overview::StateChange Overview::stand(Broker& broker, const broker::StandingReport& report) {
    const bool fenced = report.state == view::NodeState::fenced;
    const bool news = fenced && !broker.fenced;
    broker.fenced = fenced;
    if (news) broker.why = report;
    if (fenced) broker.row.leaders = 0;
    const StateChange change = settle(broker);
    if (change || !news || report.reason == view::StateReason::unknown) return change;
    // Its host knew before that it is dead; why its leaders move now is news all the same.
    return view::BrokerStateChanged{broker.row.id, report.state, report.reason, report.session_ms};
}

void Overview::tell(const StateChange& change) {
    if (change) fact(*change);
}

void Overview::broker(const broker::BrokerReport& report) {
    StateChange change;
    {
        const std::lock_guard lock(mutex_);
        const auto found = brokers_.find(report.id);
        if (found == brokers_.end()) return; // removed meanwhile
        Broker& broker = found->second;
        view::BrokerRow& row = broker.row;
        // That a stop is done is told by the host, which knows first why it was stopped.
        const bool done = broker.own == view::NodeState::stopping && report.state == view::NodeState::offline;
        if (!done) broker.own = report.state;
        change = settle(broker);
        // A broker that was cut off may not know yet what it lost.
        row.leaders = broker.fenced ? 0 : report.leaders;
        row.replicas = report.replicas;
        row.connections = report.connections;
        row.disk_used = report.disk_used;
        row.bytes_in_total = report.bytes_in_total;
        row.bytes_out_total = report.bytes_out_total;
        row.records_in_total = report.records_in_total;
        row.bytes_in_rate = report.bytes_in_rate;
        row.bytes_out_rate = report.bytes_out_rate;
        row.records_in_rate = report.records_in_rate;
        feed_.put(row);
        publish_az(row.az);
        std::set<std::string> touched;
        for (const auto& partition : report.partitions) take(partition, touched);
        for (const auto& name : touched) publish_topic(topics_.at(name));
    }
    if (!change) return;
    tell(change);
    changed();
}

void Overview::take(const broker::PartitionReport& report, std::set<std::string>& touched) {
    const auto found = topics_.find(report.topic);
    const auto index = static_cast<std::size_t>(report.partition);
    // A report may be older than the deletion (or re-creation) of its topic.
    if (found == topics_.end() || found->second.row.id != report.topic_id) return;
    if (index >= found->second.partitions.size()) return;
    Topic& topic = found->second;
    view::PartitionRow& row = topic.partitions[index];
    if (report.leader_epoch < row.leader_epoch) return; // of a leader that is one no more
    topic.reports[index] = report;
    row.log_start_offset = report.log_start_offset;
    row.high_watermark = report.high_watermark;
    row.log_end_offset = report.log_end_offset;
    row.size = report.size;
    row.progress = report.progress;
    row.observed_ms = clock_.wall_ms();
    feed_.put(row);
    touched.insert(report.topic);
}

void Overview::publish_topic(Topic& topic) {
    view::TopicRow& row = topic.row;
    row.size = row.records = 0;
    row.bytes_in_rate = row.records_in_rate = 0;
    for (const auto& report : topic.reports) {
        row.size += report.size;
        row.records += report.high_watermark - report.log_start_offset;
        row.bytes_in_rate += report.bytes_in_rate;
        row.records_in_rate += report.records_in_rate;
        if (report.last_record_ms)
            row.last_record_ms = std::max(row.last_record_ms.value_or(0), *report.last_record_ms);
    }
    feed_.put(row);
}

void Overview::publish_az(const std::string& name) {
    const auto found = azs_.find(name);
    if (found == azs_.end()) return;
    view::AzRow& row = found->second;
    row.bytes_in_rate = row.bytes_out_rate = 0;
    for (const auto& [id, broker] : brokers_) {
        if (broker.row.az != name) continue;
        row.bytes_in_rate += broker.row.bytes_in_rate;
        row.bytes_out_rate += broker.row.bytes_out_rate;
    }
    feed_.put(row);
}

void Overview::controller(const broker::ControllerReport& report) {
    {
        const std::lock_guard lock(mutex_);
        const auto found = controllers_.find(report.id);
        if (found == controllers_.end()) return;
        view::ControllerRow& row = found->second;
        if (row.state != report.state) row.state_since_ms = clock_.wall_ms();
        row.state = report.state;
        row.active = report.active;
        row.epoch = report.epoch;
        row.log_end_offset = report.log_end_offset;
        row.high_watermark = report.high_watermark;
        row.role = report.role;
        feed_.put(row);
    }
    changed();
}

void Overview::metadata(const broker::MetadataReport& report) {
    std::vector<StateChange> changes;
    {
        const std::lock_guard lock(mutex_);
        for (const auto& [name, id] : report.gone) {
            const auto found = topics_.find(name);
            if (found == topics_.end() || found->second.row.id != id) continue;
            for (const auto& partition : found->second.partitions) feed_.remove(partition.key);
            feed_.remove(view::TopicKey{name});
            topics_.erase(found);
        }
        for (const auto& topic : report.topics) take(topic);
        for (const auto& standing : report.brokers) {
            const auto found = brokers_.find(standing.id);
            if (found == brokers_.end()) continue;
            changes.push_back(stand(found->second, standing));
            feed_.put(found->second.row);
        }
    }
    for (const auto& change : changes) tell(change);
    changed();
}

void Overview::take(const broker::TopicReport& report) {
    Topic& topic = topics_[report.name];
    if (topic.row.id != report.id) topic = {};
    topic.row.name = report.name;
    topic.row.id = report.id;
    topic.row.internal = report.name.starts_with("__");
    topic.row.partitions = static_cast<std::int32_t>(report.partitions.size());
    topic.row.replication_factor =
        report.partitions.empty() ? 0 : static_cast<std::int32_t>(report.partitions[0].replicas.size());
    topic.row.cleanup_policy = report.cleanup_policy;
    topic.row.retention_ms = report.retention_ms;
    topic.row.retention_bytes = report.retention_bytes;
    topic.row.configs_overridden = report.configs_overridden;
    topic.partitions.resize(report.partitions.size());
    topic.reports.resize(report.partitions.size());
    for (std::size_t i = 0; i < report.partitions.size(); ++i) {
        view::PartitionRow& row = topic.partitions[i];
        const auto& partition = report.partitions[i];
        row.key = {report.name, static_cast<std::int32_t>(i)};
        row.leader = partition.leader;
        row.leader_epoch = partition.leader_epoch;
        row.replicas = partition.replicas;
        row.isr = partition.isr;
        row.partition_epoch = partition.partition_epoch;
        row.adding = partition.adding;
        row.removing = partition.removing;
        row.eligible = partition.eligible;
        row.min_insync_replicas = report.min_insync_replicas;
        feed_.put(row);
    }
    publish_topic(topic);
}

void Overview::fact(view::FactKind what) {
    const view::Fact fact{clock_.wall_ms(), std::move(what)};
    feed_.fact(fact.what, fact.time_ms);
    {
        const std::lock_guard lock(mutex_);
        facts_.push_back(fact);
        if (facts_.size() > facts_kept) {
            facts_.pop_front();
            ++first_fact_;
        }
    }
    if (heard_) heard_();
}

} // namespace cluster
