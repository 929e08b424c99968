#include "models/services/workspace.h"
#include "tests/domain/contractterm.h"
#include "tests/ui/incidentfixture.h"
#include "ui/common/choicegroup.h"
#include "ui/common/formrow.h"
#include "ui/incident/incidentpage.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QDateTimeEdit>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tocsin;

/** Awareness and the duties by law, as a person works with them (P7.6, P7.7). */
class TestDutiesPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void overviewSaysWhatIsAssumed();
    void recordsAwarenessWithHistory();
    void awarenessNeedsAReason();
    void otherRolesNeedLegalsWord();
    void proposesFromFacts();
    void factsThatCannotBe();
    void confirmsAndRejects();
    void countedByWeekdays();
    void legalAddsByHand();
    void addingSaysWhoseRightItIs();
    void noWiderThanItsEdge();
    void closedOnesAreOnlyRead();
    void whatIsTypedStays();

private:
    template<class T> [[nodiscard]] T *find(const QString &name) const
    {
        for (T *w : page->findChildren<T *>(name))
            if (w->isVisible())
                return w;
        return nullptr;
    }
    void showPage();
    void begin(Act act);
    void press(const QString &name = u"panelPrimary"_s) const
    {
        QTest::mouseClick(find<QPushButton>(name), Qt::LeftButton);
    }
    void tick(const QString &list, const QString &code) const;
    void proposeForGermany();
    [[nodiscard]] QAbstractButton *card(const QString &group, const QString &starts) const;
    [[nodiscard]] DutyView view()
    {
        return *base->ask<DutyView>([this](Services &s) { return s.duties.view(id); });
    }
    [[nodiscard]] AwarenessView awareness()
    {
        return *base->ask<AwarenessView>([this](Services &s) { return s.awareness.of(id); });
    }
    void become(Roles roles);

    std::unique_ptr<IncidentFixture> base;
    std::unique_ptr<IncidentPage> page;
    IncidentId id;
};

void TestDutiesPanel::init()
{
    applyTheme(*qApp, Theme::Mode::Light);
    base = std::make_unique<IncidentFixture>();
    QVERIFY(base->open());
    id = base->record(u"Exports read by a stranger"_s);
    base->clock.advance(kMinuteMs);
    const auto done = base->ask<void>([this](Services &s) -> Result<void> {
        Person p;
        p.name = u"Ada Ruiz"_s;
        p.login = u"ada"_s;
        p.roles = Role::Legal;
        if (auto added = s.people.add(p); !added)
            return tl::unexpected(added.error());
        if (auto ok = s.incidents.move(id, 0, Stage::Assess, u"On call."_s); !ok)
            return ok;
        return s.assessments.classify(id, 0,
                                      {Outcome::SecurityIncident, PersonalData::Yes, u"Exports read."_s, u"Mira"_s});
    });
    QVERIFY2(done.has_value(), done ? "" : qPrintable(done.error().userText));
    base->clock.advance(kHourMs);
    showPage();
}

void TestDutiesPanel::showPage()
{
    page = std::make_unique<IncidentPage>(base->ui());
    page->resize(1280, 900);
    page->show();
    page->open(id, u"overview"_s);
    QTRY_VERIFY(find<QPushButton>(u"moreActs"_s));
    base->settle();
}

void TestDutiesPanel::cleanup()
{
    page.reset();
    base.reset();
}

void TestDutiesPanel::begin(Act act)
{
    page->beginAct(act);
    QTRY_VERIFY(find<QPushButton>(u"panelPrimary"_s));
    base->settle();
}

void TestDutiesPanel::tick(const QString &list, const QString &code) const
{
    auto *w = find<QListWidget>(list);
    QVERIFY(w);
    for (int n = 0; n < w->count(); ++n)
        if (w->item(n)->data(Qt::UserRole).toString() == code)
            w->item(n)->setCheckState(Qt::Checked);
}

QAbstractButton *TestDutiesPanel::card(const QString &group, const QString &starts) const
{
    for (QAbstractButton *b : find<ChoiceGroup>(group)->findChildren<QAbstractButton *>())
        if (b->accessibleName().startsWith(starts) || b->text().startsWith(starts))
            return b;
    return nullptr;
}

