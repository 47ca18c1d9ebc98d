#include "view/reassign_plan.h"

#include <algorithm>
#include <tuple>

namespace view {
namespace {

bool contains(const std::vector<std::int32_t>& ids, std::int32_t id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

class Planner {
public:
    Planner(const RowStore& rows, const PlanRequest& request) : rows_(rows), allowed_(request.brokers) {
        if (allowed_.empty())
            for (const auto& [key, row] : rows.brokers) allowed_.insert(key.id);
        for (const auto& [key, row] : rows.brokers) load_[key.id] = 0;
        for (const auto& [key, row] : rows.partitions)
            for (const std::int32_t id : row.replicas) ++load_[id];
    }

    const std::map<std::int32_t, std::int32_t>& load() const { return load_; }

    /// The new assignment; `want` replicas if there are as many allowed brokers.
    std::vector<std::int32_t> assign(const PartitionRow& row, std::size_t want) {
        std::vector<std::int32_t> to;
        for (const std::int32_t id : row.replicas) {
            if (allowed_.contains(id) && to.size() < want)
                to.push_back(id);
            else
                --load_[id];
        }
        while (to.size() < std::min(want, allowed_.size())) {
            const std::int32_t added = best(to);
            // A replica that leaves hands its place on, so that the preferred leader stays where it can.
            const auto gap = std::find_if(row.replicas.begin(), row.replicas.end(), [&](std::int32_t id) {
                return !contains(to, id) && !contains(filled_, id);
            });
            std::size_t place = to.size();
            if (gap != row.replicas.end()) {
                filled_.push_back(*gap);
                place = std::min(to.size(), static_cast<std::size_t>(gap - row.replicas.begin()));
            }
            to.insert(to.begin() + static_cast<std::ptrdiff_t>(place), added);
            ++load_[added];
        }
        filled_.clear();
        return to;
    }

    /// Moves one replica from a full broker to the emptiest allowed one, when that evens out and keeps as
    /// many AZs.
    bool even_out(std::vector<std::int32_t>& to) {
        std::vector<std::int32_t> fullest_first = to;
        std::stable_sort(fullest_first.begin(), fullest_first.end(),
                         [&](std::int32_t a, std::int32_t b) { return load_[a] > load_[b]; });
        for (const std::int32_t full : fullest_first) {
            std::vector<std::int32_t> rest = to;
            std::erase(rest, full);
            const std::int32_t target = best(rest, &to);
            if (target < 0 || load_[target] + 1 >= load_[full]) continue;
            if (shared_azs(rest, target) > shared_azs(rest, full)) continue;
            --load_[full];
            ++load_[target];
            *std::find(to.begin(), to.end(), full) = target;
            return true;
        }
        return false;
    }

private:
    std::string az_of(std::int32_t id) const {
        const auto found = rows_.brokers.find({id});
        return found == rows_.brokers.end() ? std::string() : found->second.az;
    }
    int shared_azs(const std::vector<std::int32_t>& with, std::int32_t id) const {
        return static_cast<int>(std::count_if(with.begin(), with.end(),
                                              [&](std::int32_t other) { return az_of(other) == az_of(id); }));
    }
    /// Fewest neighbours in its AZ, then alive, then least loaded, then the smallest id; -1: none is left.
    std::int32_t best(const std::vector<std::int32_t>& with,
                      const std::vector<std::int32_t>* without = nullptr) {
        std::int32_t found = -1;
        std::tuple<int, int, std::int32_t, std::int32_t> least;
        for (const std::int32_t id : allowed_) {
            if (contains(with, id) || (without && contains(*without, id))) continue;
            const auto row = rows_.brokers.find({id});
            const bool down = row == rows_.brokers.end() || row->second.state != NodeState::online;
            const std::tuple cost(shared_azs(with, id), down ? 1 : 0, load_[id], id);
            if (found >= 0 && cost >= least) continue;
            found = id;
            least = cost;
        }
        return found;
    }

    const RowStore& rows_;
    std::set<std::int32_t> allowed_;
    std::map<std::int32_t, std::int32_t> load_;
    std::vector<std::int32_t> filled_; ///< leaving replicas whose place is taken
};

} // namespace

ReassignPartitions ReassignPlan::command(std::int64_t throttle) const {
    ReassignPartitions made;
    made.throttle = throttle;
    for (const PlannedMove& it : moves) made.moves.push_back({it.key.topic, it.key.partition, it.to});
    return made;
}

ReassignPlan plan_moves(const RowStore& rows, const PlanRequest& request, bool spread) {
    ReassignPlan plan;
    Planner planner(rows, request);
    plan.before = planner.load();
    const auto take = [&](const PartitionRow& row) {
        // Replicas that another reassignment adds are not counted as wanted yet.
        const std::size_t now = row.replicas.size() - row.adding.size();
        const auto want = static_cast<std::size_t>(
            request.replication_factor > 0 ? request.replication_factor : static_cast<std::int32_t>(now));
        std::vector<std::int32_t> to = planner.assign(row, want);
        if (to.size() < want) ++plan.short_of_brokers;
        while (spread && planner.even_out(to)) {
        }
        if (to == row.replicas) return;
        PlannedMove move{row.key, row.replicas, std::move(to), 0};
        for (const std::int32_t id : move.to)
            if (!contains(move.from, id)) move.bytes += row.size;
        plan.bytes += move.bytes;
        plan.moves.push_back(std::move(move));
    };
    if (request.partitions.empty())
        for (const auto& [key, row] : rows.partitions) take(row);
    for (const PartitionKey& key : request.partitions)
        if (const auto found = rows.partitions.find(key); found != rows.partitions.end()) take(found->second);
    plan.after = planner.load();
    return plan;
}

ReassignPlan plan_drain(const RowStore& rows, std::int32_t broker) {
    PlanRequest request;
    for (const auto& [key, row] : rows.brokers)
        if (key.id != broker) request.brokers.insert(key.id);
    for (const auto& [key, row] : rows.partitions)
        if (contains(row.replicas, broker)) request.partitions.push_back(key);
    if (request.partitions.empty() || request.brokers.empty()) {
        ReassignPlan none;
        none.short_of_brokers = static_cast<std::int32_t>(request.partitions.size());
        return none;
    }
    return plan_moves(rows, request);
}

} // namespace view
