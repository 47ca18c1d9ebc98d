#pragma once
// A view::Session without an engine: canned rows, rates that move when told, plausible answers to every
// command. For tests of windows and for screenshots of them. The test's thread; deterministic.

#include "view/feed.h"
#include "view/layout.h"
#include "view/session.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace support {

class ScriptedSession : public view::Session {
public:
    explicit ScriptedSession(view::ClusterLayout layout, std::string data_dir = "/tmp/riparium/data");

    view::Ticket submit(view::Command command) override;
    view::Batch drain() override { return feed_.drain(); }
    void set_wake(std::function<void()> fn) override { feed_.set_wake(std::move(fn)); }

    // ---- the script
    /// Commands answer with this instead, once.
    void fail_next(std::string sentence);
    /// StartCluster leads to `failed` with this sentence.
    void fail_start(std::string sentence) { start_failure_ = std::move(sentence); }
    /// StopCluster stays at `stopping` until `finish_stop()`.
    void hold_stop() { hold_stop_ = true; }
    void finish_stop();
    /// One second of traffic passes: rates and totals move.
    void tick();
    void add_topic(const std::string& name, std::int32_t partitions, std::int64_t records);
    void set_broker_state(std::int32_t broker, view::NodeState state);

    /// The wall clock of the first second; a fixed evening otherwise.
    void set_epoch(std::int64_t ms) { epoch_ms_ = ms; }
    /// Topics added from now on have three replicas, two of which must be in sync.
    void replicate(std::int32_t factor = 3) { factor_ = factor; }
    /// Replicas of brokers that are online come back into the ISR.
    void catch_up();
    void set_lag(const view::PartitionKey& key, std::int32_t broker, std::int64_t lag,
                 std::int64_t behind_ms);
    /// The replica fell behind: out of the ISR.
    void shrink(const view::PartitionKey& key, std::int32_t broker);
    const std::map<view::FaultKey, view::FaultRow>& faults() const { return faults_; }

    /// Every command, as submitted.
    const std::vector<view::Command>& commands() const { return commands_; }
    template <class T>
    int count() const {
        int n = 0;
        for (const view::Command& c : commands_) n += std::holds_alternative<T>(c) ? 1 : 0;
        return n;
    }
    view::Feed& feed() { return feed_; }
    view::ClusterState state() const { return cluster_.state; }

private:
    void start();
    void stop();
    void put_all();
    void set_nodes(view::NodeState state);
    void run(view::Ticket ticket, const view::Command& command);
    bool run_fault(const view::Command& command);
    bool run_lift(const view::Command& command);
    view::FaultKey add_fault(view::FaultRow row);
    void lift(view::FaultKey key);
    void put_az(const std::string& name, bool cut);
    void put_links();
    void put_counts();
    void set_controller(view::ControllerRow& row, view::NodeState state);
    void fence(std::int32_t id, view::NodeState state, view::StateReason reason);
    void revive(std::int32_t id);
    void scan(view::Ticket ticket, const view::ScanRecords& scan);
    view::Record record_at(std::int32_t partition, std::int64_t offset) const;
    std::int64_t now_ms() const;

    view::ClusterLayout layout_;
    view::Feed feed_;
    view::ClusterRow cluster_;
    std::map<std::int32_t, view::BrokerRow> brokers_;
    std::vector<view::ControllerRow> controllers_;
    std::map<std::string, view::TopicRow> topics_;
    std::map<view::PartitionKey, view::PartitionRow> partitions_;
    std::map<std::string, std::map<std::string, std::string>> overrides_;
    std::map<view::FaultKey, view::FaultRow> faults_;
    std::map<view::LinkKey, view::LinkRow> links_;
    std::map<std::string, bool> cut_azs_;
    std::uint64_t last_fault_ = 0;
    std::int32_t factor_ = 1;
    double link_rate_ = 41.8e6;
    std::vector<view::Command> commands_;
    std::optional<std::string> failure_;
    std::string start_failure_;
    bool hold_stop_ = false;
    view::Ticket last_ticket_ = 0;
    std::int64_t seconds_ = 0;
    std::int64_t epoch_ms_ = 1'795'257'738'000; ///< screenshots do not change by themselves
};

} // namespace support
