#include "sim/cluster_sim.h"

#include "sim/admin.h"
#include "sim/clients.h"
#include "sim/cluster_checks.h"
#include "sim/faults.h"
#include "sim/raft_checks.h"

#include "metadata/partition_change.h"

#include <fmt/format.h>

namespace sim {

namespace {

using std::chrono::seconds;

class ClusterSim {
public:
    explicit ClusterSim(const RunOptions& options)
        : world_(options.seed),
          network_(world_), quorums_{world_, network_, {}, {}, {}, {}}, cluster_{world_, network_, quorums_,
                                                                                 {},     {},       {},
                                                                                 2,      {},       {},
                                                                                 {},     {}},
          raft_checks_(quorums_), checks_(cluster_), faults_(world_, network_, target()) {
        world_.tell = options.tell;
        draw();
        watch();
    }

    Outcome run() {
        for (const auto& [host, voter] : quorums_.voters) voter->start();
        for (const auto& [host, broker] : cluster_.brokers) broker->start();
        const Instant start = world_.now();
        prepare();
        if (!go(start + seconds(3))) return outcome();
        if (clients_.empty()) checks_.violate("there is no topic after three quiet seconds");
        const Instant healed = world_.now() + world_.between(seconds(4), seconds(9));
        faults_.run(healed);
        if (world_.percent(40)) admin_.start(healed);
        if (!go(healed)) return outcome();
        faults_.heal();
        if (!go(healed + seconds(8))) return outcome();
        for (const auto& client : clients_)
            if (!client->idle()) checks_.violate("a producer was not answered after everything had healed");
        raft_checks_.audit();
        checks_.audit();
        return outcome();
    }

private:
    Target target() {
        Target target;
        target.hosts = {101, 102, 103};
        const int brokers = 3 + world_.pick(3);
        for (HostId id = 1; id <= brokers; ++id) target.hosts.push_back(id);
        hosts_ = target.hosts;
        target.zone = [](HostId host) { return host % 3; };
        target.die = [this](HostId host, Loss loss) { die(host, loss); };
        target.start = [this](HostId host) {
            if (host > 100)
                quorums_.voters.at(host)->start();
            else
                cluster_.brokers.at(host)->start();
        };
        target.stop = [this](HostId host) {
            if (host < 100) cluster_.brokers.at(host)->stop();
        };
        target.disk = [this](HostId host, bool slow) {
            if (host < 100) return;
            VoterTimes& times = quorums_.voters.at(host)->times();
            times.sync_low = slow ? ms(5) : us(100);
            times.sync_high = slow ? ms(200) : us(400);
        };
        target.may_lose = [this](HostId host, Loss loss) { return may_lose(host, loss); };
        return target;
    }

    void draw() {
        std::vector<BrokerId> voters;
        for (const HostId host : hosts_)
            if (host > 100) voters.emplace_back(host);
        for (const BrokerId id : voters) {
            quorums_.voters[id.value] = std::make_unique<Voter>(quorums_, id.value, voters, VoterTimes());
            cluster_.controllers[id.value] =
                std::make_unique<ControllerHost>(world_, *quorums_.voters.at(id.value));
        }
        for (const HostId host : hosts_)
            if (host < 100) cluster_.brokers[host] = std::make_unique<BrokerHost>(cluster_, host);
        cluster_.lag_max = world_.between(ms(300), ms(3000));
        careful_ = faults_.mix().has(Fault::power) || faults_.mix().has(Fault::disk);
    }

    void watch() {
        quorums_.on_ready = [this](Voter& voter, const raft::Ready& ready) {
            for (const raft::Fact& fact : ready.facts)
                world_.trace(fmt::format("{:>6} {}", time(), told_by(voter, fact)));
            raft_checks_.performed(voter, ready);
            ControllerHost& controller = *cluster_.controllers.at(voter.host());
            // Not from inside the voter: the controller may append.
            world_.on(voter.host(), world_.now(), [this, &controller] {
                controller.follow();
                checks_.decided();
            });
        };
        quorums_.on_request = [this](HostId from, HostId, const raft::Request& request) {
            raft_checks_.requested(from, request);
        };
        quorums_.on_answer = [this](HostId from, HostId to, const raft::Response& response, std::size_t) {
            raft_checks_.answered(from, to, response);
        };
        cluster_.on_leader = [this](BrokerHost& broker, const Key& key, const replica::Leader& leader) {
            world_.trace(
                fmt::format("{:>6} {} leads {}: {}", time(), broker.host(), key.second, leader.describe()));
            checks_.led(broker, key, leader);
        };
        cluster_.on_commit = [this](BrokerHost& broker, const Key& key, Offset from, Offset to) {
            checks_.committed(broker, key, from, to);
        };
        cluster_.on_stopped = [this](BrokerHost& broker) {
            world_.after(world_.between(ms(1), ms(800)), [&broker] {
                if (!broker.up()) broker.start();
            });
        };
        cluster_.on_ack = [this](BrokerHost& broker, const Key& key, Offset offset) {
            checks_.acknowledged(broker, key, offset);
        };
    }

