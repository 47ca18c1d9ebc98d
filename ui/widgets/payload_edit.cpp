#include "ui/widgets/payload_edit.h"

#include "ui/models/json_tree.h"
#include "ui/models/record_text.h"
#include "ui/style/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <utility>

namespace ui {
namespace {
/// Longer texts are not parsed at each key.
constexpr qsizetype judgedSize = 1 << 20;
} // namespace

PayloadEdit::PayloadEdit(const QString& title, int lines, QWidget* parent)
    : QWidget(parent), oneLine_(lines == 1) {
    auto* caption = new QLabel(title, this);
    style::dress(caption, style::Text::caption, style::Tone::muted);
    verdict_ = new QLabel(this);
    style::dress(verdict_, style::Text::caption, style::Tone::muted);
    form_ = new QComboBox(this);
    form_->addItems({tr("Text"), tr("Hex"), tr("Null")});
    form_->setAccessibleName(tr("Form of %1").arg(title));
    form_->setToolTip(tr("Null is no value at all: a key without one goes to any partition, a value without "
                         "one is a tombstone"));
    field_ = new QPlainTextEdit(this);
    field_->setFont(style::font(style::Text::mono));
    field_->setAccessibleName(title);
    field_->setTabChangesFocus(true);
    field_->setWordWrapMode(QTextOption::WrapAnywhere); // long lines stay quick to edit
    field_->setLineWrapMode(oneLine_ ? QPlainTextEdit::NoWrap : QPlainTextEdit::WidgetWidth);
    caption->setBuddy(field_);
    const int lineHeight = QFontMetrics(field_->font()).lineSpacing();
    if (oneLine_) {
        field_->setFixedHeight(lineHeight + 20);
        field_->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        field_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        field_->installEventFilter(this);
    } else {
        field_->setMinimumHeight(lines * lineHeight + 20);
        // As high as there is room, without asking for more.
        field_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
    }
    auto* head = new QHBoxLayout;
    head->setContentsMargins(0, 0, 0, 0);
    head->addWidget(caption);
    head->addStretch();
    head->addWidget(verdict_);
    head->addWidget(form_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(3);
    column->addLayout(head);
    column->addWidget(field_, 1);
    connect(field_, &QPlainTextEdit::textChanged, this, [this] {
        // Typing where null stands is the shortest way to say "not null".
        if (form() == Form::null && !field_->document()->isEmpty()) {
            kept_.clear();
            setForm(Form::text);
        }
        refresh();
    });
    connect(form_, &QComboBox::currentIndexChanged, this, &PayloadEdit::formChosen);
    refresh();
}

PayloadEdit::Form PayloadEdit::form() const {
    return static_cast<Form>(form_->currentIndex());
}

void PayloadEdit::setForm(Form form) {
    form_->setCurrentIndex(static_cast<int>(form));
}

PayloadEdit::Payload PayloadEdit::payload() const {
    switch (form()) {
    case Form::null:
        return std::nullopt;
    case Form::hex:
        return parseHex(field_->toPlainText()).value_or(std::vector<base::Byte>());
    case Form::text:
        break;
    }
    const QByteArray bytes = field_->toPlainText().toUtf8();
    return std::vector<base::Byte>(bytes.begin(), bytes.end());
}

void PayloadEdit::setPayload(const Payload& payload) {
    kept_.clear();
    if (!payload) {
        field_->clear();
        return setForm(Form::null);
    }
    const bool text = isText(*payload) && std::find(payload->begin(), payload->end(), '\r') == payload->end();
    const QByteArray bytes(reinterpret_cast<const char*>(payload->data()),
                           static_cast<qsizetype>(payload->size()));
    setForm(text ? Form::text : Form::hex);
    field_->setPlainText(text ? QString::fromUtf8(bytes) : QString::fromLatin1(bytes.toHex(' ')));
}

bool PayloadEdit::isValid() const {
    return form() != Form::hex || parseHex(field_->toPlainText()).has_value();
}

void PayloadEdit::formChosen() {
    if (form() == Form::null) {
        kept_ = field_->toPlainText();
        field_->clear();
    } else if (field_->document()->isEmpty() && !kept_.isEmpty()) {
        field_->setPlainText(std::exchange(kept_, QString()));
    }
    refresh();
}

void PayloadEdit::refresh() {
    field_->setPlaceholderText(form() == Form::null  ? tr("null: type to write something")
                               : form() == Form::hex ? tr("such as 00 ff 7b")
                                                     : tr("empty: zero bytes, not null"));
    style::mark(field_, "invalid", !isValid());
    QString verdict;
    auto tone = style::Tone::muted;
    const QString text = field_->toPlainText();
    if (form() == Form::hex) {
        const auto bytes = parseHex(text);
        verdict = bytes ? tr("%1 bytes").arg(bytes->size()) : tr("not hex yet");
        tone = bytes ? style::Tone::muted : style::Tone::bad;
    } else if (form() == Form::text && !oneLine_ && text.size() < judgedSize) {
        // Only what looks like JSON is told to be none: plain words are fine, too.
        const QString start = text.trimmed().left(1);
        const bool meant = start == QLatin1String("{") || start == QLatin1String("[");
        const auto parsed = JsonTree::parse(text.toStdString());
        const bool json = meant && std::holds_alternative<JsonTree>(parsed);
        if (meant) verdict = json ? tr("JSON ✓") : tr("not JSON yet");
        if (meant && !json) verdict_->setToolTip(std::get<JsonProblem>(parsed).sentence());
        tone = json ? style::Tone::ok : style::Tone::muted;
    }
    verdict_->setText(verdict);
    style::setTone(verdict_, tone);
    emit changed();
}

bool PayloadEdit::eventFilter(QObject* watched, QEvent* event) {
    if (watched == field_ && event->type() == QEvent::KeyPress) {
        auto* key = static_cast<QKeyEvent*>(event);
        // A key of one line: Enter goes on to the next field, Ctrl+Enter is the dock's.
        if ((key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) &&
            !(key->modifiers() & Qt::ControlModifier)) {
            focusNextChild();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace ui
