#pragma once
// The clusters open in this window: opens and saves documents, makes their sessions, closes them. UI thread.

#include "ui/bridge/session_factory.h"
#include "ui/panes/cluster_context.h"
#include "ui/windows/recent_clusters.h"

#include <QObject>
#include <memory>
#include <vector>

namespace ui {

class ClusterShelf : public QObject {
    Q_OBJECT
public:
    ClusterShelf(SessionFactory factory, Navigator& navigator, QObject* parent = nullptr);
    ~ClusterShelf() override;

    /// Opens the document, or gives the cluster when it is open already. Null: `refused` said why.
    ClusterContext* open(const QString& document);
    /// Writes a new document and opens it. Null: `refused` said why; nothing was made.
    ClusterContext* create(const view::ClusterLayout& layout, const QString& document,
                           const QString& dataDir);
    /// Writes the cluster's document, elsewhere when `document` names another file.
    bool save(ClusterContext& cluster, const QString& document);
    /// Ends the session. Stop it first: what runs is torn down here.
    void close(ClusterContext& cluster);

    const std::vector<std::unique_ptr<ClusterContext>>& clusters() const { return clusters_; }
    ClusterContext* find(const QString& key) const;
    RecentClusters& recent() { return recent_; }
    /// Something runs, or is on its way.
    bool anyActive() const;

    /// Where a document's data is: `<name>.data` beside it, as everywhere in the product.
    static QString defaultDataDir(const QString& document);

signals:
    void added(ui::ClusterContext* cluster);
    /// Its pages must be gone when this returns; the context is deleted after.
    void removing(ui::ClusterContext* cluster);
    void removed();
    /// A document could not be opened or written: sentences for a person.
    void refused(const QString& title, const QString& sentence);

private:
    ClusterContext* shelve(view::ClusterLayout layout, const QString& document, const QString& dataDir);

    SessionFactory factory_;
    Navigator& navigator_;
    RecentClusters recent_;
    std::vector<std::unique_ptr<ClusterContext>> clusters_;
};

} // namespace ui
