#pragma once
// The two headers. Plain values, any thread. Source: reference 2.1.

#include "wire/message.h"

#include <optional>
#include <string>

namespace wire {

/// Version 1, or 2 for requests in a flexible version. The client id is never compact.
struct RequestHeader final : MessageOf<RequestHeader> {
    static constexpr Api api{.versions = {1, 2}, .flexible_since = 2};
    std::int16_t request_api_key = 0;
    std::int16_t request_api_version = 0;
    std::int32_t correlation_id = 0;
    std::optional<std::string> client_id;
    void fields(Visitor& v) override;
};

/// Version 0, or 1 for responses in a flexible version except those to ApiVersions.
struct ResponseHeader final : MessageOf<ResponseHeader> {
    static constexpr Api api{.versions = {0, 1}, .flexible_since = 1};
    std::int32_t correlation_id = 0;
    void fields(Visitor& v) override;
};

} // namespace wire