/** The one at the desk holds these roles from now on. */
void TestDutiesPanel::become(Roles roles)
{
    const auto done =
        base->ask<void>([roles, me = base->workspace.status().person](Services &s) mutable -> Result<void> {
            Person other;
            other.name = u"Olga Head"_s;
            other.login = u"olga"_s;
            other.roles = Role::Administrator;
            if (auto added = s.people.add(other); !added)
                return tl::unexpected(added.error());
            me.roles = roles;
            return s.people.change(me);
        });
    QVERIFY2(done.has_value(), done ? "" : qPrintable(done.error().userText));
    page.reset();
    // Who one is is read with the database.
    const DatabaseStatus status = base->workspace.status();
    QSignalSpy opened(&base->workspace, &Workspace::opened);
    base->workspace.open({status.path, false, false, status.person.login, {}});
    QVERIFY(opened.count() > 0 || opened.wait(20000));
    showPage();
}

void TestDutiesPanel::overviewSaysWhatIsAssumed()
{
    QTRY_VERIFY(find<QLabel>(u"awarenessText"_s));
    QTRY_VERIFY(find<QLabel>(u"awarenessText"_s)->text().startsWith(u"Assumed since"_s));
    QVERIFY(find<QPushButton>(u"recordAwareness"_s)->isEnabled());
    QVERIFY(find<QPushButton>(u"dutiesByLaw"_s)->isEnabled());
    press(u"dutiesByLaw"_s);
    QTRY_VERIFY(find<QPushButton>(u"dutyPropose"_s));
    press(u"dutyAwareness"_s);
    QTRY_VERIFY(find<QPlainTextEdit>(u"awarenessReason"_s));
}

void TestDutiesPanel::recordsAwarenessWithHistory()
{
    begin(Act::RecordAwareness);
    const qint64 assumed = awareness().assumed.atMs;
    QTRY_VERIFY(find<QPushButton>(u"panelPrimary"_s)->isEnabled());
    find<QPlainTextEdit>(u"awarenessReason"_s)->setPlainText(u"The call counts."_s);
    press();
    QTRY_COMPARE(awareness().history.size(), 1);
    QCOMPARE(awareness().now.atMs, assumed); // of the minute it was assumed at, that instant
    QVERIFY(base->said.last().startsWith(u"Aware since"_s));
    QTRY_VERIFY(find<QLabel>(u"awarenessText"_s)->text().contains(u"The call counts."_s));
    // A second one stands beside the first, and both are shown.
    begin(Act::RecordAwareness);
    QTRY_VERIFY(find<QPushButton>(u"panelPrimary"_s)->isEnabled());
    auto *edit = find<QWidget>(u"awarenessAt"_s)->findChild<QDateTimeEdit *>();
    edit->setDateTime(edit->dateTime().addSecs(600));
    find<QPlainTextEdit>(u"awarenessReason"_s)->setPlainText(u"No, the mail does."_s);
    press();
    QTRY_COMPARE(awareness().history.size(), 2);
    QVERIFY(awareness().now.atMs > assumed);
    begin(Act::RecordAwareness);
    const auto shows = [this](const QString &text) {
        for (const QLabel *label : page->findChildren<QLabel *>())
            if (label->isVisible() && label->text() == text)
                return true;
        return false;
    };
    QTRY_VERIFY(shows(u"No, the mail does."_s) && shows(u"The call counts."_s));
}

void TestDutiesPanel::awarenessNeedsAReason()
{
    begin(Act::RecordAwareness);
    QTRY_VERIFY(find<QPushButton>(u"panelPrimary"_s)->isEnabled());
    press();
    base->settle();
    QCOMPARE(awareness().history.size(), 0);
    QVERIFY(find<QPlainTextEdit>(u"awarenessReason"_s)->hasFocus());
}

