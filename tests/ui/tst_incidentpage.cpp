#include "models/services/workspace.h"
#include "tests/ui/incidentfixture.h"
#include "tests/ui/pageshot.h"
#include "ui/common/choicegroup.h"
#include "ui/common/clocklabel.h"
#include "ui/common/severitychip.h"
#include "ui/incident/incidentpage.h"
#include "ui/incident/missinglist.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabBar>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tocsin;

namespace {

/** A page on a real database, driven as a person would. */
struct Desk
{
    explicit Desk(const QString &title = u"Objects of others in a listing"_s)
    {
        QVERIFY(base.open());
        id = base.record(title);
        QVERIFY(id.isValid());
        page = std::make_unique<IncidentPage>(base.ui());
        page->resize(1104, 646);
        page->show();
        page->open(id, u"overview"_s);
        QVERIFY(QTest::qWaitForWindowExposed(page.get()));
        QTRY_VERIFY(find<QPushButton>(u"nextStep"_s) && !next().isEmpty());
    }

    template<class T> T *find(const QString &name) const
    {
        for (T *w : page->findChildren<T *>(name))
            if (w->isVisible())
                return w;
        return nullptr;
    }
    [[nodiscard]] QString next() const { return find<QPushButton>(u"nextStep"_s)->accessibleName(); }
    void press(const QString &name) const
    {
        auto *button = find<QAbstractButton>(name);
        QVERIFY2(button, qPrintable(name));
        QVERIFY2(button->isEnabled(), qPrintable(name + u": "_s + button->toolTip()));
        QTest::mouseClick(button, Qt::LeftButton);
    }
    void type(const QString &name, const QString &text) const
    {
        auto *field = find<QWidget>(name);
        QVERIFY2(field, qPrintable(name));
        field->setFocus();
        QTest::keyClicks(field, text);
    }
    template<class T> Result<T> ask(std::function<Result<T>(Services &)> job) { return base.ask<T>(std::move(job)); }
    void moveTo(Stage stage)
    {
        for (int n = static_cast<int>(base.incident(id).stage); n < static_cast<int>(stage); ++n)
            QVERIFY(ask<void>([n, i = id](Services &s) {
                        return s.incidents.move(i, 0, static_cast<Stage>(n + 1), u"next"_s);
                    }).has_value());
        base.settle();
    }
    void assess(const ImpactFindings &findings)
    {
        AssessmentInput in;
        in.findings = findings;
        in.finding = u"logs"_s;
        QVERIFY(ask<void>([in, i = id](Services &s) { return s.assessments.assess(i, 0, in); }).has_value());
        base.settle();
    }

    IncidentFixture base;
    IncidentId id;
    std::unique_ptr<IncidentPage> page;
};

ImpactFindings confirmed()
{
    return {FunctionalImpact::Low, InformationImpacts(InformationImpact::PrivacyBreach), Recoverability::Regular,
            CustomerDataRisk::Confirmed};
}

/** A customer with one subscription in scope, and a declaration that starts its clock. */
void declareFor(Desk &desk)
{
    const auto customer = desk.ask<CustomerId>([](Services &s) {
        return s.customers.add({{}, 0, u"Alder Bank"_s, {}, {}, {}});
    });
    QVERIFY(customer);
    const auto subscription = desk.ask<SubscriptionId>([c = *customer](Services &s) {
        return s.customers.addSubscription({{}, 0, c, u"prod-eu"_s, u"tenant"_s});
    });
    QVERIFY(subscription);
    ScopeRow row;
    row.customer = *customer;
    row.subscription = *subscription;
    row.customerName = u"Alder Bank"_s;
    row.subscriptionName = u"prod-eu"_s;
    row.accessed = u"names"_s;
    row.certainty = u"confirmed"_s;
    row.sinceMs = desk.base.clock.nowMs() - kHourMs;
    QVERIFY(
        desk.ask<void>([row, i = desk.id](Services &s) { return s.customers.setScope(i, row, u"log"_s); }).has_value());
    QVERIFY(desk.ask<void>([i = desk.id](Services &s) -> Result<void> {
                    constexpr qint64 end = std::numeric_limits<qint64>::max();
                    const auto entries = s.timeline.before(i, {}, {end, end}, 1);
                    DeclarationInput in;
                    in.statementSigned = true;
                    in.consultedWho = u"Ada Ruiz"_s;
                    in.consultedMs = s.session.nowMs();
                    in.citations = {entries->first().id};
                    return s.declarations.declare(i, 0, in);
                })
                .has_value());
}

} // namespace

class TestIncidentPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void nextStepMovesByKeyboard();
    void refusalStandsAtItsField();
    void typedTextComesBack();
    void conflictKeepsWhatWasTyped();
    void findingsShowTheSeverityAsOneChooses();
    void overrideIsBounded();
    void takesOutByLegal();
    void declaresWithEverythingAsked();
    void addsACustomerOnTheWay();
    void aPassedDeadlineChangesTheWords();
    void legalWithdrawsADuty();
    void closingSaysWhatIsMissing();
    void whatIsMissingIsReadableWhereItIsNarrow();
    void endsAndReopens();
    void everyControlHasAName();
};

void TestIncidentPage::initTestCase()
{
    applyTheme(*qApp, Theme::Mode::Light);
}

void TestIncidentPage::nextStepMovesByKeyboard()
{
    Desk desk;
    QCOMPARE(desk.next(), u"Move to Assess"_s);
    auto *button = desk.find<QPushButton>(u"nextStep"_s);
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Space);
    QTRY_VERIFY(desk.find<QPlainTextEdit>(u"reason"_s));
    auto *reason = desk.find<QPlainTextEdit>(u"reason"_s);
    reason->setFocus();
    QTest::keyClicks(reason, u"on call took it"_s);
    QTest::keyClick(reason, Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(desk.base.incident(desk.id).stage, Stage::Assess);
    QTRY_COMPARE(desk.next(), u"Assess"_s);
    QTRY_VERIFY(!desk.find<QPlainTextEdit>(u"reason"_s));
    QVERIFY(desk.base.said.contains(u"INC-0001 moved to Assess"_s));
    // Done is done: no draft is left behind.
    desk.base.settle();
    const auto drafts = desk.ask<QList<Draft>>([](Services &s) { return s.drafts.all(); });
    QVERIFY(drafts && drafts->isEmpty());
}

void TestIncidentPage::refusalStandsAtItsField()
{
    Desk desk;
    desk.press(u"nextStep"_s);
    QTRY_VERIFY(desk.find<QPushButton>(u"panelPrimary"_s));
    desk.press(u"panelPrimary"_s);
    bool found = false;
    for (const QLabel *label : desk.page->findChildren<QLabel *>())
        found = found || (label->isVisible() && label->text() == u"Say why the incident moves."_s);
    QVERIFY(found);
    QCOMPARE(desk.page->focusWidget(), desk.find<QPlainTextEdit>(u"reason"_s));
    QCOMPARE(desk.base.incident(desk.id).stage, Stage::Detect);
}

void TestIncidentPage::typedTextComesBack()
{
    Desk desk;
    desk.press(u"nextStep"_s);
    QTRY_VERIFY(desk.find<QPlainTextEdit>(u"reason"_s));
    desk.base.settle();
    desk.type(u"reason"_s, u"half a sentence"_s);
    QTest::keyClick(desk.find<QPlainTextEdit>(u"reason"_s), Qt::Key_Escape);
    QTRY_VERIFY(!desk.find<QPlainTextEdit>(u"reason"_s));
    desk.base.settle();
    desk.press(u"nextStep"_s);
    QTRY_VERIFY(desk.find<QPlainTextEdit>(u"reason"_s));
    QTRY_COMPARE(desk.find<QPlainTextEdit>(u"reason"_s)->toPlainText(), u"half a sentence"_s);
}

