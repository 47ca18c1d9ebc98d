#pragma once
// How long the window did not answer: the longest time between two turns of the event loop, told to the log every few
// seconds. Only started for measuring (RIPARIUM_DEBUG), since it wakes the loop. UI thread.

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace app {

class EventLoopGap : public QObject {
    Q_OBJECT
public:
    explicit EventLoopGap(QObject* parent);

private:
    void beat();
    void tell();

    QTimer beat_;
    QTimer tell_;
    QElapsedTimer sinceBeat_;
    qint64 worstMs_ = 0; ///< since it was last told
};

} // namespace app
