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
/// What went wrong in words, the code after it: "The broker refuses … (INVALID_PARTITIONS)".
QString failureSentence(const view::Failed& failed);
/// "6 partitions, 8.2 M records, 1.9 GiB".
QString topicContents(const view::TopicRow& topic);

} // namespace ui
