#include "ui/widgets/az_canvas.h"

#include "ui/style/colors.h"
#include "ui/style/theme.h"

#include <QContextMenuEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;

AzColumn::AzColumn(int index, QWidget* parent) : QFrame(parent), index_(index) {
    name_ = new QLabel(this);
    subnet_ = new QLabel(this);
    style::dress(name_, style::Text::title);
    style::dress(subnet_, style::Text::caption, style::Tone::muted);
    head_ = new QHBoxLayout;
    head_->setSpacing(10);
    head_->addWidget(name_);
    head_->addWidget(subnet_);
    subnet_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // the first to give way
    subnet_->installEventFilter(this);
    head_->setStretch(1, 1);
    cut_ = new QLabel(this);
    style::dress(cut_, style::Text::caption, style::Tone::bad);
    cut_->hide();
    head_->addWidget(cut_);
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
    subnetText_ = subnet;
    fitSubnet();
    setAccessibleName(tr("Availability zone %1").arg(name));
}

// Half an address is worse than none.
void AzColumn::fitSubnet() {
    const bool fits = subnet_->fontMetrics().horizontalAdvance(subnetText_) <= subnet_->width();
    const QString shown = fits ? subnetText_ : QString();
    if (subnet_->text() != shown) subnet_->setText(shown);
    subnet_->setToolTip(subnetText_);
}

bool AzColumn::eventFilter(QObject* watched, QEvent* event) {
    if (watched == subnet_ && event->type() == QEvent::Resize) fitSubnet();
    return QFrame::eventFilter(watched, event);
}

void AzColumn::addFoot(QWidget* widget) {
    layout()->addWidget(widget);
}

void AzColumn::setTarget(bool target) {
    if (target_ == target) return;
    target_ = target;
    update();
}

void AzColumn::setCut(const QString& words) {
    if (cut_->text() == words) return;
    const bool other = cut_->text().isEmpty() != words.isEmpty();
    cut_->setText(words);
    cut_->setVisible(!words.isEmpty());
    if (other) update();
}

bool AzColumn::isCut() const {
    return !cut_->text().isEmpty();
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
    if (isCut()) pen = QPen(style::colors().bad.shape, 1.5);
    if (target_ || isCut()) pen.setStyle(Qt::DashLine);
    painter.setPen(pen);
    painter.setBrush(az.tint);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
}

AzCanvas::AzCanvas(QWidget* parent) : QWidget(parent) {
    row_ = new QHBoxLayout;
    row_->setContentsMargins(0, 0, 0, 0);
    row_->setSpacing(10);
    links_ = new LinkBand(this);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(row_);
    all->addWidget(links_);
    connect(links_, &LinkBand::menuAsked, this, &AzCanvas::linkMenu);
    setAccessibleName(tr("Availability zones and their brokers"));
}

AzColumn* AzCanvas::column(const std::string& az) {
    AzColumn*& made = columns_[az];
    if (!made) {
        made = new AzColumn(style::azIndex(az), this);
        made->setTitle(QString::fromStdString(az), {});
        const auto place = static_cast<int>(std::distance(columns_.begin(), columns_.find(az)));
        row_->insertWidget(place, made, 1);
        if (readOnly_) return made;
        auto* more = new QToolButton(made);
        more->setText(u"⋯"_s);
        more->setObjectName(u"azMenu."_s + QString::fromStdString(az));
        more->setToolTip(tr("What can be done with AZ %1").arg(QString::fromStdString(az)));
        more->setAccessibleName(more->toolTip());
        connect(more, &QToolButton::clicked, this,
                [this, az, more] { emit azMenu(az, more->mapToGlobal(QPoint(0, more->height()))); });
        made->head()->addWidget(more);
    }
    return made;
}

void AzCanvas::listen(NodeCard* card, const view::NodeRef& node) {
    connect(card, &NodeCard::menuAsked, this, [this, node](const QPoint& at) { emit nodeMenu(node, at); });
    connect(card, &NodeCard::activated, this, [this, node] { emit nodeActivated(node); });
}

