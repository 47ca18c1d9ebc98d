#pragma once
// What the keys of a topic's configuration belong to and may be. Source: reference 6 (topic configs). Any
// thread.

#include "view/commands.h"

#include <QString>
#include <QStringList>

namespace ui {

/// Where a key stands in the editor; the numbers are the order.
enum class ConfigCategory { retention, cleanup, records, segments, replication, other };
ConfigCategory categoryOf(const QString& name);
QString categoryTitle(ConfigCategory category);

/// The values of a key that has only a few; empty for free text.
QStringList choicesOf(const view::ConfigEntry& entry);
/// Why `text` cannot be the entry's value, a sentence; empty when it can. The broker has the last word.
QString whyNotConfig(const view::ConfigEntry& entry, const QString& text);
/// Text as a person may type it ("7 days") to what the broker stores ("604800000"); other text stays.
QString storedConfig(const view::ConfigEntry& entry, const QString& text);
/// The humane form beside the raw value: "7 days"; empty when it would say the same.
QString meaningOf(const QString& name, const QString& value);

} // namespace ui