/** An incident manager writes down what legal said; legal is not asked whom it is attested by. */
void TestDutiesPanel::otherRolesNeedLegalsWord()
{
    begin(Act::RecordAwareness);
    QVERIFY(!find<QComboBox>(u"by"_s)); // the one at the desk is legal too
    become(Role::Responder | Role::IncidentManager);
    begin(Act::RecordAwareness);
    QTRY_VERIFY(find<QComboBox>(u"by"_s));
    QTRY_VERIFY(find<QPushButton>(u"panelPrimary"_s)->isEnabled());
    find<QPlainTextEdit>(u"awarenessReason"_s)->setPlainText(u"The call counts."_s);
    press(); // nobody is named
    base->settle();
    QCOMPARE(awareness().history.size(), 0);
    auto *by = find<QComboBox>(u"by"_s);
    QTRY_VERIFY(by->findText(u"Ada"_s, Qt::MatchStartsWith) >= 0);
    by->setCurrentIndex(by->findText(u"Ada"_s, Qt::MatchStartsWith));
    find<QLineEdit>(u"words"_s)->setText(u"From the call on."_s);
    press();
    QTRY_COMPARE(awareness().history.size(), 1);
    QCOMPARE(awareness().now.attestedName, u"Ada Ruiz"_s);
}

void TestDutiesPanel::proposeForGermany()
{
    begin(Act::DecideDuties);
    QTRY_VERIFY(find<QPushButton>(u"dutyPropose"_s)->isEnabled());
    find<QLineEdit>(u"dutyWhere"_s)->setText(u"de"_s);
    auto *part = find<QComboBox>(u"dutyPart"_s), *risk = find<QComboBox>(u"dutyRisk"_s),
         *read = find<QComboBox>(u"dutyUnreadable"_s);
    part->setCurrentIndex(part->findData(codeOf(ProviderPart::Controller)));
    risk->setCurrentIndex(risk->findData(codeOf(PeopleRisk::HighRisk)));
    read->setCurrentIndex(read->findData(u"no"_s));
    press(u"dutyPropose"_s);
    QTRY_VERIFY(find<ChoiceGroup>(u"dutyProposals"_s));
    base->settle();
}

void TestDutiesPanel::proposesFromFacts()
{
    begin(Act::DecideDuties);
    QTRY_VERIFY(find<QLabel>(u"dutyNone"_s));
    QVERIFY(find<QLabel>(u"dutyKnown"_s)->text().contains(u"personal data: yes"_s));
    QVERIFY(!find<QLabel>(u"dutyOpen"_s)); // of no place nothing follows
    QVERIFY(!find<QPushButton>(u"panelPrimary"_s)->isEnabled());
    find<QLineEdit>(u"dutyWhere"_s)->setText(u"de"_s);
    press(u"dutyPropose"_s);
    QTRY_VERIFY(find<QLabel>(u"dutyOpen"_s)); // what the provider is and the risk are not known yet
    QVERIFY(find<QLabel>(u"dutyOpen"_s)->text().contains(u"GDPR"_s));
    QVERIFY(find<QLabel>(u"dutyNone"_s));
    proposeForGermany();
    QCOMPARE(view().factsVersion, 2);
    QCOMPARE(view().facts.byHand.jurisdictions, QStringList{u"DE"_s});
    QAbstractButton *authority = card(u"dutyProposals"_s, u"GDPR, supervisory authority"_s);
    QVERIFY(authority);
    const QString said = authority->accessibleName() + authority->accessibleDescription();
    QVERIFY2(said.contains(u"Art. 33"_s) && said.contains(u"72 hours"_s) && said.contains(u"Confidence: high"_s) &&
                 said.contains(u"Because of the facts"_s),
             qPrintable(said));
    QVERIFY(base->said.last().contains(u"proposed"_s));
    // The same facts again propose nothing more.
    const auto before = view().duties.size();
    press(u"dutyPropose"_s);
    base->settle();
    QCOMPARE(view().duties.size(), before);
    QCOMPARE(view().factsVersion, 2);
}

void TestDutiesPanel::factsThatCannotBe()
{
    begin(Act::DecideDuties);
    QTRY_VERIFY(find<QPushButton>(u"dutyPropose"_s)->isEnabled());
    find<QLineEdit>(u"dutyWhere"_s)->setText(u"DE, XQ"_s);
    press(u"dutyPropose"_s);
    base->settle();
    QCOMPARE(view().factsVersion, 0);
    QVERIFY(find<QLineEdit>(u"dutyWhere"_s)->hasFocus());
    find<QLineEdit>(u"dutyWhere"_s)->setText(u"DE"_s);
    find<QLineEdit>(u"dutyPeople"_s)->setText(u"many"_s);
    press(u"dutyPropose"_s);
    base->settle();
    QCOMPARE(view().factsVersion, 0);
    find<QLineEdit>(u"dutyPeople"_s)->setText(u"4000"_s);
    tick(u"dutyKinds"_s, u"health"_s);
    press(u"dutyPropose"_s);
    QTRY_COMPARE(view().factsVersion, 1);
    QCOMPARE(view().facts.byHand.people, 4000);
    QCOMPARE(view().facts.byHand.dataKinds, QList<DataKind>{DataKind::Health});
}

