#include "sim/clients.h"

namespace sim {

using kafka::ErrorCode;

void Client::start(Instant until) {
    until_ = until;
    world_.start(host_);
    write();
    read();
}

HostId Client::target() {
    if (leader_ >= 0 && cluster_.brokers.contains(leader_)) return leader_;
    return 1 + world_.pick(static_cast<int>(cluster_.brokers.size()));
}

void Client::write() {
    if (world_.now() >= until_) return;
    writing_ = true;
    try_write();
}

void Client::try_write() {
    const std::uint64_t attempt = ++attempt_;
    const HostId to = target();
    BrokerHost& broker = *cluster_.brokers.at(to);
    const auto answered = [this, attempt](ErrorCode code, HostId hint) {
        if (attempt != attempt_) return;
        if (code == ErrorCode::none) {
            ++attempt_;
            ++next_;
            writing_ = false;
            return world_.on(host_, world_.now() + pace_, [this] { write(); });
        }
        leader_ = hint;
        ++attempt_;
        world_.on(host_, world_.now() + ms(25), [this] { try_write(); });
    };
    cluster_.network.call(
        host_, to,
        [this, &broker, answered, sequence = next_](const Network::Call& call) {
            broker.serve_produce(key_, producer_, sequence, [this, &broker, call, answered](ErrorCode code) {
                cluster_.network.reply(
                    call, [answered, code, hint = broker.leader_hint(key_)] { answered(code, hint); });
            });
        },
        [answered] { answered(ErrorCode::network_exception, -1); });
    world_.on(host_, world_.now() + ms(1500), [answered] { answered(ErrorCode::request_timed_out, -1); });
}

void Client::read() {
    const std::uint64_t id = ++reading_;
    const HostId to = target();
    BrokerHost& broker = *cluster_.brokers.at(to);
    const auto again = [this, id](Duration pause) {
        if (id != reading_) return;
        ++reading_;
        world_.on(host_, world_.now() + pause, [this] { read(); });
    };
    cluster_.network.call(
        host_, to,
        [this, &broker, again, from = position_](const Network::Call& call) {
            auto records = broker.serve_read(key_, from);
            cluster_.network.reply(call, [this, from, again, records = std::move(records)] {
                if (records && from == position_) {
                    on_read(key_, from, *records);
                    position_ += static_cast<std::int64_t>(records->size());
                }
                again(ms(100));
            });
        },
        [again] { again(ms(100)); });
    world_.on(host_, world_.now() + ms(1000), [again] { again(ms(10)); });
}

} // namespace sim
