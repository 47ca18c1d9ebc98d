#include "ui/panes/config_tab.h"

#include "ui/models/sentences.h"
#include "ui/panes/reasons.h"
#include "ui/style/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/config_delegate.h"

#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QShortcut>
#include <QTreeView>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;

ConfigTab::ConfigTab(ClusterContext& cluster, QString topic, QWidget* parent)
    : QWidget(parent), cluster_(cluster), topic_(std::move(topic)) {
    build();
    connect(&model_, &QAbstractItemModel::modelReset, this, &ConfigTab::expandAll);
    connect(&model_, &ConfigModel::changesChanged, this, [this] {
        failure_.clear();
        refresh();
    });
    connect(&cluster_.bridge(), &SessionBridge::clusterChanged, this, [this] {
        if (isVisible() && !loaded_) load();
        refresh();
    });
    connect(&cluster_.bridge(), &SessionBridge::topicsChanged, this, [this] {
        // Somebody else may have changed it: the row says how many entries are overridden.
        const auto found = cluster_.bridge().topics().find({topic_.toStdString()});
        if (found != cluster_.bridge().topics().end() && loaded_ && isVisible() && !saving_ &&
            found->second.configs_overridden != model_.overridden())
            load();
    });
    refresh();
}

void ConfigTab::build() {
    filter_ = new QLineEdit(this);
    filter_->setPlaceholderText(tr("Filter by key, value or documentation (Ctrl+F)"));
    filter_->setAccessibleName(tr("Filter the configuration"));
    filter_->setClearButtonEnabled(true);
    filter_->setMaximumWidth(420);
    connect(filter_, &QLineEdit::textChanged, &model_, &ConfigModel::setFilter);
    reset_ = new QPushButton(tr("Reset to default"), this);
    connect(reset_, &QPushButton::clicked, this, [this] { model_.resetToDefault(tree_->currentIndex()); });
    auto* bar = new QHBoxLayout;
    bar->addWidget(filter_, 1);
    bar->addStretch();
    bar->addWidget(reset_);

    tree_ = new QTreeView(this);
    tree_->setAccessibleName(tr("Configuration"));
    tree_->setModel(&model_);
    tree_->setUniformRowHeights(true);
    tree_->setFrameShape(QFrame::NoFrame);
    tree_->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed |
                           QAbstractItemView::AnyKeyPressed);
    tree_->setItemDelegate(new ConfigDelegate(tree_));
    tree_->setRootIsDecorated(true);
    tree_->setIndentation(14);
    tree_->header()->setStretchLastSection(false);
    tree_->header()->setSectionResizeMode(ConfigModel::value, QHeaderView::Stretch);
    const int unit = fontMetrics().averageCharWidth();
    tree_->setColumnWidth(ConfigModel::name, 35 * unit);
    tree_->setColumnWidth(ConfigModel::source, 17 * unit);
    tree_->setColumnWidth(ConfigModel::meaning, 14 * unit);
    connect(tree_->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& at) {
                // The keyboard edits in the value column, wherever the row was clicked.
                if (at.isValid() && model_.entry(at) && at.column() != ConfigModel::value)
                    tree_->setCurrentIndex(at.siblingAtColumn(ConfigModel::value));
                refresh();
            });
    auto* card = new Card(this);
    card->body()->setContentsMargins(1, 4, 1, 4);
    card->body()->addWidget(tree_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 10, 0, 0);
    column->setSpacing(8);
    column->addLayout(bar);
    column->addWidget(card, 1);
    column->addWidget(buildFoot());
    auto* key = new QShortcut(QKeySequence(u"Ctrl+Return"_s), this);
    key->setContext(Qt::WidgetWithChildrenShortcut);
    connect(key, &QShortcut::activated, this, &ConfigTab::save);
}

