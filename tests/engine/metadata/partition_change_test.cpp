// One partition, one change: elections, eligible leader replicas and reassignments as a table of pictures.
#ifndef Q_MOC_RUN
#include "metadata/partition_change.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#endif

#include <QTest>

using namespace metadata;

namespace {

Replicas ids(std::initializer_list<int> numbers) {
    Replicas replicas;
    for (const int number : numbers) replicas.emplace_back(number);
    return replicas;
}

PartitionInfo partition(std::initializer_list<int> replicas, std::initializer_list<int> isr, int leader) {
    PartitionInfo p;
    p.replicas = ids(replicas);
    p.isr = ids(isr);
    p.leader = BrokerId(leader);
    p.leader_epoch = LeaderEpoch(5);
    p.partition_epoch = 7;
    for (const int id : replicas) {
        p.directories.emplace_back().bytes[0] = static_cast<base::Byte>(id);
    }
    return p;
}

/// What a story changes: who is alive, which rules hold, what is wanted.
struct Story {
    PartitionInfo now;
    Replicas alive = ids({1, 2, 3});
    TopicRules rules{.min_isr = 2, .eligible_replicas = true, .unclean_allowed = false};

    PartitionInfo after(const PartitionTarget& target,
                        std::optional<PartitionChangeRecord>* written = nullptr) {
        const BrokerRules brokers{[this](BrokerId id) { return contains(alive, id); },
                                  [](BrokerId id) {
                                      base::Uuid directory;
                                      directory.bytes[0] = static_cast<base::Byte>(id.value);
                                      return directory;
                                  }};
        const auto record = change_partition({}, PartitionIndex(0), now, target, rules, brokers);
        if (written != nullptr) *written = record;
        PartitionInfo p = now;
        if (record) apply_change(p, *record);
        return p;
    }
    PartitionInfo without(int gone, bool unclean = false) {
        PartitionTarget target(now);
        std::erase(target.isr, BrokerId(gone));
        std::erase(alive, BrokerId(gone));
        target.election = rules.election();
        if (unclean) target.unclean_stop = BrokerId(gone);
        return now = after(target);
    }
    PartitionInfo elected(Election election = Election::online) {
        PartitionTarget target(now);
        target.election = election;
        return now = after(target);
    }
};

QString picture(const PartitionInfo& p) {
    const auto list = [](const Replicas& replicas) {
        std::vector<int> numbers;
        for (const BrokerId id : replicas) numbers.push_back(id.value);
        return fmt::format("{}", fmt::join(numbers, ","));
    };
    std::string text = fmt::format("leader {} epoch {}.{} isr {}", p.leader.value, p.leader_epoch.value,
                                   p.partition_epoch, list(p.isr));
    if (!p.elr.empty()) text += " elr " + list(p.elr);
    if (!p.last_known_elr.empty()) text += " last " + list(p.last_known_elr);
    if (p.recovering) text += " recovering";
    text += " of " + list(p.replicas);
    if (!p.adding.empty()) text += " +" + list(p.adding);
    if (!p.removing.empty()) text += " -" + list(p.removing);
    return QString::fromStdString(text);
}

} // namespace

