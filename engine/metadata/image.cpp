#include "metadata/image.h"

#include "metadata/topic_names.h"

#include <algorithm>

namespace metadata {

const Endpoint* BrokerRegistration::endpoint(std::string_view listener) const {
    const auto found = std::find_if(endpoints.begin(), endpoints.end(),
                                    [&](const Endpoint& e) { return e.name == listener; });
    return found == endpoints.end() ? nullptr : &*found;
}

const BrokerRegistration* ClusterImage::broker(BrokerId id) const {
    const auto found = brokers_.find(id);
    return found == brokers_.end() ? nullptr : &found->second;
}

const TopicInfo* ClusterImage::topic(std::string_view name) const {
    const auto found = topics_.find(name);
    return found == topics_.end() ? nullptr : &found->second;
}

const TopicInfo* ClusterImage::topic(TopicId id) const {
    const auto found = topics_by_id_.find(id);
    return found == topics_by_id_.end() ? nullptr : found->second;
}

const PartitionInfo* ClusterImage::partition(TopicId id, PartitionIndex index) const {
    const TopicInfo* info = topic(id);
    if (info == nullptr || index.value < 0) return nullptr;
    const auto position = static_cast<std::size_t>(index.value);
    return position < info->partitions.size() ? &info->partitions[position] : nullptr;
}

const ClusterImage::Configs& ClusterImage::configs_of(ConfigResourceType type, std::string_view name) const {
    static const Configs none;
    const auto found = configs_.find(ConfigResource{type, std::string(name)});
    return found == configs_.end() ? none : found->second;
}

std::int16_t ClusterImage::feature_level(std::string_view name) const {
    const auto found = features_.find(name);
    return found == features_.end() ? std::int16_t{0} : found->second;
}

const std::set<std::string>& ClusterImage::topics_colliding_with(const std::string& unified) const {
    static const std::set<std::string> none;
    const auto found = colliding_.find(unified);
    return found == colliding_.end() ? none : found->second;
}

base::Result<> ClusterImage::apply(const MetadataRecord& record, Offset offset, LeaderEpoch epoch,
                                   ImageDelta& delta) {
    const auto done = replay(record, delta);
    if (done) {
        last_offset_ = offset;
        last_epoch_ = epoch;
    }
    return done;
}

bool ClusterImage::same_content(const ClusterImage& other) const {
    // Records are compared as they are written: a snapshot is the content.
    const auto mine = snapshot_records();
    const auto theirs = other.snapshot_records();
    return std::equal(
        mine.begin(), mine.end(), theirs.begin(), theirs.end(),
        [](const RecordToWrite& a, const RecordToWrite& b) { return encode_record(a) == encode_record(b); });
}

void ClusterImage::keep_lookup() {
    lookup_ = std::make_unique<PartitionLookup>();
    for (const auto& [name, topic] : topics_)
        for (std::size_t i = 0; i < topic.partitions.size(); ++i) lookup_->add(topic, i, topic.partitions[i]);
}

bool leads_any_partition(const ClusterImage& image, BrokerId broker) {
    if (image.lookup() != nullptr) return image.lookup()->led_by(broker) > 0;
    for (const auto& [name, topic] : image.topics())
        for (const PartitionInfo& partition : topic.partitions)
            if (partition.leader == broker) return true;
    return false;
}

std::vector<std::int32_t> to_numbers(const Replicas& replicas) {
    std::vector<std::int32_t> numbers;
    numbers.reserve(replicas.size());
    for (const BrokerId id : replicas) numbers.push_back(id.value);
    return numbers;
}

Replicas to_replicas(const std::vector<std::int32_t>& numbers) {
    Replicas replicas;
    replicas.reserve(numbers.size());
    for (const std::int32_t number : numbers) replicas.emplace_back(number);
    return replicas;
}

} // namespace metadata
