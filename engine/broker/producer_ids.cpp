#include "broker/producer_ids.h"

#include <utility>

namespace broker {

void ProducerIds::next(OnId done) {
    if (next_ < end_) return done(next_++);
    waiting_.push_back(std::move(done));
    if (waiting_.size() > 1) return; // a block is on its way
    allocate_([this](base::Result<ProducerIdBlock> block) { block_arrived(std::move(block)); });
}

void ProducerIds::block_arrived(base::Result<ProducerIdBlock> block) {
    const auto waiting = std::exchange(waiting_, {});
    if (block) {
        next_ = block->start;
        end_ = block->start + block->length;
    }
    for (const OnId& done : waiting) {
        if (block)
            next(done); // may ask for another block
        else
            done(block.error());
    }
}

} // namespace broker
