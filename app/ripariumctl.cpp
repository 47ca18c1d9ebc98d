// ripariumctl: runs clusters in the foreground, and breaks and mends running ones. Links no Qt.

#include "app/ripariumctl.h"
#include "app/last_words.h"

#include <fmt/format.h>
#include <iostream>
#include <string_view>

namespace ctl {
namespace {

constexpr std::string_view help = R"(ripariumctl: a real, multi-AZ, Kafka-compatible cluster in one process

  ripariumctl serve --preset NAME [--data-dir DIR] [--loops N] [--log-level LEVEL]
  ripariumctl serve FILE.riparium [--data-dir DIR] [--loops N] [--log-level LEVEL]

Runs a cluster in the foreground. Prints one JSON line on standard output when it can take an acks=all produce;
logs go to standard error. SIGTERM or SIGINT stops it cleanly.

  --preset NAME      single (1 AZ, 1 broker), dev (1 AZ, 3 brokers), ha (3 AZs, 1 broker each),
                     ha6 (3 AZs, 2 brokers each)
  --data-dir DIR     keeps the cluster's data; without it a temporary folder, removed on a clean stop
  --loops N          threads that host the nodes (default: by the number of cores)
  --log-level LEVEL  trace, debug, info, warn, error, off (default: info)

  ripariumctl --data-dir DIR COMMAND

Asks a running cluster, served or in the window, and returns when it is done (exit code 0) or could not be done (1).

  status [--json] [--partitions]       what there is and what is broken
  events [--follow]                    what happened (and goes on happening), one JSON line each
  broker kill|stop|start|freeze|thaw ID
  controller kill|stop|start|freeze|thaw ID
  broker add AZ [--storage-gib N]      a new broker joins
  broker remove ID [--throttle RATE]   moves its replicas away, then forgets it
  az cut|heal AZ                       nobody hears this AZ, not even clients
  link set AZ1 AZ2 [--latency 20ms] [--loss 1%] [--bandwidth 10MB/s] [--cut] [--one-way]
  link heal [AZ1 AZ2]                  this link, or all
  disk slow|full|ok ID [--delay 100ms]
  power-loss [AZ]                      every node (of the AZ) dies and loses what was not synced
  maintenance [stop]                   restarts the brokers one by one, waiting for replicas each time
  elect [--unclean]                    preferred leaders lead again
  reassign TOPIC PARTITION ID,ID,ID    moves the replicas of one partition
  heal                                 undoes every fault

  graduate                             of a stopped cluster: writes what Apache Kafka 4.x needs to start on
                                       the same folders, as DIR/kafka/NODE.properties and README.md

  --help, --version
)";

} // namespace

int usage_error(const std::string& sentence) {
    std::cerr << "ripariumctl: " << sentence << "\nSee 'ripariumctl --help'.\n";
    return exit_usage;
}

int failed(const std::string& sentence) {
    std::cerr << "ripariumctl: " << sentence << '\n';
    return exit_failed;
}

namespace {

int run(int argc, char** argv) {
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument = argv[i];
        if (argument == "--help" || argument == "-h") {
            std::cout << help;
            return 0;
        }
        if (argument == "--version") {
            std::cout << "ripariumctl " << RIPARIUM_VERSION << '\n';
            return 0;
        }
    }
    if (argc > 1 && std::string_view(argv[1]) == "serve") return serve(argc, argv);
    std::string data_dir;
    std::vector<std::string> words;
    for (int i = 1; i < argc; ++i) {
        if (std::string_view(argv[i]) != "--data-dir") {
            words.emplace_back(argv[i]);
            continue;
        }
        if (i + 1 == argc) return usage_error("--data-dir wants a value.");
        data_dir = argv[++i];
    }
    if (words.empty()) return usage_error("a command is missing.");
    if (words[0] == "graduate") return graduate(data_dir, words);
    return remote(data_dir, words);
}

} // namespace
} // namespace ctl

int main(int argc, char** argv) {
    app::leave_last_words("ripariumctl");
    return ctl::run(argc, argv);
}
