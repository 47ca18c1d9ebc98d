// The typed configuration of a topic.
#include "base/assert.h"
#include "metadata/configs.h"

#include <algorithm>

namespace metadata {
namespace {

class Reader {
public:
    explicit Reader(const ConfigLayers& layers) : layers_(layers) {}

    std::string text(std::string_view name) const {
        const ConfigDefinition* key = find_topic_config(name);
        RIPARIUM_ASSERT(key != nullptr, "topic keys are looked up by their names");
        const auto resolved = resolve_topic_config(*key, layers_);
        const std::string value = resolved.value.value_or("");
        // Dynamic and static broker settings may hold anything: what the key does not take counts as not set.
        return validate_value(*key, value) ? value : std::string(key->default_value.value_or(""));
    }
    template <class T>
    T number(std::string_view name) const {
        return static_cast<T>(parse_integer(text(name)).value_or(0));
    }
    bool flag(std::string_view name) const { return parse_boolean(text(name)).value_or(false); }

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
    const std::string policy = read.text("cleanup.policy");
    const auto words = parse_list(policy);
    c.cleanup_delete = std::find(words.begin(), words.end(), "delete") != words.end();
    c.cleanup_compact = std::find(words.begin(), words.end(), "compact") != words.end();
    c.retention_ms = read.number<std::int64_t>("retention.ms");
    c.retention_bytes = read.number<std::int64_t>("retention.bytes");
    c.segment_bytes = read.number<std::int32_t>("segment.bytes");
    c.segment_ms = read.number<std::int64_t>("segment.ms");
    c.segment_jitter_ms = read.number<std::int64_t>("segment.jitter.ms");
    c.segment_index_bytes = read.number<std::int32_t>("segment.index.bytes");
    c.index_interval_bytes = read.number<std::int32_t>("index.interval.bytes");
    c.file_delete_delay_ms = read.number<std::int64_t>("file.delete.delay.ms");
    c.flush_messages = read.number<std::int64_t>("flush.messages");
    c.flush_ms = read.number<std::int64_t>("flush.ms");
    c.preallocate = read.flag("preallocate");
    c.max_message_bytes = read.number<std::int32_t>("max.message.bytes");
    c.min_insync_replicas = read.number<std::int32_t>("min.insync.replicas");
    c.compression_type = compression_of(read.text("compression.type"));
    c.gzip_level = read.number<std::int32_t>("compression.gzip.level");
    c.lz4_level = read.number<std::int32_t>("compression.lz4.level");
    c.zstd_level = read.number<std::int32_t>("compression.zstd.level");
    c.log_append_time = read.text("message.timestamp.type") == "LogAppendTime";
    c.timestamp_before_max_ms = read.number<std::int64_t>("message.timestamp.before.max.ms");
    c.timestamp_after_max_ms = read.number<std::int64_t>("message.timestamp.after.max.ms");
    c.delete_retention_ms = read.number<std::int64_t>("delete.retention.ms");
    c.min_compaction_lag_ms = read.number<std::int64_t>("min.compaction.lag.ms");
    c.max_compaction_lag_ms = read.number<std::int64_t>("max.compaction.lag.ms");
    c.min_cleanable_dirty_ratio = parse_double(read.text("min.cleanable.dirty.ratio")).value_or(0.5);
    c.unclean_leader_election = read.flag("unclean.leader.election.enable");
    return c;
}

} // namespace metadata
