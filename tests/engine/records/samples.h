#pragma once
// Batches for tests of records: seeded random ones, and small ones written by hand. Test code only.

#include "base/rng.h"
#include "records/builder.h"

#include <array>
#include <string>

namespace samples {

using base::Byte;
using base::Bytes;

inline constexpr std::int64_t now = 1'700'000'000'000;
inline constexpr std::array<records::Codec, 5> codecs{records::Codec::none, records::Codec::gzip,
                                                      records::Codec::snappy, records::Codec::lz4,
                                                      records::Codec::zstd};

inline std::vector<Byte> random_bytes(base::Rng& rng, std::size_t size) {
    std::vector<Byte> bytes(size);
    for (Byte& b : bytes) b = static_cast<Byte>(rng.below(256));
    return bytes;
}

/// `count` records "key-0": "value-0" ..., one millisecond apart from `now` on.
inline base::Buffer batch(int count, records::BatchOptions options = {}, std::size_t value_size = 40) {
    records::BatchBuilder builder(options);
    for (int i = 0; i < count; ++i) {
        const std::string key = "key-" + std::to_string(i);
        std::string value = "value-" + std::to_string(i);
        value.resize(value_size, '.');
        builder.add(now + i, base::as_bytes(key), base::as_bytes(value));
    }
    return std::move(builder).build();
}

inline records::BatchOptions with(records::Codec codec) {
    records::BatchOptions options;
    options.codec = codec;
    return options;
}

/// A batch with nulls, empty and long parts, headers and times that go back and forth.
inline base::Buffer random_batch(base::Rng& rng, records::BatchOptions options, int count) {
    records::BatchBuilder builder(options);
    for (int i = 0; i < count; ++i) {
        const auto key = random_bytes(rng, rng.below(20));
        const auto value = random_bytes(rng, rng.below(10) == 0 ? rng.below(3000) : rng.below(100));
        std::vector<records::HeaderView> headers(rng.below(3), {"trace", Bytes(key)});
        if (!headers.empty() && rng.below(3) == 0) headers.front().value.reset();
        const auto timestamp = now + static_cast<std::int64_t>(rng.below(10'000)) - 5'000;
        std::optional<Bytes> key_or_null;
        if (rng.below(4) != 0) key_or_null = key;
        std::optional<Bytes> value_or_null;
        if (rng.below(8) != 0) value_or_null = value;
        builder.add(timestamp, key_or_null, value_or_null, headers);
    }
    return std::move(builder).build();
}

} // namespace samples
