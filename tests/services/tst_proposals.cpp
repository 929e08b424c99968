#include "tests/domain/contractterm.h"
#include "tests/services/expect.h"
#include "tests/storage/populated.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

Q_DECLARE_METATYPE(tocsin::DutyToAdd)

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

/** What facts lead to: one assumed awareness however it was found, and duties proposed as the facts change (P5.6,
 * P7.6).
 */
class TestProposals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void earliestDetectionOfDuplicates();
    void signsInAnyOrder_data();
    void signsInAnyOrder();
    void proposedWithTheFact();
    void wouldEnd();
    void countsAmongTheClocks();
    void owedByLegal_data();
    void owedByLegal();
    void addedByLegal_data();
    void addedByLegal();
    void addingIsLegals();
    void cappedByAwareness_data();
    void cappedByAwareness();

private:
    [[nodiscard]] Services &s() { return *team->services; }
    [[nodiscard]] DutyView view() { return *s().duties.view(incident); }
    /** The last that this rule led to. */
    [[nodiscard]] Duty duty(const QString &rule)
    {
        Duty found;
        for (const Duty &d : view().duties)
            if (d.origin.rule == rule && d.obligation.id.value > found.obligation.id.value)
                found = d;
        return found;
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
    [[nodiscard]] Result<void> confirm(const Duty &d)
    {
        return s().duties.confirm(d, {0, 0, u"Counsel agrees."_s, legal()});
    }

    std::unique_ptr<Team> team;
    IncidentId incident;
};

void TestProposals::init()
{
    team = std::make_unique<Team>();
    incident = team->record(u"Exports read by a stranger"_s);
    OK(s().incidents.move(incident, 0, Stage::Assess, u"On call."_s));
    QCOMPARE(team->problems, QStringList());
}

void TestProposals::cleanup()
{
    QCOMPARE(team->findings(), QString());
    team.reset();
}

/** P1.10: the survivor's first indication is the earliest of it and its duplicates, for what starts there, too. */
void TestProposals::earliestDetectionOfDuplicates()
{
    ScopeRow row = team->customer(u"Birch"_s, u"b-1"_s, {});
    OK(s().duties.addTerm(contractTerm(row.customer)));
    OK(s().customers.setScope(incident, row, u"log"_s));
    NewIncident n;
    n.title = u"The same, seen before"_s;
    n.description = u"Seen by the monitoring."_s;
    n.reportedBy = u"Monitoring"_s;
    n.detectedMs = team->now(incident).detectedMs - kDayMs;
    const auto other = s().incidents.record(n);
    OK(other);
    const AwarenessInput early{n.detectedMs + kHourMs, u"The first call counts."_s, legal()};
    REFUSED(s().awareness.record(incident, 0, early), ErrorKind::Invalid);
    OK(s().links.link(*other, incident, LinkKind::DuplicateOf, u"The same export."_s));
    QCOMPARE(s().awareness.of(incident)->detectedMs, n.detectedMs);
    REFUSED(s().awareness.record(incident, 0, {n.detectedMs - kMinuteMs, u"r"_s, legal()}), ErrorKind::Invalid);
    OK(s().awareness.record(incident, 0, early));
    OK(confirm(view().duties.first()));
    QCOMPARE(view().duties.first().obligation.facts.triggerMs, n.detectedMs);
}

void TestProposals::signsInAnyOrder_data()
{
    QTest::addColumn<QString>("acts");
    QTest::addColumn<int>("since"); // the act that the awareness is assumed from
    // s, y, n: classified as a security incident, personal data not known, yes, no. o: not classified, personal data.
    // Y, N: legal decides whether personal data is involved. c, u: the risk to customer data is confirmed, suspected.
    const auto row = [](const char *acts, int since) { QTest::newRow(acts) << QString::fromLatin1(acts) << since; };
    row("s", -1);
    row("y", 0);
    row("o", -1);
    row("oy", 1);
    row("os", -1);
    row("sy", 1);
    row("sY", 1); // by legal as by a responder
    row("Yy", 1);
    row("yY", 0);
    row("sYN", -1); // what legal denies stands no longer
    row("sYNY", 1);
    row("yn", -1);
    row("yny", 0); // found first
    row("c", 0);
    row("cu", -1);
    row("cuc", 0);
    row("sYc", 1);
    row("scY", 1);
    row("cyu", 1);
}

