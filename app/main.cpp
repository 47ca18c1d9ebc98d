// riparium: the window. Wires documents and embedded clusters of the engine into it.

#include "app/sessions.h"
#include "base/log.h"
#include "ui/panes/standard_panes.h"
#include "ui/style/language.h"
#include "ui/style/theme.h"
#include "ui/windows/main_window.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace {

struct Arguments {
    QString document;
    bool start = false;
};

Arguments parse(const QApplication& app) {
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

} // namespace

int main(int argc, char** argv) {
    QElapsedTimer since;
    since.start();
    const bool verbose = qEnvironmentVariableIsSet("RIPARIUM_DEBUG");
    base::log::start(verbose ? base::log::Level::debug : base::log::Level::warn);
    QApplication app(argc, argv);
    QApplication::setOrganizationName(u"Riparium"_s);
    QApplication::setApplicationName(u"Riparium"_s);
    QApplication::setApplicationVersion(QStringLiteral(RIPARIUM_VERSION));
    QGuiApplication::setDesktopFileName(u"org.riparium.Riparium"_s);
    const Arguments arguments = parse(app);
    ui::style::startLanguage(app, QLocale());
    ui::style::Theme::instance().start(app);

    ui::PaneRegistry registry;
    ui::addStandardPanes(registry);
    ui::MainWindow window(app::engineSessions(), std::move(registry));
    window.show();
    base::log::debug("ui", "window shown {} ms after main", since.elapsed());
    // The document is opened when the window is there: it is seen before anything that could take time.
    if (!arguments.document.isEmpty())
        QMetaObject::invokeMethod(
            &window, [&window, arguments] { window.openDocument(arguments.document, arguments.start); },
            Qt::QueuedConnection);
    return QApplication::exec();
}
