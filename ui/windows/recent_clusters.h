#pragma once
// Documents opened lately, newest first, with where their data is; kept in QSettings "recent". UI thread.

#include <QObject>
#include <QString>
#include <vector>

namespace ui {

struct RecentCluster {
    QString document;
    QString name;
    QString dataDir;
    int azs = 0;
    int brokers = 0;
    qint64 openedMs = 0;
};

class RecentClusters : public QObject {
    Q_OBJECT
public:
    explicit RecentClusters(QObject* parent = nullptr);

    const std::vector<RecentCluster>& all() const { return all_; }
    const RecentCluster* find(const QString& document) const;
    /// To the front; at most twelve are kept.
    void remember(RecentCluster cluster);
    void forget(const QString& document);

signals:
    void changed();

private:
    void save();
    std::vector<RecentCluster> all_;
};

} // namespace ui
