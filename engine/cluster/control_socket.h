#pragma once
// The control socket of a cluster: `control.sock` in its data folder, for its owner only. What is said there:
// control_protocol.h. A path that is longer than a socket address may be is reached through a descriptor of
// its folder, so the socket is always where it is looked for. Thread: the loop it was opened on.

#include "base/result.h"
#include "net/loop.h"
#include "view/session.h"

#include <filesystem>

namespace cluster {

inline constexpr const char* control_socket_name = "control.sock";

class ControlSocket {
public:
    /// What it needs of the cluster.
    struct Cluster {
        using Taker = std::function<void(const view::AnswerKind&)>;
        std::function<void(view::Command, Taker)> submit; ///< the taker is called once, on the loop
        std::function<view::Batch()> rows;
        /// From number `position` on, which is moved behind them.
        std::function<std::vector<view::Fact>(std::uint64_t& position)> facts_since;
    };

    /// Replaces a socket that a killed process left: REQUIRES that the caller owns the folder. Error: a
    /// sentence.
    static base::Result<std::unique_ptr<ControlSocket>>
    open(net::Loop& loop, const std::filesystem::path& folder, Cluster cluster);
    /// Ends every conversation and removes the socket.
    ~ControlSocket();
    ControlSocket(const ControlSocket&) = delete;
    ControlSocket& operator=(const ControlSocket&) = delete;

    /// There are new facts, for everyone who follows events.
    void facts_came();

    struct State;

private:
    explicit ControlSocket(std::shared_ptr<State> state);
    std::shared_ptr<State> state_;
};

/// Connects to the control socket in `folder`: a descriptor, blocking. Error: a sentence.
base::Result<int> connect_control_socket(const std::filesystem::path& folder);

} // namespace cluster
