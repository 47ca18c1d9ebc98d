#pragma once
// A few key and value lines to type: record headers (whose values may be null), configuration overrides.
// Grows by "Add" or by typing into the last line; Del takes a line away. UI thread.

#include <QWidget>
#include <optional>
#include <vector>

class QPushButton;
class QTableWidget;

namespace ui {

class PairTable : public QWidget {
    Q_OBJECT
public:
    struct Pair {
        QString key;
        std::optional<QString> value; ///< none: null
        bool operator==(const Pair&) const = default;
    };

    /// `nullable`: a third column makes a value null.
    PairTable(const QString& title, const QString& keyWord, bool nullable, QWidget* parent = nullptr);

    /// Lines whose key or value is typed.
    std::vector<Pair> pairs() const;
    void setPairs(const std::vector<Pair>& pairs);
    /// Adds an empty line and puts the cursor into it.
    void add();
    QTableWidget* table() { return table_; }

signals:
    void changed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void addLine(const Pair& pair);
    void removeCurrent();
    void fit();

    bool nullable_;
    QTableWidget* table_;
    QPushButton* add_;
};

} // namespace ui
