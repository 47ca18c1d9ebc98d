#pragma once
// The mailbox behind Session::drain. Nodes write rows, facts and answers from their threads; the window
// drains. One mutex, held for the length of a map insert. Any thread.

#include "view/session.h"

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>

namespace view {

class Feed {
public:
    /// At most this many facts wait; older ones are dropped and counted.
    static constexpr std::size_t max_facts = 32'768;

    void put(ClusterRow row);
    void put(AzRow row);
    void put(BrokerRow row);
    void put(ControllerRow row);
    void put(TopicRow row);
    void put(PartitionRow row);
    void put(LinkRow row);
    void put(FaultRow row);
    void remove(BrokerKey key);
    void remove(ControllerKey key);
    void remove(TopicKey key);
    void remove(PartitionKey key);
    void remove(FaultKey key);
    void fact(FactKind what, std::int64_t time_ms);
    void answer(Ticket ticket, AnswerKind what);
    /// The next batch is `full`: everything put before is forgotten.
    void reset();

    /// How many answers wait; a scan pauses while the window is behind.
    std::size_t waiting_answers() const;

    Batch drain();
    void set_wake(std::function<void()> fn);

private:
    template <class Change>
    void change(Change&& apply);

    mutable std::mutex mutex_;
    std::condition_variable wake_idle_;
    std::function<void()> wake_;
    int wakes_in_flight_ = 0;
    bool dirty_ = false;

    bool full_ = true;
    std::optional<ClusterRow> cluster_;
    // Changed rows by key; an empty optional is a key that is gone.
    std::map<std::string, AzRow> azs_;
    std::map<BrokerKey, std::optional<BrokerRow>> brokers_;
    std::map<ControllerKey, std::optional<ControllerRow>> controllers_;
    std::map<TopicKey, std::optional<TopicRow>> topics_;
    std::map<PartitionKey, std::optional<PartitionRow>> partitions_;
    std::map<LinkKey, LinkRow> links_;
    std::map<FaultKey, std::optional<FaultRow>> faults_;
    std::deque<Fact> facts_;
    std::uint64_t facts_dropped_ = 0;
    std::vector<Answer> answers_;
};

} // namespace view
