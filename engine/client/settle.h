#pragma once
// Requests that every broker accepts: asked until the answer is final. Private to engine/client. One thread.

#include "client/routing.h"

#include <string_view>

namespace client {

/// Asks until the answer is final: `judge` says what a response means for us. A topic that does not exist is
/// waited for as long as `patience`.
template <class Response, class Request, class Judge>
Awaitable<base::Result<Response>> settle(std::shared_ptr<ClusterClient::State> state, Request request,
                                         Judge judge, base::Duration patience) {
    Retry retry(state->context, state->options, patience);
    for (;;) {
        Response response;
        base::Error error;
        const auto done = co_await state->ask_any(request, response);
        if (done) {
            // A lost answer may have been a success: what it left behind is not an error of the second
            // attempt.
            error = judge(response, retry.attempts() > 0);
            if (error.code == kafka::ErrorCode::none) co_return std::move(response);
        } else {
            error = done.error();
        }
        if (state->closed || !retry.allows(error)) co_return error;
        co_await retry.pause();
    }
}

inline base::Error no_error() {
    return {kafka::ErrorCode::none, {}};
}

template <class Results>
base::Error first_error(const Results& results, std::string_view what) {
    if (results.size() != 1) return unanswered(what);
    if (results[0].error_code == 0) return no_error();
    return broker_error(results[0].error_code, results[0].error_message);
}

} // namespace client
