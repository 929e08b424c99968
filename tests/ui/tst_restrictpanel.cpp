#include "models/services/workspace.h"
#include "tests/ui/incidentfixture.h"
#include "ui/common/chip.h"
#include "ui/common/choicegroup.h"
#include "ui/incident/incidentpage.h"
#include "ui/theme/theme.h"

#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tocsin;

/** P13.4 as a person works with it: restrict, see it marked, lose it, lift it. */
class TestRestrictPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void restrictsAndMarksIt();
    void whoIsAlwaysNamedIsAskedFor();
    void whoIsNoLongerNamedLosesIt();
    void lifts();

private:
    template<class T> [[nodiscard]] T *find(const QString &name) const
    {
        for (T *w : page->findChildren<T *>(name))
            if (w->isVisible())
                return w;
        return nullptr;
    }
    [[nodiscard]] QListWidgetItem *person(const QString &name) const;
    void begin(Act act);
    void fill();
    void press() const { QTest::mouseClick(find<QPushButton>(u"panelPrimary"_s), Qt::LeftButton); }

    std::unique_ptr<IncidentFixture> base;
    std::unique_ptr<IncidentPage> page;
    IncidentId id;
    PersonId ada;
};

void TestRestrictPanel::init()
{
    applyTheme(*qApp, Theme::Mode::Light);
    base = std::make_unique<IncidentFixture>();
    QVERIFY(base->open());
    id = base->record(u"Copies of the payroll"_s);
    for (const auto &[name, roles] :
         {std::pair(u"Ada Ruiz"_s, Roles(Role::Legal)), std::pair(u"Sam Sand"_s, Roles(Role::Responder))}) {
        Person p;
        p.name = name;
        p.login = name.section(u' ', 0, 0).toLower();
        p.roles = roles;
        const auto added = base->ask<PersonId>([p](Services &s) { return s.people.add(p); });
        QVERIFY(added);
        if (roles == Role::Legal)
            ada = *added;
    }
    page = std::make_unique<IncidentPage>(base->ui());
    page->resize(1104, 900);
    page->show();
    page->open(id, u"overview"_s);
    QTRY_VERIFY(find<QPushButton>(u"nextStep"_s));
    base->settle();
}

void TestRestrictPanel::cleanup()
{
    page.reset();
    base.reset();
}

QListWidgetItem *TestRestrictPanel::person(const QString &name) const
{
    auto *list = find<QListWidget>(u"restrictPeople"_s);
    for (int i = 0; list && i < list->count(); ++i)
        if (list->item(i)->text().startsWith(name))
            return list->item(i);
    return nullptr;
}

void TestRestrictPanel::begin(Act act)
{
    page->beginAct(act);
    QTRY_VERIFY(find<QPushButton>(u"panelPrimary"_s));
    base->settle();
}

void TestRestrictPanel::fill()
{
    begin(Act::Restrict);
    QTRY_VERIFY(person(u"Sam"_s));
    find<ChoiceGroup>(u"restrictKind"_s)->chooseNumber(1);
    find<QPlainTextEdit>(u"restrictReason"_s)->setPlainText(u"A colleague's account."_s);
}

void TestRestrictPanel::restrictsAndMarksIt()
{
    QVERIFY(!find<Chip>(u"restrictedChip"_s));
    fill();
    // Legal, executives and who acts are proposed.
    QCOMPARE(person(u"Ada"_s)->checkState(), Qt::Checked);
    QCOMPARE(person(u"Mira"_s)->checkState(), Qt::Checked);
    QCOMPARE(person(u"Sam"_s)->checkState(), Qt::Unchecked);
    press();
    QTRY_VERIFY(base->incident(id).restricted);
    QTRY_VERIFY(find<Chip>(u"restrictedChip"_s));
    const QString tip = find<Chip>(u"restrictedChip"_s)->toolTip();
    QVERIFY2(tip.contains(u"Ada Ruiz, Mira Kahn"_s) && tip.contains(u"A colleague's account."_s), qPrintable(tip));
    QVERIFY(base->said.contains(u"INC-0001 is seen by Ada Ruiz, Mira Kahn"_s));
}

void TestRestrictPanel::whoIsAlwaysNamedIsAskedFor()
{
    fill();
    QVERIFY(!find<QPlainTextEdit>(u"restrictSuspicion"_s));
    person(u"Mira"_s)->setCheckState(Qt::Unchecked); // who restricts is named: no suspicion helps
    press();
    base->settle();
    QVERIFY(!base->incident(id).restricted);
    person(u"Mira"_s)->setCheckState(Qt::Checked);
    press();
    QTRY_VERIFY(base->incident(id).restricted);
}

/** The page that is open empties; nothing of the incident stays on it. */
void TestRestrictPanel::whoIsNoLongerNamedLosesIt()
{
    QVERIFY(base->ask<void>([this](Services &s) -> Result<void> {
                    const Person mira = s.session.actor();
                    RestrictionInput in{RestrictionKind::Insider, u"r"_s, {}, {mira.id, ada}, {}};
                    if (auto ok = s.restrictions.restrict(id, 0, in); !ok)
                        return ok;
                    // Legal finds that the suspicion is against the manager.
                    s.session.setActor(*s.people.byLogin(u"ada"_s));
                    auto done = s.restrictions.unname(id, mira.id, u"It was her account."_s, true);
                    s.session.setActor(mira);
                    return done;
                })
                .has_value());
    base->workspace.pollChanges();
    QTRY_VERIFY(!find<QPushButton>(u"nextStep"_s));
    QVERIFY(page->title().isEmpty());
    for (const QLabel *label : page->findChildren<QLabel *>())
        QVERIFY(!label->isVisible() || !label->text().contains(u"payroll"_s));
}

void TestRestrictPanel::lifts()
{
    fill();
    press();
    QTRY_VERIFY(find<Chip>(u"restrictedChip"_s));
    base->settle();
    begin(Act::LiftRestriction);
    press(); // not without a reason
    base->settle();
    QVERIFY(base->incident(id).restricted);
    find<QPlainTextEdit>(u"reason"_s)->setPlainText(u"It was a backup."_s);
    press();
    QTRY_VERIFY(!base->incident(id).restricted);
    QTRY_VERIFY(!find<Chip>(u"restrictedChip"_s));
}

QTEST_MAIN(TestRestrictPanel)
#include "tst_restrictpanel.moc"
