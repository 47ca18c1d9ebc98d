#pragma once
// Deleting a topic, or its records: says what is lost, and where records would be lost for good asks to type
// the topic's name. UI thread.

#include "ui/panes/cluster_context.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QVBoxLayout;

namespace ui {

/// The shared part: sentence, name to type when needed, a button that says what it does.
class DestructiveDialog : public QDialog {
    Q_OBJECT
protected:
    /// `typeName`: the button is dead until the topic's name is typed.
    DestructiveDialog(ClusterContext& cluster, const view::TopicRow& topic, bool typeName, QWidget* parent);
    void build(const QString& title, const QString& sentence, const QString& verb);
    QVBoxLayout* column() { return column_; }
    virtual view::Command command() const = 0;
    virtual bool isComplete() const { return true; }
    void check();

    ClusterContext& cluster_;
    view::TopicRow topic_;

private:
    void act();

    bool typeName_;
    QVBoxLayout* column_ = nullptr;
    QLineEdit* name_ = nullptr;
    QLabel* failure_ = nullptr;
    QPushButton* act_ = nullptr;
};

class DeleteTopicDialog : public DestructiveDialog {
    Q_OBJECT
public:
    DeleteTopicDialog(ClusterContext& cluster, const view::TopicRow& topic, QWidget* parent = nullptr);

protected:
    view::Command command() const override;
};

/// Of one partition, up to an offset or to the high watermark.
class DeleteRecordsDialog : public DestructiveDialog {
    Q_OBJECT
public:
    DeleteRecordsDialog(ClusterContext& cluster, const view::TopicRow& topic, QWidget* parent = nullptr);

protected:
    view::Command command() const override;
    bool isComplete() const override;

private:
    void describe();
    const view::PartitionRow* partition() const;

    QComboBox* partition_ = nullptr;
    QLineEdit* offset_ = nullptr;
    QLabel* loss_ = nullptr;
};

} // namespace ui
