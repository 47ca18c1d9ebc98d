// riparium_bench CTL FOLDER [--megabytes N] [--kafka JARS] [--only WORD]: what the `ha` preset reaches and
// costs; with --kafka three nodes of Apache Kafka do the same work by turns, with the same client, and the
// table has both. CPU is the servers' alone.
#include "bench/hand_over.h"
#include "bench/load.h"
#include "bench/process.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <limits>
#include <map>
#include <thread>

namespace {

using bench::Cluster;
using bench::now;

constexpr int partitions = 6;
constexpr int brokers = 3;
constexpr double never = std::numeric_limits<double>::infinity(); ///< it was not waited for any longer

struct Options {
    std::string ctl, folder, jars, only;
    std::size_t bytes = 1'000'000'000;
};

double part_of(std::vector<double> values, double part) {
    if (values.empty()) return 0;
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(part * static_cast<double>(values.size() - 1))];
}

double median(std::vector<double> values) {
    if (values.empty()) return 0;
    std::sort(values.begin(), values.end());
    return (values[(values.size() - 1) / 2] + values[values.size() / 2]) / 2;
}

/// All that was measured, in the order it was first measured.
class Table {
public:
    /// `system`: 0 Riparium, 1 Apache Kafka.
    void add(int system, const std::string& measure, const std::string& unit, double value) {
        std::fprintf(stderr, "%-8s %-52s %12.3f %s\n", system == 0 ? "Riparium" : "Kafka", measure.c_str(),
                     value, unit.c_str());
        if (!rows_.contains(measure)) order_.push_back(measure);
        rows_[measure].unit = unit;
        rows_[measure].values[system].push_back(value);
    }
    /// The median of the turns.
    void print(bool with_kafka) const {
        std::printf(with_kafka ? "| Measure | Riparium | Apache Kafka | ratio |\n| --- | --- | --- | --- |\n"
                               : "| Measure | Riparium |\n| --- | --- |\n");
        for (const std::string& measure : order_) {
            const Row& row = rows_.at(measure);
            const double ours = median(row.values[0]), theirs = median(row.values[1]);
            std::printf("| %s | %.4g %s |", measure.c_str(), ours, row.unit.c_str());
            if (theirs == never)
                std::printf(" not within a minute | |");
            else if (with_kafka && !row.values[1].empty())
                std::printf(" %.4g %s | %.3g |", theirs, row.unit.c_str(), theirs > 0 ? ours / theirs : 0);
            else if (with_kafka)
                std::printf(" | |");
            std::printf("\n");
        }
    }

private:
    struct Row {
        std::string unit;
        std::vector<double> values[2];
    };
    std::vector<std::string> order_;
    std::map<std::string, Row> rows_;
};

/// One turn of one system: started from an empty folder, measured, stopped.
class Turn {
public:
    static std::string folder_of(const Options& options, int system, int number) {
        return options.folder + "/" + std::to_string(number) + (system == 0 ? "-riparium" : "-kafka");
    }
    Turn(Table& table, const Options& options, int system, int number)
        : table_(table), options_(options), system_(system), folder_(folder_of(options, system, number)) {
        cluster_ = system == 0 ? bench::start_riparium(options.ctl, folder_)
                               : bench::start_kafka(options.jars, folder_);
        bench::first_acks_all(cluster_->bootstrap(), "first");
        add("exec to first acks=all record", "ms", (now() - cluster_->started_at()) * 1000);
    }
    void run() {
        bench::wait_in_sync(cluster_->bootstrap(), "first", 1, 3);
        if (wanted("idle")) idle("empty");
        for (const int per_second : {100, 1000}) {
            if (wanted("latency")) hand_over(per_second);
            if (wanted("latency")) end_to_end(3, "all", per_second);
        }
        if (wanted("latency")) end_to_end(1, "1", 1000);
        for (const std::size_t size : {1000U, 100U}) {
            if (wanted("replicated")) produce(3, "all", size, options_.bytes / (size == 1000 ? 3 : 10));
            if (wanted("single")) produce(1, "1", size, options_.bytes / (size == 1000 ? 1 : 4));
        }
        if (wanted("consume")) consume();
        add("resident after the load", "MB", cluster_->resident_mb());
        if (wanted("failover")) failover(system_ == 0 ? 20 : 5);
        if (wanted("topics")) many_topics();
        if (wanted("partitions")) many_partitions();
    }

private:
    bool wanted(const char* word) const { return options_.only.empty() || options_.only == word; }
    void add(const std::string& measure, const std::string& unit, double value) {
        table_.add(system_, measure, unit, value);
    }
    const std::string& bootstrap() const { return cluster_->bootstrap(); }

