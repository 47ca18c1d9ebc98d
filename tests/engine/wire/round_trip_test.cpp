// What we encode we decode, in every version of every message, and damaged bytes are refused without harm.

#include "support/bytes.h"
#include "wire/codec.h"
#include "wire/decoder.h"
#include "wire/inspector.h"
#include "wire/json.h"
#include "wire/registry.h"
#include "wire/sampler.h"
#include "wire/visitor.h"

#include <QTest>
#include <fmt/format.h>

namespace {

using support::flat;

constexpr int samples_per_version = 8;

/// Calls `check(type, version, name for messages)` for every version of every message.
template <class Check>
void for_every_version(Check check) {
    for (const wire::MessageType& type : wire::message_types()) {
        for (int v = type.api->versions.min; v <= type.api->versions.max; ++v) {
            check(type, static_cast<std::int16_t>(v), fmt::format("{} v{}", type.name, v));
        }
    }
}

} // namespace

class RoundTripTest : public QObject {
    Q_OBJECT
private slots:
    void sampled_messages_come_back() {
        base::Rng rng(1);
        for_every_version([&](const wire::MessageType& type, std::int16_t version, const std::string& what) {
            for (int i = 0; i < samples_per_version; ++i) {
                const auto sent = type.make();
                wire::sample(*sent, version, rng);
                const auto bytes = flat(wire::encode(*sent, version));
                const auto received = type.make();
                const auto decoded = wire::decode(base::Buffer::of(bytes), version, *received);
                QVERIFY2(decoded.has_value(), what.c_str());
                QVERIFY2(wire::to_json(*received, version, wire::RecordsAs::base64) ==
                             wire::to_json(*sent, version, wire::RecordsAs::base64),
                         what.c_str());
                QVERIFY2(flat(wire::encode(*received, version)) == bytes, what.c_str());
            }
        });
    }
    void declared_defaults_are_those_of_the_members() {
        for (const wire::MessageType& type : wire::message_types()) {
            QVERIFY2(wire::all_default(*type.make()), std::string(type.name).c_str());
        }
    }
    void a_message_cut_at_any_byte_is_refused() {
        base::Rng rng(2);
        for_every_version([&](const wire::MessageType& type, std::int16_t version, const std::string& what) {
            const auto sent = type.make();
            wire::sample(*sent, version, rng);
            const auto bytes = flat(wire::encode(*sent, version));
            for (std::size_t n = 0; n < bytes.size(); ++n) {
                const auto cut = base::Buffer::copy_of(base::Bytes(bytes).first(n));
                const auto received = type.make();
                const auto decoded = wire::decode(cut, version, *received);
                QVERIFY2(decoded.has_error(), fmt::format("{} cut at {}", what, n).c_str());
                QVERIFY(decoded.error().code == kafka::ErrorCode::invalid_request);
                QVERIFY(wire::inspect(cut, version, *type.make()).error.has_value());
            }
        });
    }
    void bytes_that_are_left_over_are_refused() {
        base::Rng rng(3);
        for_every_version([&](const wire::MessageType& type, std::int16_t version, const std::string& what) {
            const auto sent = type.make();
            wire::sample(*sent, version, rng);
            auto bytes = flat(wire::encode(*sent, version));
            bytes.push_back(0);
            QVERIFY2(wire::decode(base::Buffer::of(bytes), version, *type.make()).has_error(), what.c_str());
        });
    }
    void damaged_messages_do_no_harm() {
        base::Rng rng(4);
        for_every_version([&](const wire::MessageType& type, std::int16_t version, const std::string&) {
            for (int i = 0; i < samples_per_version; ++i) {
                const auto sent = type.make();
                wire::sample(*sent, version, rng);
                auto bytes = flat(wire::encode(*sent, version));
                if (bytes.empty()) continue;
                bytes[rng.below(bytes.size())] = static_cast<base::Byte>(rng.next());
                const auto received = type.make();
                if (wire::decode(base::Buffer::of(bytes), version, *received))
                    wire::to_json(*received, version);
                wire::inspect(base::Buffer::of(bytes), version, *type.make());
            }
        });
    }
    void a_version_that_the_message_does_not_have_is_refused() {
        for (const wire::MessageType& type : wire::message_types()) {
            const auto beyond = static_cast<std::int16_t>(type.api->versions.max + 1);
            const auto decoded = wire::decode(base::Buffer::of({0, 0, 0, 0}), beyond, *type.make());
            QVERIFY(decoded.error().code == kafka::ErrorCode::unsupported_version);
        }
    }
};

QTEST_APPLESS_MAIN(RoundTripTest)
#include "round_trip_test.moc"