void TestDutiesPanel::confirmsAndRejects()
{
    proposeForGermany();
    const auto state = [this](const QString &rule) {
        for (const Duty &d : view().duties)
            if (d.origin.rule == rule)
                return obligationState(d.obligation.facts, base->clock.nowMs());
        return ObligationState::Met;
    };
    card(u"dutyProposals"_s, u"GDPR, supervisory authority"_s)->click();
    QVERIFY(!find<QPushButton>(u"panelPrimary"_s)->isEnabled()); // no decision is chosen
    find<ChoiceGroup>(u"dutyDecision"_s)->chooseNumber(1);
    press(); // not without words
    base->settle();
    QCOMPARE(state(u"eu-gdpr-sa"_s), ObligationState::Proposed);
    find<QPlainTextEdit>(u"dutyWords"_s)->setPlainText(u"Counsel agrees."_s);
    press();
    press(); // twice: it is one decision
    QTRY_COMPARE(state(u"eu-gdpr-sa"_s), ObligationState::Running);
    QTRY_VERIFY(base->said.last().startsWith(u"Confirmed"_s));
    base->settle();
    // It stays open for the next one, and what was typed is gone.
    QAbstractButton *people = card(u"dutyProposals"_s, u"GDPR, data subjects"_s);
    QVERIFY(people);
    QVERIFY(!card(u"dutyProposals"_s, u"GDPR, supervisory authority"_s));
    people->click();
    find<ChoiceGroup>(u"dutyDecision"_s)->chooseNumber(2);
    QCOMPARE(find<QPlainTextEdit>(u"dutyWords"_s)->toPlainText(), QString());
    QVERIFY(!find<QPushButton>(u"panelPrimary"_s)->isEnabled()); // not without a ground
    find<ChoiceGroup>(u"dutyReason"_s)->chooseNumber(3);
    find<QPlainTextEdit>(u"dutyWords"_s)->setPlainText(u"The keys were changed."_s);
    press();
    QTRY_COMPARE(state(u"eu-gdpr-ds"_s), ObligationState::Withdrawn);
    QTRY_VERIFY(base->said.last().startsWith(u"Rejected"_s));
}

/** Where no public holidays are known days are counted by weekdays, and it is said; legal may count by hand. */
void TestDutiesPanel::countedByWeekdays()
{
    const auto scoped = base->ask<void>([this](Services &s) -> Result<void> {
        auto customer = s.customers.add({{}, 0, u"Sakura Bank"_s, u"finance"_s, u"JP"_s, {}});
        Subscription sub;
        sub.customer = *customer;
        sub.name = u"sakura-1"_s;
        auto subscription = s.customers.addSubscription(sub);
        CustomerTerm term = test::contractTerm(*customer, StartsAt::Detection, u"Contract 9, clause 3"_s);
        term.period = {3, PeriodUnit::BusinessDays};
        term.channel = u"portal"_s;
        if (auto added = s.duties.addTerm(term); !added)
            return tl::unexpected(added.error());
        ScopeRow row;
        row.customer = *customer;
        row.subscription = *subscription;
        row.customerName = u"Sakura Bank"_s;
        row.subscriptionName = sub.name;
        row.accessed = u"exports"_s;
        row.certainty = u"confirmed"_s;
        return s.customers.setScope(id, row, u"log"_s);
    });
    QVERIFY2(scoped.has_value(), scoped ? "" : qPrintable(scoped.error().userText));
    begin(Act::DecideDuties);
    QTRY_VERIFY(find<ChoiceGroup>(u"dutyProposals"_s));
    QAbstractButton *contract = card(u"dutyProposals"_s, u"Contract: "_s);
    QVERIFY(contract);
    QVERIFY((contract->accessibleName() + contract->accessibleDescription())
                .contains(u"Counted by weekdays, check with counsel"_s));
    contract->click();
    find<ChoiceGroup>(u"dutyDecision"_s)->chooseNumber(1);
    QVERIFY(find<QAbstractButton>(u"dutyByHand"_s));
    QVERIFY(!find<QWidget>(u"dutyDeadline"_s));
    find<QAbstractButton>(u"dutyByHand"_s)->click();
    QVERIFY(find<QWidget>(u"dutyDeadline"_s));
    find<QAbstractButton>(u"dutyByHand"_s)->click();
    find<QPlainTextEdit>(u"dutyWords"_s)->setPlainText(u"The clause covers it."_s);
    press();
    QTRY_VERIFY(view().duties.first().obligation.facts.confirmed);
    QCOMPARE(view().duties.first().counted, DayCount::Weekdays);
    const auto shows = [this](const QString &text) {
        for (const QLabel *label : page->findChildren<QLabel *>())
            if (label->isVisible() && label->text().contains(text))
                return true;
        return false;
    };
    QTRY_VERIFY(shows(u"Counted by weekdays, check with counsel."_s)); // among the decided, and
    press(u"panelCancel"_s);
    QTRY_VERIFY(shows(u"Counted by weekdays, check with counsel · "_s)); // with its clock on the overview
}

