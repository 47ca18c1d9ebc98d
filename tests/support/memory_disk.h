#pragma once
// A disk in memory for tests: it forgets what was not synced, tears what was being written, and fails on
// demand. Any thread, as Disk promises: a node's loop writes while the disk pool syncs. After power_cut()
// every File opened before is stale: destroy what uses them first. Source: speed-and-reliability B3
// (SimDisk), leveldb's fault_injection_test as an idea.

#include "storage/disk.h"

#include "base/rng.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <optional>
#include <set>

namespace test {

using storage::Bytes;
using storage::fs::path;

class MemoryDisk final : public storage::Disk {
public:
    /// The n-th operation from now on (1 = the next) fails, and with `sticky` all that follow. A failing
    /// write leaves its first half behind.
    void fail_operation(std::uint64_t n, std::string why = "no space left on device", bool sticky = false) {
        const std::lock_guard guard(mutex_);
        fail_at_ = operations_ + n;
        why_ = std::move(why);
        sticky_ = sticky;
    }
    void heal() {
        const std::lock_guard guard(mutex_);
        fail_at_ = 0;
    }
    std::uint64_t operations() const {
        const std::lock_guard guard(mutex_);
        return operations_;
    }

    /// Only what was synced is left; with `rng` also a random subset of the unsynced 512-byte sectors,
    /// perhaps names.
    void power_cut(base::Rng* rng = nullptr) {
        const std::lock_guard guard(mutex_);
        // Journals keep the order of names: either the unsynced ones made it or they did not.
        if (rng == nullptr || rng->chance(1, 2)) names_ = durable_names_;
        std::map<path, NodePtr> fresh;
        for (auto& [name, node] : names_) fresh[name] = std::make_shared<Node>(after_cut(*node, rng));
        names_ = fresh;
        durable_names_ = fresh;
        for (const auto& [name, node] : names_) add_folders(name.parent_path());
    }

    /// The bytes of a file; empty when it does not exist.
    std::vector<base::Byte> content(const path& name) const {
        const std::lock_guard guard(mutex_);
        const auto found = names_.find(name);
        return found == names_.end() ? std::vector<base::Byte>() : found->second->content;
    }
    /// Puts a file there, synced.
    void put(const path& name, std::vector<base::Byte> bytes) {
        const std::lock_guard guard(mutex_);
        add_folders(name.parent_path());
        const auto node = std::make_shared<Node>();
        node->content = node->durable = std::move(bytes);
        names_[name] = durable_names_[name] = node;
    }
    std::vector<path> files() const {
        const std::lock_guard guard(mutex_);
        std::vector<path> all;
        for (const auto& [name, node] : names_) all.push_back(name);
        return all;
    }
    std::uint64_t writes() const {
        const std::lock_guard guard(mutex_);
        return writes_;
    }
    std::uint64_t reads() const {
        const std::lock_guard guard(mutex_);
        return reads_;
    }