void TestIncidentPage::conflictKeepsWhatWasTyped()
{
    Desk desk;
    desk.moveTo(Stage::Assess);
    desk.assess(confirmed());
    QTRY_COMPARE(desk.next(), u"Escalate to Diagnose"_s);
    desk.press(u"nextStep"_s);
    QTRY_VERIFY(desk.find<QPlainTextEdit>(u"reason"_s));
    desk.type(u"reason"_s, u"it is theirs now"_s);
    // Somebody is faster: the page has not heard of it when the button is pressed.
    desk.base.workspace.run<void>(desk.page.get(),
                                  [i = desk.id](Services &s) {
                                      return s.incidents.contain(i, 0, ContainmentKind::EmergencyMitigation,
                                                                 u"switched off"_s, {}, s.session.nowMs());
                                  },
                                  {});
    desk.press(u"panelPrimary"_s);
    const auto told = [&desk] {
        for (const QLabel *label : desk.page->findChildren<QLabel *>())
            if (label->isVisible() && label->text().contains(u" was faster, at "_s))
                return true;
        return false;
    };
    QTRY_VERIFY(told());
    QCOMPARE(desk.find<QPlainTextEdit>(u"reason"_s)->toPlainText(), u"it is theirs now"_s);
    QCOMPARE(desk.base.incident(desk.id).stage, Stage::Assess);
    desk.base.settle();
    desk.press(u"panelPrimary"_s);
    QTRY_COMPARE(desk.base.incident(desk.id).stage, Stage::Diagnose);
}

void TestIncidentPage::findingsShowTheSeverityAsOneChooses()
{
    Desk desk;
    desk.moveTo(Stage::Assess);
    QTRY_COMPARE(desk.next(), u"Assess"_s);
    desk.press(u"nextStep"_s);
    QTRY_VERIFY(desk.find<ChoiceGroup>(u"functional"_s));
    desk.base.settle();
    const auto severityOnTab = [&desk] {
        for (const SeverityChip *chip : desk.page->findChildren<SeverityChip *>())
            if (chip->isVisible() && !chip->accessibleName().startsWith(u"Severity "_s) == false)
                return chip->severity();
        return std::optional<Severity>();
    };
    auto *functional = desk.find<ChoiceGroup>(u"functional"_s);
    functional->focusChoice();
    QTest::keyClick(desk.page->focusWidget(), Qt::Key_3);
    QCOMPARE(functional->value().toString(), codeOf(FunctionalImpact::Medium));
    QCOMPARE(severityOnTab(), Severity::Medium);
    auto *information = desk.find<CheckCardGroup>(u"information"_s);
    information->toggleNumber(2);
    QCOMPARE(information->values(), QVariantList{codeOf(InformationImpact::PrivacyBreach)});
    QCOMPARE(severityOnTab(), Severity::High);
    information->toggleNumber(1);
    QCOMPARE(information->values(), QVariantList{u"none"_s});
    QCOMPARE(severityOnTab(), Severity::Medium);
    desk.type(u"finding"_s, u"half of the users cannot sign in"_s);
    desk.press(u"saveAssessment"_s);
    QTRY_COMPARE(desk.base.incident(desk.id).severity, Severity::Medium);
    QVERIFY(desk.base.incident(desk.id).provisional);
    QTRY_COMPARE(desk.next(), u"Escalate to Diagnose"_s);
    const auto history =
        desk.ask<QList<AssessmentRow>>([i = desk.id](Services &s) { return s.assessments.history(i); });
    QVERIFY(history && history->size() == 1);
    QCOMPARE(history->first().finding, u"half of the users cannot sign in"_s);
}

void TestIncidentPage::overrideIsBounded()
{
    Desk desk;
    desk.moveTo(Stage::Assess);
    desk.assess(confirmed());
    desk.page->open(desk.id, u"assessment"_s);
    QTRY_VERIFY(desk.find<QCheckBox>(u"byHand"_s));
    desk.base.settle();
    desk.find<QCheckBox>(u"byHand"_s)->setChecked(true);
    auto *chosen = desk.find<QComboBox>(u"overrideSeverity"_s);
    QVERIFY(chosen);
    QCOMPARE(chosen->findData(codeOf(Severity::Medium)), -1);
    chosen->setCurrentIndex(chosen->findData(codeOf(Severity::Critical)));
    desk.press(u"saveAssessment"_s);
    QTRY_COMPARE(desk.page->focusWidget(), desk.find<QLineEdit>(u"overrideReason"_s));
    desk.type(u"overrideReason"_s, u"the regulator is watching"_s);
    desk.press(u"saveAssessment"_s);
    QTRY_COMPARE(desk.base.incident(desk.id).severity, Severity::Critical);
    QVERIFY(desk.base.incident(desk.id).overridden);
    // P4.4: the priority by itself, with its own reason.
    desk.base.settle();
    desk.find<QCheckBox>(u"byHandPriority"_s)->setChecked(true);
    auto *priority = desk.find<QComboBox>(u"overridePriority"_s);
    priority->setCurrentIndex(priority->findData(codeOf(Priority::P3)));
    desk.press(u"saveAssessment"_s);
    QTRY_COMPARE(desk.page->focusWidget(), desk.find<QLineEdit>(u"overridePriorityReason"_s));
    desk.type(u"overridePriorityReason"_s, u"contained since noon"_s);
    shoot(*desk.page, u"assessment-overrides"_s);
    desk.press(u"saveAssessment"_s);
    QTRY_COMPARE(desk.base.incident(desk.id).priority, Priority::P3);
    QVERIFY(desk.base.incident(desk.id).priorityOverridden && desk.base.incident(desk.id).overridden);
}