    std::int64_t time() const {
        return std::chrono::duration_cast<std::chrono::milliseconds>(world_.since_start()).count();
    }

    void die(HostId host, Loss loss) {
        if (host > 100) {
            raft_checks_.died(host);
            quorums_.voters.at(host)->die(loss == Loss::power);
            cluster_.controllers.at(host)->died();
        } else {
            gone_.insert(host);
            cluster_.brokers.at(host)->die(loss);
        }
    }

    /// Brokers do not sync what they write: where copies are lost, only one broker at a time may die. More
    /// than min.insync.replicas - 1 lost copies are more than Kafka's rules promise to survive, and to them
    /// every death is one. Who is merely slow, frozen or cut off does not count.
    bool may_lose(HostId host, Loss loss) {
        if (host > 100) return loss != Loss::disk;
        if (!careful_) return true;
        const ControllerHost* active = checks_.controller();
        if (!active || active->next_offset() > active->voter().core().high_watermark()) return false;
        const metadata::ClusterImage& image = active->core().image();
        std::erase_if(gone_, [&](HostId other) { return is_back(image, other); });
        return gone_.empty() || (gone_.size() == 1 && gone_.contains(host));
    }

    /// It is in sync again wherever it has a copy.
    bool is_back(const metadata::ClusterImage& image, HostId host) const {
        const BrokerHost& broker = *cluster_.brokers.at(host);
        const auto* registered = image.broker(BrokerId(host));
        if (!broker.up() || !registered || registered->epoch != broker.epoch()) return false;
        for (const auto& [name, topic] : image.topics())
            for (const auto& partition : topic.partitions)
                if (metadata::contains(partition.replicas, BrokerId(host)) &&
                    !metadata::contains(partition.isr, BrokerId(host)))
                    return false;
        return true;
    }

    /// As soon as there are brokers: a topic, its producers and consumers.
    void prepare() {
        if (!clients_.empty()) return;
        for (const auto& [host, controller] : cluster_.controllers) {
            if (!controller->active()) continue;
            const metadata::ClusterImage& image = controller->core().image();
            if (!image.topics().empty() && image.last_offset() < controller->voter().core().high_watermark())
                return start_clients(image);
            std::size_t ready = 0;
            for (const auto& [id, broker] : image.brokers()) ready += broker.active() ? 1 : 0;
            if (ready < cluster_.brokers.size() || !image.topics().empty()) continue;
            wire::CreateTopicsRequest request;
            auto& topic = request.topics.emplace_back();
            topic.name = "orders";
            topic.num_partitions = 1 + world_.pick(4);
            topic.replication_factor = 3;
            // The default is MSK's, true: then records are lost, as asked for.
            auto& unclean = topic.configs.emplace_back();
            unclean.name = "unclean.leader.election.enable";
            unclean.value = "false";
            controller->commit(controller->core().create_topics(request).records, [](bool) {});
        }
        world_.after(ms(20), [this] { prepare(); });
    }

    void start_clients(const metadata::ClusterImage& image) {
        const Instant until = world_.now() + seconds(13);
        HostId host = 900;
        for (const auto& [name, topic] : image.topics())
            for (std::size_t i = 0; i < topic.partitions.size(); ++i)
                for (int n = 0; n < 2; ++n) {
                    const Key key{topic.id, static_cast<std::int32_t>(i)};
                    const Duration pace = world_.between(ms(1), ms(60));
                    clients_.push_back(std::make_unique<Client>(cluster_, host, key, host, pace));
                    ++host;
                    clients_.back()->on_read = [this](const Key& at, Offset from,
                                                      const std::vector<Record>& got) {
                        checks_.consumed(at, from, got);
                    };
                    clients_.back()->start(until);
                }
    }

    bool go(Instant until) {
        return world_.run_until(until, [this] { return !checks_.violation() && !raft_checks_.violation(); });
    }

    Outcome outcome() const {
        const auto& violation = raft_checks_.violation() ? raft_checks_.violation() : checks_.violation();
        return {violation.value_or(""), world_.events(), world_.hash(), checks_.commits(), world_.counts()};
    }

    World world_;
    Network network_;
    Quorums quorums_;
    Cluster cluster_;
    RaftChecks raft_checks_;
    ClusterChecks checks_;
    std::vector<HostId> hosts_;
    Faults faults_;
    Admin admin_{cluster_};
    std::vector<std::unique_ptr<Client>> clients_;
    bool careful_ = false;
    std::set<HostId> gone_; ///< died and not in sync yet
};

} // namespace

Outcome run_cluster(const RunOptions& options) {
    return ClusterSim(options).run();
}

} // namespace sim
