#include "ui/panes/navigator.h"

#include <algorithm>
#include <utility>

namespace ui {

void Navigator::go(const Location& to) {
    if (to == current_) return;
    if (!current_.page.isEmpty()) back_.push_back(current_);
    if (back_.size() > max_history) back_.erase(back_.begin());
    forward_.clear();
    show(to);
}

void Navigator::go(const QString& page, const QStringList& path) {
    go({current_.cluster, page, path});
}

void Navigator::replace(const Location& to) {
    if (to == current_) return;
    show(to);
}

void Navigator::back() {
    if (back_.empty()) return;
    forward_.push_back(current_);
    const Location to = back_.back();
    back_.pop_back();
    show(to);
}

void Navigator::forward() {
    if (forward_.empty()) return;
    back_.push_back(current_);
    const Location to = forward_.back();
    forward_.pop_back();
    show(to);
}

void Navigator::forget(const QString& cluster) {
    const auto ofCluster = [&](const Location& location) { return location.cluster == cluster; };
    std::erase_if(back_, ofCluster);
    std::erase_if(forward_, ofCluster);
    if (ofCluster(current_)) current_ = {};
}

void Navigator::show(const Location& to) {
    current_ = to;
    emit moved(current_);
}

} // namespace ui