/** P7.8: after the declaration taking out asks for legal's words. */
void TestIncidentPage::takesOutByLegal()
{
    Desk desk;
    desk.moveTo(Stage::Assess);
    desk.assess(confirmed());
    declareFor(desk);
    QVERIFY(desk.ask<PersonId>([](Services &s) {
                    return s.people.add({{}, 0, u"Ada Ruiz"_s, {}, {}, Role::Legal, true});
                })
                .has_value());
    desk.page->open(desk.id, u"customers"_s);
    QTRY_VERIFY(desk.find<QTableView>(u"scopeTable"_s));
    desk.base.settle();
    desk.find<QTableView>(u"scopeTable"_s)->selectRow(0);
    desk.press(u"takeOutScope"_s);
    QTRY_VERIFY(desk.find<QPlainTextEdit>(u"reason"_s));
    desk.base.settle();
    desk.type(u"reason"_s, u"a tenant of tests"_s);
    desk.press(u"panelPrimary"_s); // not without legal
    QCOMPARE(desk.base.incident(desk.id).clock->open, 1);
    desk.find<QComboBox>(u"by"_s)->setCurrentText(u"Ada Ruiz"_s);
    desk.type(u"words"_s, u"take it out"_s);
    shoot(*desk.page, u"take-out-legal"_s);
    desk.press(u"panelPrimary"_s);
    QTRY_COMPARE(desk.base.incident(desk.id).clock->open, 0);
}

