#pragma once
// New cluster: a person draws AZs and brokers, sees what it will be, creates it. Makes nothing itself:
// `chosen` says what was asked for. UI thread.

#include "view/layout.h"

#include <QDialog>

namespace ui {

class NewClusterDialog : public QDialog {
    Q_OBJECT
public:
    explicit NewClusterDialog(QWidget* parent = nullptr);

    const view::ClusterLayout& layoutChosen() const { return layout_; }
    QString document() const;
    QString dataDir() const;
    /// It could not be made: says so inside the dialog, which stays.
    void refuse(const QString& sentence);

signals:
    void chosen(bool start);

private:
    view::ClusterLayout layout_;
};

} // namespace ui
