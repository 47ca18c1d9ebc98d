#include "ui/panes/produce_dock.h"

#include "base/hash.h"
#include "ui/models/record_text.h"
#include "ui/models/sentences.h"
#include "ui/panes/produce_draft.h"
#include "ui/panes/reasons.h"
#include "ui/style/colors.h"
#include "ui/style/format.h"
#include "ui/style/theme.h"
#include "ui/widgets/pair_table.h"
#include "ui/widgets/payload_edit.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QDateTimeEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QSpinBox>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

/// A header value that is no text travels through the table as "0x…".
QString headerText(const std::vector<base::Byte>& value) {
    // A text that would be read back as hex is written as hex, too.
    if (!isText(value) || base::as_text(value).starts_with("0x")) return hexText(value, value.size());
    return QString::fromUtf8(reinterpret_cast<const char*>(value.data()),
                             static_cast<qsizetype>(value.size()));
}

std::vector<base::Byte> headerBytes(const QString& text) {
    if (text.startsWith("0x"_L1))
        if (const auto bytes = parseHex(text)) return *bytes;
    const QByteArray utf8 = text.toUtf8();
    return {utf8.begin(), utf8.end()};
}

QVBoxLayout* captioned(QWidget* parent, const QString& title, QWidget* field) {
    auto* caption = new QLabel(title, parent);
    style::dress(caption, style::Text::caption, style::Tone::muted);
    caption->setBuddy(field);
    if (field->accessibleName().isEmpty()) field->setAccessibleName(title);
    auto* column = new QVBoxLayout;
    column->setSpacing(3);
    column->addWidget(caption);
    column->addWidget(field);
    return column;
}

} // namespace

ProduceDock::ProduceDock(ClusterContext& cluster, QWidget* parent) : Page(parent), cluster_(cluster) {
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFrameShape(QFrame::NoFrame);
    auto* card = new QFrame(scroll);
    card->setProperty("card", u"true"_s);
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(14, 12, 14, 12);
    column->setSpacing(8);
    buildFields(column);
    buildChoices(column);
    buildFoot(column);
    scroll->setWidget(card);
    outer->addWidget(scroll);
    // Nothing is cut at the right: there is no horizontal scroll bar.
    setMinimumWidth(std::max(fontMetrics().averageCharWidth() * 36, card->minimumSizeHint().width()));
    setFocusProxy(value_->field());
    for (const auto& keys : {u"Ctrl+Return"_s, u"Ctrl+Enter"_s}) {
        auto* key = new QShortcut(QKeySequence(keys), this);
        key->setContext(Qt::WidgetWithChildrenShortcut);
        connect(key, &QShortcut::activated, this, &ProduceDock::send);
    }
    ProduceDraft& draft = ProduceDraft::of(cluster_);
    connect(&draft, &ProduceDraft::topicProposed, this, &ProduceDock::setTopic);
    connect(&draft, &ProduceDraft::recordProposed, this, &ProduceDock::take);
    connect(&cluster_.bridge(), &SessionBridge::clusterChanged, this, &ProduceDock::refresh);
    connect(&cluster_.bridge(), &SessionBridge::topicsChanged, this,
            [this](const std::vector<view::TopicKey>&, const std::vector<view::TopicKey>& gone) {
                // Rows that only changed their numbers leave the list of names alone.
                if (!gone.empty() || cluster_.bridge().topics().size() != known_)
                    fillTopics();
                else
                    fillPartitions();
            });
    connect(&cluster_.bridge(), &SessionBridge::reset, this, &ProduceDock::fillTopics);
    fillTopics();
    if (draft.record())
        take(*draft.record());
    else if (!draft.topic().isEmpty())
        setTopic(draft.topic());
}

