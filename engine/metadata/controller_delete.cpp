// Deleting topics (reference 3.8). A request names topics by name, by id, or (wrongly) both.
#include "metadata/controller.h"
#include "metadata/record_versions.h"

namespace metadata {
namespace {

using kafka::ErrorCode;
using Response = wire::DeleteTopicsResponse;

void answer(Response& response, std::optional<std::string> name, TopicId id, const base::Result<>& outcome) {
    auto& result = response.responses.emplace_back();
    result.name = std::move(name);
    result.topic_id = id;
    if (outcome) return;
    result.error_code = static_cast<std::int16_t>(outcome.error().code);
    result.error_message = outcome.error().detail;
}

base::Error invalid(std::string why) {
    return {ErrorCode::invalid_request, std::move(why)};
}

/// What was named properly, once each; the rest is answered.
struct Named {
    std::vector<std::string> names;
    std::vector<TopicId> ids;
};

template <class T>
std::set<T> drop_duplicates(std::vector<T>& items) {
    std::set<T> seen, duplicates;
    for (const T& item : items)
        if (!seen.insert(item).second) duplicates.insert(item);
    std::erase_if(items, [&](const T& item) { return duplicates.contains(item); });
    return duplicates;
}

Named named_in(const wire::DeleteTopicsRequest& request, Response& response) {
    Named named;
    named.names = request.topic_names;
    for (const auto& topic : request.topics) {
        if (topic.name && topic.topic_id.is_zero())
            named.names.push_back(*topic.name);
        else if (topic.name)
            answer(response, topic.name, topic.topic_id,
                   invalid("You may not specify both topic name and topic id."));
        else if (topic.topic_id.is_zero())
            answer(response, std::nullopt, {}, invalid("Neither topic name nor id were specified."));
        else
            named.ids.push_back(topic.topic_id);
    }
    for (const std::string& name : drop_duplicates(named.names))
        answer(response, name, {}, invalid("Duplicate topic name."));
    for (const TopicId& id : drop_duplicates(named.ids))
        answer(response, std::nullopt, id, invalid("Duplicate topic id."));
    return named;
}

} // namespace

Decision<wire::DeleteTopicsResponse> ControllerCore::delete_topics(const wire::DeleteTopicsRequest& request,
                                                                   std::int16_t version) {
    Decision<wire::DeleteTopicsResponse> decision;
    Response& response = decision.response;
    if (!broker_boolean("delete.topic.enable", layers(nullptr))) {
        const auto code = version < 3 ? ErrorCode::invalid_request : ErrorCode::topic_deletion_disabled;
        for (const std::string& name : request.topic_names) answer(response, name, {}, base::Error(code));
        for (const auto& topic : request.topics)
            answer(response, topic.name, topic.topic_id, base::Error(code));
        return decision;
    }
    const Named named = named_in(request, response);
    std::map<TopicId, std::string> targets;
    for (const TopicId& id : named.ids) {
        const TopicInfo* topic = image_.topic(id);
        if (topic == nullptr)
            answer(response, std::nullopt, id, base::Error(ErrorCode::unknown_topic_id));
        else
            targets.emplace(id, topic->name);
    }
    for (const std::string& name : named.names) {
        const TopicInfo* topic = image_.topic(name);
        if (topic == nullptr) {
            answer(response, name, {}, base::Error(ErrorCode::unknown_topic_or_partition));
        } else if (!targets.emplace(topic->id, name).second) {
            targets.erase(topic->id);
            answer(response, name, topic->id,
                   invalid("The provided topic name maps to an ID that was already supplied."));
        }
    }
    for (const auto& [id, name] : targets) {
        RemoveTopicRecord record;
        record.topic_id = id;
        decision.records.push_back(versioned(std::move(record)));
        answer(response, name, id, {});
    }
    return decision;
}

} // namespace metadata
