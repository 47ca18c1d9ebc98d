#ifndef Q_MOC_RUN
#include "scenarios/replica/world.h"
#include "scenarios/transcript.h"
#endif

#include <QTest>

#include <fmt/format.h>

using scenarios::World;

namespace {

/// `key=value` among the words.
std::optional<std::string> option(const std::vector<std::string>& words, const std::string& key) {
    for (const std::string& word : words)
        if (word.starts_with(key + "=")) return word.substr(key.size() + 1);
    return std::nullopt;
}

kafka::ErrorCode error_named(const std::string& text) {
    for (int code = -1; code < 140; ++code)
        if (kafka::name(static_cast<kafka::ErrorCode>(code)) == text)
            return static_cast<kafka::ErrorCode>(code);
    return kafka::ErrorCode::unknown_server_error;
}

std::string rows(const std::vector<replica::Progress>& progress) {
    std::string text;
    for (const replica::Progress& row : progress) {
        using std::chrono::milliseconds;
        text += fmt::format(
            "  {} {:<7} end {:>3} lag {:>3} caught up {}\n", row.id.value, row.in_sync ? "in sync" : "out",
            row.log_end ? std::to_string(row.log_end->value) : "?", row.lag ? std::to_string(*row.lag) : "?",
            !row.out_of_sync_for ? "never"
            : row.out_of_sync_for->count() == 0
                ? "now"
                : fmt::format("{} ms ago",
                              std::chrono::duration_cast<milliseconds>(*row.out_of_sync_for).count()));
    }
    return text;
}

class Stage {
public:
    std::string answer(const std::string& line) {
        const auto words = scenarios::words(line);
        if (words.empty()) return "  what?\n";
        if (words[0] == "partition") {
            const std::int32_t min_isr = std::stoi(option(words, "min.isr").value_or("1"));
            world_ =
                std::make_unique<World>(scenarios::numbers(words.at(1)), min_isr, std::chrono::seconds(30));
            return world_->picture();
        }
        bool known = true;
        const bool picture = act(words, known);
        if (!known) return "  what?\n";
        std::string text = world_->take_events();
        if (words[0] == "progress")
            return rows(world_->replica(number(words)).leader->progress(world_->now()));
        if (picture) text += world_->picture();
        if (!unclean_) world_->check();
        return text;
    }

private:
    static std::int32_t number(const std::vector<std::string>& words, std::size_t at = 1) {
        return std::stoi(words.at(at));
    }

    bool act(const std::vector<std::string>& words, bool& known) {
        const std::string& verb = words[0];
        World& world = *world_;
        const auto id = words.size() > 1 && std::isdigit(words[1][0]) ? number(words) : 0;
        const auto waiter = option(words, "waits");
        if (verb == "produce")
            world.produce(id, number(words, 2), waiter ? std::optional(std::stoull(*waiter)) : std::nullopt);
        else if (verb == "fetch")
            world.fetch(id, std::stoll(option(words, "most").value_or("1000000")));
        else if (verb == "elect" && words.size() > 2)
            world.elect(id, scenarios::numbers(words[2].substr(4)));
        else if (verb == "elect")
            world.elect(id);
        else if (verb == "elect-uncleanly") {
            unclean_ = true;
            world.elect(id, {id});
        } else if (verb == "fence")
            world.fence(id);
        else if (verb == "unfence")
            world.unfence(id);
        else if (verb == "accept")
            world.accept(id);
        else if (verb == "refuse")
            world.refuse(id, error_named(words.at(2)));
        else if (verb == "crash" && option(words, "keeps"))
            world.crash(id, std::stoll(*option(words, "keeps")));
        else if (verb == "crash")
            world.crash(id);
        else if (verb == "restart")
            world.restart(id);
        else if (verb == "reassign")
            world.reassign(scenarios::numbers(words.at(1)));
        else if (verb == "delete")
            world.delete_records(id, number(words, 2));
        else
            return later(words, known);
        return true;
    }

    bool later(const std::vector<std::string>& words, bool& known) {
        const std::string& verb = words[0];
        if (verb == "wait")
            world_->wait(std::chrono::milliseconds(number(words)));
        else if (verb == "check")
            world_->check_isr(number(words));
        else if (verb == "expire")
            world_->expire(number(words));
        else if (verb != "progress")
            known = false;
        return false;
    }

    std::unique_ptr<World> world_;
    bool unclean_ = false; ///< since then logs may differ below their high watermarks: that is the price
};

} // namespace

class TranscriptsTest : public QObject {
    Q_OBJECT
private slots:
    void every_story_goes_as_it_is_told_data() {
        QTest::addColumn<QString>("path");
        const std::filesystem::path here = std::filesystem::path(RIPARIUM_SCENARIOS) / "replica";
        for (const auto& path : scenarios::stories(here))
            QTest::newRow(path.stem().c_str()) << QString::fromStdString(path.string());
    }
    void every_story_goes_as_it_is_told() {
        QFETCH(QString, path);
        const std::filesystem::path file = path.toStdString();
        const std::string told = scenarios::read_text(file);
        Stage stage;
        const std::string happened =
            scenarios::replay(told, [&](const std::string& line) { return stage.answer(line); });
        if (scenarios::rewriting())
            std::ofstream(file) << happened;
        else
            QCOMPARE(QString::fromStdString(happened), QString::fromStdString(told));
    }
};

QTEST_APPLESS_MAIN(TranscriptsTest)
#include "transcripts_test.moc"
