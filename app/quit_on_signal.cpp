#include "app/quit_on_signal.h"

#include "app/last_words.h"

#include <QCoreApplication>
#include <QSocketNotifier>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace app {
namespace {

int pipe_ends[2] = {-1, -1};

// A handler may do little more than write(2).
void heard(int) {
    const char byte = 1;
    [[maybe_unused]] const ssize_t n = ::write(pipe_ends[1], &byte, 1);
}

} // namespace

void quitOnSignal(QObject* parent) {
    if (::pipe2(pipe_ends, O_CLOEXEC | O_NONBLOCK) != 0) return;
    auto* notifier = new QSocketNotifier(pipe_ends[0], QSocketNotifier::Read, parent);
    QObject::connect(notifier, &QSocketNotifier::activated, parent, [notifier] {
        notifier->setEnabled(false);
        // Not quit(): it would ask the windows, and they the person.
        QCoreApplication::exit(0);
    });
    struct sigaction action {};
    action.sa_handler = heard;
    sigemptyset(&action.sa_mask);
    action.sa_flags = SA_RESTART;
    ::sigaction(SIGTERM, &action, nullptr);
    ::sigaction(SIGINT, &action, nullptr);
    if (!outlives_hangup()) ::sigaction(SIGHUP, &action, nullptr);
}

} // namespace app
