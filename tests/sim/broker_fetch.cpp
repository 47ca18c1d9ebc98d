// How a broker copies partitions from their leaders, and lets others copy from it.
#include "sim/broker_host.h"

#include <algorithm>

namespace sim {

using kafka::ErrorCode;

// ---- as follower

void BrokerHost::fetch_all() {
    std::set<HostId> leaders;
    for (const auto& [key, partition] : partitions_)
        if (partition.follower) leaders.insert(partition.follower->leader().value);
    for (const HostId leader : leaders)
        if (!fetching_.contains(leader)) fetch_from(leader);
}

void BrokerHost::fetch_from(HostId leader) {
    std::vector<Asked> asked;
    for (const auto& [key, partition] : partitions_)
        if (partition.follower && partition.follower->leader().value == leader &&
            partition.follower->fetch_at() <= world_.now())
            asked.push_back({key, partition.follower->fetch_state(disk_.at(key), partition.high_watermark)});
    if (asked.empty() || !cluster_.brokers.contains(leader)) return;
    const std::uint64_t id = ++fetch_calls_;
    fetching_[leader] = id;
    const auto over = [this, leader, id] {
        const auto found = fetching_.find(leader);
        if (found == fetching_.end() || found->second != id) return false;
        fetching_.erase(found);
        return true;
    };
    const auto done = [this, asked, over](const std::vector<Answer>& answers) {
        if (!over()) return;
        on_fetched(asked, answers);
        fetch_all();
    };
    const auto failed = [this, over] {
        if (over()) world_.on(host_, world_.now() + ms(20), [this] { fetch_all(); });
    };
    BrokerHost& target = *cluster_.brokers.at(leader);
    cluster_.network.call(
        host_, leader,
        [&target, &network = cluster_.network, self = host_, epoch = epoch_, asked,
         done](const Network::Call& call) {
            target.serve_fetch(self, epoch, asked,
                               [&network, call, done](const std::vector<Answer>& answers) {
                                   network.reply(call, [done, answers] { done(answers); });
                               });
        },
        failed);
    world_.on(host_, world_.now() + ms(700), failed);
}

void BrokerHost::on_fetched(const std::vector<Asked>& asked, const std::vector<Answer>& answers) {
    for (const Answer& answer : answers) {
        const auto question = std::ranges::find(asked, answer.key, &Asked::key);
        if (question != asked.end()) take(*question, answer);
    }
}

void BrokerHost::take(const Asked& asked, const Answer& answer) {
    using Do = replica::FollowerStep::Do;
    const auto found = partitions_.find(asked.key);
    if (found == partitions_.end() || !found->second.follower) return;
    Partition& partition = found->second;
    DataLog& log = disk_.at(asked.key);
    const auto step = partition.follower->answered(asked.state, answer.answer, log, world_.now());
    if (step.what == Do::nothing) return;
    if (step.what == Do::append) {
        for (const Record& record : answer.records) log.append(record);
    } else {
        world_.count("truncations");
        log.truncate(step.what == Do::truncate ? step.at : Offset(0));
    }
    partition.high_watermark = std::min(partition.high_watermark, log.log_end());
    if (answer.answer.high_watermark > partition.high_watermark)
        partition.high_watermark = std::min(answer.answer.high_watermark, log.log_end());
    partition.follower->succeeded();
}

// ---- as leader

void BrokerHost::serve_fetch(HostId from, std::int64_t broker_epoch, const std::vector<Asked>& asked,
                             Fetched done) {
    for (const Asked& one : asked) {
        const auto found = partitions_.find(one.key);
        if (found == partitions_.end() || !found->second.leader) continue;
        replica::Leader& leader = *found->second.leader;
        if (one.state.leader_epoch != leader.epoch() || one.state.offset > leader.log_end()) continue;
        if (replica::divergence(disk_.at(one.key), one.state.last_fetched_epoch, one.state.offset)) continue;
        perform(one.key,
                leader.fetched({BrokerId(from), broker_epoch, one.state.offset, Offset(0)}, world_.now()));
    }
    parked_.push_back({asked, world_.now() + ms(200), std::move(done)});
    wake_parked();
}

void BrokerHost::wake_parked() {
    // Whoever is answered may ask again at once, but over the network: never from inside this loop.
    std::vector<Parked> still;
    for (Parked& parked : std::exchange(parked_, {})) {
        if (const auto answers = try_answer(parked))
            parked.done(*answers);
        else
            still.push_back(std::move(parked));
    }
    for (Parked& parked : parked_) still.push_back(std::move(parked));
    parked_ = std::move(still);
}

std::optional<std::vector<BrokerHost::Answer>> BrokerHost::try_answer(const Parked& parked) {
    std::vector<Answer> answers;
    bool news = world_.now() >= parked.deadline;
    for (const Asked& one : parked.asked) {
        answers.push_back({one.key, {}, {}});
        news = answer_one(one, answers.back()) || news;
    }
    if (!news) return {};
    return answers;
}

bool BrokerHost::answer_one(const Asked& asked, Answer& answer) {
    const auto found = partitions_.find(asked.key);
    if (found == partitions_.end() || !found->second.leader) {
        answer.answer.code = ErrorCode::not_leader_or_follower;
        return true;
    }
    const replica::Leader& leader = *found->second.leader;
    const DataLog& log = disk_.at(asked.key);
    if (asked.state.leader_epoch != leader.epoch()) {
        answer.answer.code = asked.state.leader_epoch < leader.epoch() ? ErrorCode::fenced_leader_epoch
                                                                       : ErrorCode::unknown_leader_epoch;
        return true;
    }
    answer.answer.high_watermark = leader.high_watermark();
    answer.answer.log_start = Offset(0);
    if (const auto parts = replica::divergence(log, asked.state.last_fetched_epoch, asked.state.offset)) {
        answer.answer.diverging = *parts;
        return true;
    }
    if (asked.state.offset > log.log_end()) {
        answer.answer.code = ErrorCode::offset_out_of_range;
        return true;
    }
    const Offset limit = std::min(log.log_end(), asked.state.offset + 40);
    for (Offset at = asked.state.offset; at < limit; at += 1)
        answer.records.push_back(log.records()[static_cast<std::size_t>(at.value)]);
    return !answer.records.empty() || leader.high_watermark() > asked.state.high_watermark;
}

} // namespace sim