/** P7.6: whoever found it and in whatever order, the clocks, the question and the survivor see one instant. */
void TestProposals::signsInAnyOrder()
{
    QFETCH(QString, acts);
    QFETCH(int, since);
    const IncidentId survivor = team->record(u"The same, told by a customer"_s);
    OK(s().incidents.move(survivor, 0, Stage::Assess, u"On call."_s));
    OK(s().links.link(incident, survivor, LinkKind::DuplicateOf, u"The same export."_s));
    QList<qint64> instants;
    for (const QChar act : std::as_const(acts)) {
        team->clock.advance(kMinuteMs);
        AssessmentInput risk;
        risk.findings.customerDataRisk = act == u'c' ? CustomerDataRisk::Confirmed : CustomerDataRisk::Suspected;
        BreachDecisionInput d;
        d.reason = u"By the listing."_s;
        d.personalData = act == u'Y' ? PersonalData::Yes : PersonalData::No;
        if (act == u'Y') {
            d.risk = RiskToPeople::Unlikely;
            d.authority = AuthorityDuty::RiskUnlikely;
            d.subjects = SubjectsDuty::NoHighRisk;
            d.facts = d.effects = d.measures = u"Names were listed."_s;
        }
        const Outcome outcome = act == u'o' ? Outcome::NotClassified : Outcome::SecurityIncident;
        const PersonalData data = act == u's'   ? PersonalData::NotKnown
                                  : act == u'n' ? PersonalData::No
                                                : PersonalData::Yes;
        if (act == u'c' || act == u'u')
            OK(s().assessments.assess(incident, 0, risk));
        else if (act == u'Y' || act == u'N')
            OK(s().risk.decide(incident, 0, d, legal()));
        else
            OK(s().assessments.classify(incident, 0, {outcome, data, u"Read."_s, u"Mira"_s}));
        instants << s().incidents.byId(incident)->updatedMs;
    }
    const qint64 expected = since < 0 ? 0 : instants.at(since);
    QCOMPARE(s().awareness.of(incident)->now.atMs, expected);
    QCOMPARE(s().awareness.of(survivor)->now.atMs, expected);
    QCOMPARE(s().incidents.byId(survivor)->awareMs, expected);
    QCOMPARE(s().incidents.byId(incident)->awareMs, expected);
}

/** P7.6: nobody presses a button: what a fact leads to is proposed in the act that changes the fact. */
void TestProposals::proposedWithTheFact()
{
    DutyFactsByHand f;
    f.jurisdictions = {u"DE"_s};
    f.unintelligible = false;
    QCOMPARE(*s().duties.noteFacts(incident, 0, f, {}), 0);
    OK(classify());
    QVERIFY(view().duties.isEmpty());
    DataSetInput set;
    set.name = u"Staff"_s;
    set.kinds = u"names"_s;
    set.people = u"own staff"_s;
    set.proposedPart = ProviderPart::Controller;
    set.reason = u"The list says so."_s;
    OK(s().risk.addDataSet(incident, set));
    OK(s().risk.decidePart(s().risk.dataSets(incident)->first(), ProviderPart::Controller, u"Own staff."_s, legal()));
    QVERIFY(duty(u"eu-gdpr-sa"_s).obligation.id.isValid()); // nobody has said that a risk is unlikely
    QVERIFY(!duty(u"eu-gdpr-ds"_s).obligation.id.isValid());
    BreachDecisionInput d;
    d.personalData = PersonalData::Yes;
    d.risk = RiskToPeople::HighRisk;
    d.authority = AuthorityDuty::Owed;
    d.subjects = SubjectsDuty::Article34Ground;
    d.ground = SubjectsGround::RiskRemoved;
    d.facts = d.effects = d.measures = d.reason = u"Names were listed."_s;
    OK(s().risk.decide(incident, 0, d, legal()));
    QVERIFY(duty(u"eu-gdpr-ds"_s).obligation.id.isValid());
    OK(s().duties.dismiss(duty(u"eu-gdpr-ds"_s), WithdrawalReason::OtherPartysDuty, u"Theirs."_s, legal()));
    const auto before = view().duties.size();
    OK(classify());
    OK(team->declare(incident));
    QCOMPARE(view().duties.size(), before + 1); // the commitment: nothing comes twice, or after it was rejected
}

