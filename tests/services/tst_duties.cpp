#include "tests/domain/contractterm.h"
#include "tests/storage/populated.h"

#include <QTest>
#include <QTimeZone>
#include <algorithm>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

#define OK(expression)                                                                                                 \
    do {                                                                                                               \
        const auto &result_ = (expression);                                                                            \
        QVERIFY2(result_.has_value(),                                                                                  \
                 result_ ? "" : qPrintable(result_.error().userText + u" | "_s + result_.error().detail));             \
    } while (false)

#define REFUSED(expression, kind_)                                                                                     \
    do {                                                                                                               \
        const auto &result_ = (expression);                                                                            \
        QVERIFY(!result_.has_value());                                                                                 \
        QCOMPARE(result_.error().kind, kind_);                                                                         \
    } while (false)

/** Awareness, proposals from facts and contracts, legal's decisions and the clocks they start (P7.2, P7.6, P7.7, P5.6).
 */
class TestDuties : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void awarenessIsAssumedUntilRecorded();
    void awarenessIsLegals();
    void awarenessKeepsItsHistory();
    void questionFollowsTheRecord();
    void clocksFollowAwareness();
    void processorOwesEachCustomer();
    void confirmedAndDismissed();
    void openDutyKeepsAnIncident_data();
    void openDutyKeepsAnIncident();
    void namedInstants();
    void noNumber();
    void calendarNotKnown();
    void countedByHand();
    void laterTermsAreProposed();
    void regulationBesideTheClock();
    void earliestOfDuplicates();
    void clockWithoutDeclaration();
    void statuteKnowsNoException();
    void contractsAreProposedByTheScope();
    void contractStartsWithTheDeclaration();
    void contractHidesNoCommitment();
    void ruleVersionIsRemembered();

private:
    [[nodiscard]] Services &s() { return *team->services; }
    [[nodiscard]] DutyView view() { return *s().duties.view(incident); }
    [[nodiscard]] Duty duty(const QString &rule)
    {
        for (const Duty &d : view().duties)
            if (d.origin.rule == rule)
                return d;
        return {};
    }
    [[nodiscard]] Result<void> classify()
    {
        return s().assessments.classify(incident, 0,
                                        {Outcome::SecurityIncident, PersonalData::Yes, u"Read."_s, u"Mira"_s});
    }
    [[nodiscard]] DutyFactsByHand controllerFacts() const
    {
        DutyFactsByHand f;
        f.jurisdictions = {u"DE"_s};
        f.part = ProviderPart::Controller;
        f.risk = PeopleRisk::HighRisk;
        f.unintelligible = false;
        return f;
    }
    /** A decision of legal: by log-in on a server, attested on a file. */
    [[nodiscard]] Attestation legal() const { return team->server ? Attestation{} : team->said(team->ada); }
    [[nodiscard]] Result<void> confirm(const Duty &d, qint64 startMs = 0)
    {
        return s().duties.confirm(d, {startMs, 0, u"Counsel agrees."_s, legal()});
    }
    [[nodiscard]] ObligationState stateOf(const Duty &d)
    {
        return obligationState(d.obligation.facts, team->clock.nowMs());
    }

    std::unique_ptr<Team> team;
    IncidentId incident;
};

void TestDuties::init()
{
    team = std::make_unique<Team>();
    incident = team->record(u"Exports read by a stranger"_s);
    OK(s().incidents.move(incident, 0, Stage::Assess, u"On call."_s));
    QCOMPARE(team->problems, QStringList());
}

void TestDuties::cleanup()
{
    QCOMPARE(team->findings(), QString());
    team.reset();
}

