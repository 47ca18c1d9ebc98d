#include "ui/panes/delete_topic_dialog.h"

#include "ui/models/sentences.h"
#include "ui/style/format.h"
#include "ui/style/theme.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

/// A temporary cluster goes anyway, and a topic without records is made again in a second.
bool mustTypeName(const ClusterContext& cluster, const view::TopicRow& topic) {
    return !cluster.bridge().cluster().data_dir_is_temporary && topic.records > 0;
}

} // namespace

DestructiveDialog::DestructiveDialog(ClusterContext& cluster, const view::TopicRow& topic, bool typeName,
                                     QWidget* parent)
    : QDialog(parent), cluster_(cluster), topic_(topic), typeName_(typeName) {
    column_ = new QVBoxLayout(this);
    column_->setContentsMargins(20, 18, 20, 16);
    column_->setSpacing(8);
}

void DestructiveDialog::build(const QString& title, const QString& sentence, const QString& verb) {
    setWindowTitle(title);
    auto* head = new QLabel(title, this);
    style::dress(head, style::Text::title);
    auto* what = new QLabel(sentence, this);
    what->setWordWrap(true);
    what->setMinimumWidth(420);
    column_->insertWidget(0, head);
    column_->insertWidget(1, what);
    if (typeName_) {
        const QString topic = QString::fromStdString(topic_.name);
        auto* ask = new QLabel(tr("Type “%1” to confirm:").arg(topic), this);
        style::dress(ask, style::Text::caption, style::Tone::muted);
        name_ = new QLineEdit(this);
        name_->setAccessibleName(ask->text());
        column_->addWidget(ask);
        column_->addWidget(name_);
        connect(name_, &QLineEdit::textChanged, this, &DestructiveDialog::check);
    }
    failure_ = new QLabel(this);
    failure_->setWordWrap(true);
    style::setTone(failure_, style::Tone::bad);
    failure_->hide();
    column_->addWidget(failure_);
    auto* buttons = new QDialogButtonBox(this);
    auto* cancel = buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    act_ = buttons->addButton(verb, QDialogButtonBox::AcceptRole);
    style::setKind(act_, "danger"_L1);
    connect(buttons, &QDialogButtonBox::accepted, this, &DestructiveDialog::act);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column_->addSpacing(6);
    column_->addWidget(buttons);
    // Enter deletes only what was typed out in full.
    act_->setDefault(typeName_);
    cancel->setDefault(!typeName_);
    check();
    if (name_)
        name_->setFocus();
    else
        cancel->setFocus();
}

void DestructiveDialog::check() {
    if (!act_) return;
    const bool named = !name_ || name_->text() == QString::fromStdString(topic_.name);
    act_->setEnabled(named && isComplete());
    act_->setToolTip(named ? QString() : tr("Type the name of the topic first."));
}

void DestructiveDialog::act() {
    if (!act_->isEnabled()) return;
    act_->setEnabled(false);
    cluster_.bridge().submit(command(), this, [this](const view::AnswerKind& answer) {
        const auto* failed = std::get_if<view::Failed>(&answer);
        if (!failed) return accept();
        failure_->setText(failureSentence(*failed));
        failure_->show();
        check();
    });
}

DeleteTopicDialog::DeleteTopicDialog(ClusterContext& cluster, const view::TopicRow& topic, QWidget* parent)
    : DestructiveDialog(cluster, topic, mustTypeName(cluster, topic), parent) {
    const QString name = QString::fromStdString(topic.name);
    build(tr("Delete %1?").arg(name), tr("%1: %2. This cannot be undone.").arg(name, topicContents(topic)),
          tr("Delete topic"));
}

view::Command DeleteTopicDialog::command() const {
    return view::DeleteTopic{topic_.name};
}

DeleteRecordsDialog::DeleteRecordsDialog(ClusterContext& cluster, const view::TopicRow& topic,
                                         QWidget* parent)
    : DestructiveDialog(cluster, topic, mustTypeName(cluster, topic), parent) {
    partition_ = new QComboBox(this);
    partition_->setAccessibleName(tr("Partition"));
    for (int p = 0; p < topic.partitions; ++p) partition_->addItem(tr("partition %1").arg(p));
    offset_ = new QLineEdit(this);
    offset_->setAccessibleName(tr("Delete before offset"));
    offset_->setPlaceholderText(tr("the end: all records"));
    auto* line = new QHBoxLayout;
    line->addWidget(partition_);
    line->addWidget(new QLabel(tr("before offset"), this));
    line->addWidget(offset_, 1);
    loss_ = new QLabel(this);
    loss_->setWordWrap(true);
    style::setTone(loss_, style::Tone::muted);
    column()->addLayout(line);
    column()->addWidget(loss_);
    connect(partition_, &QComboBox::currentIndexChanged, this, &DeleteRecordsDialog::describe);
    connect(offset_, &QLineEdit::textChanged, this, &DeleteRecordsDialog::describe);
    build(tr("Delete records of %1").arg(QString::fromStdString(topic.name)),
          tr("The oldest records of a partition go, up to the offset; offsets of the others stay. This "
             "cannot be undone."),
          tr("Delete records"));
    describe();
}

const view::PartitionRow* DeleteRecordsDialog::partition() const {
    const auto found = cluster_.bridge().partitions().find({topic_.name, partition_->currentIndex()});
    return found == cluster_.bridge().partitions().end() ? nullptr : &found->second;
}

bool DeleteRecordsDialog::isComplete() const {
    bool number = false;
    const qint64 offset = offset_->text().remove(u' ').toLongLong(&number);
    return offset_->text().isEmpty() || (number && offset >= 0);
}

void DeleteRecordsDialog::describe() {
    const view::PartitionRow* row = partition();
    QString sentence;
    if (!isComplete()) {
        sentence = tr("An offset is a whole number.");
    } else if (row) {
        const qint64 to =
            offset_->text().isEmpty() ? row->high_watermark : offset_->text().remove(u' ').toLongLong();
        if (to > row->high_watermark)
            sentence = tr("The partition ends at offset %1.").arg(format::number(row->high_watermark));
        else
            sentence = tr("%1 of %2 records of this partition are deleted.")
                           .arg(format::number(std::max<qint64>(0, to - row->log_start_offset)),
                                format::number(row->high_watermark - row->log_start_offset));
    }
    loss_->setText(sentence);
    check();
}

view::Command DeleteRecordsDialog::command() const {
    view::DeleteRecords command{topic_.name, partition_->currentIndex(), -1};
    if (!offset_->text().isEmpty()) command.offset = offset_->text().remove(u' ').toLongLong();
    return command;
}

} // namespace ui
