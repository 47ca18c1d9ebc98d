#pragma once
// What a controller's process runs on top of its voter: metadata::ControllerCore over the committed log, as
// the active one. A decision is answered when it is committed.

#include "metadata/controller.h"
#include "sim/voter.h"

#include <deque>

namespace sim {

class ControllerHost {
public:
    ControllerHost(World& world, Voter& voter) : world_(world), voter_(voter) {}

    /// After every Ready of the voter.
    void follow();
    void died();
    bool active() const { return core_ != nullptr; }
    LeaderEpoch epoch() const { return epoch_; }
    metadata::ControllerCore& core() { return *core_; }
    const metadata::ControllerCore& core() const { return *core_; }
    Voter& voter() { return voter_; }
    const Voter& voter() const { return voter_; }
    Offset next_offset() const { return voter_.disk().written.end(); }

    using Committed = std::function<void(bool)>;
    /// Appends what was decided; `done` when it is committed (true) or never will be known to be (false).
    void commit(std::vector<metadata::RecordToWrite> records, Committed done);
    /// Something is wrong with the image, or it is not what its log says; else empty.
    std::string check() const;

private:
    void activate();
    void resign();
    void tick(int activation);

    struct Waiting {
        Offset needed;
        Committed done;
    };
    World& world_;
    Voter& voter_;
    std::unique_ptr<metadata::ControllerCore> core_;
    metadata::ImageDelta unused_;
    LeaderEpoch epoch_ = base::no_epoch;
    int activation_ = 0;
    std::deque<Waiting> waiting_;
};

} // namespace sim
