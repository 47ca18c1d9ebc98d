#include "net/address.h"

#include <QTest>

using net::AddressWish;
using net::Endpoint;

class AddressTest : public QObject {
    Q_OBJECT
    const std::vector<AddressWish> three_azs_{{1, 1, {9092, 9093}}, {2, 1, {9092}}, {3, 1, {9092}}};

private slots:
    void text_of_an_endpoint_parses_back_to_it() {
        for (const Endpoint& endpoint :
             {Endpoint("127.10.1.1", 9092), Endpoint("::1", 1), Endpoint("kafka.test", 65535)})
            QVERIFY(Endpoint::parse(endpoint.text()).value() == endpoint);
        for (const char* text : {"", "a", "a:", ":1", "a:0", "a:65536", "a:9x", "a:-1"})
            QVERIFY(!Endpoint::parse(text));
    }
    void a_bootstrap_list_may_have_spaces_and_must_name_a_server() {
        const auto servers = net::parse_bootstrap(" a:1, b:2 ,,");
        QVERIFY(servers.has_value());
        QVERIFY(*servers == (std::vector<Endpoint>{{"a", 1}, {"b", 2}}));
        QVERIFY(!net::parse_bootstrap(" , "));
        QVERIFY(!net::parse_bootstrap("a:1,b"));
    }
    void the_first_cluster_lives_in_127_10() {
        const auto plan = net::plan_addresses(three_azs_, [](const Endpoint&) { return true; });
        QVERIFY(plan.has_value());
        QCOMPARE(plan->range, 10);
        QVERIFY(plan->note.empty());
        QVERIFY(plan->endpoints[0][1] == Endpoint("127.10.1.1", 9093));
        QVERIFY(plan->endpoints[2][0] == Endpoint("127.10.3.1", 9092));
    }
    void a_range_is_taken_when_any_of_its_addresses_is() {
        const auto plan = net::plan_addresses(three_azs_, [](const Endpoint& e) {
            return e != Endpoint("127.10.3.1", 9092) && !e.host.starts_with("127.11.");
        });
        QVERIFY(plan.has_value());
        QCOMPARE(plan->range, 12);
    }
    void without_127_8_each_node_gets_a_block_of_ports_and_people_are_told() {
        const auto plan = net::plan_addresses(
            three_azs_, [](const Endpoint& e) { return e.host == "127.0.0.1" && e.port != 19110; });
        QVERIFY(plan.has_value());
        QCOMPARE(plan->range, -1);
        QVERIFY(!plan->note.empty());
        QVERIFY(plan->endpoints[0][0] == Endpoint("127.0.0.1", 20090));
        QVERIFY(plan->endpoints[0][1] == Endpoint("127.0.0.1", 20091));
        QVERIFY(plan->endpoints[1][0] == Endpoint("127.0.0.1", 20100));
    }
    void when_nothing_is_free_the_error_says_so() {
        const auto plan = net::plan_addresses(three_azs_, [](const Endpoint&) { return false; });
        QVERIFY(plan.has_error());
        QVERIFY(!plan.error().detail.empty());
    }
};

QTEST_APPLESS_MAIN(AddressTest)
#include "address_test.moc"