void TestIncidentPage::declaresWithEverythingAsked()
{
    Desk desk;
    desk.moveTo(Stage::Assess);
    desk.assess(confirmed());
    desk.moveTo(Stage::Diagnose);
    ClassificationInput in;
    in.outcome = Outcome::SecurityIncident;
    in.personalData = PersonalData::Yes;
    in.reason = u"names were in the listing"_s;
    in.participants = u"Sam Roth"_s;
    QVERIFY(desk.ask<void>([in, i = desk.id](Services &s) { return s.assessments.classify(i, 0, in); }).has_value());
    QTRY_COMPARE(desk.next(), u"Declare…"_s);
    desk.press(u"nextStep"_s);
    QTRY_VERIFY(desk.find<QListWidget>(u"entryList"_s));
    auto *entries = desk.find<QListWidget>(u"entryList"_s);
    QTRY_VERIFY(entries->count() > 0);
    desk.press(u"panelPrimary"_s);
    QVERIFY(!desk.base.incident(desk.id).isDeclared());
    // P6.1: the declarer picks the ground; none is there before, and nothing can be signed.
    auto *ground = desk.find<ChoiceGroup>(u"ground"_s);
    QVERIFY(ground->value().toString().isEmpty() && !desk.find<QCheckBox>(u"signed"_s)->isEnabled());
    QTRY_VERIFY(ground->isAncestorOf(desk.page->focusWidget()));
    QVERIFY(ground->chooseNumber(1));
    QCOMPARE(ground->value().toString(), codeOf(DeclarationGround::AccessOccurred));
    QTest::mouseClick(entries->viewport(), Qt::LeftButton, {}, entries->visualItemRect(entries->item(0)).center());
    QCOMPARE(entries->item(0)->checkState(), Qt::Checked);
    desk.find<QCheckBox>(u"signed"_s)->setChecked(true);
    desk.type(u"consultedWho"_s, u"Ada Ruiz"_s);
    // P7.1: off by default, and whoever is chosen has a name.
    auto *also = desk.find<QCheckBox>(u"toAuthorities"_s);
    QVERIFY(!also->isChecked() && !desk.find<QCheckBox>(u"toDataSubjects"_s)->isChecked());
    also->setChecked(true);
    desk.press(u"panelPrimary"_s);
    QTRY_COMPARE(desk.page->focusWidget(), desk.find<QPlainTextEdit>(u"authorities"_s));
    QVERIFY(!desk.base.incident(desk.id).isDeclared());
    desk.type(u"authorities"_s, u"Data Protection Office North"_s);
    QTest::keyClick(desk.page->focusWidget(), Qt::Key_Return);
    desk.type(u"authorities"_s, u"Data Protection Office South"_s);
    // P6.2: what is wanted is shown as open, and is no error.
    QVERIFY(desk.find<QLabel>(u"wantedOpen"_s)
                ->text()
                .endsWith(u"Open: customer impact, resources accessed, repair steps."_s));
    shoot(*desk.page, u"declare-also-told"_s);
    desk.press(u"panelPrimary"_s);
    QTRY_VERIFY(desk.base.incident(desk.id).isDeclared());
    const auto duties =
        desk.ask<QList<Obligation>>([i = desk.id](Services &s) { return s.declarations.obligations(i); });
    QCOMPARE(duties->size(), 3); // whoever turns out to be affected, and the two
    QCOMPARE(addresseeText(duties->last()), u"Data Protection Office South"_s);
    QTRY_COMPARE(desk.next(), u"Add the affected customers"_s);
    QCOMPARE(desk.base.incident(desk.id).declaredMs, desk.base.clock.nowMs());
}

void TestIncidentPage::addsACustomerOnTheWay()
{
    Desk desk;
    desk.page->open(desk.id, u"customers"_s);
    QTRY_VERIFY(desk.find<QPushButton>(u"addFirstScope"_s));
    desk.press(u"addFirstScope"_s);
    QTRY_VERIFY(desk.find<QListWidget>(u"customerList"_s));
    auto *list = desk.find<QListWidget>(u"customerList"_s);
    QTRY_COMPARE(list->count(), 1);
    desk.type(u"customerSearch"_s, u"Alder Bank"_s);
    list->setCurrentRow(0);
    QCOMPARE(desk.find<QLineEdit>(u"newCustomer"_s)->text(), u"Alder Bank"_s);
    desk.type(u"newSubscription"_s, u"prod-eu"_s);
    desk.type(u"contactName"_s, u"Ida Holm"_s);
    desk.type(u"contactEmail"_s, u"ida holm@alder.example"_s);
    desk.type(u"accessed"_s, u"object names"_s);
    desk.type(u"reason"_s, u"flow log of 09:12"_s);
    desk.press(u"panelPrimary"_s);
    desk.base.settle();
    QVERIFY(desk.find<QLineEdit>(u"contactEmail"_s));
    // All of it or nothing: the attempt that failed at the address made no customer, and ended no draft.
    const auto customers = [&desk] {
        return desk.ask<QList<Customer>>([](Services &s) { return s.customers.all(); })->size();
    };
    const auto drafts = [&desk] { return desk.ask<QList<Draft>>([](Services &s) { return s.drafts.all(); })->size(); };
    QCOMPARE(customers(), 0);
    QCOMPARE(drafts(), 1);
    desk.find<QLineEdit>(u"contactEmail"_s)->clear();
    desk.type(u"contactEmail"_s, u"ida@alder.example"_s);
    desk.press(u"panelPrimary"_s);
    QTRY_VERIFY(desk.find<QTableView>(u"scopeTable"_s));
    const auto scope = desk.ask<QList<ScopeRow>>([i = desk.id](Services &s) { return s.customers.scope(i); });
    QVERIFY(scope && scope->size() == 1);
    QCOMPARE(scope->first().reachability, Reachability::SecurityContact);
    QCOMPARE(customers(), 1);
    QCOMPARE(drafts(), 0);
    QTRY_VERIFY(desk.find<QTabBar>(u"incidentTabs"_s)->tabText(3) == u"Customers 1"_s);
}

