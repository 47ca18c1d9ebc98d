#include "ui/style/style_sheet.h"

#include <initializer_list>
#include <utility>

namespace ui::style {
namespace {

using namespace Qt::StringLiterals;

// Colours are written as $role; sizes are on the 4 px grid.
constexpr auto window_rules = R"(
QMainWindow, QDialog, QWidget[ground="window"] { background: $window; }
QDialog#commandPalette { background: $surface; border: 1px solid $textFaint; }
QToolBar { background: $surface; border: none; padding: 0; spacing: 0; margin: 0; }
QMainWindow::separator { background: $window; width: 8px; height: 8px; }
QMainWindow::separator:hover { background: $accentTint; }
QMenuBar { background: $menuBar; color: $text; padding: 2px 6px; }
QMenuBar::item { padding: 4px 10px; border-radius: 5px; background: transparent; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $accentTint; color: $accent; }
QMenu { background: $surface; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 5px 28px 5px 12px; border-radius: 5px; margin: 0 2px; }
QMenu::item:selected { background: $accentTint; color: $accent; }
QMenu::item:disabled { color: $textFaint; background: transparent; }
QMenu::separator { height: 1px; background: $lineSoft; margin: 4px 8px; }
QMenu::icon { padding-left: 8px; }
QStatusBar { background: $menuBar; border-top: 1px solid $line; color: $textMuted; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: $textMuted; padding: 0 8px; }
QToolTip { background: $surface; color: $text; border: 1px solid $line; padding: 5px 8px; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: $accentTint; }
QDockWidget { color: $text; font-weight: 600; titlebar-close-icon: url(:/icons/$mode/close.svg);
  titlebar-normal-icon: url(:/icons/$mode/float.svg); }
QDockWidget::title { background: $window; padding: 6px 4px; text-align: left; }
)";

constexpr auto frame_rules = R"(
QFrame[card="true"] { background: $surface; border: 1px solid $line; border-radius: 8px; }
QFrame[card="strip"] { background: $surface; border: 1px solid $line; border-radius: 8px; }
QFrame[card="code"] { background: $raised; border: none; border-radius: 6px; }
QFrame[rule="true"] { background: $lineSoft; border: none; max-height: 1px; min-height: 1px; }
QFrame[bar="top"] { background: $surface; border: none; border-bottom: 1px solid $line; }
QFrame[bar="bottom"] { background: $surface; border: none; border-top: 1px solid $line; }
QFrame[bar="left"] { background: $surface; border: none; border-right: 1px solid $line; }
QFrame[banner="bad"] { background: $badTint; border: 1px solid $bad; border-radius: 8px; }
QFrame[banner="warning"] { background: $warningTint; border: 1px solid $warning; border-radius: 8px; }
QFrame[banner="info"] { background: $infoTint; border: 1px solid $info; border-radius: 8px; }
QScrollArea, QScrollArea > QWidget > QWidget[ground="none"] { background: transparent; border: none; }
*[tone="muted"] { color: $textMuted; }
*[tone="faint"] { color: $textFaint; }
*[tone="accent"] { color: $accent; }
*[tone="ok"] { color: $okText; }
*[tone="warning"] { color: $warningText; }
*[tone="bad"] { color: $badText; }
)";

constexpr auto button_rules = R"(
QPushButton, QToolButton[kind="button"] { background: $surface; color: $text; border: 1px solid $line; border-radius: 6px;
  padding: 4px 14px; min-height: 18px; font-weight: 500; }
QPushButton:hover, QToolButton[kind="button"]:hover { background: $raised; }
QPushButton:pressed, QToolButton[kind="button"]:pressed { background: $accentTint; }
QPushButton:focus, QToolButton[kind="button"]:focus { border-color: $accentLine; outline: none; }
QPushButton:disabled, QToolButton[kind="button"]:disabled { color: $textFaint; background: $window; }
QPushButton[kind="primary"] { background: $primary; color: $onPrimary; border-color: $primary; font-weight: 600; }
QPushButton[kind="primary"]:hover { background: $primaryHover; border-color: $primaryHover; }
QPushButton[kind="primary"]:focus { border: 2px solid $accentTint; padding: 3px 13px; }
QPushButton[kind="primary"]:disabled { background: $track; border-color: $track; color: $textFaint; }
QPushButton[kind="danger"] { color: $badText; border-color: $bad; }
QPushButton[kind="danger"]:hover { background: $badTint; }
QPushButton[kind="link"] { background: transparent; border: 1px solid transparent; color: $accent; padding: 2px 4px; }
QPushButton[kind="link"]:hover { text-decoration: underline; background: transparent; }
QPushButton[kind="link"]:focus { border-color: $accentLine; }
QPushButton[kind="quiet"], QToolButton { background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 4px; }
QPushButton[kind="quiet"]:hover, QToolButton:hover { background: $raised; }
QToolButton:focus { border-color: $accentLine; }
QPushButton[kind="segment"]:checked { background: $accentTint; color: $accent; border: 1px solid $accentLine; font-weight: 600; }
QPushButton[kind="dashed"] { background: transparent; border: 1px dashed $textFaint; border-radius: 8px; color: $accent; }
QPushButton[kind="dashed"]:hover { background: $surface; border-color: $accentLine; }
QPushButton[kind="dashed"]:focus { border-color: $accentLine; }
)";

