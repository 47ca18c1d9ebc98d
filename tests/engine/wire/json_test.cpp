// The JSON of messages, and the comparison that the vectors are judged by.

#include "support/json.h"
#include "support/wire_json.h"
#include "wire/json.h"
#include "wire/messages/fetch.h"
#include "wire/messages/metadata.h"
#include "wire/messages/produce.h"
#include "wire/messages/quotas.h"

#include <QTest>
#include <limits>

namespace {

std::string difference(std::string_view expected, std::string_view actual) {
    return support::difference(*support::parse_json(expected), *support::parse_json(actual)).value_or("");
}

} // namespace

class JsonTest : public QObject {
    Q_OBJECT
private slots:
    void names_are_camel_case() {
        QCOMPARE(wire::json_name("leader_epoch"), std::string("leaderEpoch"));
        QCOMPARE(wire::json_name("k_raft_version"), std::string("kRaftVersion"));
        QCOMPARE(wire::json_name("enable_2_pc"), std::string("enable2Pc"));
        QCOMPARE(wire::json_name("topics"), std::string("topics"));
    }
    void bytes_are_padded_base64() {
        const auto text = [](std::string_view bytes) { return wire::base64(base::as_bytes(bytes)); };
        QCOMPARE(text(""), std::string(""));
        QCOMPARE(text("f"), std::string("Zg=="));
        QCOMPARE(text("fo"), std::string("Zm8="));
        QCOMPARE(text("foo"), std::string("Zm9v"));
        QCOMPARE(text("\xfb\xff\xfe"), std::string("+//+"));
    }
    void any_text_becomes_json() {
        wire::ProduceRequest request;
        request.transactional_id = std::string("a\"b\\c\n\0d\xff \xf0\x9f\x90\x9f", 14);
        const auto parsed = support::parse_json(wire::to_json(request, 3));
        QVERIFY(parsed.has_value());
        QCOMPARE(*parsed->object()->at("transactionalId").text(),
                 std::string("a\"b\\c\n\0d\xef\xbf\xbd \xf0\x9f\x90\x9f", 16));
    }
    void numbers_keep_all_their_bits() {
        wire::FetchResponse response;
        auto& partition = response.responses.emplace_back().partitions.emplace_back();
        partition.high_watermark = std::numeric_limits<std::int64_t>::max();
        QVERIFY(wire::to_json(response, 4).find("\"highWatermark\":9223372036854775807") !=
                std::string::npos);
        QCOMPARE(wire::json_number(0.1), std::string("0.1"));
        QCOMPARE(wire::json_number(std::numeric_limits<double>::infinity()), std::string("\"inf\""));
    }
    void records_are_left_out_unless_asked_for() {
        wire::ProduceRequest request;
        auto& partition = request.topic_data.emplace_back().partition_data.emplace_back();
        partition.records = wire::Records::of(base::Buffer::copy_of(base::as_bytes("foo")));
        QVERIFY(wire::to_json(request, 9).find("\"records\":\"\"") != std::string::npos);
        QVERIFY(wire::to_json(request, 9, wire::RecordsAs::base64).find("\"records\":\"Zm9v\"") !=
                std::string::npos);
    }
    void the_comparison_finds_every_kind_of_difference() {
        QCOMPARE(difference(R"({"a":[1,{"b":null}],"c":"x"})", R"({"c":"x","a":[1,{"b":null}]})"),
                 std::string());
        QCOMPARE(difference("1e3", "1000.0"), std::string());
        QCOMPARE(difference(R"({"a":[1,2]})", R"({"a":[1,3]})"), std::string(".a[1]: 2 expected, not 3"));
        QVERIFY(!difference("9223372036854775807", "9223372036854775806").empty());
        QVERIFY(!difference(R"({"a":1})", R"({})").empty());
        QVERIFY(!difference(R"({})", R"({"a":1})").empty());
        QVERIFY(!difference("[1]", "[1,1]").empty());
        QVERIFY(!difference("null", "0").empty());
        QVERIFY(!difference("true", "false").empty());
        QVERIFY(!difference(R"("x")", R"("y")").empty());
    }
    void what_is_no_json_is_refused() {
        for (const char* text : {"", "{", "[1,]", "{\"a\"}", "tru", "\"x", "[1]2", "\"\\u12\""}) {
            QVERIFY2(!support::parse_json(text).has_value(), text);
        }
    }
    void a_field_that_does_not_exist_in_the_version_is_named() {
        wire::MetadataRequest request;
        QCOMPARE(support::fill_from_json(request, 12, R"({"topics":[{"nam":"x"}]})"),
                 std::string("topics[0].nam: no such field in version 12"));
        QVERIFY(!support::fill_from_json(request, 3, R"({"allowAutoTopicCreation":true})").empty());
        QCOMPARE(support::fill_from_json(request, 12, R"({"topics":[{"name":"x"}]})"), std::string());
        QVERIFY(request.topics->at(0).name == "x");
    }
    void a_number_that_does_not_fit_is_refused() {
        wire::FetchRequest request;
        QVERIFY(!support::fill_from_json(request, 4, R"({"isolationLevel":128})").empty());
        QVERIFY(support::fill_from_json(request, 4, R"({"isolationLevel":-128})").empty());
        QCOMPARE(int{request.isolation_level}, -128);
    }
};

QTEST_APPLESS_MAIN(JsonTest)
#include "json_test.moc"
