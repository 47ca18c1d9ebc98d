#pragma once
// One replica of a partition as it is shown everywhere: its place, its role, how far it is behind. A value;
// UI thread.

#include "view/row_store.h"

#include <QList>
#include <QMetaType>
#include <QString>

namespace ui {

struct ReplicaChip {
    enum class Kind { leader, inSync, catchingUp, offline };

    int broker = -1;
    int az = -1; ///< of style::azColors; -1: nobody knows
    QString azName;
    bool preferred = false;
    bool leader = false;
    bool inSync = false;
    bool online = true;
    bool adding = false;   ///< by a reassignment
    bool removing = false; ///< by a reassignment
    qint64 lag = 0;        ///< records behind the leader
    qint64 behindMs = 0;
    qint64 logEnd = -1; ///< -1: nobody knows
    bool operator==(const ReplicaChip&) const = default;

    Kind kind() const;
    /// "★ 1 lead", "3 sync", "1 −1 204 · 3 s", "✕ 2".
    QString text() const;
    /// Where there is little room: "★1", "3", "1 −1.2 k", "✕2".
    QString shortText() const;
    /// "leader", "in sync", "catching up", "offline".
    QString role() const;
    /// "broker 2 in AZ b, leader, in sync": for tooltips and screen readers.
    QString sentence() const;
};

/// In assignment order.
QList<ReplicaChip> chipsOf(const view::PartitionRow& row,
                           const std::map<view::BrokerKey, view::BrokerRow>& brokers);

} // namespace ui

Q_DECLARE_METATYPE(ui::ReplicaChip)
