#include "ui/style/theme.h"
#include "ui/widgets/throughput_chart.h"

#include <QGraphicsTextItem>
#include <QGraphicsView>
#include <QTest>
#include <algorithm>

using namespace Qt::StringLiterals;

class ThroughputChartTest : public QObject {
    Q_OBJECT

    static QStringList labels(const ui::ThroughputChart& chart) {
        QStringList said;
        for (const QGraphicsItem* item : chart.findChild<QGraphicsView*>()->scene()->items()) {
            const auto* text = dynamic_cast<const QGraphicsTextItem*>(item);
            if (text && text->isVisible()) said << text->toPlainText();
        }
        return said;
    }

private slots:
    void a_low_chart_has_fewer_labels_and_none_is_elided() {
        ui::style::Theme::instance().start(*static_cast<QApplication*>(QCoreApplication::instance()));
        ui::ThroughputChart chart(300);
        const int series = chart.addSeries(u"AZ a"_s, 0, false);
        chart.add(series, 1'000, 41'800'000);
        chart.setVisible(true);
        qsizetype before = 0;
        for (const int height : {chart.minimumHeight(), 160, 220, 320}) {
            chart.resize(600, height);
            QCoreApplication::processEvents();
            chart.show(2'000);
            QCoreApplication::processEvents();
            const QStringList said = labels(chart);
            const bool top = std::any_of(said.begin(), said.end(), [](const QString& label) {
                return label.startsWith(u"80"_s) && label.endsWith(u"MB/s"_s);
            });
            QVERIFY2(top, qPrintable(said.join(u'|')));
            for (const QString& label : said)
                QVERIFY2(!label.contains(u"..."_s), qPrintable(said.join(u'|')));
            QVERIFY(said.size() >= before);
            before = said.size();
        }
    }
};

QTEST_MAIN(ThroughputChartTest)
#include "throughput_chart_test.moc"