void TestDuties::awarenessIsAssumedUntilRecorded()
{
    QCOMPARE(s().awareness.of(incident)->now.atMs, 0LL);
    team->clock.advance(kMinuteMs);
    OK(classify());
    const qint64 byData = team->clock.nowMs();
    AwarenessView a = *s().awareness.of(incident);
    QVERIFY(qAbs(a.now.atMs - byData) < 2000 && !a.now.recorded);
    QCOMPARE(a.now.reason, u"A security incident was found to involve personal data."_s);
    team->clock.advance(kHourMs);
    AssessmentInput in;
    in.findings.customerDataRisk = CustomerDataRisk::Confirmed;
    OK(s().assessments.assess(incident, 0, in));
    QCOMPARE(s().awareness.of(incident)->now.atMs, a.now.atMs); // the earliest rules
    OK(s().awareness.record(incident, 0, {byData - 30 * kMinuteMs, u"The call counts."_s, legal()}));
    const AwarenessView b = *s().awareness.of(incident);
    QVERIFY(b.now.recorded);
    QCOMPARE(b.now.atMs, byData - 30 * kMinuteMs);
    QCOMPARE(b.assumed.atMs, a.now.atMs);
}

void TestDuties::awarenessIsLegals()
{
    const AwarenessInput in{team->clock.nowMs(), u"r"_s, {}};
    const PersonId sam = team->person(u"Sam Field"_s, Role::Responder | Role::IncidentManager);
    team->actAs(sam);
    REFUSED(s().awareness.record(incident, 0, in), ErrorKind::Denied);
    team->actAs(team->ada);
    REFUSED(s().awareness.record(incident, 0, {team->clock.nowMs() + kMinuteMs, u"r"_s, {}}), ErrorKind::Invalid);
    REFUSED(s().awareness.record(incident, 0, {team->clock.nowMs(), u" "_s, {}}), ErrorKind::Invalid);
    OK(s().awareness.record(incident, 0, in));
    team->actAs(team->mira);
    // On a file somebody who drafts writes down what legal said; a server asks for the log-in.
    const auto attested = s().awareness.record(incident, 1, {in.atMs, u"r"_s, team->said(team->ada)});
    QCOMPARE(attested.has_value(), !team->server);
    REFUSED(s().awareness.record(incident, 1, {in.atMs, u"r"_s, team->said(team->eve)}), ErrorKind::Invalid);
    // P13.5: by who holds the incident, and by no other.
    const int version = team->server ? 1 : 2;
    for (const Roles roles : {Roles(Role::Responder), Roles(Role::IncidentManager)}) {
        team->actAs(team->person(roles == Roles(Role::Responder) ? u"Rita Rowe"_s : u"Ivo Lind"_s, roles));
        const auto refused = s().awareness.record(incident, version, {in.atMs, u"r"_s, team->said(team->ada)});
        QVERIFY(!refused.has_value());
        QVERIFY(refused.error().kind == ErrorKind::Refused || refused.error().kind == ErrorKind::Denied);
    }
}

void TestDuties::awarenessKeepsItsHistory()
{
    const qint64 now = team->clock.nowMs();
    OK(s().awareness.record(incident, 0, {now, u"first"_s, legal()}));
    REFUSED(s().awareness.record(incident, 0, {now - kMinuteMs, u"stale"_s, legal()}), ErrorKind::Conflict);
    OK(s().awareness.record(incident, 1, {now - kMinuteMs, u"second"_s, legal()}));
    const AwarenessView a = *s().awareness.of(incident);
    QCOMPARE(a.version(), 2);
    QCOMPARE(a.now.reason, u"second"_s);
    QCOMPARE(a.history.last().reason, u"first"_s);
    QCOMPARE(a.now.byName, u"Mira Kahn"_s);
    QCOMPARE(a.now.attestedName, team->server ? QString() : u"Ada Ruiz"_s);
}

