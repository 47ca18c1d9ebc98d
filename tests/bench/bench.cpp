// riparium_bench CTL FOLDER [MEGABYTES]: serves the `ha` preset from FOLDER and prints what it reaches beside
// what Apache Kafka 4.3.1 reached on a machine of two cores with the same client. CPU is the server's alone.
#include "bench/load.h"
#include "bench/process.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <thread>

namespace {

using bench::now;

constexpr int partitions = 6;

/// Of Apache Kafka 4.3.1, warm, on two cores: three nodes for the idle figures, one node for throughput with
/// one replica.
namespace kafka {
constexpr double ready_s = 11.4, resident_mb = 1183, idle_percent = 18;
constexpr double produce_mb = 235, produce_cpu = 3.5, small_records = 1.7e6, small_cpu = 4.8;
constexpr double consume_mb = 1090, consume_cpu = 0.66, p50_ms = 0.56, p99_ms = 8.6;
} // namespace kafka

void row(const char* what, double value, const char* unit, double of_kafka = 0) {
    if (of_kafka > 0)
        std::printf("%-44s %12.3f %-10s Kafka %10.3f   x %.4f\n", what, value, unit, of_kafka,
                    value / of_kafka);
    else
        std::printf("%-44s %12.3f %-10s\n", what, value, unit);
    std::fflush(stdout);
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

void start_up(const std::string& ctl) {
    std::vector<double> times;
    for (int i = 0; i < 11; ++i) times.push_back(bench::Server(ctl, {"--preset", "ha"}).seconds_to_ready());
    row("exec to ready, median of 11", median(times) * 1000, "ms", kafka::ready_s * 1000);
    row("exec to ready, worst of 11", *std::max_element(times.begin(), times.end()) * 1000, "ms");
}

void idle(const bench::Server& server) {
    std::this_thread::sleep_for(std::chrono::seconds(1));
    const double cpu = bench::cpu_seconds(server.pid()), start = now();
    std::this_thread::sleep_for(std::chrono::seconds(10));
    row("idle: CPU of a core over 10 s", 100 * (bench::cpu_seconds(server.pid()) - cpu) / (now() - start),
        "%", kafka::idle_percent);
    row("idle: resident", bench::resident_mb(server.pid()), "MB", kafka::resident_mb);
}

struct Measured {
    double mb_per_s, records_per_s, cpu_per_gb;
};

/// The median of three runs by rate; CPU of the same run.
Measured best_of_three(const bench::Server& server, const std::function<bench::Rate()>& run) {
    std::vector<Measured> all;
    for (int i = 0; i < 3; ++i) {
        const double cpu = bench::cpu_seconds(server.pid());
        const bench::Rate rate = run();
        const double spent = bench::cpu_seconds(server.pid()) - cpu;
        all.push_back(
            {rate.bytes / rate.seconds / 1e6, rate.records / rate.seconds, spent / (rate.bytes / 1e9)});
    }
    std::sort(all.begin(), all.end(),
              [](const Measured& a, const Measured& b) { return a.mb_per_s < b.mb_per_s; });
    return all[1];
}

void produce(const bench::Server& server, const std::string& folder, const std::string& acks,
             std::size_t size, std::size_t bytes) {
    const int count = static_cast<int>(bytes / size);
    int run = 0;
    const Measured got = best_of_three(server, [&] {
        const std::string topic = "p" + acks + '-' + std::to_string(size) + '-' + std::to_string(run++);
        bench::create_topic(server.bootstrap(), topic, partitions);
        bench::warm_page_cache(folder, bytes);
        const bench::Rate rate = bench::produce(server.bootstrap(), topic, partitions, acks, size, count);
        bench::delete_topic(server.bootstrap(), topic);
        return rate;
    });
    const bool small = size < 1000, one = acks == "1";
    const std::string name = "produce acks=" + acks + ", " + std::to_string(size) + " B: ";
    row((name + "rate").c_str(), got.mb_per_s, "MB/s", one && !small ? kafka::produce_mb : 0);
    row((name + "records").c_str(), got.records_per_s, "records/s", one && small ? kafka::small_records : 0);
    row((name + "server CPU").c_str(), got.cpu_per_gb, "s/GB",
        !one ? 0 : (small ? kafka::small_cpu : kafka::produce_cpu));
}

void consume(const bench::Server& server, std::size_t bytes) {
    const int count = static_cast<int>(bytes / 1000);
    bench::create_topic(server.bootstrap(), "consumed", partitions);
    bench::produce(server.bootstrap(), "consumed", partitions, "1", 1000, count);
    const Measured got = best_of_three(
        server, [&] { return bench::consume(server.bootstrap(), "consumed", partitions, count); });
    row("consume 1000 B: rate", got.mb_per_s, "MB/s", kafka::consume_mb);
    row("consume 1000 B: server CPU", got.cpu_per_gb, "s/GB", kafka::consume_cpu);
    bench::delete_topic(server.bootstrap(), "consumed");
}

void end_to_end(const bench::Server& server, const std::string& acks, int per_second) {
    const std::string topic = "e" + acks + '-' + std::to_string(per_second);
    bench::create_topic(server.bootstrap(), topic, 1);
    const double cpu = bench::cpu_seconds(server.pid());
    const bench::Latencies all = bench::end_to_end(server.bootstrap(), topic, acks, per_second, 10);
    const double spent = bench::cpu_seconds(server.pid()) - cpu;
    const auto at = [&](double part) {
        return all[static_cast<std::size_t>(part * static_cast<double>(all.size() - 1))];
    };
    const bool compared = per_second == 1000 && acks == "1";
    const std::string name = "end to end acks=" + acks + " at " + std::to_string(per_second) + "/s: ";
    row((name + "p50").c_str(), at(0.5), "ms", compared ? kafka::p50_ms : 0);
    row((name + "p99").c_str(), at(0.99), "ms", compared ? kafka::p99_ms : 0);
    row((name + "server CPU").c_str(), 1e6 * spent / (per_second * 11), "us/record");
}

} // namespace

int main(int argc, char** argv) {
    if (argc < 3) {
        std::fprintf(stderr, "usage: riparium_bench CTL FOLDER [MEGABYTES]\n");
        return 2;
    }
    const std::string ctl = argv[1], folder = argv[2];
    const std::size_t bytes = (argc > 3 ? std::strtoul(argv[3], nullptr, 10) : 1000) * 1'000'000;
    start_up(ctl);
    const bench::Server server(ctl, {"--preset", "ha", "--data-dir", folder + "/data"});
    idle(server);
    for (const char* acks : {"1", "all"}) {
        end_to_end(server, acks, 1000);
        end_to_end(server, acks, 100);
    }
    for (const char* acks : {"1", "all"}) {
        produce(server, folder, acks, 1000, bytes);
        produce(server, folder, acks, 100, bytes / 4);
    }
    consume(server, bytes);
    row("after the load: resident", bench::resident_mb(server.pid()), "MB");
}