void TestIncidentPage::aPassedDeadlineChangesTheWords()
{
    Desk desk;
    desk.moveTo(Stage::Assess);
    desk.assess(confirmed());
    declareFor(desk);
    QTRY_COMPARE(desk.next(), u"Draft the customer notice"_s);
    auto *clock = desk.find<ClockLabel>(u"incidentClock"_s);
    QVERIFY(clock);
    QCOMPARE(clock->reading().digits, u"72:00:00"_s);
    const auto shows = [&desk](const QString &text) {
        for (const QLabel *label : desk.page->findChildren<QLabel *>())
            if (label->isVisible() && label->text().contains(text))
                return true;
        return false;
    };
    QTRY_VERIFY(shows(u"1 customer, 1 subscription"_s));
    desk.base.ticker.tickNow();
    desk.base.clock.advance(kCommitmentMs + kMinuteMs);
    desk.base.ticker.tickNow();
    QCOMPARE(clock->reading().band, ClockBand::Overdue);
    QCOMPARE(clock->reading().digits, u"+00:01:00"_s);
}

void TestIncidentPage::legalWithdrawsADuty()
{
    Desk desk;
    desk.moveTo(Stage::Assess);
    desk.assess(confirmed());
    declareFor(desk);
    QTRY_VERIFY(desk.find<QPushButton>(u"decide-1"_s));
    desk.press(u"decide-1"_s);
    QMenu *menu = nullptr;
    for (QMenu *m : desk.page->findChildren<QMenu *>())
        menu = m->isVisible() ? m : menu;
    QVERIFY(menu);
    menu->actions().first()->trigger();
    menu->close();
    QTRY_VERIFY(desk.find<ChoiceGroup>(u"withdrawReason"_s));
    QVERIFY(!desk.find<QPushButton>(u"panelPrimary"_s)->isEnabled());
    desk.find<ChoiceGroup>(u"withdrawReason"_s)->chooseNumber(2);
    desk.type(u"words"_s, u"the listing was of test data"_s);
    auto *by = desk.find<QComboBox>(u"by"_s);
    QTRY_VERIFY(by->findData(-1) >= 0);
    // The one who writes it down cannot be the second person: nobody is offered yet.
    QCOMPARE(by->count(), 2);
    by->setCurrentIndex(by->findData(-1));
    desk.type(u"newName"_s, u"Ada Ruiz"_s);
    desk.type(u"newEmail"_s, u"ada@provider.example"_s);
    desk.press(u"newAdd"_s);
    QTRY_COMPARE(by->currentText(), u"Ada Ruiz"_s);
    auto *form = by->parentWidget();
    auto *said = form->findChild<QLineEdit *>(u"words"_s);
    QVERIFY(said);
    said->setFocus();
    QTest::keyClicks(said, u"withdraw it"_s);
    desk.press(u"panelPrimary"_s);
    const auto state = [&desk] {
        const auto list =
            desk.ask<QList<Obligation>>([i = desk.id](Services &s) { return s.declarations.obligations(i); });
        return list && !list->isEmpty() ? obligationState(list->first().facts, desk.base.clock.nowMs())
                                        : ObligationState::Proposed;
    };
    QTRY_COMPARE(state(), ObligationState::Withdrawn);
    QTRY_VERIFY(!desk.find<QPushButton>(u"decide-1"_s));
}

void TestIncidentPage::closingSaysWhatIsMissing()
{
    Desk desk;
    desk.page->beginAct(Act::Close);
    QTRY_VERIFY(desk.find<QPushButton>(u"jump-classification"_s));
    QVERIFY(!desk.find<QPushButton>(u"panelPrimary"_s)->isEnabled());
    QVERIFY(desk.find<QLabel>(u"panelWhyNot"_s)->text().endsWith(u"are missing before it can be closed."_s));
    for (QPushButton *jump : desk.page->findChildren<QPushButton *>(u"jump-classification"_s))
        if (jump->isVisible())
            QTest::mouseClick(jump, Qt::LeftButton);
    auto *bar = desk.find<QTabBar>(u"incidentTabs"_s);
    QCOMPARE(bar->tabData(bar->currentIndex()).toString(), u"assessment"_s);
}

