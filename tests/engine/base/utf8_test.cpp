#include "base/utf8.h"

#include <QTest>

class Utf8Test : public QObject {
    Q_OBJECT
private slots:
    void every_character_comes_back() {
        for (char32_t c = 0; c <= 0x10ffff; ++c) {
            if (c >= 0xd800 && c <= 0xdfff) continue;
            std::string text;
            base::append_utf8(text, c);
            std::string_view rest = text;
            QVERIFY(base::take_utf8(rest) == c);
            QVERIFY(rest.empty());
        }
    }
    void malformed_text_is_replaced_byte_by_byte() {
        for (const char* text :
             {"\x80", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xf8", "\xe2\x82"}) {
            std::string_view rest = text;
            const std::size_t size = rest.size();
            QVERIFY(base::take_utf8(rest) == base::replacement_character);
            QCOMPARE(rest.size(), size - 1);
        }
    }
};

QTEST_APPLESS_MAIN(Utf8Test)
#include "utf8_test.moc"
