#include "tests/ui/incidentfixture.h"
#include "tests/ui/pageshot.h"
#include "ui/board/filterbar.h"
#include "ui/common/formrow.h"
#include "ui/incident/incidentheader.h"
#include "ui/incident/incidentpage.h"
#include "ui/incident/responsibilitygrid.h"
#include "ui/services/servicespage.h"
#include "ui/services/sourcespage.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QTableWidget>

using namespace tocsin;
using namespace Qt::StringLiterals;

/** Services, whose an incident is, hand-over, sources and the switch for exercises, as a person works with them. */
class TestServicePages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, Theme::Mode::Light); }
    void init();
    void directoryByKeyboard();
    void directoryOfWhoMayNot();
    void matrixByKeyboard();
    void handsOver();
    void handsOverNeverthelessWithAReason();
    void endPanelLeadsThere();
    void sourcesFollowTuning();
    void filterBarNarrows();
    void onlyLeadsSeeTheMark();
    void aRealFindingGetsItsOwnIncident();

private:
    [[nodiscard]] ServiceId service(const QString &name);
    void openIncident(IncidentId id);
    void endFalsely(IncidentId id);
    template<class T> [[nodiscard]] T *seen(QWidget &within, const QString &name) const
    {
        for (T *w : within.findChildren<T *>(name))
            if (w->isVisible())
                return w;
        return nullptr;
    }

    std::unique_ptr<IncidentFixture> base;
    std::unique_ptr<IncidentPage> page;
};

void TestServicePages::init()
{
    page.reset();
    base = std::make_unique<IncidentFixture>();
    QVERIFY(base->open());
}

ServiceId TestServicePages::service(const QString &name)
{
    Service s;
    s.name = name;
    s.owner = u"Sam"_s;
    s.model = ServiceModel::Iaas;
    return base->ask<ServiceId>([s](Services &services) { return services.directory.add(s); }).value_or(ServiceId{});
}

void TestServicePages::openIncident(IncidentId id)
{
    page = std::make_unique<IncidentPage>(base->ui());
    page->resize(1104, 900);
    page->show();
    page->open(id, u"overview"_s);
    QTRY_VERIFY(seen<QPushButton>(*page, u"handOver"_s));
    base->settle();
}

void TestServicePages::endFalsely(IncidentId id)
{
    EndingInput e;
    e.kind = Ending::FalsePositive;
    e.rootCause = u"A backup job."_s;
    e.tuningAction = u"Leave it out"_s;
    e.tuningOwner = u"Sam"_s;
    e.tuningDueMs = base->clock.nowMs() + kHourMs;
    QVERIFY(base->ask<void>([id, e](Services &s) { return s.incidents.end(id, 0, e); }));
}

