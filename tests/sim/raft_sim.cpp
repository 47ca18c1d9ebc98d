#include "sim/raft_sim.h"

#include "sim/faults.h"
#include "sim/raft_checks.h"

#include <fmt/format.h>

namespace sim {

namespace {

class RaftSim {
public:
    explicit RaftSim(const RunOptions& options)
        : world_(options.seed), network_(world_), quorums_{world_, network_, {}, {}, {}, {}},
          checks_(quorums_), faults_(world_, network_, target()) {
        world_.tell = options.tell;
        draw();
        watch();
    }

    Outcome run() {
        for (const auto& [host, voter] : quorums_.voters) voter->start();
        const Instant healed =
            world_.now() + world_.between(std::chrono::seconds(4), std::chrono::seconds(12));
        faults_.run(healed);
        propose(healed + std::chrono::seconds(6));
        if (snapshots_) snapshot(healed);
        if (!go(healed)) return outcome();
        faults_.heal();
        // Every voter has come back: an election, a catch-up, and records of the clients in between.
        if (!go(healed + std::chrono::seconds(9))) return outcome();
        if (!said_after_heal_) checks_.violate("nothing was committed after everything had healed");
        checks_.audit();
        return outcome();
    }

private:
    Target target() {
        Target target;
        const int choice = world_.pick(10);
        const int count = choice == 0 ? 1 : choice < 8 ? 3 : 5;
        for (int i = 0; i < count; ++i) target.hosts.push_back(101 + i);
        for (const HostId host : target.hosts) ids_.emplace_back(host);
        target.zone = [](HostId host) { return host % 3; };
        target.die = [this](HostId host, Loss loss) {
            checks_.died(host);
            quorums_.voters.at(host)->die(loss == Loss::power);
        };
        target.start = [this](HostId host) { quorums_.voters.at(host)->start(); };
        target.disk = [this](HostId host, bool slow) {
            VoterTimes& times = quorums_.voters.at(host)->times();
            times.sync_low = slow ? ms(5) : us(100);
            times.sync_high = slow ? ms(300) : us(400);
        };
        return target;
    }

    void draw() {
        VoterTimes times;
        if (world_.percent(30)) times = {ms(1000), ms(2000), us(100), us(400)};
        for (const BrokerId id : ids_)
            quorums_.voters[id.value] = std::make_unique<Voter>(quorums_, id.value, ids_, times);
        snapshots_ = world_.percent(40);
        hand_overs_ = world_.percent(30);
        rate_ = world_.between(ms(2), ms(60));
    }

    void watch() {
        quorums_.on_ready = [this](Voter& voter, const raft::Ready& ready) {
            for (const raft::Fact& fact : ready.facts)
                world_.trace(fmt::format("{:>6} {}", time(), told_by(voter, fact)));
            checks_.performed(voter, ready);
        };
        quorums_.on_request = [this](HostId from, HostId, const raft::Request& request) {
            checks_.requested(from, request);
        };
        quorums_.on_answer = [this](HostId from, HostId to, const raft::Response& response, std::size_t) {
            checks_.answered(from, to, response);
        };
    }

    std::int64_t time() const {
        return std::chrono::duration_cast<std::chrono::milliseconds>(world_.since_start()).count();
    }

    void propose(Instant until) {
        if (world_.now() >= until) return;
        for (const auto& [host, voter] : quorums_.voters) {
            if (!voter->up() || world_.frozen(host) || !voter->active()) continue;
            std::vector<Entry> batch(static_cast<std::size_t>(1 + world_.pick(3)));
            for (Entry& entry : batch) entry.id = world_.rng.next();
            const auto first = voter->append(std::move(batch));
            if (!first) continue;
            if (world_.now() > until - std::chrono::seconds(1)) said_after_heal_ = true;
            if (hand_overs_ && world_.percent(1)) voter->hand_over(false);
        }
        world_.after(rate_, [this, until] { propose(until); });
    }

    void snapshot(Instant until) {
        if (world_.now() >= until) return;
        for (const auto& [host, voter] : quorums_.voters) {
            if (!voter->up() || world_.frozen(host) || !world_.percent(30)) continue;
            const Offset upto = voter->core().high_watermark();
            voter->take_snapshot(upto, upto - world_.pick(5));
        }
        world_.after(world_.between(ms(100), ms(900)), [this, until] { snapshot(until); });
    }

    bool go(Instant until) {
        return world_.run_until(until, [this] { return !checks_.violation(); });
    }

    Outcome outcome() const {
        return {checks_.violation().value_or(""), world_.events(), world_.hash(), checks_.committed().size(),
                world_.counts()};
    }

    World world_;
    Network network_;
    Quorums quorums_;
    RaftChecks checks_;
    std::vector<BrokerId> ids_;
    Faults faults_;
    Duration rate_{};
    bool snapshots_ = false;
    bool hand_overs_ = false;
    bool said_after_heal_ = false;
};

} // namespace

Outcome run_raft(const RunOptions& options) {
    return RaftSim(options).run();
}

} // namespace sim
