// The edge requests of tests/data/answers.tsv.gz against a served cluster: each answer is Apache
// Kafka 4.3.1's, but for the differences listed here, each of which has its line in engine/FIDELITY.md.
#include "interop/served.h"
#include "support/vectors.h"
#include "support/wire_json.h"
#include "wire/api_table.h"
#include "wire/json.h"
#include "wire/registry.h"

#include <QFile>
#include <QTest>
#include <map>
#include <set>

using support::Json;

namespace {

const std::set<std::string> sections{"metadata", "create", "delete",      "configs",
                                     "produce",  "fetch",  "producerids", "admin"};

/// A place where our answer differs on purpose: section/case, path, and words of its line in FIDELITY.
struct Difference {
    std::string_view where, path, why;
};
const std::vector<Difference> listed{
    {"configs/bad-operation", "responses[0].", "IncrementalAlterConfigs with an unknown operation"},
    {"create/validate-only", "topics[0].configs[32].configSource", "unclean.leader.election.enable=false"},
    {"create/mixed", "topics[1].configs[32].configSource", "unclean.leader.election.enable=false"},
    {"produce/wrong-count", "responses[0].partitionResponses[0].errorMessage", "A refused Produce"},
    {"produce/two-batches", "responses[0].partitionResponses[0].errorMessage", "A refused Produce"},
    {"produce/base-offset-7", "responses[0].partitionResponses[0].errorMessage", "A refused Produce"},
    {"produce/too-large", "responses[0].partitionResponses[0].errorMessage", "A refused Produce"},
    {"fetch/max-timestamp-empty", "topics[0].partitions[0].",
     "ListOffsets by max timestamp of an empty partition"},
    {"producerids/coordinator-empty-group", "", "FindCoordinator: Kafka names a coordinator"},
};

struct Case {
    std::string name, api;
    std::int16_t version = 0;
    Json request, answer;
};

std::vector<Case> cases() {
    std::vector<Case> all;
    for (const support::Columns& line : support::read_vectors("answers.tsv.gz")) {
        if (!sections.contains(line[0])) continue;
        const std::size_t space = line[2].rfind(" v");
        Case one;
        one.name = line[0] + '/' + line[1];
        one.api = line[2].substr(0, space);
        one.version = static_cast<std::int16_t>(std::stoi(line[2].substr(space + 2)));
        one.request = *support::parse_json(line[3]);
        one.answer = *support::parse_json(line[4]);
        all.push_back(std::move(one));
    }
    return all;
}

std::unique_ptr<wire::Message> request_named(const std::string& api) {
    for (const wire::MessageType& type : wire::message_types())
        if (type.kind == wire::MessageKind::request && type.name == api + "Request") return type.make();
    return nullptr;
}

} // namespace

class AnswersTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<interop::Served> served_;
    std::unique_ptr<interop::Connection> broker_;
    std::map<std::string, std::string> ids_; ///< "T1" to its topic id
    std::string producer_id_ = "-1";
    std::set<std::string> served_apis_;

    std::string text_of(const std::string& text) const {
        if (text.starts_with("@id:")) return ids_.at(text.substr(4));
        if (text.starts_with("@b:")) {
            std::string description = text.substr(3);
            if (const auto at = description.find("@pid"); at != std::string::npos)
                description.replace(at, 4, producer_id_);
            return wire::base64(interop::described_batch(description));
        }
        return text.starts_with('@') ? "RUN-" + text.substr(1) : text;
    }
    void fill_placeholders(Json& json) const {
        if (auto* text = std::get_if<std::string>(&json.value)) *text = text_of(*text);
        if (auto* array = std::get_if<Json::Array>(&json.value))
            for (Json& element : *array) fill_placeholders(element);
        if (auto* object = std::get_if<Json::Object>(&json.value))
            for (auto& [name, value] : *object) fill_placeholders(value);
    }
    std::optional<Json> call(const std::string& api, std::int16_t version, Json request) {
        fill_placeholders(request);
        const auto message = request_named(api);
        const std::string wrong = support::fill_from_json(*message, version, request);
        if (!wrong.empty()) qFatal("%s: %s", api.c_str(), wrong.c_str());
        if (api == "Produce" && request.object()->at("acks").number()->text == "0") {
            broker_->send(*message, version);
            Json none;
            none.value = std::string("NO ANSWER");
            return none;
        }
        auto answer = broker_->call(*message, version);
        if (!answer) broker_ = std::make_unique<interop::Connection>(served_->brokers().front());
        return answer;
    }
    Json asked(const std::string& api, std::int16_t version, const std::string& request) {
        auto answer = call(api, version, *support::parse_json(request));
        if (!answer) qFatal("%s is not answered", api.c_str());
        return *answer;
    }
    void create(const std::string& name, int partitions, const std::string& configs = "");
    void produce(const std::string& topic, const std::string& batch);
    /// What went before a section in the run that wrote the answers.
    void prepare(const std::string& section, const std::string& name);
    bool is_listed(const std::string& name, const std::string& place, std::set<std::size_t>& used) const;

private slots:
    void initTestCase();
    void every_answer_is_kafkas();
    void every_listed_difference_is_explained_in_fidelity();
    void cleanupTestCase();
};

