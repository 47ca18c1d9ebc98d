#include "ui/windows/draft_canvas.h"

#include "ui/style/theme.h"
#include "ui/widgets/painting.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QDrag>
#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

int brokerOf(const QMimeData* data) {
    return data->data(QLatin1StringView(DraftColumn::mime)).toInt();
}

QString gibText(int gib) {
    return u"%1 GiB"_s.arg(gib);
}

// The AZ's controllers, which need no deciding: three over the AZs, one when there is one AZ.
QStringList controllersOf(std::size_t az, std::size_t azs) {
    QStringList ids;
    const std::size_t all = azs > 1 ? 3 : 1;
    for (std::size_t i = az; i < all; i += azs) ids << QString::number(101 + i);
    return ids;
}

class ControllerNote : public QWidget {
public:
    explicit ControllerNote(QWidget* parent) : QWidget(parent) {
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }
    QSize sizeHint() const override { return {150, 2 * fontMetrics().height() + 22}; }
    void set(const QStringList& ids, bool alone) {
        ids_ = ids;
        alone_ = alone;
        setVisible(!ids_.isEmpty());
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        drawCard(painter, rect(), style::colors().controller);
        const QRectF inside = QRectF(rect()).adjusted(18, 9, -12, -9);
        painter.setFont(style::font(style::Text::strong));
        painter.setPen(style::colors().text);
        painter.drawText(inside, Qt::AlignLeft | Qt::AlignTop,
                         ids_.size() == 1 ? DraftCanvas::tr("Controller %1").arg(ids_.front())
                                          : DraftCanvas::tr("Controllers %1").arg(ids_.join(u", "_s)));
        painter.setFont(style::font(style::Text::caption));
        painter.setPen(style::colors().textMuted);
        painter.drawText(inside, Qt::AlignLeft | Qt::AlignBottom,
                         alone_ ? DraftCanvas::tr("one per cluster, by itself")
                                : DraftCanvas::tr("one vote of three"));
    }

private:
    QStringList ids_;
    bool alone_ = true;
};

} // namespace

DraftCard::DraftCard(LayoutDraft& draft, int id, int az, const QString& address, QWidget* parent)
    : QWidget(parent), draft_(draft), id_(id), az_(az), address_(address) {
    setObjectName(u"broker%1"_s.arg(id));
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::OpenHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Broker %1 at %2").arg(id).arg(address));
    setAccessibleDescription(tr("Ctrl+Left and Ctrl+Right move it to another AZ, Delete removes it."));
    setToolTip(tr("Drag it to another AZ, or Ctrl+Left and Ctrl+Right. Delete removes it."));
    auto* remove = new QPushButton(u"\u2212"_s, this);
    remove->setObjectName(u"remove%1"_s.arg(id));
    style::setKind(remove, "quiet"_L1);
    remove->setCursor(Qt::ArrowCursor);
    remove->setToolTip(tr("Remove broker %1").arg(id));
    remove->setAccessibleName(remove->toolTip());
    // After this card's own event is over: removing rebuilds the cards.
    connect(
        remove, &QPushButton::clicked, &draft_, [&d = draft_, id] { d.removeBroker(id); },
        Qt::QueuedConnection);
    auto* box = new QHBoxLayout(this);
    box->setContentsMargins(0, 0, 8, 8);
    box->addStretch(1);
    box->addWidget(remove, 0, Qt::AlignBottom);
}

QSize DraftCard::sizeHint() const {
    return {200, 3 * fontMetrics().height() + 30};
}

