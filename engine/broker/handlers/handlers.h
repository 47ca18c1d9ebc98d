#pragma once
// One function per API, each in the file of its name. Each answers its request now or later; they run on the
// loop of the node.

#include "broker/request.h"

namespace broker {

class Broker;
class Controller;

// Served by brokers.
void handle_api_versions(Broker& broker, Request request);
void handle_produce(Broker& broker, Request request);
void handle_fetch(Broker& broker, Request request);
void handle_list_offsets(Broker& broker, Request request);
void handle_metadata(Broker& broker, Request request);
void handle_find_coordinator(Broker& broker, Request request);
void handle_delete_records(Broker& broker, Request request);
void handle_init_producer_id(Broker& broker, Request request);
void handle_offset_for_leader_epoch(Broker& broker, Request request);
void handle_describe_configs(Broker& broker, Request request);
void handle_describe_log_dirs(Broker& broker, Request request);
void handle_describe_topic_partitions(Broker& broker, Request request);
void handle_describe_cluster(Broker& broker, Request request);
void handle_describe_producers(Broker& broker, Request request);
/// What only the controller decides: the request goes there as it came.
void handle_forwarded(Broker& broker, Request request);

// Served by controllers.
void handle_controller_api_versions(Controller& controller, Request request);
void handle_metadata_fetch(Controller& controller, Request request);
void handle_vote(Controller& controller, Request request);
void handle_begin_quorum_epoch(Controller& controller, Request request);
void handle_end_quorum_epoch(Controller& controller, Request request);
void handle_describe_quorum(Controller& controller, Request request);
void handle_fetch_snapshot(Controller& controller, Request request);
void handle_controller_registration(Controller& controller, Request request);
void handle_create_topics(Controller& controller, Request request);
void handle_delete_topics(Controller& controller, Request request);
void handle_create_partitions(Controller& controller, Request request);
void handle_alter_partition(Controller& controller, Request request);
void handle_elect_leaders(Controller& controller, Request request);
void handle_alter_partition_reassignments(Controller& controller, Request request);
void handle_list_partition_reassignments(Controller& controller, Request request);
void handle_unregister_broker(Controller& controller, Request request);
void handle_alter_configs(Controller& controller, Request request);
void handle_incremental_alter_configs(Controller& controller, Request request);
void handle_envelope(Controller& controller, Request request);
void handle_broker_registration(Controller& controller, Request request);
void handle_broker_heartbeat(Controller& controller, Request request);
void handle_allocate_producer_ids(Controller& controller, Request request);

} // namespace broker