    void idle(const std::string& with) {
        std::this_thread::sleep_for(std::chrono::seconds(3));
        const double cpu = cluster_->cpu_seconds(), start = now();
        std::this_thread::sleep_for(std::chrono::seconds(10));
        add("idle, " + with + ": CPU", "% of a core",
            100 * (cluster_->cpu_seconds() - cpu) / (now() - start));
        add("idle, " + with + ": resident", "MB", cluster_->resident_mb());
    }

    std::string new_topic(int partition_count, int replicas) {
        const std::string name = "bench-" + std::to_string(topics_++);
        bench::create_topic(bootstrap(), name, partition_count, replicas);
        bench::wait_in_sync(bootstrap(), name, partition_count, replicas);
        return name;
    }

    static std::string terms(int replicas, const std::string& acks) {
        return "RF " + std::to_string(replicas) + " acks=" + acks;
    }

    /// What the machine itself takes for the way of a record through threads that sleep.
    void hand_over(int per_second) {
        const bench::Latencies all = bench::hand_over(per_second, 3);
        add("this machine, four sleeping threads, " + std::to_string(per_second) + "/s: p50", "ms",
            part_of(all, 0.5));
    }

    void end_to_end(int replicas, const std::string& acks, int per_second) {
        const std::string topic = new_topic(1, replicas);
        const double cpu = cluster_->cpu_seconds();
        const bench::Latencies all = bench::end_to_end(bootstrap(), topic, acks, per_second, 10);
        const double spent = cluster_->cpu_seconds() - cpu;
        const std::string name =
            "end to end, " + terms(replicas, acks) + ", " + std::to_string(per_second) + "/s: ";
        add(name + "p50", "ms", part_of(all, 0.5));
        add(name + "p99", "ms", part_of(all, 0.99));
        add(name + "CPU", "us/record", 1e6 * spent / (per_second * 11));
        bench::delete_topic(bootstrap(), topic);
    }

    /// The first of three runs warms up; the better of the others by rate.
    void produce(int replicas, const std::string& acks, std::size_t size, std::size_t bytes) {
        const int count = static_cast<int>(bytes / size);
        double best = 0, cpu_per_gb = 0;
        for (int i = 0; i < 3; ++i) {
            const std::string topic = new_topic(partitions, replicas);
            bench::warm_page_cache(options_.folder, bytes * static_cast<std::size_t>(replicas));
            const double cpu = cluster_->cpu_seconds();
            const bench::Rate rate = bench::produce(bootstrap(), topic, partitions, acks, size, count);
            const double spent = cluster_->cpu_seconds() - cpu;
            bench::delete_topic(bootstrap(), topic);
            if (i == 0 || rate.bytes / rate.seconds < best) continue;
            best = rate.bytes / rate.seconds;
            cpu_per_gb = spent / (rate.bytes / 1e9);
        }
        const std::string name = "produce, " + terms(replicas, acks) + ", " + std::to_string(size) + " B: ";
        add(name + "rate", "MB/s", best / 1e6);
        if (size < 1000) add(name + "records", "k/s", best / static_cast<double>(size) / 1e3);
        add(name + "CPU", "s/GB", cpu_per_gb);
    }

    void consume() {
        const int count = static_cast<int>(options_.bytes / 1000);
        const std::string topic = new_topic(partitions, 1);
        bench::produce(bootstrap(), topic, partitions, "1", 1000, count);
        double best = 0, cpu_per_gb = 0;
        for (int i = 0; i < 3; ++i) {
            const double cpu = cluster_->cpu_seconds();
            const bench::Rate rate = bench::consume(bootstrap(), topic, partitions, count);
            if (i == 0 || rate.bytes / rate.seconds < best) continue;
            best = rate.bytes / rate.seconds;
            cpu_per_gb = (cluster_->cpu_seconds() - cpu) / (rate.bytes / 1e9);
        }
        add("consume, 1000 B: rate", "MB/s", best / 1e6);
        add("consume, 1000 B: CPU", "s/GB", cpu_per_gb);
        bench::delete_topic(bootstrap(), topic);
    }

