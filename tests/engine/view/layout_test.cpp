#include "view/layout.h"

#include <QTest>
#include <algorithm>

class LayoutTest : public QObject {
    Q_OBJECT
private slots:
    void every_preset_can_be_started() {
        for (const auto name : view::preset_names()) {
            const auto layout = view::preset(name);
            QVERIFY(layout.has_value());
            QVERIFY(view::problems_of(*layout).empty());
        }
        QVERIFY(!view::preset("huge").has_value());
    }
    void presets_have_the_shape_they_promise() {
        const auto shape = [](const char* name) {
            const auto layout = *view::preset(name);
            return std::pair(layout.azs.size(), layout.broker_count());
        };
        QCOMPARE(shape("single"), (std::pair<std::size_t, std::size_t>{1, 1}));
        QCOMPARE(shape("dev"), (std::pair<std::size_t, std::size_t>{1, 3}));
        QCOMPARE(shape("ha"), (std::pair<std::size_t, std::size_t>{3, 3}));
        QCOMPARE(shape("ha6"), (std::pair<std::size_t, std::size_t>{3, 6}));
    }
    void broker_ids_go_round_the_azs() {
        const auto layout = *view::preset("ha6");
        QCOMPARE(layout.azs[0].brokers[1].id, 4);
        QCOMPARE(layout.azs[2].brokers[0].id, 3);
    }
    void what_cannot_be_started_is_named_by_its_path() {
        auto layout = *view::preset("ha");
        layout.name = "no spaces";
        layout.azs[1].brokers.clear();
        layout.azs[2].brokers[0].id = 1;
        layout.azs[0].brokers[0].storage_bytes = 5;
        const auto problems = view::problems_of(layout);
        const auto has = [&](const std::string& path) {
            return std::ranges::any_of(problems, [&](const auto& one) { return one.path == path; });
        };
        QVERIFY(has("name"));
        QVERIFY(has("azs[1].brokers"));
        QVERIFY(has("azs[2].brokers[0].id"));
        QVERIFY(has("azs[0].brokers[0].storage_gib"));
        QCOMPARE(problems.size(), std::size_t{4});
    }
};

QTEST_APPLESS_MAIN(LayoutTest)
#include "layout_test.moc"
