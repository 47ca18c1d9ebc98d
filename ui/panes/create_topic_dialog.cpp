#include "ui/panes/create_topic_dialog.h"

#include "ui/models/sentences.h"
#include "ui/models/topic_rules.h"
#include "ui/style/theme.h"
#include "ui/widgets/pair_table.h"
#include "ui/widgets/quantity_edit.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSlider>
#include <QSpinBox>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 hour = 3'600'000, day = 24 * hour;
constexpr qint64 mebi = 1LL << 20, gibi = 1LL << 30;

void say(QLabel* label, const QString& text, style::Tone tone) {
    label->setText(text);
    style::setTone(label, tone);
}

} // namespace

CreateTopicDialog::CreateTopicDialog(ClusterContext& cluster, QWidget* parent)
    : QDialog(parent), cluster_(cluster) {
    setWindowTitle(tr("Create topic"));
    column_ = new QVBoxLayout(this);
    column_->setContentsMargins(20, 18, 20, 16);
    column_->setSpacing(3);
    buildFields();
    auto* buttons = new QDialogButtonBox(this);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    create_ = buttons->addButton(tr("Create topic"), QDialogButtonBox::AcceptRole);
    style::setKind(create_, "primary"_L1);
    create_->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &CreateTopicDialog::create);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    failure_ = new QLabel(this);
    failure_->setWordWrap(true);
    style::setTone(failure_, style::Tone::bad);
    failure_->hide();
    column_->addWidget(failure_);
    column_->addStretch();
    column_->addSpacing(10);
    column_->addWidget(buttons);
    connect(&cluster_.bridge(), &SessionBridge::topicsChanged, this, &CreateTopicDialog::check);
    resize(520, sizeHint().height());
    check();
    name_->setFocus();
}

QLabel* CreateTopicDialog::addField(const QString& title, QWidget* field, QLayout* line) {
    auto* caption = new QLabel(title, this);
    style::dress(caption, style::Text::caption, style::Tone::muted);
    caption->setBuddy(field);
    if (field->accessibleName().isEmpty()) field->setAccessibleName(title);
    auto* hint = new QLabel(this);
    hint->setWordWrap(true);
    style::dress(hint, style::Text::caption, style::Tone::muted);
    hint->setMinimumHeight(hint->fontMetrics().height());
    column_->addWidget(caption);
    if (line)
        column_->addLayout(line);
    else
        column_->addWidget(field);
    column_->addWidget(hint);
    column_->addSpacing(4);
    return hint;
}

void CreateTopicDialog::buildFields() {
    name_ = new QLineEdit(this);
    name_->setMaxLength(300);
    name_->setPlaceholderText(tr("orders"));
    nameHint_ = addField(tr("Name"), name_);
    connect(name_, &QLineEdit::textChanged, this, &CreateTopicDialog::check);
    buildPartitions();
    buildConfigs();
    overrides_ = new PairTable(tr("More settings (Kafka's keys)"), tr("Key"), false, this);
    column_->addWidget(overrides_);
    overridesHint_ = new QLabel(this);
    overridesHint_->setWordWrap(true);
    style::dress(overridesHint_, style::Text::caption, style::Tone::bad);
    column_->addWidget(overridesHint_);
    connect(overrides_, &PairTable::changed, this, &CreateTopicDialog::check);
}

