#pragma once
// Work that a client gives a broker, through librdkafka as applications do. Bench code only.

#include <functional>
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

/// Tried again until a new cluster takes it.
void create_topic(const std::string& bootstrap, const std::string& topic, int partitions,
                  int replication_factor);
/// In one request.
void create_topics(const std::string& bootstrap, const std::vector<std::string>& names, int partitions,
                   int replication_factor);
void delete_topic(const std::string& bootstrap, const std::string& topic);
void delete_topics(const std::string& bootstrap, const std::vector<std::string>& names);

/// Produces `count` values of `size` bytes and waits for every acknowledgement.
Rate produce(const std::string& bootstrap, const std::string& topic, int partitions, const std::string& acks,
             std::size_t size, int count);
/// Reads that many records from the beginning.
Rate consume(const std::string& bootstrap, const std::string& topic, int partitions, int count);
/// `per_second` records of 100 bytes for `seconds`, one by one, to one partition with a consumer waiting at
/// its end.
Latencies end_to_end(const std::string& bootstrap, const std::string& topic, const std::string& acks,
                     int per_second, int seconds);

/// Returns when one record was acknowledged by all in-sync replicas of a topic made for it; a cluster that is
/// still starting is asked again.
void first_acks_all(const std::string& bootstrap, const std::string& topic);
/// Broker that leads the partition.
int leader_of(const std::string& bootstrap, const std::string& topic, int partition);
/// Returns when every broker tells of `partitions` of the topics that begin with `prefix`, each with a leader
/// and `replicas` in sync: those of Kafka hear of thousands of new partitions one after the other.
void wait_in_sync(const std::string& bootstrap, const std::string& prefix, int partitions, int replicas);
/// Produces to partition 0 with acks=all, one record after the other, while `breaks` runs in between. Seconds
/// of the longest time without an acknowledgement. As an application's, the client has written to all
/// `partitions` before, and so has connections to their leaders.
double longest_gap(const std::string& bootstrap, const std::string& topic, int partitions,
                   const std::function<void()>& breaks);
/// Topics of three replicas with `partitions` in all, at most `per_request` each; their names.
std::vector<std::string> create_many(const std::string& bootstrap, const std::string& prefix, int partitions,
                                     int per_request);
/// One record into each of the topics' `partitions`, acks=all. False: some were not acknowledged within a
/// minute.
bool write_each(const std::string& bootstrap, const std::vector<std::string>& names, int partitions);

} // namespace bench
