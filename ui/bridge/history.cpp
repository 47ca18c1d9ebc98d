#include "ui/bridge/history.h"

#include <QDateTime>
#include <algorithm>

namespace ui {
namespace {

/// What a picture of the past shows differs: offsets and rates move all the time and are not recorded alone.
bool same(const view::PartitionRow& a, const view::PartitionRow& b) {
    return a.leader == b.leader && a.isr == b.isr && a.replicas == b.replicas &&
           a.leader_epoch == b.leader_epoch;
}
bool same(const view::BrokerRow& a, const view::BrokerRow& b) {
    return a.state == b.state && a.frozen == b.frozen && a.disk == b.disk && a.leaders == b.leaders &&
           a.replicas == b.replicas;
}
bool same(const view::ControllerRow& a, const view::ControllerRow& b) {
    return a.state == b.state && a.active == b.active && a.epoch == b.epoch && a.role == b.role &&
           a.frozen == b.frozen && a.disk == b.disk;
}
bool same(const view::AzRow& a, const view::AzRow& b) {
    return a.cut == b.cut && a.subnet == b.subnet;
}
bool same(const view::LinkRow& a, const view::LinkRow& b) {
    return a.state == b.state;
}

using PartitionRows = decltype(view::RowStore::partitions);

template <class Map, class Rows>
bool collect(const Map& now, const Map& before, Rows& out) {
    for (const auto& [key, row] : now) {
        const auto old = before.find(key);
        if (old == before.end() || !same(old->second, row)) out.push_back(row);
    }
    return !out.empty();
}

/// As `collect`, in one walk over both: finding each of ten thousand would cost more than looking at all.
void collectAll(const PartitionRows& now, const PartitionRows& before, std::vector<view::PartitionRow>& out) {
    auto old = before.begin();
    for (const auto& [key, row] : now) {
        while (old != before.end() && old->first < key) ++old;
        if (old == before.end() || old->first != key || !same(old->second, row)) out.push_back(row);
    }
}

} // namespace

History& History::of(SessionBridge& bridge) {
    if (auto* found = bridge.findChild<History*>(QString(), Qt::FindDirectChildrenOnly)) return *found;
    return *new History(bridge);
}

History::History(SessionBridge& bridge) : QObject(&bridge), bridge_(bridge) {
    // Rows and facts of one drain are one frame.
    timer_.setSingleShot(true);
    timer_.setInterval(0);
    connect(&timer_, &QTimer::timeout, this, &History::record);
    const auto soon = [this] { moment(); };
    connect(&bridge_, &SessionBridge::factsArrived, this, &History::take);
    connect(&bridge_, &SessionBridge::reset, this, [this] { pending_.clear(); });
    connect(&bridge_, &SessionBridge::clusterChanged, this, soon);
    connect(&bridge_, &SessionBridge::azsChanged, this, soon);
    connect(&bridge_, &SessionBridge::brokersChanged, this, soon);
    connect(&bridge_, &SessionBridge::controllersChanged, this, soon);
    connect(&bridge_, &SessionBridge::linksChanged, this, soon);
    connect(&bridge_, &SessionBridge::faultsChanged, this, soon);
    connect(&bridge_, &SessionBridge::partitionsChanged, this,
            [this, soon](const std::vector<view::PartitionKey>& changed,
                         const std::vector<view::PartitionKey>& gone) {
                pending_.insert(pending_.end(), changed.begin(), changed.end());
                pendingGone_.insert(pendingGone_.end(), gone.begin(), gone.end());
                soon();
            });
    base_ = last_ = bridge_.rows();
    baseMs_ = lastMs_ = QDateTime::currentMSecsSinceEpoch();
}

qint64 History::moment() {
    if (momentMs_ == 0) {
        momentMs_ = std::max(lastMs_, QDateTime::currentMSecsSinceEpoch());
        if (!timer_.isActive()) timer_.start();
    }
    return momentMs_;
}

qint64 History::heardMs(quint64 number) const {
    if (number < firstNumber_ || number - firstNumber_ >= heard_.size()) return baseMs_;
    return heard_[number - firstNumber_];
}

void History::take(const std::vector<view::Fact>& facts, quint64 dropped) {
    dropped_ += dropped;
    for (const view::Fact& fact : facts) {
        facts_.push_back(fact);
        heard_.push_back(moment());
        if (const auto* moved = std::get_if<view::LeaderChanged>(&fact.what))
            leaderChanges_[{moved->topic, moved->partition}] = fact;
        if (const auto* gone = std::get_if<view::TopicDeleted>(&fact.what))
            std::erase_if(leaderChanges_,
                          [&](const auto& entry) { return entry.first.topic == gone->topic; });
    }
    while (facts_.size() > max_facts) {
        facts_.pop_front();
        heard_.pop_front();
        ++firstNumber_;
    }
    emit appended(static_cast<int>(facts.size()));
}

const view::Fact* History::lastLeaderChange(const view::PartitionKey& key) const {
    const auto found = leaderChanges_.find(key);
    return found == leaderChanges_.end() ? nullptr : &found->second;
}

std::size_t History::Frame::rows() const {
    return 1 + azs.size() + brokers.size() + controllers.size() + links.size() + faults.size() +
           partitions.size() + gonePartitions.size();
}

bool History::changed(Frame& frame) const {
    const view::RowStore& now = bridge_.rows();
    bool any = false;
    if (now.cluster.state != last_.cluster.state) {
        frame.cluster = now.cluster;
        any = true;
    }
    any = collect(now.azs, last_.azs, frame.azs) || any;
    any = collect(now.brokers, last_.brokers, frame.brokers) || any;
    any = collect(now.controllers, last_.controllers, frame.controllers) || any;
    any = collect(now.links, last_.links, frame.links) || any;
    const bool sameFaults =
        std::equal(now.faults.begin(), now.faults.end(), last_.faults.begin(), last_.faults.end(),
                   [](const auto& a, const auto& b) { return a.first == b.first; });
    if (!sameFaults) {
        frame.faultsReplaced = true;
        for (const auto& [key, fault] : now.faults) frame.faults.push_back(fault);
        any = true;
    }
    if (pending_.size() > now.partitions.size() / 8)
        collectAll(now.partitions, last_.partitions, frame.partitions);
    else
        for (const view::PartitionKey& key : pending_) {
            const auto row = now.partitions.find(key);
            if (row == now.partitions.end()) continue;
            const auto old = last_.partitions.find(key);
            if (old == last_.partitions.end() || !same(old->second, row->second))
                frame.partitions.push_back(row->second);
        }
    for (const view::PartitionKey& key : pendingGone_)
        if (!now.partitions.contains(key)) frame.gonePartitions.push_back(key);
    return any || !frame.partitions.empty() || !frame.gonePartitions.empty();
}

void History::record() {
    Frame frame;
    frame.timeMs = moment();
    momentMs_ = 0;
    const bool any = changed(frame);
    pending_.clear();
    pendingGone_.clear();
    if (!any) return;
    lastMs_ = frame.timeMs;
    apply(frame, last_);
    recordedRows_ += frame.rows();
    frames_.push_back(std::move(frame));
    forgetOld();
}

void History::forgetOld() {
    while (!frames_.empty() && (frames_.front().timeMs < lastMs_ - keep_ms || recordedRows_ > max_rows)) {
        apply(frames_.front(), base_);
        baseMs_ = frames_.front().timeMs;
        recordedRows_ -= frames_.front().rows();
        frames_.pop_front();
    }
}

void History::apply(const Frame& frame, view::RowStore& rows) {
    if (frame.cluster) rows.cluster = *frame.cluster;
    for (const view::AzRow& row : frame.azs) rows.azs[row.name] = row;
    for (const view::BrokerRow& row : frame.brokers) rows.brokers[{row.id}] = row;
    for (const view::ControllerRow& row : frame.controllers) rows.controllers[{row.id}] = row;
    for (const view::LinkRow& row : frame.links) rows.links[row.key] = row;
    if (frame.faultsReplaced) rows.faults.clear();
    for (const view::FaultRow& row : frame.faults) rows.faults[row.key] = row;
    for (const view::PartitionKey& key : frame.gonePartitions) rows.partitions.erase(key);
    for (const view::PartitionRow& row : frame.partitions) rows.partitions[row.key] = row;
}

view::RowStore History::at(qint64 timeMs) const {
    view::RowStore rows = base_;
    for (const Frame& frame : frames_) {
        if (frame.timeMs > timeMs) break;
        apply(frame, rows);
    }
    return rows;
}

} // namespace ui
