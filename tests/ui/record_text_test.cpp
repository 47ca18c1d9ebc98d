#include "rig.h"

#include "ui/models/quantity.h"
#include "ui/models/record_text.h"
#include "ui/models/topic_rules.h"

#include <QTest>

using ui::Quantity;

class RecordTextTest : public QObject {
    Q_OBJECT
private slots:
    void bytes_that_are_no_utf8_are_shown_as_hex() {
        const auto bad = rig::bytes("\xff\xfe\x01");
        QVERIFY(!ui::isText(bad));
        QCOMPARE(ui::cellText(bad), QStringLiteral("0xff fe 01"));
        QVERIFY(!ui::isText(rig::bytes("\xc0\xaf")));
        QVERIFY(!ui::isText(rig::bytes("\xed\xa0\x80")));
        QVERIFY(ui::isText(rig::bytes("h\xc3\xa9llo \xf0\x9f\x98\x80")));
    }
    void a_character_cut_by_the_limit_does_not_make_text_binary() {
        const std::string text = "\xc3\xa9\xc3\xa9\xc3\xa9";
        QCOMPARE(ui::cellText(base::as_bytes(text), 3), QString::fromUtf8("é…"));
    }
    void exports_tell_null_text_and_binary_apart() {
        auto record = rig::record(3, 7, std::nullopt, "a,\"b\"\n");
        record.headers.push_back({"trace", std::nullopt});
        QVERIFY(ui::recordAsCsvLine(record).startsWith(
            "3,7,1700000000007,2023-11-14T22:13:20.007Z,,null,\"a,\"\"b\"\"\n\",text,\"[{\"\""));
        QVERIFY(ui::recordAsJsonLine(record).contains("\"key\":null"));
        record.key = base::Buffer::of(rig::bytes("\xff"));
        QVERIFY(ui::recordAsJsonLine(record).contains("\"keyBase64\":\"/w==\""));
        QVERIFY(ui::recordAsCsvLine(record).contains(",/w==,base64,"));
        record.key = base::Buffer::of({});
        QVERIFY(ui::recordAsJsonLine(record).contains("\"key\":\"\""));
        QVERIFY(ui::recordAsCsvLine(record).contains(",,text,"));
    }
    void hex_is_read_back_with_any_spacing() {
        QCOMPARE(*ui::parseHex(QStringLiteral("0x00 fF\n10")), rig::bytes({"\x00\xff\x10", 3}));
        QVERIFY(!ui::parseHex(QStringLiteral("0")).has_value());
        QVERIFY(!ui::parseHex(QStringLiteral("zz")).has_value());
    }
    void quantities_are_read_as_people_write_them() {
        QCOMPARE(*ui::parseQuantity(Quantity::duration, QStringLiteral("7 d")), 604'800'000);
        QCOMPARE(*ui::parseQuantity(Quantity::duration, QStringLiteral("1.5h")), 5'400'000);
        QCOMPARE(*ui::parseQuantity(Quantity::duration, QStringLiteral("604 800 000")), 604'800'000);
        QCOMPARE(*ui::parseQuantity(Quantity::duration, QStringLiteral("unlimited")), -1);
        QCOMPARE(*ui::parseQuantity(Quantity::bytes, QStringLiteral("1 GB")), 1LL << 30);
        QVERIFY(!ui::parseQuantity(Quantity::bytes, QStringLiteral("9 PB")).has_value());
        QVERIFY(!ui::parseQuantity(Quantity::duration, QStringLiteral("99999999999999 weeks")).has_value());
        QVERIFY(!ui::parseQuantity(Quantity::duration, QStringLiteral("soon")).has_value());
    }
    void quantities_are_written_so_that_they_read_back_exactly() {
        for (const qint64 value :
             {-1LL, 1LL, 999LL, 1000LL, 90'000LL, 5'400'000LL, 86'400'000LL, 604'800'000LL, 604'800'001LL})
            QCOMPARE(*ui::parseQuantity(Quantity::duration, ui::quantityText(Quantity::duration, value)),
                     value);
        for (const qint64 value : {0LL, 1023LL, 1024LL, 1'048'588LL, 1LL << 30, 3LL << 29})
            QCOMPARE(*ui::parseQuantity(Quantity::bytes, ui::quantityText(Quantity::bytes, value)), value);
        QCOMPARE(ui::quantityText(Quantity::duration, 604'800'000), QStringLiteral("7 days"));
        QCOMPARE(ui::quantityText(Quantity::bytes, 3LL << 29), QStringLiteral("1.5 GiB"));
    }
    void topic_names_are_judged_like_the_broker_does() {
        using Kind = ui::NameVerdict::Kind;
        const std::map<view::TopicKey, view::TopicRow> topics{{{"orders.eu"}, rig::topic("orders.eu")}};
        const auto judge = [&](const QString& name) { return ui::judgeTopicName(name, topics); };
        QCOMPARE(judge(QStringLiteral("orders")).kind, Kind::fine);
        QCOMPARE(judge({}).kind, Kind::wrong);
        QCOMPARE(judge(QStringLiteral(".")).kind, Kind::wrong);
        QCOMPARE(judge(QStringLiteral("..")).kind, Kind::wrong);
        QCOMPARE(judge(QStringLiteral("...")).kind, Kind::fine);
        QCOMPARE(judge(QStringLiteral("a b")).kind, Kind::wrong);
        QVERIFY(judge(QStringLiteral("größe")).sentence.contains(QStringLiteral("ö")));
        QCOMPARE(judge(QString(249, QLatin1Char('x'))).kind, Kind::fine);
        QVERIFY(judge(QString(250, QLatin1Char('x'))).sentence.contains(QStringLiteral("250")));
        QCOMPARE(judge(QStringLiteral("orders.eu")).kind, Kind::wrong);
        QVERIFY(judge(QStringLiteral("orders_eu")).sentence.contains(QStringLiteral("orders.eu")));
        QCOMPARE(judge(QStringLiteral("my.orders_us")).kind, Kind::warning);
    }
};

QTEST_GUILESS_MAIN(RecordTextTest)
#include "record_text_test.moc"
