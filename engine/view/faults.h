#pragma once
// Faults that a person starts on purpose in a hosted cluster, and what is broken now. Values only; any
// thread. Source: speed-and-reliability B3, DESIGN 8b.

#include <compare>
#include <cstdint>
#include <optional>
#include <string>

namespace view {

enum class NodeKind { broker, controller };

/// One node of a hosted cluster.
struct NodeRef {
    NodeKind kind = NodeKind::broker;
    std::int32_t id = 0;
    auto operator<=>(const NodeRef&) const = default;
};

/// The name under which a link or a cut means the clients outside of the cluster.
inline constexpr const char* outside = "";

/// What is done to the bytes that go from one AZ to another.
struct LinkState {
    bool cut = false;            ///< nothing arrives; nobody is told
    std::int32_t latency_ms = 0; ///< added to each way it is set for
    double loss = 0;             ///< of packets, 0 to 1: shows as retransmission delay, as TCP does
    std::int64_t bandwidth = 0;  ///< bytes per second; 0: unlimited
    bool ok() const { return *this == LinkState{}; }
    bool operator==(const LinkState&) const = default;
};

enum class DiskState { ok, slow, full };

enum class FaultKind {
    node_killed,  ///< sockets reset, nothing flushed; lifted by starting it
    node_stopped, ///< stopped cleanly by a person; lifted by starting it
    node_frozen,  ///< neither reads nor writes nor keeps time; lifted by thawing it
    az_cut,       ///< `az` hears nobody, not even clients; lifted by healing it
    link,         ///< `link` from `az` to `to_az`, one direction
    disk_slow,    ///< each operation of the node's disk takes `disk_delay_ms` more
    disk_full,    ///< the node's disk takes no more bytes
    power_lost,   ///< the node died and lost what was not synced; lifted by starting it
};

/// Names one fault for as long as it lasts; never reused within a session.
struct FaultKey {
    std::uint64_t id = 0;
    auto operator<=>(const FaultKey&) const = default;
};

/// One fault that is in force, as "Faults you started" lists it.
struct FaultRow {
    FaultKey key;
    FaultKind kind = FaultKind::node_killed;
    std::optional<NodeRef> node; ///< of node and disk faults
    std::string az;              ///< of az_cut; the sender's side of a link
    std::string to_az;           ///< of a link
    LinkState link;
    std::int32_t disk_delay_ms = 0;
    std::int64_t since_ms = 0;
};

} // namespace view
