#include "cluster/document.h"

#include <QTemporaryDir>
#include <QTest>
#include <fstream>
#include <sstream>

namespace {

constexpr const char* good = R"({"version": 1, "name": "lab", "azs": [
    {"name": "a", "brokers": [{"id": 1, "storage_gib": 10}]},
    {"name": "b", "brokers": [{"id": 2, "storage_gib": 20}]}]})";

std::string replaced(const std::string& from, const std::string& to) {
    std::string text = good;
    return text.replace(text.find(from), from.size(), to);
}

std::string content_of(const std::filesystem::path& path) {
    std::ostringstream out;
    out << std::ifstream(path).rdbuf();
    return out.str();
}

} // namespace

class DocumentTest : public QObject {
    Q_OBJECT
private slots:
    void every_preset_prints_and_parses_back() {
        for (const auto name : view::preset_names()) {
            view::ClusterLayout layout = *view::preset(name);
            layout.broker_config["num.partitions"] = "3 \"quoted\"";
            layout.plaintext_port = 19092;
            const auto again = cluster::parse_document(cluster::print_document(layout));
            QVERIFY2(again.has_value(), again ? "" : again.error().detail.c_str());
            QCOMPARE(cluster::print_document(*again), cluster::print_document(layout));
            QCOMPARE(again->broker_count(), layout.broker_count());
        }
    }
    void listeners_and_broker_config_may_be_left_out() {
        const auto layout = cluster::parse_document(good);
        QVERIFY(layout.has_value());
        QCOMPARE(layout->plaintext_port, std::uint16_t{9092});
        QCOMPARE(layout->azs[1].brokers[0].storage_bytes, 20LL << 30);
    }
    void an_error_names_the_path_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("path");
        const auto row = [](const char* name, const std::string& text, const char* path) {
            QTest::newRow(name) << QString::fromStdString(text) << QString::fromUtf8(path);
        };
        row("not json", "{", "this is no JSON");
        row("not an object", "[]", "document: ");
        row("newer version", replaced("\"version\": 1", "\"version\": 2"), "version: ");
        row("version as text", replaced("\"version\": 1", "\"version\": \"1\""), "version: ");
        row("missing name", replaced("\"name\": \"lab\", ", ""), "name: ");
        row("unknown key", replaced("\"version\"", "\"colour\": 1, \"version\""), "colour: ");
        row("unknown key below", replaced("\"storage_gib\": 20", "\"storage_gib\": 20, \"x\": 1"),
            "azs[1].brokers[0].x: ");
        row("wrong type", replaced("\"id\": 2", "\"id\": \"2\""), "azs[1].brokers[0].id: ");
        row("broker twice", replaced("\"id\": 2", "\"id\": 1"), "azs[1].brokers[0].id: ");
        row("az twice", replaced("\"name\": \"b\"", "\"name\": \"a\""), "azs[1].name: ");
        row("no broker", replaced("[{\"id\": 1, \"storage_gib\": 10}]", "[]"), "azs[0].brokers: ");
        row("too small", replaced("\"storage_gib\": 10", "\"storage_gib\": 0"),
            "azs[0].brokers[0].storage_gib: ");
    }
    void an_error_names_the_path() {
        QFETCH(QString, text);
        QFETCH(QString, path);
        const auto layout = cluster::parse_document(text.toStdString());
        QVERIFY(!layout.has_value());
        QVERIFY2(layout.error().detail.starts_with(path.toStdString()), layout.error().detail.c_str());
    }
    void a_saved_document_loads_and_a_bad_one_is_left_alone() {
        QTemporaryDir dir;
        const std::filesystem::path path = dir.filePath(QStringLiteral("lab.riparium")).toStdString();
        const auto layout = *cluster::parse_document(good);
        QVERIFY(cluster::save_document(path, layout).has_value());
        QCOMPARE(cluster::load_document(path)->name, layout.name);
        std::ofstream(path) << "{\"version\": 7}";
        const auto bad = cluster::load_document(path);
        QVERIFY(!bad.has_value());
        QVERIFY(bad.error().detail.starts_with(path.string()));
        QCOMPARE(content_of(path), std::string("{\"version\": 7}"));
        QVERIFY(!cluster::load_document(path.parent_path() / "missing.riparium").has_value());
    }
};

QTEST_APPLESS_MAIN(DocumentTest)
#include "document_test.moc"