void ProduceDock::buildFields(QVBoxLayout* column) {
    topic_ = new QComboBox(this);
    topic_->setEditable(true);
    topic_->setInsertPolicy(QComboBox::NoInsert);
    topic_->completer()->setFilterMode(Qt::MatchContains);
    topic_->completer()->setCompletionMode(QCompleter::PopupCompletion);
    topic_->lineEdit()->setPlaceholderText(tr("topic"));
    topic_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    column->addLayout(captioned(this, tr("Topic"), topic_));
    connect(topic_, &QComboBox::editTextChanged, this, [this] {
        fillPartitions();
        refresh();
    });
    key_ = new PayloadEdit(tr("Key"), 1, this);
    key_->setForm(PayloadEdit::Form::null);
    connect(key_, &PayloadEdit::changed, this, &ProduceDock::refresh);
    column->addWidget(key_);
    destination_ = new QLabel(this);
    style::dress(destination_, style::Text::caption, style::Tone::accent);
    destination_->setWordWrap(true);
    column->addWidget(destination_);
    value_ = new PayloadEdit(tr("Value"), 4, this);
    connect(value_, &PayloadEdit::changed, this, &ProduceDock::refresh);
    value_->setMaximumHeight(value_->field()->fontMetrics().lineSpacing() * 20);
    column->addWidget(value_, 100);
    headers_ = new PairTable(tr("Headers"), tr("Name"), true, this);
    headers_->setToolTip(tr("A value that begins with 0x is bytes in hex"));
    connect(headers_, &PairTable::changed, this, &ProduceDock::refresh);
    column->addWidget(headers_);
}

void ProduceDock::buildChoices(QVBoxLayout* column) {
    partition_ = new QComboBox(this);
    connect(partition_, &QComboBox::currentIndexChanged, this, &ProduceDock::refresh);
    compression_ = new QComboBox(this);
    for (int codec = 0; codec <= static_cast<int>(view::Compression::zstd); ++codec)
        compression_->addItem(codecName(static_cast<view::Compression>(codec)), codec);
    acks_ = new QComboBox(this);
    acks_->addItem(tr("all"), -1);
    acks_->addItem(tr("leader"), 1);
    acks_->addItem(tr("none"), 0);
    acks_->setItemData(0, tr("acks=all: every replica in sync has it"), Qt::ToolTipRole);
    acks_->setItemData(1, tr("acks=1: the leader has it"), Qt::ToolTipRole);
    acks_->setItemData(2, tr("acks=0: no answer is waited for, so no offset is known"), Qt::ToolTipRole);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addLayout(captioned(this, tr("Partition"), partition_), 1);
    row->addLayout(captioned(this, tr("Compression"), compression_), 1);
    row->addLayout(captioned(this, tr("Acks"), acks_), 1);
    for (QComboBox* combo : {partition_, compression_, acks_})
        combo->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    column->addLayout(row);
    timed_ = new QCheckBox(tr("Timestamp"), this);
    timed_->setToolTip(tr("CreateTime of the record; without it: now"));
    time_ = new QDateTimeEdit(QDateTime::currentDateTime(), this);
    time_->setDisplayFormat(u"yyyy-MM-dd HH:mm:ss"_s);
    time_->setAccessibleName(tr("Timestamp"));
    time_->setEnabled(false);
    time_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    connect(timed_, &QCheckBox::toggled, time_, &QWidget::setEnabled);
    auto* when = new QHBoxLayout;
    when->addWidget(timed_);
    when->addWidget(time_, 1);
    column->addLayout(when);
}

void ProduceDock::buildFoot(QVBoxLayout* column) {
    repeat_ = new QSpinBox(this);
    repeat_->setRange(1, 10'000'000);
    repeat_->setGroupSeparatorShown(true);
    repeat_->setAccessibleName(tr("How many times to send it"));
    repeat_->setPrefix(u"× "_s);
    repeat_->setToolTip(tr("Sends the same record this many times"));
    send_ = new QPushButton(tr("Send   Ctrl+Enter"), this);
    style::setKind(send_, "primary"_L1);
    connect(send_, &QPushButton::clicked, this, &ProduceDock::send);
    stop_ = new QPushButton(tr("Stop"), this);
    stop_->setToolTip(tr("No more records after those on their way"));
    stop_->hide();
    connect(stop_, &QPushButton::clicked, this, &ProduceDock::stop);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(repeat_);
    row->addWidget(send_, 1);
    row->addWidget(stop_, 1);
    column->addLayout(row);
    progress_ = new QProgressBar(this);
    progress_->setTextVisible(false);
    progress_->setAccessibleName(tr("Records sent"));
    progress_->hide();
    column->addWidget(progress_);
    result_ = new QLabel(this);
    result_->setWordWrap(true);
    result_->setTextFormat(Qt::RichText);
    result_->setTextInteractionFlags(Qt::LinksAccessibleByKeyboard | Qt::LinksAccessibleByMouse);
    connect(result_, &QLabel::linkActivated, this, [this] {
        if (last_)
            cluster_.go(u"topic"_s, {QString::fromStdString(sending_.topic), u"records"_s,
                                     QString::number(last_->partition), QString::number(last_->offset)});
    });
    resultNote_ = new QLabel(this);
    resultNote_->setWordWrap(true);
    style::dress(resultNote_, style::Text::caption, style::Tone::muted);
    column->addWidget(result_);
    column->addWidget(resultNote_);
    for (QWidget* line : {static_cast<QWidget*>(result_), static_cast<QWidget*>(resultNote_)}) line->hide();
    column->addStretch(1);
}

