#include "client/scan.h"

#include "base/log.h"
#include "client/batch_scan.h"
#include "client/routing.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <deque>
#include <fmt/format.h>
#include <limits>

namespace client {
namespace {

constexpr auto awaiting = boost::asio::as_tuple(boost::asio::use_awaitable);
constexpr base::Duration page_pace = std::chrono::milliseconds(50);
constexpr std::size_t page_records = 500;
constexpr std::size_t enough_waiting = 4 * page_records; // reading waits while this much was not shown
constexpr std::int16_t last_version_by_name = 12;        // later versions of Fetch name topics by id
constexpr std::int32_t response_bytes = 8 << 20;
constexpr std::int32_t partition_bytes = 1 << 20;
constexpr std::int32_t live_wait_ms = 500, wait_ms = 100;
constexpr std::int64_t no_end = std::numeric_limits<std::int64_t>::max();

using Start = ScanQuery::Start;
using Positions = std::vector<ScanPosition>;

bool earlier(const ScanRecord& a, const ScanRecord& b) {
    return std::tie(a.timestamp_ms, a.partition, a.offset) < std::tie(b.timestamp_ms, b.partition, b.offset);
}

/// The range of one partition, of what it holds and what was asked.
ScanPosition position_of(const ScanQuery& query, const PartitionOffset& first, const PartitionOffset& last,
                         const PartitionOffset& by_time) {
    ScanPosition position;
    position.partition = first.partition;
    position.end = query.start == Start::live ? no_end : last.offset;
    switch (query.start) {
    case Start::newest:
        position.next = last.offset - std::max<std::int64_t>(0, query.start_value);
        break;
    case Start::oldest:
        position.next = first.offset;
        break;
    case Start::offset:
        position.next = query.start_value;
        break;
    case Start::time:
        position.next = by_time.offset < 0 ? last.offset : by_time.offset;
        break;
    case Start::live:
        position.next = last.offset;
        break;
    }
    position.next = std::max(position.next, first.offset);
    return position;
}

} // namespace

struct Scan::State : std::enable_shared_from_this<Scan::State> {
    /// What reads the partitions of one leader, with connections of its own.
    struct Reader {
        Positions positions;
        std::map<net::Endpoint, std::shared_ptr<Connection>> connections;
        std::optional<Retry> retry; // since the last success
    };

    State(std::shared_ptr<ClusterClient::State> c, ScanQuery q, OnPage p)
        : cluster(std::move(c)), query(std::move(q)), on_page(std::move(p)), page_timer(cluster->context),
          wake(cluster->context, boost::asio::steady_timer::time_point::max()),
          all_read(cluster->context, boost::asio::steady_timer::time_point::max()) {}

    Awaitable<base::Result<>> read_all();
    Awaitable<base::Result<Positions>> ranges();
    Awaitable<base::Result<std::vector<std::shared_ptr<Reader>>>> readers_of(Positions positions);
    Awaitable<base::Result<>> read(std::shared_ptr<Reader> reader);
    Awaitable<base::Result<>> read_once(std::shared_ptr<Reader> reader);
    Awaitable<base::Result<std::shared_ptr<Connection>>> connection(std::shared_ptr<Reader> reader);
    Awaitable<base::Result<>> take(std::shared_ptr<Reader> reader, const wire::FetchResponse& response);
    Awaitable<bool> gate();

    wire::FetchRequest request_for(const Reader& reader, std::size_t group) const;
    base::Result<BatchScan> take_partition(ScanPosition& position,
                                           const wire::FetchResponse::PartitionData& data);
    void deliver(std::vector<ScanRecord> found);
    void keep_newest(std::vector<ScanRecord> found);
    void stop_reading();
    void finish(const base::Result<>& result);
    void pump();
    void pump_later(base::Instant at);

    std::shared_ptr<ClusterClient::State> cluster;
    ScanQuery query;
    OnPage on_page;
    boost::asio::steady_timer page_timer;
    boost::asio::steady_timer wake, all_read; // never expire: cancelling them wakes all that wait
    std::vector<std::shared_ptr<Reader>> readers;
    std::size_t reading = 0;

