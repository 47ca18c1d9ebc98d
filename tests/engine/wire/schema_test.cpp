// The committed schema text makes every change of the wire a diff that somebody reads.
// RIPARIUM_REGENERATE=1 writes it anew.

#include "wire/lister.h"

#include <QFile>
#include <QTest>

class SchemaTest : public QObject {
    Q_OBJECT
private slots:
    void the_wire_is_as_the_committed_schema_says() {
        QByteArray actual;
        for (const wire::MessageType& type : wire::message_types()) {
            actual += QByteArray::fromStdString(wire::list_schema(type.name, *type.make())) + '\n';
        }
        QFile file(QStringLiteral(RIPARIUM_TEST_DATA "/wire_schema.txt"));
        if (qEnvironmentVariableIsSet("RIPARIUM_REGENERATE")) {
            QVERIFY(file.open(QIODevice::WriteOnly));
            QCOMPARE(file.write(actual), actual.size());
            return;
        }
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QList<QByteArray> expected_lines = file.readAll().split('\n');
        const QList<QByteArray> actual_lines = actual.split('\n');
        for (qsizetype i = 0; i < qMin(expected_lines.size(), actual_lines.size()); ++i) {
            QCOMPARE(actual_lines[i], expected_lines[i]);
        }
        QCOMPARE(actual_lines.size(), expected_lines.size());
    }
};

QTEST_APPLESS_MAIN(SchemaTest)
#include "schema_test.moc"
