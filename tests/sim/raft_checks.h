#pragma once
// What must hold in every run of the metadata quorum, checked after every Ready that a voter performs and
// every message it sends. A violation is a sentence.

#include "sim/voter.h"

#include <optional>

namespace sim {

class RaftChecks {
public:
    explicit RaftChecks(Quorums& quorums) : quorums_(quorums) {}

    void performed(Voter& voter, const raft::Ready& ready);
    void requested(HostId from, const raft::Request& request);
    void answered(HostId from, HostId to, const raft::Response& response);
    void died(HostId host) { high_watermarks_.erase(host); }
    /// After everything was healed and time was given: all agree.
    void audit();

    const std::optional<std::string>& violation() const { return violation_; }
    void violate(const std::string& what) {
        if (!violation_) violation_ = what;
    }
    /// Committed records so far, by the first voter that said so.
    const std::vector<Entry>& committed() const { return committed_; }

private:
    void check_leader(Voter& voter, const raft::Leadership& now);
    void check_log(const Voter& voter);
    void check_commit(Voter& voter, Offset high_watermark);

    Quorums& quorums_;
    std::optional<std::string> violation_;
    std::map<std::int32_t, HostId> leaders_;                                 ///< by epoch
    std::map<std::pair<HostId, std::int32_t>, HostId> votes_;                ///< of a voter in an epoch
    std::map<std::pair<std::int64_t, std::int32_t>, std::uint64_t> written_; ///< (offset, epoch) -> id
    std::map<HostId, std::pair<Offset, std::uint64_t>> checked_; ///< log checked up to, in which version
    std::map<HostId, Offset> high_watermarks_;
    std::map<HostId, LeaderEpoch> epochs_;
    std::vector<Entry> committed_;
    std::vector<LeaderEpoch> committed_in_; ///< the epoch of the leader that committed it
};

} // namespace sim
