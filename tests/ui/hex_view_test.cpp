#include "ui/widgets/hex_view.h"

#include <QApplication>
#include <QClipboard>
#include <QScrollBar>
#include <QTest>

class HexViewTest : public QObject {
    Q_OBJECT

    static base::Buffer counting(std::size_t size) {
        std::vector<base::Byte> bytes(size);
        for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<base::Byte>(i);
        return base::Buffer::of(std::move(bytes));
    }

private slots:
    void a_line_shows_offset_hex_and_text() {
        ui::HexView view;
        view.setBytes(counting(0x44));
        QCOMPARE(view.lineCount(), 5);
        QCOMPARE(view.line(4), QStringLiteral("00000040  40 41 42 43  |@ABC|"));
        QCOMPARE(view.line(2),
                 QStringLiteral(
                     "00000020  20 21 22 23 24 25 26 27  28 29 2a 2b 2c 2d 2e 2f  | !\"#$%&'()*+,-./|"));
    }
    void keys_select_and_copy_bytes() {
        ui::HexView view;
        view.resize(700, 300);
        view.show();
        view.setBytes(counting(64));
        QTest::keyClick(&view, Qt::Key_Right);
        QTest::keyClick(&view, Qt::Key_Right, Qt::ShiftModifier);
        QTest::keyClick(&view, Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(view.selection(), (std::pair<qint64, qint64>(1, 19)));
        QTest::keyClick(&view, Qt::Key_Home, Qt::ControlModifier);
        QTest::keyClick(&view, Qt::Key_Right, Qt::ShiftModifier);
        QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("00 01"));
    }
    void a_click_finds_the_byte_it_hits() {
        ui::HexView view;
        view.resize(900, 300);
        view.show();
        view.setBytes(counting(64));
        const QFontMetrics metrics(view.font());
        const int cell = metrics.horizontalAdvance(QLatin1Char('0'));
        const int lineHeight = metrics.height() + 4;
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {},
                          QPoint(12 + (10 + 3 * 3) * cell + 2, lineHeight + 4));
        QTest::keyClick(&view, Qt::Key_Left, Qt::ShiftModifier);
        QCOMPARE(view.selection(), (std::pair<qint64, qint64>(18, 20)));
    }
    void found_bytes_are_selected_and_the_search_wraps() {
        ui::HexView view;
        view.setBytes(counting(600));
        const std::vector<base::Byte> wanted{0x10, 0x11};
        QVERIFY(view.find(wanted));
        QCOMPARE(view.selection(), (std::pair<qint64, qint64>(16, 18)));
        QVERIFY(view.find(wanted));
        QCOMPARE(view.selection(), (std::pair<qint64, qint64>(272, 274)));
        view.find(wanted);
        QVERIFY(view.find(wanted));
        QCOMPARE(view.selection(), (std::pair<qint64, qint64>(16, 18)));
        const std::vector<base::Byte> missing{0x10, 0x10};
        QVERIFY(!view.find(missing));
    }
    void a_big_record_scrolls_without_being_laid_out() {
        ui::HexView view;
        view.resize(700, 300);
        view.setBytes(counting(64 << 20));
        view.show();
        view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum());
        QVERIFY(!view.grab().isNull());
        QCOMPARE(view.lineCount(), (64 << 20) / 16);
    }
};

QTEST_MAIN(HexViewTest)
#include "hex_view_test.moc"
