#include "tests/services/expect.h"
#include "tests/storage/populated.h"

#include <QTest>
#include <algorithm>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

/** One assessment, and what stands after it. Functional impact 0..3, information none, recoverability regular. */
struct Step
{
    int functional = 0;
    CustomerDataRisk risk = CustomerDataRisk::None;
    std::optional<Severity> severityByHand;
    std::optional<Priority> priorityByHand;
    Severity severity = Severity::Informational;
    Priority priority = Priority::P4;
    bool ended = false;
};
using Steps = QList<Step>;

/** Severity and priority by hand (P4.4), and whom a declaration starts a clock for (P7.1). */
class TestOverrides : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void chain_data();
    void chain();
    void needsAReason();
    void declarationEndsThem_data();
    void declarationEndsThem();
    void alsoTold();
    void alsoToldIsChecked_data();
    void alsoToldIsChecked();
    void metByName_data();
    void metByName();
    void exceptionHoldsByName();

private:
    [[nodiscard]] Services &s() { return *team->services; }
    [[nodiscard]] Result<void> assess(const AssessmentInput &in)
    {
        team->clock.advance(kMinuteMs);
        return s().assessments.assess(incident, team->now(incident).version, in);
    }
    [[nodiscard]] Result<void> declare(const QList<AlsoTold> &alsoTold)
    {
        auto entry = s().timeline.add(incident, {EntryKind::Evidence, team->clock.nowMs(), u"Token log"_s, {}, true});
        DeclarationInput d;
        d.statementSigned = true;
        d.consultedWho = u"Ada Ruiz"_s;
        d.consultedMs = team->clock.nowMs() - kMinuteMs;
        d.citations = {*entry};
        d.alsoTold = alsoTold;
        return s().declarations.declare(incident, team->now(incident).version, d);
    }
    [[nodiscard]] NoticeId approved(Audience audience)
    {
        NoticeDraft text;
        text.subject = u"Incident"_s;
        text.body = u"Words."_s;
        for (const ContentItem &item : team->rules->requiredContent(audience))
            text.content.insert(item.code, ContentMark::Given);
        const NoticeId id = *s().notices.start(incident, audience, NoticePhase::First, text);
        if (!s().notices.submit(id, 0) || !s().notices.approve(id, 0, team->said(team->ada)))
            return {};
        return id;
    }
    [[nodiscard]] Obligation dutyTo(const QString &name)
    {
        const QList<Obligation> all = *s().declarations.obligations(incident);
        for (const Obligation &o : all)
            if (addresseeText(o) == name)
                return o;
        return {};
    }
    /** True if the timeline says of the last act that something set by hand ended. */
    [[nodiscard]] bool saysEnded()
    {
        TimelineFilter last;
        last.fromMs = team->clock.nowMs();
        const auto entries = *s().timeline.after(incident, last, {}, 50);
        return std::any_of(entries.begin(), entries.end(),
                           [](const TimelineEntry &e) { return e.text.contains(u"set by hand ended"_s); });
    }
    std::unique_ptr<Team> team;
    IncidentId incident;
};

void TestOverrides::init()
{
    team = std::make_unique<Team>();
    incident = team->diagnosed(u"Unknown sign-ins"_s);
    QVERIFY2(team->problems.isEmpty(), qPrintable(team->problems.join(u'\n')));
}

void TestOverrides::cleanup()
{
    const QString found = team->findings();
    QVERIFY2(found.isEmpty(), qPrintable(found));
    team.reset();
}

/** What is by hand is given again at each assessment, as the form does; it ends when the derived value passes it. */
void TestOverrides::chain_data()
{
    using S = Severity;
    using P = Priority;
    constexpr auto none = CustomerDataRisk::None;
    QTest::addColumn<Steps>("steps");
    QTest::newRow("derived") << Steps{{2, none, {}, {}, S::Medium, P::P3}};
    QTest::newRow("severity up, priority follows") << Steps{{1, none, S::High, {}, S::High, P::P2}};
    QTest::newRow("priority alone") << Steps{{1, none, {}, P::P1, S::Low, P::P1}};
    QTest::newRow("both, each for itself") << Steps{{1, none, S::Medium, P::P1, S::Medium, P::P1}};
    QTest::newRow("severity passed upwards")
        << Steps{{1, none, S::Medium, {}, S::Medium, P::P3}, {3, none, S::Medium, {}, S::High, P::P2, true}};
    QTest::newRow("severity reached, not passed, and back") << Steps{{1, none, S::Medium, {}, S::Medium, P::P3},
                                                                     {2, none, S::Medium, {}, S::Medium, P::P3},
                                                                     {1, none, S::Medium, {}, S::Medium, P::P3}};
    QTest::newRow("severity reached, then passed") << Steps{{1, none, S::Medium, {}, S::Medium, P::P3},
                                                            {2, none, S::Medium, {}, S::Medium, P::P3},
                                                            {3, none, S::Medium, {}, S::High, P::P2, true}};
    QTest::newRow("severity passed downwards")
        << Steps{{3, none, S::Medium, {}, S::Medium, P::P3}, {1, none, S::Medium, {}, S::Low, P::P4, true}};
    QTest::newRow("priority passed upwards")
        << Steps{{1, none, {}, P::P3, S::Low, P::P3}, {3, none, {}, P::P3, S::High, P::P2, true}};
    QTest::newRow("priority passed downwards")
        << Steps{{3, none, {}, P::P3, S::High, P::P3}, {1, none, {}, P::P3, S::Low, P::P4, true}};
    QTest::newRow("priority reached, not passed, and back") << Steps{{1, none, {}, P::P3, S::Low, P::P3},
                                                                     {2, none, {}, P::P3, S::Medium, P::P3},
                                                                     {1, none, {}, P::P3, S::Low, P::P3}};
    QTest::newRow("severity by hand passes the priority by hand")
        << Steps{{1, none, {}, P::P3, S::Low, P::P3}, {1, none, S::Critical, P::P3, S::Critical, P::P1, true}};
    QTest::newRow("a low severity ends when the risk is near")
        << Steps{{1, none, S::Medium, {}, S::Medium, P::P3},
                 {1, CustomerDataRisk::Imminent, S::Medium, {}, S::High, P::P1, true}};
    QTest::newRow("given up") << Steps{{1, none, S::High, P::P1, S::High, P::P1}, {1, none, {}, {}, S::Low, P::P4}};
}

