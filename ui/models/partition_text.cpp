#include "ui/models/partition_text.h"

#include <QCoreApplication>
#include <array>

namespace ui {
namespace {

using namespace Qt::StringLiterals;
using view::PartitionState;

struct PartitionText {
    Q_DECLARE_TR_FUNCTIONS(ui::PartitionText)
};

constexpr std::array keys{"healthy", "under_replicated", "at_min_isr", "under_min_isr", "offline"};

} // namespace

QString word(PartitionState state) {
    switch (state) {
    case PartitionState::healthy:
        return PartitionText::tr("healthy");
    case PartitionState::under_replicated:
        return PartitionText::tr("under-replicated");
    case PartitionState::at_min_isr:
        return PartitionText::tr("at min ISR");
    case PartitionState::under_min_isr:
        return PartitionText::tr("writes refused");
    case PartitionState::offline:
        return PartitionText::tr("offline");
    }
    return {};
}

const style::StateColors& stateColors(PartitionState state) {
    const style::Colors& c = style::colors();
    switch (state) {
    case PartitionState::healthy:
        return c.ok;
    case PartitionState::under_replicated:
    case PartitionState::at_min_isr:
        return c.warning;
    case PartitionState::under_min_isr:
    case PartitionState::offline:
        break;
    }
    return c.bad;
}

QString keyOf(PartitionState state) {
    return QString::fromLatin1(keys.at(static_cast<std::size_t>(state)));
}

std::optional<PartitionState> partitionStateOf(const QString& key) {
    for (std::size_t i = 0; i < keys.size(); ++i)
        if (key == QLatin1StringView(keys[i])) return static_cast<PartitionState>(i);
    return std::nullopt;
}

QString partitionName(const view::PartitionKey& key) {
    return u"%1-%2"_s.arg(QString::fromStdString(key.topic)).arg(key.partition);
}

QString stateDetail(const view::PartitionRow& row, const view::RowStore& rows) {
    const PartitionState state = view::state_of(row);
    const auto inSync = row.isr.size();
    const auto all = row.replicas.size();
    switch (state) {
    case PartitionState::healthy:
        return row.adding.empty() && row.removing.empty() ? QString() : PartitionText::tr("being moved");
    case PartitionState::under_replicated:
    case PartitionState::at_min_isr:
        return PartitionText::tr("%1 of %2 in sync").arg(inSync).arg(all);
    case PartitionState::under_min_isr:
        return PartitionText::tr("%1 of %2 in sync, %3 needed")
            .arg(inSync)
            .arg(all)
            .arg(view::effective_min_isr(row));
    case PartitionState::offline:
        break;
    }
    if (all == 1) {
        const auto it = view::trouble_of(rows, {view::NodeKind::broker, row.replicas.front()});
        if (it.trouble != view::Trouble::none)
            return PartitionText::tr("its only replica is %1").arg(troubleWord(it.trouble));
    }
    return PartitionText::tr("no replica that may lead is alive");
}

QString stateMeaning(PartitionState state) {
    switch (state) {
    case PartitionState::healthy:
        return PartitionText::tr("Every replica is in sync.");
    case PartitionState::under_replicated:
        return PartitionText::tr("Some replicas are missing; one more may be lost without refusing writes.");
    case PartitionState::at_min_isr:
        return PartitionText::tr("Writes are accepted; the next lost replica refuses writes with acks=all.");
    case PartitionState::under_min_isr:
        return PartitionText::tr("Writes with acks=all are refused: fewer replicas are in sync than "
                                 "min.insync.replicas. Reads go on.");
    case PartitionState::offline:
        return PartitionText::tr("Nobody leads it: reads and writes are refused.");
    }
    return {};
}

QString troubleWord(view::Trouble trouble) {
    switch (trouble) {
    case view::Trouble::none:
        return {};
    case view::Trouble::killed:
        return PartitionText::tr("killed");
    case view::Trouble::stopped:
        return PartitionText::tr("stopped");
    case view::Trouble::frozen:
        return PartitionText::tr("frozen");
    case view::Trouble::power_lost:
        return PartitionText::tr("without power");
    case view::Trouble::cut_off:
        return PartitionText::tr("cut off with its AZ");
    case view::Trouble::disk_full:
        return PartitionText::tr("on a full disk");
    case view::Trouble::fenced:
        return PartitionText::tr("fenced");
    case view::Trouble::offline:
        return PartitionText::tr("offline");
    case view::Trouble::behind:
        return PartitionText::tr("catching up");
    }
    return {};
}

} // namespace ui
