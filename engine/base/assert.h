#pragma once
// RIPARIUM_ASSERT is on in every build: it guards what the code itself promises, never input. Any thread.
// No std::source_location: clang 14, which builds the fuzzers, lacks it.

namespace base {
[[noreturn]] void assertion_failed(const char* expression, const char* why, const char* file, int line);
}

#define RIPARIUM_ASSERT(expression, why)                                                                     \
    do {                                                                                                     \
        if (!(expression)) [[unlikely]]                                                                      \
            ::base::assertion_failed(#expression, why, __FILE__, __LINE__);                                  \
    } while (false)
