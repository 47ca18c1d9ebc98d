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
        const auto taker = found->second; // it may end the route
        taker(std::move(what));
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

    /// Until end(), answers to `ticket` go to `taker` and not to the feed.
    void route(view::Ticket ticket, std::function<void(view::AnswerKind)> taker) {
        elsewhere_[ticket] = std::move(taker);
    }
    void end(view::Ticket ticket) { elsewhere_.erase(ticket); }

private:
    view::Feed& feed_;
    std::map<view::Ticket, std::function<void(view::AnswerKind)>> elsewhere_;
};

} // namespace cluster
