#pragma once
// Before something is broken that hurts: what goes offline, what refuses writes, what stays safe; then a
// button that names the deed. UI thread.

#include "view/what_if.h"

#include <QDialog>

namespace ui {

class ConsequenceDialog : public QDialog {
    Q_OBJECT
public:
    /// `verb`: "Kill broker 2". Deletes itself when closed.
    ConsequenceDialog(const QString& verb, const view::WhatIf& would, QWidget* parent = nullptr);
};

} // namespace ui
