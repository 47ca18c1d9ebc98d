#pragma once
// The client's side of a fetch session (KIP-227): which partitions a fetch must name, because they are new or
// changed since the last one, and which to forget. A fetch costs what changed, whatever the session holds.
// Sans-IO. One owner, one thread. Speaks topic ids (Fetch v13 and later). Source: reference 3.4 (sessions).
//
//     plan.set(key, partition.fetch_state(), max_bytes);       // for each partition that moved
//     wire::FetchRequest request = plan.next();                // then fill replica state, waits and sizes
//     plan.answered(response) or plan.failed();                // in the order of the fetches
//
// Once there is a session a second fetch may follow before the first is answered: the leader ends the waiting
// one for it.

#include "replica/follower.h"
#include "wire/messages/fetch.h"

#include <unordered_map>
#include <unordered_set>

namespace replica {

class FetchPlan {
public:
    /// Fetches the partition from now on, or with this state from the next fetch on.
    void set(const TopicPartitionId& key, const FetchState& state, std::int32_t max_bytes);
    /// Fetches it no more (its leader is another, it pauses after an error).
    void remove(const TopicPartitionId& key);
    bool has(const TopicPartitionId& key) const { return partitions_.contains(key); }
    /// What the answer taken last was an answer to. Null: not in the plan, or named anew by a later fetch.
    const FetchState* asked(const TopicPartitionId& key) const;
    std::size_t size() const { return partitions_.size(); }

    /// Something is new, changed or to be forgotten since the last fetch.
    bool has_changes() const { return !changed_.empty() || !forgotten_.empty(); }
    /// Session id, epoch, changed and forgotten partitions of the next fetch. REQUIRES: without a session
    /// nothing is unanswered.
    wire::FetchRequest next();
    /// The leader's answer. False: it is an error of the whole fetch (the session is lost, say); everything
    /// is named again the next time.
    bool answered(const wire::FetchResponse& response);
    /// No answer came: the next fetch opens a new session.
    void failed();

    std::int32_t session_id() const { return session_; }
    /// There is a session that both ends know: a second fetch may follow the first.
    bool established() const { return epoch_ != 0; }
    void check_invariants() const;

private:
    struct Entry {
        FetchState state;
        std::int32_t max_bytes = 0;
        FetchState asked;
        bool in_session = false;    ///< the leader knows it, with `asked`
        std::uint64_t named_in = 0; ///< the fetch that said so
        bool changed = false;       ///< listed in changed_
    };
    using Partitions = std::unordered_map<TopicPartitionId, Entry, TopicPartitionIdHash>;

    void start_over(std::int32_t session_to_close);
    void name(wire::FetchRequest& request, const TopicPartitionId& key, Entry& entry);

    Partitions partitions_;
    std::vector<TopicPartitionId> changed_; ///< may name partitions that are gone
    std::unordered_set<TopicPartitionId, TopicPartitionIdHash> forgotten_;
    std::int32_t session_ = 0;
    std::int32_t epoch_ = 0; ///< of the next fetch; 0: a full one
    std::uint64_t sent_ = 0;
    std::uint64_t answered_ = 0;
};

} // namespace replica
