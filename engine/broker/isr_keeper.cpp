#include "broker/isr_keeper.h"

#include "base/log.h"
#include "broker/broker.h"

#include <map>
#include <utility>

namespace broker {

using kafka::ErrorCode;

namespace {

constexpr auto retry_pause = std::chrono::milliseconds(50);

void add(wire::AlterPartitionRequest::TopicData& topic, std::int32_t index,
         const replica::Proposal& proposal) {
    auto& data = topic.partitions.emplace_back();
    data.partition_index = index;
    data.leader_epoch = proposal.leader_epoch.value;
    data.partition_epoch = proposal.partition_epoch;
    data.leader_recovery_state = proposal.recovering ? 1 : 0;
    for (const auto& member : proposal.isr) {
        auto& one = data.new_isr_with_epochs.emplace_back();
        one.broker_id = member.id.value;
        one.broker_epoch = member.broker_epoch;
    }
}

} // namespace

IsrKeeper::IsrKeeper(Broker& broker)
    : broker_(broker), retry_(broker.loop()), check_(broker.loop()),
      alive_(std::make_shared<IsrKeeper*>(this)) {}

IsrKeeper::~IsrKeeper() {
    *alive_ = nullptr;
}

void IsrKeeper::start(base::Duration lag_max) {
    check_interval_ = lag_max / 2;
    check_later();
}

void IsrKeeper::propose(const Key& partition, replica::Proposal proposal) {
    const bool again = proposal.again;
    waiting_.insert_or_assign(partition, std::move(proposal));
    if (again) {
        if (!retry_.armed()) retry_.set_after(retry_pause, [this] { send(); });
        return;
    }
    send_soon();
}

void IsrKeeper::send_soon() {
    if (std::exchange(scheduled_, true)) return;
    broker_.loop().at_turn_end(net::TurnEnd::publish, [alive = alive_] {
        if (*alive) (*alive)->send();
    });
}

void IsrKeeper::send() {
    scheduled_ = false;
    if (!in_flight_.empty() || waiting_.empty()) return;
    auto request = std::make_shared<wire::AlterPartitionRequest>();
    request->broker_id = broker_.config().id.value;
    request->broker_epoch = broker_.channel().broker_epoch();
    std::map<base::TopicId, std::size_t> topics;
    for (auto& [key, proposal] : std::exchange(waiting_, {})) {
        Partition* partition = broker_.partition(key.topic, key.partition);
        if (!partition || !partition->leads() || !partition->leader()->still_wanted(proposal.id)) continue;
        const auto [at, fresh] = topics.try_emplace(key.topic, request->topics.size());
        if (fresh) request->topics.emplace_back().topic_id = key.topic;
        add(request->topics[at->second], key.partition, proposal);
        in_flight_.emplace(key, std::move(proposal));
    }
    if (in_flight_.empty()) return;
    const auto response = std::make_shared<wire::AlterPartitionResponse>();
    broker_.channel().call_controller(request, response, [alive = alive_, response](base::Result<> called) {
        if (*alive) (*alive)->answered(called, *response);
    });
}

void IsrKeeper::answered(const base::Result<>& called, const wire::AlterPartitionResponse& response) {
    const base::log::NodeScope node(broker_.config().name);
    Proposals asked = std::exchange(in_flight_, {});
    const ErrorCode all = called ? static_cast<ErrorCode>(response.error_code) : called.error().code;
    if (all == ErrorCode::none)
        for (const auto& topic : response.topics)
            for (const auto& answer : topic.partitions)
                if (const auto found = asked.extract(Key{topic.topic_id, answer.partition_index}); found)
                    settle(found.key(), found.mapped(), answer);
    // What was not answered, or all of it: a newer controller, a stale broker epoch, a broken connection.
    for (const auto& [key, proposal] : asked)
        refuse(key, proposal, all == ErrorCode::none ? ErrorCode::unknown_server_error : all);
    if (!waiting_.empty() && !retry_.armed()) send_soon();
}

void IsrKeeper::settle(const Key& key, const replica::Proposal& proposal,
                       const wire::AlterPartitionResponse::PartitionData& answer) {
    const auto code = static_cast<ErrorCode>(answer.error_code);
    if (code != ErrorCode::none) return refuse(key, proposal, code);
    Partition* partition = broker_.partition(key.topic, key.partition);
    if (!partition || !partition->leads()) return;
    replica::Assignment committed = partition->assignment();
    committed.leader = base::BrokerId(answer.leader_id);
    committed.leader_epoch = base::LeaderEpoch(answer.leader_epoch);
    committed.partition_epoch = answer.partition_epoch;
    committed.isr = metadata::to_replicas(answer.isr);
    committed.recovering = answer.leader_recovery_state != 0;
    broker_.perform(*partition, partition->proposal_accepted(proposal.id, committed));
}

void IsrKeeper::refuse(const Key& key, const replica::Proposal& proposal, ErrorCode code) {
    Partition* partition = broker_.partition(key.topic, key.partition);
    if (!partition || !partition->leads()) return;
    base::log::debug("broker", "ISR of {}: {}", partition->name().text(), kafka::name(code));
    broker_.perform(*partition, partition->proposal_failed(proposal.id, code));
}

void IsrKeeper::brokers_changed() {
    if (std::exchange(checking_, true)) return;
    broker_.loop().at_turn_end(net::TurnEnd::write, [alive = alive_] {
        if (*alive) (*alive)->check_all();
    });
}

void IsrKeeper::check_all() {
    checking_ = false;
    for (const auto& [key, partition] : broker_.partitions())
        if (partition->leads()) broker_.perform(*partition, partition->check_isr());
}

void IsrKeeper::check_later() {
    check_.set_after(check_interval_, [this] {
        check_all();
        check_later();
    });
}

} // namespace broker
