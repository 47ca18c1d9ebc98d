#include "ui/models/json_model.h"
#include "ui/models/json_tree.h"

#include <QAbstractItemModelTester>
#include <QTest>

class JsonTreeTest : public QObject {
    Q_OBJECT

    static ui::JsonTree parsed(std::string text) {
        auto result = ui::JsonTree::parse(std::move(text));
        return std::move(std::get<ui::JsonTree>(result));
    }
    static ui::JsonProblem::Why problem(std::string text) {
        auto result = ui::JsonTree::parse(std::move(text));
        return std::get<ui::JsonProblem>(result).why;
    }

private slots:
    void integers_of_64_bits_keep_every_digit() {
        const auto tree =
            parsed("{\"id\":9007199254740993,\"huge\":123456789012345678901234567890,\"small\":42}");
        QCOMPARE(tree.value(tree.child(0, 0)), QStringLiteral("9007199254740993"));
        QCOMPARE(tree.value(tree.child(0, 1)), QStringLiteral("123456789012345678901234567890"));
        QVERIFY(tree.beyondDouble(tree.child(0, 0)));
        QVERIFY(tree.beyondDouble(tree.child(0, 1)));
        QVERIFY(!tree.beyondDouble(tree.child(0, 2)));
    }
    void members_keep_their_order_and_duplicates() {
        const auto tree = parsed("{\"b\":1,\"a\":2,\"b\":3}");
        QCOMPARE(tree.node(0).childCount, 3u);
        QCOMPARE(tree.name(tree.child(0, 0)), QStringLiteral("b"));
        QCOMPARE(tree.name(tree.child(0, 1)), QStringLiteral("a"));
        QCOMPARE(tree.name(tree.child(0, 2)), QStringLiteral("b"));
        QCOMPARE(tree.value(tree.child(0, 2)), QStringLiteral("3"));
    }
    void escapes_are_resolved_for_reading_and_kept_in_the_text() {
        const auto tree = parsed("[\"a\\\"\\u00e9\\ud83d\\ude00\\n\",\"\\\\\"]");
        QCOMPARE(tree.value(tree.child(0, 0)), QString::fromUtf8("a\"é😀\n"));
        QCOMPARE(tree.value(tree.child(0, 1)), QStringLiteral("\\"));
        QVERIFY(tree.pretty().contains(QStringLiteral("\\ud83d")));
    }
    void pretty_text_keeps_digits_and_order() {
        const auto tree = parsed("{\"z\":1.10,\"a\":[1e400,{}],\"e\":[]}");
        QCOMPARE(tree.pretty(),
                 QStringLiteral("{\n  \"z\": 1.10,\n  \"a\": [\n    1e400,\n    {}\n  ],\n  \"e\": []\n}"));
    }
    void what_is_no_json_is_told_apart() {
        using Why = ui::JsonProblem::Why;
        QCOMPARE(problem(""), Why::empty);
        QCOMPARE(problem("{\"a\":"), Why::truncated);
        QCOMPARE(problem("[1,]"), Why::unexpected);
        QCOMPARE(problem("[01]"), Why::badNumber);
        QCOMPARE(problem("[\"\\x\"]"), Why::badString);
        QCOMPARE(problem("[\"a\nb\"]"), Why::badString);
        QCOMPARE(problem("1 2"), Why::trailing);
        QCOMPARE(problem("customer-42"), Why::unexpected);
        QCOMPARE(problem("[1}"), Why::unexpected);
    }
    void deep_nesting_is_bounded() {
        QCOMPARE(problem(std::string(200'000, '[')), ui::JsonProblem::Why::tooDeep);
        const std::string deep = std::string(512, '[') + std::string(512, ']');
        QCOMPARE(parsed(deep).size(), 512u);
        const auto pretty = parsed(std::string(512, '[') + "1,2,3" + std::string(512, ']')).pretty();
        QVERIFY(pretty.size() < 512 * 2 * 90);
    }
    void every_prefix_of_a_document_is_refused() {
        const std::string text = "{\"a\":[1,-2.5e3,\"x\\u0041\",true,null],\"b\":{}}";
        for (std::size_t n = 0; n < text.size(); ++n)
            QVERIFY(std::holds_alternative<ui::JsonProblem>(ui::JsonTree::parse(text.substr(0, n))));
    }
    void the_model_is_consistent_and_finds_text() {
        ui::JsonModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setTree(parsed("{\"order\":\"A-90308\",\"items\":[{\"sku\":\"R-1\"}],\"id\":9007199254740993}"),
                      QStringLiteral("value"));
        const QModelIndex root = model.index(0, 0);
        QCOMPARE(model.rowCount(root), 3);
        QCOMPARE(model.index(2, ui::JsonModel::valueColumn, root).data().toString(),
                 QStringLiteral("9007199254740993"));
        QVERIFY(!model.index(2, ui::JsonModel::noteColumn, root).data().toString().isEmpty());
        const QModelIndex found = model.find(QStringLiteral("r-1"), {});
        QCOMPARE(found.data().toString(), QStringLiteral("sku"));
        QVERIFY(!model.find(QStringLiteral("nowhere"), {}).isValid());
    }
};

QTEST_MAIN(JsonTreeTest)
#include "json_tree_test.moc"
