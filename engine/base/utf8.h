#pragma once
// Reading UTF-8 that may be anything: names and ids come from outside. Any thread.

#include <string>
#include <string_view>

namespace base {

inline constexpr char32_t replacement_character = 0xfffd;

/// Takes the next character off `text`; what is no UTF-8 costs one byte and is the replacement character.
/// REQUIRES: !text.empty().
char32_t take_utf8(std::string_view& text);

/// Appends `c`. REQUIRES: a Unicode scalar value.
void append_utf8(std::string& out, char32_t c);

} // namespace base
