#include "base/error_code.h"

#include <QTest>
#include <set>
#include <string>

namespace {

constexpr int highest_code = 133;
constexpr int retired_code = 11; // STALE_CONTROLLER_EPOCH ended with ZooKeeper

} // namespace

class ErrorCodeTest : public QObject {
    Q_OBJECT
private slots:
    void every_code_has_its_own_name_and_sentence() {
        std::set<std::string_view> names;
        std::set<std::string_view> sentences;
        for (int i = -1; i <= highest_code; ++i) {
            if (i == retired_code) continue;
            const auto code = static_cast<kafka::ErrorCode>(i);
            QVERIFY2(names.insert(kafka::name(code)).second, std::to_string(i).c_str());
            QVERIFY2(sentences.insert(kafka::sentence(code)).second, std::to_string(i).c_str());
            QVERIFY(!kafka::sentence(code).ends_with('.'));
        }
    }
    void names_are_kafkas() {
        QCOMPARE(std::string(kafka::name(kafka::ErrorCode::none)), std::string("NONE"));
        QCOMPARE(std::string(kafka::name(kafka::ErrorCode::not_leader_or_follower)),
                 std::string("NOT_LEADER_OR_FOLLOWER"));
    }
    void a_number_out_of_the_table_is_an_unknown_server_error() {
        QCOMPARE(std::string(kafka::name(static_cast<kafka::ErrorCode>(9999))),
                 std::string("UNKNOWN_SERVER_ERROR"));
    }
    void clients_retry_what_may_pass_by_itself() {
        QVERIFY(kafka::retriable(kafka::ErrorCode::not_enough_replicas));
        QVERIFY(!kafka::retriable(kafka::ErrorCode::message_too_large));
    }
};

QTEST_APPLESS_MAIN(ErrorCodeTest)
#include "error_code_test.moc"
