#pragma once
// A table of rows as every page shows it: whole rows selected, one height, no grid, columns remembered by
// name, Enter and double click activate, Ctrl+C asks the page for text. UI thread.

#include <QTableView>
#include <initializer_list>

namespace ui {

class DataTable : public QTableView {
    Q_OBJECT
public:
    /// Width of a column; -1: takes what is left.
    using Widths = std::initializer_list<int>;

    /// `name` is the key under which widths, order and sorting are kept; empty: they are not.
    explicit DataTable(const QString& name, QWidget* parent = nullptr);
    ~DataTable() override;

    /// Once. `sortable`: a click on a heading sorts.
    void present(QAbstractItemModel* model, Widths widths, bool sortable);
    /// The current row of the model, -1 when none.
    int currentRow() const { return currentIndex().isValid() ? currentIndex().row() : -1; }

public slots:
    /// Edit > Copy with the focus here.
    void copy() { emit copyAsked(); }

signals:
    void copyAsked();
    void rowActivated(const QModelIndex& index);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QString name_;
};

} // namespace ui
