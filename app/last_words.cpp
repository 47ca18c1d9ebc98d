#include "app/last_words.h"

#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <string_view>
#include <unistd.h>
#include <utility>

namespace app {
namespace {

const char* program_name = "riparium";

// abort() is not among them: who calls it has spoken. SIGKILL cannot be.
constexpr std::array<std::pair<int, std::string_view>, 6> deadly{{{SIGSEGV, "SIGSEGV: a bad address"},
                                                                  {SIGBUS, "SIGBUS: a bad address"},
                                                                  {SIGILL, "SIGILL: a bad instruction"},
                                                                  {SIGFPE, "SIGFPE: bad arithmetic"},
                                                                  {SIGSYS, "SIGSYS: a refused system call"},
                                                                  {SIGXCPU, "SIGXCPU: the CPU time limit"}}};

void say(std::string_view text) {
    [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, text.data(), text.size());
}

// Only what a signal handler may do: write(2) and raise(3).
void dying(int number) {
    say(program_name);
    say(": died of ");
    for (const auto& [signal, words] : deadly)
        if (signal == number) say(words);
    say("\n");
    ::raise(number); // SA_RESETHAND: as if nobody had listened
}

[[noreturn]] void terminated() {
    const char* what = "terminated for no known reason";
    if (const auto error = std::current_exception()) {
        what = "an exception that is no std::exception was not caught";
        try {
            std::rethrow_exception(error);
        } catch (const std::exception& known) {
            std::fprintf(stderr, "%s: not caught: %s\n", program_name, known.what());
            std::abort();
        } catch (...) { // said below
        }
    }
    std::fprintf(stderr, "%s: %s\n", program_name, what);
    std::abort();
}

} // namespace

void leave_last_words(const char* program) {
    program_name = program;
    std::set_terminate(terminated);
    // A stack of its own: the usual one may be what has run out.
    static std::array<char, 16384> stack;
    stack_t other{};
    other.ss_sp = stack.data();
    other.ss_size = stack.size();
    ::sigaltstack(&other, nullptr);
    struct sigaction action {};
    action.sa_handler = dying;
    action.sa_flags = static_cast<int>(SA_RESETHAND | SA_ONSTACK | SA_NODEFER);
    sigemptyset(&action.sa_mask);
    for (const auto& [signal, words] : deadly) {
        // Where a sanitizer listens it has more to say.
        struct sigaction before {};
        if (::sigaction(signal, nullptr, &before) == 0 && before.sa_handler == SIG_DFL)
            ::sigaction(signal, &action, nullptr);
    }
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
}

bool outlives_hangup() {
    struct sigaction now {};
    return ::sigaction(SIGHUP, nullptr, &now) == 0 && now.sa_handler == SIG_IGN;
}

} // namespace app
