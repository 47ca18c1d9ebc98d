// riparium: the window. Wires documents and embedded clusters of the engine into it.

#include "app/event_loop_gap.h"
#include "app/last_words.h"
#include "app/quit_on_signal.h"
#include "app/sessions.h"
#include "base/log.h"
#include "ui/bridge/log_source.h"
#include "ui/panes/standard_panes.h"
#include "ui/style/language.h"
#include "ui/style/theme.h"
#include "ui/windows/main_window.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QLocale>
#include <algorithm>
#include <array>
#include <string_view>

using namespace Qt::StringLiterals;

namespace {

struct Arguments {
    QString document;
    bool start = false;
};

Arguments parse(const QCoreApplication& app) {
    QCommandLineParser parser;
    parser.setApplicationDescription(QCoreApplication::translate(
        "main",
        "A window on Kafka-compatible clusters that run in this process, over several availability zones."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(u"FILE.riparium"_s,
                                 QCoreApplication::translate("main", "The cluster to open."),
                                 u"[FILE.riparium]"_s);
    const QCommandLineOption start(u"start"_s,
                                   QCoreApplication::translate("main", "Start the cluster of the file."));
    parser.addOption(start);
    parser.process(app);
    return {parser.positionalArguments().value(0), parser.isSet(start)};
}

// Help and version are for terminals: they need no display.
bool onlyAsks(int argc, char** argv) {
    static constexpr std::array asks{"-h", "--help", "--help-all", "-v", "--version"};
    return std::any_of(argv + 1, argv + argc, [](std::string_view argument) {
        return std::find(asks.begin(), asks.end(), argument) != asks.end();
    });
}

void name() {
    QCoreApplication::setOrganizationName(u"Riparium"_s);
    QCoreApplication::setApplicationName(u"Riparium"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(RIPARIUM_VERSION));
}

} // namespace

int main(int argc, char** argv) {
    app::leave_last_words("riparium");
    QElapsedTimer since;
    since.start();
    const bool verbose = qEnvironmentVariableIsSet("RIPARIUM_DEBUG");
    base::log::start(verbose ? base::log::Level::debug : base::log::Level::warn);
    if (onlyAsks(argc, argv)) {
        const QCoreApplication app(argc, argv);
        name();
        parse(app);
        return 0;
    }
    QApplication app(argc, argv);
    name();
    QGuiApplication::setDesktopFileName(u"org.riparium.Riparium"_s);
    ui::LogSource::instance().start(verbose ? base::log::Level::debug : base::log::Level::info);
    const Arguments arguments = parse(app);
    ui::style::startLanguage(app, QLocale());
    ui::style::Theme::instance().start(app);

    ui::PaneRegistry registry;
    ui::addStandardPanes(registry);
    ui::MainWindow window(app::engineSessions(), std::move(registry));
    window.show();
    app::quitOnSignal(&window);
    base::log::debug("ui", "window shown {} ms after main", since.elapsed());
    if (verbose) new app::EventLoopGap(&window);
    // The document is opened when the window is there: it is seen before anything that could take time.
    if (!arguments.document.isEmpty())
        QMetaObject::invokeMethod(
            &window, [&window, arguments] { window.openDocument(arguments.document, arguments.start); },
            Qt::QueuedConnection);
    return QApplication::exec();
}
