// ripariumctl --data-dir DIR graduate.

#include "app/ripariumctl.h"
#include "cluster/graduate.h"

#include <iostream>

namespace ctl {

int graduate(const std::string& data_dir, const std::vector<std::string>& words) {
    if (words.size() > 1) return usage_error("graduate takes no more arguments.");
    if (data_dir.empty())
        return usage_error("which cluster? --data-dir DIR names the folder that it keeps its data in.");
    const auto written = cluster::graduate(data_dir);
    if (!written) return failed(written.error().detail);
    for (const std::string& file : written->files) std::cout << file << '\n';
    return 0;
}

} // namespace ctl
