#include "metadata/placement.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

namespace metadata {
namespace {

using base::BrokerId;

template <class T>
void shuffle(std::vector<T>& items, base::Rng& rng) {
    for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[rng.below(i)]);
}

/// Brokers of one rack in one state. Each epoch (one partition) starts one broker further on.
class BrokerList {
public:
    void add(BrokerId id) { brokers_.push_back(id); }
    void start(base::Rng& rng) {
        if (brokers_.empty()) return;
        std::sort(brokers_.begin(), brokers_.end());
        offset_ = rng.below(brokers_.size());
    }
    void reorder(base::Rng& rng) { shuffle(brokers_, rng); }
    /// None when all were taken in this epoch.
    std::optional<BrokerId> next(std::size_t epoch) {
        if (brokers_.empty()) return std::nullopt;
        if (epoch_ != epoch) {
            epoch_ = epoch;
            index_ = 0;
            offset_ = (offset_ + 1) % brokers_.size();
        }
        if (index_ >= brokers_.size()) return std::nullopt;
        return brokers_[(index_++ + offset_) % brokers_.size()];
    }

private:
    std::vector<BrokerId> brokers_;
    std::size_t index_ = 0, offset_ = 0, epoch_ = 0;
};

struct Rack {
    BrokerList unfenced, fenced;
    std::optional<BrokerId> next(std::size_t epoch) {
        const auto id = unfenced.next(epoch);
        return id ? id : fenced.next(epoch);
    }
};

class Racks {
public:
    Racks(const std::vector<UsableBroker>& brokers, base::Rng& rng) : rng_(rng) {
        std::map<std::optional<std::string>, Rack> by_name; // no rack sorts first
        for (const UsableBroker& broker : brokers) {
            Rack& rack = by_name[broker.rack];
            (broker.fenced ? rack.fenced : rack.unfenced).add(broker.id);
            if (!broker.fenced) ++unfenced_;
        }
        for (auto& [name, rack] : by_name) {
            rack.fenced.start(rng_);
            rack.unfenced.start(rng_);
            racks_.push_back(std::move(rack));
        }
        offset_ = racks_.empty() ? 0 : rng_.below(racks_.size());
    }

    std::size_t unfenced() const { return unfenced_; }

    /// REQUIRES: an unfenced broker, and at least as many brokers as replicas.
    std::vector<BrokerId> place(std::int32_t replication_factor) {
        // After as many partitions as there are unfenced brokers the same picture would come again.
        if (epoch_ == unfenced_ && unfenced_ > 1) {
            shuffle(racks_, rng_);
            for (Rack& rack : racks_) {
                rack.fenced.reorder(rng_);
                rack.unfenced.reorder(rng_);
            }
            epoch_ = 0;
        }
        if (offset_ == racks_.size()) offset_ = 0;
        std::vector<BrokerId> replicas;
        std::size_t first = offset_; // the rack of the first replica, which must be unfenced
        for (;; first = (first + 1) % racks_.size()) {
            if (const auto id = racks_[first].unfenced.next(turn_)) {
                replicas.push_back(*id);
                break;
            }
        }
        bool skip_first = true; // its rack had its turn already
        for (std::size_t rack = offset_; replicas.size() < static_cast<std::size_t>(replication_factor);
             rack = (rack + 1) % racks_.size()) {
            if (rack == first && std::exchange(skip_first, false)) continue;
            if (const auto id = racks_[rack].next(turn_)) replicas.push_back(*id);
        }
        ++epoch_;
        ++turn_;
        ++offset_;
        return replicas;
    }

private:
    base::Rng& rng_;
    std::vector<Rack> racks_;
    std::size_t unfenced_ = 0, offset_ = 0;
    std::size_t epoch_ = 0; ///< partitions since the last shuffle
    std::size_t turn_ = 0; ///< partitions in all: lists must not take a shuffle for the turn they had already
};

base::Error refused(std::string why) {
    return {kafka::ErrorCode::invalid_replication_factor, std::move(why)};
}

} // namespace

base::Result<std::vector<std::vector<BrokerId>>> place_replicas(const std::vector<UsableBroker>& brokers,
                                                                std::int32_t partitions,
                                                                std::int32_t replication_factor,
                                                                base::Rng& rng) {
    Racks racks(brokers, rng);
    if (replication_factor <= 0)
        return refused(fmt::format("Invalid replication factor {}: the replication factor must be positive.",
                                   replication_factor));
    if (racks.unfenced() == 0) return refused("All brokers are currently fenced.");
    if (static_cast<std::size_t>(replication_factor) > brokers.size())
        return refused(
            fmt::format("The target replication factor of {} cannot be reached because only {} broker(s) "
                        "are registered.",
                        replication_factor, brokers.size()));
    std::vector<std::vector<BrokerId>> placed;
    placed.reserve(static_cast<std::size_t>(std::max(partitions, 0)));
    for (std::int32_t i = 0; i < partitions; ++i) placed.push_back(racks.place(replication_factor));
    return placed;
}

} // namespace metadata