QString ProduceDock::topic() const {
    return topic_->currentText().trimmed();
}

void ProduceDock::setTopic(const QString& topic) {
    topic_->setCurrentText(topic);
    fillPartitions();
    refresh();
}

void ProduceDock::fillTopics() {
    known_ = cluster_.bridge().topics().size();
    QStringList names;
    for (const auto& [key, row] : cluster_.bridge().topics())
        if (!row.internal) names << QString::fromStdString(key.name);
    QStringList shown;
    for (int i = 0; i < topic_->count(); ++i) shown << topic_->itemText(i);
    if (names != shown) {
        const QSignalBlocker quiet(topic_);
        const QString typed = topic_->currentText();
        topic_->clear();
        topic_->addItems(names);
        topic_->setCurrentText(typed.isEmpty() && !names.isEmpty() ? names.front() : typed);
    }
    fillPartitions();
    refresh();
}

int ProduceDock::partitionCount() const {
    const auto found = cluster_.bridge().topics().find({topic().toStdString()});
    return found == cluster_.bridge().topics().end() ? 0 : found->second.partitions;
}

void ProduceDock::fillPartitions() {
    const int count = partitionCount();
    if (partition_->count() == count + 1) return;
    const QSignalBlocker quiet(partition_);
    const int chosen = partition_->currentIndex();
    partition_->clear();
    partition_->addItem(tr("auto"));
    QStringList numbers;
    for (int p = 0; p < count; ++p) numbers << QString::number(p);
    partition_->addItems(numbers);
    partition_->setCurrentIndex(chosen > 0 && chosen <= count ? chosen : 0);
}

QString ProduceDock::problem() const {
    if (const QString reason = whyNotProduce(cluster_); !reason.isEmpty()) return reason;
    if (topic().isEmpty()) return tr("Choose a topic first.");
    if (partitionCount() == 0) return tr("There is no topic “%1”.").arg(topic());
    if (!key_->isValid()) return tr("The key is not complete hex.");
    if (!value_->isValid()) return tr("The value is not complete hex.");
    return {};
}

void ProduceDock::refreshDestination() {
    const int count = partitionCount();
    const auto key = key_->payload();
    QString text;
    if (count > 0 && partition_->currentIndex() > 0)
        text = tr("→ partition %1, as chosen").arg(partition_->currentIndex() - 1);
    else if (count > 0 && key)
        text = tr("→ partition %1  ·  murmur2 %2")
                   .arg(base::partition_of_key(*key, count))
                   .arg(format::number(base::murmur2(*key)));
    else if (count > 0)
        text = tr("→ any partition: there is no key");
    destination_->setText(text);
    destination_->setVisible(!text.isEmpty());
}

void ProduceDock::refresh() {
    if (!stop_ || !partition_) return;
    refreshDestination();
    const bool running = wanted_ > 0;
    enableUnless(send_, problem(), tr("Send the record and stay filled (Ctrl+Enter anywhere in this dock)"));
    send_->setVisible(!running);
    stop_->setVisible(running);
    stop_->setEnabled(!stopping_);
    progress_->setVisible(running && wanted_ > 1);
    repeat_->setEnabled(!running);
}

