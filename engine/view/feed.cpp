#include "view/feed.h"

#include <utility>

namespace view {

bool Batch::empty() const {
    return !full && !cluster && azs.empty() && brokers.empty() && controllers.empty() && topics.empty() &&
           partitions.empty() && gone_brokers.empty() && gone_controllers.empty() && gone_topics.empty() &&
           gone_partitions.empty() && links.empty() && faults.empty() && gone_faults.empty() &&
           facts.empty() && facts_dropped == 0 && answers.empty();
}

template <class Change>
void Feed::change(Change&& apply) {
    std::function<void()> wake;
    {
        const std::lock_guard lock(mutex_);
        apply();
        if (dirty_) return;
        dirty_ = true;
        if (!wake_) return;
        wake = wake_;
        ++wakes_in_flight_;
    }
    wake();
    {
        const std::lock_guard lock(mutex_);
        --wakes_in_flight_;
    }
    wake_idle_.notify_all();
}

void Feed::put(ClusterRow row) {
    change([&] { cluster_ = std::move(row); });
}
void Feed::put(AzRow row) {
    change([&] { azs_.insert_or_assign(row.name, row); });
}
void Feed::put(BrokerRow row) {
    change([&] { brokers_.insert_or_assign(BrokerKey{row.id}, std::move(row)); });
}
void Feed::put(ControllerRow row) {
    change([&] { controllers_.insert_or_assign(ControllerKey{row.id}, std::move(row)); });
}
void Feed::put(TopicRow row) {
    change([&] { topics_.insert_or_assign(TopicKey{row.name}, std::move(row)); });
}
void Feed::put(PartitionRow row) {
    change([&] { partitions_.insert_or_assign(row.key, std::move(row)); });
}
void Feed::put(LinkRow row) {
    change([&] { links_.insert_or_assign(row.key, std::move(row)); });
}
void Feed::put(FaultRow row) {
    change([&] { faults_.insert_or_assign(row.key, std::move(row)); });
}
void Feed::remove(BrokerKey key) {
    change([&] { brokers_.insert_or_assign(key, std::nullopt); });
}
void Feed::remove(ControllerKey key) {
    change([&] { controllers_.insert_or_assign(key, std::nullopt); });
}
void Feed::remove(TopicKey key) {
    change([&] { topics_.insert_or_assign(key, std::nullopt); });
}
void Feed::remove(PartitionKey key) {
    change([&] { partitions_.insert_or_assign(key, std::nullopt); });
}

void Feed::remove(FaultKey key) {
    change([&] { faults_.insert_or_assign(key, std::nullopt); });
}

void Feed::fact(FactKind what, std::int64_t time_ms) {
    change([&] {
        if (facts_.size() == max_facts) {
            facts_.pop_front();
            ++facts_dropped_;
        }
        facts_.push_back({time_ms, std::move(what)});
    });
}

void Feed::answer(Ticket ticket, AnswerKind what) {
    change([&] { answers_.push_back({ticket, std::move(what)}); });
}

void Feed::reset() {
    change([&] {
        full_ = true;
        cluster_.reset();
        azs_.clear();
        brokers_.clear();
        controllers_.clear();
        topics_.clear();
        partitions_.clear();
        links_.clear();
        faults_.clear();
    });
}

std::size_t Feed::waiting_answers() const {
    const std::lock_guard lock(mutex_);
    return answers_.size();
}

namespace {

template <class Map, class Row, class Key>
void split(Map& map, std::vector<Row>& rows, std::vector<Key>& gone) {
    rows.reserve(map.size());
    for (auto& [key, row] : map) {
        if (row)
            rows.push_back(std::move(*row));
        else
            gone.push_back(key);
    }
}

} // namespace

Batch Feed::drain() {
    Batch batch;
    decltype(brokers_) brokers;
    decltype(controllers_) controllers;
    decltype(topics_) topics;
    decltype(partitions_) partitions;
    decltype(faults_) faults;
    decltype(facts_) facts;
    {
        const std::lock_guard lock(mutex_);
        dirty_ = false;
        batch.full = std::exchange(full_, false);
        batch.cluster = std::exchange(cluster_, std::nullopt);
        for (auto& [name, row] : azs_) batch.azs.push_back(std::move(row));
        azs_.clear();
        for (auto& [key, row] : links_) batch.links.push_back(std::move(row));
        links_.clear();
        brokers.swap(brokers_);
        controllers.swap(controllers_);
        topics.swap(topics_);
        partitions.swap(partitions_);
        faults.swap(faults_);
        facts.swap(facts_);
        batch.facts_dropped = std::exchange(facts_dropped_, 0);
        batch.answers.swap(answers_);
    }
    split(brokers, batch.brokers, batch.gone_brokers);
    split(controllers, batch.controllers, batch.gone_controllers);
    split(topics, batch.topics, batch.gone_topics);
    split(partitions, batch.partitions, batch.gone_partitions);
    split(faults, batch.faults, batch.gone_faults);
    batch.facts.assign(std::make_move_iterator(facts.begin()), std::make_move_iterator(facts.end()));
    return batch;
}

void Feed::set_wake(std::function<void()> fn) {
    std::unique_lock lock(mutex_);
    wake_ = std::move(fn);
    wake_idle_.wait(lock, [&] { return wakes_in_flight_ == 0; });
    // What waits already must not wait for the next change.
    if (!wake_ || !dirty_) return;
    const auto wake = wake_;
    lock.unlock();
    wake();
}

} // namespace view
