#pragma once
// Writes records by hand: stays filled, says where a key will go before it is sent and where the record went
// after. Ctrl+Enter sends from anywhere in it. UI thread.

#include "ui/panes/cluster_context.h"
#include "ui/panes/page.h"

#include <optional>

class QCheckBox;
class QComboBox;
class QDateTimeEdit;
class QLabel;
class QProgressBar;
class QPushButton;
class QScrollArea;
class QSpinBox;
class QVBoxLayout;

namespace ui {

class PairTable;
class PayloadEdit;

class ProduceDock : public Page {
    Q_OBJECT
public:
    /// Repetitions are asked for in portions, so that Stop has something to stop.
    static constexpr int portion = 500;

    explicit ProduceDock(ClusterContext& cluster, QWidget* parent = nullptr);

    void setTopic(const QString& topic);
    QString topic() const;
    /// Fills every field from the record.
    void take(const view::ProduceRecord& record);
    /// What Send would submit, but for the portion.
    view::ProduceRecord command() const;
    void send();
    void stop();

private:
    void buildFields(QVBoxLayout* column);
    void buildChoices(QVBoxLayout* column);
    void buildFoot(QVBoxLayout* column);
    void fillTopics();
    void fillPartitions();
    /// Why it cannot be sent; empty when it can.
    QString problem() const;
    void refresh();
    void refreshDestination();
    void sendPortion();
    void answered(const view::AnswerKind& answer);
    void fail(const QString& sentence);
    void finish();
    int partitionCount() const;

    ClusterContext& cluster_;
    QComboBox* topic_ = nullptr;
    PayloadEdit* key_ = nullptr;
    QLabel* destination_ = nullptr;
    PayloadEdit* value_ = nullptr;
    PairTable* headers_ = nullptr;
    QComboBox* partition_ = nullptr;
    QComboBox* compression_ = nullptr;
    QComboBox* acks_ = nullptr;
    QCheckBox* timed_ = nullptr;
    QDateTimeEdit* time_ = nullptr;
    QSpinBox* repeat_ = nullptr;
    QPushButton* send_ = nullptr;
    QPushButton* stop_ = nullptr;
    QProgressBar* progress_ = nullptr;
    QLabel* result_ = nullptr;
    QLabel* resultNote_ = nullptr;

    view::ProduceRecord sending_;
    int wanted_ = 0; ///< records of the repetition under way; 0: none is
    int before_ = 0; ///< done in the portions before this one
    bool stopping_ = false;
    std::size_t known_ = 0; ///< topics in the list when it was filled
    std::optional<view::ProduceAnswer> last_;
};

} // namespace ui
