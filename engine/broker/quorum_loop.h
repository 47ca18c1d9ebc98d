#pragma once
// Runs the quorum core of one controller: carries messages between voters, keeps votes and the log durable in
// the order the core asks for, and tells its listener what is committed and who leads. Thread: the node's
// loop, except recover(); fdatasync and quorum-state go to the disk pool. Source: raft/quorum.h (the duties),
// KIP-595.
//
// quorum_loop.cpp: the core and the log. quorum_peers.cpp: calls to other voters, snapshots from the leader.

#include "broker/metadata_log.h"
#include "broker/metadata_snapshots.h"
#include "broker/node.h"
#include "broker/quorum_wire.h"
#include "broker/request.h"
#include "raft/quorum.h"

#include <boost/asio/awaitable.hpp>
#include <map>
#include <memory>

namespace client {
class Connection;
}

namespace broker {

class QuorumListener {
public:
    /// Everything below is committed and in the log (or in a snapshot).
    virtual void committed(base::Offset high_watermark) = 0;
    /// Role, leader or epoch changed. What was proposed and is not committed may be gone.
    virtual void leadership_changed(const raft::Leadership& leadership) = 0;
    /// The log was replaced by a snapshot of the leader.
    virtual void snapshot_installed(SnapshotId id, base::Buffer content) = 0;
    /// The disk took nothing of what was proposed; leadership is being handed over.
    virtual void write_refused(const base::Error& error) = 0;
    /// An fdatasync failed: this voter does nothing any more.
    virtual void quorum_failed(const base::Error& error) = 0;

protected:
    ~QuorumListener() = default;
};

class QuorumLoop : public std::enable_shared_from_this<QuorumLoop> {
public:
    /// `log` is open; both live until stop() is done or abandon() was called.
    QuorumLoop(const NodeConfig& config, const NodeServices& services, MetadataLog& log,
               SnapshotStore& snapshots, QuorumIdentity identity, QuorumListener& listener);
    ~QuorumLoop();

    /// Reads quorum-state, makes the log durable as it is. Disk pool.
    base::Result<> recover();
    void start();
    /// Hands leadership over if it is held, then ends; `stopped` is called when nothing runs on the disk pool
    /// any more.
    void stop(std::function<void()> stopped);
    /// Ends at once and tells nobody.
    void abandon();
    /// Until stop(), abandon() or a failure.
    bool alive() const { return !dead_; }

    // ---- requests of other nodes
    using Reply = std::function<void(Request, const raft::Response&)>;
    void serve(Request request, const raft::Request& asked, Reply reply);
    void connection_closed(std::uint64_t connection);
    /// `replica` fetched a chunk of a snapshot: a sign of life.
    void snapshot_read_by(base::BrokerId replica);

    // ---- as leader
    bool leads() const { return core_ && !dead_ && core_->role() == raft::Role::leader; }
    /// Where the next record that is proposed will stand.
    base::Offset next_offset() const { return log_.end() + proposed_; }
    /// Writes records at the end of this turn. Returns the offset of the first. REQUIRES: leads(), not empty.
    base::Offset propose(const std::vector<metadata::RecordToWrite>& records);
    /// The whole batches of a fetch answer.
    base::Result<base::Buffers> read(const raft::FetchResponse& answer, std::int32_t max_bytes);

    // ---- snapshots
    /// One of committed records has been written; the log below `log_start` may go.
    void snapshot_taken(SnapshotId id, base::Offset log_start);

    // ---- state; REQUIRES: started
    bool started() const { return core_ != nullptr; }
    const raft::Quorum& core() const { return *core_; }
    const QuorumIdentity& identity() const { return identity_; }
    /// Another voter, asked for what is not the quorum's business (ControllerRegistration).
    using OnCalled = std::function<void(base::Result<>)>;
    void call_voter(base::BrokerId voter, std::shared_ptr<wire::Message> request,
                    std::shared_ptr<wire::Message> response, OnCalled done);

private:
    template <class T>
    using Awaitable = boost::asio::awaitable<T>;
    using ConnectionPtr = std::shared_ptr<client::Connection>;
    /// Fetches wait at the leader, so nothing else travels on their line.
    enum class LineUse : std::uint8_t { requests, fetches, snapshots };
    using LineKey = std::pair<base::BrokerId, LineUse>;
    struct Pending {
        Request request;
        std::uint64_t connection;
        Reply reply;
    };
    struct Proposal {
        base::Buffer batch;
        base::LeaderEpoch epoch;
    };

    // quorum_loop.cpp
    raft::Settings settings() const;
    raft::LogView view_of_log() const;
    base::Instant now() const;
    void pump();
    void persist(raft::Ready ready);
    void perform(raft::Ready& ready);
    base::Result<> write_log(raft::Ready& ready);
    void answer(raft::Answer& answer);
    void note(const raft::Fact& fact) const;
    void write_proposals();
    void write_failed(const base::Error& error);
    void sync();
    void synced(storage::FlushJob::Mark mark, std::uint64_t log_version);
    void fail(const base::Error& error);
    void arm();
    void drop_requests();
    void finish_stop();

    // quorum_peers.cpp
    void spawn(Awaitable<void> task);
    Awaitable<base::Result<ConnectionPtr>> line(base::BrokerId voter, LineUse use);
    Awaitable<void> call(raft::Call call);
    Awaitable<void> download(raft::SnapshotFetch wanted);
    Awaitable<void> call_other(base::BrokerId voter, std::shared_ptr<wire::Message> request,
                               std::shared_ptr<wire::Message> response, OnCalled done);
    void install(raft::SnapshotId id, base::Buffer content);
    void close_lines();

    const NodeConfig config_;
    const NodeServices services_;
    MetadataLog& log_;
    SnapshotStore& snapshots_;
    QuorumIdentity identity_;
    QuorumListener* listener_;
    raft::QuorumState recovered_;
    std::unique_ptr<raft::Quorum> core_;
    std::map<raft::Token, Pending> pending_;
    raft::Token next_token_ = 1;
    std::map<LineKey, ConnectionPtr> lines_;
    std::vector<Proposal> proposals_;
    std::int64_t proposed_ = 0; ///< records in them
    bool writing_ = false;      ///< at the end of this turn
    bool pumping_ = false;
    bool persisting_ = false;
    bool syncing_ = false;
    bool sync_again_ = false;
    bool dead_ = false;
    std::uint64_t log_version_ = 0;
    base::Instant wake_at_ = base::Instant::max(), wake_by_ = base::Instant::max(); ///< of the core
    std::function<void()> stopped_;
    struct Timers;
    std::unique_ptr<Timers> timers_; ///< none once it is dead: coroutines may outlive the loop's timers
};

} // namespace broker
