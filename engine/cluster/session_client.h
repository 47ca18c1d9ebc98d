#pragma once
// What panes ask of a running cluster, done as any client would: over its listeners. Maps view commands to
// client::ClusterClient and gives the answers. Thread: control.

#include "client/cluster_client.h"
#include "client/scan.h"
#include "cluster/answers.h"
#include "net/loop.h"

#include <map>

namespace cluster {

class SessionClient {
public:
    SessionClient(net::Loop& control, const base::Clock& clock, std::vector<net::Endpoint> bootstrap,
                  Answers& answers);
    /// Ends what is under way; those tickets are answered with a failure.
    ~SessionClient();
    SessionClient(const SessionClient&) = delete;
    SessionClient& operator=(const SessionClient&) = delete;

    /// Every command but those of the cluster's own life. Answered in the feed.
    void run(view::Ticket ticket, view::Command command);

    /// The same for who is no pane: `done` is called once, with a failure when the session ends first.
    using Question = std::function<client::Awaitable<base::Result<>>(client::ClusterClient&)>;
    void ask(Question question, std::function<void(const base::Result<>&)> done);

    struct Shared;

private:
    void operator()(view::Ticket ticket, view::CreateTopic command);
    void operator()(view::Ticket ticket, view::DeleteTopic command);
    void operator()(view::Ticket ticket, view::AddPartitions command);
    void operator()(view::Ticket ticket, view::DescribeTopicConfig command);
    void operator()(view::Ticket ticket, view::AlterTopicConfig command);
    void operator()(view::Ticket ticket, view::DeleteRecords command);
    void operator()(view::Ticket ticket, view::ReassignPartitions command);
    void operator()(view::Ticket ticket, view::ElectLeaders command);
    void operator()(view::Ticket ticket, view::ProduceRecord command);
    void operator()(view::Ticket ticket, const view::ScanRecords& command);
    void operator()(view::Ticket ticket, view::CancelScan command);
    void operator()(view::Ticket ticket, view::PauseScan command);
    /// Every other command is the host's: it does not pass them on.
    template <class HostCommand>
    void operator()(view::Ticket ticket, const HostCommand&) {
        refuse(ticket);
    }
    void refuse(view::Ticket ticket);

    net::Loop& control_;
    std::shared_ptr<Shared> shared_;
};

} // namespace cluster
