#include "ui/panes/connect_dialog.h"

#include "ui/panes/connect_snippets.h"
#include "ui/style/theme.h"
#include "ui/widgets/copy_field.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTabWidget>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

QString exampleTopic(const SessionBridge& bridge) {
    for (const auto& [key, row] : bridge.topics())
        if (!row.internal) return QString::fromStdString(key.name);
    return u"orders"_s;
}

QWidget* tab(const Snippet& snippet, QWidget* parent) {
    auto* page = new QWidget(parent);
    auto* note = new QLabel(snippet.note, page);
    style::dress(note, style::Text::caption, style::Tone::muted);
    auto* code = new CopyField(snippet.client, CopyField::Lines::many, page);
    code->setText(snippet.code);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 12, 0, 0);
    column->setSpacing(8);
    column->addWidget(note);
    column->addWidget(code, 1);
    return page;
}

} // namespace

ConnectDialog::ConnectDialog(ClusterContext& cluster, QWidget* parent) : QDialog(parent) {
    setObjectName(u"connectDialog"_s);
    setWindowTitle(tr("Connect to %1").arg(cluster.name()));
    const SessionBridge& bridge = cluster.bridge();
    const QString bootstrap = QString::fromStdString(bridge.cluster().bootstrap);

    auto* title = new QLabel(windowTitle(), this);
    style::dress(title, style::Text::headline);
    auto* explain =
        new QLabel(tr("Any Kafka client on this machine can connect, in plaintext. One broker is enough to "
                      "begin with; with all of them a client starts while one is down."),
                   this);
    explain->setWordWrap(true);
    style::setTone(explain, style::Tone::muted);
    auto* caption = new QLabel(tr("Bootstrap servers"), this);
    style::dress(caption, style::Text::caption, style::Tone::muted);
    auto* servers = new CopyField(tr("bootstrap servers"), CopyField::Lines::one, this);
    servers->setObjectName(u"bootstrap"_s);
    servers->setText(bootstrap);
    auto* tabs = new QTabWidget(this);
    tabs->setDocumentMode(true);
    for (const Snippet& snippet : connectSnippets(bootstrap, exampleTopic(bridge)))
        tabs->addTab(tab(snippet, tabs), snippet.client);
    auto* close = new QPushButton(tr("Close"), this);
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 16);
    column->setSpacing(8);
    column->addWidget(title);
    column->addWidget(explain);
    column->addSpacing(8);
    column->addWidget(caption);
    column->addWidget(servers);
    column->addSpacing(8);
    column->addWidget(tabs, 1);
    column->addWidget(close, 0, Qt::AlignRight);
    resize(fontMetrics().averageCharWidth() * 120, fontMetrics().height() * 36);
}

} // namespace ui