constexpr auto field_rules = R"(
QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox, QDateTimeEdit, QPlainTextEdit, QTextEdit { background: $surface; color: $text;
  border: 1px solid $line; border-radius: 6px; padding: 4px 8px; selection-background-color: $primary; selection-color: $onPrimary; }
QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox, QDateTimeEdit { min-height: 18px; }
QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus, QDateTimeEdit:focus, QPlainTextEdit:focus, QTextEdit:focus {
  border-color: $accentLine; }
QLineEdit[invalid="true"], QSpinBox[invalid="true"], QPlainTextEdit[invalid="true"] { border-color: $bad; }
QLineEdit:disabled, QSpinBox:disabled, QComboBox:disabled, QPlainTextEdit:disabled { color: $textFaint; background: $window; }
QLineEdit[readOnly="true"], QPlainTextEdit[readOnly="true"] { background: $raised; border-color: transparent; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox::down-arrow { image: url(:/icons/$mode/chevron-down.svg); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $line; padding: 4px; outline: none;
  selection-background-color: $accentTint; selection-color: $text; }
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button, QDoubleSpinBox::down-button, QDateTimeEdit::up-button,
QDateTimeEdit::down-button { border: none; width: 18px; background: transparent; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow, QDateTimeEdit::up-arrow { image: url(:/icons/$mode/chevron-up.svg); width: 10px; height: 10px; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow, QDateTimeEdit::down-arrow { image: url(:/icons/$mode/chevron-down.svg); width: 10px; height: 10px; }
QCheckBox, QRadioButton { spacing: 6px; }
QCheckBox:focus, QRadioButton:focus { color: $accent; }
QCheckBox::indicator, QAbstractItemView::indicator { width: 14px; height: 14px; border: 1px solid $textFaint; border-radius: 4px; background: $surface; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked { background: $primary; border-color: $primary; image: url(:/icons/$mode/check.svg); }
QCheckBox::indicator:disabled { border-color: $line; background: $window; }
QProgressBar { background: $track; border: none; border-radius: 3px; max-height: 6px; text-align: center; }
QProgressBar::chunk { background: $primary; border-radius: 3px; }
)";

constexpr auto view_rules = R"(
QAbstractItemView { background: $surface; alternate-background-color: $surface; border: none; outline: none;
  selection-background-color: $accentTint; selection-color: $text; }
QTableView, QTreeView, QListView { gridline-color: $lineSoft; }
QTableView::item, QTreeView::item { padding: 3px 6px; border: none; }
QTableView::item:hover, QTreeView::item:hover, QListView::item:hover { background: $raised; }
QTableView::item:selected, QTreeView::item:selected, QListView::item:selected { background: $accentTint; color: $text; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section { background: $surface; color: $textMuted; border: none; border-bottom: 1px solid $line; padding: 6px 8px;
  font-weight: 600; }
QHeaderView::section:hover { color: $text; }
QTabWidget::pane { border: none; border-top: 1px solid $line; top: -1px; background: transparent; }
QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: $textMuted; border: none; border-bottom: 2px solid transparent; padding: 6px 2px;
  margin-right: 22px; font-weight: 500; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $accent; border-bottom: 2px solid $accentLine; font-weight: 600; }
QTabBar::tab:focus { color: $accent; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $line; border-radius: 4px; margin: 2px; }
QScrollBar::handle:hover { background: $textFaint; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: transparent; border: none;
  width: 0; height: 0; }
QAbstractScrollArea::corner { background: transparent; }
)";

} // namespace

QString styleSheet(const Colors& c) {
    QString sheet;
    for (const char* rules : {window_rules, frame_rules, button_rules, field_rules, view_rules})
        sheet += QString::fromUtf8(rules);
    // Longer names first: "$line" is the beginning of "$lineSoft".
    const std::initializer_list<std::pair<QLatin1StringView, QColor>> roles = {
        {"$warningText"_L1, c.warning.text},
        {"$warningTint"_L1, c.warning.tint},
        {"$warning"_L1, c.warning.shape},
        {"$primaryHover"_L1, c.primaryHover},
        {"$primary"_L1, c.primary},
        {"$onPrimary"_L1, c.onPrimary},
        {"$accentTint"_L1, c.accentTint},
        {"$accentLine"_L1, c.accentLine},
        {"$accent"_L1, c.accent},
        {"$textMuted"_L1, c.textMuted},
        {"$textFaint"_L1, c.textFaint},
        {"$text"_L1, c.text},
        {"$lineSoft"_L1, c.lineSoft},
        {"$line"_L1, c.line},
        {"$okText"_L1, c.ok.text},
        {"$badText"_L1, c.bad.text},
        {"$badTint"_L1, c.bad.tint},
        {"$bad"_L1, c.bad.shape},
        {"$infoTint"_L1, c.info.tint},
        {"$info"_L1, c.info.shape},
        {"$window"_L1, c.window},
        {"$menuBar"_L1, c.menuBar},
        {"$surface"_L1, c.surface},
        {"$raised"_L1, c.raised},
        {"$track"_L1, c.track}};
    for (const auto& [name, color] : roles) sheet.replace(name, color.name());
    return sheet.replace("$mode"_L1, c.dark ? "dark"_L1 : "light"_L1);
}

} // namespace ui::style