/** P6.3: why it is not declared is asked 24 hours after awareness, as legal recorded it. */
void TestDuties::questionFollowsTheRecord()
{
    const auto now = [this] { return s().incidents.details(incident)->incident; };
    QCOMPARE(now().whyNotDeclaredMs, 0LL);
    // Recorded awareness is enough, whatever was found so far.
    const qint64 first = team->clock.nowMs();
    OK(s().awareness.record(incident, 0, {first, u"The call counts."_s, legal()}));
    QCOMPARE(now().awareMs, first);
    QCOMPARE(now().whyNotDeclaredMs, first + kDayMs);
    team->clock.advance(kHourMs);
    OK(classify());
    QCOMPARE(now().awareMs, first); // not what would be assumed by it
    const qint64 second = team->clock.nowMs();
    OK(s().awareness.record(incident, 1, {second, u"No, the log does."_s, legal()}));
    QCOMPARE(now().awareMs, second);
    QCOMPARE(now().whyNotDeclaredMs, second + kDayMs);
}

void TestDuties::clocksFollowAwareness()
{
    OK(classify());
    const qint64 assumed = s().awareness.of(incident)->now.atMs;
    QCOMPARE(*s().duties.noteFacts(incident, 0, controllerFacts(), {}), 2);
    team->clock.advance(kHourMs);
    OK(confirm(duty(u"eu-gdpr-sa"_s)));
    Duty d = duty(u"eu-gdpr-sa"_s);
    QCOMPARE(d.obligation.facts.triggerMs, assumed);
    QCOMPARE(d.obligation.facts.deadlineMs, assumed + 72 * kHourMs);
    QVERIFY(!d.recomputed);
    QVERIFY(d.regulationEndMs > d.obligation.facts.deadlineMs && d.regulationEndMs <= assumed + 73 * kHourMs);
    const qint64 earlier = assumed - 30 * kMinuteMs;
    OK(s().awareness.record(incident, 0, {earlier, u"The call counts."_s, legal()}));
    d = duty(u"eu-gdpr-sa"_s);
    QCOMPARE(d.obligation.facts.deadlineMs, earlier + 72 * kHourMs);
    QVERIFY(d.recomputed);
    QCOMPARE(d.firstDeadlineMs, assumed + 72 * kHourMs); // the original stays in sight
    QVERIFY(d.changedReason.contains(u"The call counts."_s));
    QCOMPARE(stateOf(duty(u"eu-gdpr-ds"_s)), ObligationState::Proposed); // a proposal has no clock
}

void TestDuties::processorOwesEachCustomer()
{
    OK(classify());
    OK(s().customers.setScope(incident, team->customer(u"Birch"_s, u"b-1"_s, {}), u"log"_s));
    OK(s().customers.setScope(incident, team->customer(u"Elm"_s, u"e-1"_s, {}), u"log"_s));
    DutyFactsByHand f;
    f.part = ProviderPart::Processor;
    QCOMPARE(*s().duties.noteFacts(incident, 0, f, {}), 2);
    QStringList names;
    for (const Duty &d : view().duties)
        names << addresseeText(d.obligation);
    names.sort();
    QCOMPARE(names, (QStringList{u"Birch"_s, u"Elm"_s}));
    QCOMPARE(*s().duties.propose(incident), 0); // none comes twice
    OK(s().customers.setScope(incident, team->customer(u"Fir"_s, u"f-1"_s, {}), u"log"_s));
    QCOMPARE(view().duties.size(), 3); // proposed with the scope
    QCOMPARE(*s().duties.propose(incident), 0);
    REFUSED(s().duties.noteFacts(incident, 0, f, {}), ErrorKind::Conflict);
    QCOMPARE(view().open.size(), 0);
    QVERIFY(view().duties.first().origin.reason.contains(u"personal data is involved"_s));
}

