#include "tests/services/expect.h"
#include "tests/storage/populated.h"

#include <QTest>

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
    CustomerTerm term;
    term.customer = row.customer;
    term.trigger = StartsAt::Detection;
    term.addressee = u"a"_s;
    term.channel = u"mail"_s;
    term.source = u"Contract 1"_s;
    OK(s().duties.addTerm(term));
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

QTEST_GUILESS_MAIN(TestProposals)
#include "tst_proposals.moc"
