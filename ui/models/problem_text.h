#pragma once
// The sentences of problems and of what would be: cause, effect and remedy, as titles, details and words of
// links. UI thread.

#include "view/problems.h"
#include "view/what_if.h"

#include <QString>
#include <QStringList>
#include <vector>

namespace ui {

/// Where a link of a problem leads.
enum class Remedy {
    lift,       ///< LiftFault of Problem::fault
    partitions, ///< the Partitions page, filtered
    what_if,    ///< what if Problem::node dies
    timeline,
};
struct ProblemLink {
    QString text;
    Remedy remedy;
    std::optional<view::FaultKey> fault; ///< of `lift`
};
struct ProblemText {
    QString title;
    QString detail;
    std::vector<ProblemLink> links;
};

/// `nowMs` for "12 s ago". `rows` for the words of faults.
ProblemText textOf(const view::Problem& problem, const view::RowStore& rows, qint64 nowMs);
/// "broker 2 frozen 12 s ago, broker 3 catching up"; empty without causes.
QString causesText(const std::vector<view::NodeTrouble>& causes, qint64 nowMs);

/// One word for the whole cluster: "Healthy", "At risk", "Writes refused", "Offline partitions", ...
struct HealthWord {
    QString word;
    view::Severity severity = view::Severity::info;
    bool healthy = true;
};
HealthWord healthWord(const std::vector<view::Problem>& problems);

/// "AZ b dies", "broker 2 dies".
QString lossText(const view::Loss& loss);
/// What would be, one sentence a line: partitions first, then the quorum.
QStringList verdict(const view::WhatIf& it);
/// "goes offline", "refuses writes", ...
QString word(view::Outcome outcome);
/// Why, for one partition: "broker 3 leads; 2 in sync, 2 needed".
QString outcomeDetail(const view::PartitionOutcome& it);
/// Some partition would go offline or refuse writes, or nothing could be elected any more.
bool doesHarm(const view::WhatIf& it);

} // namespace ui
