#pragma once
// The layout being drawn: AZ columns with a card for each broker, + and - , drag and drop between AZs, and
// the same by keyboard (Ctrl+Left, Ctrl+Right, Delete, context menu). UI thread.

#include "ui/widgets/az_canvas.h"
#include "ui/windows/layout_draft.h"

#include <QWidget>
#include <vector>

class QLabel;
class QPushButton;

namespace ui {

/// One broker of the draft. Delete removes it; Ctrl+Left and Ctrl+Right move it.
class DraftCard : public QWidget {
    Q_OBJECT
public:
    DraftCard(LayoutDraft& draft, int id, int az, const QString& address, QWidget* parent = nullptr);
    int id() const { return id_; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {150, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    LayoutDraft& draft_;
    int id_;
    int az_;
    QString address_;
    QPoint pressed_;
};

class DraftColumn : public AzColumn {
    Q_OBJECT
public:
    DraftColumn(LayoutDraft& draft, int az, QWidget* parent = nullptr);
    /// What is wrong with this AZ, or empty.
    void setProblem(const QString& sentence);

    static constexpr auto mime = "application/x-riparium-broker";

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    LayoutDraft& draft_;
    int az_;
    QLabel* problem_ = nullptr;
    QLabel* hint_ = nullptr;
    friend class DraftCanvas;
    QPushButton* add_ = nullptr;
    QWidget* controller_ = nullptr;
};

class DraftCanvas : public QWidget {
    Q_OBJECT
public:
    explicit DraftCanvas(LayoutDraft& draft, QWidget* parent = nullptr);
    void setProblems(const std::vector<view::LayoutProblem>& problems);

private:
    void rebuild();

    LayoutDraft& draft_;
    std::vector<DraftColumn*> columns_;
};

} // namespace ui
