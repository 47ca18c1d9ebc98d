#include "ui/windows/welcome_page.h"

#include "ui/style/format.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/widgets/painting.h"

#include <QAbstractButton>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>
#include <utility>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

QString shortPath(const QString& path) {
    const QString home = QDir::homePath();
    return path.startsWith(home + u'/') ? u'~' + path.mid(home.size()) : path;
}

// One recent cluster: its AZs as small bars, name, place, when.
class RecentLine : public QAbstractButton {
public:
    RecentLine(const RecentCluster& recent, QString state, QWidget* parent)
        : QAbstractButton(parent), recent_(recent), state_(std::move(state)) {
        exists_ = QFileInfo::exists(recent_.document);
        setCursor(Qt::PointingHandCursor);
        setAttribute(Qt::WA_Hover);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        setAccessibleName(WelcomePage::tr("%1, %2").arg(recent_.name, line()));
        setToolTip(recent_.document);
        setEnabled(exists_);
    }
    QSize sizeHint() const override { return {320, 2 * fontMetrics().height() + 28}; }

protected:
    void paintEvent(QPaintEvent*) override {
        const style::Colors& c = style::colors();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        drawCard(painter, rect(), {}, hasFocus() || underMouse() ? c.accentLine : QColor());
        const QRectF inside = QRectF(rect()).adjusted(16, 12, -16, -12);
        const int azs = std::clamp(recent_.azs, 1, 3);
        for (int i = 0; i < azs; ++i) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(exists_ ? style::azColors(i).line : c.track);
            painter.drawRoundedRect(QRectF(inside.left() + i * 8, inside.top() + 3, 5, inside.height() - 6),
                                    2.5, 2.5);
        }
        const QRectF text = inside.adjusted(36, 0, 0, 0);
        painter.setFont(style::font(style::Text::caption));
        painter.setPen(c.textMuted);
        const QString when = format::relativeTime(recent_.openedMs, QDateTime::currentMSecsSinceEpoch());
        painter.drawText(text, Qt::AlignRight | Qt::AlignTop, state_.isEmpty() ? when : state_);
        painter.drawText(text, Qt::AlignLeft | Qt::AlignBottom,
                         painter.fontMetrics().elidedText(line(), Qt::ElideMiddle, qRound(text.width())));
        painter.setFont(style::font(style::Text::strong));
        painter.setPen(exists_ ? c.text : c.textFaint);
        painter.drawText(text, Qt::AlignLeft | Qt::AlignTop, recent_.name);
    }

private:
    QString line() const {
        if (!exists_) return WelcomePage::tr("no longer at %1").arg(shortPath(recent_.document));
        const QString shape = WelcomePage::tr("%n AZ(s)", nullptr, recent_.azs) + u", "_s +
                              WelcomePage::tr("%n broker(s)", nullptr, recent_.brokers);
        return shape + u" · "_s + shortPath(recent_.document);
    }

    RecentCluster recent_;
    QString state_;
    bool exists_ = false;
};

} // namespace

WelcomePage::WelcomePage(RecentClusters& recent, std::function<QString(const QString&)> stateOf,
                         QWidget* parent)
    : Page(parent), recent_(recent), stateOf_(std::move(stateOf)) {
    auto* content = new QWidget;
    content->setProperty("ground", u"none"_s);
    auto* icon = new QLabel(content);
    icon->setPixmap(style::applicationIcon().pixmap(QSize(72, 72), devicePixelRatioF()));
    auto* title = new QLabel(tr("A Kafka cluster under glass"), content);
    style::dress(title, style::Text::display);
    auto* sentence =
        new QLabel(tr("Lay out availability zones and brokers, start them here, and connect any Kafka "
                      "client on this machine."),
                   content);
    style::setTone(sentence, style::Tone::muted);
    sentence->setWordWrap(true);
    auto* make = new QPushButton(tr("New cluster…"), content);
    auto* open = new QPushButton(tr("Open…"), content);
    style::setKind(make, "primary"_L1);
    make->setObjectName(u"welcomeNew"_s);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(make);
    buttons->addWidget(open);
    buttons->addStretch(1);
    caption_ = new QLabel(tr("Recent clusters"), content);
    style::dress(caption_, style::Text::title);
    list_ = new QWidget(content);
    (new QVBoxLayout(list_))->setContentsMargins(0, 0, 0, 0);
    auto* hint = new QLabel(tr("A .riparium file can also be dropped here."), content);
    style::dress(hint, style::Text::caption, style::Tone::muted);

    auto* column = new QVBoxLayout;
    column->setSpacing(8);
    column->addStretch(2);
    column->addWidget(icon);
    column->addSpacing(8);
    column->addWidget(title);
    column->addWidget(sentence);
    column->addSpacing(8);
    column->addLayout(buttons);
    column->addSpacing(24);
    column->addWidget(caption_);
    column->addWidget(list_);
    column->addWidget(hint);
    column->addStretch(3);
    auto* centre = new QHBoxLayout(content);
    centre->addStretch(1);
    centre->addLayout(column, 3);
    centre->addStretch(1);
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->addWidget(scroll);

    connect(make, &QPushButton::clicked, this, &WelcomePage::newClicked);
    connect(open, &QPushButton::clicked, this, &WelcomePage::openClicked);
    connect(&recent_, &RecentClusters::changed, this, &WelcomePage::refresh);
    refresh();
}

void WelcomePage::open(const QStringList&) {
    refresh();
}

void WelcomePage::refresh() {
    // Called from a line's own click by way of `remember`: the lines go when the event is over.
    for (QAbstractButton* line : list_->findChildren<QAbstractButton*>()) {
        list_->layout()->removeWidget(line);
        line->hide();
        line->deleteLater();
    }
    for (const RecentCluster& recent : recent_.all()) {
        auto* line = new RecentLine(recent, stateOf_(recent.document), list_);
        list_->layout()->addWidget(line);
        line->setContextMenuPolicy(Qt::CustomContextMenu);
        connect(line, &QAbstractButton::clicked, this,
                [this, document = recent.document] { emit chosen(document); });
        connect(line, &QWidget::customContextMenuRequested, this,
                [this, line, document = recent.document](QPoint at) {
                    QMenu menu;
                    const QAction* forget = menu.addAction(tr("Forget it here (the file stays)"));
                    if (menu.exec(line->mapToGlobal(at)) == forget) recent_.forget(document);
                });
    }
    caption_->setVisible(!recent_.all().empty());
    list_->setVisible(!recent_.all().empty());
}

} // namespace ui
