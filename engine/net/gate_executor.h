#pragma once
// The executor of a node's coroutines: what it executes passes the node's gate. Private to engine/net.

#include "net/gate.h"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/io_context.hpp>

namespace net {

/// An io_context's executor with the gate in front of it. Loop thread, or before the loop starts.
template <class Inner>
class GateExecutor {
public:
    GateExecutor(Inner inner, std::shared_ptr<Gate> gate)
        : inner_(std::move(inner)), gate_(std::move(gate)) {}

    bool operator==(const GateExecutor& other) const noexcept {
        return inner_ == other.inner_ && gate_ == other.gate_;
    }
    bool operator!=(const GateExecutor& other) const noexcept { return !(*this == other); }

    template <class Property>
    requires boost::asio::can_query<const Inner&, Property>::value auto
    query(const Property& property) const noexcept ->
        typename boost::asio::query_result<const Inner&, Property>::type {
        return boost::asio::query(inner_, property);
    }
    template <class Property>
    requires boost::asio::can_require<const Inner&, Property>::value auto
    require(const Property& property) const {
        return with(boost::asio::require(inner_, property));
    }
    template <class Property>
    requires boost::asio::can_prefer<const Inner&, Property>::value auto
    prefer(const Property& property) const {
        return with(boost::asio::prefer(inner_, property));
    }

    template <class Function>
    void execute(Function&& function) const {
        using Kept = std::decay_t<Function>;
        inner_.execute([gate = gate_, kept = Kept(std::forward<Function>(function))]() mutable {
            if (gate->is_open()) return kept();
            if (gate->state() == Gate::State::dead) return;
            // Asio's functions only move; what waits is copyable.
            gate->wait([waiting = std::make_shared<Kept>(std::move(kept))] { (*waiting)(); });
        });
    }

private:
    template <class Other>
    GateExecutor<Other> with(Other executor) const {
        return GateExecutor<Other>(std::move(executor), gate_);
    }

    Inner inner_;
    std::shared_ptr<Gate> gate_;
};

} // namespace net
