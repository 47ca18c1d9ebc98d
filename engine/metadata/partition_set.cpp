#include "metadata/partition_set.h"

#include "metadata/image.h"

#include <algorithm>
#include <bit>

namespace metadata {
namespace {

constexpr std::size_t word_bits = 64;

constexpr std::uint64_t bit_of(std::size_t index) {
    return std::uint64_t{1} << (index % word_bits);
}

} // namespace

void PartitionSet::insert(const TopicInfo& topic, std::size_t index) {
    Bits& bits = topics_[&topic];
    const std::size_t word = index / word_bits;
    if (word >= bits.words.size())
        bits.words.resize(std::max(word + 1, topic.partitions.size() / word_bits + 1));
    if ((bits.words[word] & bit_of(index)) != 0) return;
    bits.words[word] |= bit_of(index);
    ++bits.count;
    ++size_;
}

void PartitionSet::erase(const TopicInfo& topic, std::size_t index) {
    const auto found = topics_.find(&topic);
    const std::size_t word = index / word_bits;
    if (found == topics_.end() || word >= found->second.words.size()) return;
    Bits& bits = found->second;
    if ((bits.words[word] & bit_of(index)) == 0) return;
    bits.words[word] &= ~bit_of(index);
    --size_;
    if (--bits.count == 0) topics_.erase(found);
}

bool PartitionSet::contains(const TopicInfo& topic, std::size_t index) const {
    const auto found = topics_.find(&topic);
    const std::size_t word = index / word_bits;
    return found != topics_.end() && word < found->second.words.size() &&
           (found->second.words[word] & bit_of(index)) != 0;
}

std::vector<PartitionSet::Member> PartitionSet::sorted() const {
    std::vector<std::pair<const TopicInfo*, const Bits*>> topics;
    topics.reserve(topics_.size());
    for (const auto& [topic, bits] : topics_) topics.emplace_back(topic, &bits);
    std::ranges::sort(topics, {}, [](const auto& entry) -> const std::string& { return entry.first->name; });
    std::vector<Member> members;
    members.reserve(size_);
    for (const auto& [topic, bits] : topics)
        for (std::size_t word = 0; word < bits->words.size(); ++word)
            for (std::uint64_t left = bits->words[word]; left != 0; left &= left - 1)
                members.emplace_back(
                    topic, base::PartitionIndex(static_cast<std::int32_t>(
                               word * word_bits + static_cast<std::size_t>(std::countr_zero(left)))));
    return members;
}

} // namespace metadata
