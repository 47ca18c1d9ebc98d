#include "ui/widgets/data_table.h"

#include "ui/style/theme.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QSettings>

namespace ui {

using namespace Qt::StringLiterals;

DataTable::DataTable(const QString& name, QWidget* parent) : QTableView(parent), name_(name) {
    setShowGrid(false);
    setWordWrap(false);
    setFrameShape(QFrame::NoFrame);
    setSelectionBehavior(SelectRows);
    setVerticalScrollMode(ScrollPerItem);
    setHorizontalScrollMode(ScrollPerPixel);
    setTabKeyNavigation(false);
    setEditTriggers(NoEditTriggers);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 12);
    verticalHeader()->setMinimumSectionSize(fontMetrics().height() + 4);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setSectionsMovable(true);
    horizontalHeader()->setMinimumSectionSize(36);
    connect(this, &QTableView::doubleClicked, this, &DataTable::rowActivated);
}

DataTable::~DataTable() {
    if (!name_.isEmpty() && model())
        QSettings().setValue(u"columns/"_s + name_, horizontalHeader()->saveState());
}

void DataTable::present(QAbstractItemModel* newModel, Widths widths, bool sortable) {
    setModel(newModel);
    QHeaderView* header = horizontalHeader();
    const double scale = fontMetrics().horizontalAdvance(u'0') / 8.0;
    int column = 0;
    for (const int width : widths) {
        if (width < 0)
            header->setSectionResizeMode(column, QHeaderView::Stretch);
        else
            header->resizeSection(column, static_cast<int>(width * scale));
        ++column;
    }
    if (!name_.isEmpty()) header->restoreState(QSettings().value(u"columns/"_s + name_).toByteArray());
    setSortingEnabled(sortable);
    header->setSortIndicatorShown(sortable);
}

void DataTable::keyPressEvent(QKeyEvent* event) {
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentIndex().isValid()) {
        emit rowActivated(currentIndex());
        return;
    }
    if (event->matches(QKeySequence::Copy)) return copy();
    QTableView::keyPressEvent(event);
}

} // namespace ui
