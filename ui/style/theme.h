#pragma once
// The look in force: palette, fonts and style sheet of the application. Light, Dark or the system's;
// remembered in QSettings "theme". UI thread.

#include <QFont>
#include <QObject>

class QApplication;
class QLabel;
class QWidget;

namespace ui::style {

class Theme : public QObject {
    Q_OBJECT
public:
    enum class Mode { system, light, dark };

    static Theme& instance();
    /// Sets Fusion, the remembered mode and the fonts. Once, before the first window.
    void start(QApplication& app);
    Mode mode() const { return mode_; }
    void setMode(Mode mode);

signals:
    /// Colours changed: repaint what caches them.
    void changed();

private:
    Theme() = default;
    void apply();
    bool systemIsDark() const;

    QApplication* app_ = nullptr;
    Mode mode_ = Mode::system;
    bool platformDark_ = false;
    bool applied_ = false;
    bool appliedDark_ = false;
};

/// Sizes of the type scale relative to the application's font (13 at 96 dpi).
enum class Text {
    caption,  ///< 11.5
    body,     ///< 13
    strong,   ///< 13, semibold
    title,    ///< 15, semibold
    headline, ///< 20, semibold: one number
    display,  ///< 24, semibold: a page's own title
    mono,     ///< 12.5, fixed pitch: records, offsets in text, code
};
QFont font(Text role);

/// Sets the property `name` the style sheet looks at ("kind", "card", "bar", "banner", "invalid") and
/// polishes again.
void mark(QWidget* widget, const char* name, const QVariant& value);
/// Kind of a button: "primary", "danger", "link", "quiet", "segment", "dashed"; empty: a plain one.
void setKind(QWidget* button, QLatin1StringView kind);
/// Tone of a label: properties the style sheet knows.
enum class Tone { normal, muted, faint, accent, ok, warning, bad };
void setTone(QWidget* widget, Tone tone);
/// Font and tone of a label in one call.
void dress(QLabel* label, Text role, Tone tone = Tone::normal);

} // namespace ui::style
