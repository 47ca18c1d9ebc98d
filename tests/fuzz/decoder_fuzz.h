#pragma once
// Entry of the decoder fuzzers. Test code only.

#include <cstddef>
#include <cstdint>

namespace fuzz {

/// Byte 0 picks a message, byte 1 a version, the rest is its body; all of it is also parsed as a client's
/// frame. Ends the program when what was decoded does not encode to something that decodes to the same.
void decode_anything(const std::uint8_t* data, std::size_t size);

} // namespace fuzz