void AnswersTest::create(const std::string& name, int partitions, const std::string& configs) {
    // All led by the first broker, so that one connection reaches every leader; on every broker, as in the
    // run that wrote the answers.
    std::string brokers;
    for (const auto& broker : served_->brokers())
        brokers += (brokers.empty() ? "" : ",") + std::to_string(broker.id);
    std::string assignments;
    for (int index = 0; index < partitions; ++index)
        assignments += (index != 0 ? "," : "") + std::string(R"({"partitionIndex":)") +
                       std::to_string(index) + R"(,"brokerIds":[)" + brokers + "]}";
    const Json answer = asked("CreateTopics", 7,
                              R"({"timeoutMs":5000,"topics":[{"name":"@)" + name +
                                  R"(","numPartitions":-1,"replicationFactor":-1,"assignments":[)" +
                                  assignments + R"(],"configs":[)" + configs + "]}]}");
    const Json::Object& topic = *answer.object()->at("topics").array()->front().object();
    QCOMPARE(topic.at("errorCode").number()->text, std::string("0"));
    ids_[name] = *topic.at("topicId").text();
}

void AnswersTest::produce(const std::string& topic, const std::string& batch) {
    const Json answer = asked("Produce", 9,
                              R"({"acks":-1,"timeoutMs":5000,"topicData":[{"name":"@)" + topic +
                                  R"(","partitionData":[{"index":0,"records":"@b:)" + batch + R"("}]}]})");
    const Json& partition =
        answer.object()->at("responses").array()->front().object()->at("partitionResponses");
    QCOMPARE(partition.array()->front().object()->at("errorCode").number()->text, std::string("0"));
}

void AnswersTest::initTestCase() {
    served_ =
        std::make_unique<interop::Served>(QStringList{QStringLiteral("--preset"), QStringLiteral("ha")});
    broker_ = std::make_unique<interop::Connection>(served_->brokers().front());
    const Json versions = asked("ApiVersions", 0, "{}");
    for (const Json& row : *versions.object()->at("apiKeys").array())
        served_apis_.insert(std::string(
            wire::api_name(static_cast<std::int16_t>(std::stoi(row.object()->at("apiKey").number()->text)))));
    create("T1", 3);
    create("T2", 1, R"({"name":"cleanup.policy","value":"compact"})");
    create("T3", 1);
    create("T4", 1, R"({"name":"max.message.bytes","value":"2000"})");
    create("T5", 1, R"({"name":"message.timestamp.type","value":"LogAppendTime"})");
    create("T6", 2);
    create("TDEL", 1);
}

void AnswersTest::prepare(const std::string& section, const std::string& name) {
    if (name == "delete/again") asked("DeleteTopics", 4, R"({"timeoutMs":5000,"topicNames":["@TDEL"]})");
    if (section == "produce") {
        const Json given =
            asked("InitProducerId", 4, R"({"transactionalId":null,"transactionTimeoutMs":60000})");
        producer_id_ = given.object()->at("producerId").number()->text;
        produce("T3", "n=2,pid=@pid,seq=0");
        produce("T3", "n=2,pid=@pid,seq=2");
    }
    if (section == "fetch") produce("T1", "n=11"); // and one of acks-0 before
}

bool AnswersTest::is_listed(const std::string& name, const std::string& place,
                            std::set<std::size_t>& used) const {
    for (std::size_t i = 0; i < listed.size(); ++i) {
        if (name != listed[i].where || !place.starts_with(listed[i].path)) continue;
        used.insert(i);
        return true;
    }
    return false;
}

void AnswersTest::every_answer_is_kafkas() {
    std::set<std::string> begun, skipped;
    std::set<std::size_t> used;
    int compared = 0, wrong = 0;
    for (const Case& one : cases()) {
        if (!served_apis_.contains(one.api)) {
            skipped.insert(one.name + " (" + one.api + ")");
            continue;
        }
        const std::string section = one.name.substr(0, one.name.find('/'));
        prepare(begun.insert(section).second ? section : "", one.name);
        const auto answer = call(one.api, one.version, one.request);
        ++compared;
        const auto places = answer ? interop::differences(one.answer, *answer)
                                   : std::vector<std::string>{"no answer, the connection is closed"};
        for (const std::string& place : places) {
            if (is_listed(one.name, place, used)) continue;
            ++wrong;
            qWarning("%s %s v%d: %s", one.name.c_str(), one.api.c_str(), one.version, place.c_str());
        }
    }
    for (const std::string& name : skipped) qInfo("not served yet: %s", name.c_str());
    qInfo("%d answers compared, %zu not served yet", compared, skipped.size());
    QVERIFY(compared > 60);
    QCOMPARE(wrong, 0);
    for (std::size_t i = 0; i < listed.size(); ++i)
        QVERIFY2(used.contains(i), std::string(listed[i].where).append(" no longer differs").c_str());
}

void AnswersTest::every_listed_difference_is_explained_in_fidelity() {
    QFile file(QStringLiteral(RIPARIUM_TEST_DATA "/../../engine/FIDELITY.md"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    for (const Difference& one : listed) QVERIFY2(text.contains(one.why.data()), one.where.data());
}

void AnswersTest::cleanupTestCase() {
    broker_.reset();
    served_.reset();
}

QTEST_GUILESS_MAIN(AnswersTest)
#include "answers_test.moc"