void TestOverrides::chain()
{
    QFETCH(Steps, steps);
    for (const Step &step : std::as_const(steps)) {
        AssessmentInput in;
        in.findings = {static_cast<FunctionalImpact>(step.functional), InformationImpacts{}, Recoverability::Regular,
                       step.risk};
        in.overrideSeverity = step.severityByHand;
        in.overrideReason = u"The regulator watches."_s;
        in.overridePriority = step.priorityByHand;
        in.priorityReason = u"The board meets."_s;
        OK(assess(in));
        const Incident i = team->now(incident);
        QCOMPARE(*i.severity, step.severity);
        QCOMPARE(i.priority, step.priority);
        QCOMPARE(i.overridden, step.severityByHand == step.severity);
        QCOMPARE(i.priorityOverridden, step.priorityByHand == step.priority);
        QCOMPARE(saysEnded(), step.ended);
        const AssessmentRow row = s().assessments.history(incident)->first();
        QCOMPARE(row.priorityOverridden, i.priorityOverridden);
        QCOMPARE(row.priorityReason, i.priorityOverridden ? in.priorityReason : QString());
    }
}

void TestOverrides::needsAReason()
{
    AssessmentInput in;
    in.findings = {FunctionalImpact::Low, InformationImpacts{}, Recoverability::Regular, CustomerDataRisk::None};
    in.overridePriority = Priority::P1;
    const auto bare = assess(in);
    REFUSED(bare, ErrorKind::Invalid);
    QCOMPARE(bare.error().field, u"priorityReason"_s);
    in.overridePriority.reset();
    in.overrideSeverity = Severity::High;
    REFUSED(assess(in), ErrorKind::Invalid);
    in.overrideReason = u"Watched."_s;
    in.overrideSeverity = Severity::Low;
    in.findings.customerDataRisk = CustomerDataRisk::Confirmed;
    REFUSED(assess(in), ErrorKind::Refused);
}

/** P4.4, P6.4: a declaration makes severity High at least, and ends what it passes. */
void TestOverrides::declarationEndsThem_data()
{
    QTest::addColumn<Severity>("severity");
    QTest::addColumn<Priority>("priority");
    QTest::addColumn<bool>("severityStands");
    QTest::addColumn<bool>("priorityStands");
    QTest::newRow("both below") << Severity::Medium << Priority::P3 << false << false;
    QTest::newRow("both above") << Severity::Critical << Priority::P1 << true << true;
    QTest::newRow("severity below, priority above") << Severity::Medium << Priority::P1 << false << true;
}

void TestOverrides::declarationEndsThem()
{
    QFETCH(Severity, severity);
    QFETCH(Priority, priority);
    QFETCH(bool, severityStands);
    QFETCH(bool, priorityStands);
    AssessmentInput in;
    in.findings = {FunctionalImpact::Low, InformationImpacts{}, Recoverability::Regular, CustomerDataRisk::Suspected};
    in.overrideSeverity = severity;
    in.overridePriority =
        severity == Severity::Medium && priority == Priority::P3 ? std::nullopt : std::optional(priority);
    if (!in.overridePriority) { // P3 is what Medium gives: by hand below the severity it will get
        in.overrideSeverity = Severity::Low;
        in.overridePriority = priority;
    }
    in.overrideReason = in.priorityReason = u"Watched."_s;
    OK(assess(in));
    team->clock.advance(kMinuteMs);
    OK(declare({}));
    const Incident i = team->now(incident);
    QVERIFY(*i.severity >= Severity::High);
    QCOMPARE(i.overridden, severityStands);
    QCOMPARE(i.priorityOverridden, priorityStands);
    QCOMPARE(i.priority, priorityStands ? priority : Priority::P2);
    QCOMPARE(saysEnded(), !severityStands || !priorityStands);
}