view::ProduceRecord ProduceDock::command() const {
    view::ProduceRecord record;
    record.topic = topic().toStdString();
    if (partition_->currentIndex() > 0) record.partition = partition_->currentIndex() - 1;
    record.key = key_->payload();
    record.value = value_->payload();
    for (const PairTable::Pair& pair : headers_->pairs()) {
        view::Header header;
        header.key = pair.key.toStdString();
        if (pair.value) header.value = headerBytes(*pair.value);
        record.headers.push_back(std::move(header));
    }
    if (timed_->isChecked()) record.timestamp_ms = time_->dateTime().toMSecsSinceEpoch();
    record.compression = static_cast<view::Compression>(compression_->currentData().toInt());
    record.acks = static_cast<std::int16_t>(acks_->currentData().toInt());
    record.repeat = repeat_->value();
    return record;
}

void ProduceDock::take(const view::ProduceRecord& record) {
    setTopic(QString::fromStdString(record.topic));
    key_->setPayload(record.key);
    value_->setPayload(record.value);
    std::vector<PairTable::Pair> pairs;
    for (const view::Header& header : record.headers) {
        PairTable::Pair pair{QString::fromStdString(header.key), std::nullopt};
        if (header.value) pair.value = headerText(*header.value);
        pairs.push_back(std::move(pair));
    }
    headers_->setPairs(pairs);
    partition_->setCurrentIndex(record.partition ? *record.partition + 1 : 0);
    compression_->setCurrentIndex(static_cast<int>(record.compression));
    timed_->setChecked(record.timestamp_ms.has_value());
    if (record.timestamp_ms) time_->setDateTime(QDateTime::fromMSecsSinceEpoch(*record.timestamp_ms));
    refresh();
}

void ProduceDock::send() {
    if (wanted_ > 0 || !problem().isEmpty()) return;
    sending_ = command();
    wanted_ = sending_.repeat;
    before_ = 0;
    stopping_ = false;
    progress_->setRange(0, wanted_);
    progress_->setValue(0);
    sendPortion();
    refresh();
}

void ProduceDock::sendPortion() {
    sending_.repeat = std::min(portion, wanted_ - before_);
    cluster_.bridge().submit(sending_, this, [this](const view::AnswerKind& answer) { answered(answer); });
}

void ProduceDock::stop() {
    stopping_ = true;
    refresh();
}

void ProduceDock::answered(const view::AnswerKind& answer) {
    if (const auto* failed = std::get_if<view::Failed>(&answer)) return fail(failureSentence(*failed));
    const auto* produced = std::get_if<view::ProduceAnswer>(&answer);
    if (!produced) return;
    if (produced->failure) return fail(failureSentence(*produced->failure));
    last_ = *produced;
    const int done = before_ + produced->done;
    progress_->setValue(done);
    if (produced->done < produced->repeat) return;
    before_ = done;
    if (done < wanted_ && !stopping_) return sendPortion();
    finish();
}

void ProduceDock::finish() {
    const bool stopped = before_ < wanted_;
    wanted_ = 0;
    QString head = last_->offset >= 0 ? tr("<a href=\"record\">partition %1, offset %2</a>")
                                            .arg(last_->partition)
                                            .arg(format::number(last_->offset))
                                      : tr("sent to partition %1").arg(last_->partition);
    head.prepend(u"<span style=\"color:%1\">●</span> "_s.arg(style::colors().ok.shape.name()));
    QStringList notes{last_->offset >= 0 ? format::duration(last_->latency_us)
                                         : tr("not acknowledged: acks is none")};
    if (before_ > 1) notes << tr("%1 records sent").arg(format::number(before_));
    if (stopped) notes << tr("stopped");
    result_->setText(head);
    resultNote_->setText(notes.join(u" · "_s));
    result_->show();
    resultNote_->show();
    refresh();
}

void ProduceDock::fail(const QString& sentence) {
    const int done = std::max(before_, progress_->value());
    const bool repeated = wanted_ > 1;
    wanted_ = 0;
    result_->setText(u"<span style=\"color:%1\">✕</span> %2"_s.arg(style::colors().bad.shape.name(),
                                                                   sentence.toHtmlEscaped()));
    resultNote_->setText(repeated ? tr("%1 records were sent before").arg(format::number(done))
                                  : tr("Nothing was written."));
    result_->show();
    resultNote_->show();
    refresh();
}

} // namespace ui
