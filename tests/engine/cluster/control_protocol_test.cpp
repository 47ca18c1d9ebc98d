#include "cluster/control_protocol.h"
#include "cluster/rows_json.h"

#include <QTest>
#include <boost/json/serialize.hpp>

class ControlProtocolTest : public QObject {
    Q_OBJECT

    static base::Result<cluster::ControlRequest> parse(std::string_view line, std::int64_t* id = nullptr) {
        std::int64_t unused = 0;
        return cluster::parse_control_request(line, id ? *id : unused);
    }
    template <class T>
    static T command(std::string_view line) {
        const auto request = parse(line);
        if (!request) return {};
        return std::get<T>(std::get<view::Command>(request->what));
    }

private slots:
    void commands_become_those_of_the_session() {
        const auto kill = command<view::KillNode>(R"({"id":1,"command":"broker kill","args":{"id":2}})");
        QCOMPARE(kill.node, (view::NodeRef{view::NodeKind::broker, 2}));
        const auto thaw = command<view::ThawNode>(R"({"command":"controller thaw","args":{"id":102}})");
        QCOMPARE(thaw.node, (view::NodeRef{view::NodeKind::controller, 102}));
        const auto link = command<view::SetLink>(
            R"({"command":"link set","args":{"from":"a","to":"b","latency_ms":20,"loss":0.01,"one_way":true}})");
        QCOMPARE(link.to_az, std::string("b"));
        QCOMPARE(link.state.latency_ms, 20);
        QCOMPARE(link.state.loss, 0.01);
        QVERIFY(!link.both_ways);
        const auto disk = command<view::SetDisk>(R"({"command":"disk slow","args":{"id":101,"delay_ms":7}})");
        QCOMPARE(disk.node.kind, view::NodeKind::controller);
        QCOMPARE(disk.delay_ms, 7);
        const auto move = command<view::ReassignPartitions>(
            R"({"command":"reassign","args":{"topic":"t","partition":3,"replicas":[2,3]}})");
        QCOMPARE(move.moves.at(0).replicas, (std::vector<std::int32_t>{2, 3}));
    }
    void what_is_wrong_is_named_and_the_id_is_kept() {
        std::int64_t id = 0;
        const auto refused = parse(R"({"id":42,"command":"broker kill","args":{"id":"two"}})", &id);
        QVERIFY(!refused);
        QCOMPARE(id, std::int64_t{42});
        QCOMPARE(refused.error().detail, "args.id: a whole number from 0 to 9999 is expected.");
        for (const char* line :
             {"", "{", "[1]", "7", "{}", R"({"command":7})", R"({"command":"status","args":[]})",
              R"({"command":"az cut"})", R"({"command":"disk full","args":{"id":1e99}})"})
            QVERIFY2(!parse(line), line);
    }
    void facts_and_failures_are_lines_that_scripts_can_read() {
        const view::Fact fact{5,
                              view::IsrChanged{"orders", 3, {1, 2}, {1}, view::IsrChangeReason::fell_behind}};
        QCOMPARE(
            boost::json::serialize(cluster::fact_json(fact)),
            R"({"time_ms":5,"fact":"isr_changed","topic":"orders","partition":3,"before":[1,2],"after":[1],)"
            R"("reason":"fell_behind"})");
        QCOMPARE(cluster::print_control_answer(
                     7, view::Failed{kafka::ErrorCode::invalid_request, "There is no AZ \"x\"."}),
                 std::string(
                     R"({"id":7,"ok":false,"error":"INVALID_REQUEST","sentence":"There is no AZ \"x\"."})") +
                     "\n");
        QCOMPARE(cluster::print_control_answer(8, view::Done{}), "{\"id\":8,\"ok\":true}\n");
    }
};

QTEST_APPLESS_MAIN(ControlProtocolTest)
#include "control_protocol_test.moc"
