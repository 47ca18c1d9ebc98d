#pragma once
// Hands out producer ids from blocks that the controller allocates; none is ever given twice. Thread: the
// node's loop. Source: reference 3.2, 5.

#include "base/result.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace broker {

struct ProducerIdBlock {
    std::int64_t start = 0;
    std::int32_t length = 0;
};

class ProducerIds {
public:
    using OnId = std::function<void(base::Result<std::int64_t>)>;
    using OnBlock = std::function<void(base::Result<ProducerIdBlock>)>;

    /// `allocate` asks the controller for a block.
    explicit ProducerIds(std::function<void(OnBlock)> allocate) : allocate_(std::move(allocate)) {}

    /// Calls `done` now, or when a block has come.
    void next(OnId done);

private:
    void block_arrived(base::Result<ProducerIdBlock> block);

    std::function<void(OnBlock)> allocate_;
    std::int64_t next_ = 0;
    std::int64_t end_ = 0;
    std::vector<OnId> waiting_;
};

} // namespace broker