    std::deque<ScanRecord> ready;
    std::vector<ScanRecord> newest;
    std::int64_t scanned = 0, matched = 0, total = 0, bytes_read = 0, shown_scanned = 0;
    bool stopping = false, paused = false, read_to_end = false, over = false, cancelled = false;
    std::optional<base::Error> failure;
    base::Instant last_page{};
};

// ---- what to read
// ---------------------------------------------------------------------------------------------

Awaitable<base::Result<Positions>> Scan::State::ranges() {
    const auto self = shared_from_this();
    const auto& asked = query.partitions;
    const auto first = co_await cluster->list_offsets(query.topic, asked, earliest, query.read_committed);
    if (!first) co_return first.error();
    const auto last = co_await cluster->list_offsets(query.topic, asked, latest, query.read_committed);
    if (!last) co_return last.error();
    std::vector<PartitionOffset> by_time(first->size());
    if (query.start == Start::time) {
        auto found =
            co_await cluster->list_offsets(query.topic, asked, query.start_value, query.read_committed);
        if (!found) co_return found.error();
        by_time = std::move(*found);
    }
    Positions positions;
    // A topic may have grown between the questions: what all of them know is what is read.
    const std::size_t count = std::min({first->size(), last->size(), by_time.size()});
    for (std::size_t i = 0; i < count; ++i) {
        positions.push_back(position_of(query, (*first)[i], (*last)[i], by_time[i]));
        if (query.start != Start::live)
            total += std::max<std::int64_t>(0, positions.back().end - positions.back().next);
    }
    co_return positions;
}

Awaitable<base::Result<std::vector<std::shared_ptr<Scan::State::Reader>>>>
Scan::State::readers_of(Positions positions) {
    const auto self = shared_from_this();
    std::map<net::Endpoint, std::shared_ptr<Reader>> by_leader;
    for (ScanPosition& position : positions) {
        if (position.done()) continue;
        const auto leader = co_await cluster->place(query.topic, position.partition);
        net::Endpoint endpoint; // without a leader: a reader that will wait for one
        if (leader) endpoint = leader->endpoint;
        auto& reader = by_leader[endpoint];
        if (!reader) reader = std::make_shared<Reader>();
        reader->positions.push_back(std::move(position));
    }
    std::vector<std::shared_ptr<Reader>> found;
    for (const auto& [endpoint, reader] : by_leader) found.push_back(reader);
    co_return found;
}

Awaitable<base::Result<>> Scan::State::read_all() {
    const auto self = shared_from_this();
    auto positions = co_await ranges();
    if (!positions) co_return positions.error();
    auto found = co_await readers_of(std::move(*positions));
    if (!found) co_return found.error();
    readers = std::move(*found);
    reading = readers.size();
    for (const auto& reader : readers) {
        const auto done = [self](const std::exception_ptr& thrown, const base::Result<>& result) {
            if (thrown) self->failure = base::Error(kafka::ErrorCode::unknown_server_error);
            if (!thrown && !result && !self->stopping && !self->failure) self->failure = result.error();
            if (self->failure) self->stop_reading();
            if (--self->reading == 0) self->all_read.cancel();
        };
        boost::asio::co_spawn(cluster->context, read(reader), done);
    }
    if (reading > 0) co_await all_read.async_wait(awaiting);
    co_return base::Result<>();
}

// ---- reading
// --------------------------------------------------------------------------------------------------

/// Returns when reading may go on: not while paused, nor while more was found than is shown.
Awaitable<bool> Scan::State::gate() {
    const auto self = shared_from_this();
    while (!stopping && (paused || ready.size() >= enough_waiting)) co_await wake.async_wait(awaiting);
    co_return !stopping;
}

Awaitable<base::Result<>> Scan::State::read(std::shared_ptr<Reader> reader) {
    const auto self = shared_from_this();
    for (;;) {
        const bool go_on = co_await gate();
        if (!go_on) co_return base::Result<>();
        std::erase_if(reader->positions, [](const ScanPosition& position) { return position.done(); });
        if (reader->positions.empty()) co_return base::Result<>();
        const auto done = co_await read_once(reader);
        if (stopping) co_return base::Result<>();
        if (done) {
            reader->retry.reset();
            continue;
        }
        if (!reader->retry) reader->retry.emplace(cluster->retry());
        cluster->forget(query.topic);
        if (cluster->closed || !reader->retry->allows(done.error())) co_return done.error();
        co_await reader->retry->pause();
    }
}

/// A connection to the leader of the first position; those that it leads too stand behind it, `group` in all.
Awaitable<base::Result<std::shared_ptr<Connection>>> Scan::State::connection(std::shared_ptr<Reader> reader) {
    const auto self = shared_from_this();
    const auto leader = co_await cluster->place(query.topic, reader->positions.front().partition);
    if (!leader) co_return leader.error();
    const auto known = reader->connections.find(leader->endpoint);
    if (known != reader->connections.end() && known->second->open()) co_return known->second;
    auto made = co_await cluster->own_connection(leader->endpoint);
    if (!made) co_return made.error();
    if (stopping) (*made)->close();
    reader->connections[leader->endpoint] = *made;
    co_return std::move(*made);
}

wire::FetchRequest Scan::State::request_for(const Reader& reader, std::size_t group) const {
    wire::FetchRequest request;
    const bool alone = group == reader.positions.size() && query.start == Start::live;
    request.max_wait_ms = alone ? live_wait_ms : wait_ms;
    request.min_bytes = 1;
    request.max_bytes = response_bytes;
    request.isolation_level = query.read_committed ? 1 : 0;
    wire::FetchRequest::FetchTopic topic;
    topic.topic = query.topic;
    for (std::size_t i = 0; i < group; ++i) {
        wire::FetchRequest::FetchPartition partition;
        partition.partition = reader.positions[i].partition;
        partition.fetch_offset = reader.positions[i].next;
        partition.partition_max_bytes = partition_bytes;
        topic.partitions.push_back(partition);
    }
    request.topics.push_back(std::move(topic));
    return request;
}

Awaitable<base::Result<>> Scan::State::read_once(std::shared_ptr<Reader> reader) {
    const auto self = shared_from_this();
    const auto made = co_await connection(reader);
    if (!made) co_return made.error();
    // Leaders may have moved apart since the reader began: those of the same one stand in front.
    const auto here = [&](const ScanPosition& position) {
        const auto topic = cluster->topics.find(query.topic);
        if (topic == cluster->topics.end()) return position.partition == reader->positions.front().partition;
        for (const Partition& partition : topic->second.partitions) {
            const auto endpoint = cluster->endpoint_of(partition.leader);
            if (partition.index == position.partition) return endpoint && *endpoint == (*made)->remote();
        }
        return false;
    };
    const auto behind = std::stable_partition(reader->positions.begin(), reader->positions.end(), here);
    const auto group = std::max<std::size_t>(1, static_cast<std::size_t>(behind - reader->positions.begin()));
    const wire::FetchRequest request = request_for(*reader, group);
    const auto agreed = (*made)->version_for(wire::FetchRequest::api);
    if (!agreed) co_return agreed.error();
    const std::int16_t version = std::min(*agreed, last_version_by_name);
    wire::FetchResponse response;
    const auto done = co_await (*made)->call(request, response, version);
    if (!done) co_return done.error();
    const auto taken = co_await take(reader, response);
    // The others' turn; and this leader's partitions in another order, so that none starves behind full ones.
    std::rotate(reader->positions.begin(),
                reader->positions.begin() +
                    static_cast<std::ptrdiff_t>(group == reader->positions.size() ? 1 : group),
                reader->positions.end());
    pump();
    co_return taken;
}

Awaitable<base::Result<>> Scan::State::take(std::shared_ptr<Reader> reader,
                                            const wire::FetchResponse& response) {
    const auto self = shared_from_this();
    if (response.error_code != 0) co_return broker_error(response.error_code);
    std::vector<ScanRecord> found;
    std::optional<base::Error> bad;
    for (const auto& topic : response.responses)
        for (const auto& data : topic.partitions) {
            const auto at =
                std::find_if(reader->positions.begin(), reader->positions.end(),
                             [&](const ScanPosition& p) { return p.partition == data.partition_index; });
            if (at == reader->positions.end() || stopping) continue;
            if (data.error_code == static_cast<std::int16_t>(kafka::ErrorCode::offset_out_of_range)) {
                // Retention was faster than we are: go on with what is left.
                const std::vector<std::int32_t> one(1, at->partition);
                const auto first =
                    co_await cluster->list_offsets(query.topic, one, earliest, query.read_committed);
                if (!first) co_return first.error();
                at->next =
                    std::max(at->next + (first->front().offset <= at->next ? 1 : 0), first->front().offset);
                continue;
            }
            auto scan = take_partition(*at, data);
            if (!scan) {
                bad = scan.error();
                continue;
            }
            scanned += scan->scanned;
            std::move(scan->found.begin(), scan->found.end(), std::back_inserter(found));
        }
    deliver(std::move(found));
    if (bad) co_return *bad;
    co_return base::Result<>();
}

base::Result<BatchScan> Scan::State::take_partition(ScanPosition& position,
                                                    const wire::FetchResponse::PartitionData& data) {
    if (data.error_code != 0) return broker_error(data.error_code);
    bytes_read += static_cast<std::int64_t>(data.records.size());
    const std::int64_t end = query.read_committed ? data.last_stable_offset : data.high_watermark;
    // Offsets at the end may be taken by no record at all (markers, compaction): nothing more will come.
    if (data.records.size() == 0 && end <= position.next && query.start != Start::live)
        position.end = position.next;
    return scan_batches(data, query.contains, query.read_committed, position);
}

// ---- what was found
// -------------------------------------------------------------------------------------------

void Scan::State::deliver(std::vector<ScanRecord> found) {
    if (stopping) return;
    std::sort(found.begin(), found.end(), earlier);
    if (query.start == Start::newest) return keep_newest(std::move(found));
    for (ScanRecord& record : found) {
        if (query.start != Start::live && matched >= query.limit) break;
        ++matched;
        ready.push_back(std::move(record));
    }
    if (query.start != Start::live && matched >= query.limit) stop_reading();
}

void Scan::State::keep_newest(std::vector<ScanRecord> found) {
    matched += static_cast<std::int64_t>(found.size());
    std::move(found.begin(), found.end(), std::back_inserter(newest));
    const auto limit = static_cast<std::size_t>(std::max<std::int64_t>(0, query.limit));
    if (newest.size() <= limit) return;
    std::sort(newest.begin(), newest.end(), earlier);
    newest.erase(newest.begin(), newest.end() - static_cast<std::ptrdiff_t>(limit));
}

/// Ends every reader soon: fetches under way are broken off.
void Scan::State::stop_reading() {
    stopping = true;
    wake.cancel();
    for (const auto& reader : readers)
        for (const auto& [endpoint, connection] : reader->connections) connection->close();
}

void Scan::State::finish(const base::Result<>& result) {
    if (!result && !failure && !cancelled) failure = result.error();
    std::sort(newest.begin(), newest.end(), earlier);
    for (ScanRecord& record : newest) ready.push_back(std::move(record));
    newest.clear();
    if (cancelled) ready.clear();
    stop_reading();
    read_to_end = true;
    pump();
}

/// Hands out a page when it is time for one.
void Scan::State::pump() {
    if (over || (paused && !cancelled)) return;
    const bool news = !ready.empty() || scanned != shown_scanned || read_to_end;
    if (!news) return;
    const base::Instant now = std::chrono::steady_clock::now();
    if (now < last_page + page_pace && !cancelled) return pump_later(last_page + page_pace);
    ScanPage page;
    const std::size_t count = std::min(page_records, ready.size());
    for (std::size_t i = 0; i < count; ++i) {
        page.records.push_back(std::move(ready.front()));
        ready.pop_front();
    }
    page.scanned = shown_scanned = scanned;
    page.matched = matched;
    page.total = total;
    page.bytes_read = bytes_read;
    over = page.finished = read_to_end && ready.empty();
    page.cancelled = over && cancelled;
    if (over) page.failure = failure;
    last_page = now;
    wake.cancel();
    if (!ready.empty()) pump_later(now + page_pace);
    on_page(std::move(page));
}

void Scan::State::pump_later(base::Instant at) {
    page_timer.expires_at(at);
    page_timer.async_wait([self = shared_from_this()](const boost::system::error_code& error) {
        if (!error) self->pump();
    });
}

// ---- the handle
// -----------------------------------------------------------------------------------------------

std::shared_ptr<Scan> Scan::start(const ClusterClient& client, ScanQuery query, OnPage on_page) {
    const auto state = std::make_shared<State>(client.state(), std::move(query), std::move(on_page));
    boost::asio::post(state->cluster->context, [state] {
        const auto done = [state](const std::exception_ptr& thrown, base::Result<> result) {
            if (thrown) result = base::Error(kafka::ErrorCode::unknown_server_error);
            state->finish(result);
        };
        boost::asio::co_spawn(state->cluster->context, state->read_all(), done);
    });
    return std::make_shared<Scan>(state);
}

void Scan::cancel() {
    if (state_->over || state_->cancelled) return;
    state_->cancelled = true;
    state_->paused = false;
    state_->stop_reading();
    // The last page does not wait for questions that may still be open.
    boost::asio::post(state_->cluster->context, [state = state_] { state->finish({}); });
}

void Scan::pause(bool paused) {
    if (state_->paused == paused || state_->cancelled) return;
    state_->paused = paused;
    if (paused) return;
    state_->wake.cancel();
    boost::asio::post(state_->cluster->context, [state = state_] { state->pump(); });
}

} // namespace client
