#include "wire/messages/quotas.h"

#include "wire/visitor.h"

namespace wire {

void DescribeClientQuotasRequest::ComponentData::fields(Visitor& v) {
    v.field("entity_type", entity_type, {.about = "user, client-id or ip."});
    v.field("match_type", match_type, {.about = "0 this name, 1 the default, 2 any."});
    v.field("match", match);
}

void DescribeClientQuotasRequest::fields(Visitor& v) {
    v.field("components", components);
    v.field("strict", strict, {.about = "Only entities that have these components and no others."});
}

void DescribeClientQuotasResponse::EntityData::fields(Visitor& v) {
    v.field("entity_type", entity_type, {.about = "user, client-id or ip."});
    v.field("entity_name", entity_name, {.about = "Null for the default."});
}

void DescribeClientQuotasResponse::ValueData::fields(Visitor& v) {
    v.field("key", key);
    v.field("value", value, {.about = "Value, null for none."});
}

void DescribeClientQuotasResponse::EntryData::fields(Visitor& v) {
    v.field("entity", entity);
    v.field("values", values);
}

void DescribeClientQuotasResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.about = "How long the client should have waited for its quota."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("error_message", error_message, {.about = "What went wrong, for people."});
    v.field("entries", entries);
}

void AlterClientQuotasRequest::EntityData::fields(Visitor& v) {
    v.field("entity_type", entity_type, {.about = "user, client-id or ip."});
    v.field("entity_name", entity_name, {.about = "Null for the default."});
}

void AlterClientQuotasRequest::OpData::fields(Visitor& v) {
    v.field("key", key);
    v.field("value", value, {.about = "Value, null for none."});
    v.field("remove", remove);
}

void AlterClientQuotasRequest::EntryData::fields(Visitor& v) {
    v.field("entity", entity);
    v.field("ops", ops);
}

void AlterClientQuotasRequest::fields(Visitor& v) {
    v.field("entries", entries);
    v.field("validate_only", validate_only, {.about = "Check, but change nothing."});
}

void AlterClientQuotasResponse::EntityData::fields(Visitor& v) {
    v.field("entity_type", entity_type, {.about = "user, client-id or ip."});
    v.field("entity_name", entity_name, {.about = "Null for the default."});
}

void AlterClientQuotasResponse::EntryData::fields(Visitor& v) {
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("error_message", error_message, {.about = "What went wrong, for people."});
    v.field("entity", entity);
}

void AlterClientQuotasResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.about = "How long the client should have waited for its quota."});
    v.field("entries", entries);
}

} // namespace wire
