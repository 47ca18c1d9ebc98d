#pragma once
// The links between AZs as arcs below their columns: thickness is bytes per second, a cut is dashed and
// crossed, a slow one says by how much. Each has a pill that can be focused and asked for a menu. UI thread.

#include "view/row_store.h"

#include <QAbstractButton>
#include <map>
#include <vector>

namespace ui {

/// The words of one link, drawn on the arc.
class LinkPill : public QAbstractButton {
    Q_OBJECT
public:
    LinkPill(std::string a, std::string b, QWidget* parent = nullptr);

    const std::string& a() const { return a_; }
    const std::string& b() const { return b_; }
    void setState(const view::LinkRow* there, const view::LinkRow* back);
    bool isCut() const { return cut_; }
    bool isImpaired() const { return cut_ || impaired_; }
    double rate() const { return rate_; }
    QSize sizeHint() const override;

signals:
    void menuAsked(const QPoint& globalPos);

protected:
    void paintEvent(QPaintEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    std::string a_, b_;
    QString caption_;
    bool cut_ = false;
    bool impaired_ = false;
    double rate_ = 0;
};

class LinkBand : public QWidget {
    Q_OBJECT
public:
    explicit LinkBand(QWidget* parent = nullptr);

    void setLinks(const std::map<view::LinkKey, view::LinkRow>& links);
    /// Where the columns of the AZs are: their left and right edge by name.
    void setColumns(std::map<std::string, std::pair<int, int>> columns);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }
    const std::vector<LinkPill*>& pills() const { return pills_; }

signals:
    void menuAsked(const std::string& a, const std::string& b, const QPoint& globalPos);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Arc {
        qreal from, to, depth;
    };
    Arc arcOf(const LinkPill& pill) const;
    int distance(const LinkPill& pill) const;
    void place();

    std::map<std::string, std::pair<int, int>> columns_;
    std::vector<LinkPill*> pills_;
};

} // namespace ui