/** P7.2, P7.6: a proposal runs no clock, and says when it would end. */
void TestProposals::wouldEnd()
{
    OK(s().duties.noteFacts(incident, 0, controllerFacts(), {}));
    OK(classify());
    const qint64 assumed = s().awareness.of(incident)->now.atMs;
    Duty d = duty(u"eu-gdpr-sa"_s);
    QCOMPARE(d.wouldEndMs, assumed + 72 * kHourMs);
    QVERIFY(d.wouldBeAssumed);
    QCOMPARE(d.obligation.facts.deadlineMs, 0LL);
    QCOMPARE(duty(u"eu-gdpr-ds"_s).wouldEndMs, 0LL); // without a number
    const auto info = *s().duties.deadlineInfo({d.obligation});
    QCOMPARE(info.value(d.obligation.id).wouldEndMs, d.wouldEndMs);
    OK(s().awareness.record(incident, 0, {assumed - kMinuteMs, u"The call counts."_s, legal()}));
    d = duty(u"eu-gdpr-sa"_s);
    QCOMPARE(d.wouldEndMs, assumed - kMinuteMs + 72 * kHourMs);
    QVERIFY(!d.wouldBeAssumed);
    OK(confirm(d));
    QCOMPARE(duty(u"eu-gdpr-sa"_s).wouldEndMs, 0LL); // it has an end
}

/** P7.5: it stands among the clocks of the incident, and whoever is told of deadlines is told of it. */
void TestProposals::countsAmongTheClocks()
{
    OK(s().duties.noteFacts(incident, 0, controllerFacts(), {}));
    OK(classify());
    const qint64 end = s().awareness.of(incident)->now.atMs + 72 * kHourMs;
    const auto check = [&](const ObligationFacts &f) {
        QCOMPARE(f.wouldEndMs, end);
        QVERIFY(isProposedWithEnd(f));
    };
    check(s().incidents.byId(incident)->clock->mostUrgent);
    check(s().incidents.byIds({incident})->first().clock->mostUrgent);
    check(s().incidents.page({}, {}, 10)->first().clock->mostUrgent);
    check(s().incidents.board({}, 10)->cards.first().clock->mostUrgent);
    QCOMPARE(s().incidents.byId(incident)->clock->open, 0);
    const auto obligations = *s().declarations.obligations(incident);
    QVERIFY(std::any_of(obligations.begin(), obligations.end(),
                        [end](const Obligation &o) { return o.facts.wouldEndMs == end; }));
    // By mail: at 8 hours, as proposed.
    OK(s().outbox.saveAccount(sampleAccount()));
    team->clock.advance(end - 7 * kHourMs - team->clock.nowMs());
    team->actAs(team->person(u"Kai Kerr"_s, Role::Administrator));
    const QList<Person> everybody = *s().people.all();
    for (Person p : everybody)
        if (p.name.startsWith(u"Mira"_s)) {
            p.email = u"mira@provider.example"_s;
            OK(s().people.change(p));
        }
    team->actAs(team->mira);
    const auto mails = s().alertMails.due({});
    OK(mails);
    QCOMPARE(mails->size(), 1);
    const AlertMailLine line = mails->first().lines.first();
    QVERIFY(line.level == AlertLevel::Hours8 && !line.confirmed && line.deadlineMs == end);
    const QString text = AlertMailService::written(mails->first(), sampleAccount(), team->clock.nowMs()).text;
    QVERIFY2(text.contains(u"proposed, legal decides"_s), qPrintable(text));
    OK(s().alertMails.claim({}));
    QVERIFY(s().alertMails.due({})->isEmpty()); // once
    // Dismissed, nobody hears of it again.
    OK(s().duties.dismiss(duty(u"eu-gdpr-sa"_s), WithdrawalReason::RiskUnlikely, u"r"_s, legal()));
    team->clock.advance(6 * kHourMs + 30 * kMinuteMs);
    QVERIFY(s().alertMails.due({})->isEmpty());
}

