#pragma once
// Visitor: what walks over the fields of a message. Encoder, Decoder, Inspector, JsonWriter, JsonReader,
// Sampler and Lister are visitors, so a message is declared once and serves all of them. One thread per
// visitor. Source: reference 2.2.

#include "base/uuid.h"
#include "wire/message.h"

#include <concepts>
#include <optional>
#include <string>
#include <vector>

namespace wire {

/// What the wire form of a field depends on. All members have defaults: name those that differ.
struct FieldSpec {
    std::int16_t since = 0;
    std::int16_t until = no_version;
    /// Number of the tag, -1 for a field that is not tagged.
    int tag = -1;
    /// The default when it is not zero, false, empty or null. REQUIRES: the member's initialiser says the
    /// same.
    std::int64_t or_else = 0;
    /// For std::optional members and Records: first version that allows null.
    std::int16_t nullable_since = 0;
    /// A string whose length stays int16 in flexible versions (only the client id of the request header).
    bool never_compact = false;
    /// One sentence for the wire inspector.
    const char* about = "";
};

inline constexpr FieldSpec element_spec{};

/// An array member seen without its element type.
class ArrayRef {
public:
    virtual bool is_null() const = 0;
    virtual std::size_t size() const = 0;
    virtual std::size_t element_size() const = 0; ///< in memory
    virtual void set_null() = 0;                  ///< makes it empty when the member cannot be null
    virtual void start(std::size_t expected) = 0; ///< makes it empty and not null, with room for `expected`
    virtual void visit_new(Visitor& visitor) = 0; ///< appends a default element and visits it
    virtual void visit_at(std::size_t index, Visitor& visitor) = 0;

protected:
    ~ArrayRef() = default;
};

/// A nullable struct member seen without its type.
class StructRef {
public:
    virtual Struct* get() const = 0; ///< null when null
    virtual void set_null() = 0;
    virtual Struct& make() = 0;

protected:
    ~StructRef() = default;
};

/// True when every field of `part` has its default, in whatever version.
bool all_default(const Struct& part);

class Visitor {
public:
    virtual ~Visitor() = default;
    Visitor(const Visitor&) = delete;
    Visitor& operator=(const Visitor&) = delete;

    std::int16_t version() const { return version_; }
    bool flexible() const { return flexible_; }

    /// Called by `Struct::fields` for every field, in wire order.
    template <class T>
    void field(const char* name, T& member, const FieldSpec& spec = {}) {
        if (!every_version_ && (version_ < spec.since || version_ > spec.until)) return;
        if (spec.tag < 0) {
            if (plain_fields_) value(name, member, spec);
        } else if (tagged_fields_ && !(omit_default_tags_ && is_default(member, spec))) {
            if (!begin_tag(name, spec)) return;
            value(name, member, spec);
            end_tag(spec);
        }
    }

    virtual void visit(const char* name, bool& v, const FieldSpec& spec) = 0;
    virtual void visit(const char* name, std::int8_t& v, const FieldSpec& spec) = 0;
    virtual void visit(const char* name, std::int16_t& v, const FieldSpec& spec) = 0;
    virtual void visit(const char* name, std::uint16_t& v, const FieldSpec& spec) = 0;
    virtual void visit(const char* name, std::int32_t& v, const FieldSpec& spec) = 0;
    virtual void visit(const char* name, std::uint32_t& v, const FieldSpec& spec) = 0;
    virtual void visit(const char* name, std::int64_t& v, const FieldSpec& spec) = 0;
    virtual void visit(const char* name, double& v, const FieldSpec& spec) = 0;
    virtual void visit(const char* name, base::Uuid& v, const FieldSpec& spec) = 0;
    virtual void visit(const char* name, std::string& v, const FieldSpec& spec) = 0;
    virtual void visit(const char* name, std::optional<std::string>& v, const FieldSpec& spec) = 0;
    virtual void visit(const char* name, std::vector<Byte>& v, const FieldSpec& spec) = 0;
    virtual void visit(const char* name, std::optional<std::vector<Byte>>& v, const FieldSpec& spec) = 0;
    virtual void visit(const char* name, Records& v, const FieldSpec& spec) = 0;
    virtual void visit(const char* name, Struct& v, const FieldSpec& spec) = 0;
    virtual void visit(const char* name, StructRef& v, const FieldSpec& spec) = 0;
    virtual void visit(const char* name, ArrayRef& v, const FieldSpec& spec) = 0;

