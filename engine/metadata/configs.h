#pragma once
// What a key is worth: the layers that overlay each other, the winner, and the typed configuration of a
// topic. Precedence (reference 3.10): topic override, dynamic broker, dynamic cluster default, static,
// default. Functions of their arguments only, any thread.

#include "metadata/config_definition.h"
#include "metadata/image.h"

#include <map>
#include <string>
#include <vector>

namespace metadata {

/// The number DescribeConfigs sends as config_source.
enum class ConfigSource : std::int8_t {
    unknown = 0,
    topic = 1,
    dynamic_broker = 2,
    dynamic_default_broker = 3,
    static_broker = 4,
    default_value = 5,
};

/// A broker's own settings as it was started with them: key to value.
using StaticConfig = std::map<std::string, std::string, std::less<>>;

/// The settings that a broker key or a topic key is looked up in. Pointees must outlive it.
struct ConfigLayers {
    const ClusterImage::Configs* topic = nullptr; ///< null for broker keys
    const ClusterImage::Configs* dynamic_broker = nullptr;
    const ClusterImage::Configs* dynamic_default = nullptr;
    const StaticConfig* static_broker = nullptr;
};

/// The layers as broker `own` sees them. `topic` may be empty for broker keys.
ConfigLayers config_layers(const ClusterImage& image, BrokerId own, const StaticConfig& static_broker,
                           std::string_view topic = {});

struct ConfigSynonym {
    std::string name;
    std::string value;
    ConfigSource source = ConfigSource::default_value;
};

/// A key's value and where it comes from.
struct ResolvedConfig {
    std::optional<std::string> value; ///< none: null
    ConfigSource source = ConfigSource::default_value;
    std::vector<ConfigSynonym> synonyms; ///< every layer that has a value, highest precedence first
};
ResolvedConfig resolve_topic_config(const ConfigDefinition& key, const ConfigLayers& layers);
ResolvedConfig resolve_broker_config(const ConfigDefinition& key, const ConfigLayers& layers);

/// The value that somebody set, in the topic key's unit; none when every layer leaves the default. The quick
/// half of resolve_topic_config.
std::optional<std::string> configured_topic_value(const ConfigDefinition& key, const ConfigLayers& layers);

/// Typed broker values; the key's default when nothing or something unreadable is set. REQUIRES: the key
/// exists.
std::int64_t broker_integer(std::string_view key, const ConfigLayers& layers);
bool broker_boolean(std::string_view key, const ConfigLayers& layers);

/// The overrides a topic would have. Error: INVALID_CONFIG with Kafka's sentence: unknown key, value that the
/// key does not take, keys that contradict each other, or something this program does not do (tiered
/// storage).
base::Result<> validate_topic_configs(const ClusterImage::Configs& overrides);

/// What one dynamic broker change may say (reference 4.3). Error: INVALID_REQUEST with Kafka's sentence.
base::Result<> validate_dynamic_broker_configs(const ClusterImage::Configs& values, bool per_broker);

/// The settings a broker is to be started with. Error: INVALID_CONFIG naming the key that does not exist or
/// the value that it does not take.
base::Result<> validate_static_broker_configs(const StaticConfig& values);

enum class CompressionType : std::uint8_t { uncompressed, gzip, snappy, lz4, zstd, producer };

/// A topic's configuration, typed. Units are those of the names.
struct EffectiveTopicConfig {
    bool cleanup_delete = true;
    bool cleanup_compact = false;
    std::int64_t retention_ms = 604'800'000; ///< -1: for ever
    std::int64_t retention_bytes = -1;       ///< -1: no limit
    std::int32_t segment_bytes = 1'073'741'824;
    std::int64_t segment_ms = 604'800'000;
    std::int64_t segment_jitter_ms = 0;
    std::int32_t segment_index_bytes = 10'485'760;
    std::int32_t index_interval_bytes = 4096;
    std::int64_t file_delete_delay_ms = 60'000;
    std::int64_t flush_messages = INT64_MAX;
    std::int64_t flush_ms = INT64_MAX;
    bool preallocate = false;
    std::int32_t max_message_bytes = 1'048'588;
    std::int32_t min_insync_replicas = 1;
    CompressionType compression_type = CompressionType::producer;
    std::int32_t gzip_level = -1;
    std::int32_t lz4_level = 9;
    std::int32_t zstd_level = 3;
    bool log_append_time = false; ///< message.timestamp.type
    std::int64_t timestamp_before_max_ms = INT64_MAX;
    std::int64_t timestamp_after_max_ms = 3'600'000;
    std::int64_t delete_retention_ms = 86'400'000;
    std::int64_t min_compaction_lag_ms = 0;
    std::int64_t max_compaction_lag_ms = INT64_MAX;
    double min_cleanable_dirty_ratio = 0.5;
    bool unclean_leader_election = true;

    bool operator==(const EffectiveTopicConfig&) const = default;
};

/// Computed when a topic's or a broker's configuration changes, not per request.
EffectiveTopicConfig effective_topic_config(const ConfigLayers& layers);

} // namespace metadata
