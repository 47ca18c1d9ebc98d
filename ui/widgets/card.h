#pragma once
// A surface with a line around it, 8 px radius, content inset by 16 px; optionally titled. UI thread.

#include <QFrame>

class QLabel;
class QVBoxLayout;
class QHBoxLayout;

namespace ui {

class Card : public QFrame {
    Q_OBJECT
public:
    explicit Card(QWidget* parent = nullptr);
    explicit Card(const QString& title, QWidget* parent = nullptr);

    /// Content goes here, below the title.
    QVBoxLayout* body() { return body_; }
    /// The title's line; widgets added to it stand at its right end. Null without a title.
    QHBoxLayout* header() { return header_; }
    void setTitle(const QString& title);
    /// Muted text beside the title.
    void setSubtitle(const QString& subtitle);

private:
    QVBoxLayout* body_ = nullptr;
    QHBoxLayout* header_ = nullptr;
    QLabel* title_ = nullptr;
    QLabel* subtitle_ = nullptr;
};

} // namespace ui