/** P5.6: what no rule proposes; what is missing is said at its field, and what was typed stays. */
void TestDutiesPanel::legalAddsByHand()
{
    const auto added = [this] {
        for (const Duty &d : view().duties)
            if (d.origin.isAdded())
                return d;
        return Duty{};
    };
    become(Role::Legal | Role::IncidentManager);
    begin(Act::DecideDuties);
    QVERIFY(!find<QPushButton>(u"addDuty"_s)); // folded away
    press(u"addDutyOpen"_s);
    QTRY_VERIFY(find<QPushButton>(u"addDuty"_s));
    QTRY_VERIFY(find<QComboBox>(u"addKind"_s)->hasFocus());
    QTRY_VERIFY(!find<QComboBox>(u"addKind"_s)->visibleRegion().isEmpty()); // not beneath the edge
    const auto choose = [this](const QString &box, const QString &code) {
        auto *combo = find<QComboBox>(box);
        QVERIFY2(combo, qPrintable(box));
        combo->setCurrentIndex(combo->findData(code));
    };
    // Only what is asked for is there.
    QVERIFY(!find<QWidget>(u"addStartsWhen"_s) && !find<QWidget>(u"addCustomer"_s) && !find<QWidget>(u"addDayPlace"_s));
    choose(u"addAddressee"_s, u"customer"_s);
    QVERIFY(find<QWidget>(u"addCustomer"_s) && !find<QWidget>(u"addName"_s));
    choose(u"addStartsAt"_s, u"named"_s);
    QVERIFY(find<QWidget>(u"addStartsWhen"_s) && find<QWidget>(u"addStart"_s));
    choose(u"addUnit"_s, u"without_undue_delay"_s);
    QVERIFY(!find<QWidget>(u"addNumber"_s) && !find<QWidget>(u"addDayPlace"_s));
    choose(u"addUnit"_s, u"business_days"_s);
    QVERIFY(find<QWidget>(u"addNumber"_s) && find<QWidget>(u"addDayPlace"_s));
    choose(u"addUnit"_s, u"hours"_s);
    choose(u"addStartsAt"_s, u"awareness"_s);
    choose(u"addAddressee"_s, u"authority"_s);
    for (const auto &[field, text] : {std::pair(u"addRegime"_s, u"Order of the ministry"_s),
                                      {u"addName"_s, u"The ministry"_s},
                                      {u"addNumber"_s, u"48"_s}}) {
        press(u"addDuty"_s); // not yet
        base->settle();
        QVERIFY2(find<QLineEdit>(field)->hasFocus(), qPrintable(field));
        QVERIFY(!added().obligation.id.isValid());
        find<QLineEdit>(field)->setText(text);
    }
    press(u"addDuty"_s);
    base->settle();
    QVERIFY(find<QPlainTextEdit>(u"addReason"_s)->hasFocus());
    find<QPlainTextEdit>(u"addReason"_s)->setPlainText(u"It was served this morning."_s);
    // Left and come back to, nothing of it is gone.
    press(u"panelCancel"_s);
    base->settle();
    begin(Act::DecideDuties);
    QTRY_VERIFY(find<QLineEdit>(u"addRegime"_s));
    QCOMPARE(find<QLineEdit>(u"addRegime"_s)->text(), u"Order of the ministry"_s);
    press(u"addDuty"_s);
    QTRY_VERIFY(added().obligation.id.isValid());
    const Duty d = added();
    QVERIFY(d.obligation.facts.confirmed);
    QCOMPARE(d.obligation.facts.deadlineMs, d.obligation.facts.triggerMs + 48 * kHourMs);
    QTRY_COMPARE(base->said.last(), u"Added: Order of the ministry"_s);
    QTRY_VERIFY(!find<QPushButton>(u"addDuty"_s)); // folded again, and empty
    press(u"addDutyOpen"_s);
    QTRY_COMPARE(find<QLineEdit>(u"addRegime"_s)->text(), QString());
}