    /// An element of the array that is being visited.
    template <class T>
    void element(T& member) {
        value("", member, element_spec);
    }

protected:
    Visitor(std::int16_t version, bool flexible) : version_(version), flexible_(flexible) {}

    /// Around a tagged field that has a value. Returning false skips it.
    virtual bool begin_tag(const char*, const FieldSpec&) { return true; }
    virtual void end_tag(const FieldSpec&) {}

    bool plain_fields_ = true;  ///< visit the fields without a tag
    bool tagged_fields_ = true; ///< visit the fields with a tag
    bool omit_default_tags_ = false;
    bool every_version_ = false;

private:
    template <class T>
    void value(const char* name, T& member, const FieldSpec& spec);
    template <class T>
    static bool is_default(const T& member, const FieldSpec& spec);

    std::int16_t version_;
    bool flexible_;
};

namespace detail {

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;
template <class T>
inline constexpr bool is_vector = false;
template <class T>
inline constexpr bool is_vector<std::vector<T>> = true;
template <>
inline constexpr bool is_vector<std::vector<Byte>> = false; // bytes, one value of its own

template <class T>
class VectorRef final : public ArrayRef {
public:
    explicit VectorRef(std::vector<T>& items) : items_(items) {}
    bool is_null() const override { return false; }
    std::size_t size() const override { return items_.size(); }
    std::size_t element_size() const override { return sizeof(T); }
    void set_null() override { items_.clear(); }
    void start(std::size_t expected) override {
        items_.clear();
        items_.reserve(expected);
    }
    void visit_new(Visitor& visitor) override { visitor.element(items_.emplace_back()); }
    void visit_at(std::size_t index, Visitor& visitor) override { visitor.element(items_[index]); }

private:
    std::vector<T>& items_;
};

template <class T>
class NullableVectorRef final : public ArrayRef {
public:
    explicit NullableVectorRef(std::optional<std::vector<T>>& items) : items_(items) {}
    bool is_null() const override { return !items_; }
    std::size_t size() const override { return items_ ? items_->size() : 0; }
    std::size_t element_size() const override { return sizeof(T); }
    void set_null() override { items_.reset(); }
    void start(std::size_t expected) override { items_.emplace().reserve(expected); }
    void visit_new(Visitor& visitor) override { visitor.element(items_->emplace_back()); }
    void visit_at(std::size_t index, Visitor& visitor) override { visitor.element((*items_)[index]); }

private:
    std::optional<std::vector<T>>& items_;
};

template <class T>
class NullableStructRef final : public StructRef {
public:
    explicit NullableStructRef(std::optional<T>& part) : part_(part) {}
    Struct* get() const override { return part_ ? &*part_ : nullptr; }
    void set_null() override { part_.reset(); }
    Struct& make() override {
        part_ = T(); // emplace() is not seen by clang 14 for a nested T with member initialisers
        return *part_;
    }

private:
    std::optional<T>& part_;
};

} // namespace detail

template <class T>
void Visitor::value(const char* name, T& member, const FieldSpec& spec) {
    if constexpr (detail::is_vector<T>) {
        detail::VectorRef<typename T::value_type> array(member);
        visit(name, static_cast<ArrayRef&>(array), spec);
    } else if constexpr (detail::is_optional<T>) {
        using Inner = typename T::value_type;
        if constexpr (detail::is_vector<Inner>) {
            detail::NullableVectorRef<typename Inner::value_type> array(member);
            visit(name, static_cast<ArrayRef&>(array), spec);
        } else if constexpr (std::derived_from<Inner, Struct>) {
            detail::NullableStructRef<Inner> part(member);
            visit(name, static_cast<StructRef&>(part), spec);
        } else {
            visit(name, member, spec);
        }
    } else if constexpr (std::derived_from<T, Struct>) {
        visit(name, static_cast<Struct&>(member), spec);
    } else {
        visit(name, member, spec);
    }
}

template <class T>
bool Visitor::is_default(const T& member, const FieldSpec& spec) {
    if constexpr (detail::is_optional<T>) {
        return !member.has_value();
    } else if constexpr (std::derived_from<T, Struct>) {
        return all_default(member);
    } else if constexpr (std::same_as<T, Records>) {
        return member.null;
    } else if constexpr (std::same_as<T, base::Uuid>) {
        return member.is_zero();
    } else if constexpr (std::same_as<T, double>) {
        return member == 0.0;
    } else if constexpr (std::integral<T>) {
        return static_cast<std::int64_t>(member) == spec.or_else;
    } else {
        return member.empty();
    }
}

} // namespace wire