void TestProposals::owedByLegal_data()
{
    QTest::addColumn<QString>("place");
    QTest::addColumn<bool>("classified"); // else nothing is known that the clock could start with
    QTest::addColumn<bool>("dismissed");  // it was proposed before, and dismissed
    QTest::addColumn<QString>("article33");
    QTest::newRow("the rule says so too") << u"DE"_s << true << false << u"eu-gdpr-sa"_s;
    QTest::newRow("dismissed before") << u"DE"_s << true << true << u"eu-gdpr-sa"_s;
    QTest::newRow("no place is known") << QString() << true << false << u"eu-gdpr-sa"_s;
    QTest::newRow("United Kingdom") << u"GB"_s << true << false << u"uk-gdpr-ico"_s;
    QTest::newRow("awareness is not known") << u"DE"_s << false << false << u"eu-gdpr-sa"_s;
}

/** P5.6: what legal decides to be owed is a duty with its clock, whatever the rules say. */
void TestProposals::owedByLegal()
{
    QFETCH(QString, place);
    QFETCH(bool, classified);
    QFETCH(bool, dismissed);
    QFETCH(QString, article33);
    DutyFactsByHand f;
    if (!place.isEmpty())
        f.jurisdictions = {place};
    f.unintelligible = true; // a responder's word switches nothing off
    f.part = dismissed ? ProviderPart::Controller : ProviderPart::Processor;
    OK(s().duties.noteFacts(incident, 0, f, {}));
    if (classified)
        OK(classify());
    if (dismissed)
        OK(s().duties.dismiss(duty(article33), WithdrawalReason::RiskUnlikely, u"r"_s, legal()));
    BreachDecisionInput d;
    d.personalData = PersonalData::Yes;
    d.risk = RiskToPeople::HighRisk;
    d.authority = AuthorityDuty::Owed;
    d.subjects = SubjectsDuty::Owed;
    d.facts = d.effects = d.measures = d.reason = u"Names were listed."_s;
    OK(s().risk.decide(incident, 0, d, legal()));
    const qint64 aware = s().awareness.of(incident)->now.atMs;
    QCOMPARE(aware > 0, classified);
    const Duty authority = duty(article33), people = duty(u"eu-gdpr-ds"_s);
    const ObligationState state = classified ? ObligationState::Running : ObligationState::Proposed;
    QCOMPARE(obligationState(authority.obligation.facts, team->clock.nowMs()), state);
    if (classified)
        QCOMPARE(authority.obligation.facts.deadlineMs, aware + 72 * kHourMs);
    if (place != u"GB"_s)
        QCOMPARE(obligationState(people.obligation.facts, team->clock.nowMs()), state);
    const auto before = view().duties.size();
    OK(s().risk.decide(incident, 0, d, legal())); // decided again: no second clock
    QCOMPARE(view().duties.size(), before);
}

void TestProposals::addedByLegal_data()
{
    QTest::addColumn<DutyToAdd>("duty");
    QTest::addColumn<QString>("field"); // of what is refused
    QTest::addColumn<qint64>("endMs");  // after the clock's start; 0: without a number
    const auto row = [](const char *name, const QString &field, qint64 endMs, auto change) {
        DutyToAdd d;
        d.regime = u"Order of the ministry"_s;
        d.citation = u"Letter 4711"_s;
        d.addresseeName = u"The ministry"_s;
        d.reason = u"Served yesterday."_s;
        change(d);
        QTest::newRow(name) << d << field << endMs;
    };
    const QString fine;
    row("P5.6 72 hours to an authority", fine, 72 * kHourMs, [](DutyToAdd &) {});
    row("P5.6 to those concerned", fine, kDayMs, [](DutyToAdd &d) {
        d.addressee = Addressee::DataSubjects;
        d.period = {24, PeriodUnit::Hours};
    });
    row("P5.6 of a contract, to the customers", fine, kDayMs, [](DutyToAdd &d) {
        d.kind = DutyKind::Contract;
        d.addressee = Addressee::Customer;
        d.addresseeName.clear();
        d.period = {1, PeriodUnit::CalendarDays};
    });
    row("P7.2 without a number", fine, 0, [](DutyToAdd &d) { d.period = {0, PeriodUnit::WithoutUndueDelay}; });
    row("P7.6 from detection", fine, kHourMs, [](DutyToAdd &d) {
        d.startsAt = StartsAt::Detection;
        d.period = {1, PeriodUnit::Hours};
    });
    row("P7.6 from another instant, in a place", fine, 0, [](DutyToAdd &d) {
        d.startsAt = StartsAt::Named;
        d.startsWhen = u"the order was served"_s;
        d.startMs = -kHourMs; // before now
        d.period = {2, PeriodUnit::BusinessDays};
        d.place = u"de"_s;
    });
    row("the commitment comes with the declaration", u"kind"_s, 0, [](DutyToAdd &d) { d.kind = DutyKind::Commitment; });
    row("no law is named", u"regime"_s, 0, [](DutyToAdd &d) { d.regime = u" "_s; });
    row("no addressee", u"addressee"_s, 0, [](DutyToAdd &d) { d.addresseeName = u" "_s; });
    row("no period", u"period"_s, 0, [](DutyToAdd &d) { d.period.value = 0; });
    row("a number for what has none", u"period"_s, 0, [](DutyToAdd &d) {
        d.period = {3, PeriodUnit::WithoutUndueDelay};
    });
    row("no reason", u"reason"_s, 0, [](DutyToAdd &d) { d.reason = u" "_s; });
    row("another instant without words", u"startsWhen"_s, 0, [](DutyToAdd &d) { d.startsAt = StartsAt::Named; });
    row("another instant that is not given", u"start"_s, 0, [](DutyToAdd &d) {
        d.startsAt = StartsAt::Named;
        d.startsWhen = u"the order was served"_s;
    });
    row("no such place", u"place"_s, 0, [](DutyToAdd &d) { d.place = u"XX"_s; });
}