void CreateTopicDialog::buildPartitions() {
    partitions_ = new QSpinBox(this);
    partitions_->setRange(1, maxPartitions);
    const int brokers = static_cast<int>(cluster_.bridge().brokers().size());
    partitions_->setValue(brokers > 1 ? 2 * brokers : 1);
    slider_ = new QSlider(Qt::Horizontal, this);
    slider_->setRange(1, 48);
    slider_->setAccessibleName(tr("Partitions"));
    slider_->setValue(partitions_->value());
    connect(slider_, &QSlider::valueChanged, this, [this](int value) {
        // Moving the slider to its end must not cut a larger number typed into the box.
        if (value < slider_->maximum() || partitions_->value() < value) partitions_->setValue(value);
    });
    connect(partitions_, &QSpinBox::valueChanged, this, [this](int value) {
        slider_->setValue(std::min(value, slider_->maximum()));
        check();
    });
    auto* line = new QHBoxLayout;
    line->addWidget(partitions_);
    line->addWidget(slider_, 1);
    partitionsHint_ = addField(tr("Partitions"), partitions_, line);

    replication_ = new QSpinBox(this);
    const int most = cluster_.bridge().cluster().max_replication_factor;
    replication_->setRange(1, std::max(1, most));
    replication_->setValue(
        std::clamp(cluster_.bridge().cluster().default_replication_factor, 1, std::max(1, most)));
    auto* alone = new QHBoxLayout;
    alone->addWidget(replication_);
    alone->addStretch(1);
    replicationHint_ = addField(tr("Replication factor"), replication_, alone);
    replication_->setEnabled(most > 1);
    const auto explain = [this, most] {
        const int replicas = replication_->value();
        replicationHint_->setText(
            most <= 1       ? tr("There is one broker: each partition has one replica.")
            : replicas == 1 ? tr("One replica: a lost broker takes its partitions with it until it returns.")
                            : tr("On %1 brokers, in different AZs as far as there are some.").arg(replicas));
    };
    connect(replication_, &QSpinBox::valueChanged, this, explain);
    explain();
}

void CreateTopicDialog::buildConfigs() {
    retentionTime_ = new QuantityEdit(Quantity::duration, {hour, day, 3 * day, 7 * day, 30 * day, -1}, this);
    retentionTime_->setAccessibleName(tr("Keep records for"));
    retentionSize_ = new QuantityEdit(Quantity::bytes, {100 * mebi, gibi, 10 * gibi, -1}, this);
    retentionSize_->setAccessibleName(tr("Keep at most, per partition"));
    auto* retention = new QHBoxLayout;
    retention->addWidget(retentionTime_, 1);
    retention->addWidget(new QLabel(tr("and at most"), this));
    retention->addWidget(retentionSize_, 1);
    retention->addWidget(new QLabel(tr("per partition"), this));
    retentionHint_ = addField(tr("Keep records for"), retentionTime_, retention);

    cleanup_ = new QComboBox(this);
    cleanup_->addItem(tr("delete: old records go by time and size"), u"delete"_s);
    cleanup_->addItem(tr("compact: the newest record of each key stays"), u"compact"_s);
    cleanup_->addItem(tr("compact and delete: both"), u"compact,delete"_s);
    addField(tr("Cleanup policy"), cleanup_)->hide();
    messageSize_ = new QuantityEdit(Quantity::bytes, {mebi, 5 * mebi, 10 * mebi, 50 * mebi}, this);
    messageHint_ = addField(tr("Largest record batch"), messageSize_);
    for (QuantityEdit* edit : {retentionTime_, retentionSize_, messageSize_})
        connect(edit, &QuantityEdit::changed, this, &CreateTopicDialog::check);
}

QString CreateTopicDialog::overridesProblem() const {
    for (const PairTable::Pair& pair : overrides_->pairs()) {
        if (pair.key.trimmed().isEmpty()) return tr("A setting needs a key.");
        view::ConfigEntry entry;
        entry.name = pair.key.trimmed().toStdString();
        const QString value = pair.value.value_or(QString());
        if (const QStringList choices = choicesOf(entry); !choices.isEmpty() && !choices.contains(value))
            return tr("%1 must be one of %2.").arg(pair.key, choices.join(u", "_s));
    }
    return {};
}

QString CreateTopicDialog::problem() const {
    if (waiting_) return tr("The broker is being asked.");
    const NameVerdict verdict = judgeTopicName(name_->text(), cluster_.bridge().topics());
    if (verdict.kind == NameVerdict::Kind::wrong)
        return verdict.sentence.isEmpty() ? tr("Type a name first.") : verdict.sentence;
    for (const QuantityEdit* edit : {retentionTime_, retentionSize_, messageSize_})
        if (!edit->isValid()) return edit->hint();
    return overridesProblem();
}

