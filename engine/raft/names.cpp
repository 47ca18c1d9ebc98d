#include "raft/ready.h"

namespace raft {

std::string_view name_of(Role role) {
    switch (role) {
    case Role::unattached:
        return "unattached";
    case Role::prospective:
        return "prospective";
    case Role::candidate:
        return "candidate";
    case Role::follower:
        return "follower";
    case Role::leader:
        return "leader";
    case Role::resigned:
        return "resigned";
    }
    return "?";
}

std::string_view name_of(Fact::Kind kind) {
    using Kind = Fact::Kind;
    switch (kind) {
    case Kind::became_unattached:
        return "became unattached";
    case Kind::became_prospective:
        return "became prospective";
    case Kind::became_candidate:
        return "became candidate";
    case Kind::became_follower:
        return "became follower";
    case Kind::became_leader:
        return "became leader";
    case Kind::became_resigned:
        return "resigned";
    case Kind::lost_majority:
        return "resigned without a majority";
    case Kind::voted:
        return "voted";
    case Kind::election_lost:
        return "lost the election";
    case Kind::truncated:
        return "truncated";
    case Kind::snapshot_needed:
        return "needs a snapshot";
    case Kind::refused_truncation:
        return "refused to truncate committed records";
    case Kind::suspended:
        return "was suspended";
    case Kind::leader_gone:
        return "found its leader gone";
    }
    return "?";
}

} // namespace raft
