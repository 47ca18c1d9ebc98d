#pragma once
// The text form that Kafka's checkpoint files share: a version line "0", the number of lines, the lines.
// Any thread. Source: reference 8.

#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace storage {

/// `lines` must hold `count` lines, each ended by a newline.
std::string checkpoint_text(std::size_t count, std::string_view lines);

/// The lines behind the two of the head, as views into `text`. Nothing when the head or the number is wrong.
std::optional<std::vector<std::string_view>> checkpoint_lines(std::string_view text);

std::vector<std::string_view> split_lines(std::string_view text);
std::vector<std::string_view> split_words(std::string_view line);

/// The whole text as a number, or nothing.
template <class T>
std::optional<T> parse_number(std::string_view text) {
    T value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

} // namespace storage
