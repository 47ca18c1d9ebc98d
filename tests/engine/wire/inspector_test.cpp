// A received body as a tree of fields.

#include "support/bytes.h"
#include "wire/codec.h"
#include "wire/inspector.h"
#include "wire/messages/metadata.h"
#include "wire/messages/produce.h"

#include <QTest>

namespace {

const wire::Field* child(const wire::Field& field, std::string_view name) {
    for (const wire::Field& c : field.children) {
        if (c.name == name) return &c;
    }
    return nullptr;
}

} // namespace

class InspectorTest : public QObject {
    Q_OBJECT
private slots:
    void a_field_knows_its_bytes_its_value_and_its_meaning() {
        const auto body = base::Buffer::of({0, 2, 'i', 'd', 0xff, 0xff, 0, 0, 0, 9, 0, 0, 0, 0});
        wire::ProduceRequest request;
        const wire::Inspection inspection = wire::inspect(body, 3, request);
        QVERIFY(!inspection.error.has_value());
        const wire::Field* acks = child(inspection.root, "acks");
        QVERIFY(acks != nullptr);
        QCOMPARE(acks->begin, std::size_t{4});
        QCOMPARE(acks->end, std::size_t{6});
        QCOMPARE(acks->value, std::string("-1"));
        QVERIFY(acks->kind == wire::FieldKind::number);
        QVERIFY(std::string_view(acks->about).find("in-sync") != std::string_view::npos);
        const wire::Field* id = child(inspection.root, "transactional_id");
        QCOMPARE(id->begin, std::size_t{0});
        QCOMPARE(id->end, std::size_t{4});
        QCOMPARE(id->value, std::string("id"));
        QCOMPARE(request.acks, std::int16_t{-1});
    }
    void elements_are_numbered() {
        wire::MetadataRequest request;
        for (const char* name : {"a", "b"}) {
            wire::MetadataRequest::MetadataRequestTopic topic;
            topic.name = name;
            if (!request.topics) request.topics.emplace();
            request.topics->push_back(topic);
        }
        const auto body = base::Buffer::of(support::flat(wire::encode(request, 9)));
        wire::MetadataRequest received;
        const wire::Inspection inspection = wire::inspect(body, 9, received);
        const wire::Field* topics = child(inspection.root, "topics");
        QCOMPARE(topics->children.size(), std::size_t{2});
        QCOMPARE(topics->children[1].name, std::string("[1]"));
        QCOMPARE(child(topics->children[1], "name")->value, std::string("b"));
    }
    void a_tag_nobody_knows_is_shown() {
        wire::ProduceRequest request;
        const auto body = base::Buffer::of({0, 0, 1, 0, 0, 0, 9, 1, 1, 5, 2, 7, 7});
        const wire::Inspection inspection = wire::inspect(body, 9, request);
        const wire::Field* tag = child(inspection.root, "tag 5");
        QVERIFY(tag != nullptr);
        QVERIFY(tag->kind == wire::FieldKind::unknown_tag);
        QCOMPARE(tag->begin, std::size_t{11});
        QCOMPARE(tag->end, std::size_t{13});
    }
    void a_malformed_body_is_shown_as_far_as_it_goes() {
        wire::ProduceRequest request;
        const wire::Inspection inspection = wire::inspect(base::Buffer::of({0, 0, 1, 0, 0}), 9, request);
        QVERIFY(inspection.error.has_value());
        QCOMPARE(child(inspection.root, "acks")->value, std::string("1"));
    }
    void a_tree_has_a_limit() {
        std::vector<base::Byte> body(1'000'004, 0);
        base::store_be(body.data(), std::int32_t{500'000});
        wire::MetadataRequest request;
        const wire::Inspection inspection = wire::inspect(base::Buffer::of(body), 1, request);
        QVERIFY(inspection.shortened);
        QVERIFY(child(inspection.root, "topics")->children.size() <= wire::max_inspected_fields);
    }
};

QTEST_APPLESS_MAIN(InspectorTest)
#include "inspector_test.moc"
