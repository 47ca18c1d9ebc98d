#pragma once
// Metadata answers that name a leader which has just gone away. A client whose leader dies asks at once where
// to go, some tens of milliseconds before the controller has elected another; told of the dead one, it asks
// again only with its next periodic scan, a second later (librdkafka) or after its backoff. A broker that saw
// its own connection to that leader end keeps such an answer until the metadata names another, the leader is
// back, or a quarter of a second is over. Silence (a frozen leader, a cut link) is no such sign.
//
// Thread: the node's loop. Source: decision 0022.

#include "base/types.h"
#include "broker/request.h"
#include "net/loop.h"
#include "wire/messages/metadata.h"

#include <map>
#include <memory>
#include <vector>

namespace broker {

class Broker;

class LeaderDoubt {
public:
    explicit LeaderDoubt(Broker& broker);

    /// The other side ended the connection.
    void lost(base::BrokerId leader);
    void found(base::BrokerId leader);
    /// Answers what names another leader now.
    void metadata_changed();

    /// Does it send the client to a leader that may be gone?
    bool concerns(const wire::MetadataResponse& response) const;
    /// Until something above happens; then answer_metadata() takes it up again.
    void keep(Request request, wire::MetadataRequest body);
    /// The same, and in any case at the end of this turn: the question and the end of the leader's connection
    /// may have come in one turn, in either order.
    void keep_for_this_turn(Request request, wire::MetadataRequest body);

private:
    struct Kept {
        Request request;
        wire::MetadataRequest body;
    };
    void release();
    void arm_timer();

    Broker& broker_;
    std::map<base::BrokerId, base::Instant> lost_; ///< until when it is doubted
    std::vector<Kept> kept_;
    net::Timer timer_;
    bool turn_end_scheduled_ = false;
    std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

/// Answers, now or when the answer can be trusted.
void answer_metadata(Broker& broker, Request request, wire::MetadataRequest body);

} // namespace broker
