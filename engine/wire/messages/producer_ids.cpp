#include "wire/messages/producer_ids.h"

#include "wire/visitor.h"

namespace wire {

void InitProducerIdRequest::fields(Visitor& v) {
    v.field("transactional_id", transactional_id,
            {.about = "Null for an idempotent producer without transactions."});
    v.field("transaction_timeout_ms", transaction_timeout_ms,
            {.about = "A transaction that is open longer is aborted."});
    v.field("producer_id", producer_id,
            {.since = 3, .or_else = -1, .about = "Of the producer that recovers, or -1."});
    v.field("producer_epoch", producer_epoch, {.since = 3, .or_else = -1, .about = "Producer epoch."});
    v.field("enable_2_pc", enable_2_pc, {.since = 6, .about = "Take part in a two-phase commit."});
    v.field("keep_prepared_txn", keep_prepared_txn,
            {.since = 6, .about = "Keep the transaction that is prepared."});
}

void InitProducerIdResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.about = "How long the client should have waited for its quota."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("producer_id", producer_id, {.or_else = -1, .about = "Producer id."});
    v.field("producer_epoch", producer_epoch, {.about = "Producer epoch."});
    v.field("ongoing_txn_producer_id", ongoing_txn_producer_id,
            {.since = 6, .or_else = -1, .about = "Of the prepared transaction, -1 for none."});
    v.field("ongoing_txn_producer_epoch", ongoing_txn_producer_epoch,
            {.since = 6, .or_else = -1, .about = "Of the prepared transaction, -1 for none."});
}

void AllocateProducerIdsRequest::fields(Visitor& v) {
    v.field("broker_id", broker_id, {.about = "Id of the broker."});
    v.field("broker_epoch", broker_epoch, {.or_else = -1, .about = "Broker epoch, given at registration."});
}

void AllocateProducerIdsResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.about = "How long the client should have waited for its quota."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("producer_id_start", producer_id_start, {.about = "First id of the block."});
    v.field("producer_id_len", producer_id_len, {.about = "How many ids the block has."});
}

} // namespace wire
