#include "storage/checkpoint_text.h"

#include <fmt/format.h>

namespace storage {
namespace {

std::vector<std::string_view> split(std::string_view text, char at) {
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(at), text.size());
        if (end > 0) parts.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

} // namespace

std::string checkpoint_text(std::size_t count, std::string_view lines) {
    return fmt::format("0\n{}\n{}", count, lines);
}

std::vector<std::string_view> split_lines(std::string_view text) {
    return split(text, '\n');
}
std::vector<std::string_view> split_words(std::string_view line) {
    return split(line, ' ');
}

std::optional<std::vector<std::string_view>> checkpoint_lines(std::string_view text) {
    auto lines = split_lines(text);
    if (lines.size() < 2 || lines[0] != "0") return std::nullopt;
    const auto count = parse_number<std::size_t>(lines[1]);
    if (!count || *count != lines.size() - 2) return std::nullopt;
    lines.erase(lines.begin(), lines.begin() + 2);
    return lines;
}

} // namespace storage
