// InitProducerId (API 22) without transactions. Source: reference 3.2, 3.3.

#include "broker/broker.h"
#include "broker/codes.h"
#include "broker/handlers/handlers.h"
#include "wire/messages/producer_ids.h"

#include <memory>

namespace broker {

using kafka::ErrorCode;

void handle_init_producer_id(Broker& broker, Request request) {
    wire::InitProducerIdRequest body;
    if (!request.read(body)) return;
    const auto refuse = [&](ErrorCode code) {
        wire::InitProducerIdResponse response;
        response.error_code = to_wire(code);
        response.producer_epoch = -1;
        request.reply(response);
    };
    // An empty id is a mistake of the caller; a real one waits for the transaction coordinator of a later
    // version.
    if (body.transactional_id)
        return refuse(body.transactional_id->empty() ? ErrorCode::invalid_request
                                                     : ErrorCode::coordinator_not_available);
    broker.producer_ids().next(
        [waiting = std::make_shared<Request>(std::move(request))](base::Result<std::int64_t> id) {
            wire::InitProducerIdResponse response;
            if (id)
                response.producer_id = *id;
            else
                response.error_code = to_wire(id.error().code);
            response.producer_epoch = id ? 0 : -1;
            waiting->reply(response);
        });
}

} // namespace broker
