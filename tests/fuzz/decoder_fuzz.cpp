#include "fuzz/decoder_fuzz.h"

#include "base/assert.h"
#include "wire/codec.h"
#include "wire/inspector.h"
#include "wire/json.h"
#include "wire/registry.h"

namespace fuzz {
namespace {

base::Buffer flat(const base::Buffers& buffers) {
    std::vector<base::Byte> bytes;
    for (const base::Buffer& b : buffers) bytes.insert(bytes.end(), b.bytes().begin(), b.bytes().end());
    return base::Buffer::of(std::move(bytes));
}

void parse_frame(const base::Buffer& frame) {
    const auto request = wire::parse_request(frame);
    if (!request || !request->known) return;
    const auto message = wire::make_request(request->header.request_api_key);
    if (message) (void)wire::decode(request->body, request->header.request_api_version, *message);
}

void decode_body(const wire::MessageType& type, std::int16_t version, const base::Buffer& body) {
    const auto message = type.make();
    const auto decoded = wire::decode(body, version, *message);
    const wire::Inspection inspection = wire::inspect(body, version, *type.make());
    RIPARIUM_ASSERT(decoded.has_error() == inspection.error.has_value(), "decoder and inspector disagree");
    if (!decoded) return;
    // Not the same bytes: lengths may be longer than needed, unknown tags are dropped. But the same meaning.
    const std::string json = wire::to_json(*message, version, wire::RecordsAs::base64);
    const auto again = type.make();
    RIPARIUM_ASSERT(wire::decode(flat(wire::encode(*message, version)), version, *again).has_value(),
                    "what was encoded does not decode");
    RIPARIUM_ASSERT(wire::to_json(*again, version, wire::RecordsAs::base64) == json,
                    "a round trip changed a value");
}

} // namespace

void decode_anything(const std::uint8_t* data, std::size_t size) {
    constexpr std::size_t choices = 2;
    if (size < choices) return;
    const base::Buffer input = base::Buffer::copy_of({data, size});
    parse_frame(input);
    const auto types = wire::message_types();
    const wire::MessageType& type = types[data[0] % types.size()];
    const int versions = type.api->versions.max - type.api->versions.min + 1;
    const auto version = static_cast<std::int16_t>(type.api->versions.min + data[1] % versions);
    decode_body(type, version, input.slice(choices));
}

} // namespace fuzz
