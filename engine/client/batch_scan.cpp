#include "client/batch_scan.h"

#include "records/control.h"
#include "records/reader.h"

#include <algorithm>
#include <cstring>
#include <fmt/format.h>

namespace client {
namespace {

using records::BatchHeader;
using records::RecordView;
using Aborted = wire::FetchResponse::AbortedTransaction;

bool holds(base::Bytes bytes, std::string_view text) {
    return bytes.size() >= text.size() &&
           memmem(bytes.data(), bytes.size(), text.data(), text.size()) != nullptr;
}

bool matches(const RecordView& record, std::string_view text) {
    if (text.empty()) return true;
    if (record.key && holds(*record.key, text)) return true;
    if (record.value && holds(*record.value, text)) return true;
    return std::any_of(record.headers.begin(), record.headers.end(), [&](const records::HeaderView& header) {
        return holds(base::as_bytes(header.key), text) || (header.value && holds(*header.value, text));
    });
}

/// A copy: a few bytes that a window shows must not keep a batch of megabytes alive.
std::optional<base::Buffer> copied(const std::optional<base::Bytes>& bytes) {
    if (!bytes) return {};
    return base::Buffer::copy_of(*bytes);
}

ScanRecord record_of(const RecordView& view, const BatchHeader& batch, std::int32_t partition,
                     std::size_t size) {
    ScanRecord record;
    record.partition = partition;
    record.offset = view.offset;
    record.timestamp_ms = view.timestamp;
    record.log_append_time = batch.log_append_time();
    record.key = copied(view.key);
    record.value = copied(view.value);
    for (const records::HeaderView& from : view.headers) {
        RecordHeader header;
        header.key = std::string(from.key);
        if (from.value) header.value.emplace(from.value->begin(), from.value->end());
        record.headers.push_back(std::move(header));
    }
    record.leader_epoch = batch.partition_leader_epoch;
    record.codec = batch.codec();
    record.batch_count = batch.record_count;
    record.producer_id = batch.producer_id;
    record.producer_epoch = batch.producer_epoch;
    record.sequence = view.sequence;
    record.transactional = batch.transactional();
    record.size = static_cast<std::int32_t>(size);
    return record;
}

std::size_t size_of(const RecordView& record) {
    std::size_t size = (record.key ? record.key->size() : 0) + (record.value ? record.value->size() : 0);
    for (const auto& header : record.headers)
        size += header.key.size() + (header.value ? header.value->size() : 0);
    return size;
}

/// Kafka's way: a transaction that was aborted is listed with its first offset, and ends at its producer's
/// marker.
class Transactions {
public:
    Transactions(const std::optional<std::vector<Aborted>>& aborted, std::set<std::int64_t>& open)
        : open_(open) {
        if (aborted) coming_ = *aborted;
        std::sort(coming_.begin(), coming_.end(),
                  [](const Aborted& a, const Aborted& b) { return a.first_offset < b.first_offset; });
    }
    bool hides(const BatchHeader& batch) {
        while (next_ < coming_.size() && coming_[next_].first_offset <= batch.last_offset())
            open_.insert(coming_[next_++].producer_id);
        return batch.transactional() && open_.contains(batch.producer_id);
    }
    void ends(const BatchHeader& batch, const RecordView& marker) {
        const auto type = records::parse_control_key(marker);
        if (type && *type == records::ControlType::abort) open_.erase(batch.producer_id);
    }

private:
    std::vector<Aborted> coming_;
    std::size_t next_ = 0;
    std::set<std::int64_t>& open_;
};

base::Error unreadable(const ScanPosition& position, const base::Error& why) {
    return {why.code,
            fmt::format("partition {}, offset {}: {}", position.partition, position.next, why.detail)};
}

} // namespace

base::Result<BatchScan> scan_batches(const wire::FetchResponse::PartitionData& data,
                                     std::string_view contains, bool read_committed, ScanPosition& position) {
    BatchScan result;
    Transactions transactions(read_committed ? data.aborted_transactions : std::nullopt,
                              position.aborted_producers);
    RecordView view;
    for (const base::Buffer& part : data.records.parts) {
        records::BatchWalker walk(part.bytes());
        while (const auto at = walk.next()) {
            const bool hidden = read_committed && transactions.hides(at->header);
            const bool before = at->header.last_offset() < position.next;
            if (at->header.control() ? !read_committed || before : hidden || before) {
                position.next = std::max(position.next, at->header.next_offset());
                continue;
            }
            auto reader = records::BatchReader::open(part.slice(at->position, at->bytes.size()));
            if (!reader) return unreadable(position, reader.error());
            while (reader->next(view)) {
                if (at->header.control()) {
                    transactions.ends(at->header, view);
                    continue;
                }
                if (view.offset < position.next || view.offset >= position.end) continue;
                ++result.scanned;
                if (matches(view, contains))
                    result.found.push_back(record_of(view, at->header, position.partition, size_of(view)));
            }
            if (reader->error()) return unreadable(position, *reader->error());
            position.next = std::max(position.next, at->header.next_offset());
        }
        if (walk.error()) return unreadable(position, *walk.error());
    }
    return result;
}

} // namespace client
