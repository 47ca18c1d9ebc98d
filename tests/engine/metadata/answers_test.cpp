// What Apache Kafka answered at the edges of Metadata, topics and configuration is what we answer, but for
// the lines of engine/FIDELITY.md.

#include "cluster_in_a_test.h"
#include "metadata/metadata_api.h"
#include "support/json.h"
#include "support/vectors.h"
#include "support/wire_json.h"
#include "wire/json.h"

#include <QTest>

using namespace test;
using support::Json;

namespace {

constexpr const char* zero_id = "AAAAAAAAAAAAAAAAAAAAAA";

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

/// Null when `actual` is what `expected` stands for: placeholders match what may differ, arrays match in any
/// order.
std::optional<std::string> mismatch(const Json& expected, const Json& actual, const std::string& path);

std::optional<std::string> array_mismatch(const Json::Array& expected, const Json::Array& actual,
                                          const std::string& path) {
    if (expected.size() != actual.size())
        return fmt::format("{}: {} elements, not {}", path, actual.size(), expected.size());
    std::vector<bool> used(actual.size(), false);
    for (std::size_t i = 0; i < expected.size(); ++i) {
        std::optional<std::string> why = path + ": too few";
        for (std::size_t j = 0; j < actual.size() && why; ++j) {
            if (used[j]) continue;
            why = mismatch(expected[i], actual[j], fmt::format("{}[{}]", path, i));
            if (!why) used[j] = true;
        }
        if (why) return why;
    }
    return std::nullopt;
}

std::optional<std::string> object_mismatch(const Json::Object& expected, const Json::Object& actual,
                                           const std::string& path) {
    for (const auto& [name, value] : expected) {
        const auto found = actual.find(name);
        if (found == actual.end()) return path + "." + name + ": missing";
        if (auto why = mismatch(value, found->second, path + "." + name)) return why;
    }
    for (const auto& [name, value] : actual)
        if (!expected.contains(name) && name != "throttleTimeMs") return path + "." + name + ": not expected";
    return std::nullopt;
}

std::optional<std::string> mismatch(const Json& expected, const Json& actual, const std::string& path) {
    if (const std::string* text = expected.text()) {
        const std::string* mine = actual.text();
        if (*text == "<node>" || *text == "<value>") return std::nullopt;
        if (*text == "<3>")
            return actual.array() && actual.array()->size() == 3 ? std::nullopt : std::optional(path);
        if (*text == "<text>")
            return mine && !mine->empty() ? std::nullopt : std::optional(path + ": no text");
        if (*text == "<id>" || *text == "<other id>")
            return mine && *mine != zero_id ? std::nullopt : std::optional(path + ": no id");
        if (*text == "zero")
            return mine && *mine == zero_id ? std::nullopt : std::optional(path + ": not zero");
    }
    if (expected.array() && actual.array()) return array_mismatch(*expected.array(), *actual.array(), path);
    if (expected.object() && actual.object())
        return object_mismatch(*expected.object(), *actual.object(), path);
    return support::difference(expected, actual);
}

/// A request of `Request` filled from JSON; fails the test by assertion when the JSON does not fit.
template <class Request>
Request filled(const std::string& json, std::int16_t version) {
    Request request;
    const std::string wrong = support::fill_from_json(request, version, json);
    RIPARIUM_ASSERT(wrong.empty(), wrong.c_str());
    return request;
}

} // namespace

