#include "support/vectors.h"

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <zlib.h>

namespace support {
namespace {

[[noreturn]] void give_up(const std::string& why) {
    std::fprintf(stderr, "vectors: %s\n", why.c_str());
    std::abort();
}

std::string unpack(const std::string& path) {
    struct Close {
        void operator()(gzFile file) const { gzclose(file); }
    };
    const std::unique_ptr<gzFile_s, Close> file(gzopen(path.c_str(), "rb"));
    if (!file) give_up("cannot open " + path);
    std::string text;
    std::vector<char> chunk(1U << 16U);
    for (;;) {
        const int n = gzread(file.get(), chunk.data(), static_cast<unsigned>(chunk.size()));
        if (n < 0) give_up("cannot unpack " + path);
        if (n == 0) return text;
        text.append(chunk.data(), static_cast<std::size_t>(n));
    }
}

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    for (;;) {
        const std::size_t end = text.find(separator);
        parts.emplace_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

std::uint8_t digit(char c) {
    if (c >= '0' && c <= '9') return static_cast<std::uint8_t>(c - '0');
    if (c >= 'a' && c <= 'f') return static_cast<std::uint8_t>(c - 'a' + 10);
    give_up("not a hexadecimal digit");
}

} // namespace

std::vector<Columns> read_vectors(std::string_view file_name) {
    const char* folder = std::getenv("RIPARIUM_VECTORS");
    const std::string path =
        std::string(folder != nullptr ? folder : RIPARIUM_TEST_DATA) + "/" + std::string(file_name);
    std::vector<Columns> lines;
    for (const std::string& line : split(unpack(path), '\n')) {
        if (!line.empty()) lines.push_back(split(line, '\t'));
    }
    if (lines.empty()) give_up(path + " has no lines");
    return lines;
}

std::vector<MessageVector> read_message_vectors() {
    std::vector<MessageVector> vectors;
    for (Columns& line : read_vectors("messages.tsv.gz")) {
        if (line.size() != 7)
            give_up("messages.tsv.gz: a line has " + std::to_string(line.size()) + " columns");
        MessageVector v;
        v.group = line[0];
        v.name = line[1];
        v.key = static_cast<std::int16_t>(std::stoi(line[2]));
        v.version = static_cast<std::int16_t>(std::stoi(line[3]));
        if (line[4] != "-1") v.flexible = line[4] == "1";
        v.json = std::move(line[5]);
        v.bytes = from_hex(line[6]);
        vectors.push_back(std::move(v));
    }
    return vectors;
}

std::vector<std::uint8_t> from_hex(std::string_view hex) {
    if (hex.size() % 2 != 0) give_up("odd number of hexadecimal digits");
    std::vector<std::uint8_t> bytes;
    bytes.reserve(hex.size() / 2);
    for (std::size_t i = 0; i < hex.size(); i += 2) {
        bytes.push_back(static_cast<std::uint8_t>(digit(hex[i]) << 4U | digit(hex[i + 1])));
    }
    return bytes;
}

std::string to_hex(const std::uint8_t* data, std::size_t size) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(size * 2);
    for (std::size_t i = 0; i < size; ++i) {
        text += digits[data[i] >> 4U];
        text += digits[data[i] & 15U];
    }
    return text;
}

} // namespace support
