#include "storage/checkpoint_file.h"

#include "storage/checkpoint_text.h"

#include "base/log.h"

#include <fmt/format.h>

namespace storage {

std::string encode_offsets(const PartitionOffsets& offsets) {
    std::string lines;
    for (const auto& [partition, offset] : offsets)
        lines += fmt::format("{} {} {}\n", partition.topic, partition.partition.value, offset.value);
    return checkpoint_text(offsets.size(), lines);
}

std::optional<PartitionOffsets> decode_offsets(std::string_view text) {
    const auto lines = checkpoint_lines(text);
    if (!lines) return std::nullopt;
    PartitionOffsets offsets;
    for (const std::string_view line : *lines) {
        const auto words = split_words(line);
        if (words.size() != 3) return std::nullopt;
        const auto partition = parse_number<std::int32_t>(words[1]);
        const auto offset = parse_number<std::int64_t>(words[2]);
        if (!partition || !offset || *partition < 0 || *offset < 0) return std::nullopt;
        offsets[{std::string(words[0]), base::PartitionIndex(*partition)}] = base::Offset(*offset);
    }
    return offsets;
}

PartitionOffsets read_offsets(Disk& disk, const fs::path& path) {
    if (!disk.exists(path)) return {};
    const auto bytes = read_file(disk, path);
    auto offsets = bytes ? decode_offsets(base::as_text(*bytes)) : std::nullopt;
    if (offsets) return std::move(*offsets);
    base::log::warn("storage", "{} is no offset checkpoint and is ignored", path.string());
    return {};
}

} // namespace storage
