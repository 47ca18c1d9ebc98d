#include "ui/windows/new_cluster_dialog.h"

#include <QDir>

namespace ui {

using namespace Qt::StringLiterals;

NewClusterDialog::NewClusterDialog(QWidget* parent) : QDialog(parent) {
    if (auto made = view::preset("ha")) layout_ = std::move(*made);
}

QString NewClusterDialog::document() const {
    return dataDir() + u'/' + QString::fromStdString(layout_.name) + u".riparium"_s;
}

QString NewClusterDialog::dataDir() const {
    return QDir::homePath() + u"/Riparium/"_s + QString::fromStdString(layout_.name);
}

void NewClusterDialog::refuse(const QString& sentence) {
    Q_UNUSED(sentence);
}

} // namespace ui
