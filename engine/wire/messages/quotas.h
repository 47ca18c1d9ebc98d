#pragma once
// DescribeClientQuotas and AlterClientQuotas (reference 3.12).
// Plain values with one owner, any thread. Names and order are those of Kafka's schemas.

#include "wire/message.h"

#include <optional>
#include <string>
#include <vector>

namespace wire {

struct DescribeClientQuotasRequest final : MessageOf<DescribeClientQuotasRequest> {
    static constexpr Api api{.key = 48, .versions = {0, 1}, .flexible_since = 1};
    struct ComponentData final : Struct {
        std::string entity_type;
        std::int8_t match_type = 0;
        std::optional<std::string> match;
        void fields(Visitor& v) override;
    };
    std::vector<ComponentData> components;
    bool strict = false;
    void fields(Visitor& v) override;
};

struct DescribeClientQuotasResponse final : MessageOf<DescribeClientQuotasResponse> {
    static constexpr Api api{.key = 48, .versions = {0, 1}, .flexible_since = 1};
    struct EntityData final : Struct {
        std::string entity_type;
        std::optional<std::string> entity_name;
        void fields(Visitor& v) override;
    };
    struct ValueData final : Struct {
        std::string key;
        double value = 0.0;
        void fields(Visitor& v) override;
    };
    struct EntryData final : Struct {
        std::vector<EntityData> entity;
        std::vector<ValueData> values;
        void fields(Visitor& v) override;
    };
    std::int32_t throttle_time_ms = 0;
    std::int16_t error_code = 0;
    std::optional<std::string> error_message;
    std::optional<std::vector<EntryData>> entries;
    void fields(Visitor& v) override;
};

struct AlterClientQuotasRequest final : MessageOf<AlterClientQuotasRequest> {
    static constexpr Api api{.key = 49, .versions = {0, 1}, .flexible_since = 1};
    struct EntityData final : Struct {
        std::string entity_type;
        std::optional<std::string> entity_name;
        void fields(Visitor& v) override;
    };
    struct OpData final : Struct {
        std::string key;
        double value = 0.0;
        bool remove = false;
        void fields(Visitor& v) override;
    };
    struct EntryData final : Struct {
        std::vector<EntityData> entity;
        std::vector<OpData> ops;
        void fields(Visitor& v) override;
    };
    std::vector<EntryData> entries;
    bool validate_only = false;
    void fields(Visitor& v) override;
};

struct AlterClientQuotasResponse final : MessageOf<AlterClientQuotasResponse> {
    static constexpr Api api{.key = 49, .versions = {0, 1}, .flexible_since = 1};
    struct EntityData final : Struct {
        std::string entity_type;
        std::optional<std::string> entity_name;
        void fields(Visitor& v) override;
    };
    struct EntryData final : Struct {
        std::int16_t error_code = 0;
        std::optional<std::string> error_message;
        std::vector<EntityData> entity;
        void fields(Visitor& v) override;
    };
    std::int32_t throttle_time_ms = 0;
    std::vector<EntryData> entries;
    void fields(Visitor& v) override;
};

} // namespace wire
