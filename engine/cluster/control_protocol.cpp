#include "cluster/control_protocol.h"

#include <boost/json.hpp>
#include <cmath>
#include <fmt/format.h>
#include <map>

namespace cluster {

namespace json = boost::json;
using base::Error;
using base::Result;
using kafka::ErrorCode;

namespace {

constexpr std::int32_t first_controller = 100; ///< ids below are brokers'

/// Reads arguments and keeps the first thing that was wrong.
class Arguments {
public:
    explicit Arguments(const json::object& object) : object_(object) {}

    const std::string& error() const { return error_; }

    std::int64_t number(const char* name, std::int64_t or_else, std::int64_t least, std::int64_t most,
                        bool needed = false) {
        const json::value* value = find(name, needed);
        if (!value) return or_else;
        json::error_code failed;
        const auto number = value->to_number<std::int64_t>(failed);
        if (!failed && number >= least && number <= most) return number;
        wrong(name, fmt::format("a whole number from {} to {}", least, most));
        return or_else;
    }
    std::int32_t id() { return static_cast<std::int32_t>(number("id", 0, 0, 9999, true)); }
    double share(const char* name) {
        const json::value* value = find(name, false);
        if (!value) return 0;
        json::error_code failed;
        const auto number = value->to_number<double>(failed);
        if (!failed && number >= 0 && number <= 1) return number;
        wrong(name, "a number from 0 to 1");
        return 0;
    }
    std::string text(const char* name, bool needed) {
        const json::value* value = find(name, needed);
        if (value && !value->is_string()) wrong(name, "a text");
        return value && value->is_string() ? std::string(value->as_string()) : std::string();
    }
    bool flag(const char* name) {
        const json::value* value = find(name, false);
        if (value && !value->is_bool()) wrong(name, "true or false");
        return value && value->is_bool() && value->as_bool();
    }
    bool has(const char* name) const { return object_.contains(name); }
    std::vector<std::int32_t> ids(const char* name) {
        std::vector<std::int32_t> found;
        const json::value* value = find(name, true);
        if (!value) return found;
        if (!value->is_array()) wrong(name, "a list of broker ids");
        if (value->is_array())
            for (const json::value& one : value->as_array()) {
                if (!one.is_int64()) {
                    wrong(name, "a list of broker ids");
                    break;
                }
                found.push_back(static_cast<std::int32_t>(one.as_int64()));
            }
        return found;
    }

private:
    const json::value* find(const char* name, bool needed) {
        const json::value* value = object_.if_contains(name);
        if (!value && needed) wrong(name, "a value");
        return value;
    }
    void wrong(const char* name, const std::string& wanted) {
        if (error_.empty()) error_ = fmt::format("args.{}: {} is expected.", name, wanted);
    }

