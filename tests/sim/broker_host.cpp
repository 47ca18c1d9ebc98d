#include "sim/broker_host.h"

#include <algorithm>
#include <fmt/format.h>

namespace sim {

using kafka::ErrorCode;

namespace {

constexpr Duration beat_every = ms(150);
constexpr Duration answer_within = ms(400);

wire::BrokerRegistrationRequest registration(World& world, HostId host) {
    wire::BrokerRegistrationRequest request;
    request.broker_id = host;
    request.cluster_id = "cluster";
    request.incarnation_id = base::Uuid::random(world.rng);
    auto& listener = request.listeners.emplace_back();
    listener.name = "PLAINTEXT";
    listener.host = fmt::format("127.10.{}.1", host);
    listener.port = 9092;
    for (const auto& [name, max] :
         std::map<std::string, std::int16_t>{{"metadata.version", 30},
                                             {"eligible.leader.replicas.version", 1},
                                             {"group.version", 1},
                                             {"transaction.version", 2}}) {
        auto& feature = request.features.emplace_back();
        feature.name = name;
        feature.max_supported_version = max;
    }
    request.rack = std::string(1, static_cast<char>('a' + host % 3));
    base::Uuid directory;
    directory.bytes[0] = 0xd1;
    directory.bytes[1] = static_cast<base::Byte>(host);
    request.log_dirs = {directory};
    return request;
}

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
    registration_ = registration(world_, host_);
    fetch_metadata();
    register_self();
    tick();
}

void BrokerHost::die(bool power_loss) {
    world_.die(host_);
    cluster_.network.died(host_);
    image_.reset();
    active_.clear();
    partitions_.clear();
    fetching_.clear();
    parked_.clear();
    epoch_ = -1;
    if (power_loss)
        for (auto& [key, log] : disk_) log.power_loss(world_);
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

// ---- the controller

void BrokerHost::ask(std::function<void(ControllerHost&, const Reply&)> serve, Action failed) {
    const auto answered = std::make_shared<bool>(false);
    const auto give_up = [this, answered, failed = std::move(failed)] {
        if (std::exchange(*answered, true)) return;
        controller_ = 101 + (controller_ - 101 + 1) % static_cast<int>(cluster_.controllers.size());
        failed();
    };
    ControllerHost& target = *cluster_.controllers.at(controller_);
    cluster_.network.call(
        host_, controller_,
        [&target, &network = cluster_.network, serve = std::move(serve), answered,
         give_up](const Network::Call& call) {
            if (!target.active()) return network.reply(call, give_up);
            serve(target, [&network, call, answered](Action done) {
                network.reply(call, [answered, done = std::move(done)] {
                    if (!std::exchange(*answered, true)) done();
                });
            });
        },
        give_up);
    world_.on(host_, world_.now() + answer_within, give_up);
}

void BrokerHost::register_self() {
    const auto again = [this] { world_.on(host_, world_.now() + ms(30), [this] { register_self(); }); };
    ask(
        [this, request = registration_, again](ControllerHost& controller, const Reply& reply) {
            auto decision =
                controller.core().register_broker(request, controller.next_offset(), world_.now());
            controller.commit(std::move(decision.records),
                              [this, reply, again, answer = decision.response](bool committed) {
                                  reply([this, again, answer, committed] {
                                      if (!committed || answer.error_code != 0) return again();
                                      epoch_ = answer.broker_epoch;
                                      beat();
                                  });
                              });
        },
        again);
}

void BrokerHost::beat() {
    wire::BrokerHeartbeatRequest request;
    request.broker_id = host_;
    request.broker_epoch = epoch_;
    request.current_metadata_offset = seen_.value;
    const auto next = [this](Duration pause) { world_.on(host_, world_.now() + pause, [this] { beat(); }); };
    ask(
        [this, request, next](ControllerHost& controller, const Reply& reply) {
            auto decision = controller.core().heartbeat(request, world_.now());
            controller.commit(std::move(decision.records),
                              [reply, next, answer = decision.response](bool committed) {
                                  reply([next, answer, committed] {
                                      next(committed && !answer.is_fenced ? beat_every : ms(20));
                                  });
                              });
        },
        [next] { next(ms(20)); });
}

void BrokerHost::fetch_metadata() {
    raft::FetchRequest request;
    request.replica = BrokerId(host_);
    request.offset = seen_ + 1;
    request.last_epoch = seen_epoch_;
    request.max_wait = ms(300);
    const std::uint64_t id = ++asked_;
    const HostId target = controller_;
    Voter& voter = cluster_.controllers.at(target)->voter();
    const auto again = [this, id](Duration pause) {
        if (id != asked_) return;
        ++asked_;
        world_.on(host_, world_.now() + pause, [this] { fetch_metadata(); });
    };
    const auto done = [this, id, again](const Voter::Reply& reply) {
        if (id != asked_) return;
        on_metadata(reply);
        const auto& fetched = std::get<raft::FetchResponse>(reply.response);
        if (fetched.error == ErrorCode::none) return again(Duration{});
        controller_ = 101 + world_.pick(static_cast<int>(cluster_.controllers.size()));
        again(ms(20));
    };
    cluster_.network.call(
        host_, target,
        [&voter, request, done](const Network::Call& call) { voter.serve(call, request, done); },
        [again] { again(ms(20)); });
    world_.on(host_, world_.now() + ms(300) + answer_within, [this, id, again] {
        if (id == asked_) controller_ = 101 + world_.pick(static_cast<int>(cluster_.controllers.size()));
        again(Duration{});
    });
}

void BrokerHost::on_metadata(const Voter::Reply& reply) {
    const auto& fetched = std::get<raft::FetchResponse>(reply.response);
    metadata::ImageDelta delta;
    Offset at = fetched.read_from;
    for (const Entry& entry : reply.entries) {
        if (entry.record && at > image_->last_offset())
            (void)image_->apply(entry.record->record, at, entry.epoch, delta);
        // Control records move the position too.
        if (at > seen_) {
            seen_ = at;
            seen_epoch_ = entry.epoch;
        }
        at += 1;
    }
    if (epoch_ < 0 || seen_ < Offset(epoch_)) return;
    // Until it sees its own registration, what it reads of itself is the word of its former life.
    publish(published_ ? &delta : nullptr);
    published_ = true;
}

void BrokerHost::send(const Key& key, const replica::Proposal& proposal) {
    wire::AlterPartitionRequest request;
    request.broker_id = host_;
    request.broker_epoch = epoch_;
    auto& topic = request.topics.emplace_back();
    topic.topic_id = key.first;
    auto& asked = topic.partitions.emplace_back();
    asked.partition_index = key.second;
    asked.leader_epoch = proposal.leader_epoch.value;
    asked.partition_epoch = proposal.partition_epoch;
    asked.leader_recovery_state = proposal.recovering ? 1 : 0;
    for (const auto& member : proposal.isr) {
        auto& state = asked.new_isr_with_epochs.emplace_back();
        state.broker_id = member.id.value;
        state.broker_epoch = member.broker_epoch;
    }
    const auto failed = [this, key, id = proposal.id](ErrorCode code) {
        const auto found = partitions_.find(key);
        if (found != partitions_.end() && found->second.leader)
            perform(key, found->second.leader->proposal_failed(id, code, world_.now()));
    };
    const auto answered = [this, key, id = proposal.id,
                           failed](const wire::AlterPartitionResponse& response) {
        if (response.error_code != 0) return failed(static_cast<ErrorCode>(response.error_code));
        const auto& one = response.topics.at(0).partitions.at(0);
        if (one.error_code != 0) return failed(static_cast<ErrorCode>(one.error_code));
        const auto found = partitions_.find(key);
        if (found == partitions_.end() || !found->second.leader) return;
        replica::Assignment next = found->second.leader->assignment();
        next.leader_epoch = LeaderEpoch(one.leader_epoch);
        next.partition_epoch = one.partition_epoch;
        next.isr = metadata::to_replicas(one.isr);
        next.recovering = one.leader_recovery_state != 0;
        perform(key, found->second.leader->proposal_accepted(id, next, world_.now()));
    };
    ask(
        [request, answered, failed](ControllerHost& controller, const Reply& reply) {
            auto decision = controller.core().alter_partition(request, 3);
            controller.commit(std::move(decision.records),
                              [reply, answered, failed, response = decision.response](bool committed) {
                                  reply([answered, failed, response, committed] {
                                      if (committed)
                                          answered(response);
                                      else
                                          failed(ErrorCode::not_controller);
                                  });
                              });
        },
        [failed] { failed(ErrorCode::network_exception); });
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
    if (!leader.accepts_acks_all()) return done(ErrorCode::not_enough_replicas);
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
