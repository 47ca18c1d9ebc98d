#pragma once
// The cluster as a person drew it: a tinted column for each AZ with its brokers and controllers as cards, and
// the links between the AZs below. Cards are kept and updated, not made again. Shows any rows: of now, or of
// a recorded moment. UI thread.

#include "ui/widgets/link_band.h"
#include "ui/widgets/node_card.h"
#include "view/row_store.h"

#include <QFrame>
#include <map>

class QLabel;
class QHBoxLayout;
class QToolButton;
class QVBoxLayout;

namespace ui {

/// A column in its AZ's colours: "AZ a", the subnet, and what is put below.
class AzColumn : public QFrame {
    Q_OBJECT
public:
    explicit AzColumn(int index, QWidget* parent = nullptr);
    void setTitle(const QString& name, const QString& subnet);
    QVBoxLayout* body() { return body_; }
    /// At the bottom of the column, whatever stands above.
    void addFoot(QWidget* widget);
    QHBoxLayout* head() { return head_; }
    int index() const { return index_; }
    /// Drawn with a thicker dashed line: something can be dropped here.
    void setTarget(bool target);
    /// Dashed red with these words ("cut off 00:12"); empty: it is not cut.
    void setCut(const QString& words);
    bool isCut() const;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fitSubnet();

    int index_;
    bool target_ = false;
    QHBoxLayout* head_ = nullptr;
    QVBoxLayout* body_ = nullptr;
    QLabel* name_ = nullptr;
    QLabel* subnet_ = nullptr;
    QString subnetText_;
    QLabel* cut_ = nullptr;
};

class AzCanvas : public QWidget {
    Q_OBJECT
public:
    explicit AzCanvas(QWidget* parent = nullptr);

    /// A recorded moment: nothing can be done with what it shows. Call before the first rows.
    void setReadOnly() { readOnly_ = true; }
    /// `nowMs` for how long an AZ has been cut off.
    void setRows(const view::RowStore& rows, qint64 nowMs);
    /// One second has passed: sparklines move on.
    void advance();

signals:
    void nodeMenu(const view::NodeRef& node, const QPoint& globalPos);
    void nodeActivated(const view::NodeRef& node);
    void azMenu(const std::string& az, const QPoint& globalPos);
    void linkMenu(const std::string& a, const std::string& b, const QPoint& globalPos);

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    AzColumn* column(const std::string& az);
    void setCuts(const view::RowStore& rows, qint64 nowMs);
    void setReplicas(const view::RowStore& rows);
    void listen(NodeCard* card, const view::NodeRef& node);
    void placeLinks();

    bool readOnly_ = false;
    QHBoxLayout* row_ = nullptr;
    LinkBand* links_ = nullptr;
    std::map<std::string, AzColumn*> columns_;
    std::map<std::int32_t, BrokerCard*> brokers_;
    std::map<std::int32_t, ControllerCard*> controllers_;
};

} // namespace ui
