#pragma once
// AZ x AZ: what each link does to the bytes that cross it, shown live and set in place. UI thread.

#include "ui/panes/cluster_context.h"

#include <QDialog>
#include <map>

class QCheckBox;
class QLabel;
class QSpinBox;

namespace ui {

class LatencyDialog : public QDialog {
    Q_OBJECT
public:
    explicit LatencyDialog(ClusterContext& cluster, QWidget* parent = nullptr);
    static void show(ClusterContext& cluster, QWidget* parent);

private:
    struct Cell {
        QSpinBox* latency = nullptr;
        QLabel* note = nullptr;
    };
    QWidget* buildCell(const view::LinkKey& key);
    view::LinkState stateOf(const view::LinkKey& key) const;
    void set(const view::LinkKey& key, int latencyMs);
    void refresh();

    ClusterContext& cluster_;
    std::map<view::LinkKey, Cell> cells_;
    QCheckBox* alike_ = nullptr;
};

} // namespace ui