void TestDuties::confirmedAndDismissed()
{
    OK(classify());
    OK(s().duties.noteFacts(incident, 0, controllerFacts(), u"as the register says"_s));
    const Duty sa = duty(u"eu-gdpr-sa"_s), ds = duty(u"eu-gdpr-ds"_s);
    REFUSED(s().duties.confirm(sa, {0, 0, u" "_s, legal()}), ErrorKind::Invalid);
    REFUSED(s().duties.dismiss(ds, WithdrawalReason::Article34Ground, u""_s, legal()), ErrorKind::Invalid);
    const PersonId sam = team->person(u"Sam Field"_s, Role::Responder | Role::IncidentManager);
    team->actAs(sam);
    REFUSED(s().duties.confirm(sa, {0, 0, u"r"_s, {}}), ErrorKind::Denied);
    REFUSED(s().duties.dismiss(ds, WithdrawalReason::Article34Ground, u"r"_s, {}), ErrorKind::Denied);
    // P13.5: what legal said is written down by who holds the incident, on a file; he does not.
    QVERIFY(!s().duties.confirm(sa, {0, 0, u"r"_s, team->said(team->ada)}));
    QVERIFY(!s().duties.dismiss(ds, WithdrawalReason::Article34Ground, u"r"_s, team->said(team->ada)));
    team->actAs(team->mira);
    OK(confirm(duty(u"eu-gdpr-sa"_s)));
    OK(s().duties.dismiss(ds, WithdrawalReason::Article34Ground, u"Keys were changed."_s, legal()));
    QCOMPARE(stateOf(duty(u"eu-gdpr-sa"_s)), ObligationState::Running);
    QCOMPARE(stateOf(duty(u"eu-gdpr-ds"_s)), ObligationState::Withdrawn);
    QCOMPARE(duty(u"eu-gdpr-ds"_s).obligation.withdrawnReason, u"article_34_3"_s);
    REFUSED(confirm(duty(u"eu-gdpr-sa"_s)), ErrorKind::Refused);
    REFUSED(confirm(duty(u"eu-gdpr-ds"_s)), ErrorKind::Refused);
    QCOMPARE(*s().duties.propose(incident), 0); // what was dismissed does not come again
}

void TestDuties::openDutyKeepsAnIncident_data()
{
    QTest::addColumn<Ending>("kind");
    for (const auto &e : enumTable<Ending>())
        if (e.value != Ending::ExerciseEnded && e.value != Ending::Duplicate)
            QTest::newRow(e.code) << e.value;
}

/** P1.8: no clock runs on for an incident that has ended; a proposal that nobody confirmed does not hold it. */
void TestDuties::openDutyKeepsAnIncident()
{
    QFETCH(Ending, kind);
    OK(classify());
    OK(s().duties.noteFacts(incident, 0, controllerFacts(), u"as the register says"_s));
    EndingInput in;
    in.kind = kind;
    in.reason = in.rootCause = in.noTuningReason = u"A crawler of our own."_s;
    in.referredTo = in.referredSaid = in.referredNevertheless = u"Birch"_s;
    in.referredMs = team->clock.nowMs();
    OK(confirm(duty(u"eu-gdpr-sa"_s)));
    const auto refused = s().incidents.end(incident, team->now(incident).version, in);
    REFUSED(refused, ErrorKind::Refused);
    QCOMPARE(refused.error().field, u"obligations"_s);
    OK(s().declarations.withdraw(duty(u"eu-gdpr-sa"_s).obligation, WithdrawalReason::RiskUnlikely,
                                 u"No personal data."_s, legal()));
    const auto after = s().incidents.end(incident, team->now(incident).version, in);
    QVERIFY(after || after.error().field != u"obligations"_s);
    QCOMPARE(after.has_value(), kind != Ending::NoDataCompromise); // there legal decides on the personal data first
}

