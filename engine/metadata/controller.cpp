// Start, replay, producer ids.
#include "metadata/controller.h"

#include "metadata/record_versions.h"

namespace metadata {

ControllerCore::ControllerCore(ControllerSettings settings, base::Rng rng)
    : settings_(std::move(settings)),
      session_timeout_(settings_.session_timeout.value_or(std::chrono::milliseconds(
          broker_integer("broker.session.timeout.ms", {.static_broker = &settings_.static_config})))),
      rng_(rng) {
    image_.keep_lookup();
}

base::Result<> ControllerCore::apply(const MetadataRecord& record, Offset offset, LeaderEpoch epoch,
                                     ImageDelta& delta) {
    const auto done = image_.apply(record, offset, epoch, delta);
    if (!done) return done;
    if (const auto* registered = std::get_if<RegisterBrokerRecord>(&record)) {
        sessions_[BrokerId(registered->broker_id)].registration_offset = offset.value;
    } else if (const auto* unregistered = std::get_if<UnregisterBrokerRecord>(&record)) {
        sessions_.erase(BrokerId(unregistered->broker_id));
    }
    return {};
}

Decision<Nothing> ControllerCore::activate(base::Instant now) {
    for (const auto& [id, broker] : image_.brokers()) {
        Session& session = sessions_[id];
        session.deadline = now + session_timeout_;
        session.contacted = session.lost = false;
        session.shutdown_offset.reset();
    }
    next_balance_ = now + balance_interval();
    Decision<Nothing> decision;
    if (image_.in_transaction()) {
        AbortTransactionRecord abort;
        abort.reason = "failover";
        decision.records.push_back(versioned(std::move(abort)));
    }
    return decision;
}

std::vector<RecordToWrite> ControllerCore::bootstrap_records(const Bootstrap& bootstrap) {
    std::vector<RecordToWrite> records;
    BeginTransactionRecord begin;
    begin.name = "Bootstrap records";
    records.push_back(versioned(std::move(begin)));
    const auto feature = [&](std::string_view name, std::int16_t level) {
        FeatureLevelRecord r;
        r.name = name;
        r.feature_level = level;
        records.push_back(versioned(std::move(r)));
    };
    feature(metadata_version_feature, metadata_version);
    feature(elr_feature, 1);
    feature(group_feature, 1);
    feature(transaction_feature, 2);
    ConfigRecord minimum;
    minimum.resource_type = static_cast<std::int8_t>(ConfigResourceType::broker);
    minimum.name = "min.insync.replicas";
    minimum.value = std::to_string(bootstrap.min_insync_replicas);
    records.push_back(versioned(std::move(minimum)));
    records.push_back(versioned(EndTransactionRecord{}));
    return records;
}

Decision<wire::AllocateProducerIdsResponse>
ControllerCore::allocate_producer_ids(const wire::AllocateProducerIdsRequest& request) {
    Decision<wire::AllocateProducerIdsResponse> decision;
    if (const auto ok = check_broker_epoch(request.broker_id, request.broker_epoch); !ok) {
        decision.response.error_code = static_cast<std::int16_t>(ok.error().code);
        decision.reason = ok.error().detail;
        return decision;
    }
    const std::int64_t first = image_.next_producer_id();
    if (first > INT64_MAX - producer_id_block_size) {
        decision.response.error_code = static_cast<std::int16_t>(kafka::ErrorCode::unknown_server_error);
        decision.reason = "all producer ids are used up";
        return decision;
    }
    ProducerIdsRecord record;
    record.broker_id = request.broker_id;
    record.broker_epoch = request.broker_epoch;
    record.next_producer_id = first + producer_id_block_size;
    decision.records.push_back(versioned(std::move(record)));
    decision.response.producer_id_start = first;
    decision.response.producer_id_len = producer_id_block_size;
    return decision;
}

} // namespace metadata
