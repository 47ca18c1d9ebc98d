#include "cluster/session_client.h"

#include "base/log.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <fmt/format.h>
#include <set>

namespace cluster {

namespace asio = boost::asio;
using client::Awaitable;

/// Outlives the SessionClient for as long as one of its operations runs.
struct SessionClient::Shared {
    Shared(asio::io_context& context, const base::Clock& clock, client::ClusterOptions options, Answers& a)
        : client(context, clock, std::move(options)), answers(a) {}

    /// Once only, and never after the session has ended: who takes answers may be gone then.
    void answer(view::Ticket ticket, view::AnswerKind what) {
        if (open.erase(ticket) != 0) answers.answer(ticket, std::move(what));
    }
    void fail(view::Ticket ticket, const base::Error& error) {
        answer(ticket, view::Failed{error.code, error.detail});
    }
    void answer(view::Ticket ticket, const base::Result<>& result) {
        if (result)
            answer(ticket, view::Done{});
        else
            fail(ticket, result.error());
    }

    client::ClusterClient client;
    Answers& answers;
    std::set<view::Ticket> open; ///< not finally answered yet
    using Told = std::function<void(const base::Result<>&)>;
    std::map<std::uint64_t, Told> asked; ///< questions without an answer yet
    std::uint64_t next_question = 0;
    std::map<view::Ticket, std::shared_ptr<client::Scan>> scans;
};

namespace {

using SharedPtr = std::shared_ptr<SessionClient::Shared>;

records::Codec codec_of(view::Compression compression) {
    return static_cast<records::Codec>(compression);
}
view::Compression compression_of(records::Codec codec) {
    return static_cast<view::Compression>(codec);
}

view::ConfigSource source_of(std::int8_t source) {
    switch (source) {
    case 1:
        return view::ConfigSource::topic;
    case 2:
        return view::ConfigSource::dynamic_broker;
    case 3:
        return view::ConfigSource::dynamic_default_broker;
    case 4:
        return view::ConfigSource::static_broker;
    case 5:
        return view::ConfigSource::default_value;
    default:
        return view::ConfigSource::unknown;
    }
}

Awaitable<void> create_topic(SharedPtr shared, view::Ticket ticket, view::CreateTopic command) {
    client::NewTopic topic;
    topic.name = std::move(command.name);
    topic.partitions = command.partitions;
    topic.replication_factor = command.replication_factor;
    topic.configs = std::move(command.configs);
    const auto result = co_await shared->client.create_topic(std::move(topic));
    shared->answer(ticket, result);
}

Awaitable<void> delete_topic(SharedPtr shared, view::Ticket ticket, view::DeleteTopic command) {
    const auto result = co_await shared->client.delete_topic(std::move(command.name));
    shared->answer(ticket, result);
}

Awaitable<void> add_partitions(SharedPtr shared, view::Ticket ticket, view::AddPartitions command) {
    const auto result = co_await shared->client.create_partitions(std::move(command.topic), command.total);
    shared->answer(ticket, result);
}

Awaitable<void> describe_config(SharedPtr shared, view::Ticket ticket, view::DescribeTopicConfig command) {
    auto result = co_await shared->client.describe_topic_config(command.topic);
    if (!result) {
        shared->fail(ticket, result.error());
        co_return;
    }
    view::TopicConfigAnswer answer;
    answer.topic = command.topic;
    for (client::TopicConfig& one : *result) {
        view::ConfigEntry& entry = answer.entries.emplace_back();
        entry.name = std::move(one.name);
        entry.value = std::move(one.value);
        entry.source = source_of(one.source);
        entry.read_only = one.read_only;
        entry.sensitive = one.sensitive;
        entry.type = one.type;
        entry.documentation = std::move(one.documentation);
        entry.default_value = std::move(one.default_value);
    }
    shared->answer(ticket, std::move(answer));
}

Awaitable<void> alter_config(SharedPtr shared, view::Ticket ticket, view::AlterTopicConfig command) {
    const auto result =
        co_await shared->client.alter_topic_config(std::move(command.topic), std::move(command.changes));
    shared->answer(ticket, result);
}

Awaitable<void> delete_records(SharedPtr shared, view::Ticket ticket, view::DeleteRecords command) {
    const auto low =
        co_await shared->client.delete_records(std::move(command.topic), command.partition, command.offset);
    if (low)
        shared->answer(ticket, view::Done{});
    else
        shared->fail(ticket, low.error());
}

Awaitable<base::Result<>> reassign(client::ClusterClient& client, view::ReassignPartitions command) {
    std::vector<client::Reassignment> moves;
    for (view::ReplicaMove& move : command.moves) {
        client::Reassignment& one = moves.emplace_back();
        one.topic = std::move(move.topic);
        one.partition = move.partition;
        one.replicas = std::move(move.replicas);
    }
    return client.reassign(std::move(moves));
}

Awaitable<base::Result<>> elect(client::ClusterClient& client, const view::ElectLeaders& command) {
    std::vector<client::ClusterClient::TopicPartition> partitions;
    for (const view::TopicPartitionRef& one : command.partitions)
        partitions.emplace_back(one.topic, one.partition);
    return client.elect_leaders(command.kind == view::ElectionKind::unclean, std::move(partitions));
}

/// The question keeps what it captured until it is answered.
Awaitable<void> ask_and_tell(SharedPtr shared, SessionClient::Question question, std::uint64_t number) {
    const auto result = co_await question(shared->client);
    const auto found = shared->asked.find(number);
    if (found == shared->asked.end()) co_return; // the session has ended, and said so
    const auto done = std::move(found->second);
    shared->asked.erase(found);
    done(result);
}

client::ProduceOne to_client(const view::ProduceRecord& command) {
    client::ProduceOne record;
    record.topic = command.topic;
    record.partition = command.partition;
    record.key = command.key;
    record.value = command.value;
    record.timestamp_ms = command.timestamp_ms;
    record.codec = codec_of(command.compression);
    record.acks = command.acks;
    for (const view::Header& header : command.headers) {
        client::RecordHeader& one = record.headers.emplace_back();
        one.key = header.key;
        one.value = header.value;
    }
    return record;
}

Awaitable<void> produce(SharedPtr shared, view::Ticket ticket, view::ProduceRecord command) {
    view::ProduceAnswer answer;
    answer.repeat = std::max(1, command.repeat);
    while (answer.done < answer.repeat && shared->open.contains(ticket)) {
        client::ProduceOne record = to_client(command);
        const auto produced = co_await shared->client.produce_one(std::move(record));
        if (!produced) {
            answer.failure = view::Failed{produced.error().code, produced.error().detail};
            shared->answer(ticket, answer);
            co_return;
        }
        ++answer.done;
        answer.partition = produced->partition;
        answer.offset = produced->offset;
        answer.latency_us = std::chrono::duration_cast<std::chrono::microseconds>(produced->latency).count();
        if (answer.done == answer.repeat)
            shared->answer(ticket, answer);
        else if (shared->open.contains(ticket))
            shared->answers.answer(ticket, answer);
    }
}

view::Record to_view(client::ScanRecord& from) {
    view::Record record;
    record.partition = from.partition;
    record.offset = from.offset;
    record.timestamp_ms = from.timestamp_ms;
    record.log_append_time = from.log_append_time;
    record.key = std::move(from.key);
    record.value = std::move(from.value);
    for (client::RecordHeader& header : from.headers)
        record.headers.push_back({std::move(header.key), std::move(header.value)});
    record.leader_epoch = from.leader_epoch;
    record.compression = compression_of(from.codec);
    record.batch_count = from.batch_count;
    record.producer_id = from.producer_id;
    record.producer_epoch = from.producer_epoch;
    record.sequence = from.sequence;
    record.transactional = from.transactional;
    record.size = from.size;
    return record;
}

view::RecordsAnswer to_view(client::ScanPage& page) {
    view::RecordsAnswer answer;
    for (client::ScanRecord& record : page.records) answer.records.push_back(to_view(record));
    answer.scanned = page.scanned;
    answer.matched = page.matched;
    answer.total = page.total;
    answer.bytes_read = page.bytes_read;
    answer.finished = page.finished;
    answer.cancelled = page.cancelled;
    if (page.failure) answer.failure = view::Failed{page.failure->code, page.failure->detail};
    return answer;
}

client::ScanQuery to_client(const view::ScanRecords& command) {
    using Start = client::ScanQuery::Start;
    client::ScanQuery query;
    query.topic = command.topic;
    query.partitions = command.partitions;
    query.contains = command.contains;
    query.limit = command.limit;
    query.read_committed = command.read_committed;
    if (const auto* newest = std::get_if<view::FromNewest>(&command.start)) {
        query.start = Start::newest;
        query.start_value = newest->count;
    } else if (std::holds_alternative<view::FromOldest>(command.start)) {
        query.start = Start::oldest;
    } else if (const auto* offset = std::get_if<view::FromOffset>(&command.start)) {
        query.start = Start::offset;
        query.start_value = offset->offset;
    } else if (const auto* time = std::get_if<view::FromTime>(&command.start)) {
        query.start = Start::time;
        query.start_value = time->timestamp_ms;
    } else {
        query.start = Start::live;
    }
    return query;
}

client::ClusterOptions options_of(std::vector<net::Endpoint> bootstrap) {
    client::ClusterOptions options;
    options.bootstrap = std::move(bootstrap);
    return options;
}

void spawn(net::Loop& control, Awaitable<void> task) {
    asio::co_spawn(control.context(), std::move(task), [](std::exception_ptr error) {
        if (error) base::log::error("cluster", "a command of a pane threw");
    });
}

} // namespace

SessionClient::SessionClient(net::Loop& control, const base::Clock& clock,
                             std::vector<net::Endpoint> bootstrap, Answers& answers)
    : control_(control),
      shared_(std::make_shared<Shared>(control.context(), clock, options_of(std::move(bootstrap)), answers)) {
}

SessionClient::~SessionClient() {
    const base::Error stopped(kafka::ErrorCode::operation_not_attempted, "The cluster was stopped.");
    for (const auto& [ticket, scan] : std::exchange(shared_->scans, {})) {
        scan->cancel();
        view::RecordsAnswer answer;
        answer.finished = answer.cancelled = true;
        shared_->answer(ticket, std::move(answer));
    }
    for (const view::Ticket ticket : std::set(shared_->open)) shared_->fail(ticket, stopped);
    for (const auto& [number, done] : std::exchange(shared_->asked, {})) done(stopped);
    shared_->client.close();
}

void SessionClient::ask(Question question, std::function<void(const base::Result<>&)> done) {
    const std::uint64_t number = shared_->next_question++;
    shared_->asked[number] = std::move(done);
    spawn(control_, ask_and_tell(shared_, std::move(question), number));
}

void SessionClient::run(view::Ticket ticket, view::Command command) {
    shared_->open.insert(ticket);
    std::visit([&](auto&& one) { (*this)(ticket, std::forward<decltype(one)>(one)); }, std::move(command));
}

void SessionClient::refuse(view::Ticket ticket) {
    shared_->fail(ticket, base::Error(kafka::ErrorCode::unsupported_version, "This cluster cannot do that."));
}

void SessionClient::operator()(view::Ticket ticket, view::CreateTopic command) {
    spawn(control_, create_topic(shared_, ticket, std::move(command)));
}
void SessionClient::operator()(view::Ticket ticket, view::DeleteTopic command) {
    spawn(control_, delete_topic(shared_, ticket, std::move(command)));
}
void SessionClient::operator()(view::Ticket ticket, view::AddPartitions command) {
    spawn(control_, add_partitions(shared_, ticket, std::move(command)));
}
void SessionClient::operator()(view::Ticket ticket, view::DescribeTopicConfig command) {
    spawn(control_, describe_config(shared_, ticket, std::move(command)));
}
void SessionClient::operator()(view::Ticket ticket, view::AlterTopicConfig command) {
    spawn(control_, alter_config(shared_, ticket, std::move(command)));
}
void SessionClient::operator()(view::Ticket ticket, view::DeleteRecords command) {
    spawn(control_, delete_records(shared_, ticket, std::move(command)));
}
void SessionClient::operator()(view::Ticket ticket, view::ReassignPartitions command) {
    const auto question = [command = std::move(command)](client::ClusterClient& client) {
        return reassign(client, command);
    };
    ask(question,
        [shared = shared_, ticket](const base::Result<>& result) { shared->answer(ticket, result); });
}
void SessionClient::operator()(view::Ticket ticket, view::ElectLeaders command) {
    const auto question = [command = std::move(command)](client::ClusterClient& client) {
        return elect(client, command);
    };
    ask(question,
        [shared = shared_, ticket](const base::Result<>& result) { shared->answer(ticket, result); });
}
void SessionClient::operator()(view::Ticket ticket, view::ProduceRecord command) {
    spawn(control_, produce(shared_, ticket, std::move(command)));
}

void SessionClient::operator()(view::Ticket ticket, const view::ScanRecords& command) {
    const std::weak_ptr<Shared> weak = shared_;
    shared_->scans[ticket] =
        client::Scan::start(shared_->client, to_client(command), [weak, ticket](client::ScanPage page) {
            const auto shared = weak.lock();
            if (!shared || !shared->open.contains(ticket)) return;
            const bool finished = page.finished;
            view::RecordsAnswer answer = to_view(page);
            if (!finished) return shared->answers.answer(ticket, std::move(answer));
            shared->scans.erase(ticket);
            shared->answer(ticket, std::move(answer));
        });
}

void SessionClient::operator()(view::Ticket ticket, view::CancelScan command) {
    const auto found = shared_->scans.find(command.scan);
    if (found != shared_->scans.end())
        found->second->cancel();
    else // a produce that repeats ends the same way
        shared_->answer(command.scan, view::Failed{kafka::ErrorCode::operation_not_attempted, "Stopped."});
    shared_->answer(ticket, view::Done{});
}

void SessionClient::operator()(view::Ticket ticket, view::PauseScan command) {
    const auto found = shared_->scans.find(command.scan);
    if (found != shared_->scans.end()) found->second->pause(command.paused);
    shared_->answer(ticket, view::Done{});
}

} // namespace cluster
