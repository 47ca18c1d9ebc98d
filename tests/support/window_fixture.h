#pragma once
// A main window over scripted sessions, with settings and documents of its own that vanish with it. UI
// thread.

#include "support/scripted_session.h"
#include "ui/panes/standard_panes.h"
#include "ui/style/theme.h"
#include "ui/windows/main_window.h"

#include <QApplication>
#include <QSettings>
#include <QTemporaryDir>
#include <map>
#include <memory>

namespace support {

class WindowFixture {
public:
    WindowFixture() {
        QApplication::setOrganizationName(QStringLiteral("Riparium"));
        QApplication::setApplicationName(QStringLiteral("window-test"));
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, dir_.path());
        QSettings().clear();
        ui::style::Theme::instance().start(*static_cast<QApplication*>(QCoreApplication::instance()));
        ui::PaneRegistry registry;
        ui::addStandardPanes(registry);
        window_ = std::make_unique<ui::MainWindow>(factory(), std::move(registry));
        window_->resize(1280, 800);
        window_->show();
    }

    ui::MainWindow& window() { return *window_; }
    /// The session made last.
    ScriptedSession& session() { return *session_; }
    /// Documents that can be opened, by path; a missing one is refused with `refusal`.
    std::map<QString, view::ClusterLayout> documents;
    std::string refusal = "azs[0].brokers: a list is expected, not a number.";

    /// Opens "orders-lab" of the preset, stopped.
    ui::ClusterContext& open(const char* preset = "ha", const QString& name = QStringLiteral("orders-lab")) {
        auto layout = *view::preset(preset);
        layout.name = name.toStdString();
        const QString path = dir_.filePath(name + QStringLiteral("/") + name + QStringLiteral(".riparium"));
        documents[path] = layout;
        ui::ClusterContext* cluster = window_->openDocument(path, false);
        Q_ASSERT(cluster);
        return *cluster;
    }
    ui::ClusterContext& openRunning(const char* preset = "ha") {
        ui::ClusterContext& cluster = open(preset);
        cluster.bridge().submit(view::StartCluster{});
        cluster.bridge().drainNow();
        return cluster;
    }
    template <class T>
    T* find(const char* name) {
        for (QWidget* top : QApplication::topLevelWidgets()) {
            if (top->objectName() == QLatin1StringView(name))
                if (T* self = qobject_cast<T*>(top)) return self;
            if (T* found = top->findChild<T*>(QLatin1StringView(name))) return found;
        }
        return nullptr;
    }
    const QTemporaryDir& dir() const { return dir_; }

private:
    ui::SessionFactory factory() {
        ui::SessionFactory port;
        port.load = [this](const QString& path) -> base::Result<view::ClusterLayout> {
            const auto found = documents.find(path);
            if (found == documents.end()) return base::Error{kafka::ErrorCode::invalid_request, refusal};
            return found->second;
        };
        port.save = [this](const QString& path, const view::ClusterLayout& layout) -> base::Result<void> {
            documents[path] = layout;
            return {};
        };
        port.make = [this](const view::ClusterLayout& layout,
                           const QString& dataDir) -> std::unique_ptr<view::Session> {
            auto made = std::make_unique<ScriptedSession>(layout, dataDir.toStdString());
            session_ = made.get();
            return made;
        };
        return port;
    }

    QTemporaryDir dir_;
    ScriptedSession* session_ = nullptr;
    std::unique_ptr<ui::MainWindow> window_;
};

} // namespace support
