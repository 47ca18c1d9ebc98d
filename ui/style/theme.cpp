#include "ui/style/theme.h"

#include "ui/style/colors.h"
#include "ui/style/style_sheet.h"

#include <QApplication>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QLabel>
#include <QPalette>
#include <QSettings>
#include <QStyle>
#include <QStyleFactory>
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
#include <QStyleHints>
#endif

// The macro declares a function of the global namespace. A static library's resources are linked only when
// asked for.
static void useResources() {
    Q_INIT_RESOURCE(riparium);
}

namespace ui::style {
namespace {

using namespace Qt::StringLiterals;

constexpr qreal body_px = 13.0;

QPalette paletteOf(const Colors& c) {
    QPalette p;
    p.setColor(QPalette::Window, c.window);
    p.setColor(QPalette::WindowText, c.text);
    p.setColor(QPalette::Base, c.surface);
    p.setColor(QPalette::AlternateBase, c.raised);
    p.setColor(QPalette::Text, c.text);
    p.setColor(QPalette::PlaceholderText, c.textFaint);
    p.setColor(QPalette::Button, c.surface);
    p.setColor(QPalette::ButtonText, c.text);
    p.setColor(QPalette::ToolTipBase, c.surface);
    p.setColor(QPalette::ToolTipText, c.text);
    p.setColor(QPalette::Highlight, c.accentTint);
    p.setColor(QPalette::HighlightedText, c.dark ? c.text : c.text);
    p.setColor(QPalette::Link, c.accent);
    p.setColor(QPalette::LinkVisited, c.accent);
    p.setColor(QPalette::BrightText, c.onPrimary);
    p.setColor(QPalette::Light, c.raised);
    p.setColor(QPalette::Midlight, c.lineSoft);
    p.setColor(QPalette::Mid, c.line);
    p.setColor(QPalette::Dark, c.line);
    p.setColor(QPalette::Shadow, c.line);
    for (const auto role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        p.setColor(QPalette::Disabled, role, c.textFaint);
    return p;
}

QFont baseFont() {
    // Inter is not required: another sans of the system carries the same layout.
    QFont base = QGuiApplication::font();
    const QString inter = u"Inter"_s;
    if (QFontDatabase::hasFamily(inter)) base.setFamily(inter);
    // A person's larger system font is respected; the usual 9 or 10 pt becomes the design's 13 px.
    if (base.pointSizeF() < 10.5) base.setPointSizeF(body_px * 72.0 / 96.0);
    base.setHintingPreference(QFont::PreferNoHinting);
    return base;
}

Theme::Mode modeOf(const QString& word) {
    if (word == "light"_L1) return Theme::Mode::light;
    if (word == "dark"_L1) return Theme::Mode::dark;
    return Theme::Mode::system;
}

QString wordOf(Theme::Mode mode) {
    if (mode == Theme::Mode::light) return u"light"_s;
    if (mode == Theme::Mode::dark) return u"dark"_s;
    return u"system"_s;
}

} // namespace

Theme& Theme::instance() {
    static Theme theme;
    return theme;
}

void Theme::start(QApplication& app) {
    app_ = &app;
    useResources();
    const QPalette platform = QGuiApplication::palette();
    platformDark_ =
        platform.color(QPalette::Window).lightness() < platform.color(QPalette::WindowText).lightness();
    mode_ = modeOf(QSettings().value("theme"_L1).toString());
    QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    QApplication::setFont(baseFont());
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(app.styleHints(), &QStyleHints::colorSchemeChanged, this, &Theme::apply);
#endif
    apply();
}

void Theme::setMode(Mode mode) {
    mode_ = mode;
    QSettings().setValue("theme"_L1, wordOf(mode));
    apply();
}

bool Theme::systemIsDark() const {
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    const auto scheme = QGuiApplication::styleHints()->colorScheme();
    if (scheme != Qt::ColorScheme::Unknown) return scheme == Qt::ColorScheme::Dark;
#endif
    return platformDark_;
}

void Theme::apply() {
    const bool dark = mode_ == Mode::dark || (mode_ == Mode::system && systemIsDark());
    if (applied_ && dark == appliedDark_) return;
    applied_ = true;
    appliedDark_ = dark;
    setColors(dark ? darkColors() : lightColors());
    QApplication::setPalette(paletteOf(colors()));
    app_->setStyleSheet(styleSheet(colors()));
    emit changed();
}

QFont font(Text role) {
    QFont f = QGuiApplication::font();
    const qreal base = f.pointSizeF();
    switch (role) {
    case Text::caption:
        f.setPointSizeF(base * 11.5 / body_px);
        break;
    case Text::body:
        break;
    case Text::strong:
        f.setWeight(QFont::DemiBold);
        break;
    case Text::title:
        f.setPointSizeF(base * 15 / body_px);
        f.setWeight(QFont::DemiBold);
        break;
    case Text::headline:
        f.setPointSizeF(base * 20 / body_px);
        f.setWeight(QFont::DemiBold);
        break;
    case Text::display:
        f.setPointSizeF(base * 24 / body_px);
        f.setWeight(QFont::DemiBold);
        break;
    case Text::mono:
        f = QFontDatabase::systemFont(QFontDatabase::FixedFont);
        f.setPointSizeF(base * 12.5 / body_px);
        break;
    }
    return f;
}

void mark(QWidget* widget, const char* name, const QVariant& value) {
    if (widget->property(name) == value) return;
    widget->setProperty(name, value);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

void setKind(QWidget* button, QLatin1StringView kind) {
    mark(button, "kind", QString(kind));
}

void setTone(QWidget* widget, Tone tone) {
    static constexpr std::array words{"normal", "muted", "faint", "accent", "ok", "warning", "bad"};
    mark(widget, "tone", QString::fromLatin1(words[static_cast<std::size_t>(tone)]));
}

void dress(QLabel* label, Text role, Tone tone) {
    label->setFont(font(role));
    setTone(label, tone);
}

} // namespace ui::style
