#pragma once
// The one QObject that drains a view::Session: keeps the rows in stores keyed like the rows, tells models
// what changed, and hands answers to whoever asked. Lives on the UI thread; drains from one single-shot timer
// (33 ms active window, 100 ms inactive, none minimised). Source: DESIGN 4.

#include "view/row_store.h"
#include "view/session.h"

#include <QObject>
#include <QPointer>
#include <QTimer>
#include <functional>
#include <map>
#include <memory>
#include <unordered_map>

namespace ui {

class SessionBridge : public QObject {
    Q_OBJECT
public:
    explicit SessionBridge(std::unique_ptr<view::Session> session, QObject* parent = nullptr);
    ~SessionBridge() override;

    /// Called for each answer of the command, on the UI thread, as long as `context` lives. A scan or a
    /// repeated produce answers many times; the callback is forgotten after the last answer (Done, Failed,
    /// `finished`, ...).
    using OnAnswer = std::function<void(const view::AnswerKind&)>;
    view::Ticket submit(view::Command command, QObject* context, OnAnswer onAnswer);
    /// A command whose answer nobody waits for.
    view::Ticket submit(view::Command command);

    /// All of them, for the pure functions of engine/view.
    const view::RowStore& rows() const { return rows_; }
    const view::ClusterRow& cluster() const { return rows_.cluster; }
    const std::map<std::string, view::AzRow>& azs() const { return rows_.azs; }
    const std::map<view::BrokerKey, view::BrokerRow>& brokers() const { return rows_.brokers; }
    const std::map<view::ControllerKey, view::ControllerRow>& controllers() const {
        return rows_.controllers;
    }
    const std::map<view::TopicKey, view::TopicRow>& topics() const { return rows_.topics; }
    const std::map<view::PartitionKey, view::PartitionRow>& partitions() const { return rows_.partitions; }
    const std::map<view::LinkKey, view::LinkRow>& links() const { return rows_.links; }
    /// Faults in force.
    const std::map<view::FaultKey, view::FaultRow>& faults() const { return rows_.faults; }

    /// Drains now instead of at the next tick; for tests and for shutting down.
    void drainNow();
    /// How often the window wants to hear: active 33 ms, inactive 100 ms, minimised not at all.
    enum class Pace { active, inactive, paused };
    void setPace(Pace pace);

signals:
    void clusterChanged();
    void azsChanged();
    void brokersChanged();
    void controllersChanged();
    /// Keys whose rows are new or changed, and keys that are gone.
    void topicsChanged(const std::vector<view::TopicKey>& changed, const std::vector<view::TopicKey>& gone);
    void partitionsChanged(const std::vector<view::PartitionKey>& changed,
                           const std::vector<view::PartitionKey>& gone);
    void linksChanged();
    void faultsChanged();
    void factsArrived(const std::vector<view::Fact>& facts, quint64 dropped);
    /// Everything known before is void; models start over.
    void reset();

private:
    struct Waiting {
        QPointer<QObject> context;
        OnAnswer onAnswer;
    };

    void wake();
    void deliver(const view::Answer& answer);

    std::unique_ptr<view::Session> session_;
    QTimer timer_;
    Pace pace_ = Pace::active;
    view::RowStore rows_;
    std::unordered_map<view::Ticket, Waiting> waiting_;
};

} // namespace ui
