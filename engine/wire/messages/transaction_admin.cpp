#include "wire/messages/transaction_admin.h"

#include "wire/visitor.h"

namespace wire {

void DescribeTransactionsRequest::fields(Visitor& v) {
    v.field("transactional_ids", transactional_ids);
}

void DescribeTransactionsResponse::TopicData::fields(Visitor& v) {
    v.field("topic", topic, {.about = "Name of the topic."});
    v.field("partitions", partitions, {.about = "One per partition."});
}

void DescribeTransactionsResponse::TransactionState::fields(Visitor& v) {
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("transactional_id", transactional_id, {.about = "Transactional id."});
    v.field("transaction_state", transaction_state, {.about = "State of the transaction."});
    v.field("transaction_timeout_ms", transaction_timeout_ms);
    v.field("transaction_start_time_ms", transaction_start_time_ms);
    v.field("producer_id", producer_id, {.about = "Producer id."});
    v.field("producer_epoch", producer_epoch, {.about = "Producer epoch."});
    v.field("topics", topics, {.about = "One per topic."});
}

void DescribeTransactionsResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.about = "How long the client should have waited for its quota."});
    v.field("transaction_states", transaction_states);
}

void ListTransactionsRequest::fields(Visitor& v) {
    v.field("state_filters", state_filters, {.about = "Empty for all."});
    v.field("producer_id_filters", producer_id_filters, {.about = "Empty for all."});
    v.field("duration_filter", duration_filter,
            {.since = 1, .or_else = -1, .about = "Only those open for longer than this many milliseconds."});
    v.field("transactional_id_pattern", transactional_id_pattern,
            {.since = 2, .about = "A regular expression, null for all."});
}

void ListTransactionsResponse::TransactionState::fields(Visitor& v) {
    v.field("transactional_id", transactional_id, {.about = "Transactional id."});
    v.field("producer_id", producer_id, {.about = "Producer id."});
    v.field("transaction_state", transaction_state, {.about = "State of the transaction."});
}

void ListTransactionsResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.about = "How long the client should have waited for its quota."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("unknown_state_filters", unknown_state_filters);
    v.field("transaction_states", transaction_states);
}

} // namespace wire