void TestDutiesPanel::addingSaysWhoseRightItIs()
{
    become(Role::Responder);
    begin(Act::DecideDuties);
    press(u"addDutyOpen"_s);
    QTRY_VERIFY(find<QPushButton>(u"addDuty"_s));
    QVERIFY(!find<QPushButton>(u"addDuty"_s)->isEnabled());
    QVERIFY(!find<QPushButton>(u"addDuty"_s)->toolTip().isEmpty());
}

/** No row of the panel asks for more room than it has, however long its label. */
void TestDutiesPanel::noWiderThanItsEdge()
{
    begin(Act::DecideDuties);
    press(u"addDutyOpen"_s);
    base->settle();
    auto *panel = find<QWidget>(u"act-duties"_s);
    QVERIFY(panel);
    for (QScrollArea *area : panel->findChildren<QScrollArea *>()) {
        if (!area->isVisible() || !area->widget() || area->widget()->findChildren<FormRow *>().isEmpty())
            continue;
        QVERIFY2(area->widget()->width() <= area->viewport()->width(),
                 qPrintable(QString::number(area->widget()->width() - area->viewport()->width())));
        for (FormRow *row : area->widget()->findChildren<FormRow *>())
            QVERIFY2(row->minimumSizeHint().width() <= 400,
                     qPrintable(row->fieldName() + u' ' + QString::number(row->minimumSizeHint().width())));
    }
}

void TestDutiesPanel::closedOnesAreOnlyRead()
{
    const auto done = base->ask<void>([this](Services &s) -> Result<void> {
        EndingInput e;
        e.kind = Ending::FalsePositive;
        e.reason = e.rootCause = e.noTuningReason = u"A backup job."_s;
        return s.incidents.end(id, 0, e);
    });
    QVERIFY2(done.has_value(), done ? "" : qPrintable(done.error().userText));
    QTRY_VERIFY(!find<QPushButton>(u"dutiesByLaw"_s)->isEnabled());
    QVERIFY(find<QPushButton>(u"dutiesByLaw"_s)->toolTip().contains(u"has ended"_s));
    QVERIFY(!find<QPushButton>(u"recordAwareness"_s)->isEnabled());
}

void TestDutiesPanel::whatIsTypedStays()
{
    begin(Act::RecordAwareness);
    find<QPlainTextEdit>(u"awarenessReason"_s)->setPlainText(u"The call cou"_s);
    press(u"panelCancel"_s);
    QTRY_VERIFY(!find<QPlainTextEdit>(u"awarenessReason"_s));
    base->settle();
    begin(Act::RecordAwareness);
    QTRY_COMPARE(find<QPlainTextEdit>(u"awarenessReason"_s)->toPlainText(), u"The call cou"_s);
    begin(Act::DecideDuties);
    QTRY_VERIFY(find<QPushButton>(u"dutyPropose"_s)->isEnabled());
    find<QLineEdit>(u"dutyWhere"_s)->setText(u"FR"_s);
    tick(u"dutySectors"_s, u"health"_s);
    press(u"panelCancel"_s);
    base->settle();
    begin(Act::DecideDuties);
    QTRY_COMPARE(find<QLineEdit>(u"dutyWhere"_s)->text(), u"FR"_s);
}

QTEST_MAIN(TestDutiesPanel)
#include "tst_dutiespanel.moc"
