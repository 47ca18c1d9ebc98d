#include "ui/bridge/session_bridge.h"

#include <chrono>

namespace ui {
namespace {

using namespace std::chrono_literals;

template <class Row, class Key>
std::vector<Key> keysOf(const std::vector<Row>& rows, Key (*keyOf)(const Row&)) {
    std::vector<Key> keys;
    keys.reserve(rows.size());
    for (const Row& row : rows) keys.push_back(keyOf(row));
    return keys;
}

template <class Store, class Row, class Key>
void merge(Store& store, std::vector<Row>& rows, const std::vector<Key>& gone, Key (*keyOf)(const Row&)) {
    for (const Key& key : gone) store.erase(key);
    // A batch is in the order of its keys: after one row the next is near, and ten thousand are one walk.
    auto near = store.end();
    for (Row& row : rows) {
        Key key = keyOf(row);
        near = store.insert_or_assign(near, std::move(key), std::move(row));
        ++near;
    }
}

view::BrokerKey brokerKey(const view::BrokerRow& row) {
    return {row.id};
}
view::ControllerKey controllerKey(const view::ControllerRow& row) {
    return {row.id};
}
view::TopicKey topicKey(const view::TopicRow& row) {
    return {row.name};
}
view::PartitionKey partitionKey(const view::PartitionRow& row) {
    return row.key;
}
view::FaultKey faultKey(const view::FaultRow& row) {
    return row.key;
}

bool isLast(const view::AnswerKind& what) {
    if (const auto* produced = std::get_if<view::ProduceAnswer>(&what))
        return produced->failure.has_value() || produced->done >= produced->repeat;
    if (const auto* records = std::get_if<view::RecordsAnswer>(&what)) return records->finished;
    return true;
}

} // namespace

SessionBridge::SessionBridge(std::unique_ptr<view::Session> session, QObject* parent)
    : QObject(parent), session_(std::move(session)) {
    timer_.setSingleShot(true);
    connect(&timer_, &QTimer::timeout, this, &SessionBridge::drainNow);
    // The wake comes from engine threads: it only posts one event to this thread.
    session_->set_wake(
        [this] { QMetaObject::invokeMethod(this, &SessionBridge::wake, Qt::QueuedConnection); });
}

SessionBridge::~SessionBridge() {
    session_->set_wake({});
}

view::Ticket SessionBridge::submit(view::Command command, QObject* context, OnAnswer onAnswer) {
    const view::Ticket ticket = session_->submit(std::move(command));
    waiting_.emplace(ticket, Waiting{context, std::move(onAnswer)});
    return ticket;
}

view::Ticket SessionBridge::submit(view::Command command) {
    return session_->submit(std::move(command));
}

void SessionBridge::setPace(Pace pace) {
    pace_ = pace;
    if (pace_ == Pace::paused)
        timer_.stop();
    else
        wake();
}

void SessionBridge::wake() {
    if (pace_ == Pace::paused || timer_.isActive()) return;
    timer_.start(pace_ == Pace::active ? 33ms : 100ms);
}

void SessionBridge::drainNow() {
    view::Batch batch = session_->drain();
    if (batch.full) {
        // The cluster's own row stays: it comes with every full batch.
        view::RowStore empty;
        empty.cluster = std::move(rows_.cluster);
        rows_ = std::move(empty);
        emit reset();
    }
    const auto topics = keysOf(batch.topics, topicKey);
    const auto partitions = keysOf(batch.partitions, partitionKey);
    const bool brokersMoved = !batch.brokers.empty() || !batch.gone_brokers.empty();
    const bool faultsMoved = !batch.faults.empty() || !batch.gone_faults.empty();
    const bool controllersMoved = !batch.controllers.empty() || !batch.gone_controllers.empty();
    if (batch.cluster) rows_.cluster = std::move(*batch.cluster);
    for (view::AzRow& row : batch.azs) rows_.azs.insert_or_assign(row.name, row);
    merge(rows_.brokers, batch.brokers, batch.gone_brokers, brokerKey);
    merge(rows_.controllers, batch.controllers, batch.gone_controllers, controllerKey);
    merge(rows_.topics, batch.topics, batch.gone_topics, topicKey);
    merge(rows_.partitions, batch.partitions, batch.gone_partitions, partitionKey);
    for (view::LinkRow& row : batch.links) rows_.links.insert_or_assign(row.key, row);
    merge(rows_.faults, batch.faults, batch.gone_faults, faultKey);

    if (batch.cluster) emit clusterChanged();
    if (!batch.azs.empty()) emit azsChanged();
    if (brokersMoved) emit brokersChanged();
    if (controllersMoved) emit controllersChanged();
    if (!topics.empty() || !batch.gone_topics.empty()) emit topicsChanged(topics, batch.gone_topics);
    if (!partitions.empty() || !batch.gone_partitions.empty())
        emit partitionsChanged(partitions, batch.gone_partitions);
    if (!batch.links.empty()) emit linksChanged();
    if (faultsMoved) emit faultsChanged();
    if (!batch.facts.empty() || batch.facts_dropped > 0) emit factsArrived(batch.facts, batch.facts_dropped);
    for (const view::Answer& answer : batch.answers) deliver(answer);
}

void SessionBridge::deliver(const view::Answer& answer) {
    const auto found = waiting_.find(answer.ticket);
    if (found == waiting_.end()) return;
    // The callback may submit again and so move the map: work on a copy.
    const Waiting waiting = found->second;
    if (isLast(answer.what) || !waiting.context) waiting_.erase(found);
    if (waiting.context) waiting.onAnswer(answer.what);
}

} // namespace ui
