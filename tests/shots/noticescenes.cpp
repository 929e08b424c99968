#include "tests/shots/scenes.h"
#include "tests/shots/studio.h"
#include "ui/notices/noticestab.h"

#include <QTabBar>

using namespace Qt::StringLiterals;

namespace tocsin::shots {

namespace {

void openNotice(Studio &studio, qint64 number, int place = 0)
{
    const IncidentId id = studio.incident(number, u"notices"_s);
    const auto notices = studio.ask<QList<Notice>>([id](Services &s) { return s.notices.list(id); });
    if (notices.size() <= place)
        stop(u"INC-%1 has no such notice"_s.arg(number));
    studio.window().findChild<NoticesTab *>()->openNotice(notices.at(place).id);
    studio.settle();
}

void choosePage(Studio &studio, int page)
{
    qobject_cast<QTabBar *>(studio.find(u"noticeTabs"_s))->setCurrentIndex(page);
    studio.settle();
}

} // namespace

void shootNotices(Studio &studio)
{
    studio.incident(29, u"notices"_s);
    studio.shoot(u"notices"_s);
    studio.click(u"newNotice"_s);
    studio.shoot(u"notices-new"_s);
    studio.hold(22);
    openNotice(studio, 22);
    studio.shoot(u"composer-draft"_s);
    studio.click(u"noticeBodyShowPreview"_s);
    studio.shoot(u"composer-preview"_s);
    openNotice(studio, 17);
    studio.shoot(u"composer-review"_s);
    studio.window().resize(1440, 900);
    studio.click(u"noticeBodyShowPreview"_s);
    studio.shoot(u"composer-1440"_s);
    studio.window().resize(1280, 720);
    studio.settle();
    studio.click(u"noticePrimary"_s);
    studio.shoot(u"composer-approve"_s);
    studio.hold(27);
    openNotice(studio, 27);
    studio.shoot(u"composer-approved"_s);
    studio.click(u"noticePrimary"_s);
    studio.shoot(u"composer-send"_s);
    openNotice(studio, 21);
    studio.shoot(u"composer-delivered"_s);
    choosePage(studio, 1);
    studio.shoot(u"composer-messages"_s);
    choosePage(studio, 2);
    studio.shoot(u"composer-history"_s);
}

} // namespace tocsin::shots
