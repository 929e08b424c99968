#include "tests/shots/longtext.h"
#include "tests/shots/scenes.h"
#include "tests/shots/studio.h"
#include "ui/common/choicegroup.h"
#include "ui/incident/incidentpage.h"

#include <QListWidget>
#include <QScrollArea>

using namespace Qt::StringLiterals;

namespace tocsin::shots {

namespace {

constexpr qint64 kNumber = 31;

void scrollTo(Studio &studio, const QString &name)
{
    auto *widget = studio.window().findChild<QWidget *>(name);
    for (QWidget *w = widget; w; w = w->parentWidget())
        if (auto *area = qobject_cast<QScrollArea *>(w); area && w != widget)
            area->ensureWidgetVisible(widget, 0, 40);
    studio.settle();
}

void shootPanel(Studio &studio)
{
    studio.hold(kNumber);
    studio.incident(kNumber, u"overview"_s);
    auto *page = studio.window().findChild<IncidentPage *>();
    page->beginAct(Act::Restrict);
    studio.settle();
    studio.shoot(u"restrict"_s);
    auto *list = studio.window().findChild<QListWidget *>(u"restrictPeople"_s);
    for (int i = 0; i < list->count(); ++i)
        if (list->item(i)->text().contains(nameOf(Role::Legal)))
            list->item(i)->setCheckState(Qt::Unchecked);
    studio.window().findChild<ChoiceGroup *>(u"restrictKind"_s)->chooseNumber(1);
    studio.type(u"restrictReason"_s, u"The copies were made with the account of a colleague."_s);
    studio.type(u"restrictEnvironment"_s, u"Payroll, data centre north"_s);
    scrollTo(studio, u"restrictSuspicion"_s);
    studio.shoot(u"restrict-without-legal"_s);
    studio.click(u"panelPrimary"_s);
    studio.settle();
    studio.shoot(u"restrict-refused"_s);
    studio.click(u"panelCancel"_s);
}

/** As its page, its card and its row show it. */
void shootRestrictedOne(Studio &studio)
{
    const Incident incident = studio.read(kNumber);
    studio.ask<void>([incident](Services &s) -> Result<void> {
        RestrictionInput input{RestrictionKind::Insider,
                               u"The copies were made with the account of a colleague."_s,
                               u"Payroll, data centre north"_s,
                               {},
                               {}};
        const auto restriction = s.restrictions.of(incident.id);
        for (const NamedPerson &p : restriction->people)
            input.named << p.person;
        return s.restrictions.restrict(incident.id, 0, input);
    });
    studio.settle();
    studio.incident(kNumber, u"overview"_s);
    studio.shoot(u"restricted-page"_s);
    studio.incident(kNumber, u"timeline"_s);
    studio.shoot(u"restricted-timeline"_s);
    auto *page = studio.window().findChild<IncidentPage *>();
    page->beginAct(Act::Restrict);
    studio.settle();
    scrollTo(studio, u"restrictPeople"_s);
    studio.shoot(u"restricted-who"_s);
    studio.click(u"panelCancel"_s);
    page->beginAct(Act::LiftRestriction);
    studio.settle();
    studio.shoot(u"restricted-lift"_s);
    studio.click(u"panelCancel"_s);
    studio.page(u"board"_s);
    studio.shoot(u"restricted-board"_s);
    studio.page(u"incidents"_s);
    studio.shoot(u"restricted-list"_s);
}

void shootNewRestricted(Studio &studio)
{
    studio.page(u"board"_s);
    studio.click(u"new-incident"_s);
    studio.type(u"new-title"_s, u"Copies of the payroll made by night"_s);
    studio.click(u"new-restricted"_s);
    studio.settle();
    studio.shoot(u"new-restricted"_s);
    scrollTo(studio, u"restrictPeople"_s);
    studio.shoot(u"new-restricted-people"_s);
    studio.click(u"new-close"_s);
}

void shootLong(Studio &studio)
{
    LongText twice;
    QCoreApplication::installTranslator(&twice);
    studio.renewWindow();
    studio.open({studio.workPath(u"restricted.tocsin"_s), false, false, {}, {}});
    studio.incident(kNumber, u"overview"_s);
    studio.shoot(u"restricted-long"_s);
    studio.window().findChild<IncidentPage *>()->beginAct(Act::Restrict);
    studio.settle();
    scrollTo(studio, u"restrictPeople"_s);
    studio.shoot(u"restricted-long-who"_s);
    QCoreApplication::removeTranslator(&twice);
}

} // namespace

void shootRestricted(Studio &studio)
{
    studio.renewWindow();
    studio.openDemo(studio.workPath(u"restricted.tocsin"_s));
    shootPanel(studio);
    shootRestrictedOne(studio);
    shootNewRestricted(studio);
    shootLong(studio);
}

} // namespace tocsin::shots
