#include "ui/windows/status_line.h"

#include "ui/style/format.h"
#include "ui/style/theme.h"
#include "ui/style/words.h"

#include <QDateTime>
#include <QFile>
#include <QLabel>
#include <QStatusBar>
#include <sys/resource.h>
#include <unistd.h>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

QString shape(const ClusterContext& cluster) {
    const view::ClusterRow& row = cluster.bridge().cluster();
    const int brokers =
        static_cast<int>(std::max(cluster.bridge().brokers().size(), cluster.layout().broker_count()));
    const int controllers = static_cast<int>(cluster.bridge().controllers().size());
    QStringList parts;
    parts << (row.capabilities.hosted ? StatusLine::tr("Hosted here") : StatusLine::tr("Attached"));
    parts << u"KRaft"_s;
    QString nodes = StatusLine::tr("%n broker(s)", nullptr, brokers);
    if (controllers > 0) nodes += u", "_s + StatusLine::tr("%n controller(s)", nullptr, controllers);
    parts << nodes;
    if (!cluster.isRunning()) parts << word(row.state);
    return parts.join(u" · "_s);
}

} // namespace

StatusLine::StatusLine(QStatusBar& bar) : QObject(&bar) {
    left_ = new QLabel(&bar);
    right_ = new QLabel(&bar);
    left_->setFont(style::font(style::Text::caption));
    right_->setFont(style::font(style::Text::caption));
    bar.addWidget(left_, 1);
    bar.addPermanentWidget(right_);
    bar.setSizeGripEnabled(false);
    timer_.setInterval(1000);
    connect(&timer_, &QTimer::timeout, this, &StatusLine::tick);
    timer_.start();
    tick();
}

void StatusLine::setCluster(ClusterContext* cluster) {
    if (cluster_ == cluster) return;
    if (cluster_) cluster_->bridge().disconnect(this);
    cluster_ = cluster;
    if (cluster_) connect(&cluster_->bridge(), &SessionBridge::clusterChanged, this, &StatusLine::update);
    update();
}

void StatusLine::update() {
    QStringList parts;
    if (cluster_) {
        parts << shape(*cluster_);
        const std::string& note = cluster_->bridge().cluster().address_note;
        if (!note.empty()) parts << QString::fromStdString(note);
    }
    if (!cost_.isEmpty()) parts << cost_;
    left_->setText(parts.join(u" · "_s));
}

void StatusLine::tick() {
    const QDateTime now = QDateTime::currentDateTime();
    right_->setText(tr("%1 local time").arg(now.toString(u"HH:mm:ss"_s)));
    right_->setToolTip(format::absoluteTime(now.toMSecsSinceEpoch()));
    if (const auto used = usage()) {
        const qint64 ms = now.toMSecsSinceEpoch();
        if (lastMs_ > 0 && ms > lastMs_) {
            const double cores = (used->cpuSeconds - lastCpu_) * 1000 / static_cast<double>(ms - lastMs_);
            cost_ = tr("engine and window %1, %2 core")
                        .arg(format::bytes(used->residentBytes),
                             QString::number(cores, 'f', cores < 0.1 ? 2 : 1));
        }
        lastCpu_ = used->cpuSeconds;
        lastMs_ = ms;
    }
    update();
}

std::optional<StatusLine::Usage> StatusLine::usage() {
    // statm: total and resident pages (proc(5)). Elsewhere than Linux there is no such file, and no figure is
    // shown.
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly)) return std::nullopt;
    const QList<QByteArray> words = file.readAll().split(' ');
    if (words.size() < 2) return std::nullopt;
    rusage used{};
    if (getrusage(RUSAGE_SELF, &used) != 0) return std::nullopt;
    const auto seconds = [](const timeval& t) {
        return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
    };
    return Usage{words[1].toLongLong() * sysconf(_SC_PAGESIZE),
                 seconds(used.ru_utime) + seconds(used.ru_stime)};
}

} // namespace ui
