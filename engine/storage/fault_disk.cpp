#include "storage/fault_disk.h"

#include <algorithm>
#include <fmt/format.h>

namespace storage {
namespace {

/// `path` is `folder` or below it.
bool is_in(std::string_view path, std::string_view folder) {
    return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

Error no_space(std::string_view doing, std::string_view path) {
    return {kafka::ErrorCode::kafka_storage_error,
            fmt::format("cannot {} {}: No space left on device; free some space on that disk, or choose "
                        "another folder",
                        doing, path)};
}

Error cannot_sync(std::string_view path) {
    return {kafka::ErrorCode::kafka_storage_error,
            fmt::format("cannot sync {}: Input/output error; the disk reports a hardware fault", path)};
}

/// The keys of a map of names that are `folder` or lie in it, in order.
template <class Map>
std::vector<std::string> keys_in(const Map& map, const std::string& folder) {
    std::vector<std::string> keys;
    for (auto at = map.lower_bound(folder); at != map.end() && at->first.starts_with(folder); ++at)
        if (is_in(at->first, folder)) keys.emplace_back(at->first);
    return keys;
}

/// The keys that name something directly in `folder`: what lies deeper is not walked through, for there may
/// be ten thousand partitions below a node's folder.
template <class Map>
std::vector<std::string> children_of(const Map& map, const std::string& folder) {
    std::vector<std::string> children;
    const std::string inside = folder + '/';
    for (auto at = map.lower_bound(inside); at != map.end() && at->first.starts_with(inside);) {
        const std::size_t deeper = at->first.find('/', inside.size());
        if (deeper == std::string::npos) {
            children.push_back((at++)->first);
            continue;
        }
        constexpr char after_slash = '/' + 1;
        at = map.lower_bound(at->first.substr(0, deeper) + after_slash);
    }
    return children;
}

} // namespace

/// A file as long as it is open, or holds bytes that a power cut would take.
struct FaultDisk::Node {
    std::string path;                     ///< guarded by the disk's mutex
    std::atomic<std::uint64_t> end{0};    ///< the size, as far as writing and truncating tell
    std::atomic<std::uint64_t> synced{0}; ///< bytes from the start on that survive
    int open = 0;                         ///< guarded by the disk's mutex
};

class FaultDisk::FaultyFile final : public File {
public:
    FaultyFile(FaultDisk& disk, std::shared_ptr<File> file, std::shared_ptr<Node> node)
        : disk_(disk), file_(std::move(file)), node_(std::move(node)) {}
    ~FaultyFile() override { disk_.closed(node_); }
    FaultyFile(const FaultyFile&) = delete;
    FaultyFile& operator=(const FaultyFile&) = delete;

    Result<> pwritev(std::span<const Bytes> parts, std::uint64_t at) override {
        std::uint64_t end = at;
        for (const Bytes part : parts) end += part.size();
        if (grows(end) && faulty() && disk_.full(path())) return no_space("write", path());
        auto written = file_->pwritev(parts, at);
        if (written && grows(end)) node_->end = end;
        return written;
    }
    Result<std::size_t> pread(std::span<Byte> into, std::uint64_t at) override {
        return file_->pread(into, at);
    }
    Result<> fdatasync() override {
        if (faulty() && disk_.sync_fails(path())) return cannot_sync(path());
        const std::uint64_t end = node_->end; // what is written meanwhile may not be covered
        auto synced = file_->fdatasync();
        if (synced) node_->synced = end;
        return synced;
    }
    void preallocate(std::uint64_t at, std::uint64_t length) override {
        if (!faulty() || !disk_.full(path())) file_->preallocate(at, length);
    }
    Result<> truncate(std::uint64_t size) override {
        if (grows(size) && faulty() && disk_.full(path())) return no_space("extend", path());
        auto done = file_->truncate(size);
        if (!done) return done;
        node_->end = size;
        if (node_->synced > size) node_->synced = size;
        return done;
    }
    Result<std::uint64_t> size() override { return file_->size(); }
    int descriptor() const override { return file_->descriptor(); }

private:
    bool faulty() const { return disk_.faulty_.load(std::memory_order_relaxed); }
    bool grows(std::uint64_t end) const { return end > node_->end.load(std::memory_order_relaxed); }
    std::string path() const {
        const std::lock_guard lock(disk_.mutex_);
        return node_->path;
    }