void CreateTopicDialog::check() {
    const NameVerdict verdict = judgeTopicName(name_->text(), cluster_.bridge().topics());
    const bool wrong = verdict.kind == NameVerdict::Kind::wrong && !name_->text().isEmpty();
    style::mark(name_, "invalid", wrong);
    if (verdict.sentence.isEmpty())
        say(nameHint_, tr("Letters, digits, “.”, “_” and “-”, at most 249."), style::Tone::muted);
    else
        say(nameHint_, verdict.sentence, wrong ? style::Tone::bad : style::Tone::warning);
    say(partitionsHint_,
        partitionsHint(partitions_->value(), static_cast<int>(cluster_.bridge().brokers().size())),
        style::Tone::muted);
    const bool retentionFine = retentionTime_->isValid() && retentionSize_->isValid();
    const QStringList hints{retentionTime_->hint(), retentionSize_->hint()};
    say(retentionHint_, QStringList(hints.filter(QRegularExpression(u"."_s))).join(u" · "_s),
        retentionFine ? style::Tone::muted : style::Tone::bad);
    say(messageHint_, messageSize_->hint(), messageSize_->isValid() ? style::Tone::muted : style::Tone::bad);
    overridesHint_->setText(overridesProblem());
    overridesHint_->setVisible(!overridesHint_->text().isEmpty());
    failure_->hide();
    const QString reason = problem();
    create_->setEnabled(reason.isEmpty());
    create_->setToolTip(reason);
}

view::CreateTopic CreateTopicDialog::command() const {
    view::CreateTopic command;
    command.name = name_->text().toStdString();
    command.partitions = partitions_->value();
    command.replication_factor = static_cast<std::int16_t>(replication_->value());
    const auto put = [&](const char* key, const QuantityEdit* edit) {
        if (const auto value = edit->value()) command.configs[key] = std::to_string(*value);
    };
    put("retention.ms", retentionTime_);
    put("retention.bytes", retentionSize_);
    put("max.message.bytes", messageSize_);
    if (cleanup_->currentIndex() > 0)
        command.configs["cleanup.policy"] = cleanup_->currentData().toString().toStdString();
    for (const PairTable::Pair& pair : overrides_->pairs())
        command.configs[pair.key.trimmed().toStdString()] =
            pair.value.value_or(QString()).trimmed().toStdString();
    return command;
}

void CreateTopicDialog::create() {
    if (!problem().isEmpty()) return;
    waiting_ = true;
    create_->setEnabled(false);
    cluster_.bridge().submit(command(), this, [this](const view::AnswerKind& answer) { answered(answer); });
}

void CreateTopicDialog::answered(const view::AnswerKind& answer) {
    waiting_ = false;
    if (const auto* failed = std::get_if<view::Failed>(&answer)) {
        check();
        refused(*failed);
        return;
    }
    const QString name = name_->text();
    accept();
    cluster_.go(u"topic"_s, {name});
}

void CreateTopicDialog::refused(const view::Failed& failed) {
    const QString sentence = failureSentence(failed);
    switch (failed.code) {
    case kafka::ErrorCode::invalid_topic_exception:
    case kafka::ErrorCode::topic_already_exists:
        say(nameHint_, sentence, style::Tone::bad);
        return;
    case kafka::ErrorCode::invalid_partitions:
        say(partitionsHint_, sentence, style::Tone::bad);
        return;
    case kafka::ErrorCode::invalid_replication_factor:
        say(replicationHint_, sentence, style::Tone::bad);
        return;
    case kafka::ErrorCode::invalid_config:
        overridesHint_->setText(sentence);
        overridesHint_->show();
        return;
    default:
        failure_->setText(sentence);
        failure_->show();
    }
}

} // namespace ui
