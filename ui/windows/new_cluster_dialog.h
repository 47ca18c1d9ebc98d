#pragma once
// New cluster: a person draws AZs and brokers, sees what it will be, creates it. Makes nothing itself:
// `chosen` says what was asked for. UI thread.

#include "ui/windows/layout_draft.h"

#include <QDialog>

class QButtonGroup;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace ui {

class ClientsCard;
class DraftCanvas;
class SurvivalCard;

class NewClusterDialog : public QDialog {
    Q_OBJECT
public:
    explicit NewClusterDialog(QWidget* parent = nullptr);

    const view::ClusterLayout& layoutChosen() const { return draft_.layout(); }
    LayoutDraft& draft() { return draft_; }
    /// `<folder>/<name>.riparium`, with its data beside it.
    QString document() const;
    QString dataDir() const;
    /// It could not be made: says so inside the dialog, which stays.
    void refuse(const QString& sentence);

signals:
    void chosen(bool start);

private:
    QWidget* buildHead();
    QWidget* buildForm();
    QWidget* buildBody();
    QWidget* buildFoot();
    void refresh();
    QString folder() const;
    void refreshFolder();
    void chooseFolder();
    QString nameProblem(const std::vector<view::LayoutProblem>& problems) const;

    LayoutDraft draft_;
    QButtonGroup* presets_ = nullptr;
    QButtonGroup* azs_ = nullptr;
    QLineEdit* name_ = nullptr;
    QLabel* nameProblem_ = nullptr;
    QLineEdit* folder_ = nullptr;
    QLabel* space_ = nullptr;
    QSpinBox* storage_ = nullptr;
    DraftCanvas* canvas_ = nullptr;
    SurvivalCard* survival_ = nullptr;
    ClientsCard* clients_ = nullptr;
    QLabel* summary_ = nullptr;
    QLabel* detail_ = nullptr;
    QPushButton* undo_ = nullptr;
    QPushButton* create_ = nullptr;
    QPushButton* start_ = nullptr;
    bool folderTyped_ = false;
};

} // namespace ui
