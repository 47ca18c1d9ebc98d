#include "ui/windows/cluster_shelf.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <algorithm>
#include <utility>

namespace ui {

using namespace Qt::StringLiterals;

ClusterShelf::ClusterShelf(SessionFactory factory, Navigator& navigator, QObject* parent)
    : QObject(parent), factory_(std::move(factory)), navigator_(navigator) {}

ClusterShelf::~ClusterShelf() = default;

ClusterContext* ClusterShelf::open(const QString& document) {
    const QString path = QFileInfo(document).absoluteFilePath();
    if (ClusterContext* already = find(path)) return already;
    auto layout = factory_.load(path);
    if (!layout) {
        emit refused(tr("%1 was not opened").arg(QFileInfo(path).fileName()),
                     QString::fromStdString(layout.error().detail));
        return nullptr;
    }
    const RecentCluster* known = recent_.find(path);
    const QString dataDir = known && !known->dataDir.isEmpty() ? known->dataDir : defaultDataDir(path);
    return shelve(std::move(*layout), path, dataDir);
}

ClusterContext* ClusterShelf::create(const view::ClusterLayout& layout, const QString& document,
                                     const QString& dataDir) {
    const QString path = QFileInfo(document).absoluteFilePath();
    const QString title = tr("%1 was not created").arg(QString::fromStdString(layout.name));
    if (QFileInfo::exists(path)) {
        emit refused(title, tr("%1 exists already: choose another name or folder, or open it.").arg(path));
        return nullptr;
    }
    const QString folder = QFileInfo(path).absolutePath();
    if (!QDir().mkpath(folder) || !QDir().mkpath(dataDir)) {
        emit refused(title, tr("The folder %1 could not be made: choose one you may write to.").arg(folder));
        return nullptr;
    }
    if (const auto saved = factory_.save(path, layout); !saved) {
        emit refused(title, QString::fromStdString(saved.error().detail));
        return nullptr;
    }
    return shelve(layout, path, dataDir);
}

bool ClusterShelf::save(ClusterContext& cluster, const QString& document) {
    const auto saved = factory_.save(document, cluster.layout());
    if (!saved)
        emit refused(tr("%1 was not saved").arg(cluster.name()),
                     QString::fromStdString(saved.error().detail));
    return saved.has_value();
}

void ClusterShelf::close(ClusterContext& cluster) {
    const auto found = std::ranges::find(clusters_, &cluster, &std::unique_ptr<ClusterContext>::get);
    if (found == clusters_.end()) return;
    emit removing(&cluster);
    // Out of the list first: who hears `removed` must not find it.
    const std::unique_ptr<ClusterContext> closing = std::move(*found);
    clusters_.erase(found);
    navigator_.forget(closing->key());
    emit removed();
}

ClusterContext* ClusterShelf::find(const QString& key) const {
    const auto found = std::ranges::find(clusters_, key, [](const auto& c) { return c->key(); });
    return found == clusters_.end() ? nullptr : found->get();
}

bool ClusterShelf::anyActive() const {
    return std::ranges::any_of(clusters_, [](const auto& c) { return c->isActive(); });
}

QString ClusterShelf::defaultDataDir(const QString& document) {
    const QFileInfo file(document);
    return file.absoluteDir().filePath(file.completeBaseName() + u".data"_s);
}

ClusterContext* ClusterShelf::shelve(view::ClusterLayout layout, const QString& document,
                                     const QString& dataDir) {
    auto session = factory_.make(layout, dataDir);
    recent_.remember({document, QString::fromStdString(layout.name), dataDir,
                      static_cast<int>(layout.azs.size()), static_cast<int>(layout.broker_count()),
                      QDateTime::currentMSecsSinceEpoch()});
    clusters_.push_back(std::make_unique<ClusterContext>(document, std::move(layout), dataDir,
                                                         std::move(session), navigator_));
    ClusterContext* cluster = clusters_.back().get();
    cluster->setDocument(document);
    cluster->bridge().drainNow();
    emit added(cluster);
    return cluster;
}

} // namespace ui
