#include "cluster/embedded_cluster.h"
#include "engine/cluster/watcher.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>
#include <filesystem>

using namespace cluster_test;

class EmbeddedClusterTest : public QObject {
    Q_OBJECT

    QTemporaryDir dir_;

    std::filesystem::path data_dir(const char* name) const {
        return dir_.filePath(QString::fromUtf8(name)).toStdString();
    }

private slots:
    void a_started_cluster_keeps_what_is_produced_over_a_restart() {
        const auto layout = *view::preset("ha");
        std::string cluster_id;
        {
            cluster::EmbeddedCluster session(layout, {data_dir("kept"), 1});
            Watcher watch(session);
            QVERIFY(is<view::Done>(watch.ask(view::StartCluster{})));
            QCOMPARE(watch.cluster.state, view::ClusterState::running);
            cluster_id = watch.cluster.cluster_id;
            QVERIFY(is<view::Done>(watch.ask(topic("orders", 6))));
            for (int i = 0; i < 20; ++i) {
                const auto produced = watch.ask(record("orders", ("k" + std::to_string(i)).c_str(), "v"));
                QVERIFY(is<view::ProduceAnswer>(produced));
                QVERIFY(!std::get<view::ProduceAnswer>(produced).failure);
            }
            QVERIFY(watch.wait_for([&] { return watch.topics["orders"].records == 20; }));
            QVERIFY(is<view::Done>(watch.ask(view::StopCluster{})));
            QCOMPARE(watch.cluster.state, view::ClusterState::stopped);
            QVERIFY(watch.topics.empty());
        }
        cluster::EmbeddedCluster session(layout, {data_dir("kept"), 2});
        Watcher watch(session);
        QVERIFY(is<view::Done>(watch.ask(view::StartCluster{})));
        QCOMPARE(watch.cluster.cluster_id, cluster_id);
        QVERIFY(watch.wait_for([&] { return watch.topics["orders"].records == 20; }));
        view::ScanRecords scan;
        scan.topic = "orders";
        scan.start = view::FromOldest{};
        QVERIFY(is<view::RecordsAnswer>(watch.ask(scan)));
        QCOMPARE(watch.records.size(), std::size_t{20});
    }
    void a_temporary_folder_goes_with_a_clean_stop() {
        std::filesystem::path folder;
        {
            cluster::EmbeddedCluster session(*view::preset("single"), {});
            Watcher watch(session);
            QVERIFY(is<view::Done>(watch.ask(view::StartCluster{})));
            folder = watch.cluster.data_dir;
            QVERIFY(std::filesystem::exists(folder / "broker-1"));
        }
        QVERIFY(!std::filesystem::exists(folder));
    }
    void a_second_cluster_on_the_same_folder_is_refused_and_the_first_goes_on() {
        cluster::EmbeddedCluster first(*view::preset("single"), {data_dir("shared"), 1});
        Watcher watch(first);
        QVERIFY(is<view::Done>(watch.ask(view::StartCluster{})));
        cluster::EmbeddedCluster second(*view::preset("single"), {data_dir("shared"), 1});
        Watcher other(second);
        QVERIFY(is<view::Failed>(other.ask(view::StartCluster{})));
        QCOMPARE(other.cluster.state, view::ClusterState::failed);
        QVERIFY2(other.cluster.failure.find("shared") != std::string::npos, other.cluster.failure.c_str());
        QVERIFY(is<view::Done>(watch.ask(topic("still-here", 1))));
    }
    void two_clusters_at_once_take_ranges_of_their_own() {
        cluster::EmbeddedCluster first(*view::preset("single"), {});
        cluster::EmbeddedCluster second(*view::preset("single"), {});
        Watcher watch(first);
        Watcher other(second);
        QVERIFY(is<view::Done>(watch.ask(view::StartCluster{})));
        QVERIFY(is<view::Done>(other.ask(view::StartCluster{})));
        QVERIFY(watch.cluster.bootstrap != other.cluster.bootstrap);
    }
    void a_cluster_whose_controllers_folders_are_gone_is_not_begun_anew() {
        const auto layout = *view::preset("ha");
        const auto start = [&](Watcher& watch) { return watch.ask(view::StartCluster{}); };
        {
            cluster::EmbeddedCluster session(layout, {data_dir("lost"), 1});
            Watcher watch(session);
            QVERIFY(is<view::Done>(start(watch)));
            QVERIFY(is<view::Done>(watch.ask(topic("orders", 3))));
            QVERIFY(is<view::Done>(watch.ask(view::StopCluster{})));
        }
        std::filesystem::remove_all(data_dir("lost") / "controller-102");
        { // two of three know everything: the third learns it from them
            cluster::EmbeddedCluster session(layout, {data_dir("lost"), 1});
            Watcher watch(session);
            QVERIFY(is<view::Done>(start(watch)));
            QVERIFY(watch.wait_for([&] { return watch.topics.contains("orders"); }));
            QCOMPARE(watch.controllers.size(), std::size_t{3});
            QVERIFY(is<view::Done>(watch.ask(view::StopCluster{})));
        }
        std::filesystem::remove_all(data_dir("lost") / "controller-101");
        std::filesystem::remove_all(data_dir("lost") / "controller-103");
        cluster::EmbeddedCluster session(layout, {data_dir("lost"), 1});
        Watcher watch(session);
        const auto refused = start(watch);
        QVERIFY(is<view::Failed>(refused));
        QVERIFY2(std::get<view::Failed>(refused).detail.find("controller-101, controller-103 are missing") !=
                     std::string::npos,
                 std::get<view::Failed>(refused).detail.c_str());
        QVERIFY(!std::filesystem::exists(data_dir("lost") / "controller-101"));
    }
    void more_replicas_than_brokers_are_refused_with_a_sentence() {
        cluster::EmbeddedCluster session(*view::preset("ha"), {});
        Watcher watch(session);
        QVERIFY(is<view::Done>(watch.ask(view::StartCluster{})));
        view::CreateTopic command = topic("seven", 1);
        command.replication_factor = 7;
        const auto answer = watch.ask(command);
        QVERIFY(is<view::Failed>(answer));
        QCOMPARE(std::get<view::Failed>(answer).code, kafka::ErrorCode::invalid_replication_factor);
        QVERIFY(std::get<view::Failed>(answer).detail.size() > 20);
    }
    void commands_to_a_stopped_cluster_say_so() {
        cluster::EmbeddedCluster session(*view::preset("single"), {});
        Watcher watch(session);
        const auto answer = watch.ask(topic("orders", 1));
        QVERIFY(is<view::Failed>(answer));
        QVERIFY(is<view::Done>(watch.ask(view::StopCluster{})));
    }
    void a_topic_is_configured_and_deleted() {
        cluster::EmbeddedCluster session(*view::preset("dev"), {});
        Watcher watch(session);
        QVERIFY(is<view::Done>(watch.ask(view::StartCluster{})));
        QVERIFY(is<view::Done>(watch.ask(topic("orders", 2))));
        QVERIFY(is<view::Done>(watch.ask(view::AlterTopicConfig{"orders", {{"retention.ms", "60000"}}})));
        QVERIFY(watch.wait_for([&] { return watch.topics["orders"].retention_ms == 60000; }));
        QVERIFY(is<view::Done>(watch.ask(view::AddPartitions{"orders", 5})));
        QVERIFY(watch.wait_for([&] { return watch.topics["orders"].partitions == 5; }));
        QVERIFY(is<view::Done>(watch.ask(view::DeleteTopic{"orders"})));
        QVERIFY(watch.wait_for([&] { return !watch.topics.contains("orders"); }));
    }
};

QTEST_APPLESS_MAIN(EmbeddedClusterTest)
#include "embedded_cluster_test.moc"
