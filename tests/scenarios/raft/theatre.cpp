#include "scenarios/raft/theatre.h"

#include <algorithm>
#include <fmt/format.h>
#include <sstream>

namespace scenarios {

using base::BrokerId;
using base::LeaderEpoch;
using base::Offset;
using sim::HostId;

namespace {

std::string code(kafka::ErrorCode error) {
    return error == kafka::ErrorCode::none ? "" : fmt::format(" {}", kafka::name(error));
}

sim::Duration duration(const std::string& text) {
    const std::int64_t n = std::stoll(text);
    return text.ends_with("ms") ? sim::ms(n) : sim::ms(n * 1000);
}

std::string ends(const raft::EndOffset& end) {
    return fmt::format("{}@{}", end.end.value, end.epoch.value);
}

} // namespace

QuorumTheatre::QuorumTheatre() : world_(1), network_(world_), quorums_{world_, network_, {}, {}, {}, {}} {
    watch();
}

std::string QuorumTheatre::clock() const {
    return fmt::format("{:>6}",
                       std::chrono::duration_cast<std::chrono::milliseconds>(world_.since_start()).count());
}

void QuorumTheatre::say(const std::string& line) {
    out_ += line + "\n";
}

void QuorumTheatre::watch() {
    quorums_.on_ready = [this](sim::Voter& voter, const raft::Ready& ready) {
        for (const raft::Fact& fact : ready.facts) {
            std::string line = fmt::format("{} {} {}", clock(), voter.host(), raft::name_of(fact.kind));
            if (fact.kind == raft::Fact::Kind::became_follower || fact.kind == raft::Fact::Kind::leader_gone)
                line += fmt::format(" of {}", fact.node.value);
            if (fact.kind == raft::Fact::Kind::voted) line += fmt::format(" for {}", fact.node.value);
            if (fact.offset >= Offset(0)) line += fmt::format(" to {}", fact.offset.value);
            say(line + fmt::format(", epoch {}", fact.epoch.value));
        }
        if (ready.high_watermark)
            say(fmt::format("{} {} high watermark {}", clock(), voter.host(), ready.high_watermark->value));
    };
    quorums_.on_request = [this](HostId from, HostId to, const raft::Request& request) {
        say_request(from, to, request);
    };
    quorums_.on_answer = [this](HostId from, HostId to, const raft::Response& response, std::size_t records) {
        say_answer(from, to, response, records);
    };
}

void QuorumTheatre::say_request(HostId from, HostId to, const raft::Request& request) {
    const std::string head = fmt::format("{}   {} -> {} ", clock(), from, to);
    if (const auto* vote = std::get_if<raft::VoteRequest>(&request))
        say(head + fmt::format("{} epoch {} log {}", vote->pre_vote ? "pre-vote?" : "vote?",
                               vote->epoch.value, ends(vote->log)));
    else if (const auto* begin = std::get_if<raft::BeginQuorumEpochRequest>(&request))
        say(head + fmt::format("begin epoch {}", begin->epoch.value));
    else if (const auto* end = std::get_if<raft::EndQuorumEpochRequest>(&request)) {
        std::string order;
        for (const BrokerId id : end->successors) order += fmt::format(" {}", id.value);
        say(head + fmt::format("end epoch {}, successors{}", end->epoch.value, order));
    }
}

void QuorumTheatre::say_answer(HostId from, HostId to, const raft::Response& response, std::size_t records) {
    const std::string head = fmt::format("{}   {} -> {} ", clock(), from, to);
    if (const auto* vote = std::get_if<raft::VoteResponse>(&response)) {
        say(head + (vote->granted ? "granted" : "refused") + code(vote->error) +
            fmt::format(", leader {} epoch {}", vote->leader.value, vote->epoch.value));
    } else if (const auto* fetched = std::get_if<raft::FetchResponse>(&response)) {
        if (fetched->diverging) say(head + "diverging at " + ends(*fetched->diverging));
        if (fetched->snapshot) say(head + "fetch snapshot " + ends(*fetched->snapshot));
        if (fetched->error != kafka::ErrorCode::none)
            say(head + fmt::format("fetch refused{}, leader {} epoch {}", code(fetched->error),
                                   fetched->leader.value, fetched->epoch.value));
        if (records > 0)
            say(head + fmt::format("{} records from {}, high watermark {}", records, fetched->read_from.value,
                                   fetched->high_watermark.value));
    } else {
        const auto [error, epoch] =
            std::visit([](const auto& one) { return std::pair(one.error, one.epoch); }, response);
        if (error != kafka::ErrorCode::none)
            say(head + fmt::format("refused{}, epoch {}", code(error), epoch.value));
    }
}

std::string QuorumTheatre::play(const std::string& command) {
    out_.clear();
    std::istringstream in(command);
    Words words;
    for (std::string word; in >> word;) words.push_back(word);
    if (words.empty()) return "";
    if (words[0] == "voters")
        cast(words);
    else if (words[0] == "run")
        run(words.at(1));
    else if (words[0] == "run-until")
        run_until(words);
    else if (words[0] == "show")
        show();
    else if (!perform_fault(words) && !perform_work(words))
        say("unknown command");
    return out_;
}

bool QuorumTheatre::perform_fault(const Words& words) {
    if (words[0] == "cut" || words[0] == "heal")
        cut(words, words[0] == "heal");
    else if (words[0] == "kill")
        voter(words.at(1)).die(false);
    else if (words[0] == "power-loss")
        voter(words.at(1)).die(true);
    else if (words[0] == "start")
        voter(words.at(1)).start();
    else if (words[0] == "freeze")
        world_.freeze(std::stoi(words.at(1)));
    else if (words[0] == "thaw")
        world_.thaw(std::stoi(words.at(1)));
    else if (words[0] == "slow-disk")
        voter(words.at(1)).times() = {sim::ms(200), sim::ms(600), duration(words.at(2)),
                                      duration(words.at(2))};
    else
        return false;
    return true;
}

bool QuorumTheatre::perform_work(const Words& words) {
    if (words[0] == "append")
        append(words);
    else if (words[0] == "log")
        log(words);
    else if (words[0] == "hand-over")
        voter(words.at(1)).hand_over(false);
    else if (words[0] == "leave")
        voter(words.at(1)).hand_over(true);
    else if (words[0] == "snapshot")
        voter(words.at(1)).take_snapshot(Offset(std::stoll(words.at(2))), Offset(std::stoll(words.at(2))));
    else
        return false;
    return true;
}

void QuorumTheatre::cast(const Words& words) {
    std::vector<BrokerId> ids;
    for (auto it = words.begin() + 1; it != words.end(); ++it) ids.emplace_back(std::stoi(*it));
    for (const BrokerId id : ids) {
        quorums_.voters[id.value] = std::make_unique<sim::Voter>(
            quorums_, id.value, ids,
            sim::VoterTimes{sim::ms(200), sim::ms(600), sim::us(100), sim::us(100), {}});
        for (const BrokerId other : ids) network_.link(id.value, other.value).latency = sim::ms(1);
    }
}

void QuorumTheatre::run(const std::string& time) {
    world_.run_until(world_.now() + duration(time), [] { return true; });
}

void QuorumTheatre::run_until(const Words& words) {
    // run-until leader: somebody leads and has committed in its epoch. run-until 103 follower.
    const auto reached = [&] {
        return std::ranges::any_of(quorums_.voters, [&](const auto& one) {
            if (!one.second->up()) return false;
            if (words.size() == 2) return one.second->active();
            return one.first == std::stoi(words[1]) && raft::name_of(one.second->core().role()) == words[2];
        });
    };
    if (world_.run_until(world_.now() + sim::ms(10'000), [&] { return !reached(); })) say("not within 10 s");
}

void QuorumTheatre::append(const Words& words) {
    std::vector<sim::Entry> batch(static_cast<std::size_t>(std::stoi(words.at(2))));
    for (sim::Entry& entry : batch) entry.id = next_record_++;
    const auto first = voter(words.at(1)).append(std::move(batch));
    say(first ? fmt::format("at offset {}", first->value) : "refused: not an active leader");
}

void QuorumTheatre::log(const Words& words) {
    // log 101 1 1 2: records of these epochs, synced, before the first start.
    sim::VoterDisk& disk = voter(words.at(1)).disk();
    for (std::size_t i = 2; i < words.size(); ++i) {
        const LeaderEpoch epoch(std::stoi(words[i]));
        // The same record wherever it stands in the same epoch.
        const auto id = static_cast<std::uint64_t>(epoch.value) * 1'000'000 + i;
        disk.append({{epoch, id, true, nullptr}});
        disk.state.epoch = std::max(disk.state.epoch, epoch);
    }
    disk.synced(disk.written.end(), disk.version());
}

void QuorumTheatre::cut(const Words& words, bool heal) {
    const auto one = [&](HostId from, HostId to) { heal ? network_.heal(from, to) : network_.cut(from, to); };
    if (words.size() == 1) { // heal
        for (const auto& [a, va] : quorums_.voters)
            for (const auto& [b, vb] : quorums_.voters) one(a, b);
        return;
    }
    const HostId a = std::stoi(words.at(1));
    if (words.size() == 4) return one(a, std::stoi(words.at(3))); // cut 101 > 102
    for (const auto& [b, vb] : quorums_.voters) {
        if (b == a || (words.size() == 3 && b != std::stoi(words[2]))) continue;
        one(a, b);
        one(b, a);
    }
}

void QuorumTheatre::show() {
    for (const auto& [host, voter] : quorums_.voters) {
        const raft::QuorumState& disk = voter->disk().state;
        if (!voter->up()) {
            say(fmt::format("{} down         on disk: epoch {} voted {} leader {}, log {} to {}", host,
                            disk.epoch.value, disk.voted.value, disk.leader.value,
                            voter->disk().written.start.value, voter->disk().written.end().value));
            continue;
        }
        const raft::Quorum& core = voter->core();
        std::string epochs;
        for (const raft::EpochStart& start : core.log().starts())
            epochs += fmt::format(" {}@{}", start.start.value, start.epoch.value);
        say(fmt::format(
            "{} {:<11}  epoch {} leader {:>3} voted {:>3}  log{} to {}, durable {}, high watermark {}", host,
            raft::name_of(core.role()), core.epoch().value, core.leader().value, core.voted().value,
            epochs.empty() ? fmt::format(" {}", core.log().start().value) : epochs, core.log().end().value,
            core.durable_end().value, core.high_watermark().value));
    }
}

} // namespace scenarios