/** P5.6: legal adds what no rule proposes, and its clock runs. */
void TestProposals::addedByLegal()
{
    QFETCH(DutyToAdd, duty);
    QFETCH(QString, field);
    QFETCH(qint64, endMs);
    duty.legal = legal();
    OK(classify());
    team->clock.advance(2 * kHourMs);
    if (duty.startMs < 0)
        duty.startMs += team->clock.nowMs();
    const auto before = view().duties.size();
    const auto done = s().duties.add(incident, duty);
    QCOMPARE(done ? QString() : done.error().field, field);
    QCOMPARE(view().duties.size(), before + (field.isEmpty() ? 1 : 0)); // all of it or nothing
    if (!field.isEmpty())
        return;
    const auto duties = view().duties;
    const auto at = std::find_if(duties.begin(), duties.end(), [](const Duty &d) { return d.origin.isAdded(); });
    QVERIFY(at != duties.end());
    const Obligation &o = at->obligation;
    const AwarenessView awareness = *s().awareness.of(incident);
    const qint64 start = duty.startsAt == StartsAt::Named       ? duty.startMs
                         : duty.startsAt == StartsAt::Detection ? awareness.detectedMs
                                                                : awareness.now.atMs;
    QVERIFY(o.facts.confirmed && o.duty == duty.kind && o.addressee == duty.addressee);
    QCOMPARE(o.facts.triggerMs, start);
    if (duty.period.unit == PeriodUnit::BusinessDays)
        QCOMPARE(at->origin.calendar, u"DE"_s);
    else
        QCOMPARE(o.facts.deadlineMs, endMs > 0 ? start + endMs : 0);
    QCOMPARE(at->origin.regime, duty.regime);
    QVERIFY(at->origin.reason.contains(duty.reason));
    // Its clock follows awareness as one of a rule does, and nothing proposes it again.
    const auto count = duties.size();
    OK(s().awareness.record(incident, 0, {awareness.now.atMs - kMinuteMs, u"The call counts."_s, legal()}));
    OK(s().duties.propose(incident));
    QCOMPARE(view().duties.size(), count);
    for (const Duty &d : view().duties)
        if (d.origin.isAdded())
            QCOMPARE(d.obligation.facts.triggerMs, start - (duty.startsAt == StartsAt::Awareness ? kMinuteMs : 0));
}

/** P13.1, P13.5: legal's act, by log-in; on a file who holds the incident writes down what legal said. */
void TestProposals::addingIsLegals()
{
    OK(classify());
    DutyToAdd duty;
    duty.regime = u"Order"_s;
    duty.addresseeName = u"The ministry"_s;
    duty.reason = u"r"_s;
    const PersonId sam = team->person(u"Sam Field"_s, Role::Responder | Role::IncidentManager | Role::Executive);
    team->actAs(sam);
    REFUSED(s().duties.add(incident, duty), ErrorKind::Denied);
    duty.legal = team->said(team->ada);
    REFUSED(s().duties.add(incident, duty), ErrorKind::Denied); // not who holds it
    team->actAs(team->mira);
    if (team->server)
        QVERIFY(!s().duties.add(incident, duty)); // by log-in
    else
        OK(s().duties.add(incident, duty));
    duty.legal = {};
    team->actAs(team->ada);
    OK(s().duties.add(incident, duty));
    DutyToAdd early = duty;
    early.startsAt = StartsAt::Declaration;
    REFUSED(s().duties.add(incident, early), ErrorKind::Refused); // none stands
    team->actAs(team->mira);
    // The record says it in a sentence.
    const auto page = s().record.page({}, 0, 50);
    OK(page);
    QStringList sentences;
    for (const auto &entry : *page)
        sentences << entry.sentence;
    QVERIFY2(sentences.join(u'|').contains(u"added by hand, as obligation"_s), qPrintable(sentences.join(u'\n')));
}

