#pragma once
// A broker made of lambdas on a real listener: each test says how each API is answered. Runs on a loop of its
// own. And a way to run client coroutines to their end on the test's thread.

#include "base/assert.h"
#include "net/links.h"
#include "net/listener.h"
#include "wire/codec.h"
#include "wire/messages/api_versions.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <functional>
#include <map>
#include <optional>

namespace test_support {

class ScriptedBroker final : public net::FrameHandler {
public:
    /// Called on the broker's loop. `body` is the request's; answer with `answer`, or end the exchange
    /// otherwise.
    struct Call {
        wire::ParsedRequest request;
        net::Exchange exchange;

        std::int16_t version() const { return request.header.request_api_version; }
        template <class Request>
        Request body() const {
            Request message;
            const auto decoded = wire::decode(request.body, version(), message);
            RIPARIUM_ASSERT(decoded.has_value(), "the client's request decodes");
            return message;
        }
        void answer(const wire::Message& response) {
            exchange.answer(wire::encode_response(request.header.correlation_id, response, version()));
        }
    };
    using Handler = std::function<void(Call)>;

    ScriptedBroker() {
        loop_.start();
        listen({"127.0.0.1", 0});
        on(wire::ApiVersionsRequest::api, [this](Call call) {
            wire::ApiVersionsResponse response;
            for (const auto& [key, range] : versions_) {
                wire::ApiVersionsResponse::ApiVersion version;
                version.api_key = key;
                version.min_version = range.min;
                version.max_version = range.max;
                response.api_keys.push_back(version);
            }
            call.answer(response);
        });
    }
    ~ScriptedBroker() override {
        loop_.run([this] {
            listener_.reset();
            held_.clear();
        });
    }

    /// Serves the API in the versions that we know, or in `versions`. Before or between calls, any thread.
    void on(const wire::Api& api, Handler handler, std::optional<wire::Versions> versions = {}) {
        loop_.run([&] {
            handlers_[api.key] = std::move(handler);
            versions_[api.key] = versions.value_or(api.versions);
        });
    }
    const net::Endpoint& endpoint() const { return endpoint_; }
    /// Breaks every connection and refuses new ones until up().
    void down() {
        loop_.run([this] {
            listener_.reset();
            held_.clear();
        });
    }
    void up() { listen(endpoint_); }
    /// Keeps a call unanswered until the broker goes down. Broker's loop.
    void hold(Call call) { held_.push_back(std::move(call)); }
    std::vector<Call>& held() { return held_; }
    net::Loop& loop() { return loop_; }
    /// Requests of this API that came so far.
    int count(const wire::Api& api) {
        int n = 0;
        loop_.run([&] { n = counts_[api.key]; });
        return n;
    }
    int connections() {
        int n = 0;
        loop_.run([&] { n = opened_; });
        return n;
    }

    int closed() {
        int n = 0;
        loop_.run([&] { n = closed_; });
        return n;
    }
    /// Of whom connected last.
    std::int32_t last_az() {
        std::int32_t az = -1;
        loop_.run([&] { az = last_az_; });
        return az;
    }
    /// Listens anew, on the same address, as a node that is in one of the AZs.
    void use(net::Links& links) {
        links_ = &links;
        down();
        up();
    }

    void on_open(const std::shared_ptr<net::Connection>& connection) override {
        ++opened_;
        last_az_ = connection->az();
    }
    void on_close(net::Connection&) override { ++closed_; }
    void on_frame(net::Exchange exchange, base::Buffer frame) override {
        auto parsed = wire::parse_request(std::move(frame));
        if (!parsed) return exchange.close_connection("not a request");
        const std::int16_t key = parsed->header.request_api_key;
        ++counts_[key];
        const auto handler = handlers_.find(key);
        if (handler == handlers_.end()) return exchange.close_connection("no handler");
        handler->second(Call{std::move(*parsed), std::move(exchange)});
    }

private:
    void listen(net::Endpoint endpoint) {
        net::ListenerConfig config;
        config.endpoint = std::move(endpoint);
        config.links = links_;
        auto opened = net::Listener::open(loop_, std::move(config), *this);
        RIPARIUM_ASSERT(opened.has_value(), "the scripted broker can listen");
        listener_ = std::move(*opened);
        endpoint_ = listener_->endpoint();
    }

    net::Loop loop_{"loop-scripted"};
    std::unique_ptr<net::Listener> listener_;
    net::Endpoint endpoint_;
    std::map<std::int16_t, Handler> handlers_;
    std::map<std::int16_t, wire::Versions> versions_;
    std::map<std::int16_t, int> counts_;
    std::vector<Call> held_;
    int opened_ = 0;
    int closed_ = 0;
    std::int32_t last_az_ = -1;
    net::Links* links_ = nullptr;
};

/// Runs `work` and everything it starts on `context` until it is done.
template <class T>
T run(boost::asio::io_context& context, boost::asio::awaitable<T> work) {
    std::optional<T> result;
    boost::asio::co_spawn(context, std::move(work), [&](const std::exception_ptr& thrown, T value) {
        if (thrown) std::rethrow_exception(thrown);
        result = std::move(value);
    });
    context.restart();
    while (!result && context.run_one() != 0) {
    }
    RIPARIUM_ASSERT(result.has_value(), "the coroutine ends");
    return std::move(*result);
}

} // namespace test_support
