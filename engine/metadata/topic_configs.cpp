// The topic keys (reference 4.1), by name.
#include "metadata/config_definition.h"

#include <array>

namespace metadata {
namespace {

using Kind = ConfigRule::Kind;
constexpr std::string_view int64_max = "9223372036854775807";
constexpr std::int64_t minute_ms = 60'000;
constexpr std::int64_t hour_ms = 3'600'000;

constexpr std::array<std::string_view, 2> cleanup_words{"compact", "delete"};
constexpr std::array<std::string_view, 6> compression_words{"uncompressed", "zstd", "lz4",
                                                            "snappy",       "gzip", "producer"};
constexpr std::array<std::string_view, 2> timestamp_words{"CreateTime", "LogAppendTime"};

constexpr ConfigRule at_least(double minimum) {
    return {.kind = Kind::range, .minimum = minimum};
}
constexpr ConfigRule between(double low, double high) {
    return {.kind = Kind::range, .minimum = low, .maximum = high};
}
constexpr ConfigRule one_of(std::span<const std::string_view> words) {
    return {.kind = Kind::one_of, .words = words};
}

// The broker keys behind a topic key's default.
constexpr std::array cleanup_policy{BrokerSynonym{"log.cleanup.policy"}};
constexpr std::array gzip_level{BrokerSynonym{"compression.gzip.level"}};
constexpr std::array lz4_level{BrokerSynonym{"compression.lz4.level"}};
constexpr std::array zstd_level{BrokerSynonym{"compression.zstd.level"}};
constexpr std::array compression_type{BrokerSynonym{"compression.type"}};
constexpr std::array delete_retention{BrokerSynonym{"log.cleaner.delete.retention.ms"}};
constexpr std::array delete_delay{BrokerSynonym{"log.segment.delete.delay.ms"}};
constexpr std::array flush_messages{BrokerSynonym{"log.flush.interval.messages"}};
constexpr std::array flush_ms{BrokerSynonym{"log.flush.interval.ms"},
                              BrokerSynonym{"log.flush.scheduler.interval.ms"}};
constexpr std::array index_interval{BrokerSynonym{"log.index.interval.bytes"}};
constexpr std::array local_retention_bytes{BrokerSynonym{"log.local.retention.bytes"}};
constexpr std::array local_retention_ms{BrokerSynonym{"log.local.retention.ms"}};
constexpr std::array max_compaction_lag{BrokerSynonym{"log.cleaner.max.compaction.lag.ms"}};
constexpr std::array max_message_bytes{BrokerSynonym{"message.max.bytes"}};
constexpr std::array timestamp_after{BrokerSynonym{"log.message.timestamp.after.max.ms"}};
constexpr std::array timestamp_before{BrokerSynonym{"log.message.timestamp.before.max.ms"}};
constexpr std::array timestamp_type{BrokerSynonym{"log.message.timestamp.type"}};
constexpr std::array dirty_ratio{BrokerSynonym{"log.cleaner.min.cleanable.ratio"}};
constexpr std::array min_compaction_lag{BrokerSynonym{"log.cleaner.min.compaction.lag.ms"}};
constexpr std::array min_isr{BrokerSynonym{"min.insync.replicas"}};
constexpr std::array preallocate{BrokerSynonym{"log.preallocate"}};
constexpr std::array retention_bytes{BrokerSynonym{"log.retention.bytes"}};
constexpr std::array retention_ms{BrokerSynonym{"log.retention.ms"},
                                  BrokerSynonym{"log.retention.minutes", minute_ms},
                                  BrokerSynonym{"log.retention.hours", hour_ms}};
constexpr std::array segment_bytes{BrokerSynonym{"log.segment.bytes"}};
constexpr std::array segment_index_bytes{BrokerSynonym{"log.index.size.max.bytes"}};
constexpr std::array segment_jitter{BrokerSynonym{"log.roll.jitter.ms"},
                                    BrokerSynonym{"log.roll.jitter.hours", hour_ms}};
constexpr std::array segment_ms{BrokerSynonym{"log.roll.ms"}, BrokerSynonym{"log.roll.hours", hour_ms}};
constexpr std::array unclean{BrokerSynonym{"unclean.leader.election.enable"}};

using T = ConfigType;
constexpr DynamicScope any_time = DynamicScope::cluster_wide;

constexpr ConfigDefinition key(std::string_view name, ConfigType type, std::optional<std::string_view> value,
                               ConfigRule rule, std::string_view documentation, DynamicScope scope,
                               std::span<const BrokerSynonym> synonyms = {}) {
    return {name, type, value, rule, documentation, scope, synonyms};
}

constexpr std::array definitions{
    key("cleanup.policy", T::list, "delete", one_of(cleanup_words),
        "What happens to old records: delete them after the retention, compact to the last record of "
        "each key, or both.",
        any_time, cleanup_policy),
    key("compression.gzip.level", T::int32, "-1",
        {.kind = Kind::range_or_default, .minimum = 1, .maximum = 9},
        "The level when the broker compresses with gzip: 1 to 9, or -1 for the codec's own.", any_time,
        gzip_level),
    key("compression.lz4.level", T::int32, "9", between(1, 17),
        "The level when the broker compresses with lz4: 1 to 17.", any_time, lz4_level),
    key("compression.type", T::string, "producer", one_of(compression_words),
        "The codec batches are stored with; producer keeps what the producer chose.", any_time,
        compression_type),
    key("compression.zstd.level", T::int32, "3", between(-131072, 22),
        "The level when the broker compresses with zstd: -131072 to 22.", any_time, zstd_level),
    key("delete.retention.ms", T::int64, "86400000", at_least(0),
        "How long tombstones and transaction markers survive compaction, so that a reader that starts "
        "at offset 0 still sees them.",
        any_time, delete_retention),
    key("file.delete.delay.ms", T::int64, "60000", at_least(0),
        "How long a deleted segment stays on disk before its file is removed.", any_time, delete_delay),
    key("flush.messages", T::int64, int64_max, at_least(1),
        "Force the log to disk after this many records; 1 forces every one.", any_time, flush_messages),
    key("flush.ms", T::int64, int64_max, at_least(0),
        "Force the log to disk when a record has waited this long.", any_time, flush_ms),
    key("follower.replication.throttled.replicas", T::list, "", {.kind = Kind::throttled_replicas},
        "Followers whose replication is throttled: partition:broker pairs, or * for all of the topic.",
        any_time),
    key("index.interval.bytes", T::int32, "4096", at_least(0),
        "How many bytes of records lie between two entries of the offset index.", any_time, index_interval),
    key("leader.replication.throttled.replicas", T::list, "", {.kind = Kind::throttled_replicas},
        "Leaders whose replication is throttled: partition:broker pairs, or * for all of the topic.",
        any_time),
    key("local.retention.bytes", T::int64, "-2", at_least(-2),
        "With tiered storage, bytes a partition keeps on the broker; -2 means retention.bytes.", any_time,
        local_retention_bytes),
    key("local.retention.ms", T::int64, "-2", at_least(-2),
        "With tiered storage, how long records stay on the broker; -2 means retention.ms.", any_time,
        local_retention_ms),
    key("max.compaction.lag.ms", T::int64, int64_max, at_least(1),
        "The longest a record may stay out of compaction.", any_time, max_compaction_lag),
    key("max.message.bytes", T::int32, "1048588", at_least(0),
        "The largest record batch the topic takes, after compression.", any_time, max_message_bytes),
    key("message.timestamp.after.max.ms", T::int64, "3600000", at_least(0),
        "How far ahead of the broker's clock a record's timestamp may be.", any_time, timestamp_after),
    key("message.timestamp.before.max.ms", T::int64, int64_max, at_least(0),
        "How far behind the broker's clock a record's timestamp may be.", any_time, timestamp_before),
    key("message.timestamp.type", T::string, "CreateTime", one_of(timestamp_words),
        "Whose time a record carries: the producer's (CreateTime) or the broker's (LogAppendTime).", any_time,
        timestamp_type),
    key("min.cleanable.dirty.ratio", T::float64, "0.5", between(0, 1),
        "The share of a log that is not yet compacted before the cleaner takes it up.", any_time,
        dirty_ratio),
    key("min.compaction.lag.ms", T::int64, "0", at_least(0), "How long a record stays uncompacted at least.",
        any_time, min_compaction_lag),
    key("min.insync.replicas", T::int32, "1", at_least(1),
        "How many replicas must have a record before acks=all is answered.", any_time, min_isr),
    key("preallocate", T::boolean, "false", {}, "Reserve a new segment's size on disk when it is made.",
        any_time, preallocate),
    key("remote.log.copy.disable", T::boolean, "false", {},
        "With tiered storage, stop copying segments away and keep what is there readable.", any_time),
    key("remote.log.delete.on.disable", T::boolean, "false", {},
        "Delete the topic's tiered data when tiered storage is turned off.", any_time),
    key("remote.storage.enable", T::boolean, "false", {}, "Keep old segments in tiered storage.", any_time),
    key("retention.bytes", T::int64, "-1", {},
        "The size a partition may reach before its oldest segments are deleted; -1 is no limit.", any_time,
        retention_bytes),
    key("retention.ms", T::int64, "604800000", at_least(-1),
        "How long records are kept before their segment is deleted; -1 is for ever.", any_time, retention_ms),
    key("segment.bytes", T::int32, "1073741824", at_least(1048576),
        "The size at which a log starts a new segment.", any_time, segment_bytes),
    key("segment.index.bytes", T::int32, "10485760", at_least(4), "The largest offset index of a segment.",
        any_time, segment_index_bytes),
    key("segment.jitter.ms", T::int64, "0", at_least(0),
        "Up to this much is taken from segment.ms at random, so that logs do not all roll at once.", any_time,
        segment_jitter),
    key("segment.ms", T::int64, "604800000", at_least(1),
        "The age at which a log starts a new segment though it is not full.", any_time, segment_ms),
    key("unclean.leader.election.enable", T::boolean, "true", {},
        "Let a replica that is not in sync become leader when no other is left, at the price of lost "
        "records.",
        any_time, unclean),
};

} // namespace

std::span<const ConfigDefinition> topic_config_definitions() {
    return definitions;
}

} // namespace metadata
