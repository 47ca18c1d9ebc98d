// ripariumctl --data-dir DIR COMMAND: one request over the control socket, and what comes back.

#include "app/ripariumctl.h"
#include "app/ripariumctl_status.h"
#include "cluster/control_socket.h"

#include <algorithm>
#include <boost/json.hpp>
#include <charconv>
#include <fmt/format.h>
#include <iostream>
#include <optional>
#include <sys/socket.h>
#include <unistd.h>

namespace ctl {

namespace json = boost::json;

namespace {

/// The words of a command line: options taken out one by one, what is left are the arguments.
class Words {
public:
    explicit Words(std::vector<std::string> words) : words_(std::move(words)) {}

    bool flag(std::string_view name) {
        const auto found = std::ranges::find(words_, name);
        if (found == words_.end()) return false;
        words_.erase(found);
        return true;
    }
    std::optional<std::string> option(std::string_view name) {
        const auto found = std::ranges::find(words_, name);
        if (found == words_.end() || found + 1 == words_.end()) return {};
        std::string value = *(found + 1);
        words_.erase(found, found + 2);
        return value;
    }
    std::optional<std::string> next() {
        if (words_.empty() || words_[0].starts_with("--")) return {};
        std::string value = words_[0];
        words_.erase(words_.begin());
        return value;
    }
    const std::vector<std::string>& left() const { return words_; }

private:
    std::vector<std::string> words_;
};

std::optional<double> number(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < 0) return {};
    return value;
}

/// `text` without one of the suffixes, times its factor; a bare number is taken as it is.
std::optional<double> with_unit(std::string_view text,
                                std::initializer_list<std::pair<std::string_view, double>> units) {
    for (const auto& [suffix, factor] : units) {
        if (!text.ends_with(suffix)) continue;
        const auto value = number(text.substr(0, text.size() - suffix.size()));
        if (value) return *value * factor;
        return {};
    }
    return number(text);
}

std::optional<double> milliseconds(std::string_view text) {
    return with_unit(text, {{"ms", 1}, {"s", 1000}});
}
std::optional<double> loss(std::string_view text) {
    return with_unit(text, {{"%", 0.01}});
}
std::optional<double> bytes(std::string_view text) {
    return with_unit(text, {{"GB/s", 1e9},
                            {"MB/s", 1e6},
                            {"KB/s", 1e3},
                            {"kB/s", 1e3},
                            {"B/s", 1},
                            {"GB", 1e9},
                            {"MB", 1e6},
                            {"KB", 1e3},
                            {"kB", 1e3}});
}

/// What is to be asked, built from the words; the first thing that was wrong stops it.
class Request {
public:
    explicit Request(std::vector<std::string> words) : words_(std::move(words)) {}

    std::string command;
    json::object args;
    std::string problem;