void DraftCard::paintEvent(QPaintEvent*) {
    const style::Colors& c = style::colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    drawCard(painter, rect(), style::azColors(az_).line, hasFocus() ? c.accentLine : QColor());
    const QRectF inside = QRectF(rect()).adjusted(18, 10, -12, -10);
    const qreal line = fontMetrics().height() + 4;
    painter.setFont(style::font(style::Text::strong));
    painter.setPen(c.text);
    painter.drawText(inside, Qt::AlignLeft | Qt::AlignTop, tr("Broker %1").arg(id_));
    painter.setFont(style::font(style::Text::caption));
    painter.setPen(c.textMuted);
    painter.drawText(inside, Qt::AlignRight | Qt::AlignTop, address_);
    painter.drawText(inside.adjusted(0, line, 0, 0), Qt::AlignLeft | Qt::AlignTop,
                     tr("storage %1").arg(gibText(draft_.storageGib())));
    painter.drawText(inside.adjusted(0, 2 * line - 1, 0, 0), Qt::AlignLeft | Qt::AlignTop,
                     tr("plaintext %1").arg(draft_.layout().plaintext_port));
    // Six dots: what can be taken hold of.
    painter.setPen(Qt::NoPen);
    painter.setBrush(c.textFaint);
    for (int row = 0; row < 3; ++row)
        for (int column = 0; column < 2; ++column)
            painter.drawEllipse(QPointF(inside.right() - 38 + column * 5, inside.bottom() - 14 + row * 5),
                                1.3, 1.3);
}

void DraftCard::mousePressEvent(QMouseEvent* event) {
    pressed_ = event->pos();
    QWidget::mousePressEvent(event);
    event->accept();
}

void DraftCard::mouseMoveEvent(QMouseEvent* event) {
    if (!event->buttons().testFlag(Qt::LeftButton)) return;
    if ((event->pos() - pressed_).manhattanLength() < QApplication::startDragDistance()) return;
    auto* carried = new QMimeData;
    carried->setData(QLatin1StringView(DraftColumn::mime), QByteArray::number(id_));
    auto* drag = new QDrag(this);
    drag->setMimeData(carried);
    drag->setPixmap(grab());
    drag->setHotSpot(pressed_);
    drag->exec(Qt::MoveAction);
}

void DraftCard::keyPressEvent(QKeyEvent* event) {
    const int step = event->key() == Qt::Key_Left ? -1 : event->key() == Qt::Key_Right ? 1 : 0;
    const bool remove = event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace;
    if (step != 0 && event->modifiers().testFlag(Qt::ControlModifier)) {
        QMetaObject::invokeMethod(
            &draft_, [&d = draft_, id = id_, az = az_ + step] { d.moveBroker(id, az); },
            Qt::QueuedConnection);
    } else if (remove) {
        QMetaObject::invokeMethod(
            &draft_, [&d = draft_, id = id_] { d.removeBroker(id); }, Qt::QueuedConnection);
    } else {
        QWidget::keyPressEvent(event);
    }
}

void DraftCard::contextMenuEvent(QContextMenuEvent* event) {
    QMenu menu;
    const auto& azs = draft_.layout().azs;
    std::vector<const QAction*> moves;
    for (std::size_t i = 0; i < azs.size(); ++i) {
        QAction* move = menu.addAction(tr("Move to AZ %1").arg(QString::fromStdString(azs[i].name)));
        move->setEnabled(static_cast<int>(i) != az_);
        moves.push_back(move);
    }
    menu.addSeparator();
    const QAction* remove = menu.addAction(tr("Remove broker %1").arg(id_));
    // The card may be gone when the menu returns: only values from here on.
    LayoutDraft& draft = draft_;
    const int id = id_;
    const QAction* chosen = menu.exec(event->globalPos());
    if (!chosen) return;
    int az = -1;
    for (std::size_t i = 0; i < moves.size(); ++i)
        if (chosen == moves[i]) az = static_cast<int>(i);
    const bool gone = chosen == remove;
    // Queued: this card is deleted by the change and still has its own event to finish.
    const auto change = [&draft, id, az, gone] {
        if (gone)
            draft.removeBroker(id);
        else
            draft.moveBroker(id, az);
    };
    QMetaObject::invokeMethod(&draft, change, Qt::QueuedConnection);
}

DraftColumn::DraftColumn(LayoutDraft& draft, int az, QWidget* parent)
    : AzColumn(az, parent), draft_(draft), az_(az) {
    setAcceptDrops(true);
    const QString name = QString::fromStdString(draft.layout().azs[static_cast<std::size_t>(az)].name);
    setTitle(name, u"127.10.%1.0/24"_s.arg(az + 1));
    add_ = new QPushButton(tr("+  Broker"), this);
    add_->setObjectName(u"addBroker%1"_s.arg(az));
    add_->setAccessibleName(tr("Add a broker to AZ %1").arg(name));
    style::setKind(add_, "dashed"_L1);
    problem_ = new QLabel(this);
    problem_->setWordWrap(true);
    style::dress(problem_, style::Text::caption, style::Tone::bad);
    problem_->hide();
    hint_ = new QLabel(this);
    hint_->setAlignment(Qt::AlignCenter);
    style::dress(hint_, style::Text::caption, style::Tone::accent);
    hint_->hide();
    body()->addWidget(add_);
    body()->addWidget(hint_);
    body()->addWidget(problem_);
    connect(add_, &QPushButton::clicked, this, [this] { draft_.addBroker(az_); });
}