    const json::object& object_;
    std::string error_;
};

using What = decltype(ControlRequest::what);
using Reader = std::function<What(Arguments&)>;

template <class Command>
Reader of_node(view::NodeKind kind) {
    return [kind](Arguments& args) -> What { return view::Command(Command{{kind, args.id()}}); };
}

template <class Command>
Reader of_az(bool needed) {
    return [needed](Arguments& args) -> What { return view::Command(Command{args.text("az", needed)}); };
}

Reader of_disk(view::DiskState state) {
    return [state](Arguments& args) -> What {
        view::SetDisk command;
        const std::int32_t id = args.id();
        const auto kind = id < first_controller ? view::NodeKind::broker : view::NodeKind::controller;
        command.node = {kind, id};
        command.state = state;
        command.delay_ms = static_cast<std::int32_t>(args.number("delay_ms", command.delay_ms, 1, 60'000));
        return view::Command(command);
    };
}

What link_set(Arguments& args) {
    view::SetLink command;
    command.from_az = args.text("from", true);
    command.to_az = args.text("to", true);
    command.state.latency_ms = static_cast<std::int32_t>(args.number("latency_ms", 0, 0, 60'000));
    command.state.loss = args.share("loss");
    command.state.bandwidth = args.number("bandwidth", 0, 0, std::int64_t{1} << 50);
    command.state.cut = args.flag("cut");
    command.both_ways = !args.flag("one_way");
    return view::Command(command);
}

What link_heal(Arguments& args) {
    if (!args.has("from") && !args.has("to")) return HealLinks{};
    view::SetLink command;
    command.from_az = args.text("from", true);
    command.to_az = args.text("to", true);
    command.both_ways = !args.flag("one_way");
    return view::Command(command);
}

What broker_add(Arguments& args) {
    view::AddBroker command;
    command.az = args.text("az", true);
    command.storage_bytes = args.number("storage_gib", 10, 1, 16'384) << 30;
    return view::Command(command);
}

What broker_remove(Arguments& args) {
    view::RemoveBroker command;
    command.broker = args.id();
    command.throttle = args.number("throttle", 0, 0, std::int64_t{1} << 50);
    return view::Command(command);
}

What elect(Arguments& args) {
    view::ElectLeaders command;
    command.kind = args.flag("unclean") ? view::ElectionKind::unclean : view::ElectionKind::preferred;
    return view::Command(command);
}

What reassign(Arguments& args) {
    view::ReassignPartitions command;
    view::ReplicaMove& move = command.moves.emplace_back();
    move.topic = args.text("topic", true);
    move.partition = static_cast<std::int32_t>(args.number("partition", 0, 0, 1 << 30, true));
    move.replicas = args.ids("replicas");
    command.throttle = args.number("throttle", 0, 0, std::int64_t{1} << 50);
    return view::Command(command);
}

void add_node_commands(std::map<std::string, Reader, std::less<>>& table, const std::string& name,
                       view::NodeKind kind) {
    table[name + " kill"] = of_node<view::KillNode>(kind);
    table[name + " stop"] = of_node<view::StopNode>(kind);
    table[name + " start"] = of_node<view::StartNode>(kind);
    table[name + " freeze"] = of_node<view::FreezeNode>(kind);
    table[name + " thaw"] = of_node<view::ThawNode>(kind);
}

std::map<std::string, Reader, std::less<>> make_table() {
    std::map<std::string, Reader, std::less<>> table;
    add_node_commands(table, "broker", view::NodeKind::broker);
    add_node_commands(table, "controller", view::NodeKind::controller);
    table["broker add"] = broker_add;
    table["broker remove"] = broker_remove;
    table["az cut"] = of_az<view::CutAz>(true);
    table["az heal"] = of_az<view::HealAz>(true);
    table["power-loss"] = of_az<view::LosePower>(false);
    table["link set"] = link_set;
    table["link heal"] = link_heal;
    table["disk slow"] = of_disk(view::DiskState::slow);
    table["disk full"] = of_disk(view::DiskState::full);
    table["disk ok"] = of_disk(view::DiskState::ok);
    table["elect"] = elect;
    table["reassign"] = reassign;
    table["heal"] = [](Arguments&) -> What { return view::Command(view::LiftAllFaults{}); };
    table["maintenance"] = [](Arguments&) -> What { return view::Command(view::StartMaintenance{}); };
    table["maintenance stop"] = [](Arguments&) -> What { return view::Command(view::StopMaintenance{}); };
    table["status"] = [](Arguments& args) -> What { return StatusRequest{args.flag("partitions")}; };
    table["events"] = [](Arguments& args) -> What { return EventsRequest{args.flag("follow")}; };
    return table;
}

} // namespace

Result<ControlRequest> parse_control_request(std::string_view line, std::int64_t& id) {
    json::error_code failed;
    const json::value parsed = json::parse(line, failed);
    if (failed || !parsed.is_object())
        return Error(ErrorCode::invalid_request, "A request is one JSON object on one line, as "
                                                 "{\"id\":1,\"command\":\"status\"}.");
    const json::object& object = parsed.as_object();
    if (const json::value* given = object.if_contains("id"); given && given->is_int64())
        id = given->as_int64();
    const json::value* command = object.if_contains("command");
    if (!command || !command->is_string())
        return Error(ErrorCode::invalid_request, "command: a text is expected here.");
    static const auto table = make_table();
    const auto found = table.find(std::string_view(command->as_string()));
    if (found == table.end())
        return Error(ErrorCode::invalid_request,
                     fmt::format("There is no command \"{}\".", std::string_view(command->as_string())));
    static const json::object none;
    const json::value* given = object.if_contains("args");
    if (given && !given->is_object())
        return Error(ErrorCode::invalid_request, "args: an object is expected here.");
    Arguments arguments(given ? given->as_object() : none);
    ControlRequest request{id, found->second(arguments)};
    if (!arguments.error().empty()) return Error(ErrorCode::invalid_request, arguments.error());
    return request;
}

std::string print_control_answer(std::int64_t id, const view::AnswerKind& answer) {
    if (const auto* failed = std::get_if<view::Failed>(&answer))
        return print_control_error(id, Error(failed->code, failed->detail));
    return json::serialize(json::object{{"id", id}, {"ok", true}}) + '\n';
}

std::string print_control_error(std::int64_t id, const Error& error) {
    const json::object object{
        {"id", id}, {"ok", false}, {"error", kafka::name(error.code)}, {"sentence", error.detail}};
    return json::serialize(object) + '\n';
}

} // namespace cluster
