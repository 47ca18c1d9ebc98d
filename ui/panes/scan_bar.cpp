#include "ui/panes/scan_bar.h"

#include "ui/panes/reasons.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QComboBox>
#include <QDateTimeEdit>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSpinBox>
#include <QStackedWidget>
#include <QToolButton>
#include <QWidgetAction>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

/// With a filter, this many of each partition's newest records are looked through before giving up.
constexpr std::int64_t newestDepth = 1'000'000;
/// More partitions than this are typed, not ticked.
constexpr int tickLimit = 32;

} // namespace

ScanBar::ScanBar(QWidget* parent) : QWidget(parent) {
    rows_ = new QVBoxLayout(this);
    rows_->setContentsMargins(0, 0, 0, 0);
    rows_->setSpacing(8);
    first_ = new QHBoxLayout;
    first_->setSpacing(8);
    rows_->addLayout(first_);
    buildStart();
    buildPartitions();
    filter_ = new QLineEdit(this);
    filter_->setPlaceholderText(tr("key, value or header contains…"));
    filter_->setAccessibleName(tr("Text to look for in key, value and headers"));
    filter_->setClearButtonEnabled(true);
    filter_->setToolTip(tr("Searched by the engine in every record read; Enter reads (Ctrl+F)"));
    connect(filter_, &QLineEdit::returnPressed, this, &ScanBar::readAsked);
    filter_->setMinimumWidth(fontMetrics().averageCharWidth() * 16);
    first_->addWidget(filter_, 1);
    buildButtons();
    refresh();
    setMinimumWidth(1);
}

void ScanBar::buildStart() {
    start_ = new QComboBox(this);
    start_->addItems({tr("Newest"), tr("Oldest"), tr("From offset"), tr("From time")});
    start_->setAccessibleName(tr("Where to start reading"));
    count_ = new QSpinBox(this);
    count_->setRange(1, 100'000);
    count_->setValue(500);
    count_->setSingleStep(500);
    count_->setGroupSeparatorShown(true);
    count_->setAccessibleName(tr("How many records"));
    offset_ = new QLineEdit(this);
    offset_->setPlaceholderText(tr("offset"));
    offset_->setAccessibleName(tr("Offset to start from"));
    connect(offset_, &QLineEdit::textChanged, this, &ScanBar::refresh);
    connect(offset_, &QLineEdit::returnPressed, this, &ScanBar::readAsked);
    time_ = new QDateTimeEdit(QDateTime::currentDateTime().addSecs(-3600), this);
    time_->setDisplayFormat(u"yyyy-MM-dd HH:mm:ss"_s);
    time_->setAccessibleName(tr("Time to start from"));
    parameter_ = new QStackedWidget(this);
    for (QWidget* page :
         {static_cast<QWidget*>(count_), static_cast<QWidget*>(offset_), static_cast<QWidget*>(time_)})
        parameter_->addWidget(page);
    parameter_->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    connect(start_, &QComboBox::currentIndexChanged, this, [this](int start) {
        parameter_->setCurrentIndex(start <= oldest ? 0 : start - oldest);
        const int width =
            start == fromTime ? time_->sizeHint().width() : fontMetrics().averageCharWidth() * 13;
        parameter_->setFixedWidth(width);
        refresh();
    });
    parameter_->setFixedWidth(fontMetrics().averageCharWidth() * 13);
    first_->addWidget(start_);
    first_->addWidget(parameter_);
}

void ScanBar::buildPartitions() {
    partitionsButton_ = new QToolButton(this);
    partitionsButton_->setProperty("kind", u"button"_s);
    partitionsButton_->setPopupMode(QToolButton::InstantPopup);
    partitionsButton_->setAccessibleName(tr("Partitions to read"));
    partitionsMenu_ = new QMenu(partitionsButton_);
    partitionsButton_->setMenu(partitionsMenu_);
    connect(partitionsMenu_, &QMenu::aboutToShow, this, &ScanBar::fillMenu);
    first_->addWidget(partitionsButton_);
}

void ScanBar::buildButtons() {
    read_ = new QPushButton(this);
    read_->setAccessibleName(tr("Read records"));
    live_ = new QPushButton(this);
    stop_ = new QPushButton(tr("Stop"), this);
    connect(read_, &QPushButton::clicked, this, &ScanBar::readAsked);
    connect(stop_, &QPushButton::clicked, this, &ScanBar::stopAsked);
    connect(live_, &QPushButton::clicked, this, [this] {
        if (state_ == State::live || state_ == State::paused)
            emit pauseAsked(state_ == State::live);
        else
            emit liveAsked();
    });
    connect(&style::Theme::instance(), &style::Theme::changed, this, &ScanBar::refresh);
    for (QPushButton* button : {read_, live_, stop_}) first_->addWidget(button);
}

void ScanBar::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
}

