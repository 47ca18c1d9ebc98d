#include "bench/process.h"

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace bench {
namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

/// `out`: where its standard output goes; -1: nowhere.
pid_t spawn(const Words& words, int out) {
    std::vector<char*> arguments;
    for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    const pid_t pid = ::fork();
    if (pid != 0) return pid;
    ::prctl(PR_SET_PDEATHSIG, SIGKILL); // a bench that gives up leaves no server behind
    const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
    ::dup2(out >= 0 ? out : nowhere, STDOUT_FILENO);
    ::dup2(nowhere, STDERR_FILENO);
    ::execvp(arguments[0], arguments.data());
    ::_exit(127);
}

void run(const Words& words) {
    int status = 0;
    ::waitpid(spawn(words, -1), &status, 0);
    if (status == 0) return;
    std::fprintf(stderr, "%s failed\n", words[0].c_str());
    std::exit(1);
}

void end(pid_t pid, int signal) {
    ::kill(pid, signal);
    ::waitpid(pid, nullptr, 0);
}

class Riparium final : public Cluster {
public:
    Riparium(std::string ctl, std::string folder) : ctl_(std::move(ctl)), folder_(std::move(folder)) {
        int out[2];
        if (::pipe2(out, O_CLOEXEC) != 0) std::exit(1);
        started_at_ = now();
        pid_ = spawn({ctl_, "serve", "--preset", "ha", "--data-dir", folder_}, out[1]);
        ::close(out[1]);
        std::string line;
        char c = 0;
        while (::read(out[0], &c, 1) == 1 && c != '\n') line += c;
        ::close(out[0]);
        const std::string key = "\"bootstrap\":\"";
        const std::size_t at = line.find(key);
        if (at == std::string::npos) {
            std::fprintf(stderr, "%s is not ready: %s\n", ctl_.c_str(), line.c_str());
            std::exit(1);
        }
        bootstrap_ = line.substr(at + key.size(), line.find('"', at + key.size()) - at - key.size());
    }
    ~Riparium() override { end(pid_, SIGTERM); }

    void kill(int broker) override { control("kill", broker); }
    void start(int broker) override { control("start", broker); }
    std::vector<pid_t> pids() const override { return {pid_}; }

private:
    void control(const char* what, int broker) {
        run({ctl_, "--data-dir", folder_, "broker", what, std::to_string(broker)});
    }

    std::string ctl_;
    std::string folder_;
    pid_t pid_ = -1;
};

class ApacheKafka final : public Cluster {
public:
    ApacheKafka(std::string jars, std::string folder) : jars_(std::move(jars)), folder_(std::move(folder)) {
        for (int node = 1; node <= nodes; ++node) {
            write_properties(node);
            run(java("kafka.tools.StorageTool",
                     {"format", "-t", "AAECAwQFBgcICQoLDA0ODw", "-c", properties(node)}));
            bootstrap_ += (node > 1 ? ",127.0.0.1:" : "127.0.0.1:") + std::to_string(client_port(node));
        }
        started_at_ = now();
        for (int node = 1; node <= nodes; ++node) start(node);
    }
    ~ApacheKafka() override {
        for (const auto& [node, pid] : running_) ::kill(pid, SIGKILL);
        for (const auto& [node, pid] : running_) ::waitpid(pid, nullptr, 0);
    }

    void kill(int broker) override {
        end(running_.at(broker), SIGKILL);
        running_.erase(broker);
    }
    void start(int broker) override {
        Words words = java("kafka.Kafka", {properties(broker)});
        words.insert(words.begin() + 1, {"-Xmx1G", "-Xms1G", "-XX:+UseG1GC"});
        running_[broker] = spawn(words, -1);
    }
    std::vector<pid_t> pids() const override {
        std::vector<pid_t> all;
        for (const auto& [node, pid] : running_) all.push_back(pid);
        return all;
    }

private:
    static constexpr int nodes = 3;
    static int client_port(int node) { return 19090 + node; }
    static int controller_port(int node) { return 19190 + node; }
    std::string properties(int node) const { return folder_ + "/" + std::to_string(node) + ".properties"; }
    Words java(const char* program, const Words& arguments) const {
        Words words{"java", "-cp", jars_ + "/*", program};
        words.insert(words.end(), arguments.begin(), arguments.end());
        return words;
    }

    /// What a node must be told, and a replication factor of three; all else stays as Kafka has it.
    void write_properties(int node) const {
        fs::create_directories(folder_);
        std::ofstream file(properties(node));
        file << "process.roles=broker,controller\nnode.id=" << node
             << "\nlisteners=PLAINTEXT://127.0.0.1:" << client_port(node)
             << ",CONTROLLER://127.0.0.1:" << controller_port(node)
             << "\ncontroller.listener.names=CONTROLLER\ncontroller.quorum.voters=";
        for (int voter = 1; voter <= nodes; ++voter)
            file << (voter > 1 ? "," : "") << voter << "@127.0.0.1:" << controller_port(voter);
        file << "\nbroker.rack=" << node << "\nlog.dirs=" << folder_ << "/data-" << node
             << "\ndefault.replication.factor=3\nmin.insync.replicas=2\n";
    }

    std::string jars_;
    std::string folder_;
    std::map<int, pid_t> running_;
};

double cpu_seconds_of(pid_t pid) {
    std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
    std::string line;
    std::getline(file, line);
    if (line.empty()) return 0;
    std::istringstream fields(line.substr(line.rfind(')') + 2));
    std::string skipped;
    for (int i = 3; i < 14; ++i) fields >> skipped;
    double user = 0, system = 0;
    fields >> user >> system;
    return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

double resident_mb_of(pid_t pid) {
    std::ifstream file("/proc/" + std::to_string(pid) + "/statm");
    double total = 0, resident = 0;
    file >> total >> resident;
    return resident * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1e6;
}

} // namespace

double now() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double Cluster::cpu_seconds() const {
    double sum = 0;
    for (const pid_t pid : pids()) sum += cpu_seconds_of(pid);
    return sum;
}

double Cluster::resident_mb() const {
    double sum = 0;
    for (const pid_t pid : pids()) sum += resident_mb_of(pid);
    return sum;
}

std::unique_ptr<Cluster> start_riparium(const std::string& ctl, const std::string& folder) {
    return std::make_unique<Riparium>(ctl, folder);
}

std::unique_ptr<Cluster> start_kafka(const std::string& jars, const std::string& folder) {
    return std::make_unique<ApacheKafka>(jars, folder);
}

void warm_page_cache(const std::string& folder, std::size_t bytes) {
    const std::string path = folder + "/warm";
    const int file = ::open(path.c_str(), O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0600);
    const std::string block(1 << 20, 'w');
    for (std::size_t written = 0; written < bytes; written += block.size())
        if (::write(file, block.data(), block.size()) < 0) break;
    ::close(file);
    ::unlink(path.c_str());
}

} // namespace bench
