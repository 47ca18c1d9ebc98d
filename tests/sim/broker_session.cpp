// What a broker has to do with the controllers: it registers, beats, follows the metadata log and asks for
// changes of the ISR.
#include "sim/broker_host.h"

namespace sim {

using kafka::ErrorCode;

namespace {

constexpr Duration beat_every = ms(150);
constexpr Duration answer_within = ms(400);

} // namespace

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
    request.want_shut_down = stopping_;
    const auto next = [this](Duration pause) { world_.on(host_, world_.now() + pause, [this] { beat(); }); };
    ask(
        [this, request, next](ControllerHost& controller, const Reply& reply) {
            auto decision = controller.core().heartbeat(request, world_.now());
            controller.commit(std::move(decision.records),
                              [this, reply, next, answer = decision.response](bool committed) {
                                  reply([this, next, answer, committed] {
                                      if (committed && answer.should_shut_down) return stopped();
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

} // namespace sim
