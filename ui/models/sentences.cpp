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
        switch (it.state) {
        case view::NodeState::offline:
            return Sentences::tr("Broker %1 is offline").arg(it.broker);
        case view::NodeState::starting:
            return Sentences::tr("Broker %1 is starting").arg(it.broker);
        case view::NodeState::fenced:
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
};

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
    return Level::info;
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