QWidget* ConfigTab::buildFoot() {
    auto* foot = new QWidget(this);
    documentation_ = new QLabel(foot);
    documentation_->setWordWrap(true);
    documentation_->setAlignment(Qt::AlignTop);
    documentation_->setMinimumHeight(3 * documentation_->fontMetrics().lineSpacing());
    style::dress(documentation_, style::Text::caption, style::Tone::muted);
    message_ = new QLabel(foot);
    message_->setWordWrap(true);
    discard_ = new QPushButton(tr("Discard"), foot);
    save_ = new QPushButton(tr("Save"), foot);
    style::setKind(save_, "primary"_L1);
    connect(discard_, &QPushButton::clicked, &model_, &ConfigModel::discardChanges);
    connect(save_, &QPushButton::clicked, this, &ConfigTab::save);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(message_, 1);
    buttons->addWidget(discard_);
    buttons->addWidget(save_);
    auto* column = new QVBoxLayout(foot);
    column->setContentsMargins(4, 0, 4, 0);
    column->addWidget(documentation_);
    column->addLayout(buttons);
    return foot;
}

void ConfigTab::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    load();
}

void ConfigTab::expandAll() {
    tree_->expandAll();
    for (int row = 0; row < model_.rowCount(); ++row) tree_->setFirstColumnSpanned(row, {}, true);
}

void ConfigTab::load() {
    if (!whyNotManage(cluster_).isEmpty()) return;
    cluster_.bridge().submit(view::DescribeTopicConfig{topic_.toStdString()}, this,
                             [this](const view::AnswerKind& answer) {
                                 if (const auto* config = std::get_if<view::TopicConfigAnswer>(&answer)) {
                                     loaded_ = true;
                                     model_.setEntries(config->entries);
                                 } else if (const auto* failed = std::get_if<view::Failed>(&answer)) {
                                     failure_ = failureSentence(*failed);
                                     refresh();
                                 }
                             });
}

void ConfigTab::save() {
    if (model_.changes().empty() || saving_ || !whyNotManage(cluster_).isEmpty()) return;
    saving_ = true;
    refresh();
    cluster_.bridge().submit(view::AlterTopicConfig{topic_.toStdString(), model_.changes()}, this,
                             [this](const view::AnswerKind& answer) {
                                 saving_ = false;
                                 if (const auto* failed = std::get_if<view::Failed>(&answer)) {
                                     failure_ = failureSentence(*failed);
                                     return refresh();
                                 }
                                 model_.discardChanges();
                                 load();
                             });
}

void ConfigTab::describeCurrent() {
    const view::ConfigEntry* entry = model_.entry(tree_->currentIndex());
    if (!entry) {
        documentation_->setText(tr("Select an entry to read what it does; F2 or typing changes it."));
        return;
    }
    QString text = QString::fromStdString(entry->documentation);
    if (text.isEmpty()) text = tr("%1 has no description.").arg(QString::fromStdString(entry->name));
    if (entry->default_value && entry->source == view::ConfigSource::topic)
        text += u' ' +
                tr("Without the override it would be %1.").arg(QString::fromStdString(*entry->default_value));
    documentation_->setText(text);
}

void ConfigTab::refresh() {
    describeCurrent();
    const QString reason = whyNotManage(cluster_);
    const auto count = model_.changes().size();
    const QString problem = failure_.isEmpty() ? model_.problem() : failure_;
    if (!problem.isEmpty())
        message_->setText(problem);
    else if (saving_)
        message_->setText(tr("Saving…"));
    else if (count > 0)
        message_->setText(count == 1 ? tr("1 change is not saved")
                                     : tr("%1 changes are not saved").arg(count));
    else
        message_->setText(loaded_ || reason.isEmpty() ? QString() : reason);
    style::setTone(message_, problem.isEmpty() ? style::Tone::muted : style::Tone::bad);
    const QString nothing = count == 0 ? tr("Nothing is changed.") : QString();
    enableUnless(save_, nothing.isEmpty() ? reason : nothing,
                 tr("Send only the changes to the broker (Ctrl+Enter)"));
    enableUnless(discard_, nothing, tr("Forget the changes"));
    enableUnless(reset_,
                 model_.canReset(tree_->currentIndex())
                     ? reason
                     : tr("Select an entry that is overridden or changed."),
                 tr("Take the override away"));
}

bool ConfigTab::find() {
    filter_->setFocus(Qt::ShortcutFocusReason);
    filter_->selectAll();
    return true;
}

} // namespace ui
