// The one translation unit that compiles Boost.JSON for the engine (header-only use).
#include <boost/json/src.hpp>
