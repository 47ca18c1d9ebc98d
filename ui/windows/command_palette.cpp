#include "ui/windows/command_palette.h"

#include "ui/style/theme.h"
#include "ui/widgets/empty_state.h"
#include "ui/windows/tree_line_delegate.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QStackedLayout>
#include <QVBoxLayout>
#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int max_shown = 60;

// Every word must occur; a match at the beginning comes first, then one at the beginning of a word.
int rank(const QString& title, const QString& kind, const QString& typed) {
    int worst = 0;
    for (const QString& word : typed.split(u' ', Qt::SkipEmptyParts)) {
        const qsizetype at = title.indexOf(word, 0, Qt::CaseInsensitive);
        if (at < 0) {
            if (!kind.contains(word, Qt::CaseInsensitive)) return -1;
            worst = std::max(worst, 3);
        } else {
            worst = std::max(worst, at == 0 ? 0 : title[at - 1].isLetterOrNumber() ? 2 : 1);
        }
    }
    return worst;
}

} // namespace

CommandPalette::CommandPalette(const PaneRegistry& registry, ClusterShelf& shelf, Navigator& navigator,
                               ClusterContext* cluster, QWidget* window)
    : QDialog(window, Qt::Dialog | Qt::FramelessWindowHint), navigator_(navigator) {
    setObjectName(u"commandPalette"_s);
    setAccessibleName(tr("Go to"));
    setAttribute(Qt::WA_DeleteOnClose);
    setAttribute(Qt::WA_StyledBackground);
    line_ = new QLineEdit(this);
    line_->setPlaceholderText(tr("Go to a page or topic, or run an action"));
    line_->setAccessibleName(line_->placeholderText());
    list_ = new QListWidget(this);
    list_->setFocusPolicy(Qt::NoFocus);
    list_->setMouseTracking(true);
    list_->setItemDelegate(new TreeLineDelegate(list_));
    list_->setAccessibleName(tr("Matches"));
    nothing_ = new EmptyState(this);
    nothing_->setObjectName(u"nothingFound"_s);
    answers_ = new QStackedLayout;
    answers_->addWidget(list_);
    answers_->addWidget(nothing_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(10, 10, 10, 10);
    column->addWidget(line_);
    column->addLayout(answers_, 1);
    collect(registry, shelf, cluster, window);

    line_->installEventFilter(this);
    connect(line_, &QLineEdit::textChanged, this, &CommandPalette::filter);
    connect(line_, &QLineEdit::returnPressed, this, &CommandPalette::accept);
    connect(list_, &QListWidget::itemClicked, this, &CommandPalette::accept);
    filter({});
    const int width = std::min(window->width() - 80, fontMetrics().averageCharWidth() * 90);
    resize(width, std::min(window->height() - 120, fontMetrics().height() * 24));
    move(window->mapToGlobal(QPoint((window->width() - width) / 2, 64)));
}

void CommandPalette::collect(const PaneRegistry& registry, ClusterShelf& shelf, ClusterContext* cluster,
                             QWidget* window) {
    if (cluster) {
        for (const PaneInfo* pane : registry.panes(PaneArea::page)) {
            if (pane->perApplication) continue;
            entries_.push_back({pane->title,
                                tr("Page"),
                                pane->shortcut.toString(QKeySequence::NativeText),
                                {},
                                [cluster, id = pane->id] { cluster->go(id); }});
        }
        for (const auto& [key, row] : cluster->bridge().topics()) {
            const QString name = QString::fromStdString(key.name);
            entries_.push_back(
                {name, tr("Topic"), {}, {}, [cluster, name] { cluster->go(u"topic"_s, {name}); }});
        }
    }
    for (const ActionInfo& action : registry.actions()) {
        if (action.needsCluster && !cluster) continue;
        const QString whyNot = action.whyNot ? action.whyNot(cluster) : QString();
        entries_.push_back({action.title, tr("Action"), action.shortcut.toString(QKeySequence::NativeText),
                            whyNot, [cluster, run = action.run, window] { run(cluster, window); }});
    }
    if (cluster)
        for (const ActionInfo& action : registry.actionsFor(*cluster)) {
            const QString whyNot = action.whyNot ? action.whyNot(cluster) : QString();
            entries_.push_back({action.title, tr("Action"), {}, whyNot, [cluster, run = action.run, window] {
                                    run(cluster, window);
                                }});
        }
    for (const auto& other : shelf.clusters()) {
        if (other.get() == cluster) continue;
        entries_.push_back({other->name(), tr("Cluster"), {}, {}, [c = other.get()] { c->go(u"home"_s); }});
    }
}

void CommandPalette::filter(const QString& text) {
    std::vector<std::pair<int, const Entry*>> found;
    for (const Entry& entry : entries_)
        if (const int r = rank(entry.title, entry.kind, text); r >= 0) found.emplace_back(r, &entry);
    std::ranges::stable_sort(found, {}, [](const auto& pair) { return pair.first; });
    list_->clear();
    for (const auto& [r, entry] : found) {
        if (list_->count() == max_shown) break;
        auto* item = new QListWidgetItem(entry->title, list_);
        item->setData(TreeLineDelegate::trailing,
                      entry->trailing.isEmpty() ? entry->kind : entry->kind + u"   "_s + entry->trailing);
        item->setData(Qt::UserRole, static_cast<int>(entry - entries_.data()));
        if (!entry->whyNot.isEmpty()) {
            item->setFlags(item->flags() & ~Qt::ItemIsEnabled);
            item->setToolTip(entry->whyNot);
        }
    }
    for (int i = 0; i < list_->count(); ++i) {
        if (!list_->item(i)->flags().testFlag(Qt::ItemIsEnabled)) continue;
        list_->setCurrentRow(i);
        break;
    }
    if (found.empty())
        nothing_->set(
            u"search"_s, tr("Nothing matches “%1”").arg(text.trimmed()),
            tr("Any part of a name finds pages, topics, actions and open clusters: “top”, “kill 2”, "
               "“dark”."),
            {});
    answers_->setCurrentWidget(found.empty() ? static_cast<QWidget*>(nothing_) : list_);
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
    if (watched == line_ && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Down || key == Qt::Key_Up || key == Qt::Key_PageDown || key == Qt::Key_PageUp) {
            QCoreApplication::sendEvent(list_, event);
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

void CommandPalette::accept() {
    const QListWidgetItem* item = list_->currentItem();
    if (!item || !item->flags().testFlag(Qt::ItemIsEnabled)) return;
    const auto run = entries_[static_cast<std::size_t>(item->data(Qt::UserRole).toInt())].run;
    QDialog::accept();
    run();
}

} // namespace ui
