#ifndef Q_MOC_RUN
#include "scenarios/raft/theatre.h"
#include "scenarios/transcript.h"
#endif

#include <QTest>

/// Every file of this folder is one story of the quorum.
class TranscriptsTest : public QObject {
    Q_OBJECT
private slots:
    void every_story_goes_as_it_is_told_data() {
        QTest::addColumn<QString>("path");
        for (const auto& path : scenarios::stories(std::filesystem::path(RIPARIUM_SCENARIOS) / "raft"))
            QTest::newRow(path.stem().c_str()) << QString::fromStdString(path.string());
    }
    void every_story_goes_as_it_is_told() {
        QFETCH(QString, path);
        const std::filesystem::path file = path.toStdString();
        const std::string told = scenarios::read_text(file);
        scenarios::QuorumTheatre theatre;
        const std::string happened =
            scenarios::replay(told, [&](const std::string& line) { return theatre.play(line); });
        if (scenarios::rewriting())
            std::ofstream(file) << happened;
        else
            QCOMPARE(QString::fromStdString(happened), QString::fromStdString(told));
    }
};

QTEST_APPLESS_MAIN(TranscriptsTest)
#include "transcripts_test.moc"