void TestDuties::namedInstants()
{
    DutyFactsByHand f;
    f.jurisdictions = {u"IN"_s};
    f.happenings = {Happening::CyberIncident};
    QCOMPARE(*s().duties.noteFacts(incident, 0, f, {}), 1);
    const Duty d = duty(u"in-certin"_s);
    REFUSED(confirm(d), ErrorKind::Invalid);
    REFUSED(confirm(d, team->clock.nowMs() + kMinuteMs), ErrorKind::Invalid);
    const qint64 noticed = team->clock.nowMs() - kHourMs;
    OK(confirm(d, noticed));
    QCOMPARE(duty(u"in-certin"_s).obligation.facts.deadlineMs, noticed + 6 * kHourMs);
    QCOMPARE(duty(u"in-certin"_s).regulationEndMs, 0LL); // no act of the Union
}

void TestDuties::noNumber()
{
    OK(classify());
    OK(s().duties.noteFacts(incident, 0, controllerFacts(), {}));
    OK(confirm(duty(u"eu-gdpr-ds"_s)));
    const Duty d = duty(u"eu-gdpr-ds"_s);
    QCOMPARE(d.obligation.facts.deadlineMs, 0LL);
    QCOMPARE(readClock(d.obligation.facts, team->clock.nowMs()).band, ClockBand::CountingUp);
    QCOMPARE(d.attentionMs, d.obligation.facts.triggerMs + 24 * kHourMs);
}

void TestDuties::calendarNotKnown()
{
    DutyFactsByHand f = controllerFacts();
    f.jurisdictions = {u"BR"_s};
    OK(classify());
    OK(s().duties.noteFacts(incident, 0, f, {}));
    OK(confirm(duty(u"br-lgpd"_s)));
    QVERIFY(duty(u"br-lgpd"_s).obligation.facts.deadlineMs > team->clock.nowMs() + kDayMs);
    // A contract counts business days where no calendar is known: by weekdays, and it is said.
    ScopeRow row = team->customer(u"Birch"_s, u"b-1"_s, {});
    Customer c = s().customers.all()->first();
    c.country = u"JP"_s;
    OK(s().customers.change(c));
    CustomerTerm term = contractTerm(row.customer);
    term.period = {2, PeriodUnit::BusinessDays};
    OK(s().duties.addTerm(term));
    OK(s().customers.setScope(incident, row, u"log"_s));
    const auto contract = [&] {
        const auto duties = view().duties;
        return *std::find_if(duties.begin(), duties.end(),
                             [](const Duty &d) { return d.obligation.duty == DutyKind::Contract; });
    };
    QCOMPARE(contract().counted, DayCount::Weekdays); // said of the proposal already
    // The clock stands still on Saturdays and Sundays and nowhere else; Asia/Tokyo is UTC+9 all year.
    const QTimeZone tokyo("Asia/Tokyo");
    QDate day = QDateTime::fromMSecsSinceEpoch(team->now(incident).detectedMs, tokyo).date();
    for (int left = 2; left > 0;) {
        day = day.addDays(1);
        left -= day.dayOfWeek() < Qt::Saturday ? 1 : 0;
    }
    OK(confirm(contract()));
    QCOMPARE(contract().obligation.facts.deadlineMs, day.addDays(1).startOfDay(tokyo).toMSecsSinceEpoch());
    QCOMPARE(contract().counted, DayCount::Weekdays);
    const auto info = *s().duties.deadlineInfo({contract().obligation, duty(u"br-lgpd"_s).obligation});
    QCOMPARE(dayCountText(info.value(contract().obligation.id).counted), u"Counted by weekdays, check with counsel"_s);
    QCOMPARE(info.value(duty(u"br-lgpd"_s).obligation.id).counted, DayCount::Calendar); // Brazil's is known
}

