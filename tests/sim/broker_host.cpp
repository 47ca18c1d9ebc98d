#include "sim/broker_host.h"

#include "support/broker_registration.h"

#include <algorithm>
#include <fmt/format.h>

namespace sim {

using kafka::ErrorCode;

namespace {

replica::Assignment assignment_of(const metadata::PartitionInfo& info) {
    return {info.leader, info.leader_epoch, info.partition_epoch, info.replicas, info.isr, info.recovering};
}

} // namespace

// ---- life

void BrokerHost::start() {
    world_.start(host_);
    image_ = std::make_unique<metadata::ClusterImage>();
    epoch_ = -1;
    seen_ = Offset(-1);
    seen_epoch_ = LeaderEpoch(0);
    published_ = false;
    registration_ = test::broker_registration(host_, base::Uuid::random(world_.rng));
    registration_.previous_broker_epoch = std::exchange(clean_epoch_, -1);
    stopping_ = false;
    fetch_metadata();
    register_self();
    tick();
}

void BrokerHost::stopped() {
    for (auto& [key, log] : disk_) log.write_back();
    clean_epoch_ = epoch_;
    world_.count("clean stops");
    world_.trace(fmt::format("{} has stopped", host_));
    die(Loss::process);
    cluster_.on_stopped(*this);
}

void BrokerHost::die(Loss loss) {
    world_.die(host_);
    cluster_.network.died(host_);
    image_.reset();
    active_.clear();
    partitions_.clear();
    fetching_.clear();
    parked_.clear();
    epoch_ = -1;
    for (auto& [key, log] : disk_) {
        if (loss == Loss::power) log.power_loss(world_);
        if (loss == Loss::disk) log.disk_loss();
    }
    // The controller hears the reset, unless a link is cut.
    for (const auto& [id, controller] : cluster_.controllers) {
        if (cluster_.network.link(host_, id).cut) continue;
        ControllerHost* target = controller.get();
        world_.on(id, world_.now() + us(200), [target, &world = world_, host = host_] {
            if (target->active()) target->core().connection_lost(BrokerId(host), world.now());
        });
    }
}

void BrokerHost::tick() {
    const Instant now = world_.now();
    for (auto& [key, partition] : partitions_) {
        if (!partition.leader) continue;
        perform(key, partition.leader->expire(now));
        if (partition.leader->next_isr_check() <= now) perform(key, partition.leader->check_isr(now));
    }
    wake_parked();
    fetch_all();
    for (auto& [key, log] : disk_) {
        if (world_.percent(10)) log.write_back();
        const auto found = partitions_.find(key);
        if (found != partitions_.end() && world_.percent(5))
            log.checkpointed_high_watermark =
                found->second.leader ? found->second.leader->high_watermark() : found->second.high_watermark;
    }
    world_.on(host_, now + ms(40), [this] { tick(); });
}

// ---- partitions

const replica::Leader* BrokerHost::leader_of(const Key& key) const {
    const auto found = partitions_.find(key);
    return found == partitions_.end() ? nullptr : found->second.leader.get();
}

HostId BrokerHost::leader_hint(const Key& key) const {
    if (!image_) return -1;
    const auto* info = image_->partition(key.first, base::PartitionIndex(key.second));
    return info ? info->leader.value : -1;
}

void BrokerHost::publish(const metadata::ImageDelta* delta) {
    if (!delta || !delta->changed_brokers.empty()) {
        active_.clear();
        for (const auto& [id, broker] : image_->brokers())
            if (broker.active()) active_.set(id, broker.epoch);
        for (auto& [key, partition] : partitions_)
            if (partition.leader) perform(key, partition.leader->check_isr(world_.now()));
    }
    if (!delta) {
        for (const auto& [name, topic] : image_->topics())
            for (std::size_t i = 0; i < topic.partitions.size(); ++i)
                assign({topic.id, static_cast<std::int32_t>(i)}, topic.partitions[i]);
    } else {
        for (const auto& [id, indexes] : delta->changed_partitions)
            for (const base::PartitionIndex index : indexes)
                if (const auto* info = image_->partition(id, index)) assign({id, index.value}, *info);
    }
    fetch_all();
    wake_parked();
}

void BrokerHost::assign(const Key& key, const metadata::PartitionInfo& info) {
    const replica::Assignment next = assignment_of(info);
    const bool mine = std::ranges::find(next.replicas, BrokerId(host_)) != next.replicas.end();
    if (!mine) {
        if (const auto found = partitions_.find(key); found != partitions_.end()) {
            if (found->second.leader)
                for (const auto& one : found->second.leader->resign()) finish(key, found->second, one);
            partitions_.erase(found);
        }
        disk_.erase(key);
        return;
    }
    const bool fresh = !partitions_.contains(key);
    Partition& partition = partitions_[key];
    DataLog& log = disk_[key];
    if (fresh) partition.high_watermark = std::min(log.checkpointed_high_watermark, log.log_end());
    if (next.leader == BrokerId(host_)) {
        lead(key, partition, next);
    } else {
        if (partition.leader) {
            partition.high_watermark = partition.leader->high_watermark();
            for (const auto& one : partition.leader->resign()) finish(key, partition, one);
            partition.leader.reset();
        }
        if (next.leader == base::no_broker)
            partition.follower.reset();
        else if (!partition.follower || partition.follower->epoch() != next.leader_epoch)
            partition.follower.emplace(next.leader, next.leader_epoch);
    }
    partition.assignment = next;
}

void BrokerHost::lead(const Key& key, Partition& partition, const replica::Assignment& next) {
    DataLog& log = disk_[key];
    if (partition.leader) {
        if (next.leader_epoch > partition.leader->epoch()) log.begin_epoch(next.leader_epoch);
        perform(key, partition.leader->update(next, world_.now()));
        cluster_.on_leader(*this, key, *partition.leader);
        return;
    }
    partition.follower.reset();
    log.begin_epoch(next.leader_epoch);
    const replica::Leader::Start start{.log_start = Offset(0),
                                       .log_end = log.log_end(),
                                       .high_watermark = partition.high_watermark,
                                       .min_insync_replicas = cluster_.min_isr,
                                       .lag_max = cluster_.lag_max,
                                       .now = world_.now()};
    partition.leader = std::make_unique<replica::Leader>(BrokerId(host_), next, active_, start);
    cluster_.on_leader(*this, key, *partition.leader);
    // Alone in the ISR it has committed all it has at once.
    const Offset begun = partition.leader->high_watermark();
    if (begun > partition.high_watermark) cluster_.on_commit(*this, key, partition.high_watermark, begun);
    partition.high_watermark = begun;
}

void BrokerHost::perform(const Key& key, replica::Effects effects) {
    Partition& partition = partitions_.at(key);
    if (effects.high_watermark_moved && partition.leader) {
        const Offset to = partition.leader->high_watermark();
        cluster_.on_commit(*this, key, partition.high_watermark, to);
        partition.high_watermark = to;
    }
    for (const replica::Answered& one : effects.answered) finish(key, partition, one);
    if (effects.propose) {
        world_.count(effects.propose->why == replica::Proposal::Why::caught_up ? "ISR joins" : "ISR leaves");
        const Duration pause = effects.propose->again ? ms(50) : Duration{};
        world_.on(host_, world_.now() + pause, [this, key, proposal = *effects.propose] {
            const auto found = partitions_.find(key);
            const bool wanted = found != partitions_.end() && found->second.leader &&
                                found->second.leader->epoch() == proposal.leader_epoch &&
                                found->second.leader->still_wanted(proposal.id);
            if (wanted) send(key, proposal);
        });
    }
}

void BrokerHost::finish(const Key& key, Partition& partition, const replica::Answered& answered) {
    const auto found = partition.waiting.find(answered.id);
    if (found == partition.waiting.end()) return;
    const auto [offset, done] = std::move(found->second);
    partition.waiting.erase(found);
    if (answered.code == ErrorCode::none) cluster_.on_ack(*this, key, offset);
    done(answered.code);
}

void BrokerHost::serve_produce(const Key& key, std::int32_t producer, std::int32_t sequence,
                               const Produced& done) {
    const auto found = partitions_.find(key);
    if (found == partitions_.end() || !found->second.leader) return done(ErrorCode::not_leader_or_follower);
    Partition& partition = found->second;
    replica::Leader& leader = *partition.leader;
    if (!leader.accepts_acks_all()) {
        world_.count("writes refused under min ISR");
        return done(ErrorCode::not_enough_replicas);
    }
    DataLog& log = disk_.at(key);
    auto [last, at] = log.last_of(producer);
    if (sequence > last + 1) return done(ErrorCode::out_of_order_sequence_number);
    const bool fresh = sequence > last;
    if (fresh) {
        at = log.log_end();
        log.append({leader.epoch(), producer, sequence});
    }
    const replica::WaiterId id = next_waiter_++;
    partition.waiting.emplace(id, std::pair(at, done));
    perform(key, leader.wait(id, at + 1, world_.now() + ms(1000)));
    if (fresh) perform(key, leader.written(log.log_end(), world_.now()));
    wake_parked();
}

std::optional<std::vector<Record>> BrokerHost::serve_read(const Key& key, Offset from) const {
    const auto found = partitions_.find(key);
    if (found == partitions_.end() || !found->second.leader) return {};
    std::vector<Record> records;
    const Offset limit = std::min(found->second.leader->high_watermark(), from + 50);
    for (Offset at = from; at < limit; at += 1)
        records.push_back(disk_.at(key).records()[static_cast<std::size_t>(at.value)]);
    return records;
}

} // namespace sim
