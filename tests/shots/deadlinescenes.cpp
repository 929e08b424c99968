#include "tests/shots/scenes.h"
#include "tests/shots/studio.h"
#include "ui/board/deadlineaxis.h"
#include "ui/board/deadlinespage.h"
#include "ui/board/deadlineview.h"
#include "ui/figures/figurespage.h"
#include "ui/shell/mainwindow.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace tocsin::shots {

namespace {

void openAgain(Studio &studio)
{
    studio.renewWindow();
    studio.open({studio.workPath(u"deadlines.tocsin"_s), false, false, {}, {}});
}

void shootAxis(Studio &studio)
{
    studio.page(u"deadlines"_s);
    studio.shoot(u"deadlines-axis"_s);
    auto *axis = studio.window().findChild<DeadlineAxis *>();
    axis->setFocus();
    studio.key(Qt::Key_Right);
    studio.shoot(u"deadlines-chosen"_s);
    auto *list = studio.window().findChild<DeadlineView *>();
    for (int row = list->model()->rowCount() - 1; row >= 0; --row)
        if (list->model()->index(row, ClockListModel::Beside).data().toString().startsWith(u"1182/71"_s))
            list->setCurrentIndex(list->model()->index(row, 0));
    studio.shoot(u"deadlines-law"_s);
    studio.window().resize(1440, 900);
    studio.shoot(u"deadlines-law-wide"_s);
    studio.window().resize(1280, 720);
    studio.click(u"lanes-incident"_s);
    studio.shoot(u"deadlines-incidents"_s);
    studio.click(u"span-hours"_s);
    studio.shoot(u"deadlines-hours"_s);
    studio.click(u"span-weeks"_s);
    studio.click(u"deadline-settled"_s);
    studio.shoot(u"deadlines-weeks"_s);
    studio.click(u"deadline-settled"_s);
    studio.click(u"span-days"_s);
    studio.click(u"deadline-exercises"_s);
    studio.shoot(u"deadlines-exercises"_s);
    studio.click(u"deadline-exercises"_s);
    studio.type(u"deadline-text"_s, u"xyz"_s);
    QTest::qWait(300);
    studio.shoot(u"deadlines-narrowed-none"_s);
    studio.click(u"deadline-clear"_s);
    studio.click(u"deadline-export-open"_s);
    studio.shoot(u"deadlines-export"_s);
    studio.click(u"export-titles"_s);
    studio.shoot(u"deadlines-export-titles"_s);
    studio.click(u"export-close"_s);
    studio.window().resize(960, 600);
    studio.shoot(u"deadlines-960"_s);
    studio.window().resize(1280, 720);
}

void shootManyClocks(Studio &studio)
{
    QList<ClockRow> rows;
    for (int i = 0; i < 2000; ++i) {
        ClockRow row;
        row.obligation.id = ObligationId{i + 1};
        row.obligation.incident = row.incident.id = IncidentId{i % 400 + 1};
        row.obligation.customerName = u"Customer %1"_s.arg(i);
        row.obligation.facts.deadlineMs = Studio::kNow + (i - 150) * 11 * kMinuteMs;
        row.obligation.facts.triggerMs = row.obligation.facts.deadlineMs - kCommitmentMs;
        row.incident.number = i % 400 + 1;
        row.incident.title = u"Unusual traffic at edge %1"_s.arg(i % 400);
        rows << row;
    }
    openAgain(studio);
    studio.page(u"deadlines"_s);
    auto *page = studio.window().findChild<DeadlinesPage *>();
    page->findChild<DeadlineAxis *>()->setRows(rows);
    studio.shoot(u"deadlines-many"_s);
    page->findChild<DeadlineAxis *>()->setLanes(AxisLanes::Incident);
    studio.shoot(u"deadlines-many-incidents"_s);
}

void shootFigures(Studio &studio)
{
    studio.page(u"figures"_s);
    studio.shoot(u"figures"_s);
    studio.click(u"figures-by-quarter"_s);
    studio.shoot(u"figures-quarter"_s);
    studio.click(u"figures-by-source"_s);
    studio.shoot(u"figures-source"_s);
    studio.window().resize(960, 600);
    studio.shoot(u"figures-960"_s);
    studio.window().resize(1280, 720);
}

void shootAlerts(Studio &studio)
{
    studio.keepAlerts = true;
    studio.clock().advance(5 * kHourMs); // others are due by then
    openAgain(studio);
    studio.shoot(u"alerts"_s);
    studio.keepAlerts = false;
    studio.clock().set(Studio::kNow);
}

/** The same for who reads 2:05 PM. */
void shootTwelveHours(Studio &studio)
{
    const QLocale before;
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    openAgain(studio);
    studio.shoot(u"twelve-board"_s);
    studio.page(u"deadlines"_s);
    studio.shoot(u"twelve-deadlines"_s);
    for (const char16_t *tab : {u"overview", u"timeline", u"assessment", u"notices"}) {
        studio.incident(20, QString::fromUtf16(tab));
        studio.shoot(u"twelve-"_s + QString::fromUtf16(tab));
    }
    QLocale::setDefault(before);
}

} // namespace

void shootDeadlines(Studio &studio)
{
    studio.openDemo(studio.workPath(u"deadlines.tocsin"_s));
    shootAxis(studio);
    shootFigures(studio);
    shootManyClocks(studio);
    shootAlerts(studio);
    shootTwelveHours(studio);
    openAgain(studio);
}

} // namespace tocsin::shots
