// IncrementalAlterConfigs and AlterConfigs of topics and brokers (reference 3.10, 4.3). Checks come in
// Kafka's order.
#include "metadata/controller.h"
#include "metadata/record_versions.h"
#include "metadata/topic_names.h"

#include <algorithm>
#include <fmt/format.h>

namespace metadata {
namespace {

using kafka::ErrorCode;

base::Error invalid_request(std::string why) {
    return {ErrorCode::invalid_request, std::move(why)};
}

enum class Operation : std::int8_t { set = 0, remove = 1, append = 2, subtract = 3 };

/// Resources that stand in the request more than once.
template <class Resources>
std::set<ConfigResource> duplicates_in(const Resources& resources) {
    std::set<ConfigResource> seen, duplicates;
    for (const auto& r : resources) {
        ConfigResource resource{static_cast<ConfigResourceType>(r.resource_type), r.resource_name};
        if (!seen.insert(resource).second) duplicates.insert(std::move(resource));
    }
    return duplicates;
}

/// What is wrong with a resource before its values are looked at. `null_allowed(config)` says where a null is
/// fine.
template <class Resource, class NullAllowed>
base::Result<> check_shape(const Resource& resource, NullAllowed null_allowed) {
    std::set<std::string_view> keys;
    std::vector<std::string_view> nulls;
    for (const auto& config : resource.configs) {
        if (!keys.insert(config.name).second) return invalid_request("Error due to duplicate config keys");
        if (!config.value && !null_allowed(config)) nulls.push_back(config.name);
    }
    if (!nulls.empty())
        return invalid_request(fmt::format("Null value not supported for : {}", fmt::join(nulls, ", ")));
    const auto type = static_cast<ConfigResourceType>(resource.resource_type);
    if (type != ConfigResourceType::topic && type != ConfigResourceType::broker)
        return invalid_request(fmt::format("Unknown resource type {}", resource.resource_type));
    return {};
}

const ConfigDefinition* definition_of(ConfigResourceType type, std::string_view name) {
    return type == ConfigResourceType::topic ? find_topic_config(name) : find_broker_config(name);
}

std::vector<std::string> elements_of(std::string_view value) {
    std::vector<std::string> elements;
    for (const std::string_view element : parse_list(value)) elements.emplace_back(element);
    return elements;
}

/// A list with elements added or taken away.
std::string changed_list(std::string_view present, std::string_view change, bool append) {
    std::vector<std::string> elements = elements_of(present);
    for (std::string& element : elements_of(change)) {
        const auto found = std::find(elements.begin(), elements.end(), element);
        if (append && found == elements.end()) elements.push_back(std::move(element));
        if (!append && found != elements.end()) elements.erase(found);
    }
    return fmt::format("{}", fmt::join(elements, ","));
}

using Alterable = wire::IncrementalAlterConfigsRequest::AlterableConfig;

base::Result<> change(ClusterImage::Configs& configs, ConfigResourceType type, const Alterable& config) {
    const auto operation = static_cast<Operation>(config.config_operation);
    if (operation == Operation::set) {
        configs[config.name] = *config.value;
        return {};
    }
    if (operation == Operation::remove) {
        configs.erase(config.name);
        return {};
    }
    if (operation != Operation::append && operation != Operation::subtract)
        return invalid_request(fmt::format("Unknown operation type {}.", config.config_operation));
    const bool append = operation == Operation::append;
    const ConfigDefinition* definition = definition_of(type, config.name);
    if (definition == nullptr || definition->type != ConfigType::list)
        return base::Error{ErrorCode::invalid_config,
                           fmt::format("Can't {} to key {} because its type is not LIST.",
                                       append ? "APPEND" : "SUBTRACT", config.name)};
    const auto present = configs.find(config.name);
    const std::string before =
        present != configs.end() ? present->second : std::string(definition->default_value.value_or(""));
    configs[config.name] = changed_list(before, *config.value, append);
    return {};
}

/// Eligible leader replicas are counted against one min.insync.replicas for the whole cluster.
base::Result<> check_min_isr(const ClusterImage& image, const ConfigResource& resource,
                             const ClusterImage::Configs& wanted) {
    constexpr std::string_view key = "min.insync.replicas";
    if (image.feature_level(elr_feature) == 0) return {};
    const auto invalid = [](std::string why) {
        return base::Error{ErrorCode::invalid_config, std::move(why)};
    };
    if (!resource.name.empty() && wanted.contains(key))
        return invalid("Broker-level min.insync.replicas cannot be altered while ELR is enabled.");
    const bool present = image.configs_of(ConfigResourceType::broker, "").contains(key);
    if (resource.name.empty() && present && !wanted.contains(key))
        return invalid("Cluster level min.insync.replicas cannot be removed while ELR is enabled.");
    return {};
}

template <class Response>
void answer(Response& response, std::int8_t type, const std::string& name, const base::Result<>& outcome) {
    auto& result = response.responses.emplace_back();
    result.resource_type = type;
    result.resource_name = name;
    if (outcome) return;
    result.error_code = static_cast<std::int16_t>(outcome.error().code);
    result.error_message = outcome.error().detail;
}

/// Runs `alter(resource) -> Result<records>` over the request and answers each resource.
template <class Response, class Request, class Alter>
Decision<Response> alter_each(const Request& request, Alter alter) {
    Decision<Response> decision;
    const std::set<ConfigResource> duplicates = duplicates_in(request.resources);
    for (const auto& r : request.resources) {
        const ConfigResource resource{static_cast<ConfigResourceType>(r.resource_type), r.resource_name};
        if (duplicates.contains(resource)) {
            answer(decision.response, r.resource_type, r.resource_name,
                   invalid_request("Each resource must appear at most once."));
            continue;
        }
        auto records = alter(resource, r);
        if (!records) {
            answer(decision.response, r.resource_type, r.resource_name, records.error());
            continue;
        }
        answer(decision.response, r.resource_type, r.resource_name, {});
        decision.records.insert(decision.records.end(), std::make_move_iterator(records->begin()),
                                std::make_move_iterator(records->end()));
    }
    if (request.validate_only) decision.records.clear();
    return decision;
}

} // namespace

base::Result<> ControllerCore::check_configs(const ConfigResource& resource,
                                             const ClusterImage::Configs& wanted) const {
    if (resource.type == ConfigResourceType::topic) {
        if (resource.name.empty()) return invalid_request("Default topic resources are not allowed.");
        if (const auto ok = validate_topic_name(resource.name); !ok) return ok;
        if (const auto ok = validate_topic_configs(wanted); !ok) return ok;
        if (image_.topic(resource.name) == nullptr)
            return base::Error{ErrorCode::unknown_topic_or_partition,
                               fmt::format("The topic '{}' does not exist.", resource.name)};
        return {};
    }
    if (!resource.name.empty()) {
        const auto id = parse_integer(resource.name);
        if (!id || *id > INT32_MAX)
            return invalid_request("Unable to parse broker name as a base 10 number.");
        if (*id < 0) return invalid_request("Invalid negative broker ID.");
        const BrokerId node(static_cast<std::int32_t>(*id));
        if (image_.broker(node) == nullptr && !image_.controllers().contains(node))
            return base::Error{ErrorCode::broker_id_not_registered,
                               fmt::format("No node with id {} found.", *id)};
    }
    if (const auto ok = check_min_isr(image_, resource, wanted); !ok) return ok;
    return validate_dynamic_broker_configs(wanted, !resource.name.empty());
}

base::Result<ControllerCore::Records> ControllerCore::set_configs(const ConfigResource& resource,
                                                                  ClusterImage::Configs wanted) const {
    if (const auto ok = check_configs(resource, wanted); !ok) return ok.error();
    const ClusterImage::Configs& present = image_.configs_of(resource.type, resource.name);
    Records records;
    const auto write = [&](const std::string& key, std::optional<std::string> value) {
        ConfigRecord r;
        r.resource_type = static_cast<std::int8_t>(resource.type);
        r.resource_name = resource.name;
        r.name = key;
        r.value = std::move(value);
        records.push_back(versioned(std::move(r)));
    };
    for (const auto& [key, value] : wanted) {
        const auto found = present.find(key);
        if (found == present.end() || found->second != value) write(key, value);
    }
    for (const auto& [key, value] : present)
        if (!wanted.contains(key)) write(key, std::nullopt);
    after_config_change(resource, wanted, records);
    return records;
}

Decision<wire::IncrementalAlterConfigsResponse>
ControllerCore::incremental_alter_configs(const wire::IncrementalAlterConfigsRequest& request) {
    const auto may_be_null = [](const Alterable& config) {
        return config.config_operation == static_cast<std::int8_t>(Operation::remove);
    };
    const auto alter = [&](const ConfigResource& resource, const auto& asked) -> base::Result<Records> {
        if (const auto ok = check_shape(asked, may_be_null); !ok) return ok.error();
        ClusterImage::Configs wanted = image_.configs_of(resource.type, resource.name);
        for (const Alterable& config : asked.configs)
            if (const auto ok = change(wanted, resource.type, config); !ok) return ok.error();
        return set_configs(resource, std::move(wanted));
    };
    return alter_each<wire::IncrementalAlterConfigsResponse>(request, alter);
}

Decision<wire::AlterConfigsResponse> ControllerCore::alter_configs(const wire::AlterConfigsRequest& request) {
    const auto never_null = [](const auto&) { return false; };
    const auto alter = [&](const ConfigResource& resource, const auto& asked) -> base::Result<Records> {
        if (const auto ok = check_shape(asked, never_null); !ok) return ok.error();
        ClusterImage::Configs wanted;
        for (const auto& config : asked.configs) wanted[config.name] = *config.value;
        return set_configs(resource, std::move(wanted));
    };
    return alter_each<wire::AlterConfigsResponse>(request, alter);
}

} // namespace metadata
