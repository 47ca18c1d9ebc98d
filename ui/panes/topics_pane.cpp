#include "ui/panes/topics_pane.h"

#include "ui/panes/create_topic_dialog.h"
#include "ui/panes/delete_topic_dialog.h"
#include "ui/panes/produce_draft.h"
#include "ui/panes/reasons.h"
#include "ui/style/format.h"
#include "ui/style/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/cell_delegates.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/filter_bar.h"

#include <QCheckBox>
#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSaveFile>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;

TopicsPane::TopicsPane(ClusterContext& cluster, QWidget* parent)
    : Page(parent), cluster_(cluster), model_(cluster.bridge()) {
    filter_.setSourceModel(&model_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    buildBar();
    buildTable();
    for (auto* model :
         {static_cast<QAbstractItemModel*>(&model_), static_cast<QAbstractItemModel*>(&filter_)}) {
        connect(model, &QAbstractItemModel::rowsInserted, this, &TopicsPane::refreshSoon);
        connect(model, &QAbstractItemModel::rowsRemoved, this, &TopicsPane::refreshSoon);
        connect(model, &QAbstractItemModel::modelReset, this, &TopicsPane::refreshSoon);
    }
    connect(&cluster_.bridge(), &SessionBridge::clusterChanged, this, &TopicsPane::refresh);
    connect(&model_, &QAbstractItemModel::dataChanged, this, &TopicsPane::refreshSoon);
    clock_.setInterval(5000);
    connect(&clock_, &QTimer::timeout, this, [this] {
        if (isVisible()) model_.refreshTimes();
    });
    clock_.start();
    refresh();
}

void TopicsPane::buildBar() {
    auto* title = new QLabel(tr("Topics"), this);
    style::dress(title, style::Text::headline);
    summary_ = new QLabel(this);
    style::dress(summary_, style::Text::body, style::Tone::muted);
    summary_->setContentsMargins(0, 0, 0, 4); // on the title's baseline
    create_ = new QPushButton(tr("Create topic…"), this);
    style::setKind(create_, "primary"_L1);
    connect(create_, &QPushButton::clicked, this, &TopicsPane::createTopic);
    auto* head = new QHBoxLayout;
    head->addWidget(title);
    head->addSpacing(6);
    head->addWidget(summary_, 1, Qt::AlignBottom);
    head->addWidget(create_);

    text_ = makeFilterLine(tr("Filter by name (Ctrl+F)"), tr("Filter topics by name"), this);
    connect(text_, &QLineEdit::textChanged, this, [this](const QString& text) {
        filter_.setText(text);
        refresh();
    });
    internal_ = new QCheckBox(tr("Internal topics"), this);
    internal_->setToolTip(tr("Also show the topics in which the cluster keeps its own state"));
    connect(internal_, &QCheckBox::toggled, &filter_, &TopicsFilter::setShowInternal);
    connect(internal_, &QCheckBox::toggled, this, &TopicsPane::refresh);
    export_ = new QPushButton(tr("Export CSV…"), this);
    style::setKind(export_, "link"_L1);
    connect(export_, &QPushButton::clicked, this, &TopicsPane::exportCsv);
    delete_ = new QPushButton(tr("Delete…"), this);
    connect(delete_, &QPushButton::clicked, this, &TopicsPane::deleteTopic);
    auto* bar = new QHBoxLayout;
    bar->addWidget(text_, 1);
    bar->addWidget(internal_);
    bar->addStretch();
    bar->addWidget(export_);
    bar->addWidget(delete_);
    auto* column = static_cast<QVBoxLayout*>(layout());
    column->addLayout(head);
    column->addLayout(bar);
}

void TopicsPane::buildTable() {
    table_ = new DataTable(u"topics"_s, this);
    table_->setAccessibleName(tr("Topics"));
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->setContextMenuPolicy(Qt::CustomContextMenu);
    table_->horizontalHeader()->setSortIndicator(TopicsModel::name, Qt::AscendingOrder);
    table_->present(&filter_, {160, 80, 88, 78, 92, 84, 80, 90}, true);
    table_->setItemDelegateForColumn(TopicsModel::rate, new RateDelegate(table_));
    table_->horizontalHeader()->setStretchLastSection(true);
    connect(table_, &DataTable::rowActivated, this, &TopicsPane::openCurrent);
    connect(table_, &DataTable::customContextMenuRequested, this, &TopicsPane::showMenu);
    connect(table_, &DataTable::copyAsked, this, [this] {
        if (const auto* topic = current())
            QGuiApplication::clipboard()->setText(QString::fromStdString(topic->name));
    });
    connect(table_->selectionModel(), &QItemSelectionModel::currentChanged, this, &TopicsPane::refresh);
    empty_ = new EmptyState(this);
    connect(empty_, &EmptyState::triggered, this, [this] {
        if (model_.rowCount() > 0)
            text_->clear();
        else if (whyNotManage(cluster_).isEmpty())
            createTopic();
        else
            cluster_.run(u"cluster.start"_s);
    });
    auto* card = new Card(this);
    card->body()->setContentsMargins(1, 4, 1, 4);
    stack_ = new QStackedWidget(card);
    stack_->addWidget(table_);
    stack_->addWidget(empty_);
    card->body()->addWidget(stack_);
    static_cast<QVBoxLayout*>(layout())->addWidget(card, 1);
}

QString TopicsPane::summary() const {
    qint64 topics = 0, partitions = 0, bytes = 0;
    for (int row = 0; row < model_.rowCount(); ++row) {
        const view::TopicRow& topic = model_.topic(row);
        if (topic.internal && !internal_->isChecked()) continue;
        ++topics;
        partitions += topic.partitions;
        bytes += topic.size;
    }
    if (topics == 0) return {};
    const QString all =
        QStringList{topics == 1 ? tr("1 topic") : tr("%1 topics").arg(format::number(topics)),
                    partitions == 1 ? tr("1 partition") : tr("%1 partitions").arg(format::number(partitions)),
                    format::bytes(bytes)}
            .join(u" · "_s);
    if (filter_.rowCount() == topics) return all;
    return tr("%1 of %2").arg(format::number(filter_.rowCount()), all);
}

void TopicsPane::refreshSoon() {
    // A batch may change ten thousand rows, each with its signal: the totals are summed once after them.
    if (refreshing_) return;
    refreshing_ = true;
    QTimer::singleShot(0, this, &TopicsPane::refresh);
}

void TopicsPane::refresh() {
    refreshing_ = false;
    const QString reason = whyNotManage(cluster_);
    enableUnless(create_, reason, tr("A new topic (Ctrl+N on this page)"));
    const view::TopicRow* topic = current();
    const QString whyNotDelete = !topic            ? tr("Select a topic first.")
                                 : topic->internal ? tr("The cluster needs this topic itself.")
                                                   : reason;
    enableUnless(delete_, whyNotDelete, tr("Delete the selected topic with all its records (Del)"));
    enableUnless(export_, filter_.rowCount() == 0 ? tr("There is nothing to export.") : QString(),
                 tr("The table as it is filtered and sorted, numbers raw"));
    summary_->setText(summary());
    stack_->setCurrentWidget(filter_.rowCount() > 0 ? static_cast<QWidget*>(table_) : empty_);
    if (filter_.rowCount() > 0) return;
    if (!text_->text().isEmpty())
        empty_->set(u"search"_s, tr("No topics match “%1”").arg(text_->text()),
                    tr("The filter looks for each word in the names."),
                    model_.rowCount() > 0 ? tr("Clear the filter") : QString());
    else if (reason.isEmpty())
        empty_->set(u"topics"_s, tr("No topics yet"),
                    tr("A topic holds records in partitions; producers write to it."), tr("Create topic…"));
    else
        empty_->set(u"topics"_s, tr("No topics to show"), reason,
                    cluster_.state() == view::ClusterState::stopped ? tr("Start the cluster") : QString());
}

const view::TopicRow* TopicsPane::current() const {
    const QModelIndex at = filter_.mapToSource(table_->currentIndex());
    return at.isValid() ? &model_.topic(at.row()) : nullptr;
}

void TopicsPane::openCurrent() {
    if (const auto* topic = current()) cluster_.go(u"topic"_s, {QString::fromStdString(topic->name)});
}

bool TopicsPane::find() {
    text_->setFocus(Qt::ShortcutFocusReason);
    text_->selectAll();
    return true;
}

bool TopicsPane::event(QEvent* event) {
    // Ctrl+N is the window's "New cluster"; with the focus on this page it means a topic. Taking the override
    // and then the key leaves the window's shortcut alone everywhere else.
    if (event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress) {
        auto* key = static_cast<QKeyEvent*>(event);
        const bool create = key->matches(QKeySequence::New);
        const bool remove =
            key->key() == Qt::Key_Delete && key->modifiers() == Qt::NoModifier && table_->hasFocus();
        if (create || remove) {
            event->accept();
            if (event->type() == QEvent::ShortcutOverride) return true;
            if (create) createTopic();
            if (remove) deleteTopic();
            return true;
        }
    }
    return Page::event(event);
}

void TopicsPane::createTopic() {
    if (!whyNotManage(cluster_).isEmpty()) return;
    auto* dialog = new CreateTopicDialog(cluster_, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void TopicsPane::deleteTopic() {
    const view::TopicRow* topic = current();
    if (!topic || topic->internal || !whyNotManage(cluster_).isEmpty()) return;
    auto* dialog = new DeleteTopicDialog(cluster_, *topic, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void TopicsPane::showMenu(const QPoint& at) {
    const view::TopicRow* topic = current();
    if (!topic) return;
    const QString name = QString::fromStdString(topic->name);
    const QString reason = whyNotManage(cluster_);
    QMenu menu(this);
    menu.setToolTipsVisible(true);
    menu.addAction(tr("Open"), this, &TopicsPane::openCurrent);
    QAction* produce = menu.addAction(tr("Produce to %1").arg(name), this,
                                      [this, name] { ProduceDraft::of(cluster_).proposeTopic(name); });
    produce->setEnabled(whyNotProduce(cluster_).isEmpty());
    produce->setToolTip(whyNotProduce(cluster_));
    menu.addAction(tr("Copy name"), this, [name] { QGuiApplication::clipboard()->setText(name); });
    menu.addSeparator();
    QAction* purge = menu.addAction(tr("Delete records…"), this, [this, row = *topic] {
        auto* dialog = new DeleteRecordsDialog(cluster_, row, window());
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    QAction* remove = menu.addAction(tr("Delete topic…"), this, &TopicsPane::deleteTopic);
    for (QAction* action : {purge, remove}) {
        action->setEnabled(reason.isEmpty() && !topic->internal);
        action->setToolTip(topic->internal ? tr("The cluster needs this topic itself.") : reason);
    }
    menu.exec(table_->viewport()->mapToGlobal(at));
}

void TopicsPane::exportCsv() {
    const QString path = QFileDialog::getSaveFileName(window(), tr("Export topics"), u"topics.csv"_s,
                                                      tr("Comma-separated values (*.csv)"));
    if (path.isEmpty()) return;
    std::vector<view::TopicRow> rows;
    for (int row = 0; row < filter_.rowCount(); ++row)
        rows.push_back(model_.topic(filter_.mapToSource(filter_.index(row, 0)).row()));
    QSaveFile file(path);
    const bool written =
        file.open(QIODevice::WriteOnly) && file.write(TopicsModel::csv(rows)) >= 0 && file.commit();
    if (!written)
        QMessageBox::warning(window(), tr("Export topics"),
                             tr("%1 could not be written: %2").arg(path, file.errorString()));
}

} // namespace ui
