#include "broker/replica_fetcher.h"

#include "base/log.h"
#include "broker/broker.h"
#include "client/connection.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <utility>

namespace broker {

namespace asio = boost::asio;
using std::chrono::milliseconds;

namespace {

constexpr std::int16_t fetch_version = 17;
constexpr auto shortest_pause = milliseconds(20);
constexpr auto longest_pause = milliseconds(100);
constexpr auto connect_timeout = milliseconds(1000);
/// Beyond the wait at the leader: after that the connection counts as dead.
constexpr auto patience = milliseconds(1500);
/// The one that waits and the one that ends its waiting.
constexpr std::int32_t most_polls = 2;
/// Thousands of partitions in one answer take their time: heartbeats and votes of the same loop wait no
/// longer.
constexpr auto longest_take = milliseconds(20);

constexpr auto quietly = asio::as_tuple(asio::use_awaitable);

asio::awaitable<void> wait(asio::steady_timer& timer) {
    co_await timer.async_wait(quietly);
}

/// Goes on when the other handlers that are ready have run.
asio::awaitable<void> let_others_run(asio::any_io_executor executor) {
    co_await asio::post(executor, asio::use_awaitable);
}

} // namespace

struct ReplicaFetcher::Timers {
    explicit Timers(asio::io_context& context) : connection(context) {}
    asio::steady_timer connection;
};

ReplicaFetcher::ReplicaFetcher(Broker& broker, base::BrokerId leader)
    : broker_(broker), leader_(leader), resume_timer_(broker.loop()),
      timers_(std::make_unique<Timers>(broker.loop().context())) {}

ReplicaFetcher::~ReplicaFetcher() = default;

void ReplicaFetcher::spawn(Awaitable<void> task) {
    asio::co_spawn(broker_.loop().executor(), std::move(task),
                   [self = shared_from_this()](std::exception_ptr error) {
                       if (error) base::log::error("broker", "a replica fetcher threw");
                   });
}

void ReplicaFetcher::start() {
    spawn(run());
}

void ReplicaFetcher::stop() {
    stopped_ = true;
    resume_timer_.cancel();
    timers_->connection.cancel();
    if (const auto connection = std::exchange(connection_, nullptr)) connection->close();
}

void ReplicaFetcher::leader_changed() {
    failures_ = 0;
    if (!connection_) timers_->connection.cancel();
}

// ---- partitions
// -------------------------------------------------------------------------------------------------

void ReplicaFetcher::follow(const Partition& partition) {
    paused_.erase(partition.key());
    plan_.set(partition.key(), partition.fetch_state(), broker_.replication().max_bytes);
    if (!connection_) timers_->connection.cancel();
    nudge_soon();
}

void ReplicaFetcher::unfollow(const Key& partition) {
    paused_.erase(partition);
    plan_.remove(partition);
    nudge_soon();
}

void ReplicaFetcher::pause(const Key& key, base::Instant until) {
    plan_.remove(key);
    paused_[key] = until;
    if (until == base::Instant::max()) return; // metadata will tell
    if (!resume_timer_.armed()) resume_timer_.set(until, [this] { resume_paused(); });
}

void ReplicaFetcher::resume_paused() {
    const base::Instant now = broker_.loop().turn_time();
    base::Instant next = base::Instant::max();
    for (auto at = paused_.begin(); at != paused_.end();) {
        if (at->second > now) {
            next = std::min(next, at->second);
            ++at;
            continue;
        }
        const Partition* partition = broker_.partition(at->first.topic, at->first.partition);
        if (partition && partition->follower())
            plan_.set(at->first, partition->fetch_state(), broker_.replication().max_bytes);
        at = paused_.erase(at);
    }
    if (next != base::Instant::max()) resume_timer_.set(next, [this] { resume_paused(); });
    nudge_soon();
}

/// What changes within a turn leaves in one fetch.
void ReplicaFetcher::nudge_soon() {
    if (!connection_ || std::exchange(nudge_scheduled_, true)) return;
    broker_.loop().at_turn_end(net::TurnEnd::publish, [self = shared_from_this()] {
        self->nudge_scheduled_ = false;
        if (self->connection_) self->nudge();
    });
}

void ReplicaFetcher::nudge() {
    if (!plan_.has_changes() || plan_.size() == 0 || polls_ >= most_polls || taking_) return;
    // Without a session a second fetch would only wait behind the first.
    if (polls_ > 0 && !plan_.established()) return;
    begin_poll();
}

void ReplicaFetcher::begin_poll() {
    ++polls_;
    spawn(poll(connection_));
}

// ---- the connection
// ---------------------------------------------------------------------------------------------

ReplicaFetcher::Awaitable<void> ReplicaFetcher::run() {
    while (!stopped_) {
        if (idle()) {
            timers_->connection.expires_at(asio::steady_timer::time_point::max());
            co_await wait(timers_->connection);
            continue;
        }
        co_await connect();
        while (connection_) {
            timers_->connection.expires_at(asio::steady_timer::time_point::max());
            co_await wait(timers_->connection);
        }
        if (stopped_) co_return;
        timers_->connection.expires_after(
            std::min(shortest_pause * (1 << std::min(failures_, 3)), longest_pause));
        ++failures_;
        co_await wait(timers_->connection);
    }
}

ReplicaFetcher::Awaitable<void> ReplicaFetcher::connect() {
    const metadata::BrokerRegistration* leader = broker_.image().broker(leader_);
    const auto* at = leader ? leader->endpoint(plaintext_listener) : nullptr;
    if (!at) co_return;
    client::ConnectionOptions options;
    options.client_id = fmt::format("{}-fetcher-{}", broker_.config().name, leader_.value);
    options.connect_timeout = connect_timeout;
    options.from = broker_.from();
    auto connected = co_await client::Connection::connect(broker_.loop().context(),
                                                          net::Endpoint(at->host, at->port), options);
    if (stopped_ || !connected) co_return;
    connection_ = *connected;
    broker_.leader_doubt().found(leader_);
    sent_ = 0;
    polls_ = 0;
    taking_ = false;
    if (plan_.size() > 0) begin_poll();
}

void ReplicaFetcher::disconnect() {
    plan_.failed();
    if (const auto connection = std::exchange(connection_, nullptr)) connection->close();
    timers_->connection.cancel();
}

ReplicaFetcher::Awaitable<void> ReplicaFetcher::poll(ConnectionPtr connection) {
    while (connection == connection_ && plan_.size() > 0) {
        const wire::FetchRequest request = next_request();
        const std::uint64_t sequence = ++sent_;
        const base::Duration timeout = milliseconds(request.max_wait_ms) + patience;
        wire::FetchResponse response;
        const auto called = co_await connection->call(request, response, fetch_version, timeout);
        while (connection == connection_ && taking_) co_await let_others_run(broker_.loop().executor());
        if (connection != connection_) co_return;
        if (!called || !plan_.answered(response)) {
            if (!called && called.error().code == kafka::ErrorCode::network_exception)
                broker_.leader_doubt().lost(leader_);
            disconnect();
            co_return;
        }
        failures_ = 0;
        taking_ = true;
        for (Place place; !take(response, place);) {
            co_await let_others_run(broker_.loop().executor());
            if (connection != connection_) co_return;
        }
        taking_ = false;
        // The next fetch is the acknowledgement: on a slow disk it comes as late as the write would end.
        const base::Duration slowness = broker_.disk_slowness();
        if (slowness.count() > 0) {
            asio::steady_timer timer(broker_.loop().context(), slowness);
            co_await wait(timer);
            if (connection != connection_) co_return;
        }
        // A later fetch is on its way and goes on from here.
        if (sequence != sent_) break;
    }
    if (connection != connection_) co_return;
    --polls_;
    nudge_soon(); // what has changed meanwhile
}

wire::FetchRequest ReplicaFetcher::next_request() {
    const ReplicationSettings& settings = broker_.replication();
    wire::FetchRequest request = plan_.next();
    request.replica_state.replica_id = broker_.config().id.value;
    request.replica_state.replica_epoch = broker_.channel().broker_epoch();
    // The first answer comes at once: with its session later fetches can be told apart.
    request.max_wait_ms = request.session_epoch == 0 ? 0 : settings.wait_max_ms;
    request.min_bytes = 1;
    request.max_bytes = settings.response_max_bytes;
    return request;
}

bool ReplicaFetcher::take(const wire::FetchResponse& response, Place& at) {
    const base::log::NodeScope node(broker_.config().name);
    const base::Instant end = std::chrono::steady_clock::now() + longest_take;
    for (; at.topic < response.responses.size(); ++at.topic, at.partition = 0) {
        const auto& topic = response.responses[at.topic];
        while (at.partition < topic.partitions.size()) {
            const auto& answer = topic.partitions[at.partition++];
            take_partition({topic.topic_id, answer.partition_index}, answer);
            if (std::chrono::steady_clock::now() > end) return false;
        }
    }
    return true;
}

void ReplicaFetcher::take_partition(const Key& key, const wire::FetchResponse::PartitionData& answer) {
    const replica::FetchState* asked = plan_.asked(key);
    Partition* partition = broker_.partition(key.topic, key.partition);
    if (!asked || !partition || !partition->follower()) return;
    const base::Instant again = broker_.append_fetched(*partition, *asked, answer);
    if (again > broker_.loop().turn_time())
        pause(key, again);
    else
        plan_.set(key, partition->fetch_state(), broker_.replication().max_bytes);
}

} // namespace broker
