// Headers and frames (reference 2.1).

#include "support/bytes.h"
#include "wire/api_table.h"
#include "wire/codec.h"
#include "wire/messages/api_versions.h"
#include "wire/messages/metadata.h"
#include "wire/messages/produce.h"
#include "wire/registry.h"

#include <QTest>

namespace {

base::Buffer one(const base::Buffers& parts) {
    return base::Buffer::of(support::flat(parts));
}

} // namespace

class CodecTest : public QObject {
    Q_OBJECT
private slots:
    void a_request_is_parsed_into_header_and_body() {
        for (const std::int16_t version : {std::int16_t{8}, std::int16_t{12}}) {
            const wire::MetadataRequest sent;
            const auto parsed = wire::parse_request(one(wire::encode_request(77, "client", sent, version)));
            QVERIFY(parsed.has_value());
            QVERIFY(parsed->known);
            QCOMPARE(parsed->header.request_api_key, std::int16_t{3});
            QCOMPARE(parsed->header.request_api_version, version);
            QCOMPARE(parsed->header.correlation_id, 77);
            QVERIFY(parsed->header.client_id == "client");
            wire::MetadataRequest received;
            QVERIFY(wire::decode(parsed->body, version, received).has_value());
        }
    }
    void a_client_may_have_no_name() {
        const auto parsed =
            wire::parse_request(one(wire::encode_request(1, std::nullopt, wire::MetadataRequest(), 12)));
        QVERIFY(parsed.has_value());
        QVERIFY(!parsed->header.client_id.has_value());
    }
    void an_unknown_api_still_has_key_version_and_correlation_id() {
        const auto parsed = wire::parse_request(base::Buffer::of({3, 231, 0, 5, 0, 0, 0, 9, 1, 2, 3}));
        QVERIFY(parsed.has_value());
        QVERIFY(!parsed->known);
        QCOMPARE(parsed->header.request_api_key, std::int16_t{999});
        QCOMPARE(parsed->header.request_api_version, std::int16_t{5});
        QCOMPARE(parsed->header.correlation_id, 9);
    }
    void an_api_versions_request_from_the_future_still_has_its_client_id() {
        const auto parsed =
            wire::parse_request(base::Buffer::of({0, 18, 0, 9, 0, 0, 0, 9, 0, 1, 'c', 0, 1, 2, 3}));
        QVERIFY(parsed.has_value());
        QVERIFY(!parsed->known);
        QVERIFY(parsed->header.client_id == "c");
    }
    void a_frame_that_is_too_short_for_its_header_is_refused() {
        const auto whole = support::flat(wire::encode_request(1, "client", wire::MetadataRequest(), 12));
        const std::size_t header = 8 + 2 + 6 + 1;
        for (std::size_t n = 0; n < header; ++n) {
            QVERIFY(wire::parse_request(base::Buffer::copy_of(base::Bytes(whole).first(n))).has_error());
        }
        QVERIFY(wire::parse_request(base::Buffer::copy_of(base::Bytes(whole).first(header))).has_value());
    }
    void responses_have_tags_in_flexible_versions() {
        const auto old = support::flat(wire::encode_response(258, wire::MetadataResponse(), 8));
        const auto flexible = support::flat(wire::encode_response(258, wire::MetadataResponse(), 9));
        QVERIFY(std::equal(old.begin(), old.begin() + 4, flexible.begin()));
        const auto body = wire::parse_response(base::Buffer::of(flexible), wire::MetadataResponse::api, 9);
        QCOMPARE(body->correlation_id, 258);
        QCOMPARE(body->body.size(), flexible.size() - 5);
    }
    void the_header_of_api_versions_never_has_tags() {
        const auto bytes = support::flat(wire::encode_response(1, wire::ApiVersionsResponse(), 4));
        const auto parsed = wire::parse_response(base::Buffer::of(bytes), wire::ApiVersionsResponse::api, 4);
        wire::ApiVersionsResponse received;
        QVERIFY(wire::decode(parsed->body, 4, received).has_value());
        QCOMPARE(parsed->body.size(), bytes.size() - 4);
    }
    void the_table_and_the_messages_agree() {
        for (const wire::MessageType& type : wire::message_types()) {
            if (type.kind == wire::MessageKind::data) continue;
            const wire::ApiInfo* info = wire::api_info(type.api->key);
            QVERIFY(info != nullptr);
            const bool request = type.kind == wire::MessageKind::request;
            QCOMPARE(std::string(type.name), std::string(info->name) + (request ? "Request" : "Response"));
            QCOMPARE(type.api->versions.min, info->api.versions.min);
            QCOMPARE(type.api->versions.max, info->api.versions.max);
            QCOMPARE(type.api->flexible_since, info->api.flexible_since);
            QCOMPARE(type.api->unstable_since, info->api.unstable_since);
        }
    }
    void keys_of_the_time_of_zookeeper_are_not_known() {
        for (const int key : {-1, 4, 5, 6, 7, 93, 1000}) {
            QVERIFY(wire::api_info(static_cast<std::int16_t>(key)) == nullptr);
        }
        QCOMPARE(std::string(wire::api_name(1)), std::string("Fetch"));
    }
};

QTEST_APPLESS_MAIN(CodecTest)
#include "codec_test.moc"