class PartitionChangeTest : public QObject {
    Q_OBJECT
private slots:
    void nothing_wanted_changes_nothing() {
        Story story{partition({1, 2, 3}, {1, 2, 3}, 1)};
        std::optional<PartitionChangeRecord> written;
        story.after(PartitionTarget(story.now), &written);
        QVERIFY(!written);
    }
    void brokers_go_one_by_one_and_nobody_who_has_everything_is_forgotten() {
        Story story{partition({3, 1, 2}, {3, 1, 2}, 3)};
        QCOMPARE(picture(story.without(3)), u"leader 1 epoch 6.8 isr 1,2 of 3,1,2"_qs);
        QCOMPARE(picture(story.without(1)), u"leader 2 epoch 7.9 isr 2 elr 1 of 3,1,2"_qs);
        QCOMPARE(picture(story.without(2)), u"leader -1 epoch 8.10 isr  elr 1,2 last 2 of 3,1,2"_qs);
        story.alive = ids({3});
        QCOMPARE(picture(story.elected()), u"leader -1 epoch 8.10 isr  elr 1,2 last 2 of 3,1,2"_qs);
        story.alive = ids({3, 1});
        QCOMPARE(picture(story.elected()), u"leader 1 epoch 9.11 isr 1 elr 2 of 3,1,2"_qs);
        // The ISR is at its minimum again: nobody else needs to be remembered.
        PartitionTarget grown(story.now);
        grown.isr = ids({1, 3});
        QCOMPARE(picture(story.now = story.after(grown)), u"leader 1 epoch 9.12 isr 1,3 of 3,1,2"_qs);
    }
    void whoever_stops_uncleanly_is_no_longer_eligible() {
        Story story{partition({1, 2, 3}, {1, 2}, 1)};
        story.without(1);
        QCOMPARE(picture(story.now), u"leader 2 epoch 6.8 isr 2 elr 1 of 1,2,3"_qs);
        QCOMPARE(picture(story.without(1, true)), u"leader 2 epoch 6.9 isr 2 of 1,2,3"_qs);
    }
    void when_all_stopped_uncleanly_the_last_leader_leads_and_recovers() {
        Story story{partition({1, 2, 3}, {1, 2, 3}, 1)};
        story.without(1, true);
        story.without(3, true);
        QCOMPARE(picture(story.without(2, true)), u"leader -1 epoch 7.10 isr  last 2 of 1,2,3"_qs);
        story.alive = ids({1, 3});
        QCOMPARE(picture(story.elected()), u"leader -1 epoch 7.10 isr  last 2 of 1,2,3"_qs);
        story.alive = ids({1, 2, 3});
        QCOMPARE(picture(story.elected()), u"leader 2 epoch 8.11 isr 2 recovering of 1,2,3"_qs);
        PartitionTarget settled(story.now);
        settled.isr = ids({2, 1});
        settled.recovering = false;
        QCOMPARE(picture(story.after(settled)), u"leader 2 epoch 8.12 isr 2,1 of 1,2,3"_qs);
    }
    void without_eligible_replicas_the_last_of_the_isr_stays() {
        Story story{partition({1, 2}, {1}, 1)};
        story.rules.eligible_replicas = false;
        QCOMPARE(picture(story.without(1)), u"leader -1 epoch 6.8 isr 1 of 1,2"_qs);
        story.alive = ids({1, 2});
        QCOMPARE(picture(story.elected()), u"leader 1 epoch 7.9 isr 1 of 1,2"_qs);
    }
    void an_unclean_leader_is_taken_only_where_it_is_allowed() {
        Story story{partition({1, 2}, {1}, 1)};
        story.without(1);
        QCOMPARE(picture(story.now), u"leader -1 epoch 6.8 isr  elr 1 last 1 of 1,2"_qs);
        QCOMPARE(picture(story.elected(Election::preferred)),
                 u"leader -1 epoch 6.8 isr  elr 1 last 1 of 1,2"_qs);
        QCOMPARE(picture(story.elected(Election::unclean)), u"leader 2 epoch 7.9 isr 2 recovering of 1,2"_qs);
    }
    void a_preferred_election_moves_leadership_only_within_the_isr() {
        Story story{partition({1, 2, 3}, {3, 2}, 3)};
        QCOMPARE(picture(story.elected(Election::preferred)), u"leader 3 epoch 5.7 isr 3,2 of 1,2,3"_qs);
        story.now.isr = ids({3, 2, 1});
        QCOMPARE(picture(story.elected()), u"leader 3 epoch 5.7 isr 3,2,1 of 1,2,3"_qs);
        QCOMPARE(picture(story.elected(Election::preferred)), u"leader 1 epoch 6.8 isr 3,2,1 of 1,2,3"_qs);
    }
    void a_reassignment_ends_when_every_target_is_in_sync() {
        Story story{partition({4, 5, 1, 2}, {1, 2}, 1)};
        story.now.adding = ids({4, 5});
        story.now.removing = ids({1, 2});
        story.alive = ids({1, 2, 4, 5});
        PartitionTarget one(story.now);
        one.isr = ids({1, 2, 4});
        QCOMPARE(picture(story.now = story.after(one)),
                 u"leader 1 epoch 5.8 isr 1,2,4 of 4,5,1,2 +4,5 -1,2"_qs);
        PartitionTarget both(story.now);
        both.isr = ids({1, 2, 4, 5});
        QCOMPARE(picture(story.now = story.after(both)), u"leader 4 epoch 6.9 isr 4,5 of 4,5"_qs);
        QCOMPARE(int{story.now.directories[1].bytes[0]}, 5);
        QCOMPARE(story.now.directories.size(), std::size_t{2});
    }
    void a_leader_that_stays_still_begins_an_epoch_when_a_replica_is_removed() {
        Story story{partition({1, 2, 3}, {1, 2, 3}, 1)};
        story.now.removing = ids({3});
        QCOMPARE(picture(story.elected()), u"leader 1 epoch 6.8 isr 1,2 of 1,2"_qs);
    }
};

QTEST_APPLESS_MAIN(PartitionChangeTest)
#include "partition_change_test.moc"