/** P3.5. */
void TestServicePages::directoryByKeyboard()
{
    ServicesPage services(base->ui());
    services.resize(1104, 700);
    services.show();
    services.activate();
    QTRY_VERIFY(seen<QWidget>(services, u"servicesEmpty"_s));
    seen<QPushButton>(services, u"serviceNew"_s)->setFocus();
    QTest::keyClick(seen<QPushButton>(services, u"serviceNew"_s), Qt::Key_Space);
    QTRY_VERIFY(seen<QLineEdit>(services, u"name"_s) && seen<QLineEdit>(services, u"name"_s)->hasFocus());
    QTest::keyClicks(seen<QLineEdit>(services, u"name"_s), u"Machines"_s);
    QTest::keyClick(seen<QLineEdit>(services, u"name"_s), Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(seen<QLineEdit>(services, u"owner"_s)->hasFocus()); // without an owner it is refused, there
    QTest::keyClicks(seen<QLineEdit>(services, u"owner"_s), u"Sam"_s);
    QTest::keyClick(seen<QLineEdit>(services, u"owner"_s), Qt::Key_Return, Qt::ControlModifier);
    auto *list = services.findChild<QListView *>(u"servicesList"_s);
    QTRY_COMPARE(list->model()->rowCount(), 1);
    QTRY_COMPARE(list->currentIndex().data().toString(), u"Machines"_s);
    shoot(services, u"services"_s);
    seen<QPushButton>(services, u"serviceChange"_s)->click();
    QTRY_VERIFY(seen<QCheckBox>(services, u"active"_s));
    seen<QCheckBox>(services, u"active"_s)->setChecked(false);
    seen<QPushButton>(services, u"formSave"_s)->click();
    QTRY_COMPARE(base->ask<QList<Service>>([](Services &s) { return s.directory.all(); })->first().active, false);
    for (QWidget *w : services.findChildren<QWidget *>())
        if (w->isVisible() && w->focusPolicy() & Qt::TabFocus)
            QVERIFY2(!w->accessibleName().isEmpty() && !w->objectName().isEmpty(), w->metaObject()->className());
}

void TestServicePages::directoryOfWhoMayNot()
{
    (void)service(u"Machines"_s);
    QVERIFY(base->ask<void>([](Services &s) -> Result<void> {
        Person p = s.session.actor();
        p.roles = Role::Responder;
        s.session.setActor(p);
        return {};
    }));
    Service other;
    other.name = u"Mail"_s;
    other.owner = u"Kim"_s;
    const auto added = base->ask<ServiceId>([other](Services &s) { return s.directory.add(other); });
    QVERIFY(!added);
    QCOMPARE(added.error().kind, ErrorKind::Denied);
    QVERIFY(added.error().userText.contains(u"Administrator"_s));
}

/** P3.1, P3.2: arrows and space, and what is said of each cell. */
void TestServicePages::matrixByKeyboard()
{
    (void)service(u"Machines"_s);
    const IncidentId id = base->record(u"A guest"_s);
    openIncident(id);
    page->beginAct(Act::Responsibility);
    QTRY_VERIFY(seen<QPushButton>(*page, u"panelPrimary"_s) &&
                seen<QPushButton>(*page, u"panelPrimary"_s)->isEnabled());
    auto *grid = seen<ResponsibilityGrid>(*page, u"responsibilityGrid"_s);
    QVERIFY(grid);
    const QList<ResponsibilityCell *> cells = grid->findChildren<ResponsibilityCell *>();
    QCOMPARE(cells.size(), 36);
    QCOMPARE(seen<ResponsibilityCell>(*page, u"cell-iaas-operating_system"_s)->accessibleName(),
             u"IaaS, operating system: customer's"_s);
    QCOMPARE(seen<ResponsibilityCell>(*page, u"cell-saas-data"_s)->accessibleName(), u"SaaS, data: provider's"_s);
    QCOMPARE(std::count_if(cells.begin(), cells.end(),
                           [](ResponsibilityCell *c) { return c->focusPolicy() & Qt::TabFocus; }),
             1); // one stop of the tab key
    grid->setFocus();
    for (int n = 0; n < 4; ++n)
        QTest::keyClick(page->focusWidget(), Qt::Key_Down);
    QCOMPARE(page->focusWidget()->objectName(), u"cell-iaas-operating_system"_s);
    QTest::keyClick(page->focusWidget(), Qt::Key_Space);
    auto *answer = seen<QLabel>(*page, u"impactAnswer"_s);
    QVERIFY2(answer->text().contains(u"the customer's"_s), qPrintable(answer->text()));
    QTest::keyClick(page->focusWidget(), Qt::Key_Down);
    QTest::keyClick(page->focusWidget(), Qt::Key_Space);
    QVERIFY2(answer->text().contains(u"Both"_s), qPrintable(answer->text()));
    shoot(*page, u"responsibility"_s);
    QTest::keyClick(page->focusWidget(), Qt::Key_Space); // out again
    QTest::keyClick(page->focusWidget(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(!seen<QPushButton>(*page, u"panelPrimary"_s));
    QTRY_VERIFY(seen<QLabel>(*page, u"serviceText"_s));
    QVERIFY(seen<QLabel>(*page, u"serviceText"_s)->text().contains(u"Operating system – the customer's"_s));
}

/** P3.4. */
void TestServicePages::handsOver()
{
    const ServiceId machines = service(u"Machines"_s);
    const IncidentId id = base->record(u"A guest"_s);
    QVERIFY(base->ask<void>([=](Services &s) {
        ServiceImpact i;
        i.service = machines;
        i.model = ServiceModel::Iaas;
        i.layers = {Layer::OperatingSystem};
        return s.responsibility.set(id, i, {});
    }));
    openIncident(id);
    seen<QPushButton>(*page, u"handOver"_s)->click();
    QTRY_VERIFY(seen<QLineEdit>(*page, u"handOverTo"_s));
    QVERIFY(!seen<QPlainTextEdit>(*page, u"handOverWhy"_s)); // it is the customer's alone
    QTest::keyClicks(seen<QLineEdit>(*page, u"handOverTo"_s), u"Birch Clinic"_s);
    seen<QPushButton>(*page, u"panelPrimary"_s)->click();
    QTRY_VERIFY(seen<QPlainTextEdit>(*page, u"handOverSaid"_s)->hasFocus()); // what was said is missing
    QTest::keyClicks(seen<QPlainTextEdit>(*page, u"handOverSaid"_s), u"Patch it."_s);
    shoot(*page, u"hand-over"_s);
    seen<QPushButton>(*page, u"panelPrimary"_s)->click();
    QTRY_COMPARE(base->incident(id).outcome, Outcome::Referred);
}

void TestServicePages::handsOverNeverthelessWithAReason()
{
    const IncidentId id = base->record(u"A guest"_s);
    openIncident(id);
    seen<QPushButton>(*page, u"handOver"_s)->click();
    QTRY_VERIFY(seen<QPlainTextEdit>(*page, u"handOverWhy"_s));
    seen<QLineEdit>(*page, u"handOverTo"_s)->setText(u"Birch Clinic"_s);
    seen<QPlainTextEdit>(*page, u"handOverSaid"_s)->setPlainText(u"Patch it."_s);
    seen<QPushButton>(*page, u"panelPrimary"_s)->click();
    QTRY_VERIFY(seen<QPlainTextEdit>(*page, u"handOverWhy"_s)->hasFocus());
    seen<QPlainTextEdit>(*page, u"handOverWhy"_s)->setPlainText(u"They run it themselves."_s);
    seen<QPushButton>(*page, u"panelPrimary"_s)->click();
    QTRY_COMPARE(base->incident(id).outcome, Outcome::Referred);
}

void TestServicePages::endPanelLeadsThere()
{
    const IncidentId id = base->record(u"A guest"_s);
    openIncident(id);
    page->beginAct(Act::End);
    QTRY_VERIFY(seen<QPushButton>(*page, u"endHandOver"_s));
    seen<QPushButton>(*page, u"endHandOver"_s)->click();
    QTRY_VERIFY(seen<QLineEdit>(*page, u"handOverTo"_s));
}

/** P2.7. */
void TestServicePages::sourcesFollowTuning()
{
    endFalsely(base->record(u"False"_s));
    (void)base->record(u"Real"_s);
    base->clock.advance(2 * kHourMs);
    SourcesPage sources(base->ui());
    sources.resize(1104, 760);
    sources.show();
    sources.activate();
    auto *figures = sources.findChild<QTableWidget *>(u"sourceFigures"_s);
    QTRY_COMPARE(figures->rowCount(), 8);
    QCOMPARE(figures->item(7, 1)->text(), u"2"_s); // all sources
    QCOMPARE(figures->item(7, 2)->text(), u"1"_s);
    QVERIFY(figures->item(7, 3)->text().startsWith(u"50"_s));
    QCOMPARE(figures->item(7, 5)->text(), u"1 overdue"_s);
    auto *table = sources.findChild<QTableView *>(u"tuningTable"_s);
    QTRY_COMPARE(table->model()->rowCount(), 1);
    QCOMPARE(table->model()->index(0, 0).data().toString(), u"Overdue"_s);
    shoot(sources, u"sources"_s);
    seen<QPushButton>(sources, u"tuningDrop"_s)->click(); // without a word
    QTRY_VERIFY(seen<QPlainTextEdit>(sources, u"tuningRemark"_s)->hasFocus());
    seen<QPushButton>(sources, u"tuningDone"_s)->click();
    QTRY_COMPARE(table->model()->index(0, 0).data().toString(), u"Done"_s);
    QTRY_VERIFY(seen<QPushButton>(sources, u"tuningAgain"_s));
    QCOMPARE(figures->item(7, 6)->text(), u"1"_s);
    for (QWidget *w : sources.findChildren<QWidget *>())
        if (w->isVisible() && w->focusPolicy() & Qt::TabFocus)
            QVERIFY2(!w->accessibleName().isEmpty() && !w->objectName().isEmpty(), w->metaObject()->className());
}

/** P3.5, P2.8. */
void TestServicePages::filterBarNarrows()
{
    const ServiceId machines = service(u"Machines"_s);
    FilterBar bar(false);
    bar.show();
    QVERIFY(!seen<QPushButton>(bar, u"filter-service"_s)); // nothing to narrow by yet
    bar.followServices(base->workspace);
    QTRY_VERIFY(seen<QPushButton>(bar, u"filter-service"_s));
    int changes = 0;
    connect(&bar, &FilterBar::changed, this, [&changes] { ++changes; });
    seen<QPushButton>(bar, u"filter-service"_s)->menu()->actions().first()->trigger();
    QCOMPARE(bar.filter().services, QList<ServiceId>{machines});
    QCOMPARE(seen<QPushButton>(bar, u"filter-service"_s)->text(), u"Machines"_s);
    QVERIFY(bar.isActive());
    QVERIFY(!bar.filter().exercises);
    seen<QPushButton>(bar, u"filter-exercises"_s)->click();
    QVERIFY(bar.filter().exercises);
    QCOMPARE(changes, 2);
    const IncidentFilter kept = FilterBar::fromText(FilterBar::toText(bar.filter(), false), {});
    QCOMPARE(kept.services, bar.filter().services);
    QVERIFY(kept.exercises);
}

/** P2.8: the mark, who lifts it, and that everybody sees it then. */
void TestServicePages::onlyLeadsSeeTheMark()
{
    NewIncident n;
    n.title = u"Keys in a public place"_s;
    n.reportedBy = u"Red team"_s;
    n.detectedMs = base->clock.nowMs();
    const PersonId me = base->workspace.status().person.id;
    const auto id = base->ask<IncidentId>([=](Services &s) { return s.exercises.recordUnannounced(n, {me}); });
    QVERIFY(id);
    openIncident(*id);
    QTRY_VERIFY(seen<QPushButton>(*page, u"liftExercise"_s));
    seen<QPushButton>(*page, u"liftExercise"_s)->click();
    QTRY_VERIFY(seen<QPlainTextEdit>(*page, u"reason"_s));
    seen<QPlainTextEdit>(*page, u"reason"_s)->setPlainText(u"The drill is over."_s);
    seen<QPushButton>(*page, u"panelPrimary"_s)->click();
    QTRY_VERIFY(base->ask<ExerciseInfo>([id](Services &s) { return s.exercises.info(*id); })->liftedMs > 0);
    QTRY_VERIFY(!seen<QPushButton>(*page, u"liftExercise"_s));
    QVERIFY(seen<QLabel>(*page, u"exerciseText"_s)->text().contains(u"The drill is over."_s));
}

/** P2.8: what an exercise brought to light by chance, from its menu to a real incident with a link. */
void TestServicePages::aRealFindingGetsItsOwnIncident()
{
    NewIncident n;
    n.title = u"Phishing drill"_s;
    n.reportedBy = u"Red team"_s;
    n.detectedMs = base->clock.nowMs();
    n.exercise = true;
    const auto id = base->ask<IncidentId>([n](Services &s) { return s.incidents.record(n); });
    QVERIFY(id);
    openIncident(*id);
    QTRY_VERIFY(page->findChild<IncidentHeader *>());
    Q_EMIT page->findChild<IncidentHeader *>()->actRequested(Act::RealFinding);
    QTRY_VERIFY(seen<QLineEdit>(*page, u"findingTitle"_s));
    seen<QPushButton>(*page, u"panelPrimary"_s)->click(); // nothing said yet
    base->settle();
    QVERIFY(seen<QLineEdit>(*page, u"findingTitle"_s));
    seen<QLineEdit>(*page, u"findingTitle"_s)->setText(u"Port open to everybody"_s);
    seen<QPlainTextEdit>(*page, u"findingSeen"_s)->setPlainText(u"The drill's scan found it."_s);
    seen<QPushButton>(*page, u"panelPrimary"_s)->click();
    IncidentFilter real;
    QTRY_COMPARE(base->ask<qint64>([real](Services &s) { return s.incidents.count(real); }).value_or(-1), 1);
    const auto found = base->ask<QList<Incident>>([real](Services &s) { return s.incidents.page(real, {}); });
    QCOMPARE(found->first().title, u"Port open to everybody"_s);
    QVERIFY(!found->first().exercise);
    const auto links = base->ask<QList<IncidentLink>>([id](Services &s) { return s.links.links(*id); });
    QCOMPARE(links->size(), 1);
}

QTEST_MAIN(TestServicePages)
#include "tst_servicepages.moc"
