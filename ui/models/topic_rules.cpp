#include "ui/models/topic_rules.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace ui {
namespace {

struct TopicRules {
    Q_DECLARE_TR_FUNCTIONS(TopicRules)
};

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
        return wrong(TopicRules::tr("A topic cannot be named “.” or “..”."));
    if (const auto found = foreign.match(name); found.hasMatch()) {
        const QString character = found.captured().trimmed();
        if (character.isEmpty()) return wrong(TopicRules::tr("A name cannot contain spaces."));
        return wrong(
            TopicRules::tr("“%1” is not allowed: use letters, digits, “.”, “_” and “-”.").arg(character));
    }
    if (name.size() > 249)
        return wrong(TopicRules::tr("A name has at most 249 characters; this one has %1.").arg(name.size()));
    const std::string plain = name.toStdString();
    if (topics.contains({plain})) return wrong(TopicRules::tr("A topic of this name exists."));
    const std::string metric = metricName(plain);
    for (const auto& [key, row] : topics)
        if (metricName(key.name) == metric)
            return wrong(
                TopicRules::tr(
                    "This collides with “%1”: Kafka tells “.” and “_” apart only in names, not in metrics.")
                    .arg(QString::fromStdString(key.name)));
    if (name.contains(QLatin1Char('.')) && name.contains(QLatin1Char('_')))
        return {NameVerdict::Kind::warning,
                TopicRules::tr("Mixing “.” and “_” makes collisions in metric names likely.")};
    if (name.startsWith(QLatin1String("__")))
        return {NameVerdict::Kind::warning,
                TopicRules::tr("Names that start with “__” are usually internal topics.")};
    return {};
}

QString partitionsHint(int partitions, int brokers) {
    if (brokers > 0 && partitions < brokers)
        return TopicRules::tr("Fewer than brokers: %1 of %2 will lead none.")
            .arg(brokers - partitions)
            .arg(brokers);
    if (brokers > 1 && partitions % brokers != 0)
        return TopicRules::tr("Not a multiple of %1 brokers: some lead more than others.").arg(brokers);
    if (partitions > 1000) return TopicRules::tr("That many make starting and failing over slower.");
    return TopicRules::tr("At most %1 consumers of one group share the work.").arg(partitions);
}

} // namespace ui