/** A narrow list, and ways in a language of long words. */
void TestIncidentPage::whatIsMissingIsReadableWhereItIsNarrow()
{
    MissingList list;
    list.setMissing({{u"postmortem"_s, u"A data breach needs a finished post-mortem. "_s.repeated(2), u"postmortem"_s},
                     {u"stage"_s, u"It has not reached the last stage."_s, u"overview"_s}});
    auto *jump = list.findChild<QPushButton *>(u"jump-postmortem"_s);
    jump->setText(jump->text().repeated(3));
    for (const int width : {220, 316, 700}) {
        list.resize(width, list.heightForWidth(width));
        list.resize(width, list.heightForWidth(width)); // the ways may have gone below their lines
        list.show();
        QVERIFY(QTest::qWaitForWindowExposed(&list));
        QVERIFY(list.minimumSizeHint().width() <= 220);
        for (const QLabel *label : list.findChildren<QLabel *>()) {
            if (label->wordWrap())
                QVERIFY2(label->width() >= 140 && label->height() >= label->heightForWidth(label->width()),
                         qPrintable(u"%1 at %2"_s.arg(label->text()).arg(width)));
        }
    }
}

void TestIncidentPage::endsAndReopens()
{
    Desk desk;
    desk.page->beginAct(Act::End);
    QTRY_VERIFY(desk.find<ChoiceGroup>(u"endKind"_s));
    QVERIFY(!desk.find<QPushButton>(u"panelPrimary"_s)->isEnabled());
    auto *kind = desk.find<ChoiceGroup>(u"endKind"_s);
    kind->chooseNumber(1);
    QVERIFY(desk.find<QPlainTextEdit>(u"rootCause"_s));
    QVERIFY(!desk.find<QPlainTextEdit>(u"reason"_s));
    desk.type(u"rootCause"_s, u"a nightly export"_s);
    desk.press(u"panelPrimary"_s);
    QCOMPARE(desk.base.incident(desk.id).endedMs, 0);
    desk.find<QCheckBox>(u"noTuning"_s)->setChecked(true);
    desk.type(u"noTuningReason"_s, u"the rule is right"_s);
    desk.press(u"panelPrimary"_s);
    QTRY_VERIFY(desk.base.incident(desk.id).endedMs > 0);
    QTRY_VERIFY(!desk.find<QPushButton>(u"nextStep"_s));
    desk.page->open(desk.id, u"overview/reopen"_s); // as the board sends there
    QTRY_VERIFY(desk.find<ChoiceGroup>(u"reopenTo"_s));
    desk.type(u"reason"_s, u"it came back"_s);
    desk.press(u"panelPrimary"_s);
    QTRY_VERIFY(!desk.base.incident(desk.id).isDone());
    QTRY_VERIFY(desk.find<QPushButton>(u"nextStep"_s));
}

void TestIncidentPage::everyControlHasAName()
{
    Desk desk;
    desk.moveTo(Stage::Assess);
    desk.assess(confirmed());
    for (const QString &tab : {u"overview"_s, u"assessment"_s, u"customers"_s})
        desk.page->open(desk.id, tab), desk.base.settle();
    QStringList nameless;
    const auto audit = [&desk, &nameless] {
        for (const QWidget *w : desk.page->findChildren<QWidget *>()) {
            const bool inner = w->objectName().startsWith(u"qt_"_s) || !w->isVisible();
            const auto *button = qobject_cast<const QAbstractButton *>(w);
            if (!inner && w->focusPolicy() & Qt::TabFocus && w->accessibleName().isEmpty() &&
                (!button || button->text().isEmpty()))
                nameless << QLatin1StringView(w->metaObject()->className()) + u' ' + w->objectName();
        }
    };
    audit();
    for (Act act : {Act::Move, Act::EmergencyMitigation, Act::Declare, Act::End, Act::Close, Act::OpenTrack}) {
        desk.page->beginAct(act);
        desk.base.settle();
        audit();
    }
    QCOMPARE(nameless, QStringList());
}

QTEST_MAIN(TestIncidentPage)
#include "tst_incidentpage.moc"
