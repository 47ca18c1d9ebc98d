#include "raft/majority.h"

#include "base/assert.h"

#include <algorithm>
#include <vector>

namespace raft {

Tally tally(std::size_t voters, std::size_t granted, std::size_t rejected) {
    RIPARIUM_ASSERT(granted + rejected <= voters, "nobody votes twice");
    if (granted >= majority(voters)) return Tally::won;
    return voters - rejected < majority(voters) ? Tally::lost : Tally::pending;
}

base::Offset committed(std::span<const base::Offset> ends) {
    RIPARIUM_ASSERT(!ends.empty(), "a quorum has voters");
    std::vector<base::Offset> sorted(ends.begin(), ends.end());
    const auto nth = sorted.begin() + static_cast<std::ptrdiff_t>(majority(sorted.size()) - 1);
    std::ranges::nth_element(sorted, nth, std::greater<>());
    return *nth;
}

} // namespace raft
