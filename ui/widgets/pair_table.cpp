#include "ui/widgets/pair_table.h"

#include "ui/style/theme.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;

namespace {
enum Column { keyColumn, valueColumn, nullColumn };
} // namespace

PairTable::PairTable(const QString& title, const QString& keyWord, bool nullable, QWidget* parent)
    : QWidget(parent), nullable_(nullable) {
    auto* caption = new QLabel(title, this);
    style::dress(caption, style::Text::caption, style::Tone::muted);
    add_ = new QPushButton(tr("+ Add"), this);
    style::setKind(add_, "link"_L1);
    add_->setAccessibleName(tr("Add to %1").arg(title));
    table_ = new QTableWidget(0, nullable ? 3 : 2, this);
    table_->setAccessibleName(title);
    table_->setHorizontalHeaderLabels(QStringList{keyWord, tr("Value"), tr("Null")}.mid(0, nullable ? 3 : 2));
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 10);
    table_->horizontalHeader()->setStretchLastSection(!nullable);
    table_->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table_->horizontalHeader()->setSectionResizeMode(valueColumn, QHeaderView::Stretch);
    if (nullable) table_->setColumnWidth(nullColumn, fontMetrics().horizontalAdvance(tr("Null")) + 28);
    table_->setFrameShape(QFrame::NoFrame);
    table_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    table_->setMinimumWidth(fontMetrics().averageCharWidth() * 24);
    table_->setTabKeyNavigation(false);
    table_->setToolTip(tr("Double click or F2 edits, Del takes the line away"));
    table_->installEventFilter(this);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(0, 0, 0, 0);
    head->addWidget(caption);
    head->addStretch();
    head->addWidget(add_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addLayout(head);
    column->addWidget(table_);
    connect(add_, &QPushButton::clicked, this, &PairTable::add);
    connect(table_, &QTableWidget::itemChanged, this, &PairTable::changed);
    fit();
}

void PairTable::addLine(const Pair& pair) {
    const int row = table_->rowCount();
    table_->insertRow(row);
    auto* key = new QTableWidgetItem(pair.key);
    auto* value = new QTableWidgetItem(pair.value.value_or(QString()));
    key->setFont(style::font(style::Text::mono));
    value->setFont(style::font(style::Text::mono));
    table_->setItem(row, keyColumn, key);
    table_->setItem(row, valueColumn, value);
    if (nullable_) {
        auto* null = new QTableWidgetItem;
        null->setFlags(Qt::ItemIsEnabled | Qt::ItemIsUserCheckable | Qt::ItemIsSelectable);
        null->setCheckState(pair.value ? Qt::Unchecked : Qt::Checked);
        null->setToolTip(tr("The value is null"));
        table_->setItem(row, nullColumn, null);
    }
    fit();
}

void PairTable::add() {
    addLine({{}, QString()});
    const int row = table_->rowCount() - 1;
    table_->setCurrentCell(row, keyColumn);
    table_->editItem(table_->item(row, keyColumn));
    emit changed();
}

void PairTable::removeCurrent() {
    if (table_->currentRow() < 0) return;
    table_->removeRow(table_->currentRow());
    fit();
    emit changed();
}

void PairTable::fit() {
    // No lines, no table: "Add" stands alone. More than four scroll.
    const int rows = table_->rowCount();
    table_->setVisible(rows > 0);
    const int height = table_->horizontalHeader()->sizeHint().height() +
                       std::min(rows, 4) * table_->verticalHeader()->defaultSectionSize() + 2;
    table_->setFixedHeight(height);
}

std::vector<PairTable::Pair> PairTable::pairs() const {
    std::vector<Pair> pairs;
    for (int row = 0; row < table_->rowCount(); ++row) {
        Pair pair{table_->item(row, keyColumn)->text(), table_->item(row, valueColumn)->text()};
        if (nullable_ && table_->item(row, nullColumn)->checkState() == Qt::Checked) pair.value.reset();
        if (!pair.key.isEmpty() || (pair.value && !pair.value->isEmpty())) pairs.push_back(std::move(pair));
    }
    return pairs;
}

void PairTable::setPairs(const std::vector<Pair>& pairs) {
    table_->setRowCount(0);
    for (const Pair& pair : pairs) addLine(pair);
    fit();
    emit changed();
}

bool PairTable::eventFilter(QObject* watched, QEvent* event) {
    if (watched == table_ && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Delete || key == Qt::Key_Backspace) {
            removeCurrent();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace ui
