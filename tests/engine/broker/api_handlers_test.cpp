#include "broker/api_handlers.h"
#include "wire/api_table.h"

#include <QTest>
#include <algorithm>

class ApiHandlersTest : public QObject {
    Q_OBJECT
private slots:
    void tables_ascend_by_key_so_that_lookups_find_everything() {
        QVERIFY(std::ranges::is_sorted(broker::broker_apis(), {}, &broker::ApiHandler<broker::Broker>::key));
        QVERIFY(std::ranges::is_sorted(broker::controller_apis(), {},
                                       &broker::ApiHandler<broker::Controller>::key));
        for (const auto& api : broker::broker_apis())
            QVERIFY(broker::find_api(broker::broker_apis(), api.key));
        QVERIFY(!broker::find_api(broker::broker_apis(), 9999));
    }
    void nothing_is_served_that_the_messages_do_not_have() {
        for (const auto& api : broker::broker_apis()) {
            const auto* info = wire::api_info(api.key);
            QVERIFY(info);
            QVERIFY2(api.versions.max <= info->api.versions.max, info->name.data());
            QVERIFY2(api.versions.max < info->api.unstable_since, info->name.data());
        }
    }
    void produce_is_advertised_from_zero_for_old_librdkafka() {
        QCOMPARE(broker::find_api(broker::broker_apis(), 0)->versions.min, std::int16_t{0});
    }
    void what_brokers_forward_the_controller_takes_in_the_same_versions() {
        int forwarded = 0;
        for (const auto& api : broker::controller_apis()) {
            if (!api.forwardable) continue;
            const auto* here = broker::find_api(broker::broker_apis(), api.key);
            QVERIFY(here);
            QCOMPARE(here->versions.min, api.versions.min);
            QCOMPARE(here->versions.max, api.versions.max);
            ++forwarded;
        }
        QCOMPARE(forwarded, 10);
    }
};

QTEST_APPLESS_MAIN(ApiHandlersTest)
#include "api_handlers_test.moc"
