#include "metadata/configs.h"

#include "base/assert.h"

#include <fmt/format.h>

namespace metadata {
namespace {

/// A broker value in the unit of the topic key.
std::string scaled(std::string_view value, std::int64_t scale) {
    if (scale == 1) return std::string(value);
    const auto n = parse_integer(value);
    if (!n) return std::string(value);
    if (*n < 0) return std::to_string(*n); // "for ever" in every unit
    std::int64_t product = 0;
    if (__builtin_mul_overflow(*n, scale, &product)) product = INT64_MAX;
    return std::to_string(product);
}

template <class Map>
const std::string* value_in(const Map* map, std::string_view name) {
    if (map == nullptr) return nullptr;
    const auto found = map->find(name);
    return found == map->end() ? nullptr : &found->second;
}

/// Collects the layers of `names`; the first one found is the value.
class Resolver {
public:
    template <class Map>
    void layer(const Map* map, std::span<const BrokerSynonym> names, ConfigSource source) {
        for (const BrokerSynonym& name : names)
            if (const std::string* value = value_in(map, name.name))
                add(name.name, *value, name.scale, source);
    }
    void add(std::string_view name, std::string_view value, std::int64_t scale, ConfigSource source) {
        resolved_.synonyms.push_back({std::string(name), std::string(value), source});
        if (resolved_.synonyms.size() > 1) return;
        resolved_.value = scaled(value, scale);
        resolved_.source = source;
    }
    ResolvedConfig take() { return std::move(resolved_); }

private:
    ResolvedConfig resolved_;
};

void dynamic_and_static(Resolver& resolver, std::span<const BrokerSynonym> names,
                        const ConfigLayers& layers) {
    resolver.layer(layers.dynamic_broker, names, ConfigSource::dynamic_broker);
    resolver.layer(layers.dynamic_default, names, ConfigSource::dynamic_default_broker);
    resolver.layer(layers.static_broker, names, ConfigSource::static_broker);
}

} // namespace

ConfigLayers config_layers(const ClusterImage& image, BrokerId own, const StaticConfig& static_broker,
                           std::string_view topic) {
    ConfigLayers layers;
    if (!topic.empty()) layers.topic = &image.configs_of(ConfigResourceType::topic, topic);
    layers.dynamic_broker = &image.configs_of(ConfigResourceType::broker, std::to_string(own.value));
    layers.dynamic_default = &image.configs_of(ConfigResourceType::broker, "");
    layers.static_broker = &static_broker;
    return layers;
}

ResolvedConfig resolve_topic_config(const ConfigDefinition& key, const ConfigLayers& layers) {
    Resolver resolver;
    if (const std::string* value = value_in(layers.topic, key.name))
        resolver.add(key.name, *value, 1, ConfigSource::topic);
    dynamic_and_static(resolver, key.synonyms, layers);
    // Of the broker keys behind it the first that has a default supplies it; keys without one use their own.
    bool has_default = false;
    for (const BrokerSynonym& synonym : key.synonyms) {
        const ConfigDefinition* broker_key = find_broker_config(synonym.name);
        if (broker_key == nullptr || !broker_key->default_value) continue;
        resolver.add(synonym.name, *broker_key->default_value, synonym.scale, ConfigSource::default_value);
        has_default = true;
    }
    if (!has_default && key.default_value)
        resolver.add(key.name, *key.default_value, 1, ConfigSource::default_value);
    return resolver.take();
}

std::optional<std::string> configured_topic_value(const ConfigDefinition& key, const ConfigLayers& layers) {
    if (const std::string* value = value_in(layers.topic, key.name)) return *value;
    for (const auto* layer : {layers.dynamic_broker, layers.dynamic_default, layers.static_broker}) {
        if (layer == nullptr || layer->empty()) continue;
        for (const BrokerSynonym& synonym : key.synonyms)
            if (const std::string* value = value_in(layer, synonym.name))
                return scaled(*value, synonym.scale);
    }
    return std::nullopt;
}

ResolvedConfig resolve_broker_config(const ConfigDefinition& key, const ConfigLayers& layers) {
    Resolver resolver;
    const BrokerSynonym own[] = {{key.name}};
    dynamic_and_static(resolver, own, layers);
    if (key.default_value) resolver.add(key.name, *key.default_value, 1, ConfigSource::default_value);
    return resolver.take();
}

std::int64_t broker_integer(std::string_view key, const ConfigLayers& layers) {
    const ConfigDefinition* definition = find_broker_config(key);
    RIPARIUM_ASSERT(definition != nullptr, "broker keys are looked up by their names");
    const auto resolved = resolve_broker_config(*definition, layers);
    const auto value = parse_integer(resolved.value.value_or(""));
    if (value) return *value;
    return parse_integer(definition->default_value.value_or("0")).value_or(0);
}

bool broker_boolean(std::string_view key, const ConfigLayers& layers) {
    const ConfigDefinition* definition = find_broker_config(key);
    RIPARIUM_ASSERT(definition != nullptr, "broker keys are looked up by their names");
    const auto resolved = resolve_broker_config(*definition, layers);
    const auto value = parse_boolean(resolved.value.value_or(""));
    if (value) return *value;
    return parse_boolean(definition->default_value.value_or("false")).value_or(false);
}

base::Result<> validate_topic_configs(const ClusterImage::Configs& overrides) {
    const auto invalid = [](std::string why) {
        return base::Error{kafka::ErrorCode::invalid_config, std::move(why)};
    };
    for (const auto& [name, value] : overrides) {
        const ConfigDefinition* key = find_topic_config(name);
        if (key == nullptr) return invalid(fmt::format("Unknown topic config name: {}", name));
        if (const auto ok = validate_value(*key, value); !ok) return ok;
    }
    const auto enabled = overrides.find("remote.storage.enable");
    if (enabled != overrides.end() && parse_boolean(enabled->second) == true)
        return invalid(
            "Tiered Storage functionality is disabled in the broker. Topic cannot be configured with "
            "remote log storage.");
    const auto minimum = overrides.find("min.compaction.lag.ms");
    const auto maximum = overrides.find("max.compaction.lag.ms");
    if (minimum != overrides.end() && maximum != overrides.end()) {
        const auto low = parse_integer(minimum->second).value_or(0);
        const auto high = parse_integer(maximum->second).value_or(0);
        if (low > high)
            return invalid(fmt::format(
                "conflict topic config setting min.compaction.lag.ms ({}) > max.compaction.lag.ms ({})", low,
                high));
    }
    return {};
}

base::Result<> validate_dynamic_broker_configs(const ClusterImage::Configs& values, bool per_broker) {
    const auto refused = [](std::string why) {
        return base::Error{kafka::ErrorCode::invalid_request, std::move(why)};
    };
    for (const auto& [name, value] : values) {
        const ConfigDefinition* key = find_broker_config(name);
        if (key == nullptr) continue; // Kafka keeps keys of plug-ins that it does not know
        if (key->scope == DynamicScope::read_only)
            return refused(fmt::format("Cannot update these configs dynamically: Set({})", name));
        if (key->scope == DynamicScope::per_broker && !per_broker)
            return refused(fmt::format(
                "Cannot update these configs at default cluster level, broker id must be specified: Set({})",
                name));
        if (const auto ok = validate_value(*key, value); !ok) return refused(ok.error().detail);
    }
    return {};
}

base::Result<> validate_static_broker_configs(const StaticConfig& values) {
    for (const auto& [name, value] : values) {
        const ConfigDefinition* key = find_broker_config(name);
        if (key == nullptr)
            return base::Error{kafka::ErrorCode::invalid_config,
                               fmt::format("Unknown broker config name: {}", name)};
        if (const auto ok = validate_value(*key, value); !ok) return ok;
    }
    return {};
}

} // namespace metadata
