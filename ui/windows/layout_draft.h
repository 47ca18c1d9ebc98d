#pragma once
// A layout while a person draws it: every change is one step that can be taken back. UI thread.

#include "view/layout.h"

#include <QObject>
#include <QString>
#include <vector>

namespace ui {

class LayoutDraft : public QObject {
    Q_OBJECT
public:
    explicit LayoutDraft(QObject* parent = nullptr);

    const view::ClusterLayout& layout() const { return layout_; }

    /// "ha"; the name stays.
    void usePreset(const QString& preset);
    /// The preset this layout has the shape of, or empty.
    QString preset() const;
    /// Typing a name is no step to take back.
    void setName(const QString& name);
    /// 1 to 3; brokers of an AZ that goes move to the last that stays, none is lost. A new AZ gets one
    /// broker.
    void setAzCount(int count);
    void setStorageGib(int gib);
    int storageGib() const;

    /// Adds a broker with the lowest free id; gives the id, or 0 when there are 30.
    int addBroker(int az);
    void removeBroker(int id);
    /// To the end of AZ `az`. Nothing when it is there already.
    void moveBroker(int id, int az);
    int azOf(int id) const;

    bool canUndo() const { return !before_.empty(); }
    /// What `undo` takes back: "Broker 3 removed".
    QString lastStep() const { return before_.empty() ? QString() : before_.back().step; }
    void undo();

    /// "127.10.1.1": where the plan puts broker `place` of AZ `az`, both from 0, of the first cluster.
    static QString address(int az, int place);
    QString bootstrap() const;

signals:
    void changed();

private:
    struct Step {
        view::ClusterLayout layout;
        QString step;
    };
    void begin(const QString& step);
    int freeId() const;

    view::ClusterLayout layout_;
    std::vector<Step> before_;
};

} // namespace ui
