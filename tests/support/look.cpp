// Shows the window over a scripted session: for looking at it and for pictures of it, without an engine.
// riparium_look [home|empty|stopped|failed|wizard|connect|welcome|palette|<page>] [light|dark] [WIDTHxHEIGHT]
// [PICTURE.png]

#include "support/scripted_session.h"
#include "ui/panes/standard_panes.h"
#include "ui/style/language.h"
#include "ui/style/theme.h"
#include "ui/windows/main_window.h"

#include <QApplication>
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

void act(ui::MainWindow& window, const QString& what) {
    if (what == "welcome"_L1) return;
    ui::ClusterContext* cluster = window.openDocument(u"/tmp/orders-lab/orders-lab.riparium"_s, false);
    if (what == "failed"_L1)
        made->fail_start("127.10.1.1:9092 is taken by another program. Stop that program, or change the port "
                         "in the document.");
    if (what != "stopped"_L1) cluster->bridge().submit(view::StartCluster{});
    const bool topics = what != "empty"_L1 && what != "stopped"_L1 && what != "failed"_L1;
    if (topics) {
        const std::vector<std::pair<const char*, int>> names = {
            {"orders", 6}, {"clicks", 12}, {"payments", 3}, {"audit", 3}};
        std::int64_t records = 8'204'113;
        for (const auto& [name, partitions] : names) {
            made->add_topic(name, partitions, records);
            records /= 7;
        }
    }
    for (int i = 0; i < 60; ++i) made->tick();
    cluster->bridge().drainNow();
    if (what == "wizard"_L1) window.newCluster();
    if (what == "connect"_L1) cluster->run(u"cluster.connect"_s);
    if (what == "palette"_L1) window.showPalette();
    if (window.registry().pane(what))
        cluster->go(what, what == "topic"_L1 ? QStringList{u"orders"_s} : QStringList());
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
            QWidget* shown = QApplication::activeModalWidget() ? QApplication::activeModalWidget() : &window;
            shown->grab().save(args.at(4));
            QApplication::exit(0);
        });
    return QApplication::exec();
}
