#include "ui/widgets/filter_chip.h"

#include "ui/style/format.h"
#include "ui/style/tabular.h"
#include "ui/style/theme.h"

#include <QPainter>

namespace ui {
namespace {

QFont chipFont() {
    QFont font = style::font(style::Text::caption);
    font.setWeight(QFont::Medium);
    return font;
}

} // namespace

FilterChip::FilterChip(const QString& word, int key, ColorsOf colors, QWidget* parent)
    : QAbstractButton(parent), word_(word), key_(key), colors_(colors) {
    setCheckable(true);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setFocusPolicy(Qt::StrongFocus);
    setCount(0);
}

QString FilterChip::caption() const {
    return format::number(count_) + QChar(u' ') + word_;
}

void FilterChip::setCount(qint64 count) {
    const bool moved = count != count_;
    count_ = count;
    setAccessibleName(caption());
    setToolTip(isChecked() ? tr("Show the others again") : tr("Show only these"));
    if (moved) updateGeometry();
    update();
}

QSize FilterChip::sizeHint() const {
    const QFontMetricsF metrics(chipFont());
    return {qRound(style::tabularWidth(metrics, caption()) + 24), qRound(metrics.height() + 8)};
}

void FilterChip::paintEvent(QPaintEvent*) {
    const style::Colors& c = style::colors();
    const style::StateColors& colors = count_ > 0 ? colors_(key_) : c.neutral;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF pill = QRectF(rect()).adjusted(1, 1, -1, -1);
    const bool marked = isChecked() || underMouse() || hasFocus();
    painter.setPen(marked ? QPen(isChecked() ? colors.shape : c.textFaint, isChecked() ? 1.8 : 1)
                          : Qt::NoPen);
    if (hasFocus()) painter.setPen(QPen(c.accentLine, 1.8));
    painter.setBrush(colors.tint);
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2);
    painter.setFont(chipFont());
    painter.setPen(colors.text);
    style::drawTabular(painter, pill, Qt::AlignHCenter, caption());
}

} // namespace ui
