// Replicas and leaders are moved on a served cluster, as kafka-reassign-partitions and kafka-leader-election
// do: the records go where they are sent, and nobody loses one.
#include "interop/served.h"
#include "support/wire_json.h"
#include "wire/json.h"
#include "wire/registry.h"

#include <QTest>
#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>

using support::Json;

namespace {

constexpr int patience_ms = 20'000;

std::vector<int> numbers(const Json& array) {
    std::vector<int> all;
    for (const Json& one : *array.array()) all.push_back(std::stoi(one.number()->text));
    return all;
}

int number(const Json& object, const char* key) {
    return std::stoi(object.object()->at(key).number()->text);
}

const Json& first(const Json& object, const char* key) {
    return object.object()->at(key).array()->front();
}

} // namespace

class LeadersTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<interop::Served> served_;
    std::vector<int> ids_; ///< of the brokers, as they were named

    Json ask(int broker, const std::string& api, std::int16_t version, const std::string& json) const {
        const auto& brokers = served_->brokers();
        const auto at = std::ranges::find(brokers, broker, &interop::Served::Broker::id);
        interop::Connection connection(*at);
        for (const wire::MessageType& type : wire::message_types()) {
            if (type.kind != wire::MessageKind::request || type.name != api + "Request") continue;
            const auto request = type.make();
            const std::string wrong = support::fill_from_json(*request, version, *support::parse_json(json));
            if (!wrong.empty()) qFatal("%s: %s", api.c_str(), wrong.c_str());
            if (auto answer = connection.call(*request, version)) return *answer;
        }
        qFatal("%s is not answered", api.c_str());
    }
    int reassign(const std::vector<int>& replicas) const {
        const Json answer =
            ask(ids_[0], "AlterPartitionReassignments", 0,
                fmt::format(R"({{"timeoutMs":5000,"topics":[{{"name":"moved","partitions":[{{)"
                            R"("partitionIndex":0,"replicas":[{}]}}]}}]}})",
                            fmt::join(replicas, ",")));
        return number(first(first(answer, "responses"), "partitions"), "errorCode");
    }
    bool moving() const {
        const Json answer =
            ask(ids_[1], "ListPartitionReassignments", 0, R"({"timeoutMs":5000,"topics":null})");
        return !answer.object()->at("topics").array()->empty();
    }
    /// The partition as this broker knows it.
    Json partition(int broker) const {
        const Json answer = ask(broker, "DescribeTopicPartitions", 0,
                                R"({"topics":[{"name":"moved"}],"responsePartitionLimit":10,"cursor":null})");
        return first(first(answer, "topics"), "partitions");
    }
    int leader(int broker) const { return number(partition(broker), "leaderId"); }
    std::vector<int> replicas(int broker) const {
        return numbers(partition(broker).object()->at("replicaNodes"));
    }
    std::size_t in_sync(int broker) const {
        return numbers(partition(broker).object()->at("isrNodes")).size();
    }
    int elect() const {
        const Json answer = ask(
            ids_[0], "ElectLeaders", 2,
            R"({"electionType":0,"topicPartitions":[{"topic":"moved","partitions":[0]}],"timeoutMs":5000})");
        return number(first(first(answer, "replicaElectionResults"), "partitionResult"), "errorCode");
    }
    /// Where the log ends for consumers; -1 when the broker does not lead.
    int end(int broker) const {
        const Json answer =
            ask(broker, "ListOffsets", 5,
                R"({"replicaId":-1,"isolationLevel":0,"topics":[{"name":"moved","partitions":[)"
                R"({"partitionIndex":0,"currentLeaderEpoch":-1,"timestamp":-1}]}]})");
        return number(first(first(answer, "topics"), "partitions"), "offset");
    }
    int produce(int broker, int records) const {
        const std::string batch = wire::base64(interop::described_batch(fmt::format("n={}", records)));
        const Json answer =
            ask(broker, "Produce", 9,
                R"({"acks":-1,"timeoutMs":5000,"topicData":[{"name":"moved","partitionData":[{"index":0,)"
                R"("records":")" +
                    batch + R"("}]}]})");
        return number(first(first(answer, "responses"), "partitionResponses"), "errorCode");
    }

private slots:
    void initTestCase() {
        served_ =
            std::make_unique<interop::Served>(QStringList{QStringLiteral("--preset"), QStringLiteral("ha")});
        for (const auto& broker : served_->brokers()) ids_.push_back(broker.id);
        QCOMPARE(ids_.size(), std::size_t{3});
        const Json answer =
            ask(ids_[0], "CreateTopics", 7,
                fmt::format(
                    R"({{"timeoutMs":5000,"topics":[{{"name":"moved","numPartitions":-1,)"
                    R"("replicationFactor":-1,"assignments":[{{"partitionIndex":0,"brokerIds":[{},{}]}}],)"
                    R"("configs":[]}}]}})",
                    ids_[0], ids_[1]));
        QCOMPARE(number(first(answer, "topics"), "errorCode"), 0);
        QTRY_COMPARE_WITH_TIMEOUT(end(ids_[0]), 0, patience_ms); // it leads
        QCOMPARE(produce(ids_[0], 50), 0);
    }
    void a_replica_moves_to_another_broker_and_leadership_with_it() {
        QCOMPARE(reassign({ids_[2], ids_[1]}), 0);
        QTRY_VERIFY_WITH_TIMEOUT(!moving(), patience_ms);
        QTRY_COMPARE_WITH_TIMEOUT(leader(ids_[2]), ids_[2], patience_ms);
        QCOMPARE(replicas(ids_[2]), (std::vector<int>{ids_[2], ids_[1]}));
        QTRY_COMPARE_WITH_TIMEOUT(end(ids_[2]), 50, patience_ms);
        QCOMPARE(produce(ids_[2], 10), 0);
    }
    void the_preferred_leader_leads_when_it_is_asked_for() {
        QCOMPARE(reassign({ids_[1], ids_[2]}), 0);
        QCOMPARE(elect(), 0);
        QTRY_COMPARE_WITH_TIMEOUT(leader(ids_[1]), ids_[1], patience_ms);
        QCOMPARE(elect(), 84); // it leads already
        QTRY_COMPARE_WITH_TIMEOUT(end(ids_[1]), 60, patience_ms);
    }
    void a_third_replica_catches_up_and_is_in_sync() {
        QCOMPARE(reassign({ids_[1], ids_[2], ids_[0]}), 0);
        QTRY_VERIFY_WITH_TIMEOUT(!moving(), patience_ms);
        QTRY_COMPARE_WITH_TIMEOUT(in_sync(ids_[0]), std::size_t{3}, patience_ms);
        QCOMPARE(produce(ids_[1], 5), 0);
        QTRY_COMPARE_WITH_TIMEOUT(end(ids_[1]), 65, patience_ms);
    }
    void cleanupTestCase() { served_.reset(); }
};

QTEST_GUILESS_MAIN(LeadersTest)
#include "leaders_test.moc"