void ScanBar::arrange() {
    int taken = 0;
    for (int i = 0; i < first_->count(); ++i)
        if (QWidget* widget = first_->itemAt(i)->widget(); widget && widget != filter_)
            taken += widget->sizeHint().width() + first_->spacing();
    const bool below = taken + filter_->minimumWidth() > width();
    const bool isBelow = first_->indexOf(filter_) < 0;
    if (below == isBelow) return;
    if (below) {
        first_->removeWidget(filter_);
        rows_->addWidget(filter_);
    } else {
        rows_->removeWidget(filter_);
        first_->insertWidget(first_->indexOf(partitionsButton_) + 1, filter_, 1);
    }
}

void ScanBar::fillMenu() {
    partitionsMenu_->clear();
    partitionsMenu_->addAction(tr("All partitions"), this, [this] { choosePartitions({}); });
    partitionsMenu_->addSeparator();
    auto* typed = new QLineEdit(partitionsText(chosen_), partitionsMenu_);
    typed->setPlaceholderText(tr("such as 0, 3-5"));
    typed->setAccessibleName(tr("Partitions as a list"));
    connect(typed, &QLineEdit::textChanged, this, [this, typed](const QString& text) {
        const auto parsed = parsePartitions(text, partitionCount_);
        style::mark(typed, "invalid", !parsed);
        if (parsed) choosePartitions(*parsed);
    });
    connect(typed, &QLineEdit::returnPressed, partitionsMenu_, &QMenu::close);
    auto* holder = new QWidgetAction(partitionsMenu_);
    holder->setDefaultWidget(typed);
    partitionsMenu_->addAction(holder);
    for (int p = 0; p < partitionCount_ && partitionCount_ <= tickLimit; ++p) {
        QAction* action = partitionsMenu_->addAction(tr("Partition %1").arg(p));
        action->setCheckable(true);
        action->setChecked(chosen_.contains(p));
        connect(action, &QAction::toggled, this, [this, p](bool on) {
            auto chosen = chosen_;
            if (on)
                chosen.insert(p);
            else
                chosen.erase(p);
            choosePartitions(chosen);
        });
    }
}

void ScanBar::choosePartitions(const std::set<std::int32_t>& partitions) {
    chosen_ = partitions;
    if (static_cast<int>(chosen_.size()) == partitionCount_) chosen_.clear();
    refresh();
}

void ScanBar::setPartitions(int count) {
    partitionCount_ = count;
    std::erase_if(chosen_, [&](std::int32_t p) { return p >= count; });
    refresh();
}

std::optional<std::set<std::int32_t>> ScanBar::parsePartitions(const QString& text, int count) {
    std::set<std::int32_t> partitions;
    for (const QString& part : text.split(u',', Qt::SkipEmptyParts)) {
        if (part.trimmed().isEmpty()) continue;
        bool fromOk = false, toOk = false;
        const int from = part.section(u'-', 0, 0).trimmed().toInt(&fromOk);
        const int to = part.contains(u'-') ? part.section(u'-', 1).trimmed().toInt(&toOk) : from;
        if (!fromOk || (part.contains(u'-') && !toOk) || from < 0 || to < from || to >= count)
            return std::nullopt;
        for (int p = from; p <= to; ++p) partitions.insert(p);
    }
    return partitions;
}

