#pragma once
// Where answers go: to the window's feed, or to who asked over the control socket. Thread: control.

#include "base/result.h"
#include "view/feed.h"

namespace cluster {

class Answers {
public:
    explicit Answers(view::Feed& feed) : feed_(feed) {}

    void answer(view::Ticket ticket, view::AnswerKind what) {
        const auto found = elsewhere_.find(ticket);
        if (found == elsewhere_.end()) return feed_.answer(ticket, std::move(what));
        const auto taker = std::move(found->second);
        elsewhere_.erase(found);
        taker(what);
    }
    void fail(view::Ticket ticket, kafka::ErrorCode code, std::string detail) {
        answer(ticket, view::Failed{code, std::move(detail)});
    }
    void answer(view::Ticket ticket, const base::Result<>& result) {
        if (result)
            answer(ticket, view::Done{});
        else
            fail(ticket, result.error().code, result.error().detail);
    }

    /// The answer to `ticket`, of which there is one, goes to `taker` and not to the feed.
    using Taker = std::function<void(const view::AnswerKind&)>;
    void route(view::Ticket ticket, Taker taker) { elsewhere_[ticket] = std::move(taker); }

private:
    view::Feed& feed_;
    std::map<view::Ticket, Taker> elsewhere_;
};

} // namespace cluster
