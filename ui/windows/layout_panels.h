#pragma once
// Beside the layout being drawn: what the cluster will survive, and what clients will connect to. UI thread.

#include "ui/widgets/card.h"
#include "view/layout.h"

class QLabel;
class QVBoxLayout;

namespace ui {

class CopyField;

/// Honest for this version: one replica per partition.
class SurvivalCard : public Card {
    Q_OBJECT
public:
    explicit SurvivalCard(QWidget* parent = nullptr);
    void setLayoutShown(const view::ClusterLayout& layout);

private:
    class Line;
    Line* broker_ = nullptr;
    Line* az_ = nullptr;
    Line* killed_ = nullptr;
    QLabel* topics_ = nullptr; ///< what new topics get
};

class ClientsCard : public Card {
    Q_OBJECT
public:
    explicit ClientsCard(QWidget* parent = nullptr);
    void setBootstrap(const QString& bootstrap);

private:
    CopyField* servers_ = nullptr;
};

} // namespace ui
