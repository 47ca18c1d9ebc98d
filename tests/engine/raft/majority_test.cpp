#ifndef Q_MOC_RUN
#include "raft/majority.h"

#include <algorithm>
#include <fmt/format.h>
#include <vector>
#endif

#include <QTest>

using base::Offset;
using raft::Tally;

namespace {

/// One bar per voter, as long as its log; `|` is where the committed offset stands.
std::string picture(const std::vector<std::int64_t>& ends) {
    std::vector<Offset> offsets;
    for (const std::int64_t end : ends) offsets.emplace_back(end);
    const std::int64_t at = raft::committed(offsets).value;
    const std::int64_t widest = *std::ranges::max_element(ends);
    std::string out;
    for (std::size_t i = 0; i < ends.size(); ++i) {
        std::string bar(static_cast<std::size_t>(std::max<std::int64_t>(widest, 0)), ' ');
        for (std::int64_t n = 0; n < ends[i]; ++n) bar[static_cast<std::size_t>(n)] = 'x';
        if (at >= 0) bar.insert(static_cast<std::size_t>(at), "|");
        out += fmt::format("{} {:>2} {}\n", i + 1, ends[i] < 0 ? "?" : std::to_string(ends[i]), bar);
    }
    return out + fmt::format("committed {}\n", at);
}

std::string tallies(std::size_t voters) {
    std::string out;
    for (std::size_t granted = 0; granted <= voters; ++granted) {
        for (std::size_t rejected = 0; granted + rejected <= voters; ++rejected) {
            const Tally tally = raft::tally(voters, granted, rejected);
            out += tally == Tally::won ? 'W' : tally == Tally::lost ? 'L' : '.';
        }
        out += '\n';
    }
    return out;
}

/// The slow way: the largest offset that more than half have.
std::int64_t oracle(const std::vector<Offset>& ends) {
    std::int64_t best = -1;
    for (const Offset candidate : ends) {
        const auto have = std::ranges::count_if(ends, [&](Offset end) { return end >= candidate; });
        if (2 * static_cast<std::size_t>(have) > ends.size()) best = std::max(best, candidate.value);
    }
    return best;
}

} // namespace

class MajorityTest : public QObject {
    Q_OBJECT
private slots:
    void one_voter_commits_what_it_has() {
        QCOMPARE(picture({4}), std::string("1  4 xxxx|\n"
                                           "committed 4\n"));
    }
    void of_three_the_second_counts() {
        QCOMPARE(picture({7, 5, 2}), std::string("1  7 xxxxx|xx\n"
                                                 "2  5 xxxxx|  \n"
                                                 "3  2 xx   |  \n"
                                                 "committed 5\n"));
    }
    void a_voter_not_heard_of_has_nothing() {
        QCOMPARE(picture({7, 5, -1}), std::string("1  7 xxxxx|xx\n"
                                                  "2  5 xxxxx|  \n"
                                                  "3  ?      |  \n"
                                                  "committed 5\n"));
        QCOMPARE(picture({7, -1, -1}), std::string("1  7 xxxxxxx\n"
                                                   "2  ?        \n"
                                                   "3  ?        \n"
                                                   "committed -1\n"));
    }
    void of_four_three_must_have_it() {
        QCOMPARE(picture({6, 5, 3, 1}), std::string("1  6 xxx|xxx\n"
                                                    "2  5 xxx|xx \n"
                                                    "3  3 xxx|   \n"
                                                    "4  1 x  |   \n"
                                                    "committed 3\n"));
    }
    void of_five_the_third_counts() {
        QCOMPARE(picture({9, 1, 4, 4, 2}), std::string("1  9 xxxx|xxxxx\n"
                                                       "2  1 x   |     \n"
                                                       "3  4 xxxx|     \n"
                                                       "4  4 xxxx|     \n"
                                                       "5  2 xx  |     \n"
                                                       "committed 4\n"));
    }
    void elections_are_won_by_a_majority_and_lost_when_none_is_left() {
        // A row for each number of granted votes from 0, a column for each number of refused ones.
        QCOMPARE(tallies(1), std::string(".L\nW\n"));
        QCOMPARE(tallies(3), std::string("..LL\n..L\nWW\nW\n"));
        QCOMPARE(tallies(4), std::string("..LLL\n..LL\n..L\nWW\nW\n"));
        QCOMPARE(tallies(5), std::string("...LLL\n...LL\n...L\nWWW\nWW\nW\n"));
    }
    void every_small_quorum_agrees_with_the_slow_way() {
        for (std::size_t voters = 1; voters <= 5; ++voters) {
            std::vector<Offset> ends(voters, Offset(-1));
            for (;;) {
                QCOMPARE(raft::committed(ends).value, oracle(ends));
                std::size_t digit = 0; // count through all of -1 .. 4
                while (digit < voters && ends[digit].value == 4) ends[digit++] = Offset(-1);
                if (digit == voters) break;
                ends[digit] += 1;
            }
        }
    }
};

QTEST_APPLESS_MAIN(MajorityTest)
#include "majority_test.moc"
