#include "ui/panes/record_detail.h"

#include "ui/models/record_text.h"
#include "ui/style/colors.h"
#include "ui/style/format.h"
#include "ui/style/theme.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/hex_view.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

#include <QStackedWidget>
#include <QTabWidget>
#include <QTableWidget>
#include <QTreeView>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

/// Above this, lines are broken for display: one line of many megabytes would stop the window while it is
/// laid out.
constexpr qsizetype longText = 1 << 20, longLine = 16 << 10;

QString displayText(base::Bytes bytes) {
    const QString text =
        QString::fromUtf8(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()));
    if (text.size() <= longText) return text;
    QString broken;
    broken.reserve(text.size() + text.size() / longLine);
    qsizetype run = 0;
    for (const QChar c : text) {
        run = c == u'\n' ? 0 : run + 1;
        broken += c;
        if (run < longLine || c.isHighSurrogate()) continue;
        broken += u'\n';
        run = 0;
    }
    return broken;
}

} // namespace

RecordDetail::RecordDetail(QWidget* parent) : QFrame(parent) {
    setProperty("card", u"true"_s);
    setAccessibleName(tr("The selected record"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 10, 12, 10);
    column->setSpacing(4);
    buildHead();
    buildTabs();
    clear();
}

void RecordDetail::buildHead() {
    place_ = new QLabel(this);
    style::dress(place_, style::Text::strong);
    place_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    origin_ = new QLabel(this);
    style::dress(origin_, style::Text::caption, style::Tone::muted);
    origin_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* row = new QHBoxLayout;
    row->addWidget(place_);
    row->addSpacing(8);
    row->addWidget(origin_, 1);
    const auto link = [&](const QString& text, const QString& tip, auto signal) {
        auto* button = new QPushButton(text, this);
        style::setKind(button, "link"_L1);
        button->setToolTip(tip);
        connect(button, &QPushButton::clicked, this, signal);
        row->addWidget(button);
        return button;
    };
    link(tr("Copy"), tr("The record as one line of JSON (Ctrl+C in the table)"), &RecordDetail::copyAsked);
    link(tr("Resend…"), tr("Put it into the Produce dock"), &RecordDetail::resendAsked);
    same_ = link(tr("Find all with this key"), {}, &RecordDetail::findKeyAsked);
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
}

void RecordDetail::buildTabs() {
    tabs_ = new QTabWidget(this);
    tabs_->setDocumentMode(true);
    tree_ = new QTreeView(this);
    tree_->setModel(&json_);
    tree_->setHeaderHidden(true);
    tree_->installEventFilter(this);
    tree_->setUniformRowHeights(true);
    tree_->setFrameShape(QFrame::NoFrame);
    tree_->setAccessibleName(tr("The record as a JSON tree"));
    tree_->header()->setStretchLastSection(true);
    noJson_ = new EmptyState(this);
    connect(noJson_, &EmptyState::triggered, this, [this] { refresh(true); });
    jsonStack_ = new QStackedWidget(this);
    jsonStack_->addWidget(tree_);
    jsonStack_->addWidget(noJson_);
    text_ = new QPlainTextEdit(this);
    text_->setReadOnly(true);
    // Looking for words to break at costs the square of a line's length; JSON is often one long line.
    text_->setWordWrapMode(QTextOption::WrapAnywhere);
    text_->setFont(style::font(style::Text::mono));
    text_->setFrameShape(QFrame::NoFrame);
    text_->setAccessibleName(tr("The record as text"));
    hex_ = new HexView(this);
    headers_ = new QTableWidget(0, 2, this);
    headers_->setHorizontalHeaderLabels({tr("Header"), tr("Value")});
    headers_->verticalHeader()->hide();
    headers_->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    headers_->setColumnWidth(0, fontMetrics().averageCharWidth() * 30);
    headers_->setShowGrid(false);
    headers_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    headers_->setSelectionBehavior(QAbstractItemView::SelectRows);
    headers_->setAccessibleName(tr("Headers"));
    headers_->horizontalHeader()->setStretchLastSection(true);
    tabs_->addTab(jsonStack_, tr("JSON"));
    tabs_->addTab(text_, tr("Text"));
    tabs_->addTab(hex_, tr("Hex"));
    tabs_->addTab(headers_, tr("Headers"));
    connect(tabs_, &QTabWidget::currentChanged, this, [this](int tab) {
        if (!picking_) wish_ = tab;
    });

    auto* corner = new QWidget(this);
    auto* row = new QHBoxLayout(corner);
    row->setContentsMargins(0, 0, 0, 2);
    loadAll_ = new QPushButton(corner);
    style::setKind(loadAll_, "link"_L1);
    connect(loadAll_, &QPushButton::clicked, this, [this] { refresh(true); });
    find_ = new QLineEdit(corner);
    find_->setPlaceholderText(tr("Find in this record"));
    find_->setAccessibleName(find_->placeholderText());
    find_->setClearButtonEnabled(true);
    find_->setMaximumWidth(200);
    find_->hide();
    connect(find_, &QLineEdit::returnPressed, this, &RecordDetail::findNext);
    find_->installEventFilter(this);
    which_ = new QComboBox(corner);
    which_->addItems({tr("Value"), tr("Key")});
    which_->setAccessibleName(tr("Part of the record to show"));
    connect(which_, &QComboBox::currentIndexChanged, this, [this] { refresh(false); });
    row->addWidget(loadAll_);
    row->addWidget(find_);
    row->addWidget(which_);
    tabs_->setCornerWidget(corner);
    static_cast<QVBoxLayout*>(layout())->addWidget(tabs_, 1);
}

QString RecordDetail::origin(const view::Record& record) {
    QStringList parts;
    if (record.timestamp_ms >= 0) parts << format::clockTime(record.timestamp_ms);
    parts << (record.log_append_time ? u"LogAppendTime"_s : u"CreateTime"_s);
    parts << (record.compression == view::Compression::none ? tr("not compressed")
                                                            : codecName(record.compression));
    parts << tr("batch of %1").arg(format::number(record.batch_count));
    if (record.producer_id >= 0)
        parts << tr("producer %1 epoch %2 sequence %3")
                     .arg(record.producer_id)
                     .arg(record.producer_epoch)
                     .arg(record.sequence);
    if (record.transactional) parts << tr("transactional");
    if (record.leader_epoch >= 0) parts << tr("leader epoch %1").arg(record.leader_epoch);
    return parts.join(u" · "_s);
}

void RecordDetail::setRecord(const view::Record& record) {
    record_ = record;
    setEnabled(true);
    place_->setText(u"%1 @ %2"_s.arg(record.partition).arg(format::number(record.offset)));
    place_->setToolTip(
        tr("partition %1, offset %2").arg(record.partition).arg(format::number(record.offset)));
    origin_->setText(origin(record));
    origin_->setToolTip(record.timestamp_ms >= 0
                            ? format::absoluteTime(record.timestamp_ms) + u'\n' + origin(record)
                            : origin(record));
    const bool textKey = record.key && isText(record.key->bytes());
    same_->setEnabled(textKey);
    same_->setToolTip(textKey       ? tr("Read the key's partition from its oldest record on")
                      : !record.key ? tr("This record has no key.")
                                    : tr("Only keys that are text can be looked for."));
    showHeaders();
    refresh(false);
}

void RecordDetail::clear() {
    record_.reset();
    json_.clear();
    hex_->setBytes({});
    text_->clear();
    headers_->setRowCount(0);
    place_->setText(tr("No record selected"));
    origin_->clear();
    loadAll_->hide();
    setEnabled(false);
}

const std::optional<base::Buffer>& RecordDetail::part() const {
    return which_->currentIndex() == 0 ? record_->value : record_->key;
}

void RecordDetail::refresh(bool whole) {
    if (!record_) return;
    const std::optional<base::Buffer>& it = part();
    const base::Bytes all = it ? it->bytes() : base::Bytes{};
    const bool cut = !whole && all.size() > firstLook;
    const base::Bytes shown = cut ? all.first(firstLook) : all;
    loadAll_->setVisible(cut);
    loadAll_->setText(tr("%1 of %2 shown: load all")
                          .arg(format::bytes(static_cast<qint64>(shown.size())),
                               format::bytes(static_cast<qint64>(all.size()))));
    hex_->setBytes(it.value_or(base::Buffer()));
    const bool readable = isText(all);
    if (!it)
        text_->setPlainText(which_->currentIndex() == 0 ? tr("null: a tombstone, compaction deletes this key")
                                                        : tr("null: no key"));
    else if (readable || (cut && isText(shown.first(shown.size() - 4))))
        text_->setPlainText(displayText(shown));
    else
        text_->setPlainText(hexText(shown, 4096));
    showJson(shown, cut);
    pickTab(!json_.isEmpty(), readable);
}

void RecordDetail::showJson(base::Bytes shown, bool cut) {
    json_.clear();
    if (!part()) {
        noJson_->set(u"info"_s, tr("null"),
                     which_->currentIndex() == 0 ? tr("A tombstone: compaction deletes this key.")
                                                 : tr("This record has no key."),
                     {});
    } else if (cut) {
        noJson_->set(u"info"_s, tr("Too long for a first look"),
                     tr("A JSON tree needs the whole text, %1.")
                         .arg(format::bytes(static_cast<qint64>(part()->size()))),
                     tr("Load all"));
    } else {
        auto parsed = JsonTree::parse(std::string(base::as_text(shown)));
        if (auto* tree = std::get_if<JsonTree>(&parsed)) {
            const std::uint32_t size = tree->size();
            json_.setTree(std::move(*tree), which_->currentIndex() == 0 ? tr("value") : tr("key"));
            tree_->expandToDepth(size <= 200 ? 2 : 0);
            const int unit = fontMetrics().averageCharWidth();
            tree_->setColumnWidth(JsonModel::nameColumn, 30 * unit);
            tree_->setColumnWidth(JsonModel::valueColumn, 44 * unit);
        } else {
            noJson_->set(u"document"_s, tr("This is not JSON"), std::get<JsonProblem>(parsed).sentence(), {});
        }
    }
    jsonStack_->setCurrentWidget(json_.isEmpty() ? static_cast<QWidget*>(noJson_) : tree_);
}

void RecordDetail::showHeaders() {
    headers_->setRowCount(static_cast<int>(record_->headers.size()));
    for (int row = 0; row < headers_->rowCount(); ++row) {
        const view::Header& header = record_->headers[static_cast<std::size_t>(row)];
        auto* name = new QTableWidgetItem(QString::fromStdString(header.key));
        auto* value = new QTableWidgetItem(header.value ? cellText(*header.value, 4096) : tr("null"));
        name->setFont(style::font(style::Text::mono));
        value->setFont(style::font(style::Text::mono));
        if (!header.value) value->setForeground(style::colors().warning.text);
        headers_->setItem(row, 0, name);
        headers_->setItem(row, 1, value);
    }
    const qsizetype count = static_cast<qsizetype>(record_->headers.size());
    tabs_->setTabText(headersTab, count > 0 ? tr("Headers %1").arg(count) : tr("Headers"));
}

void RecordDetail::pickTab(bool json, bool text) {
    // What a person chose last is shown where it can be; where not, the nearest form that says something.
    int tab = wish_;
    if (tab == jsonTab && !json && part()) tab = text ? textTab : hexTab;
    if (tab == textTab && !text && part()) tab = hexTab;
    picking_ = true;
    tabs_->setCurrentIndex(tab);
    picking_ = false;
}

bool RecordDetail::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::ShortcutOverride && event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    // Both keys mean something to the window or the page, too: here they are taken before those see them.
    auto* key = static_cast<QKeyEvent*>(event);
    const bool away = watched == find_ && key->key() == Qt::Key_Escape;
    const bool copy = watched == tree_ && key->matches(QKeySequence::Copy);
    if (!away && !copy) return QFrame::eventFilter(watched, event);
    event->accept();
    if (event->type() == QEvent::ShortcutOverride) return true;
    if (away) {
        find_->hide();
        tabs_->currentWidget()->setFocus();
    }
    if (copy) QGuiApplication::clipboard()->setText(json_.rawText(tree_->currentIndex()));
    return true;
}

void RecordDetail::find() {
    find_->show();
    find_->setFocus(Qt::ShortcutFocusReason);
    find_->selectAll();
}

void RecordDetail::findNext() {
    const QString wanted = find_->text();
    bool found = false;
    if (tabs_->currentIndex() == jsonTab) {
        const QModelIndex at = json_.find(wanted, tree_->currentIndex());
        found = at.isValid();
        if (found) tree_->setCurrentIndex(at);
    } else if (tabs_->currentIndex() == textTab) {
        found = text_->find(wanted);
        if (!found) {
            text_->moveCursor(QTextCursor::Start);
            found = text_->find(wanted);
        }
    } else if (tabs_->currentIndex() == hexTab) {
        const QByteArray bytes = wanted.toUtf8();
        found = hex_->find(
            base::as_bytes(std::string_view(bytes.data(), static_cast<std::size_t>(bytes.size()))));
    }
    style::mark(find_, "invalid", !found && !wanted.isEmpty());
    find_->setToolTip(found || wanted.isEmpty() ? QString() : tr("It does not occur in what is shown."));
}

} // namespace ui
