#include "app/event_loop_gap.h"

#include "base/log.h"

#include <algorithm>
#include <chrono>

namespace app {

using namespace std::chrono_literals;

namespace {

constexpr auto beatInterval = 5ms;
constexpr auto tellInterval = 5s;

} // namespace

EventLoopGap::EventLoopGap(QObject* parent) : QObject(parent) {
    beat_.setTimerType(Qt::PreciseTimer);
    connect(&beat_, &QTimer::timeout, this, &EventLoopGap::beat);
    connect(&tell_, &QTimer::timeout, this, &EventLoopGap::tell);
    beat_.start(beatInterval);
    tell_.start(tellInterval);
    sinceBeat_.start();
}

void EventLoopGap::beat() {
    worstMs_ = std::max(worstMs_, sinceBeat_.restart() - static_cast<qint64>(beatInterval.count()));
}

void EventLoopGap::tell() {
    base::log::debug("ui", "worst event-loop gap {} ms", worstMs_);
    worstMs_ = 0;
}

} // namespace app
