#pragma once
// What `ripariumctl status` prints for people. Pure.

#include <boost/json/object.hpp>
#include <string>

namespace ctl {

/// `status` is what the control socket answered.
std::string status_text(const boost::json::object& status);

} // namespace ctl