    storage::Result<std::shared_ptr<storage::File>> open(const path& name, storage::OpenMode mode) override {
        const std::lock_guard guard(mutex_);
        if (auto ok = step(name); !ok) return ok.error();
        const bool make = mode == storage::OpenMode::create || mode == storage::OpenMode::truncate;
        auto found = names_.find(name);
        if (found == names_.end() && !make) return error(name, "no such file");
        if (found == names_.end()) {
            if (!folders_.contains(name.parent_path())) return error(name, "no such folder");
            found = names_.emplace(name, std::make_shared<Node>()).first;
        }
        if (mode == storage::OpenMode::truncate) found->second->content.clear();
        return std::shared_ptr<storage::File>(std::make_shared<MemoryFile>(*this, name, found->second));
    }
    bool exists(const path& name) override {
        const std::lock_guard guard(mutex_);
        return names_.contains(name) || folders_.contains(name);
    }
    storage::Result<std::vector<storage::DirectoryEntry>> list(const path& folder) override {
        const std::lock_guard guard(mutex_);
        if (auto ok = step(folder); !ok) return ok.error();
        if (!folders_.contains(folder)) return error(folder, "no such folder");
        std::vector<storage::DirectoryEntry> entries;
        for (const path& name : folders_) {
            if (name.parent_path() == folder && name != folder)
                entries.push_back({name.filename().string(), true, 0, 0});
        }
        for (const auto& [name, node] : names_) {
            if (name.parent_path() == folder)
                entries.push_back({name.filename().string(), false, node->content.size(), modified_ms});
        }
        std::sort(entries.begin(), entries.end(),
                  [](const auto& a, const auto& b) { return a.name < b.name; });
        return entries;
    }
    storage::Result<> make_folder(const path& folder) override {
        const std::lock_guard guard(mutex_);
        if (auto ok = step(folder); !ok) return ok;
        add_folders(folder);
        return {};
    }
    storage::Result<> rename(const path& from, const path& to) override {
        const std::lock_guard guard(mutex_);
        if (auto ok = step(from); !ok) return ok;
        if (folders_.contains(from)) {
            move_folder(from, to);
            return {};
        }
        const auto found = names_.find(from);
        if (found == names_.end()) return error(from, "no such file");
        names_[to] = found->second;
        names_.erase(from);
        return {};
    }
    storage::Result<> remove(const path& name) override {
        const std::lock_guard guard(mutex_);
        if (auto ok = step(name); !ok) return ok;
        names_.erase(name);
        folders_.erase(name);
        return {};
    }
    storage::Result<> sync_folder(const path& folder) override {
        const std::lock_guard guard(mutex_);
        if (auto ok = step(folder); !ok) return ok;
        std::erase_if(durable_names_, [&](const auto& entry) { return entry.first.parent_path() == folder; });
        for (const auto& [name, node] : names_) {
            if (name.parent_path() == folder) durable_names_[name] = node;
        }
        return {};
    }
    storage::Result<> sync_all(const path& folder) override {
        const std::lock_guard guard(mutex_);
        if (auto ok = step(folder); !ok) return ok;
        for (const auto& [name, node] : names_) node->durable = node->content;
        durable_names_ = names_;
        return {};
    }
    storage::Result<storage::Space> space(const path& folder) override {
        const std::lock_guard guard(mutex_);
        if (auto ok = step(folder); !ok) return ok.error();
        return storage::Space{1U << 30U, 2U << 30U};
    }
    storage::Result<std::unique_ptr<storage::Lock>> lock(const path& name) override {
        const std::lock_guard guard(mutex_);
        if (auto ok = step(name); !ok) return ok.error();
        if (!locked_.insert(name).second) return error(name, "in use by another process");
        return std::unique_ptr<storage::Lock>(std::make_unique<MemoryLock>(*this, name));
    }

    base::TimestampMs modified_ms = 0; ///< of every file

private:
    struct Node {
        std::vector<base::Byte> content;
        std::vector<base::Byte> durable;
    };
    using NodePtr = std::shared_ptr<Node>;

    class MemoryLock final : public storage::Lock {
    public:
        MemoryLock(MemoryDisk& disk, path name) : disk_(disk), name_(std::move(name)) {}
        ~MemoryLock() override {
            const std::lock_guard guard(disk_.mutex_);
            disk_.locked_.erase(name_);
        }

    private:
        MemoryDisk& disk_;
        path name_;
    };

    class MemoryFile final : public storage::File {
    public:
        MemoryFile(MemoryDisk& disk, path name, NodePtr node)
            : disk_(disk), name_(std::move(name)), node_(std::move(node)) {}

