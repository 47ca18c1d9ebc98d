#pragma once
// Rows and facts as JSON, as the control socket speaks it: the names are the fields', enums are words, what
// is unknown is left out. Pure functions.

#include "view/session.h"

#include <boost/json/object.hpp>

namespace cluster {

/// {"cluster":{...},"azs":[...],"brokers":[...],"controllers":[...],"links":[...],"faults":[...],
/// "topics":[...],"partitions":{"total":..,"offline":..,"under_replicated":..,"under_min_isr":..}}; with
/// `each_partition` also "each_partition":[...].
boost::json::object status_json(const view::Batch& rows, bool each_partition);
/// {"time_ms":...,"fact":"leader_changed","topic":"orders",...}
boost::json::object fact_json(const view::Fact& fact);
boost::json::object fault_json(const view::FaultRow& fault);

} // namespace cluster
