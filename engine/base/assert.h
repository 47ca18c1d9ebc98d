#pragma once
// RIPARIUM_ASSERT is on in every build: it guards what the code itself promises, never input. Any thread.

#include <source_location>

namespace base {
[[noreturn]] void assertion_failed(const char* expression, const char* why,
                                   std::source_location where = std::source_location::current());
}

#define RIPARIUM_ASSERT(expression, why)                                                                     \
    do {                                                                                                     \
        if (!(expression)) [[unlikely]]                                                                      \
            ::base::assertion_failed(#expression, why);                                                      \
    } while (false)