/** P7.1: each as applicable, an obligation of its own, from the declaration. */
void TestOverrides::alsoTold()
{
    OK(s().customers.setScope(incident, team->customer(u"Birch"_s, u"b-1"_s, u"a@b.example"_s), u"log"_s));
    OK(declare({{Addressee::Authority, u"Data Protection  Office North"_s},
                {Addressee::Authority, u"Data Protection Office South"_s},
                {Addressee::DataSubjects, u"The 4,100 holders of mailboxes"_s}}));
    const auto duties = *s().declarations.obligations(incident);
    QCOMPARE(duties.size(), 4);
    for (const Obligation &o : duties) {
        QCOMPARE(o.facts.triggerMs, team->now(incident).declaredMs);
        QCOMPARE(o.facts.deadlineMs, o.facts.triggerMs + kCommitmentMs);
        QCOMPARE(o.duty, DutyKind::Commitment);
        QCOMPARE(o.customer.isValid(), o.addressee == Addressee::Customer);
    }
    QCOMPARE(dutyTo(u"Data Protection Office North"_s).addressee, Addressee::Authority);
    QCOMPARE(dutyTo(u"The 4,100 holders of mailboxes"_s).addressee, Addressee::DataSubjects);
}

void TestOverrides::alsoToldIsChecked_data()
{
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("second");
    QTest::addColumn<Addressee>("kind");
    QTest::newRow("nameless authority") << u" "_s << u"x"_s << Addressee::Authority;
    QTest::newRow("nameless people") << u""_s << u"x"_s << Addressee::DataSubjects;
    QTest::newRow("the same authority twice") << u"Office"_s << u" office "_s << Addressee::Authority;
    QTest::newRow("two sets of people") << u"holders"_s << u"admins"_s << Addressee::DataSubjects;
    QTest::newRow("a customer by name") << u"Birch"_s << u"Elm"_s << Addressee::Customer;
}

void TestOverrides::alsoToldIsChecked()
{
    QFETCH(QString, first);
    QFETCH(QString, second);
    QFETCH(Addressee, kind);
    REFUSED(declare({{kind, first}, {kind, second}}), ErrorKind::Invalid);
    QVERIFY(!team->now(incident).isDeclared());
    QVERIFY(s().declarations.obligations(incident)->isEmpty());
}

void TestOverrides::metByName_data()
{
    QTest::addColumn<Audience>("audience");
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("met");
    QTest::newRow("the authority") << Audience::Authority << u"office  NORTH"_s << true;
    QTest::newRow("another authority") << Audience::Authority << u"Office South"_s << false;
    QTest::newRow("the people") << Audience::DataSubjects << u"Holders"_s << true;
    QTest::newRow("people as an authority") << Audience::Authority << u"Holders"_s << false;
}

void TestOverrides::metByName()
{
    QFETCH(Audience, audience);
    QFETCH(QString, name);
    QFETCH(bool, met);
    OK(declare({{Addressee::Authority, u"Office North"_s}, {Addressee::DataSubjects, u"Holders"_s}}));
    const NoticeId notice = approved(audience);
    OK(s().notices.sendTo(notice, 0, team->path(u"out"_s), name, u"desk@office.example"_s));
    team->clock.advance(kHourMs);
    const MessageRow message = s().notices.details(notice)->messages.first();
    const qint64 at = team->clock.nowMs();
    OK(s().notices.recordDelivery(message.id, {u"mail"_s, at, u"Receipt 12"_s, true}));
    const QString mine = audience == Audience::Authority ? u"Office North"_s : u"Holders"_s;
    QCOMPARE(dutyTo(mine).facts.metMs, met ? at : 0);
    QCOMPARE(dutyTo(mine == u"Holders" ? u"Office North"_s : u"Holders"_s).facts.metMs, 0);
    OK(s().notices.recordDelivery(message.id, {u"mail"_s, at, u"Bounced"_s, false}));
    QCOMPARE(dutyTo(mine).facts.metMs, 0);
}

/** P8.2, P8.4: an exception from the provider's own commitment holds the notice to that authority too. */
void TestOverrides::exceptionHoldsByName()
{
    OK(declare({{Addressee::Authority, u"Office North"_s}, {Addressee::Authority, u"Office South"_s}}));
    OK(s().declarations.except(dutyTo(u"Office North"_s), {u"unusual"_s, u"Strike."_s, team->clock.nowMs() + kHourMs,
                                                           team->said(team->ada), team->said(team->eve)}));
    const NoticeId notice = approved(Audience::Authority);
    const QString out = team->path(u"out"_s);
    REFUSED(s().notices.sendTo(notice, 0, out, u"Office North"_s, u"n@office.example"_s), ErrorKind::Refused);
    OK(s().notices.sendTo(notice, 0, out, u"Office South"_s, u"s@office.example"_s));
}

QTEST_GUILESS_MAIN(TestOverrides)
#include "tst_overrides.moc"
