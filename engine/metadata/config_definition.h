#pragma once
// One declaration of a configuration key: its type, default, rule, documentation and scope. Everything that
// knows about keys is computed from these tables: parsing, validation, DescribeConfigs and the settings form
// of the window. Source: reference 4.1 to 4.3; defaults are Apache Kafka 4.3.1's unless Amazon MSK's differ
// (then MSK's). Any thread.

#include "base/result.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace metadata {

/// The number DescribeConfigs sends as config_type.
enum class ConfigType : std::int8_t {
    boolean = 1,
    string = 2,
    int32 = 3,
    int16 = 4,
    int64 = 5,
    float64 = 6,
    list = 7,
    class_name = 8,
    password = 9,
};

/// Who may change a broker key while the broker runs (reference 4.3).
enum class DynamicScope : std::uint8_t {
    read_only,    ///< only before start
    per_broker,   ///< one broker at a time
    cluster_wide, ///< one broker or all of them
};

/// What values a key takes beyond its type.
struct ConfigRule {
    enum class Kind : std::uint8_t {
        any,
        range,              ///< minimum to maximum, inclusive
        range_or_default,   ///< the range, or the key's own default (gzip's level -1)
        one_of,             ///< a word of `words`; for lists, each element
        throttled_replicas, ///< `*` or partition:broker pairs
    };
    Kind kind = Kind::any;
    double minimum = 0;
    double maximum = std::numeric_limits<double>::infinity();
    std::span<const std::string_view> words{};
};

/// A broker key that supplies a topic key's default, `scale` times its own number (hours to milliseconds).
struct BrokerSynonym {
    std::string_view name;
    std::int64_t scale = 1;
};

struct ConfigDefinition {
    std::string_view name;
    ConfigType type = ConfigType::string;
    std::optional<std::string_view> default_value{}; ///< none: null
    ConfigRule rule{};
    std::string_view documentation;               ///< one sentence
    DynamicScope scope = DynamicScope::read_only; ///< of broker keys; topic keys always change
    std::span<const BrokerSynonym> synonyms{};    ///< of topic keys, highest precedence first
    bool sensitive() const { return type == ConfigType::password; }
};

/// Every topic key, by name.
std::span<const ConfigDefinition> topic_config_definitions();
/// Every broker key this program knows, by name.
std::span<const ConfigDefinition> broker_config_definitions();

/// Null when the key does not exist.
const ConfigDefinition* find_topic_config(std::string_view name);
const ConfigDefinition* find_broker_config(std::string_view name);

/// Whether `value` is one that `definition` takes. Error: INVALID_CONFIG with Kafka's sentence
/// ("Invalid value x for configuration retention.ms: Not a number of type LONG").
base::Result<> validate_value(const ConfigDefinition& definition, std::string_view value);

/// Parsers of values that were validated; nothing when the text is not of the type.
std::optional<bool> parse_boolean(std::string_view text);
std::optional<std::int64_t> parse_integer(std::string_view text);
std::optional<double> parse_double(std::string_view text);

/// The elements of a LIST value: split at commas, trimmed, empty ones left out.
std::vector<std::string_view> parse_list(std::string_view text);

} // namespace metadata
