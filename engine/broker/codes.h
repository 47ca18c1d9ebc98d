#pragma once
// Error codes on their way into messages. Any thread.

#include "base/error_code.h"

namespace broker {

inline std::int16_t to_wire(kafka::ErrorCode code) {
    return static_cast<std::int16_t>(code);
}

} // namespace broker
