#pragma once
// The cluster as a person drew it: a tinted column for each AZ with its brokers and controllers as cards.
// Cards are kept and updated, not made again. UI thread.

#include "ui/widgets/node_card.h"

#include <QFrame>
#include <map>

class QLabel;
class QHBoxLayout;
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

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int index_;
    bool target_ = false;
    QHBoxLayout* head_ = nullptr;
    QVBoxLayout* body_ = nullptr;
    QLabel* name_ = nullptr;
    QLabel* subnet_ = nullptr;
};

class AzCanvas : public QWidget {
    Q_OBJECT
public:
    explicit AzCanvas(QWidget* parent = nullptr);

    void setRows(const std::map<std::string, view::AzRow>& azs,
                 const std::map<view::BrokerKey, view::BrokerRow>& brokers,
                 const std::map<view::ControllerKey, view::ControllerRow>& controllers);
    /// One second has passed: sparklines move on.
    void advance();

private:
    AzColumn* column(const std::string& az);

    QHBoxLayout* row_ = nullptr;
    std::map<std::string, AzColumn*> columns_;
    std::map<std::int32_t, BrokerCard*> brokers_;
    std::map<std::int32_t, ControllerCard*> controllers_;
};

} // namespace ui
