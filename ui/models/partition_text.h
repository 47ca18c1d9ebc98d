#pragma once
// The words of partition states: one word, its colours, and the sentence with the reason. UI thread.

#include "ui/style/colors.h"
#include "view/partition_state.h"
#include "view/problems.h"

#include <QString>

namespace ui {

/// "healthy", "under-replicated", "at min ISR", "writes refused", "offline".
QString word(view::PartitionState state);
const style::StateColors& stateColors(view::PartitionState state);
/// Stable name for locations: "under_min_isr".
QString keyOf(view::PartitionState state);
std::optional<view::PartitionState> partitionStateOf(const QString& key);

/// "orders-3".
QString partitionName(const view::PartitionKey& key);
/// Why it is so: "1 of 3 in sync, 2 needed", "its only replica is frozen"; empty when healthy.
QString stateDetail(const view::PartitionRow& row, const view::RowStore& rows);
/// What the state means for producers and consumers; for tooltips.
QString stateMeaning(view::PartitionState state);

/// "killed", "frozen", "cut off with its AZ", "fenced": completes "broker 2 is …".
QString troubleWord(view::Trouble trouble);

} // namespace ui