void TestProposals::cappedByAwareness_data()
{
    QTest::addColumn<qint64>("classified"); // after awareness
    QTest::addColumn<qint64>("due");
    // Those of the reference, and the corners of Delegated Regulation (EU) 2025/301 Art. 5(1)(a).
    QFile file(QFINDTESTDATA("../data/law/deadline_examples.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto ms = [](const QJsonObject &e, const QString &key) {
        return QDateTime::fromString(e.value(key).toString(), Qt::ISODate).toMSecsSinceEpoch();
    };
    int found = 0;
    for (const QJsonValue &v : QJsonDocument::fromJson(file.readAll()).array()) {
        const QJsonObject e = v.toObject();
        if (e.value(u"kind"_s).toString() != u"dora")
            continue;
        const qint64 aware = ms(e, u"aware_utc"_s);
        QTest::newRow(qPrintable(e.value(u"id"_s).toString()))
            << ms(e, u"classified_major_utc"_s) - aware << ms(e, u"initial_due_utc"_s) - aware;
        ++found;
    }
    QVERIFY(found >= 2);
    const auto row = [](const char *name, qint64 classified, qint64 due) { QTest::newRow(name) << classified << due; };
    row("at once", 0, 4 * kHourMs);
    row("20 h: both at once", 20 * kHourMs, 24 * kHourMs);
    row("20 h and a minute: the cap", 20 * kHourMs + kMinuteMs, 24 * kHourMs);
    row("a minute before the cap", 24 * kHourMs - kMinuteMs, 24 * kHourMs);
    row("at the cap", 24 * kHourMs, 28 * kHourMs);
    row("after it", 30 * kHourMs, 34 * kHourMs);
}

/** One duty, 4 hours from the classification and capped, as the product itself counts it, before and after awareness is
 *  set anew. */
void TestProposals::cappedByAwareness()
{
    QFETCH(qint64, classified);
    QFETCH(qint64, due);
    DutyFactsByHand f;
    f.jurisdictions = {u"FR"_s};
    f.sectors = {Sector::Financial};
    f.happenings = {Happening::MajorIctIncident};
    const qint64 aware = team->clock.nowMs();
    OK(s().awareness.record(incident, 0, {aware, u"The alarm."_s, legal()}));
    OK(s().duties.noteFacts(incident, 0, f, {}));
    team->clock.advance(classified + kMinuteMs);
    const Duty proposed = duty(u"dora-ini"_s);
    QCOMPARE(proposed.origin.capHours, 24);
    OK(s().duties.confirm(proposed, {aware + classified, 0, u"Major by its reach."_s, legal()}));
    Duty d = duty(u"dora-ini"_s);
    QCOMPARE(d.obligation.facts.triggerMs, aware + classified);
    QCOMPARE(d.obligation.facts.deadlineMs, aware + due);
    QVERIFY(!duty(u"dora-cap"_s).obligation.id.isValid()); // no second duty for it
    // Legal sets awareness half an hour earlier: the cap goes with it, the classification stays.
    const qint64 earlier = aware - 30 * kMinuteMs;
    OK(s().awareness.record(incident, 1, {earlier, u"The call counts."_s, legal()}));
    d = duty(u"dora-ini"_s);
    const qint64 cap = earlier + 24 * kHourMs, four = aware + classified + 4 * kHourMs;
    QCOMPARE(d.obligation.facts.triggerMs, aware + classified);
    QCOMPARE(d.obligation.facts.deadlineMs, aware + classified >= cap ? four : std::min(four, cap));
}

QTEST_GUILESS_MAIN(TestProposals)
#include "tst_proposals.moc"
