#pragma once
// The vectors that Apache Kafka wrote (tests/data/README.md), line by line. RIPARIUM_VECTORS=DIR reads the
// same file names from DIR instead of tests/data. Test code only.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace support {

using Columns = std::vector<std::string>;

/// Every line of a gzip file of tab separated columns. Ends the test run with a message when the file cannot
/// be read: a test that skips its vectors would be green for nothing.
std::vector<Columns> read_vectors(std::string_view file_name);

/// One line of messages.tsv.gz.
struct MessageVector {
    std::string group;     ///< request, response, data, coordinator, metadata
    std::string name;      ///< "FetchRequest"
    std::int16_t key = -1; ///< API key or record type, -1 when it has none
    std::int16_t version = 0;
    std::optional<bool> flexible;
    std::string json;
    std::vector<std::uint8_t> bytes; ///< the body alone
};

std::vector<MessageVector> read_message_vectors();

/// The bytes of a hexadecimal text. Ends the test run when it is none.
std::vector<std::uint8_t> from_hex(std::string_view hex);
std::string to_hex(const std::uint8_t* data, std::size_t size);

} // namespace support
