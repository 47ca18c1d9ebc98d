#pragma once
// Colours by role, light and dark. Identity colours belong to AZs, state colours to badges; a word or a shape
// always says the same, never colour alone. Contrast: text 4.5:1, shapes 3:1. UI thread.

#include <QColor>
#include <array>
#include <string>

namespace ui::style {

/// One AZ's identity: `line` for bars and borders, `tint` for its ground, `text` for its name on either
/// ground.
struct AzColors {
    QColor line, tint, text;
};

/// A state badge: `shape` for dots and bars, `tint` for the ground, `text` for the word on tint or surface.
struct StateColors {
    QColor shape, tint, text;
};

struct Colors {
    bool dark = false;
    QColor window;     ///< behind the cards
    QColor menuBar;    ///< menu bar and status bar
    QColor surface;    ///< cards, lists, fields
    QColor raised;     ///< hovered rows, code, read-only fields
    QColor line;       ///< borders of cards and fields
    QColor lineSoft;   ///< separators inside a card
    QColor track;      ///< the empty part of a bar
    QColor text;       ///< body
    QColor textMuted;  ///< captions, secondary facts
    QColor textFaint;  ///< placeholders, disabled
    QColor accent;     ///< links, the selected item's text, focus
    QColor accentTint; ///< ground of the selected item
    QColor accentLine; ///< border of the selected item
    QColor primary;    ///< ground of the default button
    QColor primaryHover;
    QColor onPrimary;  ///< text on `primary`
    QColor controller; ///< a controller's bar
    StateColors ok, warning, bad, info, neutral;
    std::array<AzColors, 4> az; ///< blue, orange, green, purple
};

/// Those of the theme in force.
const Colors& colors();
const Colors& lightColors();
const Colors& darkColors();
/// Theme only.
void setColors(const Colors& colors);

/// AZ a, b, c ... by position; the fifth is the first again.
const AzColors& azColors(int index);
/// "a" is 0, "b" is 1; another name counts by its last letter, so that it keeps its colour.
int azIndex(const std::string& name);

} // namespace ui::style
