#include "ui/widgets/az_canvas.h"

#include "ui/style/colors.h"
#include "ui/style/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

namespace ui {

AzColumn::AzColumn(int index, QWidget* parent) : QFrame(parent), index_(index) {
    name_ = new QLabel(this);
    subnet_ = new QLabel(this);
    style::dress(name_, style::Text::title);
    style::dress(subnet_, style::Text::caption, style::Tone::muted);
    head_ = new QHBoxLayout;
    head_->setSpacing(10);
    head_->addWidget(name_);
    head_->addWidget(subnet_);
    head_->addStretch(1);
    body_ = new QVBoxLayout;
    body_->setSpacing(10);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 10, 12, 12);
    column->setSpacing(10);
    column->addLayout(head_);
    column->addLayout(body_);
    column->addStretch(1);
}

void AzColumn::setTitle(const QString& name, const QString& subnet) {
    name_->setText(tr("AZ %1").arg(name));
    subnet_->setText(subnet);
    setAccessibleName(tr("Availability zone %1").arg(name));
}

void AzColumn::addFoot(QWidget* widget) {
    layout()->addWidget(widget);
}

void AzColumn::setTarget(bool target) {
    if (target_ == target) return;
    target_ = target;
    update();
}

void AzColumn::paintEvent(QPaintEvent*) {
    const style::AzColors& az = style::azColors(index_);
    // The label's colour follows the theme without a style sheet of its own.
    QPalette words = name_->palette();
    if (words.color(QPalette::WindowText) != az.text) {
        words.setColor(QPalette::WindowText, az.text);
        name_->setPalette(words);
    }
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPen pen(az.line, target_ ? 2 : 1);
    if (target_) pen.setStyle(Qt::DashLine);
    painter.setPen(pen);
    painter.setBrush(az.tint);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
}

AzCanvas::AzCanvas(QWidget* parent) : QWidget(parent) {
    row_ = new QHBoxLayout(this);
    row_->setContentsMargins(0, 0, 0, 0);
    row_->setSpacing(10);
    setAccessibleName(tr("Availability zones and their brokers"));
}

AzColumn* AzCanvas::column(const std::string& az) {
    AzColumn*& made = columns_[az];
    if (!made) {
        made = new AzColumn(style::azIndex(az), this);
        made->setTitle(QString::fromStdString(az), {});
        const auto place = static_cast<int>(std::distance(columns_.begin(), columns_.find(az)));
        row_->insertWidget(place, made, 1);
    }
    return made;
}

void AzCanvas::setRows(const std::map<std::string, view::AzRow>& azs,
                       const std::map<view::BrokerKey, view::BrokerRow>& brokers,
                       const std::map<view::ControllerKey, view::ControllerRow>& controllers) {
    for (const auto& [name, az] : azs)
        column(name)->setTitle(QString::fromStdString(name), QString::fromStdString(az.subnet));
    for (const auto& [key, row] : brokers) {
        BrokerCard*& card = brokers_[key.id];
        if (!card) {
            card = new BrokerCard(this);
            // Brokers above controllers, each kind in the order of its ids.
            int place = 0;
            for (const auto& [id, other] : brokers_)
                if (id < key.id && other && other->row().az == row.az) ++place;
            column(row.az)->body()->insertWidget(place, card);
        }
        card->setRow(row);
    }
    for (const auto& [key, row] : controllers) {
        ControllerCard*& card = controllers_[key.id];
        if (!card) {
            card = new ControllerCard(this);
            column(row.az)->body()->addWidget(card);
        }
        card->setRow(row);
    }
    std::erase_if(brokers_, [&](const auto& entry) {
        if (brokers.contains({entry.first})) return false;
        entry.second->deleteLater();
        return true;
    });
    std::erase_if(controllers_, [&](const auto& entry) {
        if (controllers.contains({entry.first})) return false;
        entry.second->deleteLater();
        return true;
    });
}

void AzCanvas::advance() {
    for (const auto& [id, card] : brokers_) card->advance();
}

} // namespace ui
