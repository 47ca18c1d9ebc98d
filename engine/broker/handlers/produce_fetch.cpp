#include "broker/broker.h"
#include "broker/handlers/handlers.h"

namespace broker {

void handle_produce(Broker& broker, Request request) {
    broker.produce().handle(std::move(request));
}
void handle_fetch(Broker& broker, Request request) {
    broker.fetch().handle(std::move(request));
}
void handle_forwarded(Broker& broker, Request request) {
    broker.forward(std::move(request));
}

} // namespace broker
