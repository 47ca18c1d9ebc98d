#pragma once
// Which logs of a node hold open files though nobody uses them just now: ten thousand partitions have more
// files than a process may open. When the disk says that it is crowded, the logs unused for longest close
// theirs; they open again when needed. Thread: the node's loop (and the disk pool before it starts).

#include "storage/disk.h"

#include <list>

namespace storage {

class Log;

class OpenFiles {
public:
    explicit OpenFiles(Disk& disk) : disk_(disk) {}
    OpenFiles(const OpenFiles&) = delete;
    OpenFiles& operator=(const OpenFiles&) = delete;

    /// A log's place in the queue.
    class Place {
    public:
        Place(std::shared_ptr<OpenFiles> files, Log& log) : files_(std::move(files)), log_(log) {}
        ~Place() { leave(); }
        Place(const Place&) = delete;
        Place& operator=(const Place&) = delete;
        /// The log uses a file now, or is about to: others may have to close theirs.
        void used();
        /// The log has closed its files.
        void leave();

    private:
        friend class OpenFiles;
        std::shared_ptr<OpenFiles> files_; ///< null: nobody counts
        Log& log_;
        std::list<Place*>::iterator at_;
        bool queued_ = false;
        bool lately_ = false; ///< used since it was looked at last
    };

    std::size_t size() const { return queue_.size(); }

private:
    void make_room();

    Disk& disk_;
    std::list<Place*> queue_; ///< to be looked at, first first
};

} // namespace storage
