#include "cluster/fault_book.h"

namespace cluster {

using view::FaultKind;
using view::FaultRow;

template <class Matches>
const FaultRow* FaultBook::first(Matches matches) const {
    for (const auto& [key, fault] : faults_)
        if (matches(fault)) return &fault;
    return nullptr;
}

void FaultBook::begin(FaultRow fault) {
    const FaultRow* same = first([&](const FaultRow& other) {
        return other.kind == fault.kind && other.node == fault.node && other.az == fault.az &&
               other.to_az == fault.to_az;
    });
    if (same) lift(same->key);
    fault.key = {next_++};
    fault.since_ms = clock_.wall_ms();
    faults_[fault.key] = fault;
    feed_.put(fault);
    overview_.fact(view::FaultStarted{fault});
}

void FaultBook::lift(view::FaultKey key) {
    const auto found = faults_.find(key);
    if (found == faults_.end()) return;
    const FaultRow fault = found->second;
    faults_.erase(found);
    feed_.remove(key);
    overview_.fact(view::FaultLifted{fault});
}

const FaultRow* FaultBook::of_node(FaultKind kind, view::NodeRef node) const {
    return first([&](const FaultRow& fault) { return fault.kind == kind && fault.node == node; });
}
const FaultRow* FaultBook::of_az(const std::string& az) const {
    return first([&](const FaultRow& fault) { return fault.kind == FaultKind::az_cut && fault.az == az; });
}
const FaultRow* FaultBook::of_link(const std::string& from_az, const std::string& to_az) const {
    return first([&](const FaultRow& fault) {
        return fault.kind == FaultKind::link && fault.az == from_az && fault.to_az == to_az;
    });
}
const FaultRow* FaultBook::find(view::FaultKey key) const {
    const auto found = faults_.find(key);
    return found == faults_.end() ? nullptr : &found->second;
}

std::vector<FaultRow> FaultBook::all() const {
    std::vector<FaultRow> rows;
    for (const auto& [key, fault] : faults_) rows.push_back(fault);
    return rows;
}

void FaultBook::lift_deaths(view::NodeRef node) {
    for (const FaultKind kind :
         {FaultKind::node_killed, FaultKind::node_stopped, FaultKind::power_lost, FaultKind::node_frozen})
        if (const FaultRow* fault = of_node(kind, node)) lift(fault->key);
}

void FaultBook::lift_all() {
    for (const FaultRow& fault : all()) lift(fault.key);
}

} // namespace cluster
