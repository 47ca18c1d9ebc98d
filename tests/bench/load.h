#pragma once
// Work that a client gives a broker, through librdkafka as applications do. Bench code only.

#include <string>
#include <vector>

namespace bench {

struct Rate {
    double seconds = 0;
    double records = 0;
    double bytes = 0;
};

/// Of one record from produce() to consume(), sorted, in milliseconds.
using Latencies = std::vector<double>;

void create_topic(const std::string& bootstrap, const std::string& topic, int partitions);
void delete_topic(const std::string& bootstrap, const std::string& topic);

/// Produces `count` values of `size` bytes and waits for every acknowledgement.
Rate produce(const std::string& bootstrap, const std::string& topic, int partitions, const std::string& acks,
             std::size_t size, int count);
/// Reads that many records from the beginning.
Rate consume(const std::string& bootstrap, const std::string& topic, int partitions, int count);
/// `per_second` records of 100 bytes for `seconds`, one by one, to one partition with a consumer waiting at
/// its end.
Latencies end_to_end(const std::string& bootstrap, const std::string& topic, const std::string& acks,
                     int per_second, int seconds);

} // namespace bench
