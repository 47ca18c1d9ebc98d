#include "app/sessions.h"

#include "cluster/document.h"
#include "cluster/embedded_cluster.h"

namespace app {
namespace {

std::filesystem::path pathOf(const QString& path) {
    return std::filesystem::path(path.toStdString());
}

std::unique_ptr<view::Session> embedded(const view::ClusterLayout& layout, const QString& dataDir) {
    cluster::EmbeddedOptions options;
    options.niceness = 5;
    if (!dataDir.isEmpty()) options.data_dir = pathOf(dataDir);
    return std::make_unique<cluster::EmbeddedCluster>(layout, std::move(options));
}

} // namespace

ui::SessionFactory engineSessions() {
    ui::SessionFactory factory;
    factory.load = [](const QString& path) { return cluster::load_document(pathOf(path)); };
    factory.save = [](const QString& path, const view::ClusterLayout& layout) {
        return cluster::save_document(pathOf(path), layout);
    };
    factory.make = embedded;
    return factory;
}

} // namespace app
