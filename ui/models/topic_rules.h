#pragma once
// What Kafka accepts as a topic's name and configuration, checked while a person types. Source: reference 3.4
// (CreateTopics), 6. Plain functions; any thread.

#include "view/rows.h"

#include <QString>
#include <map>

namespace ui {

struct NameVerdict {
    enum class Kind { fine, warning, wrong };
    Kind kind = Kind::fine;
    QString sentence; ///< why not, or what to mind; empty when fine
};

/// `topics` are the names that exist. An empty name is wrong, with no sentence: nobody has typed yet.
NameVerdict judgeTopicName(const QString& name, const std::map<view::TopicKey, view::TopicRow>& topics);

/// Kafka's partition count limit here, and the hint beside the field.
inline constexpr int maxPartitions = 10'000;
QString partitionsHint(int partitions, int brokers);

} // namespace ui
