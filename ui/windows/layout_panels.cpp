#include "ui/windows/layout_panels.h"

#include "ui/style/colors.h"
#include "ui/style/theme.h"
#include "ui/widgets/copy_field.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>

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
    topics_ = new QLabel(this);
    topics_->setWordWrap(true);
    style::dress(topics_, style::Text::caption, style::Tone::muted);
    body()->addWidget(rule(this));
    body()->addWidget(topics_);
    killed_->set(Degree::full, tr("This program killed"),
                 tr("every acknowledged record is there after the restart"));
}

void SurvivalCard::setLayoutShown(const view::ClusterLayout& layout) {
    // As the engine sets them: a replica per AZ up to three, in one AZ a replica per broker up to three.
    const std::size_t spread = layout.azs.size() > 1 ? layout.azs.size() : layout.broker_count();
    const std::size_t replicas = std::min<std::size_t>(spread, 3);
    if (replicas > 1)
        broker_->set(Degree::full, tr("One broker lost"),
                     tr("another replica leads within a second; writes go on"));
    else if (layout.broker_count() > 1)
        broker_->set(Degree::half, tr("One broker lost"), tr("its partitions wait for it, the others go on"));
    else
        broker_->set(Degree::none, tr("The broker lost"),
                     tr("everything waits until it returns, nothing is lost"));
    if (layout.azs.size() > 2)
        az_->set(Degree::full, tr("One AZ lost"),
                 tr("leaders move to the other AZs, writes go on, two of three controllers vote"));
    else if (layout.azs.size() == 2)
        az_->set(Degree::half, tr("One AZ lost"),
                 tr("AZ b may go; AZ a has two of three controllers: without it nobody is elected"));
    else
        az_->set(Degree::none, tr("The AZ lost"), tr("everything waits until it returns, nothing is lost"));
    topics_->setText(replicas > 2 ? tr("New topics have 3 replicas; 2 must be in sync to accept acks=all.")
                     : replicas == 2
                         ? tr("New topics have 2 replicas; 1 must be in sync to accept acks=all.")
                         : tr("New topics have one replica: a lost broker takes its partitions with it "
                              "until it returns."));
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
