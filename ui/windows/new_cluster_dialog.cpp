#include "ui/windows/new_cluster_dialog.h"

#include "ui/style/format.h"
#include "ui/style/theme.h"
#include "ui/windows/cluster_shelf.h"
#include "ui/windows/draft_canvas.h"
#include "ui/windows/layout_panels.h"

#include <QButtonGroup>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QStorageInfo>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

QString expanded(const QString& typed) {
    if (typed == "~"_L1) return QDir::homePath();
    if (typed.startsWith("~/"_L1)) return QDir::homePath() + typed.mid(1);
    return QDir::cleanPath(typed);
}

QString defaultFolder(const QString& name) {
    return u"~/Riparium/"_s + name;
}

// The nearest folder above that exists: its disk is the one that will be used.
QString existing(QString path) {
    while (!path.isEmpty() && !QFileInfo::exists(path)) {
        const QString up = QFileInfo(path).absolutePath();
        if (up == path) break;
        path = up;
    }
    return path;
}

QPushButton* segment(const QString& text, QButtonGroup* group, int id, QWidget* parent) {
    auto* button = new QPushButton(text, parent);
    button->setCheckable(true);
    button->setAutoDefault(false);
    style::setKind(button, "segment"_L1);
    group->addButton(button, id);
    return button;
}

QLabel* caption(const QString& text, QWidget* buddy, QWidget* parent) {
    auto* label = new QLabel(text, parent);
    style::dress(label, style::Text::caption, style::Tone::muted);
    label->setBuddy(buddy);
    return label;
}

} // namespace

NewClusterDialog::NewClusterDialog(QWidget* parent) : QDialog(parent) {
    setObjectName(u"newCluster"_s);
    setWindowTitle(tr("New cluster"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildHead());
    column->addWidget(buildForm());
    column->addWidget(buildBody(), 1);
    column->addWidget(buildFoot());
    connect(&draft_, &LayoutDraft::changed, this, &NewClusterDialog::refresh);
    connect(name_, &QLineEdit::textChanged, &draft_, &LayoutDraft::setName);
    connect(storage_, &QSpinBox::valueChanged, &draft_, &LayoutDraft::setStorageGib);
    connect(folder_, &QLineEdit::textEdited, this, [this] {
        folderTyped_ = true;
        refresh();
    });
    refresh();
    resize(fontMetrics().averageCharWidth() * 168, fontMetrics().height() * 48);
    if (parent) resize(size().boundedTo(parent->size() - QSize(24, 24)));
    name_->setFocus();
    name_->selectAll();
}

QWidget* NewClusterDialog::buildHead() {
    auto* head = new QFrame(this);
    head->setProperty("bar", u"top"_s);
    auto* title = new QLabel(tr("New cluster"), head);
    style::dress(title, style::Text::title);
    presets_ = new QButtonGroup(this);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(24, 12, 24, 12);
    row->setSpacing(8);
    row->addWidget(title);
    row->addStretch(1);
    const QStringList titles = {tr("Single broker"), tr("Three brokers, one AZ"), tr("High availability"),
                                tr("High availability × 2")};
    int id = 0;
    for (const std::string_view name : view::preset_names()) {
        auto* button = segment(titles.value(id), presets_, id, head);
        button->setObjectName(u"preset."_s +
                              QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())));
        row->addWidget(button);
        ++id;
    }
    row->addStretch(1);
    connect(presets_, &QButtonGroup::idClicked, this, [this](int preset) {
        const std::string_view name = view::preset_names()[static_cast<std::size_t>(preset)];
        draft_.usePreset(QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())));
    });
    return head;
}