void AzCanvas::setRows(const view::RowStore& rows, qint64 nowMs) {
    for (const auto& [name, az] : rows.azs)
        column(name)->setTitle(QString::fromStdString(name), QString::fromStdString(az.subnet));
    setCuts(rows, nowMs);
    for (const auto& [key, row] : rows.brokers) {
        BrokerCard*& card = brokers_[key.id];
        if (!card) {
            card = new BrokerCard(this);
            card->setObjectName(u"broker.%1"_s.arg(key.id));
            listen(card, {view::NodeKind::broker, key.id});
            // Brokers above controllers, each kind in the order of its ids.
            int place = 0;
            for (const auto& [id, other] : brokers_)
                if (id < key.id && other && other->row().az == row.az) ++place;
            column(row.az)->body()->insertWidget(place, card);
        }
        card->setRow(row);
    }
    for (const auto& [key, row] : rows.controllers) {
        ControllerCard*& card = controllers_[key.id];
        if (!card) {
            card = new ControllerCard(this);
            card->setObjectName(u"controller.%1"_s.arg(key.id));
            listen(card, {view::NodeKind::controller, key.id});
            column(row.az)->body()->addWidget(card);
        }
        card->setRow(row, column(row.az)->isCut());
    }
    const auto drop = [](auto& cards, const auto& known) {
        std::erase_if(cards, [&](const auto& entry) {
            if (known.contains({entry.first})) return false;
            entry.second->deleteLater();
            return true;
        });
    };
    drop(brokers_, rows.brokers);
    drop(controllers_, rows.controllers);
    setReplicas(rows);
    links_->setLinks(rows.links);
    links_->setVisible(rows.azs.size() > 1 && !rows.links.empty());
}

void AzCanvas::setCuts(const view::RowStore& rows, qint64 nowMs) {
    for (const auto& [name, made] : columns_) {
        const auto az = rows.azs.find(name);
        bool cut = az != rows.azs.end() && az->second.cut;
        std::optional<qint64> since;
        for (const auto& [key, fault] : rows.faults)
            if (fault.kind == view::FaultKind::az_cut && fault.az == name) {
                cut = true;
                since = fault.since_ms;
            }
        if (!cut) {
            made->setCut({});
            continue;
        }
        const qint64 seconds = since ? std::max<qint64>(0, (nowMs - *since) / 1000) : 0;
        made->setCut(since ? tr("cut off %1:%2")
                                 .arg(seconds / 60, 2, 10, QChar(u'0'))
                                 .arg(seconds % 60, 2, 10, QChar(u'0'))
                           : tr("cut off"));
    }
}

void AzCanvas::setReplicas(const view::RowStore& rows) {
    using Kind = ReplicaChip::Kind;
    std::map<std::int32_t, BrokerReplicas> all;
    for (const auto& [key, row] : rows.partitions) {
        for (const std::int32_t id : row.replicas) {
            const auto broker = rows.brokers.find({id});
            if (broker == rows.brokers.end()) continue;
            const auto state = broker->second.state;
            const bool online = state == view::NodeState::online || state == view::NodeState::stopping;
            const bool inSync = std::find(row.isr.begin(), row.isr.end(), id) != row.isr.end();
            const Kind kind = row.leader == id ? Kind::leader
                              : !online        ? Kind::offline
                              : inSync         ? Kind::inSync
                                               : Kind::catchingUp;
            BrokerReplicas& on = all[id];
            ++on.counts[static_cast<std::size_t>(kind)];
            if (on.squares.size() < BrokerReplicas::max_squares) on.squares.push_back(kind);
        }
    }
    for (const auto& [id, card] : brokers_) card->setReplicas(std::move(all[id]));
}

void AzCanvas::placeLinks() {
    std::map<std::string, std::pair<int, int>> places;
    for (const auto& [name, made] : columns_) places[name] = {made->x(), made->x() + made->width()};
    links_->setColumns(std::move(places));
}

void AzCanvas::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    placeLinks();
}

bool AzCanvas::event(QEvent* event) {
    const bool done = QWidget::event(event);
    // The layout has given the columns their places.
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Show) {
        layout()->activate();
        placeLinks();
    }
    return done;
}

void AzCanvas::contextMenuEvent(QContextMenuEvent* event) {
    for (const auto& [name, made] : columns_)
        if (made->geometry().contains(event->pos())) return emit azMenu(name, event->globalPos());
    QWidget::contextMenuEvent(event);
}

void AzCanvas::advance() {
    for (const auto& [id, card] : brokers_) card->advance();
}

} // namespace ui
