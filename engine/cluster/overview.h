#pragma once
// Gathers what the nodes report into the rows of a Feed: a topic's size is the sum over brokers, a
// partition's row joins the metadata image with what its leader knows. Called from every loop; one mutex,
// held briefly.

#include "base/clock.h"
#include "broker/node_observer.h"
#include "view/feed.h"

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
    /// Called, without the lock, whenever a broker's state changed.
    void on_broker_state(std::function<void(base::BrokerId, view::NodeState)> fn) {
        broker_state_ = std::move(fn);
    }

    void broker(const broker::BrokerReport& report) override;
    void controller(const broker::ControllerReport& report) override;
    void metadata(const broker::MetadataReport& report) override;
    void fact(view::FactKind what) override;

private:
    struct Topic {
        view::TopicRow row;
        std::vector<view::PartitionRow> partitions;
        std::vector<broker::PartitionReport> reports; ///< by partition; empty topic name: none yet
    };

    void publish_topic(Topic& topic);
    void publish_az(const std::string& az);
    void take(const broker::PartitionReport& report, std::set<std::string>& touched);
    void take(const broker::TopicReport& report);

    view::Feed& feed_;
    const base::Clock& clock_;
    std::function<void(base::BrokerId, view::NodeState)> broker_state_;
    std::mutex mutex_;
    std::map<std::string, view::AzRow> azs_;
    std::map<base::BrokerId, view::BrokerRow> brokers_;
    std::map<base::BrokerId, view::ControllerRow> controllers_;
    std::map<std::string, Topic> topics_;
};

} // namespace cluster
