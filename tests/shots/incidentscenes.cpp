#include "tests/shots/scenes.h"
#include "tests/shots/studio.h"

#include <QAbstractItemView>
#include <QListWidget>

using namespace Qt::StringLiterals;

namespace tocsin::shots {

namespace {

void chooseRow(Studio &studio, const QString &view, int row)
{
    auto *list = qobject_cast<QAbstractItemView *>(studio.find(view));
    const int rows = list->model()->rowCount();
    list->setCurrentIndex(list->model()->index(row < 0 ? rows + row : row, 0));
    list->setFocus();
    studio.settle();
}

void shootTimeline(Studio &studio)
{
    studio.incident(20, u"timeline"_s);
    studio.shoot(u"timeline"_s);
    chooseRow(studio, u"timelineList"_s, -3);
    studio.shoot(u"timeline-selection"_s);
    studio.window().resize(1440, 900);
    studio.shoot(u"timeline-1440"_s);
    studio.window().resize(1280, 720);
    studio.settle();
    studio.key(Qt::Key_Return);
    studio.shoot(u"timeline-entry"_s);
    studio.key(Qt::Key_Escape);
    studio.type(u"entryText"_s, u"09:10 Volume unmounted on all three hosts; read-only copy kept."_s);
    studio.shoot(u"timeline-typing"_s);
    studio.type(u"filterText"_s, u"snapshot"_s);
    studio.shoot(u"timeline-filter"_s);
    studio.type(u"filterText"_s, u"qqq"_s);
    studio.shoot(u"timeline-filter-none"_s);
    studio.incident(38, u"timeline"_s);
    studio.shoot(u"timeline-struck"_s);
}

} // namespace

void shootIncident(Studio &studio)
{
    for (const qint64 number : {14, 27, 40}) {
        studio.incident(number, u"overview"_s);
        studio.shoot(u"overview-%1"_s.arg(number));
    }
    shootTimeline(studio);
    for (const char16_t *key : {u"assessment", u"customers", u"record"}) {
        const QString tab = QString::fromUtf16(key);
        studio.incident(20, tab);
        studio.shoot(tab + u"-tab"_s);
    }
    studio.incident(38, u"assessment"_s);
    studio.shoot(u"assessment-first"_s);
    if (studio.has(u"addScope"_s)) {
        studio.click(u"addScope"_s);
        studio.shoot(u"customers-add"_s);
    }
    for (const qint64 number : {6, 12, 9, 20}) {
        studio.incident(number, u"postmortem"_s);
        studio.shoot(u"postmortem-%1"_s.arg(number));
    }
    studio.incident(12, u"postmortem"_s);
    if (auto *nav = studio.window().findChild<QListWidget *>(u"postmortemNav"_s))
        for (int row = 0; row < nav->count(); ++row) {
            nav->setCurrentRow(row);
            studio.settle();
            studio.shoot(u"postmortem-part-%1"_s.arg(row));
        }
    for (const char16_t *key : {u"postmortems", u"actions"}) {
        const QString page = QString::fromUtf16(key);
        studio.page(page);
        studio.shoot(u"page-"_s + page);
    }
    studio.window().resize(960, 600);
    studio.incident(20, u"timeline"_s);
    studio.shoot(u"timeline-960"_s);
    studio.incident(20, u"overview"_s);
    studio.shoot(u"overview-960"_s);
    studio.window().resize(1280, 720);
}

} // namespace tocsin::shots
