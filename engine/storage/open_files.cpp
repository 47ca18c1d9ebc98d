#include "storage/open_files.h"

#include "storage/log.h"

namespace storage {

namespace {

/// Whoever is used all the time must not open and close in turns.
constexpr std::size_t always_open = 16;

} // namespace

void OpenFiles::Place::used() {
    lately_ = true;
    if (!files_ || queued_) return;
    files_->make_room();
    at_ = files_->queue_.insert(files_->queue_.end(), this);
    queued_ = true;
}

void OpenFiles::Place::leave() {
    if (!std::exchange(queued_, false)) return;
    files_->queue_.erase(at_);
}

/// Once around at most: who was used since its last turn waits for the next one.
void OpenFiles::make_room() {
    for (std::size_t looks = queue_.size(); looks > always_open && disk_.crowded(); --looks) {
        Place& first = *queue_.front();
        if (std::exchange(first.lately_, false))
            queue_.splice(queue_.end(), queue_, queue_.begin());
        else
            first.log_.release_files();
    }
}

} // namespace storage
