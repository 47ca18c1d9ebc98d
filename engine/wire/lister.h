#pragma once
// Lister: the wire form of a message as text, one line per field. Committed as tests/data/wire_schema.txt, so
// that a change of the wire is a diff to read. Any thread.

#include "wire/registry.h"

#include <string>

namespace wire {

/// "FetchRequest key 1 versions 4-18 flexible 12+" and an indented line for each field, in wire order.
std::string list_schema(std::string_view name, Message& message);

} // namespace wire
