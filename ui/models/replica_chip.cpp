#include "ui/models/replica_chip.h"

#include "ui/style/colors.h"
#include "ui/style/format.h"

#include <QCoreApplication>
#include <algorithm>

namespace ui {
namespace {

using namespace Qt::StringLiterals;

struct Chips {
    Q_DECLARE_TR_FUNCTIONS(ui::ReplicaChip)
};

constexpr QChar star{0x2605};
constexpr QChar cross{0x2715};
constexpr QChar minus{0x2212};

bool contains(const std::vector<std::int32_t>& ids, std::int32_t id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

QString lagText(qint64 lag, qint64 behindMs) {
    const QString behind =
        behindMs >= 1000 ? u" · "_s + format::durationMs(behindMs / 1000 * 1000) : QString();
    return minus + format::number(lag) + behind;
}

} // namespace

ReplicaChip::Kind ReplicaChip::kind() const {
    if (!online) return Kind::offline;
    if (leader) return Kind::leader;
    return inSync ? Kind::inSync : Kind::catchingUp;
}

QString ReplicaChip::role() const {
    switch (kind()) {
    case Kind::leader:
        return Chips::tr("leader");
    case Kind::inSync:
        return Chips::tr("in sync");
    case Kind::catchingUp:
        return Chips::tr("catching up");
    case Kind::offline:
        return Chips::tr("offline");
    }
    return {};
}

QString ReplicaChip::text() const {
    const QString head = preferred ? QString(star) + u' ' : QString();
    switch (kind()) {
    case Kind::leader:
        return head + Chips::tr("%1 lead").arg(broker);
    case Kind::inSync:
        return head + Chips::tr("%1 sync").arg(broker);
    case Kind::catchingUp:
        return head + QString::number(broker) + u' ' + lagText(lag, behindMs);
    case Kind::offline:
        return head + cross + u' ' + QString::number(broker);
    }
    return {};
}

QString ReplicaChip::shortText() const {
    QString out = preferred ? QString(star) : QString();
    if (kind() == Kind::offline) out += cross;
    out += QString::number(broker);
    if (kind() == Kind::catchingUp)
        out += u' ' + QString(minus) + format::shortNumber(static_cast<double>(lag));
    return out;
}

QString ReplicaChip::sentence() const {
    QStringList words{azName.isEmpty() ? Chips::tr("broker %1").arg(broker)
                                       : Chips::tr("broker %1 in AZ %2").arg(broker).arg(azName)};
    if (leader) words << Chips::tr("leader");
    if (preferred) words << Chips::tr("preferred leader");
    if (!leader || !online) words << role();
    if (kind() == Kind::catchingUp && lag > 0)
        words << Chips::tr("%1 records behind").arg(format::number(lag));
    if (kind() == Kind::catchingUp && behindMs > 0)
        words << Chips::tr("for %1").arg(format::durationMs(behindMs));
    if (adding) words << Chips::tr("being added");
    if (removing) words << Chips::tr("being removed");
    return words.join(u", "_s);
}

QList<ReplicaChip> chipsOf(const view::PartitionRow& row,
                           const std::map<view::BrokerKey, view::BrokerRow>& brokers) {
    QList<ReplicaChip> list;
    for (const std::int32_t id : row.replicas) {
        ReplicaChip chip;
        chip.broker = id;
        chip.preferred = row.replicas.front() == id && row.replicas.size() > 1;
        chip.leader = row.leader == id;
        chip.inSync = contains(row.isr, id);
        chip.adding = contains(row.adding, id);
        chip.removing = contains(row.removing, id);
        if (const auto found = brokers.find({id}); found != brokers.end()) {
            chip.az = style::azIndex(found->second.az);
            chip.azName = QString::fromStdString(found->second.az);
            chip.online = found->second.state == view::NodeState::online ||
                          found->second.state == view::NodeState::stopping;
        }
        // A broker that leads is heard, whatever its row says for a moment.
        if (chip.leader) chip.online = true;
        if (chip.leader) chip.logEnd = row.log_end_offset;
        for (const view::ReplicaProgress& it : row.progress) {
            if (it.broker != id) continue;
            chip.lag = it.lag;
            chip.behindMs = it.behind_ms;
            if (!chip.leader) chip.logEnd = it.log_end_offset;
        }
        list << chip;
    }
    return list;
}

} // namespace ui
