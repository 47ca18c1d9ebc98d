#pragma once
// A pill with a count and a word that filters by what it says: "33 at min ISR". UI thread.

#include "ui/style/colors.h"

#include <QAbstractButton>

namespace ui {

class FilterChip : public QAbstractButton {
    Q_OBJECT
public:
    /// `colors` is asked at paint time, so that the chip follows the theme.
    using ColorsOf = const style::StateColors& (*)(int key);
    FilterChip(const QString& word, int key, ColorsOf colors, QWidget* parent = nullptr);

    int key() const { return key_; }
    void setCount(qint64 count);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString caption() const;
    QString word_;
    int key_;
    ColorsOf colors_;
    qint64 count_ = 0;
};

} // namespace ui
