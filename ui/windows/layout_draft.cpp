#include "ui/windows/layout_draft.h"

#include <algorithm>
#include <set>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr std::int64_t gib = 1LL << 30;
constexpr std::size_t max_steps = 50;
constexpr std::size_t max_brokers = 30;

std::string azName(std::size_t index) {
    return std::string(1, static_cast<char>('a' + index));
}

} // namespace

LayoutDraft::LayoutDraft(QObject* parent) : QObject(parent) {
    if (auto made = view::preset("ha")) layout_ = std::move(*made);
    layout_.name = "my-cluster";
}

void LayoutDraft::usePreset(const QString& name) {
    auto made = view::preset(name.toStdString());
    if (!made || preset() == name) return;
    begin(tr("preset changed"));
    const std::int64_t storage = storageGib() * gib;
    made->name = layout_.name;
    layout_ = std::move(*made);
    for (view::AzLayout& az : layout_.azs)
        for (view::BrokerLayout& broker : az.brokers) broker.storage_bytes = storage;
    emit changed();
}

QString LayoutDraft::preset() const {
    for (const std::string_view name : view::preset_names()) {
        const auto shape = view::preset(name);
        if (!shape || shape->azs.size() != layout_.azs.size()) continue;
        bool same = true;
        for (std::size_t i = 0; i < layout_.azs.size(); ++i)
            same = same && shape->azs[i].brokers.size() == layout_.azs[i].brokers.size();
        if (same) return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
    }
    return {};
}

void LayoutDraft::setName(const QString& name) {
    layout_.name = name.toStdString();
    emit changed();
}

void LayoutDraft::setAzCount(int count) {
    const auto wanted = static_cast<std::size_t>(std::clamp(count, 1, 3));
    if (wanted == layout_.azs.size()) return;
    begin(wanted == 1 ? tr("one AZ") : tr("%1 AZs").arg(wanted));
    while (layout_.azs.size() > wanted) {
        std::vector<view::BrokerLayout> homeless = std::move(layout_.azs.back().brokers);
        layout_.azs.pop_back();
        auto& last = layout_.azs.back().brokers;
        last.insert(last.end(), homeless.begin(), homeless.end());
    }
    const std::int64_t storage = storageGib() * gib;
    while (layout_.azs.size() < wanted) {
        layout_.azs.push_back({azName(layout_.azs.size()), {}});
        if (layout_.broker_count() < max_brokers) layout_.azs.back().brokers.push_back({freeId(), storage});
    }
    emit changed();
}

void LayoutDraft::setStorageGib(int size) {
    if (size == storageGib()) return;
    for (view::AzLayout& az : layout_.azs)
        for (view::BrokerLayout& broker : az.brokers) broker.storage_bytes = size * gib;
    emit changed();
}

int LayoutDraft::storageGib() const {
    for (const view::AzLayout& az : layout_.azs)
        if (!az.brokers.empty()) return static_cast<int>(az.brokers.front().storage_bytes / gib);
    return 10;
}

int LayoutDraft::addBroker(int az) {
    if (layout_.broker_count() >= max_brokers) return 0;
    const int id = freeId();
    begin(tr("Broker %1 added").arg(id));
    layout_.azs[static_cast<std::size_t>(az)].brokers.push_back({id, storageGib() * gib});
    emit changed();
    return id;
}

void LayoutDraft::removeBroker(int id) {
    const int az = azOf(id);
    if (az < 0) return;
    begin(tr("Broker %1 removed").arg(id));
    std::erase_if(layout_.azs[static_cast<std::size_t>(az)].brokers,
                  [id](const view::BrokerLayout& b) { return b.id == id; });
    emit changed();
}

void LayoutDraft::moveBroker(int id, int az) {
    const int from = azOf(id);
    if (from < 0 || from == az || az < 0 || az >= static_cast<int>(layout_.azs.size())) return;
    begin(tr("Broker %1 moved to AZ %2")
              .arg(id)
              .arg(QString::fromStdString(layout_.azs[static_cast<std::size_t>(az)].name)));
    auto& source = layout_.azs[static_cast<std::size_t>(from)].brokers;
    const auto found = std::ranges::find(source, id, &view::BrokerLayout::id);
    const view::BrokerLayout moved = *found;
    source.erase(found);
    layout_.azs[static_cast<std::size_t>(az)].brokers.push_back(moved);
    emit changed();
}

int LayoutDraft::azOf(int id) const {
    for (std::size_t a = 0; a < layout_.azs.size(); ++a)
        if (std::ranges::find(layout_.azs[a].brokers, id, &view::BrokerLayout::id) !=
            layout_.azs[a].brokers.end())
            return static_cast<int>(a);
    return -1;
}

void LayoutDraft::undo() {
    if (before_.empty()) return;
    // The name is not part of a step.
    const std::string name = layout_.name;
    layout_ = std::move(before_.back().layout);
    layout_.name = name;
    before_.pop_back();
    emit changed();
}

QString LayoutDraft::address(int az, int place) {
    return u"127.10.%1.%2"_s.arg(az + 1).arg(place + 1);
}

QString LayoutDraft::bootstrap() const {
    QStringList servers;
    for (std::size_t a = 0; a < layout_.azs.size(); ++a)
        for (std::size_t b = 0; b < layout_.azs[a].brokers.size(); ++b)
            servers << u"%1:%2"_s.arg(address(static_cast<int>(a), static_cast<int>(b)))
                           .arg(layout_.plaintext_port);
    return servers.join(u',');
}

void LayoutDraft::begin(const QString& step) {
    before_.push_back({layout_, step});
    if (before_.size() > max_steps) before_.erase(before_.begin());
}

int LayoutDraft::freeId() const {
    std::set<int> used;
    for (const view::AzLayout& az : layout_.azs)
        for (const view::BrokerLayout& broker : az.brokers) used.insert(broker.id);
    int id = 1;
    while (used.contains(id)) ++id;
    return id;
}

} // namespace ui
