#pragma once
// Drains a Session as a window would, and asks it things. Test code only, the test's thread.

#include "view/session.h"

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace cluster_test {

/// Drains a session as the window would: sleeps until it is woken, never polls.
class Watcher {
public:
    explicit Watcher(view::Session& session) : session_(session) {
        session_.set_wake([this] {
            const std::lock_guard lock(mutex_);
            woken_ = true;
            wake_.notify_all();
        });
    }
    ~Watcher() { session_.set_wake({}); }

    /// True when `condition` came true within half a minute.
    template <class Condition>
    bool wait_for(Condition condition) {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
        for (;;) {
            drain();
            if (condition()) return true;
            std::unique_lock lock(mutex_);
            if (!wake_.wait_until(lock, end, [this] { return woken_; })) return false;
            woken_ = false;
        }
    }
    bool wait_for_state(view::ClusterState state) {
        return wait_for([&] { return cluster.state == state; });
    }
    /// The last answer to `command`; pages of a scan are gathered in `records`.
    view::AnswerKind ask(view::Command command) {
        const view::Ticket ticket = session_.submit(std::move(command));
        (void)wait_for([&] { return finished.contains(ticket); });
        return finished.contains(ticket) ? finished.at(ticket) : view::Failed{};
    }

    view::ClusterRow cluster;
    std::map<std::int32_t, view::BrokerRow> brokers;
    std::map<std::int32_t, view::ControllerRow> controllers;
    std::map<std::string, view::AzRow> azs;
    std::map<view::PartitionKey, view::PartitionRow> partitions;
    std::map<view::LinkKey, view::LinkRow> links;
    std::map<view::FaultKey, view::FaultRow> faults;
    std::map<std::string, view::TopicRow> topics;
    std::vector<view::Record> records;
    std::vector<view::Fact> facts;
    std::map<view::Ticket, view::AnswerKind> finished;

private:
    void drain() {
        view::Batch batch = session_.drain();
        if (batch.cluster) cluster = *batch.cluster;
        for (const auto& row : batch.brokers) brokers[row.id] = row;
        for (const auto& key : batch.gone_brokers) brokers.erase(key.id);
        for (const auto& row : batch.controllers) controllers[row.id] = row;
        for (const auto& row : batch.azs) azs[row.name] = row;
        for (const auto& row : batch.partitions) partitions[row.key] = row;
        for (const auto& key : batch.gone_partitions) partitions.erase(key);
        for (const auto& row : batch.links) links[row.key] = row;
        for (const auto& row : batch.faults) faults[row.key] = row;
        for (const auto& key : batch.gone_faults) faults.erase(key);
        for (const auto& row : batch.topics) topics[row.name] = row;
        for (const auto& key : batch.gone_topics) topics.erase(key.name);
        facts.insert(facts.end(), batch.facts.begin(), batch.facts.end());
        for (auto& answer : batch.answers) take(answer);
    }
    void take(view::Answer& answer) {
        if (auto* page = std::get_if<view::RecordsAnswer>(&answer.what)) {
            records.insert(records.end(), page->records.begin(), page->records.end());
            if (!page->finished) return;
        }
        if (const auto* one = std::get_if<view::ProduceAnswer>(&answer.what))
            if (!one->failure && one->done < one->repeat) return;
        finished.insert_or_assign(answer.ticket, std::move(answer.what));
    }

    view::Session& session_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool woken_ = false;
};

inline view::ProduceRecord record(const char* topic, const char* key, const char* value) {
    view::ProduceRecord record;
    record.topic = topic;
    const auto bytes = [](const char* text) {
        const auto span = base::as_bytes(text);
        return std::vector<base::Byte>(span.begin(), span.end());
    };
    record.key = bytes(key);
    record.value = bytes(value);
    return record;
}

inline view::CreateTopic topic(const char* name, std::int32_t partitions) {
    view::CreateTopic command;
    command.name = name;
    command.partitions = partitions;
    return command;
}

template <class T>
bool is(const view::AnswerKind& answer) {
    return std::holds_alternative<T>(answer);
}

} // namespace cluster_test
