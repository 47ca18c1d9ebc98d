#include "broker/quorum_state.h"

#include <boost/json.hpp>
#include <fmt/format.h>

namespace broker {

namespace fs = std::filesystem;
namespace json = boost::json;

namespace {

constexpr const char* file_name = "quorum-state";

base::Error unreadable(const fs::path& path, std::string_view why) {
    return {kafka::ErrorCode::kafka_storage_error,
            fmt::format(
                "{} cannot be understood ({}). It records this controller's votes: restore it from a copy.",
                path.string(), why)};
}

std::optional<std::int32_t> number(const json::object& object, std::string_view key) {
    const json::value* found = object.if_contains(key);
    if (!found || !found->is_int64()) return std::nullopt;
    return static_cast<std::int32_t>(found->as_int64());
}

} // namespace

base::Result<std::optional<QuorumState>> read_quorum_state(storage::Disk& disk, const fs::path& folder) {
    const fs::path path = folder / file_name;
    if (!disk.exists(path)) return std::optional<QuorumState>();
    const auto content = storage::read_file(disk, path);
    if (!content) return content.error();
    boost::system::error_code error;
    const json::value parsed = json::parse(base::as_text(*content), error);
    if (error || !parsed.is_object()) return unreadable(path, error ? error.message() : "not an object");
    const auto epoch = number(parsed.as_object(), "leaderEpoch");
    const auto leader = number(parsed.as_object(), "leaderId");
    if (!epoch || !leader) return unreadable(path, "leaderEpoch and leaderId are missing");
    QuorumState state;
    state.epoch = base::LeaderEpoch(*epoch);
    state.leader = base::BrokerId(*leader);
    // Only what is there was voted: Kafka leaves the field out of what it wrote before it had voted.
    if (const auto voted = number(parsed.as_object(), "votedId")) state.voted = base::BrokerId(*voted);
    return std::optional(state);
}

base::Result<> write_quorum_state(storage::Disk& disk, const fs::path& folder, const QuorumState& state) {
    json::array voters;
    for (const base::BrokerId voter : state.voters) voters.push_back(json::object{{"voterId", voter.value}});
    const json::object object{{"clusterId", ""},
                              {"leaderId", state.leader.value},
                              {"leaderEpoch", state.epoch.value},
                              {"votedId", state.voted.value},
                              {"appliedOffset", 0},
                              {"currentVoters", std::move(voters)},
                              {"data_version", 0}};
    if (const auto made = disk.make_folder(folder); !made) return made;
    return storage::replace_file(disk, folder / file_name, base::as_bytes(json::serialize(object)), true);
}

} // namespace broker
