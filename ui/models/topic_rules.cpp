#include "ui/models/topic_rules.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace ui {
namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("TopicRules", text);
}

NameVerdict wrong(const QString& sentence) {
    return {NameVerdict::Kind::wrong, sentence};
}

/// Kafka names metrics by topic with '.' turned into '_': two such names collide there and are refused.
std::string metricName(std::string name) {
    for (char& c : name)
        if (c == '.') c = '_';
    return name;
}

} // namespace

NameVerdict judgeTopicName(const QString& name, const std::map<view::TopicKey, view::TopicRow>& topics) {
    static const QRegularExpression foreign(QStringLiteral("[^a-zA-Z0-9._-]"));
    if (name.isEmpty()) return wrong({});
    if (name == QLatin1String(".") || name == QLatin1String(".."))
        return wrong(tr("A topic cannot be named “.” or “..”."));
    if (const auto found = foreign.match(name); found.hasMatch()) {
        const QString character = found.captured().trimmed();
        if (character.isEmpty()) return wrong(tr("A name cannot contain spaces."));
        return wrong(tr("“%1” is not allowed: use letters, digits, “.”, “_” and “-”.").arg(character));
    }
    if (name.size() > 249)
        return wrong(tr("A name has at most 249 characters; this one has %1.").arg(name.size()));
    const std::string plain = name.toStdString();
    if (topics.contains({plain})) return wrong(tr("A topic of this name exists."));
    const std::string metric = metricName(plain);
    for (const auto& [key, row] : topics)
        if (metricName(key.name) == metric)
            return wrong(
                tr("This collides with “%1”: Kafka tells “.” and “_” apart only in names, not in metrics.")
                    .arg(QString::fromStdString(key.name)));
    if (name.contains(QLatin1Char('.')) && name.contains(QLatin1Char('_')))
        return {NameVerdict::Kind::warning,
                tr("Mixing “.” and “_” makes collisions in metric names likely.")};
    if (name.startsWith(QLatin1String("__")))
        return {NameVerdict::Kind::warning, tr("Names that start with “__” are usually internal topics.")};
    return {};
}

QString partitionsHint(int partitions, int brokers) {
    if (brokers > 0 && partitions < brokers)
        return tr("fewer than brokers: %1 of %2 will lead none").arg(brokers - partitions).arg(brokers);
    if (brokers > 1 && partitions % brokers != 0)
        return tr("not a multiple of %1 brokers: leaders are uneven").arg(brokers);
    if (partitions > 1000) return tr("that many make starting and failing over slower");
    return tr("at most %1 consumers of one group share the work").arg(partitions);
}

} // namespace ui
