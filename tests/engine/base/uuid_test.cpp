#include "base/rng.h"
#include "base/uuid.h"

#include <QTest>

class UuidTest : public QObject {
    Q_OBJECT
private slots:
    void text_of_a_uuid_parses_back_to_it() {
        base::Rng rng(7);
        for (int i = 0; i < 1000; ++i) {
            const auto id = base::Uuid::random(rng);
            QCOMPARE(id.text().size(), std::size_t{22});
            QVERIFY(id.text()[0] != '-');
            QVERIFY(base::Uuid::parse(id.text()) == id);
        }
    }
    void the_metadata_topic_has_kafkas_id() {
        QCOMPARE(base::Uuid::metadata_topic().text(), std::string("AAAAAAAAAAAAAAAAAAAAAQ"));
    }
    void text_that_is_no_uuid_is_refused() {
        QVERIFY(!base::Uuid::parse("").has_value());
        QVERIFY(!base::Uuid::parse("AAAAAAAAAAAAAAAAAAAAA").has_value());
        QVERIFY(!base::Uuid::parse("AAAAAAAAAAAAAAAAAAAAA!").has_value());
    }
};

QTEST_APPLESS_MAIN(UuidTest)
#include "uuid_test.moc"
