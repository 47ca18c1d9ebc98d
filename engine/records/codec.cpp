#include "records/codec.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <lz4frame.h>
#include <memory>
#include <snappy.h>
#include <zlib.h>
#include <zstd.h>

namespace records {

namespace {

using base::Buffer;
using base::Error;
using base::Result;
using kafka::ErrorCode;

constexpr std::array<Byte, 8> xerial_magic{0x82, 'S', 'N', 'A', 'P', 'P', 'Y', 0};
constexpr std::size_t xerial_header = 16;
constexpr std::size_t xerial_block = std::size_t{32} << 10U;
/// A snappy copy of three bytes gives at most 64: no honest block claims more than this many times its size.
constexpr std::size_t snappy_max_ratio = 22;

/// Output that grows as bytes arrive and stops at a limit.
class Output {
public:
    Output(std::size_t compressed, std::size_t limit) : limit_(limit) {
        grow_to(std::clamp<std::size_t>(compressed * 4, 1024, std::size_t{1} << 20U));
    }

    /// Room behind what is filled; grows when there is none. Empty at the limit.
    std::span<Byte> room() {
        if (size_ == bytes_.size() && size_ < limit_) grow_to(size_ * 2);
        return bytes_.writable().subspan(size_);
    }
    /// At least `n` bytes of room, or empty when that is beyond the limit.
    std::span<Byte> room_for(std::size_t n) {
        if (n > limit_ - size_) return {};
        if (n > bytes_.size() - size_) grow_to(std::max(size_ + n, size_ * 2));
        return bytes_.writable().subspan(size_);
    }
    void filled(std::size_t n) { size_ += n; }
    Buffer take() const { return bytes_.slice(0, size_); }

private:
    void grow_to(std::size_t capacity) {
        Buffer bigger = Buffer::uninitialised(std::min(capacity, limit_));
        std::copy_n(bytes_.data(), size_, bigger.writable().data());
        bytes_ = std::move(bigger);
    }