/** Where no calendar is known legal may count by hand, and it is said that it did. */
void TestDuties::countedByHand()
{
    ScopeRow row = team->customer(u"Birch"_s, u"b-1"_s, {});
    Customer c = s().customers.all()->first();
    c.country = u"JP"_s;
    OK(s().customers.change(c));
    CustomerTerm term = contractTerm(row.customer);
    term.period = {2, PeriodUnit::BusinessDays};
    OK(s().duties.addTerm(term));
    OK(s().customers.setScope(incident, row, u"log"_s));
    const qint64 byHand = team->clock.nowMs() + 9 * kDayMs;
    const Duty proposed = view().duties.first();
    REFUSED(s().duties.confirm(proposed, {0, team->now(incident).detectedMs, u"Counted by hand."_s, legal()}),
            ErrorKind::Invalid);
    OK(s().duties.confirm(proposed, {0, byHand, u"Counted by hand."_s, legal()}));
    QCOMPARE(view().duties.first().obligation.facts.deadlineMs, byHand);
    QCOMPARE(view().duties.first().counted, DayCount::Hand);
}

/** P7.7: a term that was recorded after the customer was found to be affected is proposed with the next facts. */
void TestDuties::laterTermsAreProposed()
{
    ScopeRow row = team->customer(u"Birch"_s, u"b-1"_s, {});
    OK(s().customers.setScope(incident, row, u"log"_s));
    OK(s().duties.addTerm(contractTerm(row.customer)));
    QVERIFY(view().duties.isEmpty());
    QCOMPARE(*s().duties.propose(incident), 1);
    QCOMPARE(view().duties.first().obligation.citation, u"Contract 1"_s);
    QCOMPARE(*s().duties.propose(incident), 0);
}

/** The end by Regulation 1182/71 and the disputed reading, from Friday afternoon, beside a clock that knows neither. */
void TestDuties::regulationBesideTheClock()
{
    const QTimeZone berlin("Europe/Berlin");
    QDateTime friday = QDateTime::fromMSecsSinceEpoch(team->clock.nowMs(), berlin);
    while (friday.date().dayOfWeek() != Qt::Friday || friday.toMSecsSinceEpoch() >= team->clock.nowMs()) {
        friday = friday.addDays(-1);
        friday.setTime(QTime(15, 20));
    }
    NewIncident n;
    n.title = u"Exports read on a Friday"_s;
    n.description = u"Seen by the monitoring."_s;
    n.reportedBy = u"Monitoring"_s;
    n.detectedMs = team->clock.nowMs() - 20 * kDayMs;
    incident = s().incidents.record(n).value_or(IncidentId{});
    OK(s().incidents.move(incident, 0, Stage::Assess, u"On call."_s));
    OK(classify());
    OK(s().awareness.record(incident, 0, {friday.toMSecsSinceEpoch(), u"The call counts."_s, legal()}));
    OK(s().duties.noteFacts(incident, 0, controllerFacts(), {}));
    OK(confirm(duty(u"eu-gdpr-sa"_s)));
    const Duty d = duty(u"eu-gdpr-sa"_s);
    QCOMPARE(d.obligation.facts.deadlineMs, friday.toMSecsSinceEpoch() + 72 * kHourMs);
    const auto info = s().duties.deadlineInfo({d.obligation})->value(d.obligation.id);
    QCOMPARE(info.regulationEndMs, d.regulationEndMs);
    QCOMPARE(info.regulationEndMs, friday.addSecs(40 * 60).toMSecsSinceEpoch() + 72 * kHourMs); // from 16:00
    QVERIFY(info.twoWorkingDaysMs > info.regulationEndMs); // two of the three days are no working days
    QCOMPARE(info.counted, DayCount::Calendar);
    QVERIFY(!info.counsel);
    QVERIFY(s().duties.deadlineInfo(*s().declarations.obligations(incident))->contains(d.obligation.id));
}

