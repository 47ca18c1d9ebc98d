// DescribeConfigs (reference 3.10).
#include "metadata/metadata_api.h"
#include "metadata/topic_names.h"

#include <algorithm>
#include <fmt/format.h>

namespace metadata {
namespace {

using kafka::ErrorCode;
using Resource = wire::DescribeConfigsRequest::DescribeConfigsResource;
using Result = wire::DescribeConfigsResponse::DescribeConfigsResult;
using Entry = wire::DescribeConfigsResponse::DescribeConfigsResourceResult;

class Describer {
public:
    Describer(const ClusterImage& image, const wire::DescribeConfigsRequest& request, BrokerId own,
              const StaticConfig& static_config)
        : image_(image), request_(request), own_(own), static_(static_config) {}

    Result describe(const Resource& resource) {
        Result result;
        result.resource_type = resource.resource_type;
        result.resource_name = resource.resource_name;
        result.error_message = "";
        const auto outcome = fill(resource, result);
        if (!outcome) {
            result.error_code = static_cast<std::int16_t>(outcome.error().code);
            result.error_message = outcome.error().detail;
            result.configs.clear();
        }
        return result;
    }

private:
    base::Result<> fill(const Resource& resource, Result& result) {
        switch (static_cast<ConfigResourceType>(resource.resource_type)) {
        case ConfigResourceType::topic:
            return topic(resource, result);
        case ConfigResourceType::broker:
            return broker(resource, result);
        case ConfigResourceType::broker_logger:
            return check_own(resource.resource_name);
        default:
            return base::Error{ErrorCode::invalid_request,
                               fmt::format("Unsupported resource type: {}", resource.resource_type)};
        }
    }

    static bool wanted(const Resource& resource, std::string_view key) {
        const auto& keys = resource.configuration_keys;
        return !keys || keys->empty() || std::find(keys->begin(), keys->end(), key) != keys->end();
    }

    base::Result<> topic(const Resource& resource, Result& result) {
        if (const auto ok = validate_topic_name(resource.resource_name); !ok) return ok;
        if (image_.topic(resource.resource_name) == nullptr)
            return base::Error{ErrorCode::unknown_topic_or_partition, ""};
        const ConfigLayers layers = config_layers(image_, own_, static_, resource.resource_name);
        for (const ConfigDefinition& key : topic_config_definitions())
            if (wanted(resource, key.name)) add(result, key, resolve_topic_config(key, layers), false);
        return {};
    }

    base::Result<> broker(const Resource& resource, Result& result) {
        if (resource.resource_name.empty()) {
            cluster_default(resource, result);
            return {};
        }
        if (const auto ok = check_own(resource.resource_name); !ok) return ok;
        const ConfigLayers layers = config_layers(image_, own_, static_);
        for (const ConfigDefinition& key : broker_config_definitions())
            if (wanted(resource, key.name))
                add(result, key, resolve_broker_config(key, layers), key.scope == DynamicScope::read_only);
        return {};
    }

    /// What was set for all brokers, and nothing else.
    void cluster_default(const Resource& resource, Result& result) {
        ConfigLayers layers;
        layers.dynamic_default = &image_.configs_of(ConfigResourceType::broker, "");
        for (const auto& [name, value] : *layers.dynamic_default) {
            if (!wanted(resource, name)) continue;
            if (const ConfigDefinition* key = find_broker_config(name)) {
                add(result, *key, resolve_broker_config(*key, layers), false);
                continue;
            }
            Entry& entry = result.configs.emplace_back(); // of a plug-in: it may be a secret
            entry.name = name;
            entry.config_source = static_cast<std::int8_t>(ConfigSource::dynamic_default_broker);
            entry.is_sensitive = true;
        }
    }

    base::Result<> check_own(const std::string& name) const {
        const auto id = parse_integer(name);
        if (!id)
            return base::Error{ErrorCode::invalid_request,
                               fmt::format("Broker id must be an integer, but it is: {}", name)};
        if (*id != own_.value)
            return base::Error{
                ErrorCode::invalid_request,
                fmt::format("Unexpected broker id, expected {} or empty string, but received {}", own_.value,
                            name)};
        return {};
    }

    void add(Result& result, const ConfigDefinition& key, ResolvedConfig resolved, bool read_only) const {
        Entry& entry = result.configs.emplace_back();
        entry.name = key.name;
        entry.read_only = read_only;
        entry.is_sensitive = key.sensitive();
        if (!key.sensitive()) entry.value = std::move(resolved.value);
        entry.config_source = static_cast<std::int8_t>(resolved.source);
        entry.config_type = static_cast<std::int8_t>(key.type);
        if (request_.include_documentation) entry.documentation = key.documentation;
        if (!request_.include_synonyms) return;
        for (ConfigSynonym& from : resolved.synonyms) {
            auto& synonym = entry.synonyms.emplace_back();
            synonym.name = std::move(from.name);
            if (!key.sensitive()) synonym.value = std::move(from.value);
            synonym.source = static_cast<std::int8_t>(from.source);
        }
    }

    const ClusterImage& image_;
    const wire::DescribeConfigsRequest& request_;
    BrokerId own_;
    const StaticConfig& static_;
};

} // namespace

wire::DescribeConfigsResponse describe_configs(const ClusterImage& image,
                                               const wire::DescribeConfigsRequest& request, BrokerId own,
                                               const StaticConfig& static_config) {
    Describer describer(image, request, own, static_config);
    wire::DescribeConfigsResponse response;
    for (const Resource& resource : request.resources)
        response.results.push_back(describer.describe(resource));
    return response;
}

} // namespace metadata