        storage::Result<> pwritev(std::span<const Bytes> parts, std::uint64_t at) override {
            const std::lock_guard guard(disk_.mutex_);
            ++disk_.writes_;
            std::vector<base::Byte> all;
            for (const Bytes part : parts) all.insert(all.end(), part.begin(), part.end());
            const auto ok = disk_.step(name_);
            if (!ok) all.resize(all.size() / 2);
            auto& content = node_->content;
            content.resize(std::max<std::size_t>(content.size(), at + all.size()));
            std::copy(all.begin(), all.end(), content.begin() + static_cast<std::ptrdiff_t>(at));
            return ok;
        }
        storage::Result<std::size_t> pread(std::span<base::Byte> into, std::uint64_t at) override {
            const std::lock_guard guard(disk_.mutex_);
            ++disk_.reads_;
            if (auto ok = disk_.step(name_); !ok) return ok.error();
            const auto& content = node_->content;
            if (at >= content.size()) return std::size_t{0};
            const std::size_t n = std::min<std::size_t>(into.size(), content.size() - at);
            std::copy_n(content.begin() + static_cast<std::ptrdiff_t>(at), n, into.begin());
            return n;
        }
        storage::Result<> fdatasync() override {
            const std::lock_guard guard(disk_.mutex_);
            if (auto ok = disk_.step(name_); !ok) return ok;
            node_->durable = node_->content;
            return {};
        }
        void preallocate(std::uint64_t, std::uint64_t) override {}
        storage::Result<> truncate(std::uint64_t size) override {
            const std::lock_guard guard(disk_.mutex_);
            if (auto ok = disk_.step(name_); !ok) return ok;
            node_->content.resize(size);
            return {};
        }
        storage::Result<std::uint64_t> size() override {
            const std::lock_guard guard(disk_.mutex_);
            return std::uint64_t{node_->content.size()};
        }

    private:
        MemoryDisk& disk_;
        path name_;
        NodePtr node_;
    };

    static storage::Error error(const path& name, std::string_view why) {
        return {kafka::ErrorCode::kafka_storage_error, name.string() + ": " + std::string(why)};
    }
    storage::Result<> step(const path& name) {
        ++operations_;
        if (fail_at_ == 0 || operations_ < fail_at_ || (!sticky_ && operations_ > fail_at_)) return {};
        return error(name, why_);
    }
    static Node after_cut(const Node& node, base::Rng* rng) {
        constexpr std::size_t sector = 512;
        Node left{node.durable, {}};
        if (rng != nullptr && rng->chance(1, 2)) left.content.resize(node.content.size());
        for (std::size_t at = 0; rng != nullptr && at < left.content.size(); at += sector) {
            const std::size_t end = std::min({at + sector, left.content.size(), node.content.size()});
            if (end > at && rng->chance(1, 2))
                std::copy(node.content.begin() + static_cast<std::ptrdiff_t>(at),
                          node.content.begin() + static_cast<std::ptrdiff_t>(end),
                          left.content.begin() + static_cast<std::ptrdiff_t>(at));
        }
        left.durable = left.content;
        return left;
    }
    void add_folders(path folder) {
        for (; !folder.empty() && folders_.insert(folder).second; folder = folder.parent_path()) {
            if (folder == folder.parent_path()) break;
        }
    }
    void move_folder(const path& from, const path& to) {
        folders_.erase(from);
        add_folders(to);
        for (auto* names : {&names_, &durable_names_}) {
            for (const auto& [name, node] : std::map(*names)) {
                if (name.parent_path() != from) continue;
                names->erase(name);
                (*names)[to / name.filename()] = node;
            }
        }
    }

    mutable std::mutex mutex_; ///< guards all of this, and what nodes hold
    std::map<path, NodePtr> names_;
    std::map<path, NodePtr> durable_names_;
    std::set<path> folders_;
    std::set<path> locked_;
    std::uint64_t operations_ = 0;
    std::uint64_t fail_at_ = 0;
    std::uint64_t writes_ = 0;
    std::uint64_t reads_ = 0;
    bool sticky_ = false;
    std::string why_;
};

} // namespace test
