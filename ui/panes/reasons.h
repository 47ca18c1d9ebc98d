#pragma once
// Why something cannot be done now, in a sentence for the tooltip of what is disabled. UI thread.

#include "ui/panes/cluster_context.h"

#include <QString>

class QWidget;

namespace ui {

/// Empty: topics can be created, changed and deleted.
QString whyNotManage(const ClusterContext& cluster);
/// Empty: records can be produced.
QString whyNotProduce(const ClusterContext& cluster);
/// Empty: records can be read.
QString whyNotConsume(const ClusterContext& cluster);
/// Empty: replicas can be moved and leaders elected.
QString whyNotMove(const ClusterContext& cluster);
/// Empty: nodes and links can be broken on purpose.
QString whyNotBreak(const ClusterContext& cluster);

/// Enables the widget when `reason` is empty, and gives it the reason, or else `help`, as tooltip.
void enableUnless(QWidget* widget, const QString& reason, const QString& help = {});

} // namespace ui
