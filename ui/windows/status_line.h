#pragma once
// The status bar: what this cluster is and costs at the left, the time at the right. UI thread.

#include "ui/panes/cluster_context.h"

#include <QPointer>
#include <QTimer>
#include <optional>

class QLabel;
class QStatusBar;

namespace ui {

class StatusLine : public QObject {
    Q_OBJECT
public:
    explicit StatusLine(QStatusBar& bar);
    void setCluster(ClusterContext* cluster);

private:
    struct Usage {
        qint64 residentBytes = 0;
        double cpuSeconds = 0;
    };
    static std::optional<Usage> usage();
    void update();
    void tick();

    QLabel* left_ = nullptr;
    QLabel* right_ = nullptr;
    QPointer<ClusterContext> cluster_;
    QTimer timer_;
    QString cost_;
    double lastCpu_ = 0;
    qint64 lastMs_ = 0;
};

} // namespace ui
