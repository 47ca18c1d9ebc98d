#pragma once
// Every message that this library declares, by name and by API key: for the wire inspector and for tests that
// must not forget one. Constant data, any thread.

#include "wire/message.h"

#include <memory>
#include <span>
#include <string_view>

namespace wire {

/// `data` is what is neither: headers, control records, the consumer protocol.
enum class MessageKind { request, response, data };

struct MessageType {
    MessageKind kind;
    std::string_view name; ///< Kafka's, "FetchRequest"
    const Api* api;
    std::unique_ptr<Message> (*make)();
};

std::span<const MessageType> message_types();

/// A fresh message of this API key, null when there is none.
std::unique_ptr<Message> make_request(std::int16_t key);
std::unique_ptr<Message> make_response(std::int16_t key);

} // namespace wire