QWidget* NewClusterDialog::buildForm() {
    auto* form = new QWidget(this);
    name_ = new QLineEdit(QString::fromStdString(draft_.layout().name), form);
    name_->setObjectName(u"name"_s);
    name_->setMaxLength(100);
    name_->setMinimumWidth(fontMetrics().averageCharWidth() * 34);
    nameProblem_ = new QLabel(form);
    nameProblem_->setObjectName(u"nameProblem"_s);
    style::dress(nameProblem_, style::Text::caption, style::Tone::bad);
    folder_ = new QLineEdit(form);
    folder_->setObjectName(u"folder"_s);
    folder_->setMinimumWidth(fontMetrics().averageCharWidth() * 44);
    auto* choose = new QPushButton(tr("Choose…"), form);
    choose->setAutoDefault(false);
    connect(choose, &QPushButton::clicked, this, &NewClusterDialog::chooseFolder);
    space_ = new QLabel(form);
    style::setTone(space_, style::Tone::muted);

    azs_ = new QButtonGroup(this);
    auto* zones = new QHBoxLayout;
    zones->setSpacing(4);
    for (int n = 1; n <= 3; ++n) {
        auto* button = segment(QString::number(n), azs_, n, form);
        button->setObjectName(u"azs%1"_s.arg(n));
        button->setAccessibleName(tr("%n availability zone(s)", nullptr, n));
        zones->addWidget(button);
    }
    connect(azs_, &QButtonGroup::idClicked, &draft_, &LayoutDraft::setAzCount);
    storage_ = new QSpinBox(form);
    storage_->setObjectName(u"storage"_s);
    storage_->setRange(1, 16384);
    storage_->setSuffix(tr(" GiB"));
    storage_->setValue(draft_.storageGib());
    storage_->setMinimumWidth(fontMetrics().averageCharWidth() * 16);
    auto* storageNote = new QLabel(tr("the size shown against what is used; nothing is reserved"), form);
    style::setTone(storageNote, style::Tone::muted);

    auto* grid = new QGridLayout(form);
    grid->setContentsMargins(24, 14, 24, 6);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(4);
    grid->addWidget(caption(tr("Name"), name_, form), 0, 0);
    grid->addWidget(name_, 1, 0);
    grid->addWidget(nameProblem_, 2, 0);
    grid->addWidget(caption(tr("Data folder"), folder_, form), 0, 1);
    auto* place = new QHBoxLayout;
    place->setSpacing(8);
    place->addWidget(folder_, 1);
    place->addWidget(choose);
    grid->addLayout(place, 1, 1);
    grid->addWidget(space_, 1, 2);
    grid->addWidget(caption(tr("Availability zones"), azs_->button(1), form), 3, 0);
    auto* zonesRow = new QHBoxLayout;
    zonesRow->addLayout(zones);
    zonesRow->addStretch(1);
    grid->addLayout(zonesRow, 4, 0);
    grid->addWidget(caption(tr("Storage per broker"), storage_, form), 3, 1);
    auto* storageRow = new QHBoxLayout;
    storageRow->setSpacing(12);
    storageRow->addWidget(storage_);
    storageRow->addWidget(storageNote, 1);
    grid->addLayout(storageRow, 4, 1, 1, 2);
    grid->setColumnStretch(2, 1);
    return form;
}

QWidget* NewClusterDialog::buildBody() {
    auto* content = new QWidget;
    content->setProperty("ground", u"none"_s);
    canvas_ = new DraftCanvas(draft_, content);
    survival_ = new SurvivalCard(content);
    clients_ = new ClientsCard(content);
    auto* side = new QVBoxLayout;
    side->setSpacing(12);
    side->addWidget(survival_);
    side->addWidget(clients_);
    side->addStretch(1);
    auto* row = new QHBoxLayout(content);
    row->setContentsMargins(24, 8, 24, 16);
    row->setSpacing(20);
    row->addWidget(canvas_, 3);
    row->addLayout(side, 2);
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);
    return scroll;
}

QWidget* NewClusterDialog::buildFoot() {
    auto* foot = new QFrame(this);
    foot->setProperty("bar", u"bottom"_s);
    summary_ = new QLabel(foot);
    summary_->setObjectName(u"summary"_s);
    detail_ = new QLabel(foot);
    detail_->setObjectName(u"detail"_s);
    detail_->setWordWrap(true);
    style::dress(summary_, style::Text::title);
    style::setTone(detail_, style::Tone::muted);
    undo_ = new QPushButton(foot);
    undo_->setObjectName(u"undo"_s);
    undo_->setShortcut(QKeySequence::Undo);
    style::setKind(undo_, "link"_L1);
    auto* cancel = new QPushButton(tr("Cancel"), foot);
    create_ = new QPushButton(tr("Create"), foot);
    create_->setObjectName(u"create"_s);
    start_ = new QPushButton(tr("Create and start"), foot);
    start_->setObjectName(u"createAndStart"_s);
    style::setKind(start_, "primary"_L1);
    for (QPushButton* button : {undo_, cancel, create_}) button->setAutoDefault(false);
    start_->setDefault(true);
    auto* words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(summary_);
    words->addWidget(detail_);
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(24, 14, 24, 16);
    row->setSpacing(10);
    row->addLayout(words, 1);
    row->addWidget(undo_);
    row->addWidget(cancel);
    row->addWidget(create_);
    row->addWidget(start_);
    connect(undo_, &QPushButton::clicked, &draft_, &LayoutDraft::undo);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(create_, &QPushButton::clicked, this, [this] { emit chosen(false); });
    connect(start_, &QPushButton::clicked, this, [this] { emit chosen(true); });
    return foot;
}

