#pragma once
// Bytes of one direction of a connection that are under way on a faulty link, in order. Private to
// engine/client. One thread.

#include "net/links.h"

#include <deque>
#include <optional>

namespace client {

/// `Item` is what arrives at the end of the line.
template <class Item>
class DelayLine {
public:
    DelayLine(net::Links* links, net::Az from, net::Az to) : links_(links), from_(from), to_(to) {}

    /// Nothing is under way and nothing is wrong: items need not pass here.
    bool bypassed() const { return items_.empty() && (!links_ || !links_->faulty()); }
    bool cut() const { return links_ && links_->cut(from_, to_); }
    std::size_t bytes() const { return bytes_; }

    /// REQUIRES: there are links.
    void push(Item item, std::size_t bytes, base::Instant now) {
        base::Instant due = links_->arrival(from_, to_, bytes, now);
        if (!items_.empty()) due = std::max(due, items_.back().due);
        items_.push_back({std::move(item), bytes, due});
        bytes_ += bytes;
    }
    /// What has arrived, one after the other.
    std::optional<Item> take(base::Instant now) {
        if (items_.empty() || items_.front().due > now || cut()) return {};
        std::optional<Item> item(std::move(items_.front().item));
        bytes_ -= items_.front().bytes;
        items_.pop_front();
        return item;
    }
    /// When to ask again; max: not before the links change.
    base::Instant next() const { return items_.empty() || cut() ? base::Instant::max() : items_.front().due; }
    /// The links have changed: nothing takes longer than it would if it were sent now.
    void replan(base::Instant now) {
        base::Instant last = now;
        for (Waiting& one : items_) {
            one.due = std::max(last, std::min(one.due, links_->arrival(from_, to_, one.bytes, now)));
            last = one.due;
        }
    }
    void clear() {
        items_.clear();
        bytes_ = 0;
    }

private:
    struct Waiting {
        Item item;
        std::size_t bytes;
        base::Instant due;
    };
    net::Links* links_;
    net::Az from_, to_;
    std::deque<Waiting> items_;
    std::size_t bytes_ = 0;
};

} // namespace client