/** P1.10: of an incident and its duplicates the earliest awareness counts, recorded or assumed. */
void TestDuties::earliestOfDuplicates()
{
    OK(classify());
    const qint64 own = s().awareness.of(incident)->now.atMs;
    OK(s().duties.noteFacts(incident, 0, controllerFacts(), {}));
    OK(confirm(duty(u"eu-gdpr-sa"_s)));
    const IncidentId other = team->record(u"The same, told by a customer"_s);
    const qint64 earlier = team->now(other).detectedMs;
    QVERIFY(earlier < own); // an hour ago
    OK(s().awareness.record(other, 0, {earlier, u"The customer was sure."_s, legal()}));
    QCOMPARE(s().awareness.of(incident)->now.atMs, own);
    QCOMPARE(s().incidents.byId(incident)->awareMs, own);
    OK(s().links.link(other, incident, LinkKind::DuplicateOf, u"The same export."_s));
    const AwarenessView a = *s().awareness.of(incident);
    QCOMPARE(a.now.atMs, earlier);
    QCOMPARE(a.ofDuplicate, team->now(other).reference());
    QCOMPARE(a.laterClocks, 1);                               // it runs as it did: setting it anew is legal's act
    QCOMPARE(s().incidents.byId(incident)->awareMs, earlier); // P6.3 asks from then on
    const auto page = s().incidents.page({}, {});
    QCOMPARE(page->size(), 2);
    for (const Incident &i : *page)
        QCOMPARE(i.awareMs, i.id == incident || i.id == other ? earlier : 0); // in lists, too
    QVERIFY(s().awareness.of(other)->ofDuplicate.isEmpty());
    // Legal records it here: whatever later instant is given, the earliest counts, and the clock follows.
    OK(s().awareness.record(incident, 0, {own, u"As classified."_s, legal()}));
    QCOMPARE(s().awareness.of(incident)->now.atMs, earlier);
    QCOMPARE(s().awareness.of(incident)->laterClocks, 0);
    QCOMPARE(duty(u"eu-gdpr-sa"_s).obligation.facts.deadlineMs, earlier + 72 * kHourMs);
    // The link is taken back: its own again.
    OK(s().links.unlink(incident, s().links.links(incident)->first().id, u"Another export."_s));
    QCOMPARE(s().awareness.of(incident)->now.atMs, own);
}

/** A duty of law may run before anything is declared: it stands on cards and lists like any other clock. */
void TestDuties::clockWithoutDeclaration()
{
    OK(classify());
    OK(s().duties.noteFacts(incident, 0, controllerFacts(), {}));
    OK(confirm(duty(u"eu-gdpr-sa"_s)));
    const Incident i = *s().incidents.byId(incident);
    QVERIFY(!i.isDeclared() && !i.trackOpen);
    QVERIFY(i.clock.has_value());
    QCOMPARE(i.clock->mostUrgent.deadlineMs, duty(u"eu-gdpr-sa"_s).obligation.facts.deadlineMs);
    QCOMPARE(s().incidents.byIds({incident})->first().clock->total, i.clock->total);
}

/** P8.2: a statutory duty has no exception, a contractual one where the contract allows it. */
void TestDuties::statuteKnowsNoException()
{
    OK(classify());
    ScopeRow row = team->customer(u"Birch"_s, u"b-1"_s, u"b@birch.example"_s);
    CustomerTerm term = contractTerm(row.customer);
    OK(s().duties.addTerm(term));
    term.source = u"Contract 2"_s;
    term.exceptable = true;
    OK(s().duties.addTerm(term));
    OK(s().customers.setScope(incident, row, u"log"_s));
    OK(s().duties.noteFacts(incident, 0, controllerFacts(), {}));
    const ExceptionInput x{u"unusual"_s, u"It would tip them off."_s, team->clock.nowMs() + kHourMs,
                           team->said(team->ada), team->said(team->eve)};
    for (const Duty &d : view().duties)
        if (d.obligation.duty == DutyKind::Contract || d.origin.rule == u"eu-gdpr-sa")
            OK(confirm(d));
    for (const Duty &d : view().duties) {
        if (stateOf(d) == ObligationState::Proposed)
            continue;
        const auto excepted = s().declarations.except(d.obligation, x);
        QCOMPARE(excepted.has_value(), d.obligation.citation == u"Contract 2");
    }
}