class AnswersTest : public QObject {
    Q_OBJECT
public:
    AnswersTest() : cluster_(3, {}, 2) {
        cluster_.create("T1", 3, 3);
        cluster_.create("T2", 1, 3, {{"cleanup.policy", "compact"}});
        cluster_.create("T3", 1, 3);
        cluster_.create("T4", 1, 3, {{"max.message.bytes", "2000"}});
        cluster_.create("T5", 1, 3, {{"message.timestamp.type", "LogAppendTime"}});
        cluster_.create("T6", 2, 3);
        cluster_.create("TDEL", 1, 3);
        asked_ = {.cluster_id = "cluster", .listener = "PLAINTEXT", .own = BrokerId(1)};
    }

private slots:
    void kafkas_answers_are_ours() {
        int compared = 0;
        QStringList elsewhere;
        for (const auto& line : support::read_vectors("answers.tsv.gz")) {
            const std::string& section = line.at(0);
            if (section != "metadata" && section != "create" && section != "delete" && section != "configs" &&
                section != "admin")
                continue;
            const std::string name = section + " " + line.at(1);
            if (name == "delete again")
                cluster_.remove("TDEL"); // a case before it, whose answer was not kept
            const auto answer = ask(line.at(2), request_of(line.at(3)));
            if (!answer) {
                elsewhere << QString::fromStdString(name);
                continue;
            }
            const auto expected = support::parse_json(expectation(name, line.at(4)));
            const auto actual = support::parse_json(*answer);
            QVERIFY(expected && actual);
            const auto why = mismatch(*expected, *actual, "");
            QVERIFY2(!why, (name + ": " + why.value_or("") + "\n" + *answer).c_str());
            ++compared;
        }
        qInfo() << compared << "compared; answered by other folders:" << elsewhere.join(", ");
        QCOMPARE(compared, 45);
    }

private:
    /// The request with this run's names and ids.
    std::string request_of(std::string json) const {
        for (const char* topic : {"T1", "TDEL"})
            if (const TopicInfo* info = cluster_.image().topic(topic))
                replace_all(json, std::string("@id:") + topic, info->id.text());
        replace_all(json, "@", "");
        return json;
    }

    /// The answer we give: Kafka's, but for what FIDELITY.md says.
    static std::string expectation(const std::string& name, std::string json) {
        replace_all(json, "RUN-", "");
        replace_all(json, R"("unclean.leader.election.enable","value":"false")",
                    R"("unclean.leader.election.enable","value":"true")");
        if (name == "configs bad-operation")
            replace_all(json, R"("errorCode":-1,"errorMessage":null)",
                        R"("errorCode":42,"errorMessage":"<text>")");
        return json;
    }

    /// Nothing when another folder answers this API.
    std::optional<std::string> ask(const std::string& api_and_version, const std::string& json) {
        const auto space = api_and_version.find(" v");
        const std::string api = api_and_version.substr(0, space);
        const auto version = static_cast<std::int16_t>(std::stoi(api_and_version.substr(space + 2)));
        const ClusterImage& image = cluster_.image();
        if (api == "Metadata") {
            const auto request = filled<wire::MetadataRequest>(json, version);
            return wire::to_json(metadata_response(image, request, asked_, version).response, version);
        }
        if (api == "DescribeTopicPartitions") {
            const auto request = filled<wire::DescribeTopicPartitionsRequest>(json, version);
            return wire::to_json(describe_topic_partitions(image, request, asked_), version);
        }
        if (api == "DescribeConfigs") {
            const auto request = filled<wire::DescribeConfigsRequest>(json, version);
            return wire::to_json(describe_configs(image, request, BrokerId(1), {}), version);
        }
        if (api == "CreateTopics") {
            const auto request = filled<wire::CreateTopicsRequest>(json, version);
            return wire::to_json(cluster_.commit(cluster_.core.create_topics(request)), version);
        }
        if (api == "DeleteTopics") {
            const auto request = filled<wire::DeleteTopicsRequest>(json, version);
            return wire::to_json(cluster_.commit(cluster_.core.delete_topics(request, version)), version);
        }
        if (api == "CreatePartitions") {
            const auto request = filled<wire::CreatePartitionsRequest>(json, version);
            return wire::to_json(cluster_.commit(cluster_.core.create_partitions(request)), version);
        }
        if (api == "IncrementalAlterConfigs") {
            const auto request = filled<wire::IncrementalAlterConfigsRequest>(json, version);
            return wire::to_json(cluster_.commit(cluster_.core.incremental_alter_configs(request)), version);
        }
        if (api == "AlterConfigs") {
            const auto request = filled<wire::AlterConfigsRequest>(json, version);
            return wire::to_json(cluster_.commit(cluster_.core.alter_configs(request)), version);
        }
        if (api == "ElectLeaders") {
            const auto request = filled<wire::ElectLeadersRequest>(json, version);
            return wire::to_json(cluster_.commit(cluster_.core.elect_leaders(request)), version);
        }
        if (api == "AlterPartitionReassignments") {
            const auto request = filled<wire::AlterPartitionReassignmentsRequest>(json, version);
            return wire::to_json(cluster_.commit(cluster_.core.alter_reassignments(request)), version);
        }
        return std::nullopt;
    }

    Cluster cluster_;
    Asked asked_;
};

QTEST_APPLESS_MAIN(AnswersTest)
#include "answers_test.moc"
