#include "tests/bench/benchparts.h"

#include "app/platform/systemclock.h"
#include "models/rules/rulebook.h"
#include "models/services/workspace.h"
#include "ui/shell/mainwindow.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QEventLoop>
#include <QTimer>

#include <algorithm>
#include <sys/resource.h>

using namespace Qt::StringLiterals;

namespace tocsin::bench {

namespace {

constexpr int kSeconds = 10;
constexpr int kClocks = 1000;

/** User and system time of this process, all threads, in ms. */
double cpuMs()
{
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    return static_cast<double>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1e3 +
           static_cast<double>(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e3;
}

void pass(int msec)
{
    QEventLoop loop;
    QTimer::singleShot(msec, &loop, &QEventLoop::quit);
    loop.exec();
}

double shareOfACore(int seconds)
{
    const double cpu = cpuMs();
    const double from = nowMs();
    pass(seconds * 1000);
    return 100 * (cpuMs() - cpu) / (nowMs() - from);
}

/** Counts the paints below a widget: a page that stands still would cost nothing, and show nothing. */
class PaintCount : public QObject
{
public:
    explicit PaintCount(QObject &application) { application.installEventFilter(this); }
    int paints = 0;

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        paints += event->type() == QEvent::Paint ? 1 : 0;
        return false;
    }
};

bool showsAllClocks(const QWidget &window)
{
    const auto views = window.findChildren<QAbstractItemView *>();
    return std::any_of(views.begin(), views.end(), [](const QAbstractItemView *view) {
        return view->isVisible() && view->model() && view->model()->rowCount() >= kClocks;
    });
}

QString percent(double value)
{
    return QString::number(value, 'f', 2) + u" %"_s;
}

} // namespace

QList<Row> measureClocks(const Setup &setup)
{
    const SystemClock clock;
    const RuleBook rules = must(RuleBook::load(), "rules");
    Workspace workspace(clock, rules, nullptr);
    WindowOptions options;
    options.login = setup.login;
    options.database = setup.database;
    MainWindow window(workspace, clock, options);
    window.resize(1280, 720);
    QEventLoop loop;
    QObject::connect(&window, &MainWindow::usable, &loop, &QEventLoop::quit);
    QObject::connect(&workspace, &Workspace::openFailed, &loop, [](const Error &error) { stop(error.userText); });
    QTimer::singleShot(60'000, &loop, [] { stop(u"the board was not painted within a minute"_s); });
    window.start();
    window.show();
    loop.exec();
    QList<Row> rows;
    for (const auto &[page, name] :
         {std::pair{u"board"_s, u"on the board"_s}, std::pair{u"deadlines"_s, u"as a list"_s}}) {
        window.showPage(page);
        pass(2000); // what is read on the way counts for the page, not for its clocks
        if (page == "deadlines"_L1 && !showsAllClocks(window))
            stop(u"the deadlines do not show a thousand clocks"_s);
        PaintCount count(*qApp);
        const double share = shareOfACore(kSeconds);
        if (count.paints < kSeconds - 2)
            stop(u"the clocks stand still on the page "_s + page);
        rows << limitRow(u"1,000 running clocks %1, share of a core"_s.arg(name), share, 2, percent,
                         u"over %1 s, %2 paints"_s.arg(kSeconds).arg(count.paints));
    }
    workspace.close();
    return rows;
}

} // namespace tocsin::bench