void TestDuties::contractsAreProposedByTheScope()
{
    ScopeRow row = team->customer(u"Birch"_s, u"b-1"_s, {}), second = team->customer(u"Birch"_s, u"b-2"_s, {});
    CustomerTerm term = contractTerm(row.customer, StartsAt::Detection, u"Contract 4711, clause 9"_s);
    term.channel = u"portal"_s;
    const auto first = s().duties.addTerm(term);
    OK(first);
    term.period = {8, PeriodUnit::Hours};
    term.source = u"Annex 2"_s;
    OK(s().duties.addTerm(term));
    term.source = u"Old contract"_s;
    term.active = false;
    OK(s().duties.addTerm(term));
    OK(s().customers.setScope(incident, row, u"log"_s));
    OK(s().customers.setScope(incident, second, u"log"_s)); // the same customer: not again
    QCOMPARE(view().duties.size(), 2);
    QVERIFY(view().duties.first().origin.reason.contains(u"Security desk"_s));
    for (const Duty &d : view().duties)
        OK(confirm(d));
    const DutyView v = view();
    QCOMPARE(v.duties.first().obligation.citation, u"Annex 2"_s); // the shortest deadline rules, and is shown first
    QVERIFY(v.duties.first().rules && !v.duties.last().rules);
    CustomerTerm kept = s().duties.terms(row.customer)->first();
    kept.channel = u"mail"_s;
    OK(s().duties.changeTerm(kept));
    REFUSED(s().duties.changeTerm(kept), ErrorKind::Conflict);
    QCOMPARE(s().duties.terms(row.customer)->first().channel, u"mail"_s);
}

void TestDuties::contractStartsWithTheDeclaration()
{
    ScopeRow row = team->customer(u"Birch"_s, u"b-1"_s, {});
    OK(s().duties.addTerm(contractTerm(row.customer, StartsAt::Declaration)));
    OK(s().customers.setScope(incident, row, u"log"_s));
    REFUSED(confirm(view().duties.first()), ErrorKind::Refused);
    OK(team->declare(incident));
    for (const Duty &d : view().duties)
        if (d.obligation.duty == DutyKind::Contract)
            OK(confirm(d));
    for (const Duty &d : view().duties)
        if (d.obligation.duty == DutyKind::Contract)
            QCOMPARE(d.obligation.facts.triggerMs, team->now(incident).declaredMs);
}

/** P7.8: a contract's clock does not stand in for the 72 hours, and one that was dismissed takes nobody out. */
void TestDuties::contractHidesNoCommitment()
{
    OK(s().customers.setScope(incident, team->customer(u"Elm"_s, u"e-1"_s, {}), u"log"_s));
    OK(team->declare(incident));
    ScopeRow row = team->customer(u"Birch"_s, u"b-1"_s, {});
    OK(s().duties.addTerm(contractTerm(row.customer)));
    OK(s().customers.setScope(incident, row, u"log"_s));
    int commitments = 0;
    for (const Duty &d : view().duties) {
        if (d.obligation.duty == DutyKind::Contract)
            OK(s().duties.dismiss(d, WithdrawalReason::OutOfScope, u"The contract ended."_s, legal()));
        commitments += d.obligation.duty == DutyKind::Commitment && d.obligation.customer == row.customer ? 1 : 0;
    }
    QCOMPARE(commitments, 1);
}

void TestDuties::ruleVersionIsRemembered()
{
    OK(classify());
    OK(s().duties.noteFacts(incident, 0, controllerFacts(), {}));
    QCOMPARE(view().rulesVersion, u"2026.1"_s);
    auto q = team->db->prepare(u"SELECT rule_version FROM obligation_start WHERE incident_id = ?"_s);
    OK(q.bind(incident.value).exec());
    QVERIFY(q.next());
    QCOMPARE(q.text(0), u"2026.1"_s);
}

QTEST_GUILESS_MAIN(TestDuties)
#include "tst_duties.moc"
