#pragma once
// The busiest topics on the home page: name, rate and a bar, each a way to the topic. UI thread.

#include "ui/panes/cluster_context.h"
#include "ui/widgets/card.h"

#include <vector>

class QPushButton;

namespace ui {

class TopTopics : public Card {
    Q_OBJECT
public:
    TopTopics(ClusterContext& cluster, QWidget* parent = nullptr);

private:
    class Line;
    void refresh();

    static constexpr std::size_t max_lines = 6;
    ClusterContext& cluster_;
    std::vector<Line*> lines_;
};

} // namespace ui
