// Brokers register, beat, are fenced and leave (reference 5).
#include "metadata/controller.h"
#include "metadata/leadership.h"
#include "metadata/record_versions.h"

#include <algorithm>
#include <fmt/format.h>

namespace metadata {
namespace {

using kafka::ErrorCode;

/// How long a broker whose connection broke may take to come back before it is fenced.
constexpr base::Duration time_to_return = std::chrono::milliseconds(50);

/// The first hundred ids have meanings of their own.
bool reserved(const base::Uuid& id) {
    return std::all_of(id.bytes.begin(), id.bytes.end() - 1, [](base::Byte b) { return b == 0; }) &&
           id.bytes[15] < 100;
}

base::Result<> check_directories(const ClusterImage& image, const wire::BrokerRegistrationRequest& request) {
    const auto invalid = [](std::string why) {
        return base::Error{ErrorCode::invalid_registration, std::move(why)};
    };
    if (request.log_dirs.empty()) return invalid("No directories specified in request");
    if (std::any_of(request.log_dirs.begin(), request.log_dirs.end(), reserved))
        return invalid("Reserved directory ID in request");
    const std::set<base::Uuid> directories(request.log_dirs.begin(), request.log_dirs.end());
    if (directories.size() != request.log_dirs.size()) return invalid("Duplicate directory ID in request");
    for (const auto& [id, broker] : image.brokers()) {
        if (id.value == request.broker_id) continue;
        for (const base::Uuid& directory : broker.directories)
            if (directories.contains(directory))
                return invalid(fmt::format("Broker {} is already registered with directory {}", id.value,
                                           directory.text()));
    }
    return {};
}

base::Result<> check_features(const ClusterImage& image, const wire::BrokerRegistrationRequest& request) {
    for (const auto& [name, level] : image.features()) {
        FeatureRange range; // what is not named is not supported
        for (const auto& feature : request.features)
            if (feature.name == name) range = {feature.min_supported_version, feature.max_supported_version};
        if (level < range.min || level > range.max)
            return base::Error{
                ErrorCode::unsupported_version,
                fmt::format("Unable to register because the broker does not support finalized version "
                            "{} of {}. The broker wants a version between {} and {}, inclusive.",
                            level, name, range.min, range.max)};
    }
    return {};
}

RegisterBrokerRecord record_of(const wire::BrokerRegistrationRequest& request) {
    RegisterBrokerRecord r;
    r.broker_id = request.broker_id;
    r.incarnation_id = request.incarnation_id;
    for (const auto& listener : request.listeners) {
        auto& endpoint = r.end_points.emplace_back();
        endpoint.name = listener.name;
        endpoint.host = listener.host;
        endpoint.port = listener.port;
        endpoint.security_protocol = listener.security_protocol;
    }
    for (const auto& asked : request.features) {
        auto& feature = r.features.emplace_back();
        feature.name = asked.name;
        feature.min_supported_version = asked.min_supported_version;
        feature.max_supported_version = asked.max_supported_version;
    }
    r.rack = request.rack;
    r.log_dirs = request.log_dirs;
    return r;
}

BrokerRegistrationChangeRecord change_of(const BrokerRegistration& broker) {
    BrokerRegistrationChangeRecord r;
    r.broker_id = broker.id.value;
    r.broker_epoch = broker.epoch;
    return r;
}

} // namespace

base::Result<> ControllerCore::check_broker_epoch(std::int32_t broker, std::int64_t epoch) const {
    const BrokerRegistration* registered = image_.broker(BrokerId(broker));
    if (registered == nullptr)
        return base::Error{ErrorCode::stale_broker_epoch,
                           fmt::format("No broker registration found for broker id {}", broker)};
    if (registered->epoch != epoch)
        return base::Error{
            ErrorCode::stale_broker_epoch,
            fmt::format("Expected broker epoch {}, but got broker epoch {}", registered->epoch, epoch)};
    return {};
}

bool ControllerCore::session_valid(BrokerId id, base::Instant now) const {
    const auto found = sessions_.find(id);
    return found != sessions_.end() && found->second.contacted && now < found->second.deadline;
}

void ControllerCore::touch(Session& session, base::Instant now) const {
    session.deadline = now + session_timeout_;
    session.contacted = true;
    session.lost = false;
}

void ControllerCore::connection_lost(BrokerId id, base::Instant now) {
    const BrokerRegistration* broker = image_.broker(id);
    const auto found = sessions_.find(id);
    if (broker == nullptr || !broker->active() || found == sessions_.end()) return;
    found->second.deadline = std::min(found->second.deadline, now + time_to_return);
    found->second.contacted = false;
    found->second.lost = true;
}

base::Result<> ControllerCore::check_registration(const wire::BrokerRegistrationRequest& request,
                                                  base::Instant now) const {
    if (request.cluster_id != settings_.cluster_id)
        return base::Error{ErrorCode::inconsistent_cluster_id,
                           fmt::format("Expected cluster ID {}, but got cluster ID {}", settings_.cluster_id,
                                       request.cluster_id)};
    const BrokerRegistration* existing = image_.broker(BrokerId(request.broker_id));
    if (existing != nullptr && existing->incarnation_id != request.incarnation_id && !existing->fenced &&
        session_valid(existing->id, now))
        return base::Error{ErrorCode::duplicate_broker_registration,
                           "Another broker is registered with that broker id."};
    if (request.is_migrating_zk_broker)
        return base::Error{ErrorCode::broker_id_not_registered,
                           "Controller does not support registering ZK brokers."};
    if (const auto ok = check_directories(image_, request); !ok) return ok;
    return check_features(image_, request);
}

Decision<wire::BrokerRegistrationResponse>
ControllerCore::register_broker(const wire::BrokerRegistrationRequest& request, Offset next_offset,
                                base::Instant now) {
    Decision<wire::BrokerRegistrationResponse> decision;
    if (const auto ok = check_registration(request, now); !ok) {
        decision.response.error_code = static_cast<std::int16_t>(ok.error().code);
        decision.reason = ok.error().detail;
        return decision;
    }
    const BrokerId id(request.broker_id);
    const BrokerRegistration* existing = image_.broker(id);
    RegisterBrokerRecord record = record_of(request);
    Session& session = sessions_[id];
    if (existing != nullptr && existing->incarnation_id == request.incarnation_id) {
        record.fenced = existing->fenced;
        record.in_controlled_shutdown = existing->in_controlled_shutdown;
        record.broker_epoch = existing->epoch;
    } else {
        // The last incarnation is gone, whether it said so or not: what it led needs a leader. One that
        // cannot name its last epoch did not stop cleanly, and may have lost what it had not synced
        // (KIP-966).
        const bool eligible_replicas = image_.feature_level(elr_feature) > 0;
        if (existing != nullptr && eligible_replicas && request.previous_broker_epoch != existing->epoch)
            change_partitions({.unclean_stop = id}, decision.records);
        else if (existing != nullptr)
            change_partitions({.leaving = id}, decision.records);
        record.broker_epoch = next_offset.value;
        session = Session{};
    }
    touch(session, now);
    decision.response.broker_epoch = record.broker_epoch;
    decision.records.push_back(versioned(std::move(record)));
    return decision;
}

Decision<wire::ControllerRegistrationResponse>
ControllerCore::register_controller(const wire::ControllerRegistrationRequest& request) {
    RegisterControllerRecord r;
    r.controller_id = request.controller_id;
    r.incarnation_id = request.incarnation_id;
    for (const auto& listener : request.listeners) {
        auto& endpoint = r.end_points.emplace_back();
        endpoint.name = listener.name;
        endpoint.host = listener.host;
        endpoint.port = listener.port;
        endpoint.security_protocol = listener.security_protocol;
    }
    for (const auto& asked : request.features) {
        auto& feature = r.features.emplace_back();
        feature.name = asked.name;
        feature.min_supported_version = asked.min_supported_version;
        feature.max_supported_version = asked.max_supported_version;
    }
    Decision<wire::ControllerRegistrationResponse> decision;
    decision.records.push_back(versioned(std::move(r)));
    return decision;
}

void ControllerCore::change_partitions(const BrokerChange& change, Records& records) const {
    append_partition_changes(
        image_, change, [this](const TopicInfo& topic) { return rules_of(topic); }, records);
}

void ControllerCore::fence(const BrokerRegistration& broker, Records& records) const {
    change_partitions({.leaving = broker.id}, records);
    BrokerRegistrationChangeRecord r = change_of(broker);
    r.fenced = 1;
    records.push_back(versioned(std::move(r)));
}

std::int64_t ControllerCore::lowest_active_offset() const {
    std::int64_t lowest = INT64_MAX;
    for (const auto& [id, session] : sessions_)
        if (active(id)) lowest = std::min(lowest, session.metadata_offset);
    return lowest;
}

ControllerCore::BrokerState ControllerCore::next_state(const BrokerRegistration& broker, Session& session,
                                                       const wire::BrokerHeartbeatRequest& request) const {
    if (broker.fenced) {
        if (request.want_shut_down) return BrokerState::shutdown_now;
        const bool caught_up = request.current_metadata_offset >= session.registration_offset;
        // A shutdown is not taken back: only the next incarnation may lead again.
        const bool may_serve = !request.want_fence && !broker.in_controlled_shutdown;
        return may_serve && caught_up ? BrokerState::unfenced : BrokerState::fenced;
    }
    if (!broker.in_controlled_shutdown) {
        if (request.want_fence)
            return request.want_shut_down ? BrokerState::shutdown_now : BrokerState::fenced;
        if (!request.want_shut_down) return BrokerState::unfenced;
        return leads_any_partition(image_, broker.id) ? BrokerState::controlled_shutdown
                                                      : BrokerState::shutdown_now;
    }
    // Its leaderships were moved by records up to here; it may go when every other broker has seen them.
    if (!session.shutdown_offset) session.shutdown_offset = image_.last_offset().value;
    if (leads_any_partition(image_, broker.id)) return BrokerState::controlled_shutdown;
    return *session.shutdown_offset <= lowest_active_offset() ? BrokerState::shutdown_now
                                                              : BrokerState::controlled_shutdown;
}

Decision<wire::BrokerHeartbeatResponse> ControllerCore::heartbeat(const wire::BrokerHeartbeatRequest& request,
                                                                  base::Instant now) {
    Decision<wire::BrokerHeartbeatResponse> decision;
    if (const auto ok = check_broker_epoch(request.broker_id, request.broker_epoch); !ok) {
        decision.response.error_code = static_cast<std::int16_t>(ok.error().code);
        decision.reason = ok.error().detail;
        return decision;
    }
    const BrokerRegistration& broker = *image_.broker(BrokerId(request.broker_id));
    Session& session = sessions_[broker.id];
    touch(session, now);
    session.metadata_offset = request.current_metadata_offset;
    const BrokerState next = next_state(broker, session, request);
    if (next == BrokerState::fenced || next == BrokerState::shutdown_now) {
        if (!broker.fenced) {
            fence(broker, decision.records);
            decision.reason = next == BrokerState::fenced ? "it asked to be fenced" : "it shuts down";
        }
    } else if (next == BrokerState::unfenced && broker.fenced) {
        BrokerRegistrationChangeRecord r = change_of(broker);
        r.fenced = -1;
        decision.records.push_back(versioned(std::move(r)));
        change_partitions({.arriving = broker.id}, decision.records);
        decision.reason = "it has caught up";
    } else if (next == BrokerState::controlled_shutdown && !broker.in_controlled_shutdown) {
        BrokerRegistrationChangeRecord r = change_of(broker);
        r.in_controlled_shutdown = 1;
        decision.records.push_back(versioned(std::move(r)));
        change_partitions({.leaving = broker.id}, decision.records);
        decision.reason = "it asked to shut down";
    }
    decision.response.is_caught_up = request.current_metadata_offset >= session.registration_offset;
    decision.response.is_fenced = next == BrokerState::fenced || next == BrokerState::shutdown_now;
    decision.response.should_shut_down = next == BrokerState::shutdown_now;
    return decision;
}

Decision<wire::UnregisterBrokerResponse>
ControllerCore::unregister_broker(const wire::UnregisterBrokerRequest& request) {
    Decision<wire::UnregisterBrokerResponse> decision;
    const BrokerRegistration* broker = image_.broker(BrokerId(request.broker_id));
    if (broker == nullptr) {
        decision.response.error_code = static_cast<std::int16_t>(ErrorCode::broker_id_not_registered);
        decision.response.error_message =
            fmt::format("Broker ID {} is not currently registered", request.broker_id);
        return decision;
    }
    // If it ever comes back nobody can tell what it still has: it is as one that stopped uncleanly.
    if (image_.feature_level(elr_feature) > 0)
        change_partitions({.unclean_stop = broker->id}, decision.records);
    else
        change_partitions({.leaving = broker->id}, decision.records);
    UnregisterBrokerRecord r;
    r.broker_id = broker->id.value;
    r.broker_epoch = broker->epoch;
    decision.records.push_back(versioned(std::move(r)));
    return decision;
}

std::optional<Decision<Elapsed>> ControllerCore::tick(base::Instant now) {
    if (auto fenced = fence_silent(now)) return fenced;
    auto balanced = balance_leaders(now);
    if (balanced.records.empty()) return std::nullopt;
    return balanced;
}

void ControllerCore::paused(base::Duration pause) {
    for (auto& [id, session] : sessions_) session.deadline += pause;
}

std::optional<Decision<Elapsed>> ControllerCore::fence_silent(base::Instant now) {
    const auto due = next_session_end();
    if (!due || now < *due) return std::nullopt;
    if (now > *due + session_timeout_ / 2) {
        for (auto& [id, session] : sessions_) session.deadline = now + session_timeout_;
        return std::nullopt;
    }
    for (const auto& [id, session] : sessions_) {
        const BrokerRegistration* broker = image_.broker(id);
        if (broker == nullptr || broker->fenced || now < session.deadline) continue;
        Decision<Elapsed> decision;
        decision.response.fenced = id;
        decision.response.session = session_timeout_;
        if (session.lost) decision.response.cause = Elapsed::Cause::connection_lost;
        decision.reason = session.lost ? "its connection is gone and it did not come back"
                                       : "no heartbeat for the session timeout";
        fence(*broker, decision.records);
        return decision;
    }
    return std::nullopt;
}

std::optional<base::Instant> ControllerCore::next_deadline() const {
    const auto session = next_session_end();
    if (!session || !next_balance_) return session ? session : next_balance_;
    return std::min(*session, *next_balance_);
}

std::optional<base::Instant> ControllerCore::next_session_end() const {
    std::optional<base::Instant> next;
    for (const auto& [id, session] : sessions_) {
        const BrokerRegistration* broker = image_.broker(id);
        if (broker == nullptr || broker->fenced) continue;
        if (!next || session.deadline < *next) next = session.deadline;
    }
    return next;
}

} // namespace metadata
