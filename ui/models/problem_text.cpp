#include "ui/models/problem_text.h"

#include "ui/models/partition_text.h"
#include "ui/models/sentences.h"
#include "ui/style/format.h"

#include <QCoreApplication>

namespace ui {
namespace {

using namespace Qt::StringLiterals;
using view::ProblemKind;

struct Problems {
    Q_DECLARE_TR_FUNCTIONS(ui::Problems)
};

QString qt(const std::string& text) {
    return QString::fromStdString(text);
}

QString ago(const std::optional<std::int64_t>& sinceMs, qint64 nowMs) {
    return sinceMs ? format::relativeTime(*sinceMs, std::max<qint64>(nowMs, *sinceMs)) : QString();
}

QString partitionsOf(std::int64_t n) {
    return n == 1 ? Problems::tr("1 partition") : Problems::tr("%1 partitions").arg(format::number(n));
}

/// "orders-3", or "84 partitions".
QString whichOf(const view::PartitionSet& set) {
    return set.count == 1 ? partitionName(set.named.front()) : partitionsOf(set.count);
}

ProblemLink show(const view::Problem& problem) {
    return {problem.partitions.count == 1 ? Problems::tr("Show it") : Problems::tr("Show partitions"),
            Remedy::partitions,
            {}};
}

QString nodeTitle(const view::Problem& it) {
    const QString node = nodeName(*it.node);
    switch (it.trouble) {
    case view::Trouble::killed:
        return Problems::tr("%1 was killed").arg(node);
    case view::Trouble::stopped:
        return Problems::tr("%1 was stopped").arg(node);
    case view::Trouble::frozen:
        return Problems::tr("%1 is frozen").arg(node);
    case view::Trouble::power_lost:
        return Problems::tr("%1 lost power").arg(node);
    case view::Trouble::fenced:
        return Problems::tr("%1 is fenced").arg(node);
    default:
        return Problems::tr("%1 is offline").arg(node);
    }
}

QString capitalised(QString text) {
    if (!text.isEmpty()) text[0] = text[0].toUpper();
    return text;
}

void writeNetwork(const view::Problem& it, qint64 nowMs, ProblemText& out) {
    const QString when = ago(it.since_ms, nowMs);
    if (it.kind == ProblemKind::az_cut) {
        out.title = Problems::tr("AZ %1 is cut off").arg(qt(it.az));
        out.detail = when.isEmpty() ? Problems::tr("it hears nobody, not even clients")
                                    : Problems::tr("by you, %1").arg(when);
        return;
    }
    view::FaultRow fault;
    fault.kind = view::FaultKind::link;
    fault.az = it.az;
    fault.to_az = it.to_az;
    fault.link = it.link;
    out.title = faultSentence(fault);
    if (!when.isEmpty()) out.detail = Problems::tr("by you, %1").arg(when);
}

void writeNode(const view::Problem& it, qint64 nowMs, ProblemText& out) {
    const QString when = ago(it.since_ms, nowMs);
    const QString node = it.node ? nodeName(*it.node) : QString();
    switch (it.kind) {
    case ProblemKind::disk_full:
        out.title = Problems::tr("The disk of %1 is full").arg(node);
        out.detail = Problems::tr("it takes no more records");
        break;
    case ProblemKind::disk_nearly_full:
        out.title = Problems::tr("The disk of %1 is nearly full").arg(node);
        out.detail = Problems::tr("shorten retention, or delete records");
        break;
    case ProblemKind::disk_slow:
        out.title = Problems::tr("The disk of %1 is slow").arg(node);
        break;
    default:
        out.title = nodeTitle(it);
        if (it.trouble != view::Trouble::fenced) break;
        out.detail = reasonText(it.reason, it.session_ms);
        if (out.detail.isEmpty()) out.detail = Problems::tr("the controller does not hear it");
    }
    QStringList parts;
    if (it.fault) parts << Problems::tr("by you");
    if (!when.isEmpty()) parts << when;
    const QString who = parts.join(u", "_s);
    if (!who.isEmpty()) out.detail = out.detail.isEmpty() ? who : out.detail + u" · "_s + who;
}

void writeQuorum(const view::Problem& it, ProblemText& out) {
    if (it.kind == ProblemKind::no_active_controller) {
        out.title = Problems::tr("No controller is active");
        out.detail =
            it.alive * 2 > it.total
                ? Problems::tr("%1 of %2 controllers are alive and electing").arg(it.alive).arg(it.total)
                : Problems::tr(
                      "%1 of %2 controllers are alive, a majority is needed: no leader is elected, no "
                      "topic created")
                      .arg(it.alive)
                      .arg(it.total);
        return;
    }
    out.title = Problems::tr("One more controller lost would stop elections");
    out.detail = Problems::tr("%1 of %2 controllers are alive").arg(it.alive).arg(it.total);
}

void writePartitions(const view::Problem& it, qint64 nowMs, ProblemText& out) {
    const view::PartitionSet& set = it.partitions;
    const QString which = whichOf(set);
    const bool one = set.count == 1;
    const QString causes = causesText(it.causes, nowMs);
    QStringList detail;
    switch (it.kind) {
    case ProblemKind::partitions_offline:
        out.title =
            one ? Problems::tr("%1 is offline").arg(which) : Problems::tr("%1 are offline").arg(which);
        detail << Problems::tr("neither written nor read");
        break;
    case ProblemKind::writes_refused:
        out.title =
            one ? Problems::tr("%1 refuses writes").arg(which) : Problems::tr("%1 refuse writes").arg(which);
        if (set.needed && set.in_sync)
            detail
                << Problems::tr("min.insync.replicas is %1, %2 in sync").arg(*set.needed).arg(*set.in_sync);
        else
            detail << Problems::tr("fewer replicas are in sync than min.insync.replicas");
        break;
    case ProblemKind::under_replicated:
        if (set.in_sync && set.replicas)
            out.title = (one ? Problems::tr("%1 has %2 of %3 replicas in sync")
                             : Problems::tr("%1 have %2 of %3 replicas in sync"))
                            .arg(which)
                            .arg(*set.in_sync)
                            .arg(*set.replicas);
        else
            out.title = Problems::tr("%1 miss replicas").arg(which);
        detail << (set.needed
                       ? Problems::tr("writes still accepted: min.insync.replicas is %1").arg(*set.needed)
                       : Problems::tr("writes still accepted"));
        break;
    default:
        out.title = Problems::tr("One more broker lost would refuse writes");
        detail << (one ? Problems::tr("%1 is at min ISR").arg(which)
                       : Problems::tr("%1 are at min ISR").arg(which));
    }
    if (!causes.isEmpty() && it.kind != ProblemKind::at_min_isr) detail.prepend(causes);
    out.detail = detail.join(u" · "_s);
    if (it.kind == ProblemKind::at_min_isr && it.node)
        out.links.push_back({Problems::tr("What if broker %1 dies?").arg(it.node->id), Remedy::what_if, {}});
    else
        out.links.push_back(show(it));
}

} // namespace

QString causesText(const std::vector<view::NodeTrouble>& causes, qint64 nowMs) {
    QStringList parts;
    for (const view::NodeTrouble& cause : causes) {
        if (parts.size() == 3) {
            parts << u"…"_s;
            break;
        }
        const bool dated = cause.trouble != view::Trouble::behind && cause.since_ms;
        QString text =
            Problems::tr("broker %1 %2").arg(QString::number(cause.node.id), troubleWord(cause.trouble));
        if (dated) text += u' ' + ago(cause.since_ms, nowMs);
        parts << text;
    }
    return parts.join(u", "_s);
}

ProblemText textOf(const view::Problem& problem, const view::RowStore& rows, qint64 nowMs) {
    ProblemText out;
    if (problem.fault)
        if (const auto fault = rows.faults.find(*problem.fault); fault != rows.faults.end())
            out.links.push_back({liftFaultText(fault->second), Remedy::lift, problem.fault});
    switch (problem.kind) {
    case ProblemKind::az_cut:
    case ProblemKind::link_impaired:
        writeNetwork(problem, nowMs, out);
        break;
    case ProblemKind::broker_lost:
    case ProblemKind::controller_lost:
    case ProblemKind::disk_full:
    case ProblemKind::disk_nearly_full:
    case ProblemKind::disk_slow:
        writeNode(problem, nowMs, out);
        break;
    case ProblemKind::no_active_controller:
    case ProblemKind::quorum_at_edge:
        writeQuorum(problem, out);
        break;
    case ProblemKind::partitions_offline:
    case ProblemKind::writes_refused:
    case ProblemKind::under_replicated:
    case ProblemKind::at_min_isr:
        writePartitions(problem, nowMs, out);
        break;
    }
    out.detail = capitalised(out.detail);
    return out;
}

HealthWord healthWord(const std::vector<view::Problem>& problems) {
    const auto has = [&](ProblemKind kind) {
        for (const view::Problem& it : problems)
            if (it.kind == kind) return true;
        return false;
    };
    using view::Severity;
    if (has(ProblemKind::partitions_offline)) return {Problems::tr("Offline"), Severity::bad, false};
    if (has(ProblemKind::writes_refused)) return {Problems::tr("Writes refused"), Severity::bad, false};
    if (has(ProblemKind::no_active_controller)) return {Problems::tr("No controller"), Severity::bad, false};
    for (const view::Problem& it : problems)
        if (it.severity != Severity::info) return {Problems::tr("At risk"), Severity::warning, false};
    return {Problems::tr("Healthy"), Severity::info, true};
}

QString lossText(const view::Loss& loss) {
    if (loss.kind == view::LossKind::az) return Problems::tr("AZ %1 dies").arg(qt(loss.az));
    return loss.node.kind == view::NodeKind::broker ? Problems::tr("broker %1 dies").arg(loss.node.id)
                                                    : Problems::tr("controller %1 dies").arg(loss.node.id);
}

QStringList verdict(const view::WhatIf& it) {
    using view::Outcome;
    QStringList lines;
    const auto already = [](std::int64_t all, std::int64_t fresh) {
        return all == fresh ? QString() : Problems::tr(" (%1 already)").arg(format::number(all - fresh));
    };
    const std::int64_t offline = it.count(Outcome::offline), refused = it.count(Outcome::writes_refused);
    const std::int64_t stalled = it.count(Outcome::stalled), moved = it.count(Outcome::leader_moves);
    const std::int64_t thinner = it.count(Outcome::loses_replica), same = it.count(Outcome::untouched);
    if (offline > 0)
        lines << Problems::tr("%1 go offline%2")
                     .arg(partitionsOf(offline), already(offline, it.count(Outcome::offline, true)));
    if (refused > 0)
        lines << Problems::tr("%1 refuse writes%2")
                     .arg(partitionsOf(refused), already(refused, it.count(Outcome::writes_refused, true)));
    if (stalled > 0)
        lines << Problems::tr("%1 wait: writes with acks=all stall until a controller is back")
                     .arg(partitionsOf(stalled));
    if (moved > 0) lines << Problems::tr("%1 stay safe with another leader").arg(partitionsOf(moved));
    if (thinner > 0) lines << Problems::tr("%1 stay safe with one replica fewer").arg(partitionsOf(thinner));
    if (same > 0) lines << Problems::tr("%1 do not notice").arg(partitionsOf(same));
    if (it.partitions.empty()) lines << Problems::tr("There are no partitions yet");
    if (it.controllers_needed == 0) return lines;
    const QString count =
        Problems::tr("%1 controllers left, %2 needed").arg(it.controllers_left).arg(it.controllers_needed);
    lines << (!it.quorum_survives()
                  ? Problems::tr("The metadata quorum is lost, nobody is elected: %1").arg(count)
              : it.active_moves
                  ? Problems::tr("The metadata quorum elects another active controller: %1").arg(count)
                  : Problems::tr("The metadata quorum survives: %1").arg(count));
    return lines;
}

QString word(view::Outcome outcome) {
    switch (outcome) {
    case view::Outcome::offline:
        return Problems::tr("goes offline");
    case view::Outcome::writes_refused:
        return Problems::tr("refuses writes");
    case view::Outcome::stalled:
        return Problems::tr("writes stall");
    case view::Outcome::leader_moves:
        return Problems::tr("safe, leader moves");
    case view::Outcome::loses_replica:
        return Problems::tr("safe, one replica fewer");
    case view::Outcome::untouched:
        return Problems::tr("untouched");
    }
    return {};
}

QString outcomeDetail(const view::PartitionOutcome& it) {
    if (it.leader < 0 && it.in_sync > 0)
        return Problems::tr("its leader is gone, and no controller can elect another");
    if (it.leader < 0) return Problems::tr("no replica in sync is left");
    return Problems::tr("broker %1 leads; %2 in sync, %3 needed")
        .arg(it.leader)
        .arg(it.in_sync)
        .arg(it.needed);
}

bool doesHarm(const view::WhatIf& it) {
    using view::Outcome;
    return it.count(Outcome::offline, true) > 0 || it.count(Outcome::writes_refused, true) > 0 ||
           it.count(Outcome::stalled) > 0 || !it.quorum_survives();
}

} // namespace ui
