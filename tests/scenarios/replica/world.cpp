#include "scenarios/replica/world.h"

#include "base/assert.h"

#include <algorithm>
#include <fmt/format.h>
#include <sstream>

namespace scenarios {

using base::BrokerId;
using base::LeaderEpoch;
using base::Offset;
using kafka::ErrorCode;

// --- ListLog
// ------------------------------------------------------------------------------------------------------

LeaderEpoch ListLog::latest_epoch() const {
    return epochs_.empty() ? base::no_epoch : epochs_.back().first;
}

replica::EpochEnd ListLog::end_of(LeaderEpoch asked) const {
    if (epochs_.empty() || asked > latest_epoch() || asked.value < 0) return {};
    if (asked == latest_epoch()) return {asked, log_end()};
    auto higher = std::ranges::find_if(epochs_, [&](const auto& entry) { return entry.first > asked; });
    if (higher == epochs_.begin()) return {asked, higher->second};
    return {std::prev(higher)->first, higher->second};
}

void ListLog::note_epoch(LeaderEpoch epoch, Offset start) {
    if (epoch <= latest_epoch()) return;
    while (!epochs_.empty() && epochs_.back().second >= start) epochs_.pop_back();
    epochs_.emplace_back(epoch, start);
}

void ListLog::append(Record record) {
    note_epoch(LeaderEpoch(record.epoch), log_end());
    records_.push_back(record);
}

void ListLog::truncate(Offset end) {
    if (end < start_) return start_over(end);
    if (end < log_end()) records_.resize(static_cast<std::size_t>(end - start_));
    while (!epochs_.empty() && epochs_.back().second >= end) epochs_.pop_back();
}

void ListLog::start_over(Offset at) {
    records_.clear();
    epochs_.clear();
    start_ = at;
}

void ListLog::delete_before(Offset start) {
    if (start <= start_) return;
    records_.erase(records_.begin(), records_.begin() + (start - start_));
    start_ = start;
    while (epochs_.size() > 1 && epochs_[1].second <= start_) epochs_.erase(epochs_.begin());
    if (!epochs_.empty()) epochs_.front().second = std::max(epochs_.front().second, start_);
}

// --- the controller
// -----------------------------------------------------------------------------------------------

namespace {

std::string list(const std::vector<BrokerId>& ids) {
    std::string text;
    for (const BrokerId id : ids) text += fmt::format("{}{}", text.empty() ? "" : " ", id.value);
    return text;
}

bool holds(const std::vector<BrokerId>& ids, std::int32_t id) {
    return std::ranges::find(ids, BrokerId(id)) != ids.end();
}

std::string text_of(ErrorCode code) {
    return std::string(kafka::name(code));
}

} // namespace

World::World(std::vector<std::int32_t> replicas, std::int32_t min_isr, base::Duration lag_max)
    : min_isr_(min_isr), lag_max_(lag_max) {
    for (const std::int32_t id : replicas) truth_.replicas.push_back(BrokerId(id));
    truth_.isr = truth_.replicas;
    truth_.leader = truth_.replicas.front();
    truth_.leader_epoch = LeaderEpoch(0);
    truth_.partition_epoch = 0;
    for (const std::int32_t id : replicas) {
        auto& made = replicas_[id] = std::make_unique<Replica>();
        made->id = BrokerId(id);
        active_.set(made->id, made->broker_epoch);
    }
    tell_all();
    events_.clear();
}

void World::tell_all() {
    if (!tell_at_once) return;
    for (const auto& [id, one] : replicas_)
        if (one->up) learn(id);
}

void World::elect(std::int32_t leader) {
    std::vector<std::int32_t> isr;
    for (const BrokerId id : truth_.isr) isr.push_back(id.value);
    elect(leader, isr);
}

void World::elect(std::int32_t leader, std::vector<std::int32_t> isr) {
    truth_.leader = BrokerId(leader);
    truth_.leader_epoch = LeaderEpoch(truth_.leader_epoch.value + 1);
    ++truth_.partition_epoch;
    truth_.isr.clear();
    for (const std::int32_t id : isr) truth_.isr.push_back(BrokerId(id));
    tell_all();
}

void World::fence(std::int32_t id) {
    active_.erase(BrokerId(id));
    const bool was_leader = truth_.leader == BrokerId(id);
    if (holds(truth_.isr, id) && truth_.isr.size() > 1) {
        std::erase(truth_.isr, BrokerId(id));
        ++truth_.partition_epoch;
    }
    if (was_leader) {
        BrokerId next = base::no_broker;
        for (const BrokerId one : truth_.isr)
            if (active_.epoch(one)) {
                next = one;
                break;
            }
        truth_.leader = next;
        truth_.leader_epoch = LeaderEpoch(truth_.leader_epoch.value + 1);
        ++truth_.partition_epoch;
    }
    tell_all();
}

void World::unfence(std::int32_t id) {
    active_.set(BrokerId(id), replica(id).broker_epoch);
    if (truth_.leader == base::no_broker && holds(truth_.isr, id)) elect(id);
    // Leaders look again when who is active changes.
    for (const auto& [other, one] : replicas_)
        if (one->up && one->leader) apply(*one, one->leader->check_isr(now()));
}

void World::accept(std::int32_t leader) {
    Replica& one = replica(leader);
    if (!one.proposal) return say("nothing was proposed");
    const replica::Proposal proposal = *std::exchange(one.proposal, std::nullopt);
    ErrorCode code = ErrorCode::none;
    if (proposal.leader_epoch < truth_.leader_epoch)
        code = ErrorCode::fenced_leader_epoch;
    else if (proposal.partition_epoch != truth_.partition_epoch)
        code = ErrorCode::invalid_update_version;
    for (const auto& member : proposal.isr) {
        const auto epoch = active_.epoch(member.id);
        if (code == ErrorCode::none &&
            (!epoch || (member.broker_epoch != -1 && member.broker_epoch != *epoch)))
            code = ErrorCode::ineligible_replica;
    }
    if (code != ErrorCode::none) {
        say(fmt::format("the controller refuses: {}", text_of(code)));
        if (one.leader) apply(one, one.leader->proposal_failed(proposal.id, code, now()));
        return;
    }
    truth_.isr.clear();
    for (const auto& member : proposal.isr) truth_.isr.push_back(member.id);
    ++truth_.partition_epoch;
    if (one.leader) apply(one, one.leader->proposal_accepted(proposal.id, truth_, now()));
    if (one.leader) one.known = one.leader->assignment();
    tell_all();
}

void World::refuse(std::int32_t leader, ErrorCode code) {
    Replica& one = replica(leader);
    if (!one.proposal) return say("nothing was proposed");
    const std::uint64_t id = std::exchange(one.proposal, std::nullopt)->id;
    apply(one, one.leader->proposal_failed(id, code, now()));
}

void World::reassign(std::vector<std::int32_t> replicas) {
    truth_.replicas.clear();
    for (const std::int32_t id : replicas) {
        truth_.replicas.push_back(BrokerId(id));
        if (replicas_.contains(id)) continue;
        auto& made = replicas_[id] = std::make_unique<Replica>();
        made->id = BrokerId(id);
        active_.set(made->id, made->broker_epoch);
    }
    ++truth_.partition_epoch;
    tell_all();
}

void World::learn(std::int32_t id) {
    Replica& one = replica(id);
    if (one.known.partition_epoch >= truth_.partition_epoch) return;
    const bool new_epoch = truth_.leader_epoch > one.known.leader_epoch;
    one.known = truth_;
    if (truth_.leader == one.id) {
        one.follower.reset();
        if (new_epoch) one.log.begin_epoch(truth_.leader_epoch);
        if (one.leader) return apply(one, one.leader->update(truth_, now()));
        one.leader.emplace(one.id, truth_, active_,
                           replica::Leader::Start{.log_start = one.log.log_start(),
                                                  .log_end = one.log.log_end(),
                                                  .high_watermark = one.high_watermark,
                                                  .min_insync_replicas = min_isr_,
                                                  .lag_max = lag_max_,
                                                  .now = now()});
        say(fmt::format("{} leads: {}", id, one.leader->describe()));
        return;
    }
    if (one.leader) {
        one.high_watermark = one.leader->high_watermark();
        replica::Effects told;
        told.answered = one.leader->resign();
        one.leader.reset();
        one.proposal.reset();
        apply(one, std::move(told));
    }
    if (truth_.leader == base::no_broker)
        one.follower.reset();
    else if (new_epoch || !one.follower)
        one.follower.emplace(truth_.leader, truth_.leader_epoch);
}

// --- replicas
// -----------------------------------------------------------------------------------------------------

void World::apply(Replica& one, replica::Effects effects) {
    for (const replica::Answered& answered : effects.answered)
        say(fmt::format("produce {} is answered {}", answered.id, text_of(answered.code)));
    answered_.insert(answered_.end(), effects.answered.begin(), effects.answered.end());
    if (effects.high_watermark_moved)
        say(fmt::format("high watermark {}", one.leader->high_watermark().value));
    if (!effects.propose) return;
    std::vector<BrokerId> isr;
    for (const auto& member : effects.propose->isr) isr.push_back(member.id);
    say(fmt::format("{} asks for ISR {}: {} {}{}", one.id.value, list(isr), list(effects.propose->moved),
                    effects.propose->why == replica::Proposal::Why::caught_up ? "caught up" : "fell behind",
                    effects.propose->again ? " (again)" : ""));
    one.proposal = std::move(effects.propose);
}

bool World::produce(std::int32_t leader, std::int64_t count, std::optional<replica::WaiterId> waiter) {
    Replica& one = replica(leader);
    if (!one.up || !one.leader) {
        say("refused: NOT_LEADER_OR_FOLLOWER");
        return false;
    }
    if (waiter && !one.leader->accepts_acks_all()) {
        say("refused: NOT_ENOUGH_REPLICAS");
        return false;
    }
    for (std::int64_t i = 0; i < count; ++i) one.log.append({one.leader->epoch().value, next_serial_++});
    if (waiter) apply(one, one.leader->wait(*waiter, one.log.log_end(), now() + std::chrono::seconds(30)));
    apply(one, one.leader->written(one.log.log_end(), now()));
    return true;
}

void World::fetch(std::int32_t id, std::int64_t most) {
    Replica& one = replica(id);
    if (!one.up || !one.follower) return say("follows nobody");
    Replica& from = replica(one.follower->leader().value);
    if (!from.up) return say("no answer");
    const replica::FetchState asked = one.follower->fetch_state(one.log, one.high_watermark);
    replica::LeaderAnswer answer;
    std::vector<ListLog::Record> records;
    if (!from.leader)
        answer.code = ErrorCode::not_leader_or_follower;
    else if (asked.leader_epoch != from.leader->epoch())
        answer.code = asked.leader_epoch < from.leader->epoch() ? ErrorCode::fenced_leader_epoch
                                                                : ErrorCode::unknown_leader_epoch;
    else {
        answer.high_watermark = from.leader->high_watermark();
        answer.log_start = from.log.log_start();
        const auto diverging = replica::divergence(from.log, asked.last_fetched_epoch, asked.offset);
        if (asked.offset < from.log.log_start() || (!diverging && asked.offset > from.log.log_end()))
            answer.code = ErrorCode::offset_out_of_range;
        else if (diverging)
            answer.diverging = *diverging;
        else {
            for (Offset o = asked.offset; o < from.log.log_end() && o - asked.offset < most; o += 1)
                records.push_back(from.log.at(o));
            apply(from,
                  from.leader->fetched({one.id, one.broker_epoch, asked.offset, asked.log_start}, now()));
            answer.high_watermark = from.leader->high_watermark();
        }
    }
    if (answer.code != ErrorCode::none) say(text_of(answer.code));
    if (answer.diverging.known())
        say(fmt::format("they part: epoch {} ends at {} in {}", answer.diverging.epoch.value,
                        answer.diverging.end.value, from.id.value));
    const replica::FollowerStep step = one.follower->answered(asked, answer, one.log, now());
    using Do = replica::FollowerStep::Do;
    if (step.what == Do::nothing) return;
    if (step.what == Do::truncate) {
        one.log.truncate(step.at);
        say(fmt::format("{} cuts its log at {}", id, step.at.value));
    } else if (step.what == Do::start_over) {
        one.log.start_over(step.at);
        say(fmt::format("{} starts over at {}", id, step.at.value));
    } else {
        for (const ListLog::Record& record : records) one.log.append(record);
        one.high_watermark = std::max(one.high_watermark, std::min(answer.high_watermark, one.log.log_end()));
        one.log.delete_before(std::min(answer.log_start, one.high_watermark));
    }
    one.high_watermark = std::clamp(one.high_watermark, one.log.log_start(), one.log.log_end());
    one.follower->succeeded();
}

void World::check_isr(std::int32_t leader) {
    Replica& one = replica(leader);
    if (one.leader) apply(one, one.leader->check_isr(now()));
}

void World::expire(std::int32_t leader) {
    Replica& one = replica(leader);
    if (one.leader) apply(one, one.leader->expire(now()));
}

void World::delete_records(std::int32_t leader, std::int64_t before) {
    Replica& one = replica(leader);
    one.log.delete_before(std::min(Offset(before), one.committed()));
    if (one.leader) one.leader->log_start_moved(one.log.log_start());
}

void World::crash(std::int32_t id, std::optional<std::int64_t> kept) {
    Replica& one = replica(id);
    one.high_watermark = one.committed();
    one.up = false;
    one.leader.reset();
    one.follower.reset();
    one.proposal.reset();
    one.known = {};
    if (kept) one.log.truncate(Offset(*kept));
    one.high_watermark = std::clamp(one.high_watermark, one.log.log_start(), one.log.log_end());
}

void World::restart(std::int32_t id) {
    Replica& one = replica(id);
    one.up = true;
    one.broker_epoch = next_broker_epoch_++;
    learn(id);
}

// --- what can be seen
// ---------------------------------------------------------------------------------------------

std::string World::picture() const {
    std::string text;
    for (const auto& [id, one] : replicas_) {
        std::string row;
        const Offset end = one->log.log_end();
        for (Offset o{0}; o <= end; o += 1) {
            if (o == one->committed()) row += '|';
            if (o == end) break;
            row += o < one->log.log_start() ? "-" : std::to_string(one->log.at(o).epoch);
        }
        const char* role = !one->up ? "down" : one->leader ? "leader" : one->follower ? "follower" : "alone";
        const bool in_sync = holds(truth_.isr, id);
        text += fmt::format("  {} {:<8} {:<7} {}\n", id, role, in_sync ? "in sync" : "out", row);
    }
    return text;
}

void World::check() const {
    for (const auto& [id, one] : replicas_) {
        if (one->leader) one->leader->check_invariants();
        RIPARIUM_ASSERT(one->committed() <= one->log.log_end(), "the high watermark lies within the log");
        for (const auto& [other_id, other] : replicas_) {
            const Offset from = std::max(one->log.log_start(), other->log.log_start());
            const Offset to = std::min(one->committed(), other->committed());
            for (Offset o = from; o < to; o += 1)
                RIPARIUM_ASSERT(one->log.at(o) == other->log.at(o), "logs agree below their high watermarks");
        }
    }
}

std::vector<std::int32_t> numbers(const std::string& list) {
    std::vector<std::int32_t> all;
    std::istringstream in(list);
    for (std::string part; std::getline(in, part, ',');) all.push_back(std::stoi(part));
    return all;
}

} // namespace scenarios
