#pragma once
// Gathers what the nodes report into the rows of a Feed: a topic's size is the sum over brokers, a
// partition's row joins the metadata image with what its leader knows, a broker's state joins what it says
// with what the controller holds of it. Called from every loop; one mutex, held briefly.

#include "base/clock.h"
#include "broker/node_observer.h"
#include "view/feed.h"

#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <set>

namespace cluster {

class Overview final : public broker::NodeObserver {
public:
    Overview(view::Feed& feed, const base::Clock& clock);

    /// What does not change while the cluster runs. Called before the nodes start.
    void begin(const std::vector<view::AzRow>& azs, const std::vector<view::BrokerRow>& brokers,
               const std::vector<view::ControllerRow>& controllers);
    /// Every node is offline; topics are forgotten.
    void end();
    void add(const view::BrokerRow& broker);
    void remove(base::BrokerId broker);

    // What the host does to its nodes.
    void life(view::NodeRef node, view::NodeState state);
    void frozen(view::NodeRef node, bool frozen);
    void disk(view::NodeRef node, view::DiskState state);
    void cut(const std::string& az, bool cut);
    void link(const view::LinkRow& row);

    /// Called, without the lock and from any loop, whenever one of the questions below may have another
    /// answer.
    void on_change(std::function<void()> fn) { changed_ = std::move(fn); }
    bool online(view::NodeRef node) const;
    /// Partitions with a replica that is not in sync, or without a leader.
    std::size_t out_of_sync() const;
    /// Partitions with a replica on the broker.
    std::size_t replicas_on(base::BrokerId broker) const;

    /// All rows as they are now.
    view::Batch rows() const;
    /// The facts from number `position` on (0: the oldest that is kept), oldest first; moves `position`
    /// behind them.
    std::vector<view::Fact> facts_since(std::uint64_t& position) const;
    /// Called after each fact, from any loop, without the lock.
    void on_fact(std::function<void()> fn) { heard_ = std::move(fn); }

    void broker(const broker::BrokerReport& report) override;
    void controller(const broker::ControllerReport& report) override;
    void metadata(const broker::MetadataReport& report) override;
    void fact(view::FactKind what) override;

private:
    struct Broker {
        view::BrokerRow row;
        view::NodeState own = view::NodeState::offline; ///< as it says itself, or its host
        bool fenced = false;                            ///< as the controller holds it
        broker::StandingReport why;                     ///< it was fenced
    };
    struct Topic {
        view::TopicRow row;
        std::vector<view::PartitionRow> partitions;
        std::vector<broker::PartitionReport> reports; ///< by partition; empty topic name: none yet
    };
    using StateChange = std::optional<view::BrokerStateChanged>;

    StateChange settle(Broker& broker);
    StateChange stand(Broker& broker, const broker::StandingReport& report);
    void tell(const StateChange& change);
    void publish_topic(Topic& topic);
    void publish_az(const std::string& az);
    void take(const broker::PartitionReport& report, std::set<std::string>& touched);
    void take(const broker::TopicReport& report);
    void changed() const {
        if (changed_) changed_();
    }

    view::Feed& feed_;
    const base::Clock& clock_;
    std::function<void()> changed_;
    std::function<void()> heard_;
    mutable std::mutex mutex_;
    std::map<std::string, view::AzRow> azs_;
    std::map<base::BrokerId, Broker> brokers_;
    std::map<base::BrokerId, view::ControllerRow> controllers_;
    std::map<std::string, Topic> topics_;
    std::map<view::LinkKey, view::LinkRow> links_;
    std::deque<view::Fact> facts_;
    std::uint64_t first_fact_ = 0; ///< the number of the oldest
};

} // namespace cluster
