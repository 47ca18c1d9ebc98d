// The libFuzzer program, clang only: decoder_fuzz [CORPUS] [-max_total_time=60]

#include "fuzz/decoder_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::decode_anything(data, size);
    return 0;
}
