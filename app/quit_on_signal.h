#pragma once
// SIGTERM, SIGINT and SIGHUP leave the event loop: windows, then sessions, end as on any quit, and clusters
// stop cleanly. UI thread; once.

class QObject;

namespace app {

/// `parent` lives as long as signals shall be heard. On systems without POSIX signals nothing happens.
void quitOnSignal(QObject* parent);

} // namespace app
