#pragma once
// Stops clusters before their window or document goes: asks once, shows how far it is, never blocks. UI
// thread.

#include "ui/panes/cluster_context.h"
#include "ui/widgets/banner.h"

#include <QPointer>
#include <QTimer>
#include <functional>
#include <vector>

namespace ui {

class Closing : public QObject {
    Q_OBJECT
public:
    Closing(QWidget& window, Banner& banner);

    /// Asks whether to stop `clusters` (those of them that run), stops them, then calls `then`. Without a
    /// running one `then` is called at once. A second call while one is under way changes nothing.
    void stopThen(std::vector<ClusterContext*> clusters, const QString& question, const QString& yes,
                  std::function<void()> then);
    bool underWay() const { return asking_ || !waiting_.empty(); }

private:
    void stop();
    void check();

    QWidget& window_;
    Banner& banner_;
    std::vector<QPointer<ClusterContext>> waiting_;
    std::function<void()> then_;
    QTimer patience_;
    bool asking_ = false;
};

} // namespace ui
