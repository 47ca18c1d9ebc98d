#include "ui/windows/layout_panels.h"

#include "ui/style/colors.h"
#include "ui/style/theme.h"
#include "ui/widgets/copy_field.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

enum class Degree { full, half, none };

// Full, half and empty circle: the shape says it, the colour repeats it.
class Mark : public QWidget {
public:
    explicit Mark(QWidget* parent) : QWidget(parent) { setFixedSize(14, 18); }
    void set(Degree degree) {
        degree_ = degree;
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override {
        const style::Colors& c = style::colors();
        const QColor color = degree_ == Degree::full   ? c.ok.shape
                             : degree_ == Degree::half ? c.warning.shape
                                                       : c.bad.shape;
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF circle(2, 4, 10, 10);
        painter.setPen(QPen(color, 1.4));
        painter.setBrush(degree_ == Degree::full ? QBrush(color) : QBrush(Qt::NoBrush));
        painter.drawEllipse(circle);
        if (degree_ != Degree::half) return;
        painter.setBrush(color);
        painter.drawPie(circle, 90 * 16, 180 * 16);
    }

private:
    Degree degree_ = Degree::full;
};

QFrame* rule(QWidget* parent) {
    auto* line = new QFrame(parent);
    line->setProperty("rule", true);
    return line;
}

} // namespace

class SurvivalCard::Line : public QWidget {
public:
    explicit Line(QWidget* parent) : QWidget(parent) {
        mark_ = new Mark(this);
        title_ = new QLabel(this);
        sentence_ = new QLabel(this);
        sentence_->setWordWrap(true);
        QFont medium = style::font(style::Text::body);
        medium.setWeight(QFont::Medium);
        title_->setFont(medium);
        style::dress(sentence_, style::Text::caption, style::Tone::muted);
        auto* words = new QVBoxLayout;
        words->setSpacing(2);
        words->addWidget(title_);
        words->addWidget(sentence_);
        auto* row = new QHBoxLayout(this);
        row->setContentsMargins(0, 4, 0, 4);
        row->setSpacing(10);
        row->addWidget(mark_, 0, Qt::AlignTop);
        row->addLayout(words, 1);
    }
    void set(Degree degree, const QString& title, const QString& sentence) {
        mark_->set(degree);
        title_->setText(title);
        sentence_->setText(sentence);
        setAccessibleName(title + u": "_s + sentence);
    }

private:
    Mark* mark_ = nullptr;
    QLabel* title_ = nullptr;
    QLabel* sentence_ = nullptr;
};

SurvivalCard::SurvivalCard(QWidget* parent) : Card(tr("What this cluster survives"), parent) {
    broker_ = new Line(this);
    az_ = new Line(this);
    killed_ = new Line(this);
    for (Line* line : {killed_, broker_, az_}) {
        body()->addWidget(rule(this));
        body()->addWidget(line);
    }
    auto* honest =
        new QLabel(tr("Topics keep one replica in this version: a lost broker takes its partitions with it "
                      "until it returns."),
                   this);
    honest->setWordWrap(true);
    style::dress(honest, style::Text::caption, style::Tone::muted);
    body()->addWidget(rule(this));
    body()->addWidget(honest);
    killed_->set(Degree::full, tr("This program killed"),
                 tr("every acknowledged record is there after the restart"));
}

void SurvivalCard::setLayoutShown(const view::ClusterLayout& layout) {
    if (layout.broker_count() > 1)
        broker_->set(Degree::half, tr("One broker lost"), tr("its partitions wait for it, the others go on"));
    else
        broker_->set(Degree::none, tr("The broker lost"),
                     tr("everything waits until it returns, nothing is lost"));
    if (layout.azs.size() > 1)
        az_->set(Degree::half, tr("One AZ lost"), tr("partitions of its brokers wait, the other AZs go on"));
    else
        az_->set(Degree::none, tr("The AZ lost"), tr("everything waits until it returns, nothing is lost"));
}

ClientsCard::ClientsCard(QWidget* parent) : Card(tr("Clients connect to"), parent) {
    servers_ = new CopyField(tr("bootstrap servers"), CopyField::Lines::one, this);
    body()->addWidget(servers_);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(6);
    const auto line = [&](int row, const QString& what, const QString& how) {
        auto* name = new QLabel(what, this);
        QFont medium = style::font(style::Text::body);
        medium.setWeight(QFont::Medium);
        name->setFont(medium);
        auto* words = new QLabel(how, this);
        words->setWordWrap(true);
        style::setTone(words, style::Tone::muted);
        grid->addWidget(name, row, 0, Qt::AlignTop);
        grid->addWidget(words, row, 1);
    };
    line(0, tr("Security"), tr("plaintext, on this machine only"));
    line(1, tr("Kafka"), tr("speaks the protocol of 4.x, with MSK's defaults"));
    grid->setColumnStretch(1, 1);
    body()->addLayout(grid);
    auto* note = new QLabel(
        tr("When these addresses are taken, the next free ones are used and shown on the home page."), this);
    note->setWordWrap(true);
    style::dress(note, style::Text::caption, style::Tone::muted);
    body()->addWidget(note);
}

void ClientsCard::setBootstrap(const QString& bootstrap) {
    servers_->setText(bootstrap);
}

} // namespace ui