QString ScanBar::partitionsText(const std::set<std::int32_t>& partitions) {
    QStringList parts;
    for (auto at = partitions.begin(); at != partitions.end();) {
        const std::int32_t first = *at;
        std::int32_t last = first;
        while (++at != partitions.end() && *at == last + 1) last = *at;
        parts << (first == last ? QString::number(first) : u"%1-%2"_s.arg(first).arg(last));
    }
    return parts.join(u", "_s);
}

QString ScanBar::filterText() const {
    return filter_->text();
}

view::ScanRecords ScanBar::command() const {
    view::ScanRecords scan = liveCommand();
    scan.limit = count_->value();
    switch (start_->currentIndex()) {
    case newest:
        scan.start = view::FromNewest{scan.contains.empty() ? scan.limit : std::max(scan.limit, newestDepth)};
        break;
    case oldest:
        scan.start = view::FromOldest{};
        break;
    case fromOffset:
        scan.start = view::FromOffset{offset_->text().remove(u' ').toLongLong()};
        break;
    case fromTime:
        scan.start = view::FromTime{time_->dateTime().toMSecsSinceEpoch()};
        break;
    }
    return scan;
}

view::ScanRecords ScanBar::liveCommand() const {
    view::ScanRecords scan;
    scan.partitions.assign(chosen_.begin(), chosen_.end());
    scan.contains = filter_->text().toStdString();
    scan.start = view::LiveTail{};
    return scan;
}

void ScanBar::search(const QString& text, const std::set<std::int32_t>& partitions) {
    filter_->setText(text);
    start_->setCurrentIndex(oldest);
    choosePartitions(partitions);
}

void ScanBar::focusFilter() {
    filter_->setFocus(Qt::ShortcutFocusReason);
    filter_->selectAll();
}

void ScanBar::focusOffset() {
    start_->setCurrentIndex(fromOffset);
    offset_->setFocus(Qt::ShortcutFocusReason);
    offset_->selectAll();
}

void ScanBar::setState(State state) {
    state_ = state;
    refresh();
}

void ScanBar::setReason(const QString& reason) {
    reason_ = reason;
    refresh();
}

QString ScanBar::problem() const {
    if (!reason_.isEmpty() || start_->currentIndex() != fromOffset) return reason_;
    bool number = false;
    const qint64 offset = offset_->text().remove(u' ').toLongLong(&number);
    return number && offset >= 0 ? QString() : tr("Type the offset to start from.");
}

void ScanBar::refresh() {
    if (!stop_) return;
    const bool tailing = state_ == State::live || state_ == State::paused;
    partitionsButton_->setText(
        chosen_.empty() ? tr("All partitions")
                        : tr("Partitions %1")
                              .arg(fontMetrics().elidedText(partitionsText(chosen_), Qt::ElideRight, 120)));
    live_->setText(state_ == State::live ? tr("Pause") : state_ == State::paused ? tr("Resume") : tr("Live"));
    live_->setIcon(style::icon(state_ == State::live ? u"pause"_s : u"play"_s));
    stop_->setIcon(style::icon(u"stop"_s));
    read_->setIcon(style::icon(u"refresh"_s));
    enableUnless(read_, problem(), tr("Read records as chosen (F5)"));
    enableUnless(live_, reason_,
                 tailing ? tr("Hold the records back, or let them come again (Ctrl+P)")
                         : tr("Show records as they arrive (Ctrl+P)"));
    enableUnless(stop_, state_ == State::idle ? tr("Nothing is being read.") : QString(),
                 tr("Stop reading and keep what is here (Esc)"));
}

} // namespace ui
