#include "ui/models/sentences.h"

#include "ui/style/format.h"

#include <QCoreApplication>

namespace ui {
namespace {

struct Sentences {
    Q_DECLARE_TR_FUNCTIONS(Sentences)
};
QString qt(const std::string& text) {
    return QString::fromStdString(text);
}

/// "1 partition", "6 partitions": English has its plural without a translation file.
QString partitionsOf(int n) {
    return n == 1 ? Sentences::tr("1 partition") : Sentences::tr("%1 partitions").arg(format::number(n));
}

QString liftedSentence(const view::FaultRow& fault);

struct Speaker {
    QString operator()(const view::ClusterStateChanged& it) const {
        switch (it.state) {
        case view::ClusterState::stopped:
            return Sentences::tr("The cluster is stopped");
        case view::ClusterState::starting:
            return Sentences::tr("The cluster is starting");
        case view::ClusterState::running:
            return Sentences::tr("The cluster is running");
        case view::ClusterState::stopping:
            return Sentences::tr("The cluster is stopping");
        case view::ClusterState::failed:
            return it.failure.empty() ? Sentences::tr("The cluster failed")
                                      : Sentences::tr("The cluster failed: %1").arg(qt(it.failure));
        }
        return {};
    }
    QString operator()(const view::BrokerStateChanged& it) const {
        const QString reason = reasonText(it.reason, it.session_ms);
        const QString sentence = stateSentence(it);
        return reason.isEmpty() ? sentence : Sentences::tr("%1: %2").arg(sentence, reason);
    }
    static QString stateSentence(const view::BrokerStateChanged& it) {
        switch (it.state) {
        case view::NodeState::offline:
            return Sentences::tr("Broker %1 is offline").arg(it.broker);
        case view::NodeState::starting:
            return Sentences::tr("Broker %1 is starting").arg(it.broker);
        case view::NodeState::fenced:
            if (it.reason != view::StateReason::unknown)
                return Sentences::tr("Broker %1 is fenced").arg(it.broker);
            return Sentences::tr("Broker %1 is fenced: it leads nothing until it is heard again")
                .arg(it.broker);
        case view::NodeState::online:
            return Sentences::tr("Broker %1 is online").arg(it.broker);
        case view::NodeState::stopping:
            return Sentences::tr("Broker %1 is stopping").arg(it.broker);
        }
        return {};
    }
    QString operator()(const view::ControllerElected& it) const {
        return Sentences::tr("Controller %1 leads the metadata quorum, epoch %2")
            .arg(it.controller)
            .arg(it.epoch);
    }
    QString operator()(const view::TopicCreated& it) const {
        return Sentences::tr("Topic %1 was created with %2 and replication factor %3")
            .arg(qt(it.topic), partitionsOf(it.partitions))
            .arg(it.replication_factor);
    }
    QString operator()(const view::TopicDeleted& it) const {
        return Sentences::tr("Topic %1 was deleted").arg(qt(it.topic));
    }
    QString operator()(const view::PartitionsAdded& it) const {
        return Sentences::tr("Topic %1 now has %2").arg(qt(it.topic), partitionsOf(it.partitions));
    }
    QString operator()(const view::TopicConfigChanged& it) const {
        if (!it.value)
            return Sentences::tr("Topic %1: %2 is back to its default").arg(qt(it.topic), qt(it.key));
        return Sentences::tr("Topic %1: %2 is now %3").arg(qt(it.topic), qt(it.key), qt(*it.value));
    }
    QString operator()(const view::LogDirFailed& it) const {
        return Sentences::tr("Node %1 cannot use its log directory %2: %3")
            .arg(it.node)
            .arg(qt(it.path), qt(it.reason));
    }
    QString operator()(const view::LeaderChanged& it) const {
        const QString reason = reasonText(it.reason, it.from);
        QString sentence;
        if (it.to < 0)
            return leaderLost(it);
        else if (it.from < 0)
            sentence = Sentences::tr("%1 is led by broker %2, epoch %3")
                           .arg(partitionName(it))
                           .arg(it.to)
                           .arg(it.epoch);
        else
            sentence = Sentences::tr("Leader of %1 moved %2 → %3, epoch %4")
                           .arg(partitionName(it))
                           .arg(it.from)
                           .arg(it.to)
                           .arg(it.epoch);
        return reason.isEmpty() ? sentence : Sentences::tr("%1: %2").arg(sentence, reason);
    }
    static QString leaderLost(const view::LeaderChanged& it) {
        const QString name = partitionName(it);
        if (it.from < 0) return Sentences::tr("%1 has no leader").arg(name);
        if (it.reason == view::LeaderChangeReason::broker_shutdown)
            return Sentences::tr("%1 has no leader: broker %2 shuts down and no other replica is in sync")
                .arg(name)
                .arg(it.from);
        return Sentences::tr("%1 has no leader: broker %2 was fenced and no other replica is in sync")
            .arg(name)
            .arg(it.from);
    }
    QString operator()(const view::IsrChanged& it) const {
        const QString reason = reasonText(it.reason);
        const QString sentence =
            (it.after.size() < it.before.size()   ? Sentences::tr("ISR of %1 shrank from %2 to %3")
             : it.after.size() > it.before.size() ? Sentences::tr("ISR of %1 grew from %2 to %3")
                                                  : Sentences::tr("ISR of %1 changed from %2 to %3"))
                .arg(partitionName(it), brokerList(it.before), brokerList(it.after));
        return reason.isEmpty() ? sentence : Sentences::tr("%1: %2").arg(sentence, reason);
    }
    QString operator()(const view::ReplicaTruncated& it) const {
        return Sentences::tr("Broker %1 cut %2 from offset %3 back to %4 to follow its leader")
            .arg(it.broker)
            .arg(partitionName(it), format::number(it.from), format::number(it.to));
    }
    QString operator()(const view::FaultStarted& it) const { return faultSentence(it.fault); }
    QString operator()(const view::FaultLifted& it) const { return liftedSentence(it.fault); }
    QString operator()(const view::ReassignmentChanged& it) const {
        switch (it.step) {
        case view::ReassignmentStep::started:
            return Sentences::tr("%1 moves to brokers %2").arg(partitionName(it), brokerList(it.replicas));
        case view::ReassignmentStep::completed:
            return Sentences::tr("%1 is on brokers %2 now").arg(partitionName(it), brokerList(it.replicas));
        case view::ReassignmentStep::cancelled:
            return Sentences::tr("The reassignment of %1 was cancelled: it stays on brokers %2")
                .arg(partitionName(it), brokerList(it.replicas));
        }
        return {};
    }
    QString operator()(const view::BrokerConfigChanged& it) const {
        const QString whose =
            it.broker ? Sentences::tr("Broker %1").arg(*it.broker) : Sentences::tr("All brokers");
        if (!it.value) return Sentences::tr("%1: %2 is back to its default").arg(whose, qt(it.key));
        return Sentences::tr("%1: %2 is now %3").arg(whose, qt(it.key), qt(*it.value));
    }
    QString operator()(const view::MaintenanceChanged& it) const {
        switch (it.step) {
        case view::MaintenanceStep::started:
            return Sentences::tr("Maintenance began: brokers restart one after the other");
        case view::MaintenanceStep::restarting:
            return Sentences::tr("Maintenance restarts broker %1").arg(it.broker.value_or(-1));
        case view::MaintenanceStep::back_in_sync:
            return Sentences::tr("Broker %1 is back and in sync").arg(it.broker.value_or(-1));
        case view::MaintenanceStep::finished:
            return Sentences::tr("Maintenance is done");
        case view::MaintenanceStep::stopped:
            return Sentences::tr("Maintenance was stopped");
        }
        return {};
    }
    QString operator()(const view::BrokerAdded& it) const {
        return Sentences::tr("Broker %1 joined in AZ %2").arg(it.broker).arg(qt(it.az));
    }
    QString operator()(const view::BrokerRemoved& it) const {
        return Sentences::tr("Broker %1 was removed").arg(it.broker);
    }

private:
    template <class Fact>
    static QString partitionName(const Fact& it) {
        return QStringLiteral("%1-%2").arg(qt(it.topic)).arg(it.partition);
    }
};

QString liftedSentence(const view::FaultRow& fault) {
    const QString node = fault.node ? nodeName(*fault.node) : QString();
    switch (fault.kind) {
    case view::FaultKind::node_killed:
    case view::FaultKind::node_stopped:
    case view::FaultKind::power_lost:
        return Sentences::tr("%1 runs again").arg(node);
    case view::FaultKind::node_frozen:
        return Sentences::tr("%1 was thawed").arg(node);
    case view::FaultKind::az_cut:
        return Sentences::tr("AZ %1 is healed").arg(qt(fault.az));
    case view::FaultKind::link:
        return Sentences::tr("Link AZ %1 → AZ %2 is healed").arg(qt(fault.az), qt(fault.to_az));
    case view::FaultKind::disk_slow:
        return Sentences::tr("Disk of %1 is fast again").arg(node);
    case view::FaultKind::disk_full:
        return Sentences::tr("Disk of %1 has room again").arg(node);
    }
    return {};
}

QString linkText(const view::LinkState& link) {
    QStringList parts;
    if (link.cut) parts << Sentences::tr("cut");
    if (link.latency_ms > 0) parts << Sentences::tr("+%1 ms").arg(link.latency_ms);
    if (link.loss > 0) parts << Sentences::tr("%1 % loss").arg(link.loss * 100, 0, 'g', 3);
    if (link.bandwidth > 0) parts << Sentences::tr("%1/s").arg(format::bytes(link.bandwidth));
    return parts.join(QStringLiteral(" · "));
}

} // namespace

QString factSentence(const view::Fact& fact) {
    return std::visit(Speaker{}, fact.what);
}

base::log::Level factLevel(const view::Fact& fact) {
    using base::log::Level;
    if (std::holds_alternative<view::LogDirFailed>(fact.what)) return Level::error;
    if (const auto* cluster = std::get_if<view::ClusterStateChanged>(&fact.what))
        return cluster->state == view::ClusterState::failed ? Level::error : Level::info;
    if (const auto* broker = std::get_if<view::BrokerStateChanged>(&fact.what))
        return broker->state == view::NodeState::fenced ? Level::warn : Level::info;
    if (const auto* leader = std::get_if<view::LeaderChanged>(&fact.what))
        return leader->to < 0 || leader->reason == view::LeaderChangeReason::unclean_election ? Level::error
                                                                                              : Level::info;
    if (const auto* isr = std::get_if<view::IsrChanged>(&fact.what))
        return isr->after.size() < isr->before.size() ? Level::warn : Level::info;
    if (std::holds_alternative<view::FaultStarted>(fact.what)) return Level::warn;
    return Level::info;
}

QString nodeName(const view::NodeRef& node) {
    return (node.kind == view::NodeKind::broker ? Sentences::tr("Broker %1") : Sentences::tr("Controller %1"))
        .arg(node.id);
}

QString faultSentence(const view::FaultRow& fault) {
    const QString node = fault.node ? nodeName(*fault.node) : QString();
    switch (fault.kind) {
    case view::FaultKind::node_killed:
        return Sentences::tr("%1 was killed").arg(node);
    case view::FaultKind::node_stopped:
        return Sentences::tr("%1 was stopped").arg(node);
    case view::FaultKind::node_frozen:
        return Sentences::tr("%1 is frozen").arg(node);
    case view::FaultKind::az_cut:
        return Sentences::tr("AZ %1 is cut off").arg(qt(fault.az));
    case view::FaultKind::link:
        return Sentences::tr("Link AZ %1 → AZ %2: %3")
            .arg(qt(fault.az), qt(fault.to_az), linkText(fault.link));
    case view::FaultKind::disk_slow:
        return Sentences::tr("Disk of %1 is slow: +%2 ms").arg(node).arg(fault.disk_delay_ms);
    case view::FaultKind::disk_full:
        return Sentences::tr("Disk of %1 is full").arg(node);
    case view::FaultKind::power_lost:
        return Sentences::tr("%1 lost power").arg(node);
    }
    return {};
}

QString liftFaultText(const view::FaultRow& fault) {
    QString node = fault.node ? nodeName(*fault.node) : QString();
    if (!node.isEmpty()) node[0] = node[0].toLower(); // within the sentence
    switch (fault.kind) {
    case view::FaultKind::node_killed:
    case view::FaultKind::node_stopped:
    case view::FaultKind::power_lost:
        return Sentences::tr("Start %1").arg(node);
    case view::FaultKind::node_frozen:
        return Sentences::tr("Thaw %1").arg(node);
    case view::FaultKind::az_cut:
        return Sentences::tr("Heal AZ %1").arg(qt(fault.az));
    case view::FaultKind::link:
        return Sentences::tr("Heal link %1 → %2").arg(qt(fault.az), qt(fault.to_az));
    case view::FaultKind::disk_slow:
        return Sentences::tr("Make the disk of %1 fast again").arg(node);
    case view::FaultKind::disk_full:
        return Sentences::tr("Free the disk of %1").arg(node);
    }
    return {};
}

QString reasonText(view::LeaderChangeReason reason, std::int32_t from) {
    switch (reason) {
    case view::LeaderChangeReason::unknown:
        return {};
    case view::LeaderChangeReason::broker_fenced:
        return from < 0 ? Sentences::tr("its leader was fenced")
                        : Sentences::tr("broker %1 was fenced").arg(from);
    case view::LeaderChangeReason::broker_shutdown:
        return from < 0 ? Sentences::tr("its leader shuts down")
                        : Sentences::tr("broker %1 shuts down").arg(from);
    case view::LeaderChangeReason::broker_returned:
        return Sentences::tr("a replica that may lead is back");
    case view::LeaderChangeReason::preferred_election:
        return Sentences::tr("the preferred replica leads again");
    case view::LeaderChangeReason::unclean_election:
        return Sentences::tr("unclean election, records may be lost");
    case view::LeaderChangeReason::reassignment:
        return Sentences::tr("its replicas were reassigned");
    }
    return {};
}

QString reasonText(view::IsrChangeReason reason) {
    switch (reason) {
    case view::IsrChangeReason::unknown:
        return {};
    case view::IsrChangeReason::fell_behind:
        return Sentences::tr("a replica fell behind for longer than replica.lag.time.max.ms");
    case view::IsrChangeReason::caught_up:
        return Sentences::tr("a replica caught up");
    case view::IsrChangeReason::broker_fenced:
        return Sentences::tr("a broker was fenced");
    case view::IsrChangeReason::broker_shutdown:
        return Sentences::tr("a broker shuts down");
    case view::IsrChangeReason::unclean_shutdown:
        return Sentences::tr("a broker came back without a clean stop");
    case view::IsrChangeReason::unclean_election:
        return Sentences::tr("unclean election");
    case view::IsrChangeReason::reassignment:
        return Sentences::tr("its replicas were reassigned");
    }
    return {};
}

QString reasonText(view::StateReason reason, std::int32_t sessionMs) {
    switch (reason) {
    case view::StateReason::unknown:
    case view::StateReason::started:
        return {};
    case view::StateReason::session_expired:
        return sessionMs > 0
                   ? Sentences::tr("its session expired after %1").arg(format::durationMs(sessionMs))
                   : Sentences::tr("its session expired");
    case view::StateReason::connection_lost:
        return Sentences::tr("its connection was lost");
    case view::StateReason::shutting_down:
        return Sentences::tr("it shuts down");
    case view::StateReason::caught_up:
        return Sentences::tr("it has caught up with the metadata");
    }
    return {};
}

QString brokerList(const std::vector<std::int32_t>& brokers) {
    if (brokers.empty()) return QStringLiteral("–");
    QStringList names;
    for (const std::int32_t broker : brokers) names << QString::number(broker);
    return names.join(QStringLiteral(", "));
}

QString failureSentence(const view::Failed& failed) {
    const std::string_view name = kafka::name(failed.code);
    const std::string_view fallback = kafka::sentence(failed.code);
    QString sentence = failed.detail.empty()
                           ? QString::fromUtf8(fallback.data(), static_cast<qsizetype>(fallback.size()))
                           : qt(failed.detail);
    while (sentence.endsWith(u'.')) sentence.chop(1);
    return QStringLiteral("%1 (%2)").arg(sentence,
                                         QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())));
}

QString topicContents(const view::TopicRow& topic) {
    return QStringList{partitionsOf(topic.partitions),
                       topic.records == 1
                           ? Sentences::tr("1 record")
                           : Sentences::tr("%1 records")
                                 .arg(topic.records < 10'000
                                          ? format::number(topic.records)
                                          : format::shortNumber(static_cast<double>(topic.records))),
                       format::bytes(topic.size)}
        .join(QStringLiteral(", "));
}

} // namespace ui
