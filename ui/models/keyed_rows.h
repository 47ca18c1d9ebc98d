#pragma once
// Rows kept sorted by key, for models that follow a store: finding and placing cost O(log n). UI thread.

#include <algorithm>
#include <vector>

namespace ui {

template <class Key, class Row>
class KeyedRows {
public:
    struct Place {
        int row = 0;
        bool found = false;
    };

    int size() const { return static_cast<int>(rows_.size()); }
    const Row& at(int row) const { return rows_[static_cast<std::size_t>(row)].second; }
    Row& at(int row) { return rows_[static_cast<std::size_t>(row)].second; }
    const Key& keyAt(int row) const { return rows_[static_cast<std::size_t>(row)].first; }

    /// Where the key is, or where it would go.
    Place find(const Key& key) const {
        const auto at = std::lower_bound(rows_.begin(), rows_.end(), key,
                                         [](const auto& entry, const Key& k) { return entry.first < k; });
        return {static_cast<int>(at - rows_.begin()), at != rows_.end() && !(key < at->first)};
    }
    void insert(int row, Key key, Row value) {
        rows_.emplace(rows_.begin() + row, std::move(key), std::move(value));
    }
    void remove(int row) { rows_.erase(rows_.begin() + row); }
    void clear() { rows_.clear(); }
    /// REQUIRES: a key behind all others; for filling an empty one from a sorted store.
    void append(Key key, Row value) { rows_.emplace_back(std::move(key), std::move(value)); }

private:
    std::vector<std::pair<Key, Row>> rows_;
};

} // namespace ui
