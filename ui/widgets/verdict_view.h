#pragma once
// What would be, as lines with a mark each: a cross for offline, a warning for refused writes, a tick for
// what stays safe. UI thread.

#include "view/what_if.h"

#include <QWidget>
#include <vector>

class QVBoxLayout;

namespace ui {

class VerdictView : public QWidget {
    Q_OBJECT
public:
    explicit VerdictView(QWidget* parent = nullptr);
    void setWhatIf(const view::WhatIf& it);

private:
    QVBoxLayout* column_ = nullptr;
    std::vector<QWidget*> lines_;
};

} // namespace ui
