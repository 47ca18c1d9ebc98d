#pragma once
// What is said over the control socket: one JSON object a line, both ways.
//
//   {"id":1,"command":"broker kill","args":{"id":2}}      -> {"id":1,"ok":true}
//   {"id":2,"command":"az cut","args":{"az":"x"}}         -> {"id":2,"ok":false,"error":"INVALID_REQUEST",
//                                                             "sentence":"There is no AZ \"x\"."}
//   {"id":3,"command":"status"}                           -> {"id":3,"ok":true,"status":{...}}
//   {"id":4,"command":"events","args":{"follow":true}}    -> {"id":4,"event":{...}} for each fact
//
// Commands and their arguments (times in milliseconds, sizes in bytes):
//   status [partitions]            events [follow]            heal
//   broker kill|stop|start|freeze|thaw id       controller kill|stop|start|freeze|thaw id
//   broker add az [storage_gib]    broker remove id [throttle]
//   az cut|heal az                 link set from to [latency_ms] [loss] [bandwidth] [cut] [one_way]
//   link heal [from to]            disk slow|full|ok id [delay_ms]
//   power-loss [az]                maintenance                maintenance stop
//   elect [unclean]                reassign topic partition replicas [throttle]
// A command is answered when it is done. Pure functions.

#include "base/result.h"
#include "view/commands.h"

#include <string_view>

namespace cluster {

struct StatusRequest {
    bool each_partition = false;
};
struct EventsRequest {
    bool follow = false; ///< go on with what happens from now
};
/// Heals every link that was set.
struct HealLinks {};

struct ControlRequest {
    std::int64_t id = 0;
    std::variant<StatusRequest, EventsRequest, HealLinks, view::Command> what;
};

/// Error: a sentence. `id` is set as soon as it is known, so that the error can carry it.
base::Result<ControlRequest> parse_control_request(std::string_view line, std::int64_t& id);

/// One line, newline included.
std::string print_control_answer(std::int64_t id, const view::AnswerKind& answer);
std::string print_control_error(std::int64_t id, const base::Error& error);

} // namespace cluster
