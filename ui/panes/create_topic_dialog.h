#pragma once
// Creates a topic: every rule is checked as it is typed, what the broker refuses is said beside the field it
// concerns. Closes when the broker has said yes, and goes to the topic's page. UI thread.

#include "ui/models/config_rules.h"
#include "ui/panes/cluster_context.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSlider;
class QSpinBox;
class QVBoxLayout;

namespace ui {

class PairTable;
class QuantityEdit;

class CreateTopicDialog : public QDialog {
    Q_OBJECT
public:
    explicit CreateTopicDialog(ClusterContext& cluster, QWidget* parent = nullptr);

    /// What "Create" would send.
    view::CreateTopic command() const;

private:
    void buildFields();
    void buildPartitions();
    void buildConfigs();
    QLabel* addField(const QString& title, QWidget* field, QLayout* line = nullptr);
    void check();
    /// Why it cannot be created yet; empty when it can.
    QString problem() const;
    QString overridesProblem() const;
    void create();
    void answered(const view::AnswerKind& answer);
    void refused(const view::Failed& failed);

    ClusterContext& cluster_;
    QVBoxLayout* column_ = nullptr;
    QLineEdit* name_ = nullptr;
    QLabel* nameHint_ = nullptr;
    QSpinBox* partitions_ = nullptr;
    QSlider* slider_ = nullptr;
    QLabel* partitionsHint_ = nullptr;
    QSpinBox* replication_ = nullptr;
    QLabel* replicationHint_ = nullptr;
    QuantityEdit* retentionTime_ = nullptr;
    QuantityEdit* retentionSize_ = nullptr;
    QLabel* retentionHint_ = nullptr;
    QComboBox* cleanup_ = nullptr;
    QuantityEdit* messageSize_ = nullptr;
    QLabel* messageHint_ = nullptr;
    PairTable* overrides_ = nullptr;
    QLabel* overridesHint_ = nullptr;
    QLabel* failure_ = nullptr;
    QPushButton* create_ = nullptr;
    bool waiting_ = false;
};

} // namespace ui