void DraftColumn::setProblem(const QString& sentence) {
    problem_->setText(sentence);
    problem_->setVisible(!sentence.isEmpty());
}

void DraftColumn::dragEnterEvent(QDragEnterEvent* event) {
    if (!event->mimeData()->hasFormat(QLatin1StringView(mime))) return;
    const int id = brokerOf(event->mimeData());
    if (draft_.azOf(id) == az_) return;
    event->acceptProposedAction();
    setTarget(true);
    QString text = tr("drop to move broker %1 here").arg(id);
    const auto& from = draft_.layout().azs[static_cast<std::size_t>(draft_.azOf(id))];
    if (from.brokers.size() == 1)
        text += u'\n' + tr("AZ %1 would be left without a broker").arg(QString::fromStdString(from.name));
    hint_->setText(text);
    hint_->show();
}

void DraftColumn::dragLeaveEvent(QDragLeaveEvent*) {
    setTarget(false);
    hint_->hide();
}

void DraftColumn::dropEvent(QDropEvent* event) {
    setTarget(false);
    hint_->hide();
    const int id = brokerOf(event->mimeData());
    event->acceptProposedAction();
    // The drag still holds its card: move when it is over.
    QMetaObject::invokeMethod(
        &draft_, [&d = draft_, id, az = az_] { d.moveBroker(id, az); }, Qt::QueuedConnection);
}

DraftCanvas::DraftCanvas(LayoutDraft& draft, QWidget* parent) : QWidget(parent), draft_(draft) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    connect(&draft_, &LayoutDraft::changed, this, &DraftCanvas::rebuild);
    rebuild();
}

void DraftCanvas::rebuild() {
    const auto& azs = draft_.layout().azs;
    QString focused;
    if (const QWidget* focus = QApplication::focusWidget(); focus && isAncestorOf(focus))
        focused = focus->objectName();
    while (columns_.size() > azs.size()) {
        delete columns_.back();
        columns_.pop_back();
    }
    while (columns_.size() < azs.size()) {
        auto* made = new DraftColumn(draft_, static_cast<int>(columns_.size()), this);
        layout()->addWidget(made);
        static_cast<QHBoxLayout*>(layout())->setStretchFactor(made, 1);
        made->controller_ = new ControllerNote(made);
        made->addFoot(made->controller_);
        columns_.push_back(made);
    }
    for (std::size_t a = 0; a < azs.size(); ++a) {
        DraftColumn* column = columns_[a];
        static_cast<ControllerNote*>(column->controller_)->set(controllersOf(a, azs.size()), azs.size() == 1);
        for (DraftCard* old : column->findChildren<DraftCard*>()) delete old;
        int place = 0;
        for (const view::BrokerLayout& broker : azs[a].brokers) {
            const int az = static_cast<int>(a);
            auto* card = new DraftCard(draft_, broker.id, az, LayoutDraft::address(az, place), column);
            column->body()->insertWidget(place++, card);
        }
    }
    if (focused.isEmpty()) return;
    // What had the focus has been made again; a removed broker hands it to its neighbour's "+".
    auto* again = findChild<QWidget*>(focused);
    if (!again) again = columns_.front()->add_;
    again->setFocus();
}

void DraftCanvas::setProblems(const std::vector<view::LayoutProblem>& problems) {
    for (std::size_t a = 0; a < columns_.size(); ++a) {
        QString sentence;
        const std::string path = "azs[" + std::to_string(a) + "]";
        for (const view::LayoutProblem& problem : problems)
            if (problem.path.starts_with(path) && sentence.isEmpty())
                sentence = QString::fromStdString(problem.sentence);
        columns_[a]->setProblem(sentence);
    }
}

} // namespace ui
