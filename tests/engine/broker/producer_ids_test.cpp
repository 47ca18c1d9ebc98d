#include "broker/producer_ids.h"

#include <QTest>

using broker::ProducerIdBlock;
using broker::ProducerIds;

class ProducerIdsTest : public QObject {
    Q_OBJECT
private slots:
    void ids_come_from_blocks_and_never_twice() {
        std::int64_t next_block = 1000;
        ProducerIds ids([&](ProducerIds::OnBlock done) {
            done(ProducerIdBlock{next_block, 3});
            next_block += 1000;
        });
        std::vector<std::int64_t> given;
        for (int i = 0; i < 7; ++i) ids.next([&](base::Result<std::int64_t> id) { given.push_back(*id); });
        QCOMPARE(given, (std::vector<std::int64_t>{1000, 1001, 1002, 2000, 2001, 2002, 3000}));
    }
    void many_wait_for_one_block() {
        std::vector<ProducerIds::OnBlock> asked;
        ProducerIds ids([&](ProducerIds::OnBlock done) { asked.push_back(std::move(done)); });
        std::vector<std::int64_t> given;
        for (int i = 0; i < 3; ++i) ids.next([&](base::Result<std::int64_t> id) { given.push_back(*id); });
        QCOMPARE(asked.size(), std::size_t{1});
        asked[0](ProducerIdBlock{10, 2});
        QCOMPARE(given, (std::vector<std::int64_t>{10, 11}));
        QCOMPARE(asked.size(), std::size_t{2});
        asked[1](ProducerIdBlock{20, 2});
        QCOMPARE(given.back(), 20);
    }
    void a_controller_that_cannot_be_reached_is_an_answer_and_the_next_try_asks_again() {
        int asked = 0;
        ProducerIds ids([&](ProducerIds::OnBlock done) {
            ++asked;
            done(base::Error(kafka::ErrorCode::coordinator_load_in_progress));
        });
        int failed = 0;
        const auto count = [&](const base::Result<std::int64_t>& id) { failed += id ? 0 : 1; };
        ids.next(count);
        ids.next(count);
        QCOMPARE(failed, 2);
        QCOMPARE(asked, 2);
    }
};

QTEST_APPLESS_MAIN(ProducerIdsTest)
#include "producer_ids_test.moc"
