#ifndef Q_MOC_RUN
#include "replica/fetch_plan.h"
#include "replica/fetch_sessions.h"

#include "base/rng.h"
#endif

#include <QTest>

#include <limits>

using base::Offset;
using kafka::ErrorCode;
using replica::FetchContext;
using replica::FetchPlan;
using replica::FetchRead;
using replica::FetchSessions;
using replica::FetchState;
using replica::TopicPartitionId;
using News = replica::FetchSessions::News;

namespace {

constexpr std::int16_t by_id = 17;
const base::Uuid topic = base::Uuid::metadata_topic();
const base::Instant start{std::chrono::hours(1)};

TopicPartitionId tp(std::int32_t partition) {
    return {topic, partition};
}

base::TopicId unknown(const std::string&) {
    return {};
}

/// A broker that holds partitions and answers fetches, as the shell does.
struct Server {
    struct Data {
        std::int64_t high_watermark = 0;
        std::size_t bytes = 0; ///< readable from where the reader is
        ErrorCode error = ErrorCode::none;
    };
    base::Rng rng{7};
    FetchSessions sessions;
    std::map<std::int32_t, Data> data;
    std::size_t looked_at = 0;
    base::Instant now = start;
    std::size_t room = std::numeric_limits<std::size_t>::max();

    explicit Server(FetchSessions::Options options = {}) : sessions(rng, options) {}

    wire::FetchResponse fetch(const wire::FetchRequest& request, std::int16_t version = by_id) {
        FetchContext context = sessions.begin(request, version, now, unknown);
        std::vector<FetchRead> reads;
        std::size_t used = 0;
        for (auto* item : sessions.due(context, unknown)) {
            ++looked_at;
            FetchRead read{.item = item};
            const Data& here = data[item->key.partition];
            read.data.error_code = static_cast<std::int16_t>(here.error);
            read.data.high_watermark = here.high_watermark;
            read.data.log_start_offset = 0;
            if (here.bytes > 0 && used >= room) {
                read.passed_over = true;
            } else if (here.bytes > 0) {
                read.data.records = wire::Records::of(base::Buffer::of(std::vector<base::Byte>(here.bytes)));
                used += here.bytes;
            }
            reads.push_back(std::move(read));
        }
        return sessions.reply(context, std::move(reads));
    }
};

wire::FetchRequest request(std::int32_t session, std::int32_t epoch, std::vector<std::int32_t> partitions,
                           std::vector<std::int32_t> forgotten = {}) {
    wire::FetchRequest made;
    made.session_id = session;
    made.session_epoch = epoch;
    if (!partitions.empty()) {
        made.topics.emplace_back().topic_id = topic;
        for (const std::int32_t p : partitions) made.topics[0].partitions.emplace_back().partition = p;
    }
    if (!forgotten.empty()) {
        made.forgotten_topics_data.emplace_back().topic_id = topic;
        made.forgotten_topics_data[0].partitions = std::move(forgotten);
    }
    return made;
}

std::vector<std::int32_t> told(const wire::FetchResponse& response) {
    std::vector<std::int32_t> list;
    for (const auto& one : response.responses)
        for (const auto& partition : one.partitions) list.push_back(partition.partition_index);
    return list;
}

using List = std::vector<std::int32_t>;

} // namespace

