#pragma once
// A page of the centre, or the content of a dock. Made when first shown, kept while its cluster is open. UI
// thread.

#include <QStringList>
#include <QWidget>

namespace ui {

class Page : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;

    /// The navigator came here with this path; also called when only the path changed.
    virtual void open(const QStringList& path) { Q_UNUSED(path); }
    /// Words of the breadcrumb after the page's title: {"orders"}.
    virtual QStringList crumbs(const QStringList& path) const { return path.mid(0, 1); }
    /// Edit > Find (Ctrl+F): focus the page's filter. False: it has none.
    virtual bool find() { return false; }
};

} // namespace ui
