// Parsing and validation of configuration values, with Kafka's sentences.
#include "metadata/config_definition.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <set>
#include <vector>

namespace metadata {
namespace {

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

base::Error invalid(const ConfigDefinition& key, std::string_view value, std::string_view why) {
    return {kafka::ErrorCode::invalid_config,
            fmt::format("Invalid value {} for configuration {}: {}", value, key.name, why)};
}

std::string_view type_name(ConfigType type) {
    switch (type) {
    case ConfigType::int32:
        return "INT";
    case ConfigType::int16:
        return "SHORT";
    case ConfigType::float64:
        return "DOUBLE";
    default:
        return "LONG";
    }
}

/// The number of a numeric key as the rule sees it; nothing when the text is none or does not fit the type.
std::optional<double> number_of(ConfigType type, std::string_view text) {
    if (type == ConfigType::float64) return parse_double(text);
    const auto n = parse_integer(text);
    if (!n) return std::nullopt;
    if (type == ConfigType::int32 && (*n < INT32_MIN || *n > INT32_MAX)) return std::nullopt;
    if (type == ConfigType::int16 && (*n < INT16_MIN || *n > INT16_MAX)) return std::nullopt;
    return static_cast<double>(*n);
}

base::Result<> check_number(const ConfigDefinition& key, std::string_view value) {
    const auto n = number_of(key.type, value);
    if (!n) return invalid(key, value, fmt::format("Not a number of type {}", type_name(key.type)));
    const ConfigRule& rule = key.rule;
    if (rule.kind == ConfigRule::Kind::range) {
        if (*n < rule.minimum)
            return invalid(key, value, fmt::format("Value must be at least {}", rule.minimum));
        if (*n > rule.maximum)
            return invalid(key, value, fmt::format("Value must be no more than {}", rule.maximum));
    } else if (rule.kind == ConfigRule::Kind::range_or_default) {
        const bool is_default = key.default_value && trimmed(value) == *key.default_value;
        if (!is_default && (*n < rule.minimum || *n > rule.maximum))
            return invalid(key, value,
                           fmt::format("Value must be between {} and {} or equal to {}", rule.minimum,
                                       rule.maximum, key.default_value.value_or("")));
    }
    return {};
}

base::Result<> check_word(const ConfigDefinition& key, std::string_view word) {
    const auto words = key.rule.words;
    if (key.rule.kind != ConfigRule::Kind::one_of ||
        std::find(words.begin(), words.end(), word) != words.end())
        return {};
    return invalid(key, word, fmt::format("String must be one of: {}", fmt::join(words, ", ")));
}

bool is_number(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

base::Result<> check_list(const ConfigDefinition& key, std::string_view value) {
    const auto elements = parse_list(value);
    if (key.rule.kind == ConfigRule::Kind::throttled_replicas) {
        const bool all = elements.size() == 1 && elements[0] == "*";
        const bool pairs = std::all_of(elements.begin(), elements.end(), [](std::string_view e) {
            const auto colon = e.find(':');
            return colon != std::string_view::npos && is_number(e.substr(0, colon)) &&
                   is_number(e.substr(colon + 1));
        });
        if (!all && !pairs)
            return invalid(
                key, value,
                fmt::format("{} must be the literal '*' or a list of replicas in the following format: "
                            "[partitionId]:[brokerId],[partitionId]:[brokerId],...",
                            key.name));
        return {};
    }
    if (std::set<std::string_view>(elements.begin(), elements.end()).size() != elements.size())
        return base::Error{kafka::ErrorCode::invalid_config,
                           fmt::format("Configuration '{}' values must not be duplicated.", key.name)};
    for (const std::string_view element : elements)
        if (const auto ok = check_word(key, element); !ok) return ok;
    return {};
}

} // namespace

std::optional<bool> parse_boolean(std::string_view text) {
    std::string lower(trimmed(text));
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    if (lower == "true") return true;
    if (lower == "false") return false;
    return std::nullopt;
}

std::optional<std::int64_t> parse_integer(std::string_view text) {
    text = trimmed(text);
    if (text.starts_with('+')) {
        text.remove_prefix(1);
        if (text.starts_with('-')) return std::nullopt;
    }
    std::int64_t n = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return n;
}

std::optional<double> parse_double(std::string_view text) {
    text = trimmed(text);
    if (text.starts_with('+')) text.remove_prefix(1);
    double n = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return n;
}

std::vector<std::string_view> parse_list(std::string_view text) {
    std::vector<std::string_view> elements;
    while (!text.empty()) {
        const auto comma = std::min(text.find(','), text.size());
        if (const auto element = trimmed(text.substr(0, comma)); !element.empty())
            elements.push_back(element);
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
    return elements;
}

base::Result<> validate_value(const ConfigDefinition& definition, std::string_view value) {
    switch (definition.type) {
    case ConfigType::boolean:
        if (!parse_boolean(value))
            return invalid(definition, value, "Expected value to be either true or false");
        return {};
    case ConfigType::int16:
    case ConfigType::int32:
    case ConfigType::int64:
    case ConfigType::float64:
        return check_number(definition, value);
    case ConfigType::list:
        return check_list(definition, value);
    default:
        return check_word(definition, value);
    }
}

namespace {

const ConfigDefinition* find(std::span<const ConfigDefinition> definitions, std::string_view name) {
    const auto found =
        std::lower_bound(definitions.begin(), definitions.end(), name,
                         [](const ConfigDefinition& d, std::string_view wanted) { return d.name < wanted; });
    return found != definitions.end() && found->name == name ? &*found : nullptr;
}

} // namespace

const ConfigDefinition* find_topic_config(std::string_view name) {
    return find(topic_config_definitions(), name);
}
const ConfigDefinition* find_broker_config(std::string_view name) {
    return find(broker_config_definitions(), name);
}

} // namespace metadata
