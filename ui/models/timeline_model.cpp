#include "ui/models/timeline_model.h"

#include "ui/models/partition_text.h"
#include "ui/models/sentences.h"
#include "ui/style/colors.h"
#include "ui/style/format.h"

#include <QCoreApplication>
#include <algorithm>

namespace ui {
namespace {

using namespace Qt::StringLiterals;

/// A burst interleaves elections and ISR changes: a line is looked for among the last few.
constexpr std::size_t look_back = 12;

struct Timeline {
    Q_DECLARE_TR_FUNCTIONS(ui::Timeline)
};

template <class... Ts>
struct Overloaded : Ts... {
    using Ts::operator()...;
};
template <class... Ts>
Overloaded(Ts...) -> Overloaded<Ts...>;

QString qt(const std::string& text) {
    return QString::fromStdString(text);
}

std::optional<view::PartitionKey> partitionOf(const view::Fact& fact) {
    return std::visit(
        [](const auto& it) -> std::optional<view::PartitionKey> {
            if constexpr (requires {
                              it.topic;
                              it.partition;
                          })
                return view::PartitionKey{it.topic, it.partition};
            return std::nullopt;
        },
        fact.what);
}

bool grew(const view::IsrChanged& it) {
    return it.after.size() > it.before.size();
}

/// Alike enough to be told in one line.
bool alike(const view::Fact& a, const view::Fact& b) {
    if (a.what.index() != b.what.index()) return false;
    return std::visit(Overloaded{
                          [&](const view::LeaderChanged& x) {
                              const auto& y = std::get<view::LeaderChanged>(b.what);
                              return x.reason == y.reason && x.from == y.from && (x.to < 0) == (y.to < 0);
                          },
                          [&](const view::IsrChanged& x) {
                              const auto& y = std::get<view::IsrChanged>(b.what);
                              return x.reason == y.reason && grew(x) == grew(y);
                          },
                          [&](const view::ReplicaTruncated& x) {
                              return x.broker == std::get<view::ReplicaTruncated>(b.what).broker;
                          },
                          [&](const view::ReassignmentChanged& x) {
                              return x.step == std::get<view::ReassignmentChanged>(b.what).step;
                          },
                          [&](const view::BrokerConfigChanged& x) {
                              const auto& y = std::get<view::BrokerConfigChanged>(b.what);
                              return x.broker && y.broker && x.key == y.key && x.value == y.value;
                          },
                          [](const view::TopicCreated&) { return true; },
                          [](const view::TopicDeleted&) { return true; },
                          [](const auto&) { return false; },
                      },
                      a.what);
}

QString withReason(const QString& sentence, const QString& reason) {
    return reason.isEmpty() ? sentence : Timeline::tr("%1: %2").arg(sentence, reason);
}

QString list(const std::set<std::int32_t>& ids) {
    return brokerList({ids.begin(), ids.end()});
}

QString folded(const TimelineGroup& group) {
    const QString n = format::number(group.count);
    return std::visit(
        Overloaded{
            [&](const view::LeaderChanged& it) {
                if (it.to < 0)
                    return withReason(Timeline::tr("%1 partitions have no leader any more").arg(n),
                                      reasonText(it.reason, it.from));
                if (it.from < 0)
                    return withReason(
                        Timeline::tr("%1 partitions are led by broker %2").arg(n, list(group.to)),
                        reasonText(it.reason));
                return withReason(
                    Timeline::tr("%1 leaders moved %2 → %3").arg(n).arg(it.from).arg(list(group.to)),
                    reasonText(it.reason, it.from));
            },
            [&](const view::IsrChanged& it) {
                const QString verb = grew(it) ? Timeline::tr("ISR of %1 partitions grew").arg(n)
                                              : Timeline::tr("ISR of %1 partitions shrank").arg(n);
                const QString size =
                    group.isrSize ? Timeline::tr("%1 to %2").arg(verb).arg(*group.isrSize) : verb;
                return withReason(size, reasonText(it.reason));
            },
            [&](const view::ReplicaTruncated& it) {
                return Timeline::tr("Broker %1 cut %2 replicas back to follow their leaders")
                    .arg(it.broker)
                    .arg(n);
            },
            [&](const view::ReassignmentChanged& it) {
                switch (it.step) {
                case view::ReassignmentStep::started:
                    return Timeline::tr("%1 partitions move").arg(n);
                case view::ReassignmentStep::completed:
                    return Timeline::tr("%1 partitions have moved").arg(n);
                case view::ReassignmentStep::cancelled:
                    return Timeline::tr("The moves of %1 partitions were cancelled").arg(n);
                }
                return QString();
            },
            [&](const view::BrokerConfigChanged& it) {
                return it.value ? Timeline::tr("%1 brokers: %2 is now %3").arg(n, qt(it.key), qt(*it.value))
                                : Timeline::tr("%1 brokers: %2 is back to its default").arg(n, qt(it.key));
            },
            [&](const view::TopicCreated&) { return Timeline::tr("%1 topics were created").arg(n); },
            [&](const view::TopicDeleted&) { return Timeline::tr("%1 topics were deleted").arg(n); },
            [&](const auto&) { return factSentence(group.fact); },
        },
        group.fact.what);
}

QString faultObject(const view::FaultRow& fault) {
    return fault.node         ? nodeName(*fault.node)
           : fault.az.empty() ? QString()
                              : Timeline::tr("AZ %1").arg(qt(fault.az));
}

} // namespace

TimelineKind kindOf(const view::Fact& fact) {
    return std::visit(Overloaded{
                          [](const view::FaultStarted&) { return TimelineKind::faults; },
                          [](const view::FaultLifted&) { return TimelineKind::faults; },
                          [](const view::ClusterStateChanged&) { return TimelineKind::nodes; },
                          [](const view::BrokerStateChanged&) { return TimelineKind::nodes; },
                          [](const view::ControllerElected&) { return TimelineKind::nodes; },
                          [](const view::LogDirFailed&) { return TimelineKind::nodes; },
                          [](const view::BrokerAdded&) { return TimelineKind::nodes; },
                          [](const view::BrokerRemoved&) { return TimelineKind::nodes; },
                          [](const view::LeaderChanged&) { return TimelineKind::elections; },
                          [](const view::IsrChanged&) { return TimelineKind::isr; },
                          [](const view::ReplicaTruncated&) { return TimelineKind::isr; },
                          [](const view::ReassignmentChanged&) { return TimelineKind::moves; },
                          [](const view::MaintenanceChanged&) { return TimelineKind::moves; },
                          [](const auto&) { return TimelineKind::settings; },
                      },
                      fact.what);
}

QString word(TimelineKind kind) {
    switch (kind) {
    case TimelineKind::faults:
        return Timeline::tr("Faults");
    case TimelineKind::nodes:
        return Timeline::tr("Nodes");
    case TimelineKind::elections:
        return Timeline::tr("Leaders");
    case TimelineKind::isr:
        return Timeline::tr("ISR");
    case TimelineKind::moves:
        return Timeline::tr("Moves");
    case TimelineKind::settings:
        return Timeline::tr("Settings");
    }
    return {};
}

QString TimelineGroup::sentence() const {
    return count == 1 ? factSentence(fact) : folded(*this);
}

QString TimelineGroup::object() const {
    if (count > 1 && !partitions.empty()) return Timeline::tr("%1 partitions").arg(format::number(count));
    if (!partitions.empty()) return partitionName(partitions.front());
    if (count > 1 && kind == TimelineKind::settings &&
        std::holds_alternative<view::BrokerConfigChanged>(fact.what))
        return Timeline::tr("%1 brokers").arg(format::number(count));
    if (count > 1) return Timeline::tr("%1 topics").arg(format::number(count));
    return std::visit(
        [](const auto& it) -> QString {
            if constexpr (requires { it.fault.key; })
                return faultObject(it.fault);
            else if constexpr (requires { it.controller; })
                return Timeline::tr("Controller %1").arg(it.controller);
            else if constexpr (requires { it.topic; })
                return qt(it.topic);
            else if constexpr (requires { it.broker + 1; })
                return Timeline::tr("Broker %1").arg(it.broker);
            return QString();
        },
        fact.what);
}

base::log::Level TimelineGroup::level() const {
    return factLevel(fact);
}

TimelineModel::TimelineModel(SessionBridge& bridge, QObject* parent)
    : QAbstractTableModel(parent), history_(History::of(bridge)) {
    connect(&history_, &History::appended, this, &TimelineModel::take);
    for (std::size_t i = 0; i < history_.facts().size(); ++i)
        add(history_.firstNumber() + i, history_.facts()[i]);
}

void TimelineModel::take(int count) {
    const auto& facts = history_.facts();
    const std::size_t fresh = std::min(static_cast<std::size_t>(count), facts.size());
    for (std::size_t i = facts.size() - fresh; i < facts.size(); ++i)
        add(history_.firstNumber() + i, facts[i]);
}

TimelineGroup* TimelineModel::sameAs(const view::Fact& fact) {
    const std::size_t end = groups_.size();
    for (std::size_t i = 0; i < std::min(look_back, end); ++i) {
        TimelineGroup& group = groups_[end - 1 - i];
        if (fact.time_ms - group.lastMs > fold_ms) return nullptr;
        if (alike(group.fact, fact)) return &group;
    }
    return nullptr;
}

void TimelineModel::add(quint64 number, const view::Fact& fact) {
    TimelineGroup* into = sameAs(fact);
    if (!into) {
        if (groups_.size() >= max_groups) {
            beginRemoveRows({}, 0, 0);
            groups_.pop_front();
            endRemoveRows();
        }
        const int row = static_cast<int>(groups_.size());
        beginInsertRows({}, row, row);
        TimelineGroup made;
        made.first = made.last = number;
        made.timeMs = made.lastMs = fact.time_ms;
        made.count = 0;
        made.kind = kindOf(fact);
        made.fact = fact;
        groups_.push_back(std::move(made));
        into = &groups_.back();
    }
    ++into->count;
    into->last = number;
    into->lastMs = std::max<qint64>(into->lastMs, fact.time_ms);
    if (const auto* moved = std::get_if<view::LeaderChanged>(&fact.what)) into->to.insert(moved->to);
    if (const auto* isr = std::get_if<view::IsrChanged>(&fact.what)) {
        const int size = static_cast<int>(isr->after.size());
        if (into->count == 1)
            into->isrSize = size;
        else if (into->isrSize != size)
            into->isrSize.reset();
    }
    if (const auto key = partitionOf(fact); key && into->partitions.size() < TimelineGroup::max_objects)
        into->partitions.push_back(*key);
    if (into->count == 1) return endInsertRows();
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (&groups_[static_cast<std::size_t>(row)] != into) continue;
        emit dataChanged(index(row, 0), index(row, columns - 1));
        return;
    }
}

int TimelineModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(groups_.size());
}
int TimelineModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : columns;
}

QVariant TimelineModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const TimelineGroup& it = groups_[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == time) return format::clockTime(it.timeMs);
        return index.column() == what ? it.sentence() : it.object();
    case Qt::ToolTipRole: {
        if (index.column() == time) return format::absoluteTime(it.timeMs);
        if (it.count == 1) return it.sentence();
        QStringList names;
        for (const view::PartitionKey& key : it.partitions) names << partitionName(key);
        if (it.count > static_cast<int>(it.partitions.size())) names << u"…"_s;
        return names.join(u", "_s);
    }
    case Qt::ForegroundRole:
        if (index.column() == object) return style::colors().accent;
        if (index.column() == time) return style::colors().textMuted;
        return {};
    case kindRole:
        return static_cast<int>(it.kind);
    }
    return {};
}

QVariant TimelineModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    return section == time ? tr("Time") : section == what ? tr("What happened") : tr("Where");
}

TimelineFilter::TimelineFilter(TimelineModel& model, QObject* parent)
    : QSortFilterProxyModel(parent), model_(model) {
    setSourceModel(&model_);
}

void TimelineFilter::setText(const QString& text) {
    words_ = text.split(u' ', Qt::SkipEmptyParts);
    invalidateRowsFilter();
}

void TimelineFilter::setKinds(std::set<TimelineKind> kinds) {
    kinds_ = std::move(kinds);
    invalidateRowsFilter();
}

bool TimelineFilter::filterAcceptsRow(int row, const QModelIndex&) const {
    const TimelineGroup& it = model_.group(row);
    if (!kinds_.empty() && !kinds_.contains(it.kind)) return false;
    if (words_.isEmpty()) return true;
    QString said = it.sentence() + u' ' + it.object();
    for (const view::PartitionKey& key : it.partitions) said += u' ' + partitionName(key);
    return std::all_of(words_.begin(), words_.end(),
                       [&](const QString& word) { return said.contains(word, Qt::CaseInsensitive); });
}

} // namespace ui