    Words& words() { return words_; }
    void text(const char* name) {
        if (const auto value = words_.next())
            args[name] = *value;
        else
            fail(fmt::format("{} wants {}.", command, name));
    }
    void id(const char* name = "id") {
        const auto value = words_.next();
        const auto parsed = value ? number(*value) : std::nullopt;
        if (parsed)
            args[name] = static_cast<std::int64_t>(*parsed);
        else
            fail(fmt::format("{} wants the number of a node.", command));
    }
    void quantity(const char* option, const char* name, std::optional<double> (*parse)(std::string_view),
                  const char* example, bool whole = true) {
        const auto given = words_.option(option);
        if (!given) return;
        const auto value = parse(*given);
        if (!value) return fail(fmt::format("{} wants a quantity such as {}.", option, example));
        if (whole)
            args[name] = static_cast<std::int64_t>(*value);
        else
            args[name] = *value;
    }
    void flag(const char* option, const char* name) {
        if (words_.flag(option)) args[name] = true;
    }
    void fail(std::string sentence) {
        if (problem.empty()) problem = std::move(sentence);
    }
    void ids(const char* name) {
        const auto value = words_.next();
        json::array list;
        std::string_view rest = value ? std::string_view(*value) : std::string_view();
        while (!rest.empty()) {
            const auto comma = std::min(rest.find(','), rest.size());
            const auto one = number(rest.substr(0, comma));
            if (!one) return fail("Replicas are broker numbers with commas between, as 1,2,3.");
            list.emplace_back(static_cast<std::int64_t>(*one));
            rest.remove_prefix(std::min(comma + 1, rest.size()));
        }
        if (list.empty()) return fail("Replicas are broker numbers with commas between, as 1,2,3.");
        args[name] = std::move(list);
    }

private:
    Words words_;
};

void read_link(Request& request, const std::string& verb) {
    if (verb == "heal" && request.words().left().empty()) return;
    request.text("from");
    request.text("to");
    request.flag("--one-way", "one_way");
    if (verb == "heal") return;
    request.quantity("--latency", "latency_ms", milliseconds, "20ms");
    request.quantity("--loss", "loss", loss, "1%", false);
    request.quantity("--bandwidth", "bandwidth", bytes, "10MB/s");
    request.flag("--cut", "cut");
}

void read_node(Request& request, const std::string& what, const std::string& verb) {
    if (what == "broker" && verb == "add") {
        request.text("az");
        request.quantity("--storage-gib", "storage_gib", number, "10");
        return;
    }
    request.id();
    if (verb == "remove") request.quantity("--throttle", "throttle", bytes, "10MB/s");
}

/// Two-word commands by their first word.
void read_pair(Request& request, const std::string& what) {
    const auto verb = request.words().next();
    if (!verb) return request.fail(fmt::format("{} wants to be told what to do.", what));
    request.command = what + " " + *verb;
    if (what == "broker" || what == "controller") return read_node(request, what, *verb);
    if (what == "link") return read_link(request, *verb);
    if (what == "az") return request.text("az");
    request.id();
    request.quantity("--delay", "delay_ms", milliseconds, "100ms");
}

void read_single(Request& request) {
    if (request.command == "status") {
        request.flag("--partitions", "partitions");
    } else if (request.command == "events") {
        request.flag("--follow", "follow");
    } else if (request.command == "power-loss") {
        if (const auto az = request.words().next()) request.args["az"] = *az;
    } else if (request.command == "maintenance") {
        if (const auto verb = request.words().next()) request.command += " " + *verb;
    } else if (request.command == "elect") {
        request.flag("--unclean", "unclean");
    } else if (request.command == "reassign") {
        request.text("topic");
        request.id("partition");
        request.ids("replicas");
        request.quantity("--throttle", "throttle", bytes, "10MB/s");
    } else if (request.command != "heal") {
        request.fail(fmt::format("unknown command \"{}\".", request.command));
    }
}

void read(Request& request) {
    const auto first = request.words().next();
    if (!first) return request.fail("a command is missing.");
    request.command = *first;
    constexpr std::string_view pairs[] = {"broker", "controller", "az", "link", "disk"};
    if (std::ranges::find(pairs, *first) != std::end(pairs))
        read_pair(request, *first);
    else
        read_single(request);
    if (!request.words().left().empty())
        request.fail(fmt::format("{} does not know \"{}\".", request.command, request.words().left()[0]));
}

bool send_line(int socket, const std::string& line) {
    std::string_view rest = line;
    while (!rest.empty()) {
        const ssize_t sent = ::send(socket, rest.data(), rest.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        rest.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

/// Calls `take` for each line until it gives an exit code or the other side closes.
template <class Take>
std::optional<int> read_lines(int socket, Take take) {
    std::string incoming;
    char chunk[65536];
    for (;;) {
        const ssize_t got = ::read(socket, chunk, sizeof chunk);
        if (got <= 0) return {};
        incoming.append(chunk, static_cast<std::size_t>(got));
        std::size_t begin = 0;
        for (auto end = incoming.find('\n'); end != std::string::npos; end = incoming.find('\n', begin)) {
            if (const std::optional<int> code = take(incoming.substr(begin, end - begin))) return code;
            begin = end + 1;
        }
        incoming.erase(0, begin);
    }
}

std::optional<int> show(const std::string& line, bool as_json) {
    json::error_code error;
    const json::value parsed = json::parse(line, error);
    if (error || !parsed.is_object()) return failed("The cluster answered with something that is no JSON.");
    const json::object& answer = parsed.as_object();
    if (const json::value* event = answer.if_contains("event")) {
        std::cout << json::serialize(*event) << std::endl;
        if (!std::cout) return exit_failed; // whoever reads is gone
        return {};
    }
    const json::value* ok = answer.if_contains("ok");
    if (!ok || !ok->is_bool() || !ok->as_bool()) {
        const json::value* sentence = answer.if_contains("sentence");
        return failed(sentence && sentence->is_string() ? std::string(sentence->as_string())
                                                        : "The cluster refused.");
    }
    if (const json::value* status = answer.if_contains("status"); status && status->is_object()) {
        if (as_json)
            std::cout << json::serialize(*status) << '\n';
        else
            std::cout << status_text(status->as_object());
    }
    return 0;
}

} // namespace

int remote(const std::string& data_dir, const std::vector<std::string>& words) {
    Request request(words);
    const bool as_json = request.words().flag("--json");
    read(request);
    if (!request.problem.empty()) return usage_error(request.problem);
    if (data_dir.empty())
        return usage_error("which cluster? --data-dir DIR names the folder that it keeps its data in.");
    const auto socket = cluster::connect_control_socket(data_dir);
    if (!socket) return failed(socket.error().detail);
    const json::object line{{"id", 1}, {"command", request.command}, {"args", request.args}};
    std::optional<int> code;
    if (send_line(*socket, json::serialize(line) + '\n'))
        code = read_lines(*socket, [&](const std::string& answer) { return show(answer, as_json); });
    ::close(*socket);
    // Whoever follows events is told of nothing more when the cluster has stopped.
    if (!code && request.args.contains("follow")) return 0;
    return code ? *code : failed("The cluster stopped before it answered.");
}

} // namespace ctl
