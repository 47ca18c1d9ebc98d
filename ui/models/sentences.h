#pragma once
// Sentences for what the engine says in enums: facts, failures. Translated here, because the window owns
// every sentence. UI thread.

#include "view/commands.h"
#include "view/facts.h"

#include <QString>

namespace ui {

/// "Topic orders was created with 6 partitions".
QString factSentence(const view::Fact& fact);
/// How grave the fact is: info, warn or error.
base::log::Level factLevel(const view::Fact& fact);
/// "Broker 2", "Controller 101".
QString nodeName(const view::NodeRef& node);
/// What a fault does, as a heading: "AZ b is cut off", "Broker 2 is frozen".
QString faultSentence(const view::FaultRow& fault);
/// What undoing it does, for a button: "Heal AZ b", "Thaw broker 2".
QString liftFaultText(const view::FaultRow& fault);
/// "because broker 2 fell behind" without the "because": reasons of facts in words; empty when unknown.
/// `from`: the broker that led; -1: none.
QString reasonText(view::LeaderChangeReason reason, std::int32_t from = -1);
QString reasonText(view::IsrChangeReason reason);
/// `sessionMs`: how long it was silent, when its session expired; 0: not known.
QString reasonText(view::StateReason reason, std::int32_t sessionMs = 0);
/// "1, 3"; a dash for none.
QString brokerList(const std::vector<std::int32_t>& brokers);
/// What went wrong in words, the code after it: "The broker refuses … (INVALID_PARTITIONS)".
QString failureSentence(const view::Failed& failed);
/// "6 partitions, 8.2 M records, 1.9 GiB".
QString topicContents(const view::TopicRow& topic);

} // namespace ui
