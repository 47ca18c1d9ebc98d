#pragma once
// One request on its way through a node: what was asked and the promise to answer. Move-only; a request that
// is dropped unanswered closes its connection. Thread: the node's loop.

#include "base/bytes.h"
#include "net/connection.h"
#include "wire/codec.h"

#include <memory>

namespace broker {

class Request {
public:
    Request(net::Exchange exchange, wire::RequestHeader header, base::Buffer frame, base::Buffer body);
    /// A request that a broker forwarded inside `envelope`; its answer travels back inside the envelope's.
    Request(Request envelope, wire::RequestHeader header, base::Buffer frame, base::Buffer body);

    std::int16_t key() const { return header_.request_api_key; }
    std::int16_t version() const { return header_.request_api_version; }
    const wire::RequestHeader& header() const { return header_; }
    /// Header and body as they came, for forwarding.
    const base::Buffer& frame() const { return frame_; }
    /// The connection it came on. REQUIRES: not yet answered.
    net::Connection& connection() const;

    /// Decodes the body. False: it was malformed, the connection is being closed and the request is spent.
    bool read(wire::Message& message);

    void reply(const wire::Message& response);
    /// In another version than was asked for: only ApiVersions may.
    void reply_as(const wire::Message& response, std::int16_t version);
    /// An answer that another node has encoded, header included.
    void reply_encoded(base::Buffers response);
    /// acks=0: the client expects nothing.
    void finish_silently();
    void close_connection(std::string_view reason);

private:
    net::Exchange exchange_;
    std::unique_ptr<Request> envelope_;
    wire::RequestHeader header_;
    base::Buffer frame_;
    base::Buffer body_;
};

} // namespace broker