    void failover(int times) {
        const std::string topic = new_topic(brokers, 3);
        std::vector<double> gaps;
        for (int i = 0; i < times; ++i) {
            const int leader = bench::leader_of(bootstrap(), topic, 0);
            gaps.push_back(1000 *
                           bench::longest_gap(bootstrap(), topic, brokers, [&] { cluster_->kill(leader); }));
            cluster_->start(leader);
            bench::wait_in_sync(bootstrap(), topic, brokers, 3);
        }
        add("leader killed to next acks=all: p50", "ms", part_of(gaps, 0.5));
        add("leader killed to next acks=all: p95", "ms", part_of(gaps, 0.95));
        add("leader killed to next acks=all: worst", "ms", part_of(gaps, 1));
        bench::delete_topic(bootstrap(), topic);
    }

    void write_each(const char* measure, const std::vector<std::string>& names, int partition_count) {
        const double start = now();
        const bool all = bench::write_each(bootstrap(), names, partition_count);
        add(measure, "s", all ? now() - start : never);
    }

    void many_topics() {
        std::vector<std::string> names;
        for (int i = 0; i < 1'000; ++i) names.push_back("topic-" + std::to_string(i));
        const double start = now();
        bench::create_topics(bootstrap(), names, 1, 3);
        bench::wait_in_sync(bootstrap(), "topic-", 1'000, 3);
        add("1,000 topics RF 3 in one request: led, as clients of every broker see it", "s", now() - start);
        write_each("1,000 topics RF 3: a first record acknowledged in each", names, 1);
        bench::delete_topics(bootstrap(), names);
    }

    /// Apache Kafka refuses 10,000 at once: it is asked five times.
    void many_partitions() {
        constexpr int all = 10'000;
        const int per_request = system_ == 0 ? all : 2'000;
        const double start = now();
        const auto names = bench::create_many(bootstrap(), "many-", all, per_request);
        add("10,000 partitions RF 3: created", "s", now() - start);
        bench::wait_in_sync(bootstrap(), "many-", all, 3);
        add("10,000 partitions RF 3: led, as clients of every broker see it", "s", now() - start);
        write_each("10,000 partitions RF 3: a first record acknowledged in each", names, per_request);
        write_each("10,000 partitions RF 3: a second record acknowledged in each", names, per_request);
        idle("10,000 partitions");
    }

    Table& table_;
    const Options& options_;
    int system_;
    int topics_ = 0;
    std::string folder_;
    std::unique_ptr<Cluster> cluster_;
};

int usage() {
    std::fprintf(stderr, "usage: riparium_bench CTL FOLDER [--megabytes N] [--kafka JARS] [--only WORD]\n"
                         "words: idle latency replicated single consume failover topics partitions\n");
    return 2;
}

} // namespace

int main(int argc, char** argv) {
    if (argc < 3 || argc % 2 == 0) return usage();
    Options options;
    options.ctl = argv[1];
    options.folder = argv[2];
    for (int i = 3; i + 1 < argc; i += 2) {
        const std::string name = argv[i], value = argv[i + 1];
        if (name == "--megabytes")
            options.bytes = std::strtoul(value.c_str(), nullptr, 10) * 1'000'000;
        else if (name == "--kafka")
            options.jars = value;
        else if (name == "--only")
            options.only = value;
        else
            return usage();
    }
    static Table table;
    static const bool with_kafka = !options.jars.empty();
    // Also when a measure gives up: what came before it was true.
    std::atexit([] { table.print(with_kafka); });
    // ABBA: a machine that grows slower meanwhile is slower for both.
    constexpr std::pair<int, int> turns[] = {{0, 1}, {1, 1}, {1, 2}, {0, 2}};
    for (const auto& [system, number] : turns)
        if (system == 0 || with_kafka) Turn(table, options, system, number).run();
    // Not between the turns: ext4 without a journal makes files slowly for minutes after many were deleted.
    for (const auto& [system, number] : turns)
        std::filesystem::remove_all(Turn::folder_of(options, system, number));
}
