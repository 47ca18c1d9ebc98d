#include "broker/request.h"

#include "broker/codes.h"
#include "wire/messages/cluster.h"

namespace broker {
namespace {

wire::EnvelopeResponse enveloped(const base::Buffers& response) {
    wire::EnvelopeResponse envelope;
    auto& data = envelope.response_data.emplace();
    data.reserve(base::total_size(response));
    for (const base::Buffer& part : response)
        data.insert(data.end(), part.bytes().begin(), part.bytes().end());
    return envelope;
}

} // namespace

Request::Request(net::Exchange exchange, wire::RequestHeader header, base::Buffer frame, base::Buffer body)
    : exchange_(std::move(exchange)), header_(std::move(header)), frame_(std::move(frame)),
      body_(std::move(body)) {}

Request::Request(Request envelope, wire::RequestHeader header, base::Buffer frame, base::Buffer body)
    : envelope_(std::make_unique<Request>(std::move(envelope))), header_(std::move(header)),
      frame_(std::move(frame)), body_(std::move(body)) {}

net::Connection& Request::connection() const {
    return envelope_ ? envelope_->connection() : exchange_.connection();
}

bool Request::read(wire::Message& message) {
    const auto decoded = wire::decode(body_, version(), message);
    if (decoded.has_value()) return true;
    close_connection(decoded.error().detail);
    return false;
}

void Request::reply(const wire::Message& response) {
    reply_as(response, version());
}

void Request::reply_as(const wire::Message& response, std::int16_t version) {
    reply_encoded(wire::encode_response(header_.correlation_id, response, version));
}

void Request::reply_encoded(base::Buffers response) {
    if (envelope_)
        envelope_->reply(enveloped(response));
    else
        exchange_.answer(std::move(response));
}

void Request::finish_silently() {
    exchange_.no_answer();
}

void Request::close_connection(std::string_view reason) {
    if (!envelope_) return exchange_.close_connection(reason);
    // The broker that forwarded is not to blame: it closes its client's connection itself.
    wire::EnvelopeResponse response;
    response.error_code = to_wire(kafka::ErrorCode::invalid_request);
    envelope_->reply(response);
}

} // namespace broker
