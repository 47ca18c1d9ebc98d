#pragma once
// The parts of ripariumctl, the command line of Riparium; it links no Qt. Each returns the exit code: 0 done,
// 1 not done, the reason on standard error, 2 wrong arguments.

#include <string>
#include <vector>

namespace ctl {

inline constexpr int exit_failed = 1;
inline constexpr int exit_usage = 2;

/// Says what is wrong with the arguments.
int usage_error(const std::string& sentence);
int failed(const std::string& sentence);

/// `argv[1]` is "serve".
int serve(int argc, char** argv);
/// Everything that is asked of a running cluster: `words` are the command and its arguments.
/// Works on the folder of a stopped cluster.
int graduate(const std::string& data_dir, const std::vector<std::string>& words);
int remote(const std::string& data_dir, const std::vector<std::string>& words);

} // namespace ctl