    std::size_t limit_;
    std::size_t size_ = 0;
    Buffer bytes_;
};

Error malformed(Codec codec, std::string_view what) {
    return {ErrorCode::invalid_record, fmt::format("{} data is malformed: {}", name(codec), what)};
}

Error beyond(std::size_t limit) {
    return {ErrorCode::message_too_large, fmt::format("the batch decompresses to more than {} bytes", limit)};
}

template <class T, auto Free>
struct FreeWith {
    void operator()(T* p) const { Free(p); }
};

/// What one call of a streaming decoder did.
struct Step {
    std::size_t used = 0;  ///< of the input
    std::size_t made = 0;  ///< of the room
    bool complete = false; ///< the input may end here
    std::string_view error;
};

/// Runs a streaming decoder, `Step decode(Bytes in, std::span<Byte> room)`, to the end of the input.
template <class Decode>
Result<Buffer> stream(Codec codec, Bytes in, std::size_t limit, Decode decode) {
    Output out(in.size(), limit);
    for (;;) {
        // At the limit, room for one more byte tells "exactly the limit" from "more".
        Byte surplus = 0;
        std::span<Byte> room = out.room();
        const bool at_limit = room.empty();
        if (at_limit) room = {&surplus, 1};
        const Step step = decode(in, room);
        if (!step.error.empty()) return malformed(codec, step.error);
        if (at_limit && step.made > 0) return beyond(limit);
        out.filled(step.made);
        in = in.subspan(step.used);
        if (step.complete && in.empty()) return out.take();
        const bool stuck = step.made == 0 && step.used == 0;
        if (stuck || (in.empty() && step.made < room.size())) return malformed(codec, "cut off");
    }
}

bool begins_gzip_member(Bytes in) {
    return in.size() >= 2 && in[0] == 0x1f && in[1] == 0x8b;
}

Result<Buffer> gunzip(Bytes compressed, std::size_t limit) {
    z_stream z{};
    if (inflateInit2(&z, 15 + 16) != Z_OK)
        return Error(ErrorCode::unknown_server_error, "zlib has no memory");
    const std::unique_ptr<z_stream, FreeWith<z_stream, inflateEnd>> guard(&z);
    return stream(Codec::gzip, compressed, limit, [&z](Bytes in, std::span<Byte> room) {
        z.next_in = const_cast<Byte*>(in.data());
        z.avail_in = static_cast<uInt>(in.size());
        z.next_out = room.data();
        z.avail_out = static_cast<uInt>(room.size());
        const int status = inflate(&z, Z_NO_FLUSH);
        Step step{in.size() - z.avail_in, room.size() - z.avail_out, status == Z_STREAM_END, {}};
        if (status == Z_STREAM_END) {
            const bool more = begins_gzip_member(in.subspan(step.used));
            if (more) inflateReset(&z);
            if (!more) step.used = in.size();
        } else if (status != Z_OK && status != Z_BUF_ERROR) {
            step.error = z.msg != nullptr ? z.msg : "no gzip";
        }
        return step;
    });
}

/// The length that a raw snappy block announces; empty when it has none that it could give.
std::optional<std::size_t> snappy_length(Bytes block) {
    std::size_t size = 0;
    const char* data = reinterpret_cast<const char*>(block.data());
    if (!snappy::GetUncompressedLength(data, block.size(), &size)) return std::nullopt;
    if (size > block.size() * snappy_max_ratio) return std::nullopt;
    return size;
}

/// Appends one raw snappy block.
Result<> unsnappy_block(Bytes block, std::size_t limit, Output& out) {
    const char* data = reinterpret_cast<const char*>(block.data());
    const auto size = snappy_length(block);
    if (!size) return malformed(Codec::snappy, "no block of a possible length");
    const std::span<Byte> room = out.room_for(*size);
    if (room.size() < *size) return beyond(limit);
    if (!snappy::RawUncompress(data, block.size(), reinterpret_cast<char*>(room.data()))) {
        return malformed(Codec::snappy, "block");
    }
    out.filled(*size);
    return {};
}

bool begins_xerial(Bytes in) {
    return in.size() >= xerial_header && std::equal(xerial_magic.begin(), xerial_magic.end(), in.begin());
}

Result<Buffer> unsnappy(Bytes in, std::size_t limit) {
    Output out(in.size(), limit);
    if (!begins_xerial(in)) {
        const auto block = unsnappy_block(in, limit, out);
        if (!block) return block.error();
        return out.take();
    }
    while (!in.empty()) {
        if (begins_xerial(in)) { // streams may be concatenated
            in = in.subspan(xerial_header);
            continue;
        }
        if (in.size() < 4) return malformed(Codec::snappy, "cut off");
        const auto size = base::load_be<std::uint32_t>(in.data());
        in = in.subspan(4);
        if (size > in.size()) return malformed(Codec::snappy, "cut off");
        const auto block = unsnappy_block(in.first(size), limit, out);
        if (!block) return block.error();
        in = in.subspan(size);
    }
    return out.take();
}

Result<Buffer> unlz4(Bytes compressed, std::size_t limit) {
    if (!plausible(Codec::lz4, compressed)) return malformed(Codec::lz4, "no frame of independent blocks");
    LZ4F_dctx* made_context = nullptr;
    if (LZ4F_isError(LZ4F_createDecompressionContext(&made_context, LZ4F_VERSION)) != 0U) {
        return Error(ErrorCode::unknown_server_error, "lz4 has no memory");
    }
    const std::unique_ptr<LZ4F_dctx, FreeWith<LZ4F_dctx, LZ4F_freeDecompressionContext>> context(
        made_context);
    return stream(Codec::lz4, compressed, limit, [&context](Bytes in, std::span<Byte> room) {
        Step step{in.size(), room.size(), false, {}};
        const std::size_t wanted =
            LZ4F_decompress(context.get(), room.data(), &step.made, in.data(), &step.used, nullptr);
        step.complete = wanted == 0;
        if (LZ4F_isError(wanted) != 0U) step.error = LZ4F_getErrorName(wanted);
        return step;
    });
}

Result<Buffer> unzstd(Bytes compressed, std::size_t limit) {
    const std::unique_ptr<ZSTD_DCtx, FreeWith<ZSTD_DCtx, ZSTD_freeDCtx>> context(ZSTD_createDCtx());
    if (!context) return Error(ErrorCode::unknown_server_error, "zstd has no memory");
    return stream(Codec::zstd, compressed, limit, [&context](Bytes in, std::span<Byte> room) {
        ZSTD_inBuffer source{in.data(), in.size(), 0};
        ZSTD_outBuffer sink{room.data(), room.size(), 0};
        const std::size_t wanted = ZSTD_decompressStream(context.get(), &sink, &source);
        Step step{source.pos, sink.pos, wanted == 0, {}};
        if (ZSTD_isError(wanted) != 0U) step.error = ZSTD_getErrorName(wanted);
        return step;
    });
}

void gzip(int level, Bytes plain, std::vector<Byte>& out) {
    z_stream z{};
    deflateInit2(&z, std::clamp(level, -1, 9), Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    const std::unique_ptr<z_stream, FreeWith<z_stream, deflateEnd>> guard(&z);
    const std::size_t at = out.size();
    out.resize(at + deflateBound(&z, plain.size()));
    z.next_in = const_cast<Byte*>(plain.data());
    z.avail_in = static_cast<uInt>(plain.size());
    z.next_out = out.data() + at;
    z.avail_out = static_cast<uInt>(out.size() - at);
    deflate(&z, Z_FINISH);
    out.resize(at + z.total_out);
}

void xerial(Bytes plain, std::vector<Byte>& out) {
    out.insert(out.end(), xerial_magic.begin(), xerial_magic.end());
    out.insert(out.end(), {0, 0, 0, 1, 0, 0, 0, 1}); // version, and the oldest version that can read it
    while (!plain.empty()) {
        const Bytes block = plain.first(std::min(plain.size(), xerial_block));
        const std::size_t at = out.size();
        out.resize(at + 4 + snappy::MaxCompressedLength(block.size()));
        std::size_t size = 0;
        snappy::RawCompress(reinterpret_cast<const char*>(block.data()), block.size(),
                            reinterpret_cast<char*>(out.data() + at + 4), &size);
        base::store_be(out.data() + at, static_cast<std::int32_t>(size));
        out.resize(at + 4 + size);
        plain = plain.subspan(block.size());
    }
}

void lz4(int level, Bytes plain, std::vector<Byte>& out) {
    LZ4F_preferences_t preferences{};
    preferences.frameInfo.blockSizeID = LZ4F_max64KB;
    preferences.frameInfo.blockMode = LZ4F_blockIndependent;
    // Kafka's default, 9, means its fast compressor; every other level means the high one.
    preferences.compressionLevel =
        level == default_level(Codec::lz4) ? 0 : std::clamp(level, 3, LZ4F_compressionLevel_max());
    const std::size_t at = out.size();
    out.resize(at + LZ4F_compressFrameBound(plain.size(), &preferences));
    const std::size_t size =
        LZ4F_compressFrame(out.data() + at, out.size() - at, plain.data(), plain.size(), &preferences);
    out.resize(at + size);
}

void zstd(int level, Bytes plain, std::vector<Byte>& out) {
    const std::size_t at = out.size();
    out.resize(at + ZSTD_compressBound(plain.size()));
    const std::size_t size = ZSTD_compress(out.data() + at, out.size() - at, plain.data(), plain.size(),
                                           std::clamp(level, ZSTD_minCLevel(), ZSTD_maxCLevel()));
    out.resize(at + size);
}

} // namespace

int default_level(Codec codec) {
    switch (codec) {
    case Codec::gzip:
        return -1;
    case Codec::lz4:
        return 9;
    case Codec::zstd:
        return 3;
    default:
        return 0;
    }
}

Result<Buffer> decompress(Codec codec, Bytes compressed, std::size_t limit) {
    switch (codec) {
    case Codec::none:
        return compressed.size() > limit ? Result<Buffer>(beyond(limit)) : Buffer::copy_of(compressed);
    case Codec::gzip:
        return gunzip(compressed, limit);
    case Codec::snappy:
        return unsnappy(compressed, limit);
    case Codec::lz4:
        return unlz4(compressed, limit);
    case Codec::zstd:
        return unzstd(compressed, limit);
    }
    return Error(ErrorCode::unsupported_compression_type,
                 fmt::format("compression codec {} is not known", static_cast<int>(codec)));
}

bool plausible(Codec codec, Bytes compressed) {
    // An lz4 frame begins with its magic and FLG, whose bit 5 says that blocks are independent.
    constexpr std::array<Byte, 4> lz4_magic{0x04, 0x22, 0x4d, 0x18};
    constexpr std::array<Byte, 4> zstd_magic{0x28, 0xb5, 0x2f, 0xfd};
    const auto begins_with = [&](const std::array<Byte, 4>& magic) {
        return compressed.size() > magic.size() && std::equal(magic.begin(), magic.end(), compressed.begin());
    };
    switch (codec) {
    case Codec::none:
        return true;
    case Codec::gzip:
        return begins_gzip_member(compressed);
    case Codec::snappy:
        return begins_xerial(compressed) || snappy_length(compressed).has_value();
    case Codec::lz4:
        return begins_with(lz4_magic) && (compressed[4] & 0x20U) != 0;
    case Codec::zstd:
        return begins_with(zstd_magic);
    }
    return false;
}

void compress(Codec codec, int level, Bytes plain, std::vector<Byte>& out) {
    switch (codec) {
    case Codec::none:
        out.insert(out.end(), plain.begin(), plain.end());
        return;
    case Codec::gzip:
        gzip(level, plain, out);
        return;
    case Codec::snappy:
        xerial(plain, out);
        return;
    case Codec::lz4:
        lz4(level, plain, out);
        return;
    case Codec::zstd:
        zstd(level, plain, out);
        return;
    }
}

} // namespace records
