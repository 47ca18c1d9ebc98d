// What faulty links between an AZ and the outside do to clients that are no nodes. A cut shows at once, as a
// reset connection; latency, losses and bandwidth show in when an answer leaves, for both of its ways.
// Source: decision 0012.
#include "net/channel.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include <algorithm>

namespace net {

// ---- the listener
// ------------------------------------------------------------------------------------------------

void Listener::State::watch_links() {
    if (!config.links) return;
    az = config.links->az_of(config.endpoint);
    link_watch = config.links->watch([&context = loop.context(), weak = weak_from_this()] {
        boost::asio::post(context, [weak] {
            if (const auto self = weak.lock()) self->links_changed();
        });
    });
}

bool Listener::State::cut_off() const {
    return config.links && (config.links->cut(outside, az) || config.links->cut(az, outside));
}

void Listener::State::links_changed() {
    if (closed) return;
    const bool off = cut_off();
    const auto all = channels;
    for (const auto& channel : all) {
        if (channel->az() != outside) continue;
        if (off)
            channel->shut(CloseKind::reset, "its AZ is cut off");
        else
            channel->links_changed();
    }
}

// ---- answers
// -----------------------------------------------------------------------------------------------------

bool Channel::delayed() const {
    if (!late_.empty()) return true;
    const Links* const links = owner_->config.links;
    return links && links->faulty() && az_ == outside;
}

base::Instant Channel::arrival(std::size_t request_bytes, std::size_t response_bytes,
                               base::Instant now) const {
    Links& links = *owner_->config.links;
    const base::Instant came = links.arrival(outside, owner_->az, request_bytes, now);
    return links.arrival(owner_->az, outside, response_bytes, came);
}

void Channel::queue_late(base::Buffers response, std::size_t request_bytes) {
    const std::size_t bytes = base::total_size(response);
    base::Instant due = arrival(request_bytes, bytes, std::chrono::steady_clock::now());
    if (!late_.empty()) due = std::max(due, late_.back().due);
    late_.push_back({due, std::move(response), request_bytes, bytes});
    late_bytes_ += bytes;
    if (late_.size() == 1) queue_due();
}

void Channel::queue_due() {
    const base::Instant now = std::chrono::steady_clock::now();
    while (!late_.empty() && late_.front().due <= now) {
        queue(late_.front().response);
        late_bytes_ -= late_.front().bytes;
        late_.pop_front();
    }
    mark_dirty();
    if (late_.empty()) return late_timer_.reset();
    if (!late_timer_) late_timer_ = std::make_unique<Timer>(owner_->loop);
    late_timer_->set(late_.front().due, [this] { queue_due(); });
}

void Channel::links_changed() {
    if (!open_ || late_.empty()) return;
    const base::Instant now = std::chrono::steady_clock::now();
    base::Instant last = now;
    for (Late& one : late_) {
        one.due = std::max(last, std::min(one.due, arrival(one.request_bytes, one.bytes, now)));
        last = one.due;
    }
    queue_due();
}

} // namespace net
