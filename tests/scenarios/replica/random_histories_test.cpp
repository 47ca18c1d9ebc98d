// Random histories of one partition: crashes, power losses, fenced brokers that do not know it yet, lost
// answers of the controller, metadata that arrives late. Whatever happens, what was acknowledged with
// acks=all is in the log at the end.

#ifndef Q_MOC_RUN
#include "base/rng.h"
#include "scenarios/replica/world.h"
#endif

#include <QTest>

#include <algorithm>
#include <fmt/format.h>
#include <set>

using base::Offset;
using scenarios::ListLog;
using scenarios::Replica;
using scenarios::World;

namespace {

class History {
public:
    explicit History(std::uint64_t seed)
        : rng_(seed), min_isr_(rng_.chance(1, 4) ? 1 : 2),
          world_({1, 2, 3}, min_isr_, std::chrono::seconds(30)) {
        world_.tell_at_once = false;
    }

    void step() {
        const auto id = static_cast<std::int32_t>(1 + rng_.below(3));
        Replica& one = world_.replica(id);
        const std::uint64_t dice = rng_.below(100);
        if (dice < 35) {
            world_.fetch(id, static_cast<std::int64_t>(1 + rng_.below(6)));
        } else if (dice < 55) {
            produce(one);
        } else if (dice < 70) {
            if (one.up) world_.learn(id);
        } else if (dice < 78) {
            if (rng_.chance(2, 3))
                world_.accept(id);
            else if (one.leader)
                world_.refuse(id, kafka::ErrorCode::request_timed_out);
        } else if (dice < 82) {
            world_.wait(std::chrono::milliseconds(rng_.below(20'000)));
            world_.check_isr(id);
            world_.expire(id);
        } else if (dice < 86) {
            if (lives() > 1 || !one.up) world_.fence(id); // of the session; it may go on unaware
        } else if (dice < 90) {
            if (one.up) world_.unfence(id);
        } else if (dice < 93) {
            if (one.up) world_.crash(id);
        } else if (dice < 94) {
            lose_power(one);
        } else if (!one.up) {
            world_.restart(id);
        }
        note();
    }

    /// Everything works again: replicas agree, and hold what was acknowledged.
    QString heal() {
        for (int round = 0; round < 60; ++round) {
            for (std::int32_t id = 1; id <= 3; ++id) {
                if (!world_.replica(id).up) world_.restart(id);
                world_.unfence(id);
                world_.learn(id);
            }
            world_.wait(std::chrono::seconds(1));
            for (std::int32_t id = 1; id <= 3; ++id) world_.fetch(id);
            for (std::int32_t id = 1; id <= 3; ++id) world_.accept(id);
            note();
        }
        const auto& truth = world_.truth();
        if (truth.leader == base::no_broker) return QStringLiteral("nobody leads");
        if (truth.isr.size() != 3) return QStringLiteral("the ISR has not grown back");
        const Replica& leader = world_.replica(truth.leader.value);
        if (leader.committed() != leader.log.log_end())
            return QStringLiteral("the high watermark stands still");
        for (const auto& [waiter, record] : acked_) {
            if (record.first >= leader.log.log_end() || leader.log.at(record.first) != record.second)
                return QString::fromStdString(fmt::format("produce {} was acknowledged and is lost", waiter));
        }
        return {};
    }
    std::size_t acked() const { return acked_.size(); }
    World& world() { return world_; }

private:
    std::size_t lives() const { return world_.truth().isr.size(); }

    void produce(Replica& one) {
        const replica::WaiterId waiter = next_waiter_++;
        const auto count = static_cast<std::int64_t>(1 + rng_.below(3));
        if (!world_.produce(one.id.value, count, waiter)) return;
        const Offset last = one.log.log_end() - 1;
        waiting_[waiter] = {last, one.log.at(last)}; // its answer is looked at by note()
    }

    /// The unsynced tail is gone; a broker that starts uncleanly is not in the ISR (KIP-966). The last one in
    /// sync is spared: what it alone has cannot survive.
    void lose_power(Replica& one) {
        const auto& isr = world_.truth().isr;
        const bool in_isr = std::ranges::find(isr, one.id) != isr.end();
        if (in_isr && isr.size() == 1) return;
        const auto end = static_cast<std::uint64_t>(one.log.log_end().value);
        world_.crash(one.id.value, static_cast<std::int64_t>(rng_.below(end + 1)));
        world_.fence(one.id.value);
    }

    void note() {
        for (const replica::Answered& answered : world_.take_answered()) {
            const auto node = waiting_.extract(answered.id);
            if (!node.empty() && answered.code == kafka::ErrorCode::none)
                acked_.insert({answered.id, node.mapped()});
        }
        world_.check();
        std::set<std::int32_t> epochs;
        for (const auto& [id, one] : world_.replicas())
            if (one->leader && !epochs.insert(one->leader->epoch().value).second)
                qFatal("two leaders in one epoch");
    }

    base::Rng rng_;
    std::int32_t min_isr_;
    World world_;
    replica::WaiterId next_waiter_ = 1;
    std::map<replica::WaiterId, std::pair<Offset, ListLog::Record>> waiting_;
    std::map<replica::WaiterId, std::pair<Offset, ListLog::Record>> acked_;
};

} // namespace

class RandomHistoriesTest : public QObject {
    Q_OBJECT
private slots:
    void what_was_acknowledged_survives_every_history() {
        const QByteArray only = qgetenv("RIPARIUM_SEED");
        const std::uint64_t first = only.isEmpty() ? 1 : only.toULongLong();
        const std::uint64_t last = only.isEmpty() ? 150 : first;
        std::size_t acked = 0;
        for (std::uint64_t seed = first; seed <= last; ++seed) {
            std::fprintf(stderr, "\rRIPARIUM_SEED=%llu ", static_cast<unsigned long long>(seed));
            History history(seed);
            for (int i = 0; i < 400; ++i) history.step();
            const QString wrong = history.heal();
            acked += history.acked();
            QVERIFY2(wrong.isEmpty(),
                     qPrintable(QStringLiteral("RIPARIUM_SEED=%1: %2\n%3")
                                    .arg(seed)
                                    .arg(wrong, QString::fromStdString(history.world().picture()))));
        }
        QVERIFY(acked > 0);
    }
};

QTEST_APPLESS_MAIN(RandomHistoriesTest)
#include "random_histories_test.moc"
