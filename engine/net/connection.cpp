#include "net/connection.h"

#include "base/log.h"

namespace net {

Exchange& Exchange::operator=(Exchange&& other) noexcept {
    if (this != &other) {
        Exchange dropped(std::move(*this));
        connection_ = std::move(other.connection_);
        sequence_ = other.sequence_;
    }
    return *this;
}

Exchange::~Exchange() {
    if (!connection_ || !connection_->open()) return;
    base::log::warn("net", "a request of {} was dropped without an answer", connection_->remote().text());
    connection_->close("its request was dropped");
}

void Exchange::answer(base::Buffers response) {
    const auto connection = std::move(connection_);
    if (connection) connection->answered(sequence_, std::move(response), false);
}

void Exchange::no_answer() {
    const auto connection = std::move(connection_);
    if (connection) connection->answered(sequence_, {}, true);
}

void Exchange::close_connection(std::string_view reason) {
    const auto connection = std::move(connection_);
    if (connection) connection->close(reason);
}

} // namespace net
