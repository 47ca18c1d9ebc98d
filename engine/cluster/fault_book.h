#pragma once
// The faults in force, as "Faults you started" lists them: rows and facts go to the feed. It remembers; it
// does nothing itself. Thread: control.

#include "cluster/overview.h"

#include <map>
#include <vector>

namespace cluster {

class FaultBook {
public:
    FaultBook(view::Feed& feed, const base::Clock& clock, Overview& overview)
        : feed_(feed), clock_(clock), overview_(overview) {}

    /// Writes it down under a new key, with the time. A fault of the same kind on the same thing is replaced.
    void begin(view::FaultRow fault);
    void lift(view::FaultKey key);
    /// The one of `kind` that `node` suffers from; null when there is none.
    const view::FaultRow* of_node(view::FaultKind kind, view::NodeRef node) const;
    const view::FaultRow* of_az(const std::string& az) const;
    const view::FaultRow* of_link(const std::string& from_az, const std::string& to_az) const;
    const view::FaultRow* find(view::FaultKey key) const;
    std::vector<view::FaultRow> all() const;
    /// Whatever made this node go down is over.
    void lift_deaths(view::NodeRef node);
    void lift_all();

private:
    template <class Matches>
    const view::FaultRow* first(Matches matches) const;

    view::Feed& feed_;
    const base::Clock& clock_;
    Overview& overview_;
    std::map<view::FaultKey, view::FaultRow> faults_;
    std::uint64_t next_ = 1;
};

} // namespace cluster
