#include "cluster/waits.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace cluster {

void Waits::until(std::function<bool()> condition, base::Duration limit, std::function<void(bool)> done) {
    any_ = true; // before asking: a change that comes meanwhile pokes
    waits_.push_back({std::move(condition), control_.turn_time() + limit, std::move(done)});
    check();
}

void Waits::poke() {
    if (!any_.load() || poked_.exchange(true)) return;
    control_.post([this] {
        poked_ = false;
        check();
    });
}

void Waits::cancel() {
    for (Wait& wait : std::exchange(waits_, {})) wait.done(false);
    arm();
}

void Waits::check() {
    const base::Instant now = control_.turn_time();
    std::vector<std::pair<std::function<void(bool)>, bool>> over;
    for (auto it = waits_.begin(); it != waits_.end();) {
        const bool holds = it->condition();
        if (!holds && now < it->deadline) {
            ++it;
            continue;
        }
        over.emplace_back(std::move(it->done), holds);
        it = waits_.erase(it);
    }
    arm();
    for (const auto& [done, holds] : over) done(holds);
}

void Waits::arm() {
    any_ = !waits_.empty();
    if (waits_.empty()) return timer_.cancel();
    timer_.set(std::ranges::min_element(waits_, {}, &Wait::deadline)->deadline, [this] { check(); });
}

} // namespace cluster
