#pragma once
// A controller's process as the simulator runs it: raft::Quorum over a disk that forgets and a network that
// fails. The duties are those that the head of raft/quorum.h gives to a shell.

#include "raft/quorum.h"
#include "sim/world.h"

namespace metadata {
struct VersionedRecord;
}

namespace sim {

using base::BrokerId;
using base::LeaderEpoch;
using base::Offset;

/// One record of the metadata log.
struct Entry {
    LeaderEpoch epoch{0};
    std::uint64_t id = 0;                                    ///< unique; what is compared
    bool first = true;                                       ///< begins a batch
    std::shared_ptr<const metadata::VersionedRecord> record; ///< null for control records
    bool operator==(const Entry& o) const { return epoch == o.epoch && id == o.id; }
};

struct Snapshot {
    raft::SnapshotId id;
    std::vector<Entry> entries; ///< all of them: a simulation may be wasteful
};

/// The files of one voter: what a reader sees, and what a power cut leaves.
class VoterDisk {
public:
    struct Log {
        Offset start{0};
        std::vector<Entry> entries;
        Offset end() const { return start + static_cast<std::int64_t>(entries.size()); }
        const Entry& at(Offset offset) const { return entries[static_cast<std::size_t>(offset - start)]; }
        bool has(Offset offset) const { return offset >= start && offset < end(); }
    };

    raft::QuorumState state;
    std::shared_ptr<const Snapshot> snapshot;
    Log written;

    void append(const std::vector<Entry>& entries);
    void truncate(Offset to);
    void delete_before(Offset start);
    void install(std::shared_ptr<const Snapshot> newer);
    std::uint64_t version() const { return version_; }
    /// An fdatasync that began when the log ended at `end` has returned.
    void synced(Offset end, std::uint64_t version);
    /// Unsynced bytes are gone, or some of them; whole batches stay whole.
    void power_loss(World& world);
    const Log& durable() const { return durable_; }
    raft::Recovered recover() const;

private:
    Log durable_;
    std::uint64_t version_ = 0;
    std::uint64_t durable_version_ = 0;
};

struct VoterTimes {
    Duration election = ms(200);
    Duration fetch = ms(600);
    Duration sync_low = us(100);
    Duration sync_high = us(400);
    Duration fetch_slack = ms(150);
};

class Voter;
/// The voters of one cluster and what observes them.
struct Quorums {
    World& world;
    Network& network;
    std::map<HostId, std::unique_ptr<Voter>> voters;
    std::function<void(Voter&, const raft::Ready&)> on_ready; ///< its disk part is done
    std::function<void(HostId from, HostId to, const raft::Request&)> on_request;
    std::function<void(HostId from, HostId to, const raft::Response&, std::size_t records)> on_answer;
};

class Voter {
public:
    Voter(Quorums& quorums, HostId host, std::vector<BrokerId> voters, VoterTimes times);

    /// The process starts on what its disk holds.
    void start();
    /// The process is gone; with `power_loss` so is what was not synced.
    void die(bool power_loss);

    HostId host() const { return host_; }
    bool up() const { return core_ != nullptr; }
    raft::Quorum& core() { return *core_; }
    const raft::Quorum& core() const { return *core_; }
    VoterDisk& disk() { return disk_; }
    const VoterDisk& disk() const { return disk_; }
    VoterTimes& times() { return times_; }
    bool leads() const { return core_ && core_->role() == raft::Role::leader; }
    /// A leader that has committed a record of its own epoch.
    bool active() const { return leads() && core_->high_watermark() > epoch_start_; }
    /// Appends one batch as leader; its first offset.
    std::optional<Offset> append(std::vector<Entry> batch);
    void hand_over(bool leaving);
    void take_snapshot(Offset upto, Offset log_start);
    /// Reads below `limit`, whole batches.
    std::vector<Entry> read(Offset from, Offset limit, std::size_t most) const;

    struct Reply {
        raft::Response response;
        std::vector<Entry> entries;
    };
    using Done = std::function<void(const Reply&)>;
    /// A request that came over the network; `done` runs on the caller.
    void serve(const Network::Call& call, const raft::Request& request, Done done);
    /// FetchSnapshot, in one piece.
    void serve_snapshot(const Network::Call& call, HostId replica, raft::SnapshotId id,
                        std::function<void(std::shared_ptr<const Snapshot>)> done);
    void pump();

private:
    struct Waiting {
        Network::Call call;
        Done done;
    };
    void perform(raft::Ready ready);
    void write_log(const raft::Ready& ready);
    void sync();
    void answer(const raft::Answer& answer);
    void send(const raft::Call& call);
    void received(raft::CallId id, Reply reply);
    void download(const raft::SnapshotFetch& wanted);
    void install(std::shared_ptr<const Snapshot> snapshot);

    Quorums& quorums_;
    World& world_;
    HostId host_;
    std::vector<BrokerId> voters_;
    VoterTimes times_;
    VoterDisk disk_;
    std::unique_ptr<raft::Quorum> core_;
    std::map<raft::Token, Waiting> waiting_;
    std::vector<Entry> fetched_;
    Offset epoch_start_{-1};
    std::uint64_t log_version_ = 0; ///< of the core
    std::uint64_t timer_ = 0;
    bool persisting_ = false;
    bool syncing_ = false;
    bool sync_again_ = false;
};

/// For a trace.
std::string told_by(const Voter& voter, const raft::Fact& fact);

} // namespace sim
