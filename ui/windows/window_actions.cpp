#include "ui/windows/window_actions.h"

#include "ui/style/theme.h"
#include "ui/style/words.h"
#include "ui/windows/about.h"
#include "ui/windows/main_window.h"
#include "ui/windows/welcome_page.h"

#include <QApplication>
#include <QClipboard>
#include <QCoreApplication>
#include <QDesktopServices>
#include <QFileDialog>
#include <QFileInfo>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QUrl>

namespace ui {
namespace {

using namespace Qt::StringLiterals;

struct WindowActions {
    Q_DECLARE_TR_FUNCTIONS(ui::WindowActions)
};

void openDialog(MainWindow& window) {
    auto* dialog = new QFileDialog(&window, WindowActions::tr("Open a cluster"), QString(),
                                   WindowActions::tr("Riparium clusters (*.riparium)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    QObject::connect(dialog, &QFileDialog::fileSelected, &window,
                     [&window](const QString& path) { window.openDocument(path, false); });
    dialog->open();
}

void saveDialog(MainWindow& window, ClusterContext* cluster) {
    auto* dialog = new QFileDialog(&window, WindowActions::tr("Save a copy of the cluster document"),
                                   cluster->document(), WindowActions::tr("Riparium clusters (*.riparium)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"riparium"_s);
    QObject::connect(dialog, &QFileDialog::fileSelected, &window,
                     [&window, key = cluster->key()](const QString& path) {
                         if (ClusterContext* open = window.shelf().find(key))
                             window.shelf().save(*open, path);
                     });
    dialog->open();
}

void copyFromFocus() {
    QWidget* focus = QApplication::focusWidget();
    if (auto* line = qobject_cast<QLineEdit*>(focus))
        line->copy();
    else if (auto* text = qobject_cast<QPlainTextEdit*>(focus))
        text->copy();
    else if (focus)
        QMetaObject::invokeMethod(focus, "copy", Qt::DirectConnection);
}

void addDocuments(PaneRegistry& registry, MainWindow& window) {
    registry.add(ActionInfo{.id = u"cluster.new"_s,
                            .title = WindowActions::tr("New cluster…"),
                            .menu = u"cluster"_s,
                            .shortcut = QKeySequence::New,
                            .needsCluster = false,
                            .run = [&window](ClusterContext*, QWidget*) { window.newCluster(); }});
    registry.add(ActionInfo{.id = u"cluster.open"_s,
                            .title = WindowActions::tr("Open…"),
                            .menu = u"cluster"_s,
                            .shortcut = QKeySequence::Open,
                            .needsCluster = false,
                            .run = [&window](ClusterContext*, QWidget*) { openDialog(window); }});
    registry.add(ActionInfo{.id = u"cluster.save"_s,
                            .title = WindowActions::tr("Save"),
                            .menu = u"cluster"_s,
                            .group = 1,
                            .shortcut = QKeySequence::Save,
                            .run = [&window](ClusterContext* cluster, QWidget*) {
                                window.shelf().save(*cluster, cluster->document());
                            }});
    registry.add(
        ActionInfo{.id = u"cluster.save_as"_s,
                   .title = WindowActions::tr("Save a copy as…"),
                   .menu = u"cluster"_s,
                   .group = 1,
                   .shortcut = QKeySequence::SaveAs,
                   .run = [&window](ClusterContext* cluster, QWidget*) { saveDialog(window, cluster); }});
}

QString whyNotStart(const ClusterContext* cluster) {
    if (!cluster->bridge().cluster().capabilities.hosted)
        return WindowActions::tr("This cluster runs elsewhere.");
    return cluster->isActive() ? WindowActions::tr("It runs already.") : QString();
}

QString whyNotStop(const ClusterContext* cluster) {
    if (cluster->state() == view::ClusterState::stopping) return WindowActions::tr("It is stopping already.");
    return cluster->isActive() ? QString() : WindowActions::tr("It does not run.");
}

void addPower(PaneRegistry& registry, MainWindow& window) {
    registry.add(ActionInfo{
        .id = u"cluster.start"_s,
        .title = WindowActions::tr("Start"),
        .menu = u"cluster"_s,
        .group = 2,
        .shortcut = QKeySequence(u"Ctrl+R"_s),
        .whyNot = whyNotStart,
        .run = [](ClusterContext* cluster, QWidget*) { cluster->bridge().submit(view::StartCluster{}); }});
    registry.add(ActionInfo{
        .id = u"cluster.stop"_s,
        .title = WindowActions::tr("Stop"),
        .menu = u"cluster"_s,
        .group = 2,
        .whyNot = whyNotStop,
        .run = [](ClusterContext* cluster, QWidget*) { cluster->bridge().submit(view::StopCluster{}); }});
    registry.add(ActionInfo{.id = u"cluster.reveal"_s,
                            .title = WindowActions::tr("Show data folder"),
                            .menu = u"cluster"_s,
                            .group = 2,
                            .run = [](ClusterContext* cluster, QWidget*) {
                                const std::string& said = cluster->bridge().cluster().data_dir;
                                const QString dir =
                                    said.empty() ? cluster->dataDir() : QString::fromStdString(said);
                                QDesktopServices::openUrl(QUrl::fromLocalFile(dir));
                            }});
    registry.add(
        ActionInfo{.id = u"cluster.close"_s,
                   .title = WindowActions::tr("Close cluster"),
                   .menu = u"cluster"_s,
                   .group = 3,
                   .shortcut = QKeySequence::Close,
                   .run = [&window](ClusterContext* cluster, QWidget*) { window.closeCluster(*cluster); }});
    registry.add(ActionInfo{.id = u"app.quit"_s,
                            .title = WindowActions::tr("Quit"),
                            .menu = u"cluster"_s,
                            .group = 3,
                            .shortcut = QKeySequence(u"Ctrl+Q"_s),
                            .needsCluster = false,
                            .run = [&window](ClusterContext*, QWidget*) { window.close(); }});
}

void addMoving(PaneRegistry& registry, MainWindow& window) {
    registry.add(ActionInfo{.id = u"edit.copy"_s,
                            .title = WindowActions::tr("Copy"),
                            .menu = u"edit"_s,
                            .shortcut = QKeySequence::Copy,
                            .needsCluster = false,
                            .run = [](ClusterContext*, QWidget*) { copyFromFocus(); }});
    registry.add(ActionInfo{.id = u"edit.find"_s,
                            .title = WindowActions::tr("Find"),
                            .menu = u"edit"_s,
                            .shortcut = QKeySequence::Find,
                            .needsCluster = false,
                            .run = [&window](ClusterContext*, QWidget*) { window.find(); }});
    registry.add(ActionInfo{.id = u"go.to"_s,
                            .title = WindowActions::tr("Go to…"),
                            .menu = u"view"_s,
                            .shortcut = QKeySequence(u"Ctrl+K"_s),
                            .needsCluster = false,
                            .run = [&window](ClusterContext*, QWidget*) { window.showPalette(); }});
    registry.add(ActionInfo{.id = u"go.back"_s,
                            .title = WindowActions::tr("Back"),
                            .menu = u"view"_s,
                            .shortcut = QKeySequence(u"Alt+Left"_s),
                            .needsCluster = false,
                            .run = [&window](ClusterContext*, QWidget*) { window.navigator().back(); }});
    registry.add(ActionInfo{.id = u"go.forward"_s,
                            .title = WindowActions::tr("Forward"),
                            .menu = u"view"_s,
                            .shortcut = QKeySequence(u"Alt+Right"_s),
                            .needsCluster = false,
                            .run = [&window](ClusterContext*, QWidget*) { window.navigator().forward(); }});
    registry.add(ActionInfo{.id = u"go.welcome"_s,
                            .title = WindowActions::tr("Welcome page"),
                            .menu = u"view"_s,
                            .needsCluster = false,
                            .run = [&window](ClusterContext*, QWidget*) {
                                window.navigator().go({QString(), u"welcome"_s, {}});
                            }});
}

// For the palette only: the View menu has them as one choice of three.
void addThemes(PaneRegistry& registry) {
    using Mode = style::Theme::Mode;
    const std::initializer_list<std::tuple<QString, QString, Mode>> themes = {
        {u"theme.light"_s, WindowActions::tr("Light theme"), Mode::light},
        {u"theme.dark"_s, WindowActions::tr("Dark theme"), Mode::dark},
        {u"theme.system"_s, WindowActions::tr("Theme of the system"), Mode::system}};
    for (const auto& [id, title, mode] : themes)
        registry.add(ActionInfo{
            .id = id,
            .title = title,
            .needsCluster = false,
            .whyNot =
                [m = mode](const ClusterContext*) {
                    const bool inForce = style::Theme::instance().mode() == m;
                    return inForce ? WindowActions::tr("It is in force already.") : QString();
                },
            .run = [m = mode](ClusterContext*, QWidget*) { style::Theme::instance().setMode(m); }});
}

void addWelcome(PaneRegistry& registry, MainWindow& window) {
    registry.add(PaneInfo{
        .id = u"welcome"_s,
        .title = WindowActions::tr("Welcome"),
        .area = PaneArea::page,
        .order = -1,
        .perApplication = true,
        .create = [&window](ClusterContext*, QWidget* parent) -> Page* {
            const auto stateOf = [&window](const QString& document) {
                const ClusterContext* open = window.shelf().find(document);
                return open ? word(open->state()) : QString();
            };
            auto* page = new WelcomePage(window.shelf().recent(), stateOf, parent);
            QObject::connect(page, &WelcomePage::newClicked, &window, &MainWindow::newCluster);
            QObject::connect(page, &WelcomePage::openClicked, &window, [&window] { openDialog(window); });
            QObject::connect(page, &WelcomePage::chosen, &window,
                             [&window](const QString& document) { window.openDocument(document, false); });
            return page;
        }});
}

void addHelp(PaneRegistry& registry) {
    registry.add(
        ActionInfo{.id = u"help.shortcuts"_s,
                   .title = WindowActions::tr("Keyboard shortcuts"),
                   .menu = u"help"_s,
                   .shortcut = QKeySequence(u"?"_s),
                   .needsCluster = false,
                   .run = [&registry](ClusterContext*, QWidget* over) { showShortcuts(registry, over); }});
    registry.add(ActionInfo{.id = u"help.about"_s,
                            .title = WindowActions::tr("About Riparium"),
                            .menu = u"help"_s,
                            .needsCluster = false,
                            .run = [](ClusterContext*, QWidget* over) { showAbout(over); }});
}

} // namespace

void addWindowActions(PaneRegistry& registry, MainWindow& window) {
    addDocuments(registry, window);
    addPower(registry, window);
    addMoving(registry, window);
    addThemes(registry);
    addWelcome(registry, window);
    addHelp(registry);
}

} // namespace ui