    FaultDisk& disk_;
    const std::shared_ptr<File> file_;
    const std::shared_ptr<Node> node_;
};

// ---- faults
// ----------------------------------------------------------------------------------------------------

void FaultDisk::set(const fs::path& folder, DiskFault fault) {
    const std::lock_guard lock(mutex_);
    auto& faults = folders_[folder.native()];
    if (!faults) faults = std::make_unique<Faults>();
    faults->latency_ns = std::max<std::int64_t>(0, fault.latency.count());
    faults->full = fault.full;
    faults->sync_fails = fault.sync_fails;
    faulty_ = std::ranges::any_of(folders_, [](const auto& entry) {
        return entry.second->latency_ns > 0 || entry.second->full || entry.second->sync_fails;
    });
}

DiskFault FaultDisk::fault(const fs::path& folder) const {
    const std::lock_guard lock(mutex_);
    const auto found = folders_.find(folder.native());
    if (found == folders_.end()) return {};
    DiskFault fault;
    fault.latency = base::Duration(found->second->latency_ns);
    fault.full = found->second->full;
    fault.sync_fails = found->second->sync_fails;
    return fault;
}

const FaultDisk::Faults* FaultDisk::faults_of(std::string_view path) const {
    const std::lock_guard lock(mutex_);
    for (const auto& [folder, faults] : folders_)
        if (is_in(path, folder)) return faults.get();
    return nullptr;
}

bool FaultDisk::full(std::string_view path) const {
    if (!faulty_.load(std::memory_order_relaxed)) return false;
    const Faults* const faults = faults_of(path);
    return faults && faults->full;
}

bool FaultDisk::sync_fails(std::string_view path) const {
    if (!faulty_.load(std::memory_order_relaxed)) return false;
    const Faults* const faults = faults_of(path);
    return faults && faults->sync_fails;
}

base::Duration FaultDisk::slowness(const fs::path& folder) {
    if (!faulty_.load(std::memory_order_relaxed)) return {};
    const Faults* const faults = faults_of(folder.native());
    return base::Duration(faults ? faults->latency_ns.load() : 0);
}

Result<Space> FaultDisk::space(const fs::path& folder) {
    auto space = under_.space(folder);
    if (space && full(folder.native())) space->free = 0;
    return space;
}

// ---- files and names
// -------------------------------------------------------------------------------------------

Result<std::shared_ptr<File>> FaultDisk::open(const fs::path& path, OpenMode mode) {
    const bool makes = mode == OpenMode::create || mode == OpenMode::truncate;
    const bool is_new = makes && !under_.exists(path);
    if (is_new && full(path.native())) return no_space("create", path.native());
    auto file = under_.open(path, mode);
    if (!file) return file;
    const auto size = (*file)->size();
    if (!size) return size.error();

    const std::lock_guard lock(mutex_);
    if (mode == OpenMode::read) {
        const auto unsynced = nodes_.find(path.native());
        if (unsynced == nodes_.end()) return file;
        // Syncing it through this descriptor syncs what was written through others.
        ++unsynced->second->open;
        return std::shared_ptr<File>(std::make_shared<FaultyFile>(*this, std::move(*file), unsynced->second));
    }
    if (is_new) names_[path.native()] = {};
    auto known = nodes_.find(path.native());
    if (is_new && known != nodes_.end()) {
        nodes_.erase(known); // of a file that is gone
        known = nodes_.end();
    }
    std::shared_ptr<Node> node;
    if (known == nodes_.end()) {
        node = std::make_shared<Node>();
        node->path = path.native();
        node->synced = *size; // what nobody has written since we began is as it was on the disk
        nodes_.emplace(node->path, node);
    } else {
        node = known->second;
    }
    node->end = *size;
    if (node->synced > *size) node->synced = *size;
    ++node->open;
    return std::shared_ptr<File>(std::make_shared<FaultyFile>(*this, std::move(*file), std::move(node)));
}

void FaultDisk::closed(const std::shared_ptr<Node>& node) {
    const std::lock_guard lock(mutex_);
    if (--node->open > 0 || node->synced < node->end) return;
    const auto known = nodes_.find(node->path);
    if (known != nodes_.end() && known->second == node) nodes_.erase(known);
}

Result<> FaultDisk::make_folder(const fs::path& folder) {
    if (under_.exists(folder)) return {};
    if (full(folder.native())) return no_space("create the folder", folder.native());
    std::vector<fs::path> made;
    for (fs::path one = folder; !one.empty() && one != one.parent_path() && !under_.exists(one);
         one = one.parent_path())
        made.push_back(one);
    if (auto done = under_.make_folder(folder); !done) return done;
    const std::lock_guard lock(mutex_);
    for (const fs::path& one : made) names_[one.native()] = {{}, true};
    return {};
}

Result<> FaultDisk::rename(const fs::path& from, const fs::path& to) {
    const bool replaced = under_.exists(to);
    if (auto done = under_.rename(from, to); !done) return done;
    const std::lock_guard lock(mutex_);
    moved(from.native(), to.native(), replaced);
    return {};
}

/// What lies in a folder moves with it.
void FaultDisk::moved(const std::string& from, const std::string& to, bool replaced) {
    Unsynced here;
    if (const auto known = names_.extract(from))
        here = known.mapped();
    else
        here.before = from;
    for (const std::string& name : keys_in(names_, from)) {
        auto entry = names_.extract(name);
        entry.key() = to + name.substr(from.size());
        names_.insert(std::move(entry));
    }
    names_.erase(to);
    const bool back_where_it_was = here.before == to;
    if (!replaced && !back_where_it_was) names_[to] = here;

    nodes_.erase(to);
    for (const std::string& path : keys_in(nodes_, from)) {
        auto entry = nodes_.extract(path);
        entry.mapped()->path = to + path.substr(from.size());
        entry.key() = entry.mapped()->path;
        nodes_.insert(std::move(entry));
    }
}

Result<> FaultDisk::remove(const fs::path& path) {
    if (auto done = under_.remove(path); !done) return done;
    const std::lock_guard lock(mutex_);
    names_.erase(path.native());
    nodes_.erase(path.native());
    return {};
}

Result<> FaultDisk::sync_folder(const fs::path& folder) {
    if (sync_fails(folder.native())) return cannot_sync(folder.native());
    std::vector<std::string> covered;
    {
        const std::lock_guard lock(mutex_);
        covered = children_of(names_, folder.native());
    }
    if (auto done = under_.sync_folder(folder); !done) return done;
    const std::lock_guard lock(mutex_);
    for (const std::string& name : covered) names_.erase(name);
    return {};
}

Result<> FaultDisk::sync_all(const fs::path& folder) {
    if (sync_fails(folder.native())) return cannot_sync(folder.native());
    std::vector<std::pair<std::shared_ptr<Node>, std::uint64_t>> files;
    std::vector<std::string> covered;
    {
        const std::lock_guard lock(mutex_);
        covered = keys_in(names_, folder.native());
        for (const std::string& path : keys_in(nodes_, folder.native())) {
            const auto& node = nodes_.find(path)->second;
            files.emplace_back(node, node->end);
        }
    }
    if (auto done = under_.sync_all(folder); !done) return done;
    const std::lock_guard lock(mutex_);
    for (const std::string& name : covered) names_.erase(name);
    for (const auto& [node, end] : files) {
        node->synced = end;
        const auto known = nodes_.find(node->path);
        if (node->open == 0 && known != nodes_.end() && known->second == node) nodes_.erase(known);
    }
    return {};
}

// ---- power loss
// ------------------------------------------------------------------------------------------------

Result<> FaultDisk::power_loss(const fs::path& folder) {
    if (auto cut = cut_back(folder); !cut) return cut;
    return undo_names(folder);
}

Result<> FaultDisk::cut_back(const fs::path& folder) {
    const std::lock_guard lock(mutex_);
    for (const std::string& path : keys_in(nodes_, folder.native())) {
        const auto entry = nodes_.extract(path);
        const Node& node = *entry.mapped();
        auto file = under_.open(path, OpenMode::read_write);
        if (!file) return file.error();
        const auto size = (*file)->size();
        if (!size) return size.error();
        if (*size <= node.synced) continue;
        if (auto done = (*file)->truncate(node.synced); !done) return done;
    }
    return {};
}

/// From the longest names to the shortest: what was made goes, what was moved goes back, folders go last.
Result<> FaultDisk::undo_names(const fs::path& folder) {
    const std::lock_guard lock(mutex_);
    std::vector<std::string> names = keys_in(names_, folder.native());
    std::ranges::reverse(names);
    enum class Pass { files, moves, folders };
    for (const Pass pass : {Pass::files, Pass::moves, Pass::folders}) {
        for (const std::string& name : names) {
            const Unsynced& what = names_.at(name);
            const Pass due = !what.before.empty() ? Pass::moves : what.folder ? Pass::folders : Pass::files;
            if (pass != due || !under_.exists(name)) continue;
            Result<> done;
            if (pass == Pass::files) done = under_.remove(name);
            if (pass == Pass::moves && !under_.exists(what.before)) done = under_.rename(name, what.before);
            if (pass == Pass::folders) done = remove_tree(under_, name);
            if (!done) return done;
        }
    }
    for (const std::string& name : names) names_.erase(name);
    return {};
}

} // namespace storage
