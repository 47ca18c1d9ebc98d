#pragma once
// The functions that the rest of the engine uses: bodies and frames to messages and back. Any thread.
// Source: reference 2.1, 2.2.

#include "base/result.h"
#include "wire/headers.h"

namespace wire {

/// Fills `message`, which must be fresh, from a body without header; the whole body must be consumed.
/// Records in it are slices of `body`. Errors: INVALID_REQUEST (malformed), UNSUPPORTED_VERSION.
base::Result<> decode(base::Buffer body, std::int16_t version, Message& message);

/// The body alone. Records of `message` are chained, not copied. REQUIRES: a version of the message.
base::Buffers encode(const Message& message, std::int16_t version);

/// A frame of a client, taken apart.
struct ParsedRequest {
    RequestHeader header;
    base::Buffer body;
    /// False when the API key is unknown or has no such version; then only the key, version and correlation
    /// id are certain, and the client id and body may be empty.
    bool known = false;
};

/// `frame` has no length prefix. Error: INVALID_REQUEST when not even the header can be read.
base::Result<ParsedRequest> parse_request(base::Buffer frame);

/// A whole request without length prefix. REQUIRES: `request` has an API key.
base::Buffers encode_request(std::int32_t correlation_id, const std::optional<std::string>& client_id,
                             const Message& request, std::int16_t version);

/// A whole response without length prefix. The header of ApiVersions is always v0.
base::Buffers encode_response(std::int32_t correlation_id, const Message& response, std::int16_t version);

/// A frame of a broker, taken apart.
struct ParsedResponse {
    std::int32_t correlation_id = 0;
    base::Buffer body;
};

/// `frame` answers a request of this API and version. Error: INVALID_REQUEST when the header cannot be read.
base::Result<ParsedResponse> parse_response(base::Buffer frame, const Api& api, std::int16_t version);

} // namespace wire
