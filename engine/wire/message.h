#pragma once
// What a Kafka message is to the engine: a plain struct that declares its wire form once, in `fields`.
// Any thread; a message has one owner. Source: reference 1.2, 2.2 and appendix A.

#include "base/bytes.h"

#include <cstdint>
#include <limits>

namespace wire {

using base::Byte;
using base::Bytes;

class Visitor;

/// Greater than every version: "from no version on".
inline constexpr std::int16_t no_version = std::numeric_limits<std::int16_t>::max();

/// First and last version, both included.
struct Versions {
    std::int16_t min = 0;
    std::int16_t max = 0;

    constexpr bool contain(std::int16_t version) const { return version >= min && version <= max; }
};

/// Of a request and its response: API key. Of a record of the metadata log: record type. Of anything else: no
/// key.
struct Api {
    static constexpr std::int16_t no_key = -1;

    std::int16_t key = no_key;
    Versions versions;
    /// First version with compact lengths and tagged fields; `no_version` when there is none.
    std::int16_t flexible_since = no_version;
    /// First version that Kafka has not released yet: decoded, never advertised.
    std::int16_t unstable_since = no_version;
};

/// A part of a message: the top level, an element of an array, a nested struct.
/// Structs have a base and so are no aggregates, which GCC 12 needs in coroutines (DESIGN 6).
struct Struct {
    virtual ~Struct() = default;
    /// The only declaration of the wire form: calls `visitor.field` for each field in wire order.
    virtual void fields(Visitor& visitor) = 0;

protected:
    Struct() = default;
    Struct(const Struct&) = default;
    Struct(Struct&&) = default;
    Struct& operator=(const Struct&) = default;
    Struct& operator=(Struct&&) = default;
};

/// What travels alone: a request, a response, a header, a record's key or value.
struct Message : Struct {
    virtual const Api& info() const = 0;
};

/// `struct FetchRequest : MessageOf<FetchRequest>` needs a `static constexpr Api api`.
template <class Derived>
struct MessageOf : Message {
    const Api& info() const final { return Derived::api; }
};

/// Record batches as they travel: slices of the received frame, or of what storage handed out. Never copied
/// here.
struct Records {
    bool null = true;
    base::Buffers parts;

    static Records of(base::Buffers parts) {
        Records records;
        records.null = false;
        records.parts = std::move(parts);
        return records;
    }
    static Records of(base::Buffer part) {
        Records records;
        records.null = false;
        records.parts.push_back(std::move(part));
        return records;
    }
    std::size_t size() const { return base::total_size(parts); }
};

} // namespace wire
