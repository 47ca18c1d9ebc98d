// Shows the window over a scripted session: for looking at it and for pictures of it, without an engine.
// riparium_look [home|empty|stopped|failed|wizard|connect|welcome|palette|<page>][:cut|:healing|:worst|:many]
// [light|dark] [WIDTHxHEIGHT] [PICTURE.png]

#include "support/scripted_session.h"
#include "ui/panes/standard_panes.h"
#include "ui/style/language.h"
#include "ui/style/theme.h"
#include "ui/windows/main_window.h"

#include <QApplication>
#include <QDateTime>
#include <QDialog>
#include <QLocale>
#include <QSettings>
#include <QTemporaryDir>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace {

support::ScriptedSession* made = nullptr;

ui::SessionFactory scripted() {
    ui::SessionFactory factory;
    factory.load = [](const QString&) -> base::Result<view::ClusterLayout> {
        auto layout = view::preset("ha");
        layout->name = "orders-lab";
        return layout;
    };
    factory.save = [](const QString&, const view::ClusterLayout&) -> base::Result<void> { return {}; };
    factory.make = [](const view::ClusterLayout& layout, const QString&) -> std::unique_ptr<view::Session> {
        auto session = std::make_unique<support::ScriptedSession>(layout);
        made = session.get();
        return session;
    };
    return factory;
}

void add_topics() {
    made->replicate();
    const std::vector<std::pair<const char*, int>> names = {
        {"orders", 6}, {"clicks", 12}, {"payments", 3}, {"audit", 3}};
    std::int64_t records = 8'204'113;
    for (const auto& [name, partitions] : names) {
        made->add_topic(name, partitions, records);
        records /= 7;
    }
}

/// What has happened to the cluster.
void tell(ui::ClusterContext& cluster, const QString& story) {
    const auto tick = [](ui::ClusterContext& of) {
        made->tick();
        of.bridge().drainNow();
        QCoreApplication::processEvents();
    };
    if (story == "many"_L1) {
        for (int i = 0; i < 100; ++i) made->add_topic("bulk-" + std::to_string(i), 100, 1000);
    }
    if (story == "worst"_L1) {
        made->replicate(1);
        made->add_topic("scratch", 3, 486'000);
        cluster.bridge().submit(view::FreezeNode{{view::NodeKind::broker, 2}});
        for (const int p : {3, 5}) {
            made->shrink({"orders", p}, p == 3 ? 3 : 1);
            for (int s = 0; s < 30; ++s) {
                tick(cluster);
                made->set_lag({"orders", p}, p == 3 ? 3 : 1, 40 * s + 4, 100 * s);
            }
        }
        made->set_lag({"orders", 3}, 2, 96'204, 12'000);
    }
    if (story == "cut"_L1 || story == "healing"_L1) {
        cluster.bridge().submit(view::CutAz{"b"});
        for (int s = 0; s < 12; ++s) tick(cluster);
    }
    if (story == "healing"_L1) {
        cluster.bridge().submit(view::HealAz{"b"});
        for (int p = 0; p < 6; ++p)
            for (int s = 0; s < 4; ++s) made->set_lag({"orders", p}, 2, 96'204 - 9'000 * s - 700 * p, 12'000);
    }
    cluster.bridge().drainNow();
}

void act(ui::MainWindow& window, const QString& asked) {
    const QString what = asked.section(u':', 0, 0);
    if (what == "welcome"_L1) return;
    ui::ClusterContext* cluster = window.openDocument(u"/tmp/orders-lab/orders-lab.riparium"_s, false);
    made->set_epoch(QDateTime::currentMSecsSinceEpoch() - 120'000);
    if (what == "failed"_L1)
        made->fail_start("127.10.1.1:9092 is taken by another program. Stop that program, or change the port "
                         "in the document.");
    if (what != "stopped"_L1) cluster->bridge().submit(view::StartCluster{});
    if (what != "empty"_L1 && what != "stopped"_L1 && what != "failed"_L1) add_topics();
    for (int i = 0; i < 60; ++i) made->tick();
    cluster->bridge().drainNow();
    tell(*cluster, asked.section(u':', 1, 1));
    if (what == "wizard"_L1) window.newCluster();
    if (what == "palette"_L1) window.showPalette();
    const QStringList path = asked.section(u':', 2).split(u'/', Qt::SkipEmptyParts);
    if (window.registry().pane(what))
        cluster->go(what, what == "topic"_L1 && path.isEmpty() ? QStringList{u"orders"_s} : path);
    else if (window.registry().action(what))
        cluster->run(what);
    if (what == "connect"_L1) cluster->run(u"cluster.connect"_s);
}

} // namespace

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    QApplication::setOrganizationName(u"Riparium"_s);
    QApplication::setApplicationName(u"riparium-look"_s);
    const QTemporaryDir settings;
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
    const QStringList args = QApplication::arguments();
    QSettings().setValue("theme"_L1, args.value(2, u"light"_s));
    ui::style::startLanguage(app, QLocale(qEnvironmentVariable("LOOK_LOCALE", u"en"_s)));
    ui::style::Theme::instance().start(app);
    ui::PaneRegistry registry;
    ui::addStandardPanes(registry);
    ui::MainWindow window(scripted(), std::move(registry));
    const QStringList size = args.value(3, u"1440x900"_s).split(u'x');
    window.resize(size.value(0).toInt(), size.value(1).toInt());
    window.show();
    act(window, args.value(1, u"home"_s));
    QTimer second;
    QObject::connect(&second, &QTimer::timeout, &window, [] {
        if (made) made->tick();
    });
    second.start(1000);
    if (args.size() > 4)
        QTimer::singleShot(args.value(5, u"4000"_s).toInt(), &window, [&] {
            QWidget* shown = &window;
            for (QDialog* dialog : window.findChildren<QDialog*>())
                if (dialog->isVisible()) shown = dialog;
            shown->grab().save(args.at(4));
            QApplication::exit(0);
        });
    return QApplication::exec();
}