QString NewClusterDialog::folder() const {
    return expanded(folder_->text().trimmed());
}

QString NewClusterDialog::dataDir() const {
    return ClusterShelf::defaultDataDir(document());
}

QString NewClusterDialog::document() const {
    return folder() + u'/' + QString::fromStdString(draft_.layout().name) + u".riparium"_s;
}

void NewClusterDialog::chooseFolder() {
    auto* dialog = new QFileDialog(this, tr("Data folder"), existing(folder()));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        folderTyped_ = true;
        folder_->setText(path);
        refresh();
    });
    dialog->open();
}

QString NewClusterDialog::nameProblem(const std::vector<view::LayoutProblem>& problems) const {
    for (const view::LayoutProblem& problem : problems)
        if (problem.path == "name") return QString::fromStdString(problem.sentence);
    if (QFileInfo::exists(document()))
        return tr("This cluster exists already: choose another name, or open it.");
    return {};
}

void NewClusterDialog::refreshFolder() {
    if (!folderTyped_) folder_->setText(defaultFolder(QString::fromStdString(draft_.layout().name)));
    const QString at = existing(folder());
    const QStorageInfo disk(at);
    const bool writable = QFileInfo(at).isWritable() && QFileInfo(at).isDir();
    space_->setText(!writable ? tr("not writable: choose another folder")
                              : tr("%1 free").arg(format::bytes(disk.bytesAvailable())));
    style::setTone(space_, writable ? style::Tone::muted : style::Tone::bad);
    style::mark(folder_, "invalid", !writable);
}

void NewClusterDialog::refresh() {
    const view::ClusterLayout& layout = draft_.layout();
    const std::vector<view::LayoutProblem> problems = view::problems_of(layout);
    refreshFolder();
    const QString name = nameProblem(problems);
    nameProblem_->setText(name);
    style::mark(name_, "invalid", !name.isEmpty());

    presets_->setExclusive(false);
    const QString preset = u"preset."_s + draft_.preset();
    for (QAbstractButton* button : presets_->buttons()) button->setChecked(button->objectName() == preset);
    presets_->setExclusive(true);
    azs_->button(static_cast<int>(layout.azs.size()))->setChecked(true);
    storage_->setValue(draft_.storageGib());
    canvas_->setProblems(problems);
    survival_->setLayoutShown(layout);
    clients_->setBootstrap(draft_.bootstrap());

    const auto brokers = static_cast<int>(layout.broker_count());
    summary_->setText(tr("%1, %2, %3 × %4 GiB")
                          .arg(tr("%n AZ(s)", nullptr, static_cast<int>(layout.azs.size())),
                               tr("%n broker(s)", nullptr, brokers))
                          .arg(brokers)
                          .arg(draft_.storageGib()));
    const bool folderBad = folder_->property("invalid").toBool();
    QString why = name;
    if (why.isEmpty() && !problems.empty()) why = QString::fromStdString(problems.front().sentence);
    if (why.isEmpty() && folderBad) why = tr("The data folder cannot be written: choose another one.");
    detail_->setText(why.isEmpty() ? tr("Kafka's own log format in %1.").arg(folder_->text()) : why);
    style::setTone(detail_, why.isEmpty() ? style::Tone::muted : style::Tone::bad);
    for (QPushButton* button : {create_, start_}) {
        button->setEnabled(why.isEmpty());
        button->setToolTip(why);
    }
    undo_->setVisible(draft_.canUndo());
    undo_->setText(tr("Undo: %1").arg(draft_.lastStep()));
}

void NewClusterDialog::refuse(const QString& sentence) {
    detail_->setText(sentence);
    style::setTone(detail_, style::Tone::bad);
}

} // namespace ui