class FetchSessionsTest : public QObject {
    Q_OBJECT
private slots:
    void a_full_fetch_opens_a_session_and_later_ones_hold_only_news() {
        Server server;
        const auto full = server.fetch(request(0, 0, {1, 2, 3}));
        QVERIFY(full.session_id > 0);
        QCOMPARE(told(full), (List{1, 2, 3}));
        QCOMPARE(told(server.fetch(request(full.session_id, 1, {}))), List{});
        server.data[2].high_watermark = 5;
        server.sessions.mark(tp(2), News::committed);
        QCOMPARE(told(server.fetch(request(full.session_id, 2, {}))), List{2});
        QCOMPARE(told(server.fetch(request(full.session_id, 3, {}))), List{});
    }
    void an_idle_fetch_costs_nothing_per_partition() {
        Server server;
        List all;
        for (std::int32_t p = 0; p < 10'000; ++p) all.push_back(p);
        const auto full = server.fetch(request(0, 0, all));
        server.looked_at = 0;
        for (std::int32_t epoch = 1; epoch <= 10; ++epoch) server.fetch(request(full.session_id, epoch, {}));
        QCOMPARE(server.looked_at, std::size_t{0});
        server.sessions.mark(tp(77), News::committed);
        server.fetch(request(full.session_id, 11, {}));
        QCOMPARE(server.looked_at, std::size_t{1});
    }
    void without_a_session_everything_is_answered() {
        Server server;
        const auto response = server.fetch(request(0, -1, {1, 2}));
        QCOMPARE(response.session_id, 0);
        QCOMPARE(told(response), (List{1, 2}));
        QCOMPARE(server.sessions.size(), std::size_t{0});
    }
    void a_wrong_session_or_epoch_is_an_error_of_the_whole_fetch() {
        Server server;
        const auto full = server.fetch(request(0, 0, {1}));
        const std::int32_t id = full.session_id;
        const auto code = [&](const wire::FetchRequest& r, std::int16_t version = by_id) {
            return static_cast<ErrorCode>(server.fetch(r, version).error_code);
        };
        QCOMPARE(code(request(id + 1, 1, {})), ErrorCode::fetch_session_id_not_found);
        QCOMPARE(code(request(id, 2, {})), ErrorCode::invalid_fetch_session_epoch);
        QCOMPARE(code(request(id, 1, {}), 12), ErrorCode::fetch_session_topic_id_error);
        QCOMPARE(code(request(id, 1, {})), ErrorCode::none);
        QCOMPARE(code(request(id, 1, {})), ErrorCode::invalid_fetch_session_epoch);
    }
    void a_session_is_closed_by_its_client() {
        Server server;
        const auto full = server.fetch(request(0, 0, {1}));
        QCOMPARE(told(server.fetch(request(full.session_id, -1, {1}))), List{1});
        QCOMPARE(server.sessions.size(), std::size_t{0});
        QCOMPARE(server.sessions.partitions(), std::size_t{0});
        QVERIFY(server.sessions.mark(tp(1), News::changed).empty());
    }
    void partitions_are_added_and_forgotten() {
        Server server;
        const std::int32_t id = server.fetch(request(0, 0, {1, 2})).session_id;
        QCOMPARE(told(server.fetch(request(id, 1, {3}, {1}))), List{3});
        QVERIFY(server.sessions.mark(tp(1), News::committed).empty());
        QCOMPARE(server.sessions.partitions(), std::size_t{2});
    }
    void an_error_is_told_every_time_and_so_is_its_end() {
        Server server;
        const std::int32_t id = server.fetch(request(0, 0, {1})).session_id;
        server.data[1].error = ErrorCode::not_leader_or_follower;
        server.sessions.mark(tp(1), News::changed);
        QCOMPARE(told(server.fetch(request(id, 1, {}))), List{1});
        QCOMPARE(told(server.fetch(request(id, 2, {}))), List{1});
        server.data[1].error = ErrorCode::none;
        QCOMPARE(told(server.fetch(request(id, 3, {}))), List{1});
        QCOMPARE(told(server.fetch(request(id, 4, {}))), List{});
    }
    void whoever_was_passed_over_comes_first_the_next_time() {
        Server server;
        for (const std::int32_t p : {1, 2, 3}) server.data[p].bytes = 10;
        server.room = 10;
        const auto full = server.fetch(request(0, 0, {1, 2, 3}));
        const auto served = [&](const wire::FetchResponse& response) {
            List list;
            for (const auto& one : response.responses)
                for (const auto& p : one.partitions)
                    if (p.records.size() > 0) list.push_back(p.partition_index);
            return list;
        };
        QCOMPARE(served(full), List{1});
        QCOMPARE(served(server.fetch(request(full.session_id, 1, {}))), List{2});
        QCOMPARE(served(server.fetch(request(full.session_id, 2, {}))), List{3});
        QCOMPARE(served(server.fetch(request(full.session_id, 3, {}))), List{1});
    }
    void an_append_concerns_followers_and_a_commit_consumers() {
        Server server;
        auto from_follower = request(0, 0, {1});
        from_follower.replica_state.replica_id = 2;
        const std::int32_t follower = server.fetch(from_follower).session_id;
        const std::int32_t consumer = server.fetch(request(0, 0, {1})).session_id;
        QCOMPARE(server.sessions.mark(tp(1), News::appended), (List{follower}));
        QCOMPARE(server.sessions.mark(tp(1), News::committed), (List{consumer}));
        QCOMPARE(server.sessions.mark(tp(1), News::changed).size(), std::size_t{2});
    }
    void a_full_cache_answers_without_a_session_until_one_is_stale() {
        Server server(FetchSessions::Options{.max_sessions = 1, .keep = std::chrono::minutes(2)});
        const std::int32_t first = server.fetch(request(0, 0, {1})).session_id;
        QCOMPARE(server.fetch(request(0, 0, {1, 2})).session_id, 0);
        server.now += std::chrono::minutes(3);
        const std::int32_t second = server.fetch(request(0, 0, {1, 2})).session_id;
        QVERIFY(second > 0 && second != first);
        QCOMPARE(server.sessions.evictions(), 1U);
        QCOMPARE(static_cast<ErrorCode>(server.fetch(request(first, 1, {})).error_code),
                 ErrorCode::fetch_session_id_not_found);
    }
    void a_follower_takes_the_place_of_a_client_at_once() {
        Server server(FetchSessions::Options{.max_sessions = 1, .keep = std::chrono::minutes(2)});
        server.fetch(request(0, 0, {1, 2, 3}));
        auto from_follower = request(0, 0, {1});
        from_follower.replica_state.replica_id = 2;
        QVERIFY(server.fetch(from_follower).session_id > 0);
        QCOMPARE(server.fetch(request(0, 0, {1, 2, 3})).session_id, 0);
    }
    void a_waiting_fetch_whose_session_was_evicted_is_told() {
        Server server(FetchSessions::Options{.max_sessions = 1, .keep = std::chrono::minutes(2)});
        const std::int32_t id = server.fetch(request(0, 0, {1})).session_id;
        FetchContext waiting = server.sessions.begin(request(id, 1, {}), by_id, server.now, unknown);
        server.now += std::chrono::minutes(3);
        server.fetch(request(0, 0, {2}));
        QVERIFY(server.sessions.due(waiting, unknown).empty());
        QCOMPARE(waiting.error, ErrorCode::fetch_session_id_not_found);
        QCOMPARE(static_cast<ErrorCode>(server.sessions.reply(waiting, {}).error_code),
                 ErrorCode::fetch_session_id_not_found);
    }
    void a_name_that_becomes_a_topic_is_found_again() {
        Server server;
        base::TopicId now_known{};
        const auto resolve = [&](const std::string&) { return now_known; };
        wire::FetchRequest by_name;
        by_name.session_epoch = 0;
        by_name.topics.emplace_back().topic = "orders";
        by_name.topics[0].partitions.emplace_back().partition = 1;
        FetchContext context = server.sessions.begin(by_name, 12, start, resolve);
        auto due = server.sessions.due(context, resolve);
        FetchRead read{.item = due.at(0)};
        read.data.error_code = static_cast<std::int16_t>(ErrorCode::unknown_topic_or_partition);
        server.sessions.reply(context, {read});
        now_known = topic;
        by_name.session_id = context.session;
        by_name.session_epoch = 1;
        by_name.topics.clear();
        context = server.sessions.begin(by_name, 12, start, resolve);
        due = server.sessions.due(context, resolve);
        QCOMPARE(due.at(0)->key, tp(1));
        server.sessions.reply(context, {FetchRead{.item = due.at(0)}});
        QCOMPARE(server.sessions.mark(tp(1), News::committed), List{context.session});
    }
    void a_plan_names_what_changed() {
        Server server;
        FetchPlan plan;
        for (std::int32_t p = 0; p < 100; ++p) plan.set(tp(p), {}, 1000);
        auto asked = plan.next();
        QCOMPARE(asked.topics.at(0).partitions.size(), std::size_t{100});
        QVERIFY(plan.answered(server.fetch(asked)));
        plan.set(tp(7), FetchState{.offset = Offset(5)}, 1000);
        plan.set(tp(8), FetchState{}, 1000); // as before
        plan.remove(tp(9));
        asked = plan.next();
        QCOMPARE(asked.topics.size(), std::size_t{1});
        QCOMPARE(asked.topics[0].partitions.size(), std::size_t{1});
        QCOMPARE(asked.topics[0].partitions[0].fetch_offset, 5);
        QCOMPARE(asked.forgotten_topics_data.at(0).partitions, List{9});
        QVERIFY(plan.answered(server.fetch(asked)));
        QCOMPARE(server.sessions.partitions(), std::size_t{99});
        QCOMPARE(plan.asked(tp(7))->offset.value, 5);
        QCOMPARE(plan.asked(tp(9)), nullptr);
        QVERIFY(plan.next().topics.empty());
    }
    void a_second_fetch_may_follow_before_the_first_is_answered() {
        Server server;
        FetchPlan plan;
        plan.set(tp(1), {}, 1000);
        QVERIFY(plan.answered(server.fetch(plan.next())));
        plan.set(tp(1), FetchState{.offset = Offset(5)}, 1000);
        const auto first = plan.next();
        QVERIFY(!plan.has_changes());
        plan.set(tp(2), FetchState{.offset = Offset(9)}, 1000);
        plan.set(tp(1), FetchState{.offset = Offset(6)}, 1000);
        QVERIFY(plan.has_changes());
        const auto second = plan.next();
        QCOMPARE(second.session_epoch, first.session_epoch + 1);
        QVERIFY(plan.answered(server.fetch(first)));
        // The first answer is not one to what the second fetch says.
        QCOMPARE(plan.asked(tp(1)), nullptr);
        QCOMPARE(plan.asked(tp(2)), nullptr);
        QVERIFY(plan.answered(server.fetch(second)));
        QCOMPARE(plan.asked(tp(1))->offset.value, 6);
        QCOMPARE(plan.asked(tp(2))->offset.value, 9);
        plan.check_invariants();
    }
    void a_plan_whose_session_is_lost_names_everything_again() {
        Server server;
        FetchPlan plan;
        plan.set(tp(1), {}, 1000);
        plan.set(tp(2), {}, 1000);
        QVERIFY(plan.answered(server.fetch(plan.next())));
        const std::int32_t lost = plan.session_id();
        server.fetch(request(lost, -1, {})); // closed behind its back
        QVERIFY(!plan.answered(server.fetch(plan.next())));
        const auto again = plan.next();
        QCOMPARE(again.session_epoch, 0);
        QCOMPARE(again.topics.at(0).partitions.size(), std::size_t{2});
        QVERIFY(plan.answered(server.fetch(again)));
        plan.next();
        plan.failed(); // the connection broke: the old session is closed with the next fetch
        const auto after = plan.next();
        QCOMPARE(after.session_epoch, 0);
        QVERIFY(after.session_id != 0);
        QVERIFY(plan.answered(server.fetch(after)));
        QCOMPARE(server.sessions.size(), std::size_t{1});
    }
    void a_partition_that_was_removed_and_set_again_is_named() {
        Server server;
        FetchPlan plan;
        plan.set(tp(1), {}, 1000);
        QVERIFY(plan.answered(server.fetch(plan.next())));
        plan.remove(tp(1));
        plan.set(tp(1), {}, 1000);
        const auto asked = plan.next();
        QVERIFY(asked.forgotten_topics_data.empty());
        QCOMPARE(asked.topics.at(0).partitions.size(), std::size_t{1});
        plan.check_invariants();
    }
    void a_server_without_room_is_asked_in_full_each_time() {
        Server server(FetchSessions::Options{.max_sessions = 0});
        FetchPlan plan;
        plan.set(tp(1), {}, 1000);
        for (int i = 0; i < 3; ++i) {
            const auto asked = plan.next();
            QCOMPARE(asked.session_epoch, 0);
            QCOMPARE(asked.topics.at(0).partitions.size(), std::size_t{1});
            QVERIFY(plan.answered(server.fetch(asked)));
        }
    }
};

QTEST_APPLESS_MAIN(FetchSessionsTest)
#include "fetch_sessions_test.moc"
