#include "base/hash.h"
#include "support/vectors.h"

#include <QTest>

namespace {

/// The file writes a zero byte as \\0.
std::string unescaped(std::string text) {
    for (std::size_t at = text.find("\\0"); at != std::string::npos; at = text.find("\\0")) {
        text.replace(at, 2, 1, '\0');
    }
    return text;
}

} // namespace

class HashTest : public QObject {
    Q_OBJECT
private slots:
    void keys_and_ids_go_where_apache_kafka_puts_them() {
        int keys = 0;
        int ids = 0;
        for (const support::Columns& line : support::read_vectors("hashes.tsv.gz")) {
            const auto number = [&](std::size_t column) { return std::stoi(line.at(column)); };
            if (line[0] == "key") {
                ++keys;
                const auto key = support::from_hex(line[1]);
                QCOMPARE(base::murmur2(key), number(2));
                QCOMPARE(base::partition_of_key(key, 6), number(3));
                QCOMPARE(base::partition_of_key(key, 12), number(4));
            } else {
                QCOMPARE(line[0], std::string("id"));
                ++ids;
                const std::string id = unescaped(line[1]);
                QCOMPARE(base::java_string_hash(id), number(2));
                QCOMPARE(base::partition_of_id(id, 50), number(3));
                QCOMPARE(base::partition_of_id(id, 16), number(4));
            }
        }
        QVERIFY(keys > 0);
        QVERIFY(ids > 0);
    }
    void the_hash_whose_absolute_value_overflows_is_partition_0() {
        QCOMPARE(base::java_string_hash("polygenelubricants"), std::numeric_limits<std::int32_t>::min());
        QCOMPARE(base::partition_of_id("polygenelubricants", 50), 0);
    }
    void text_that_is_no_utf8_hashes_without_harm() {
        QCOMPARE(base::java_string_hash("\xff"), base::java_string_hash("\xef\xbf\xbd"));
        QCOMPARE(base::java_string_hash("\xf0\x9f\x90"),
                 base::java_string_hash("\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"));
    }
};

QTEST_APPLESS_MAIN(HashTest)
#include "hash_test.moc"
