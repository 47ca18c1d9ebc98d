#pragma once
// A session that says what the test tells it to and remembers what it was asked.

#include "ui/bridge/session_bridge.h"

#include <QString>
#include <QStringList>
#include <algorithm>

namespace rig {

class FakeSession : public view::Session {
public:
    view::Ticket submit(view::Command command) override {
        submitted.emplace_back(++last, std::move(command));
        return last;
    }
    view::Batch drain() override { return std::exchange(next, {}); }
    void set_wake(std::function<void()>) override {}

    view::Ticket last = 0;
    view::Batch next;
    std::vector<std::pair<view::Ticket, view::Command>> submitted;
};

/// Commands of one kind that were submitted, with their tickets.
template <class Command>
std::vector<std::pair<view::Ticket, Command>> sent(const FakeSession& session) {
    std::vector<std::pair<view::Ticket, Command>> found;
    for (const auto& [ticket, command] : session.submitted)
        if (const auto* it = std::get_if<Command>(&command)) found.emplace_back(ticket, *it);
    return found;
}

inline view::ClusterRow runningCluster() {
    view::ClusterRow row;
    row.name = "orders-lab";
    row.state = view::ClusterState::running;
    row.capabilities = {true, true, true, true};
    return row;
}

inline view::TopicRow topic(const std::string& name, int partitions = 6, std::int64_t records = 0) {
    view::TopicRow row;
    row.name = name;
    row.partitions = partitions;
    row.replication_factor = 1;
    row.records = records;
    row.size = records * 240;
    row.cleanup_policy = "delete";
    row.retention_ms = 604'800'000;
    return row;
}

inline std::vector<base::Byte> bytes(std::string_view text) {
    return {text.begin(), text.end()};
}

inline view::Record record(int partition, std::int64_t offset, std::optional<std::string> key,
                           std::optional<std::string> value) {
    view::Record it;
    it.partition = partition;
    it.offset = offset;
    it.timestamp_ms = 1'700'000'000'000 + offset;
    if (key) it.key = base::Buffer::of(bytes(*key));
    if (value) it.value = base::Buffer::of(bytes(*value));
    it.size = static_cast<std::int32_t>((key ? key->size() : 0) + (value ? value->size() : 0));
    return it;
}

/// A bridge over a FakeSession.
struct Cluster {
    Cluster() {
        auto made = std::make_unique<FakeSession>();
        session = made.get();
        bridge = std::make_unique<ui::SessionBridge>(std::move(made));
        session->next.cluster = runningCluster();
        bridge->drainNow();
    }
    void put(std::vector<view::TopicRow> rows) {
        session->next.topics = std::move(rows);
        bridge->drainNow();
    }
    void answer(view::Ticket ticket, view::AnswerKind what) {
        session->next.answers.push_back({ticket, std::move(what)});
        bridge->drainNow();
    }

    FakeSession* session = nullptr;
    std::unique_ptr<ui::SessionBridge> bridge;
};

} // namespace rig
