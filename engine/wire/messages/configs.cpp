#include "wire/messages/configs.h"

#include "wire/visitor.h"

namespace wire {

void DescribeConfigsRequest::DescribeConfigsResource::fields(Visitor& v) {
    v.field("resource_type", resource_type,
            {.about = "2 topic, 4 broker, 8 broker logger, 16 client metrics, 32 group."});
    v.field("resource_name", resource_name, {.about = "Topic name, broker id or the like."});
    v.field("configuration_keys", configuration_keys, {.about = "Null for all."});
}

void DescribeConfigsRequest::fields(Visitor& v) {
    v.field("resources", resources, {.about = "One per resource."});
    v.field("include_synonyms", include_synonyms,
            {.since = 1, .about = "Say where each value could come from."});
    v.field("include_documentation", include_documentation,
            {.since = 3, .about = "Say what each configuration means."});
}

void DescribeConfigsResponse::DescribeConfigsSynonym::fields(Visitor& v) {
    v.field("name", name, {.about = "Name."});
    v.field("value", value, {.about = "Value, null for none."});
    v.field("source", source, {.about = "1 topic, 2 broker, 3 cluster default, 4 static, 5 default."});
}

void DescribeConfigsResponse::DescribeConfigsResourceResult::fields(Visitor& v) {
    v.field("name", name, {.about = "Name."});
    v.field("value", value, {.about = "Value, null for none."});
    v.field("read_only", read_only, {.about = "Cannot be changed at run time."});
    v.field(
        "config_source", config_source,
        {.since = 1, .or_else = -1, .about = "1 topic, 2 broker, 3 cluster default, 4 static, 5 default."});
    v.field("is_sensitive", is_sensitive, {.about = "A secret: its value is not told."});
    v.field("synonyms", synonyms,
            {.since = 1, .about = "Where the value could come from, first that applies."});
    v.field("config_type", config_type,
            {.since = 3,
             .about = "1 boolean, 2 string, 3 int, 4 short, 5 long, 6 double, 7 list, 8 class, 9 password."});
    v.field("documentation", documentation, {.since = 3, .about = "What the configuration means."});
}

void DescribeConfigsResponse::DescribeConfigsResult::fields(Visitor& v) {
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("error_message", error_message, {.about = "What went wrong, for people."});
    v.field("resource_type", resource_type,
            {.about = "2 topic, 4 broker, 8 broker logger, 16 client metrics, 32 group."});
    v.field("resource_name", resource_name, {.about = "Topic name, broker id or the like."});
    v.field("configs", configs, {.about = "Configurations."});
}

void DescribeConfigsResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.about = "How long the client should have waited for its quota."});
    v.field("results", results, {.about = "One per topic or resource."});
}

void AlterConfigsRequest::AlterableConfig::fields(Visitor& v) {
    v.field("name", name, {.about = "Name."});
    v.field("value", value, {.about = "Value, null for none."});
}

void AlterConfigsRequest::AlterConfigsResource::fields(Visitor& v) {
    v.field("resource_type", resource_type,
            {.about = "2 topic, 4 broker, 8 broker logger, 16 client metrics, 32 group."});
    v.field("resource_name", resource_name, {.about = "Topic name, broker id or the like."});
    v.field("configs", configs, {.about = "All that shall be set: others go back to their default."});
}

void AlterConfigsRequest::fields(Visitor& v) {
    v.field("resources", resources, {.about = "One per resource."});
    v.field("validate_only", validate_only, {.about = "Check, but change nothing."});
}

void AlterConfigsResponse::AlterConfigsResourceResponse::fields(Visitor& v) {
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("error_message", error_message, {.about = "What went wrong, for people."});
    v.field("resource_type", resource_type,
            {.about = "2 topic, 4 broker, 8 broker logger, 16 client metrics, 32 group."});
    v.field("resource_name", resource_name, {.about = "Topic name, broker id or the like."});
}

void AlterConfigsResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.about = "How long the client should have waited for its quota."});
    v.field("responses", responses, {.about = "One per topic or resource."});
}

void IncrementalAlterConfigsRequest::AlterableConfig::fields(Visitor& v) {
    v.field("name", name, {.about = "Name."});
    v.field("config_operation", config_operation, {.about = "0 set, 1 delete, 2 append, 3 subtract."});
    v.field("value", value, {.about = "Value, null for none."});
}

void IncrementalAlterConfigsRequest::AlterConfigsResource::fields(Visitor& v) {
    v.field("resource_type", resource_type,
            {.about = "2 topic, 4 broker, 8 broker logger, 16 client metrics, 32 group."});
    v.field("resource_name", resource_name, {.about = "Topic name, broker id or the like."});
    v.field("configs", configs, {.about = "Configurations."});
}

void IncrementalAlterConfigsRequest::fields(Visitor& v) {
    v.field("resources", resources, {.about = "One per resource."});
    v.field("validate_only", validate_only, {.about = "Check, but change nothing."});
}

void IncrementalAlterConfigsResponse::AlterConfigsResourceResponse::fields(Visitor& v) {
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("error_message", error_message, {.about = "What went wrong, for people."});
    v.field("resource_type", resource_type,
            {.about = "2 topic, 4 broker, 8 broker logger, 16 client metrics, 32 group."});
    v.field("resource_name", resource_name, {.about = "Topic name, broker id or the like."});
}

void IncrementalAlterConfigsResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.about = "How long the client should have waited for its quota."});
    v.field("responses", responses, {.about = "One per topic or resource."});
}

} // namespace wire
