#include "bench/process.h"

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <sys/wait.h>
#include <unistd.h>

namespace bench {

double now() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double cpu_seconds(pid_t pid) {
    std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
    std::string line;
    std::getline(file, line);
    std::istringstream fields(line.substr(line.rfind(')') + 2));
    std::string skipped;
    for (int i = 3; i < 14; ++i) fields >> skipped;
    double user = 0, system = 0;
    fields >> user >> system;
    return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

double resident_mb(pid_t pid) {
    std::ifstream file("/proc/" + std::to_string(pid) + "/statm");
    double total = 0, resident = 0;
    file >> total >> resident;
    return resident * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1e6;
}

Server::Server(const std::string& ctl, const std::vector<std::string>& arguments) {
    int out[2];
    if (::pipe2(out, O_CLOEXEC) != 0) std::exit(1);
    std::vector<char*> words{const_cast<char*>(ctl.c_str()), const_cast<char*>("serve")};
    for (const std::string& argument : arguments) words.push_back(const_cast<char*>(argument.c_str()));
    words.push_back(nullptr);
    const double start = now();
    pid_ = ::fork();
    if (pid_ == 0) {
        ::dup2(out[1], STDOUT_FILENO);
        ::execv(ctl.c_str(), words.data());
        ::_exit(127);
    }
    ::close(out[1]);
    std::string line;
    char c = 0;
    while (::read(out[0], &c, 1) == 1 && c != '\n') line += c;
    ready_ = now() - start;
    ::close(out[0]);
    const std::string key = "\"bootstrap\":\"";
    const std::size_t at = line.find(key);
    if (at == std::string::npos) {
        std::fprintf(stderr, "%s is not ready: %s\n", ctl.c_str(), line.c_str());
        std::exit(1);
    }
    bootstrap_ = line.substr(at + key.size(), line.find('"', at + key.size()) - at - key.size());
}

Server::~Server() {
    ::kill(pid_, SIGTERM);
    ::waitpid(pid_, nullptr, 0);
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
