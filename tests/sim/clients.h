#pragma once
// A producer with acks=all that retries until it is answered, one write at a time, and a consumer that reads
// from the beginning: for one partition. They know nothing but what brokers answer.

#include "sim/broker_host.h"

namespace sim {

class Client {
public:
    Client(Cluster& cluster, HostId host, Key key, std::int32_t producer, Duration pace)
        : cluster_(cluster), world_(cluster.world), host_(host), key_(key), producer_(producer), pace_(pace) {
    }

    /// Writes until `until`, then only finishes what it began.
    void start(Instant until);
    bool idle() const { return !writing_; }
    std::int32_t acknowledged() const { return next_; }
    std::function<void(const Key&, Offset, const std::vector<Record>&)> on_read;

private:
    void write();
    void try_write();
    void read();
    HostId target();

    Cluster& cluster_;
    World& world_;
    HostId host_;
    Key key_;
    std::int32_t producer_;
    Duration pace_;
    Instant until_{};
    std::int32_t next_ = 0;
    bool writing_ = false;
    std::uint64_t attempt_ = 0;
    std::uint64_t reading_ = 0;
    HostId leader_ = -1;
    Offset position_{0};
};

} // namespace sim
