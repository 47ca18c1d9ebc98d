#include "ui/panes/log_dock.h"

#include "ui/style/format.h"
#include "ui/style/theme.h"
#include "ui/widgets/data_table.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTimer>

namespace ui {

using namespace Qt::StringLiterals;

LogDock::LogDock(LogSource& source, QWidget* parent) : Page(parent), model_(source) {
    filter_.setSourceModel(&model_);
    auto* frame = new QFrame(this);
    frame->setProperty("card", u"true"_s);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(frame);
    auto* column = new QVBoxLayout(frame);
    column->setContentsMargins(8, 8, 8, 4);
    column->setSpacing(6);
    buildBar();
    buildTable();
    auto* bar = new QHBoxLayout;
    bar->addWidget(level_);
    bar->addWidget(text_, 1);
    bar->addWidget(note_);
    bar->addStretch();
    bar->addWidget(pause_);
    const auto button = [&](const QString& text, const QString& tip, auto act) {
        auto* made = new QPushButton(text, this);
        made->setToolTip(tip);
        connect(made, &QPushButton::clicked, this, act);
        bar->addWidget(made);
    };
    button(tr("Copy"), tr("Copy the lines shown"), [this] { copy(true); });
    button(tr("Clear"), tr("Forget the lines up to now"), [this] { model_.clear(); });
    column->addLayout(bar);
    column->addWidget(table_, 1);
    setFocusProxy(table_);
    refresh();
}

void LogDock::buildBar() {
    level_ = new QComboBox(this);
    level_->setAccessibleName(tr("Lines from this level on"));
    using base::log::Level;
    for (const auto& [level, word] :
         {std::pair(Level::trace, tr("Everything")), std::pair(Level::debug, tr("From debug on")),
          std::pair(Level::info, tr("From info on")), std::pair(Level::warn, tr("Warnings and errors")),
          std::pair(Level::error, tr("Errors"))})
        level_->addItem(word, static_cast<int>(level));
    level_->setCurrentIndex(2);
    connect(level_, &QComboBox::currentIndexChanged, this,
            [this] { filter_.setLevel(static_cast<Level>(level_->currentData().toInt())); });
    text_ = new QLineEdit(this);
    text_->setPlaceholderText(tr("Filter lines"));
    text_->setAccessibleName(tr("Filter lines"));
    text_->setClearButtonEnabled(true);
    text_->setMaximumWidth(340);
    connect(text_, &QLineEdit::textChanged, &filter_, &LogFilter::setText);
    note_ = new QLabel(this);
    style::dress(note_, style::Text::caption, style::Tone::warning);
    pause_ = new QPushButton(tr("Pause"), this);
    pause_->setCheckable(true);
    pause_->setToolTip(tr("Hold new lines back; none is lost but the oldest of ten thousand"));
    connect(pause_, &QPushButton::toggled, this, [this](bool paused) {
        model_.setPaused(paused);
        refresh();
    });
    connect(&model_, &LogModel::heldBackChanged, this, &LogDock::refresh);
}

void LogDock::buildTable() {
    table_ = new DataTable(u"log"_s, this);
    table_->setAccessibleName(tr("Log lines"));
    table_->setSelectionMode(QAbstractItemView::ExtendedSelection);
    table_->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    table_->present(&filter_, {118, 70, 110, -1}, false);
    table_->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table_->setMinimumHeight(5 * table_->verticalHeader()->defaultSectionSize());
    QTimer::singleShot(0, table_, &QTableView::scrollToBottom);
    connect(table_, &DataTable::copyAsked, this, [this] { copy(false); });
    connect(table_->verticalScrollBar(), &QScrollBar::valueChanged, this,
            [this](int value) { following_ = value == table_->verticalScrollBar()->maximum(); });
    // The end is followed while it is in sight; the table learns its new range only after the event.
    connect(&filter_, &QAbstractItemModel::rowsInserted, this, [this] {
        if (following_) QTimer::singleShot(0, table_, &QTableView::scrollToBottom);
    });
}

void LogDock::refresh() {
    note_->setText(model_.heldBack() > 0 ? tr("%1 new lines wait").arg(format::number(model_.heldBack()))
                                         : QString());
    pause_->setText(pause_->isChecked() ? tr("Resume") : tr("Pause"));
}

void LogDock::copy(bool all) {
    QStringList lines;
    QList<int> rows;
    if (all)
        for (int row = 0; row < filter_.rowCount(); ++row) rows << row;
    else
        for (const QModelIndex& index : table_->selectionModel()->selectedRows()) rows << index.row();
    std::sort(rows.begin(), rows.end());
    for (const int row : rows) lines << model_.plainLine(filter_.mapToSource(filter_.index(row, 0)).row());
    if (!lines.isEmpty()) QGuiApplication::clipboard()->setText(lines.join(u'\n') + u'\n');
}

bool LogDock::find() {
    text_->setFocus(Qt::ShortcutFocusReason);
    return true;
}

} // namespace ui
