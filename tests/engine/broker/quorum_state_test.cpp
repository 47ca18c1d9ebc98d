#ifndef Q_MOC_RUN // moc 6.4 cannot read the concepts that these headers bring
#include "broker/quorum_state.h"
#include "storage/posix_disk.h"
#endif

#include <QTemporaryDir>
#include <QTest>
#include <fstream>

class QuorumStateTest : public QObject {
    Q_OBJECT
private slots:
    void what_is_written_is_read_back() {
        QTemporaryDir dir;
        const std::filesystem::path folder = dir.path().toStdString();
        storage::PosixDisk disk;
        QVERIFY(!(*broker::read_quorum_state(disk, folder)).has_value());
        QVERIFY(broker::write_quorum_state(disk, folder,
                                           {base::BrokerId(101), base::LeaderEpoch(7), base::BrokerId(103),
                                            {base::BrokerId(101)}})
                    .has_value());
        const auto state = broker::read_quorum_state(disk, folder);
        QVERIFY(state.has_value());
        QCOMPARE((*state)->epoch.value, 7);
        QCOMPARE((*state)->leader.value, 101);
        QCOMPARE((*state)->voted.value, 103);
    }
    void a_file_that_makes_no_sense_is_an_error_and_not_a_fresh_start() {
        QTemporaryDir dir;
        const std::filesystem::path folder = dir.path().toStdString();
        storage::PosixDisk disk;
        for (const char* content : {"", "[", "[]", R"({"leaderEpoch": "x"})"}) {
            std::ofstream(folder / "quorum-state") << content;
            const auto state = broker::read_quorum_state(disk, folder);
            QVERIFY(!state.has_value());
            QVERIFY(state.error().detail.find("quorum-state") != std::string::npos);
        }
    }
};

QTEST_APPLESS_MAIN(QuorumStateTest)
#include "quorum_state_test.moc"
