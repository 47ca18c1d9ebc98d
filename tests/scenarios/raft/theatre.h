#pragma once
// Plays a story of the metadata quorum: commands in, what happens out, line by line. Voters, disks and links
// are those of the simulator, with fixed latencies: one millisecond a message, a tenth for a sync. The
// commands are listed in the README.md of this folder.

#include "sim/voter.h"

#include <string>
#include <vector>

namespace scenarios {

class QuorumTheatre {
public:
    QuorumTheatre();
    /// Performs one command and returns what happened. An unknown command is answered with a line that says
    /// so.
    std::string play(const std::string& command);

private:
    using Words = std::vector<std::string>;
    bool perform_fault(const Words& words);
    bool perform_work(const Words& words);
    void cast(const Words& words);
    void run(const std::string& duration);
    void run_until(const Words& words);
    void append(const Words& words);
    void log(const Words& words);
    void cut(const Words& words, bool heal);
    void show();
    void say(const std::string& line);
    void watch();
    void say_request(sim::HostId from, sim::HostId to, const raft::Request& request);
    void say_answer(sim::HostId from, sim::HostId to, const raft::Response& response, std::size_t records);
    sim::Voter& voter(const std::string& id) { return *quorums_.voters.at(std::stoi(id)); }
    std::string clock() const;

    sim::World world_;
    sim::Network network_;
    sim::Quorums quorums_;
    std::string out_;
    std::uint64_t next_record_ = 1;
};

} // namespace scenarios
