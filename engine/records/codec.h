#pragma once
// The four compression codecs of record batches, in the framings that Kafka's clients really send
// (reference 2.5). Stateless functions, any thread; big inputs belong on the disk pool. Nothing trusts an
// announced size: memory grows with the bytes that come out, and never beyond `limit`.
//
//   gzip    RFC 1952; concatenated members are one stream; bytes after the last member that start no other
//   are ignored snappy  two dialects: xerial framing (Java, Python, Node: magic 82 "SNAPPY" 00, then
//   length-prefixed raw blocks)
//           and one raw block (librdkafka, Go). Told apart by the magic; we write xerial
//   lz4     LZ4 frame with independent blocks (Java decodes without history); we write 64 KiB blocks
//   zstd    frames, usually without a content size; no dictionaries

#include "records/batch.h"

#include <vector>

namespace records {

/// What one batch may decompress to.
inline constexpr std::size_t default_decompressed_limit = std::size_t{128} << 20U;

/// Kafka's default of compression.gzip.level (-1), compression.lz4.level (9), compression.zstd.level (3).
int default_level(Codec codec);

/// The records behind a codec. `none` copies. Errors: UNSUPPORTED_COMPRESSION_TYPE (codec 5-7),
/// MESSAGE_TOO_LARGE (more than `limit` bytes), INVALID_RECORD (not what the codec says, or cut off).
base::Result<base::Buffer> decompress(Codec codec, Bytes compressed,
                                      std::size_t limit = default_decompressed_limit);

/// False when the first bytes cannot be this codec's: a wrong magic, lz4 blocks that depend on each other, a
/// snappy length that its block cannot give. Looks at a few bytes; true promises nothing about the rest.
bool plausible(Codec codec, Bytes compressed);

/// Appends `plain`, compressed, to `out`. `level` as in the topic's compression.<codec>.level; out of range
/// is clamped. REQUIRES: a known codec.
void compress(Codec codec, int level, Bytes plain, std::vector<Byte>& out);

} // namespace records
