#pragma once
// Latency, loss and bandwidth of the link between two AZs, each direction or both alike. UI thread.

#include "ui/panes/cluster_context.h"

#include <QDialog>
#include <array>

class QCheckBox;
class QDoubleSpinBox;
class QGridLayout;
class QLabel;
class QSpinBox;

namespace ui {

class LinkDialog : public QDialog {
    Q_OBJECT
public:
    LinkDialog(ClusterContext& cluster, std::string a, std::string b, QWidget* parent = nullptr);
    /// Opens one that deletes itself.
    static void show(ClusterContext& cluster, const std::string& a, const std::string& b, QWidget* parent);

private:
    struct Way {
        QSpinBox* latency = nullptr;
        QDoubleSpinBox* loss = nullptr;
        QDoubleSpinBox* bandwidth = nullptr;
        QCheckBox* cut = nullptr;
    };
    Way build(int column, const std::string& from, const std::string& to, QGridLayout& grid);
    view::LinkState stateOf(const Way& way) const;
    void apply();

    ClusterContext& cluster_;
    std::array<std::string, 2> azs_;
    std::array<Way, 2> ways_;
    QCheckBox* alike_ = nullptr;
    QLabel* failure_ = nullptr;
    int waiting_ = 0;
};

} // namespace ui
