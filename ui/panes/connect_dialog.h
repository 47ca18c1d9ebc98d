#pragma once
// How clients connect: the bootstrap servers to copy, and configurations that work as they stand. UI thread.

#include "ui/panes/cluster_context.h"

#include <QDialog>

namespace ui {

class ConnectDialog : public QDialog {
    Q_OBJECT
public:
    ConnectDialog(ClusterContext& cluster, QWidget* parent = nullptr);
};

} // namespace ui
