// The typed configuration of a topic.
#include "base/assert.h"
#include "metadata/configs.h"

#include <algorithm>

namespace metadata {
namespace {

/// Overwrites a default where somebody set a value. Most topics set little, and every partition asks.
class Reader {
public:
    explicit Reader(const ConfigLayers& layers) : layers_(layers) {}

    /// None when it is left at its default, or is something that the key does not take: dynamic and static
    /// broker settings may hold anything.
    std::optional<std::string> text(std::string_view name) const {
        const ConfigDefinition* key = find_topic_config(name);
        RIPARIUM_ASSERT(key != nullptr, "topic keys are looked up by their names");
        auto value = configured_topic_value(*key, layers_);
        return value && validate_value(*key, *value) ? value : std::nullopt;
    }
    template <class T>
    void number(std::string_view name, T& out) const {
        if (const auto value = text(name)) out = static_cast<T>(parse_integer(*value).value_or(out));
    }
    void flag(std::string_view name, bool& out) const {
        if (const auto value = text(name)) out = parse_boolean(*value).value_or(out);
    }

private:
    const ConfigLayers& layers_;
};

CompressionType compression_of(std::string_view name) {
    if (name == "uncompressed") return CompressionType::uncompressed;
    if (name == "gzip") return CompressionType::gzip;
    if (name == "snappy") return CompressionType::snappy;
    if (name == "lz4") return CompressionType::lz4;
    if (name == "zstd") return CompressionType::zstd;
    return CompressionType::producer;
}

} // namespace

EffectiveTopicConfig effective_topic_config(const ConfigLayers& layers) {
    const Reader read(layers);
    EffectiveTopicConfig c;
    if (const auto policy = read.text("cleanup.policy")) {
        const auto words = parse_list(*policy);
        c.cleanup_delete = std::find(words.begin(), words.end(), "delete") != words.end();
        c.cleanup_compact = std::find(words.begin(), words.end(), "compact") != words.end();
    }
    read.number("retention.ms", c.retention_ms);
    read.number("retention.bytes", c.retention_bytes);
    read.number("segment.bytes", c.segment_bytes);
    read.number("segment.ms", c.segment_ms);
    read.number("segment.jitter.ms", c.segment_jitter_ms);
    read.number("segment.index.bytes", c.segment_index_bytes);
    read.number("index.interval.bytes", c.index_interval_bytes);
    read.number("file.delete.delay.ms", c.file_delete_delay_ms);
    read.number("flush.messages", c.flush_messages);
    read.number("flush.ms", c.flush_ms);
    read.flag("preallocate", c.preallocate);
    read.number("max.message.bytes", c.max_message_bytes);
    read.number("min.insync.replicas", c.min_insync_replicas);
    if (const auto type = read.text("compression.type")) c.compression_type = compression_of(*type);
    read.number("compression.gzip.level", c.gzip_level);
    read.number("compression.lz4.level", c.lz4_level);
    read.number("compression.zstd.level", c.zstd_level);
    if (const auto type = read.text("message.timestamp.type")) c.log_append_time = *type == "LogAppendTime";
    read.number("message.timestamp.before.max.ms", c.timestamp_before_max_ms);
    read.number("message.timestamp.after.max.ms", c.timestamp_after_max_ms);
    read.number("delete.retention.ms", c.delete_retention_ms);
    read.number("min.compaction.lag.ms", c.min_compaction_lag_ms);
    read.number("max.compaction.lag.ms", c.max_compaction_lag_ms);
    if (const auto ratio = read.text("min.cleanable.dirty.ratio"))
        c.min_cleanable_dirty_ratio = parse_double(*ratio).value_or(c.min_cleanable_dirty_ratio);
    read.flag("unclean.leader.election.enable", c.unclean_leader_election);
    return c;
}

} // namespace metadata
