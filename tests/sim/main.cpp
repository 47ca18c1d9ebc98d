// riparium_sim: runs seeds of the simulation, prints what it runs before it runs it, and stops at the first
// violation with the command that shows it again. tests/sim/README.md.
#include "base/planted.h"
#include "sim/cluster_sim.h"
#include "sim/raft_sim.h"

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <string>
#include <string_view>

namespace {

struct Options {
    std::string model = "raft";
    std::uint64_t seed = 0;
    std::uint64_t seeds = 1;
    std::uint64_t every = 1; ///< step from seed to seed, for several processes
    std::string bug;
    bool trace = false;
};

[[noreturn]] void usage() {
    std::puts("riparium_sim [--model raft|cluster] [--seed N] [--seeds COUNT] [--every STEP] [--trace] "
              "[--bug NAME]\n"
              "  --seed N        the first seed (0); alone it runs this one\n"
              "  --seeds COUNT   how many\n"
              "  --every STEP    every STEP-th seed, so that several processes share the work\n"
              "  --trace         print what happens\n"
              "  --bug NAME      with a planted bug, and succeed when it is found");
    std::exit(2);
}

Options parse(int argc, char** argv) {
    Options options;
    for (int i = 1; i < argc; ++i) {
        const std::string_view name = argv[i];
        if (name == "--trace") {
            options.trace = true;
            continue;
        }
        if (++i >= argc) usage();
        const std::string value = argv[i];
        if (name == "--model")
            options.model = value;
        else if (name == "--seed")
            options.seed = std::strtoull(value.c_str(), nullptr, 10);
        else if (name == "--seeds")
            options.seeds = std::strtoull(value.c_str(), nullptr, 10);
        else if (name == "--every")
            options.every = std::strtoull(value.c_str(), nullptr, 10);
        else if (name == "--bug")
            options.bug = value;
        else
            usage();
    }
    return options;
}

sim::Outcome run(const Options& options, const sim::RunOptions& one) {
    if (options.model == "raft") return sim::run_raft(one);
    if (options.model == "cluster") return sim::run_cluster(one);
    usage();
}

/// What runs now, for an invariant of a core that fails: it ends the process.
struct {
    const Options* options = nullptr;
    std::uint64_t seed = 0;
} running;

void print_again() {
    const std::string bug = running.options->bug.empty() ? "" : " --bug " + running.options->bug;
    std::printf("again: riparium_sim --model %s%s --seed %llu --trace\n", running.options->model.c_str(),
                bug.c_str(), static_cast<unsigned long long>(running.seed));
}

/// abort() calls it in place, so it may print.
void invariant_failed(int) {
    const bool planted = !running.options->bug.empty();
    std::printf(planted ? "found by seed %llu: an invariant, see above\n"
                        : "seed %llu: an invariant failed, see above\n",
                static_cast<unsigned long long>(running.seed));
    if (!planted) print_again();
    std::fflush(stdout);
    std::_Exit(planted ? 0 : 1);
}

void print(const sim::Counts& counts) {
    std::string line;
    for (const auto& [what, times] : counts)
        line += (line.empty() ? "" : ", ") + std::to_string(times) + " " + std::string(what);
    std::printf("  %s\n", line.c_str());
}

/// Runs the seed again for the end of its trace, and checks that it is the same run.
void show(const Options& options, std::uint64_t seed, const sim::Outcome& outcome) {
    std::deque<std::string> last;
    const auto again = run(options, {seed, [&last](const std::string& line) {
                                         last.push_back(line);
                                         if (last.size() > 40) last.pop_front();
                                     }});
    for (const std::string& line : last) std::printf("    %s\n", line.c_str());
    std::printf("seed %llu: %s\n", static_cast<unsigned long long>(seed), outcome.violation.c_str());
    if (again.hash != outcome.hash) std::puts("    and the second run of the seed was another one");
}

} // namespace

int main(int argc, char** argv) {
    const Options options = parse(argc, argv);
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    base::planted_bug = options.bug;
    running.options = &options;
    std::signal(SIGABRT, invariant_failed);
    std::printf("model %s, seeds %llu to %llu by %llu%s\n", options.model.c_str(),
                static_cast<unsigned long long>(options.seed),
                static_cast<unsigned long long>(options.seed + (options.seeds - 1) * options.every),
                static_cast<unsigned long long>(options.every),
                options.bug.empty() ? "" : (", planted " + options.bug).c_str());
    const auto start = std::chrono::steady_clock::now();
    std::uint64_t events = 0;
    std::uint64_t committed = 0;
    sim::Counts counts;
    for (std::uint64_t i = 0; i < options.seeds; ++i) {
        running.seed = options.seed + i * options.every;
        sim::RunOptions one{running.seed, {}};
        if (options.trace) one.tell = [](const std::string& line) { std::printf("    %s\n", line.c_str()); };
        const sim::Outcome outcome = run(options, one);
        events += outcome.events;
        committed += outcome.committed;
        for (const auto& [what, times] : outcome.counts) counts[what] += times;
        if (outcome.violation.empty()) continue;
        if (!options.bug.empty()) {
            std::printf("found by seed %llu: %s\n", static_cast<unsigned long long>(running.seed),
                        outcome.violation.c_str());
            return 0;
        }
        if (!options.trace) show(options, running.seed, outcome);
        print_again();
        return 1;
    }
    const double took = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    std::printf("%llu seeds, %llu events, %llu records committed, %.1f s\n",
                static_cast<unsigned long long>(options.seeds), static_cast<unsigned long long>(events),
                static_cast<unsigned long long>(committed), took);
    print(counts);
    if (options.bug.empty()) return 0;
    std::puts("the planted bug was not found");
    return 1;
}
