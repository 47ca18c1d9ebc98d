#pragma once
// Durations and sizes as people type them: "7 d", "36h", "1.5 GiB", "unlimited", or the bare number Kafka
// stores. Plain functions; any thread.

#include <QString>
#include <optional>

namespace ui {

enum class Quantity { number, duration, bytes };

/// Milliseconds, bytes or the number itself; -1 for "unlimited". None when the text is no such quantity.
std::optional<qint64> parseQuantity(Quantity kind, const QString& text);
/// "7 days", "1.5 GiB", "unlimited": exact where it can be, so that parsing it gives the same number back.
QString quantityText(Quantity kind, qint64 value);
/// What the value of this configuration key is, by its name ("retention.ms", "segment.bytes").
Quantity quantityOf(const QString& configName);

} // namespace ui
