#pragma once
// Bugs planted on purpose, so that the simulator can prove that it would find them: `RIPARIUM_PLANTED(name)`
// is true when the simulator was told to run with the bug of that name. Only the simulator's build of
// the cores defines RIPARIUM_PLANTED_BUGS; everywhere else it is the constant false. tests/sim/README.md
// lists them.

#ifdef RIPARIUM_PLANTED_BUGS

#include <string>
#include <string_view>

namespace base {
inline std::string planted_bug; ///< set before the run, never during it
inline bool planted(std::string_view name) {
    return planted_bug == name;
}
} // namespace base

#define RIPARIUM_PLANTED(name) (::base::planted(#name))

#else

#define RIPARIUM_PLANTED(name) false

#endif
