#include "wire/messages/acls.h"

#include "wire/visitor.h"

namespace wire {

void DescribeAclsRequest::fields(Visitor& v) {
    v.field("resource_type_filter", resource_type_filter, {.about = "Type of resource, 1 for any."});
    v.field("resource_name_filter", resource_name_filter, {.about = "Null for any."});
    v.field("pattern_type_filter", pattern_type_filter,
            {.since = 1, .or_else = 3, .about = "1 any, 2 match, 3 literal, 4 prefixed."});
    v.field("principal_filter", principal_filter, {.about = "Null for any."});
    v.field("host_filter", host_filter, {.about = "Null for any."});
    v.field("operation", operation, {.about = "Which operation, as a number of Kafka's AclOperation."});
    v.field("permission_type", permission_type, {.about = "2 deny, 3 allow."});
}

void DescribeAclsResponse::AclDescription::fields(Visitor& v) {
    v.field("principal", principal, {.about = "Who, as type:name."});
    v.field("host", host, {.about = "Address to connect to."});
    v.field("operation", operation, {.about = "Which operation, as a number of Kafka's AclOperation."});
    v.field("permission_type", permission_type, {.about = "2 deny, 3 allow."});
}

void DescribeAclsResponse::DescribeAclsResource::fields(Visitor& v) {
    v.field("resource_type", resource_type,
            {.about = "2 topic, 4 broker, 8 broker logger, 16 client metrics, 32 group."});
    v.field("resource_name", resource_name, {.about = "Topic name, broker id or the like."});
    v.field("pattern_type", pattern_type, {.since = 1, .or_else = 3, .about = "3 literal, 4 prefixed."});
    v.field("acls", acls);
}

void DescribeAclsResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.about = "How long the client should have waited for its quota."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("error_message", error_message, {.about = "What went wrong, for people."});
    v.field("resources", resources, {.about = "One per resource."});
}

void CreateAclsRequest::AclCreation::fields(Visitor& v) {
    v.field("resource_type", resource_type,
            {.about = "2 topic, 4 broker, 8 broker logger, 16 client metrics, 32 group."});
    v.field("resource_name", resource_name, {.about = "Topic name, broker id or the like."});
    v.field("resource_pattern_type", resource_pattern_type,
            {.since = 1, .or_else = 3, .about = "3 literal, 4 prefixed."});
    v.field("principal", principal, {.about = "Who, as type:name."});
    v.field("host", host, {.about = "Address to connect to."});
    v.field("operation", operation, {.about = "Which operation, as a number of Kafka's AclOperation."});
    v.field("permission_type", permission_type, {.about = "2 deny, 3 allow."});
}

void CreateAclsRequest::fields(Visitor& v) {
    v.field("creations", creations);
}

void CreateAclsResponse::AclCreationResult::fields(Visitor& v) {
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("error_message", error_message, {.about = "What went wrong, for people."});
}

void CreateAclsResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.about = "How long the client should have waited for its quota."});
    v.field("results", results, {.about = "One per topic or resource."});
}

void DeleteAclsRequest::DeleteAclsFilter::fields(Visitor& v) {
    v.field("resource_type_filter", resource_type_filter, {.about = "Type of resource, 1 for any."});
    v.field("resource_name_filter", resource_name_filter, {.about = "Null for any."});
    v.field("pattern_type_filter", pattern_type_filter,
            {.since = 1, .or_else = 3, .about = "1 any, 2 match, 3 literal, 4 prefixed."});
    v.field("principal_filter", principal_filter, {.about = "Null for any."});
    v.field("host_filter", host_filter, {.about = "Null for any."});
    v.field("operation", operation, {.about = "Which operation, as a number of Kafka's AclOperation."});
    v.field("permission_type", permission_type, {.about = "2 deny, 3 allow."});
}

void DeleteAclsRequest::fields(Visitor& v) {
    v.field("filters", filters);
}

void DeleteAclsResponse::DeleteAclsMatchingAcl::fields(Visitor& v) {
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("error_message", error_message, {.about = "What went wrong, for people."});
    v.field("resource_type", resource_type,
            {.about = "2 topic, 4 broker, 8 broker logger, 16 client metrics, 32 group."});
    v.field("resource_name", resource_name, {.about = "Topic name, broker id or the like."});
    v.field("pattern_type", pattern_type, {.since = 1, .or_else = 3, .about = "3 literal, 4 prefixed."});
    v.field("principal", principal, {.about = "Who, as type:name."});
    v.field("host", host, {.about = "Address to connect to."});
    v.field("operation", operation, {.about = "Which operation, as a number of Kafka's AclOperation."});
    v.field("permission_type", permission_type, {.about = "2 deny, 3 allow."});
}

void DeleteAclsResponse::DeleteAclsFilterResult::fields(Visitor& v) {
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("error_message", error_message, {.about = "What went wrong, for people."});
    v.field("matching_acls", matching_acls);
}

void DeleteAclsResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.about = "How long the client should have waited for its quota."});
    v.field("filter_results", filter_results);
}

} // namespace wire
