#include "ui/windows/recent_clusters.h"

#include <QSettings>
#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;

namespace {
constexpr std::size_t max_recent = 12;
}

RecentClusters::RecentClusters(QObject* parent) : QObject(parent) {
    QSettings settings;
    const int n = settings.beginReadArray("recent"_L1);
    for (int i = 0; i < n; ++i) {
        settings.setArrayIndex(i);
        RecentCluster recent{
            settings.value("document"_L1).toString(), settings.value("name"_L1).toString(),
            settings.value("dataDir"_L1).toString(),  settings.value("azs"_L1).toInt(),
            settings.value("brokers"_L1).toInt(),     settings.value("opened"_L1).toLongLong()};
        if (!recent.document.isEmpty()) all_.push_back(std::move(recent));
    }
    settings.endArray();
}

const RecentCluster* RecentClusters::find(const QString& document) const {
    const auto found = std::ranges::find(all_, document, &RecentCluster::document);
    return found == all_.end() ? nullptr : &*found;
}

void RecentClusters::remember(RecentCluster cluster) {
    std::erase_if(all_, [&](const RecentCluster& c) { return c.document == cluster.document; });
    all_.insert(all_.begin(), std::move(cluster));
    if (all_.size() > max_recent) all_.resize(max_recent);
    save();
}

void RecentClusters::forget(const QString& document) {
    std::erase_if(all_, [&](const RecentCluster& c) { return c.document == document; });
    save();
}

void RecentClusters::save() {
    QSettings settings;
    settings.remove("recent"_L1);
    settings.beginWriteArray("recent"_L1, static_cast<int>(all_.size()));
    int i = 0;
    for (const RecentCluster& c : all_) {
        settings.setArrayIndex(i++);
        settings.setValue("document"_L1, c.document);
        settings.setValue("name"_L1, c.name);
        settings.setValue("dataDir"_L1, c.dataDir);
        settings.setValue("azs"_L1, c.azs);
        settings.setValue("brokers"_L1, c.brokers);
        settings.setValue("opened"_L1, c.openedMs);
    }
    settings.endArray();
    emit changed();
}

} // namespace ui
