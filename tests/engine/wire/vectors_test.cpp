// Apache Kafka's own bytes for every message and version are the oracle of our declarations.

#include "support/bytes.h"
#include "support/json.h"
#include "support/vectors.h"
#include "support/wire_json.h"
#include "wire/codec.h"
#include "wire/inspector.h"
#include "wire/json.h"
#include "wire/registry.h"

#include <QTest>
#include <map>

namespace {

using support::flat;
using support::MessageVector;

std::unique_ptr<wire::Message> make(const MessageVector& vector) {
    for (const wire::MessageType& type : wire::message_types()) {
        if (type.name == vector.name) return type.make();
    }
    return nullptr;
}

/// What of the JSON differs from the vector's.
std::optional<std::string> json_difference(const MessageVector& vector, const std::string& json) {
    const auto expected = support::parse_json(vector.json);
    const auto actual = support::parse_json(json);
    if (!expected || !actual) return "no JSON: " + json;
    return support::difference(*expected, *actual);
}

/// True when every field lies within its parent, behind its brothers; tags may stand elsewhere than declared.
bool ranges_nest(const wire::Field& field) {
    for (const wire::Field& child : field.children) {
        if (child.begin > child.end || child.begin < field.begin || child.end > field.end) return false;
        if (!ranges_nest(child)) return false;
    }
    return true;
}

std::string where(const MessageVector& v) {
    return v.name + " v" + std::to_string(v.version) + " " + v.json;
}

} // namespace

class VectorsTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { vectors_ = support::read_message_vectors(); }
    void every_known_message_decodes_and_encodes_to_kafkas_bytes();
    void json_is_that_of_kafkas_converters();
    void messages_are_filled_from_that_json();
    void inspected_bodies_are_trees_with_the_same_json();
    void flexible_versions_are_kafkas();

private:
    std::vector<MessageVector> vectors_;
};

void VectorsTest::every_known_message_decodes_and_encodes_to_kafkas_bytes() {
    std::map<std::string, int> unknown;
    int compared = 0;
    int wrong = 0;
    for (const MessageVector& v : vectors_) {
        const auto message = make(v);
        if (!message) {
            ++unknown[v.name];
            continue;
        }
        ++compared;
        const auto decoded = wire::decode(base::Buffer::of(v.bytes), v.version, *message);
        if (!decoded) {
            qWarning("%s: %s", where(v).c_str(), decoded.error().detail.c_str());
            ++wrong;
        } else if (flat(wire::encode(*message, v.version)) != v.bytes) {
            qWarning("%s: other bytes", where(v).c_str());
            ++wrong;
        }
    }
    int lines = 0;
    for (const auto& [name, count] : unknown) {
        qInfo("not declared yet: %s (%d lines)", name.c_str(), count);
        lines += count;
    }
    qInfo("%d lines compared, %d lines of %zu messages not declared yet", compared, lines, unknown.size());
    QVERIFY(compared > 900);
    QCOMPARE(wrong, 0);
}

void VectorsTest::json_is_that_of_kafkas_converters() {
    for (const MessageVector& v : vectors_) {
        const auto message = make(v);
        if (!message) continue;
        QVERIFY2(wire::decode(base::Buffer::of(v.bytes), v.version, *message).has_value(), where(v).c_str());
        const auto different = json_difference(v, wire::to_json(*message, v.version));
        QVERIFY2(!different, (where(v) + different.value_or("")).c_str());
    }
}

void VectorsTest::messages_are_filled_from_that_json() {
    for (const MessageVector& v : vectors_) {
        const auto message = make(v);
        if (!message) continue;
        const std::string error = support::fill_from_json(*message, v.version, v.json);
        QVERIFY2(error.empty(), (where(v) + error).c_str());
        QVERIFY2(!json_difference(v, wire::to_json(*message, v.version)), where(v).c_str());
        // Kafka's JSON leaves record batches out, so bytes can be compared only without them.
        const bool has_records = v.json.find("ecords\":\"\"") != std::string::npos;
        QVERIFY2(has_records || flat(wire::encode(*message, v.version)) == v.bytes, where(v).c_str());
    }
}

void VectorsTest::inspected_bodies_are_trees_with_the_same_json() {
    for (const MessageVector& v : vectors_) {
        const auto message = make(v);
        if (!message) continue;
        const wire::Inspection inspection = wire::inspect(base::Buffer::of(v.bytes), v.version, *message);
        QVERIFY2(!inspection.error && !inspection.shortened, where(v).c_str());
        QCOMPARE(inspection.root.end, v.bytes.size());
        QVERIFY2(ranges_nest(inspection.root), where(v).c_str());
        const auto different = json_difference(v, wire::to_json(inspection.root));
        QVERIFY2(!different, (where(v) + different.value_or("")).c_str());
    }
}

void VectorsTest::flexible_versions_are_kafkas() {
    for (const MessageVector& v : vectors_) {
        const auto message = make(v);
        if (!message || !v.flexible) continue;
        QVERIFY2(message->info().versions.contain(v.version), where(v).c_str());
        QVERIFY2(message->info().key == v.key, where(v).c_str());
        QVERIFY2((v.version >= message->info().flexible_since) == *v.flexible, where(v).c_str());
    }
}

QTEST_APPLESS_MAIN(VectorsTest)
#include "vectors_test.moc"
