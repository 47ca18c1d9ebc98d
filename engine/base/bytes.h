#pragma once
// Bytes, big-endian numbers, varints and the reference-counted slice that carries record batches without copies.
// Any thread; a Buffer may be shared between threads as long as nobody writes to it.

#include <bit>
#include <cstdint>
#include <cstring>
#include <memory>
#include <utility>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

namespace base {

using Byte = std::uint8_t;
using Bytes = std::span<const Byte>;

inline Bytes as_bytes(std::string_view text) { return {reinterpret_cast<const Byte*>(text.data()), text.size()}; }
inline std::string_view as_text(Bytes bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

/// Reads a big-endian integer. REQUIRES: sizeof(T) bytes at `p`.
template <class T> T load_be(const Byte* p) {
    std::make_unsigned_t<T> v = 0;
    std::memcpy(&v, p, sizeof(T));
    if constexpr (sizeof(T) == 2) v = __builtin_bswap16(v);
    if constexpr (sizeof(T) == 4) v = __builtin_bswap32(v);
    if constexpr (sizeof(T) == 8) v = __builtin_bswap64(v);
    return static_cast<T>(v);
}

/// Writes a big-endian integer. REQUIRES: room for sizeof(T) bytes at `p`.
template <class T> void store_be(Byte* p, T value) {
    auto v = static_cast<std::make_unsigned_t<T>>(value);
    if constexpr (sizeof(T) == 2) v = __builtin_bswap16(v);
    if constexpr (sizeof(T) == 4) v = __builtin_bswap32(v);
    if constexpr (sizeof(T) == 8) v = __builtin_bswap64(v);
    std::memcpy(p, &v, sizeof(T));
}

/// Where bytes lie that are sent from their file without ever being read into memory.
struct FileSlice {
    std::shared_ptr<const void> keep; ///< holds the descriptor open
    int descriptor = -1;
    std::uint64_t position = 0;
};

/// A slice of memory that keeps its owner alive. Copying copies a pointer, never bytes.
class Buffer {
public:
    Buffer() = default;
    Buffer(std::shared_ptr<const void> owner, Byte* data, std::size_t size)
        : owner_(std::move(owner)), data_(data), size_(size) {}

    /// `size` bytes of a file, for a sender only: there are no bytes() and no slices of it.
    static Buffer in_file(FileSlice slice, std::size_t size) {
        return {std::make_shared<const FileSlice>(std::move(slice)), nullptr, size};
    }
    bool is_in_file() const { return data_ == nullptr && size_ > 0; }
    /// REQUIRES: is_in_file().
    const FileSlice& file() const { return *static_cast<const FileSlice*>(owner_.get()); }

    /// A buffer that owns its bytes.
    static Buffer of(std::vector<Byte> bytes) {
        auto owner = std::make_shared<std::vector<Byte>>(std::move(bytes));
        return {owner, owner->data(), owner->size()};
    }
    static Buffer copy_of(Bytes bytes) { return of({bytes.begin(), bytes.end()}); }
    /// `size` bytes with unspecified content, to be filled through `writable()` before it is shared.
    static Buffer uninitialised(std::size_t size) {
        std::shared_ptr<Byte[]> owner(new Byte[size]);
        return {owner, owner.get(), size};
    }

    Bytes bytes() const { return {data_, size_}; }
    const Byte* data() const { return data_; }
    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }

    /// For the one holder that received or made these bytes, before it shares them.
    std::span<Byte> writable() { return {data_, size_}; }

    /// REQUIRES: offset + size within this buffer.
    Buffer slice(std::size_t offset, std::size_t size) const { return {owner_, data_ + offset, size}; }
    Buffer slice(std::size_t offset) const { return slice(offset, size_ - offset); }

private:
    std::shared_ptr<const void> owner_;
    Byte* data_ = nullptr;
    std::size_t size_ = 0;
};

/// Several buffers that are one run of bytes on the wire or in a file.
using Buffers = std::vector<Buffer>;

inline std::size_t total_size(const Buffers& buffers) {
    std::size_t n = 0;
    for (const Buffer& b : buffers) n += b.size();
    return n;
}

} // namespace base
