#include "ui/panes/top_topics.h"

#include "ui/style/format.h"
#include "ui/style/tabular.h"
#include "ui/style/theme.h"
#include "ui/widgets/painting.h"

#include <QAbstractButton>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;

// One topic: a button painted as a line of text over a bar.
class TopTopics::Line : public QAbstractButton {
public:
    explicit Line(QWidget* parent) : QAbstractButton(parent) {
        setCursor(Qt::PointingHandCursor);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        setAttribute(Qt::WA_Hover);
    }

    void set(const view::TopicRow& row, double largest) {
        name_ = QString::fromStdString(row.name);
        rate_ = row.records_in_rate > 0 ? format::recordRate(row.records_in_rate)
                : row.records == 1
                    ? TopTopics::tr("1 record")
                    : TopTopics::tr("%1 records").arg(format::shortNumber(static_cast<double>(row.records)));
        share_ = largest > 0 ? row.records_in_rate / largest : 0;
        setAccessibleName(name_ + u", "_s + rate_);
        update();
    }
    const QString& name() const { return name_; }
    QSize sizeHint() const override { return {120, fontMetrics().height() + 15}; }

protected:
    void paintEvent(QPaintEvent*) override {
        const style::Colors& c = style::colors();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF text(0, 2, width(), fontMetrics().height());
        painter.setFont(style::font(style::Text::caption));
        painter.setPen(c.textMuted);
        style::drawTabular(painter, text, Qt::AlignRight, rate_);
        const qreal used = style::tabularWidth(QFontMetricsF(painter.font()), rate_) + 12;
        QFont font = style::font(style::Text::body);
        font.setUnderline(hasFocus());
        painter.setFont(font);
        painter.setPen(underMouse() || hasFocus() ? c.accent : c.text);
        const QString shown = QFontMetricsF(font).elidedText(name_, Qt::ElideMiddle, text.width() - used);
        painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter, shown);
        drawMeter(painter, {0, text.bottom() + 4, text.width(), 4}, share_, c.accentLine);
    }

private:
    QString name_;
    QString rate_;
    double share_ = 0;
};

TopTopics::TopTopics(ClusterContext& cluster, QWidget* parent)
    : Card(tr("Busiest topics"), parent), cluster_(cluster) {
    auto* all = new QPushButton(tr("All topics"), this);
    style::setKind(all, "link"_L1);
    header()->addWidget(all);
    connect(all, &QPushButton::clicked, this, [this] { cluster_.go(u"topics"_s); });
    for (std::size_t i = 0; i < max_lines; ++i) {
        auto* line = new Line(this);
        line->hide();
        body()->addWidget(line);
        lines_.push_back(line);
        connect(line, &QAbstractButton::clicked, this,
                [this, line] { cluster_.go(u"topic"_s, {line->name()}); });
    }
    body()->addStretch(1);
    connect(&cluster_.bridge(), &SessionBridge::topicsChanged, this, &TopTopics::refresh);
    connect(&cluster_.bridge(), &SessionBridge::reset, this, &TopTopics::refresh);
    refresh();
}

void TopTopics::refresh() {
    std::vector<const view::TopicRow*> rows;
    for (const auto& [key, row] : cluster_.bridge().topics())
        if (!row.internal) rows.push_back(&row);
    const std::size_t shown = std::min(rows.size(), max_lines);
    std::ranges::partial_sort(rows, rows.begin() + static_cast<std::ptrdiff_t>(shown),
                              [](const auto* a, const auto* b) {
                                  return std::tuple(-a->records_in_rate, -a->records, a->name) <
                                         std::tuple(-b->records_in_rate, -b->records, b->name);
                              });
    const double largest = rows.empty() ? 0 : rows.front()->records_in_rate;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
        lines_[i]->setVisible(i < shown);
        if (i < shown) lines_[i]->set(*rows[i], largest);
    }
}

} // namespace ui
