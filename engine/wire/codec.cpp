#include "wire/codec.h"

#include "base/assert.h"
#include "wire/api_table.h"
#include "wire/decoder.h"
#include "wire/encoder.h"

#include <fmt/format.h>

namespace wire {
namespace {

constexpr std::int16_t api_versions_key = 18;

std::int16_t request_header_version(const Api& api, std::int16_t version) {
    return version >= api.flexible_since ? 2 : 1;
}

std::int16_t response_header_version(const Api& api, std::int16_t version) {
    return version >= api.flexible_since && api.key != api_versions_key ? 1 : 0;
}

bool flexible(const Api& api, std::int16_t version) {
    return version >= api.flexible_since;
}

} // namespace

void RequestHeader::fields(Visitor& v) {
    v.field("request_api_key", request_api_key, {.about = "Which API is asked."});
    v.field("request_api_version", request_api_version, {.about = "In which version."});
    v.field("correlation_id", correlation_id, {.about = "Comes back in the response."});
    v.field("client_id", client_id, {.never_compact = true, .about = "What the client calls itself."});
}

void ResponseHeader::fields(Visitor& v) {
    v.field("correlation_id", correlation_id, {.about = "Of the request that is answered."});
}

base::Result<> decode(base::Buffer body, std::int16_t version, Message& message) {
    const Api& api = message.info();
    if (!api.versions.contain(version)) {
        return base::Error(kafka::ErrorCode::unsupported_version,
                           fmt::format("version {} of key {} is not between {} and {}", version, api.key,
                                       api.versions.min, api.versions.max));
    }
    Decoder decoder(std::move(body), version, flexible(api, version));
    decoder.read(message);
    decoder.expect_end();
    if (decoder.failed()) return decoder.error();
    return {};
}

base::Buffers encode(const Message& message, std::int16_t version) {
    const Api& api = message.info();
    RIPARIUM_ASSERT(api.versions.contain(version), "a message is encoded in one of its versions");
    Encoder encoder(version, flexible(api, version));
    encoder.append(message);
    return encoder.take();
}

base::Result<ParsedRequest> parse_request(base::Buffer frame) {
    constexpr std::size_t key_version_and_correlation = 8;
    if (frame.size() < key_version_and_correlation) {
        return base::Error(kafka::ErrorCode::invalid_request,
                           fmt::format("a request of {} bytes has no header", frame.size()));
    }
    ParsedRequest request;
    RequestHeader& header = request.header;
    header.request_api_key = base::load_be<std::int16_t>(frame.data());
    header.request_api_version = base::load_be<std::int16_t>(frame.data() + 2);
    header.correlation_id = base::load_be<std::int32_t>(frame.data() + 4);
    const ApiInfo* info = api_info(header.request_api_key);
    if (info == nullptr || header.request_api_version < 0) return request;

    const std::int16_t header_version = request_header_version(info->api, header.request_api_version);
    Decoder decoder(frame, header_version, flexible(RequestHeader::api, header_version));
    decoder.read(header);
    request.known = info->api.versions.contain(header.request_api_version);
    if (decoder.failed()) {
        if (request.known) return decoder.error();
        return request;
    }
    request.body = frame.slice(decoder.position());
    return request;
}

base::Buffers encode_request(std::int32_t correlation_id, const std::optional<std::string>& client_id,
                             const Message& message, std::int16_t version) {
    const Api& api = message.info();
    RIPARIUM_ASSERT(api.key != Api::no_key && api.versions.contain(version),
                    "a request in one of its versions");
    RequestHeader header;
    header.request_api_key = api.key;
    header.request_api_version = version;
    header.correlation_id = correlation_id;
    header.client_id = client_id;
    Encoder encoder(version, flexible(api, version)); // the header's fields are those of every version
    encoder.append(header);
    encoder.append(message);
    return encoder.take();
}

base::Buffers encode_response(std::int32_t correlation_id, const Message& response, std::int16_t version) {
    const Api& api = response.info();
    RIPARIUM_ASSERT(api.key != Api::no_key && api.versions.contain(version),
                    "a response in one of its versions");
    Encoder encoder(version, flexible(api, version));
    encoder.append_int32(correlation_id);
    if (response_header_version(api, version) == 1) encoder.append_empty_tags();
    encoder.append(response);
    return encoder.take();
}

base::Result<ParsedResponse> parse_response(base::Buffer frame, const Api& api, std::int16_t version) {
    const std::int16_t header_version = response_header_version(api, version);
    Decoder decoder(frame, header_version, flexible(ResponseHeader::api, header_version));
    ResponseHeader header;
    decoder.read(header);
    if (decoder.failed()) return decoder.error();
    ParsedResponse response;
    response.correlation_id = header.correlation_id;
    response.body = frame.slice(decoder.position());
    return response;
}

} // namespace wire
