#pragma once
// What happened to one cluster since its window was opened: its facts in order, and enough of its rows to
// show them again as they were at any moment of the last half hour. Bounded. UI thread.

#include "ui/bridge/session_bridge.h"

#include <deque>

namespace ui {

class History : public QObject {
    Q_OBJECT
public:
    static constexpr std::size_t max_facts = 20'000;
    static constexpr qint64 keep_ms = 30 * 60'000;
    /// Rows kept in frames; the oldest go into the first picture.
    static constexpr std::size_t max_rows = 200'000;

    /// The bridge's history; made on first use, lives as long as the bridge.
    static History& of(SessionBridge& bridge);

    /// Oldest first. `firstNumber` is the number of facts().front() since the beginning.
    const std::deque<view::Fact>& facts() const { return facts_; }
    quint64 firstNumber() const { return firstNumber_; }
    /// Facts that the engine dropped because the window was too slow.
    quint64 dropped() const { return dropped_; }
    /// When the window heard of the fact with this number: `at` of it shows what it led to.
    qint64 heardMs(quint64 number) const;
    /// Null: it has not moved since the window was opened.
    const view::Fact* lastLeaderChange(const view::PartitionKey& key) const;

    /// The moments for which there is a picture.
    std::pair<qint64, qint64> range() const { return {baseMs_, lastMs_}; }
    /// The rows as they were: brokers, controllers, AZs, links, faults, and who led what with which ISR.
    view::RowStore at(qint64 timeMs) const;
    std::size_t recordedRows() const { return recordedRows_; }

signals:
    /// `count` facts were added at the end; facts in front may have gone.
    void appended(int count);

private:
    struct Frame {
        qint64 timeMs = 0;
        std::optional<view::ClusterRow> cluster;
        std::vector<view::AzRow> azs;
        std::vector<view::BrokerRow> brokers;
        std::vector<view::ControllerRow> controllers;
        std::vector<view::LinkRow> links;
        std::vector<view::FaultRow> faults;
        bool faultsReplaced = false;
        std::vector<view::PartitionRow> partitions;
        std::vector<view::PartitionKey> gonePartitions;
        std::size_t rows() const;
    };

    explicit History(SessionBridge& bridge);
    void take(const std::vector<view::Fact>& facts, quint64 dropped);
    void record();
    bool changed(Frame& frame) const;
    static void apply(const Frame& frame, view::RowStore& rows);
    void forgetOld();

    SessionBridge& bridge_;
    qint64 moment();
    std::deque<view::Fact> facts_;
    std::deque<qint64> heard_; ///< of each of facts_
    qint64 momentMs_ = 0;      ///< of the drain that is being recorded; 0: none
    quint64 firstNumber_ = 0;
    quint64 dropped_ = 0;
    std::map<view::PartitionKey, view::Fact> leaderChanges_;
    view::RowStore base_; ///< at baseMs_
    view::RowStore last_; ///< as recorded last
    std::deque<Frame> frames_;
    std::vector<view::PartitionKey> pending_, pendingGone_;
    std::size_t recordedRows_ = 0;
    qint64 baseMs_ = 0;
    qint64 lastMs_ = 0;
    QTimer timer_;
};

} // namespace ui
