#include "tests/domain/contractterm.h"
#include "tests/storage/populated.h"

#include <QTest>
#include <algorithm>
#include <numeric>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

/** Links, duplicates and what the survivor takes over (P1.8, P1.10), on both engines. */
class TestLinks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void shownFromBothEnds();
    void takenBack();
    void loopsAreRefused();
    void survivorShowsBothTimelines();
    void survivorTakesTheEarliest();
    void endingLinks();
    void declaredEndsWhenTakenOver();
    void takenOverAtOriginalDeadlines();
    void lawAndContractAtOriginalDeadlines();
    void onlyTheSurvivorsManager();
    void takenDutyIsMetHere();
    void reopenedDuplicateIsDeclaredStill();
    void nothingRevealsARestrictedOne();

private:
    [[nodiscard]] Services &s() { return *team->services; }
    [[nodiscard]] Result<void> link(IncidentId a, IncidentId b, LinkKind kind = LinkKind::DuplicateOf)
    {
        return s().links.link(a, b, kind, u"Same token."_s);
    }
    [[nodiscard]] Result<void> endAsDuplicate(IncidentId id, IncidentId goesOn)
    {
        EndingInput e;
        e.kind = Ending::Duplicate;
        e.duplicateOf = goesOn;
        return s().incidents.end(id, team->now(id).version, e);
    }
    [[nodiscard]] Result<void> takeOver(IncidentId to, IncidentId from)
    {
        return s().links.takeOver(to, team->now(to).version, from, u"One team."_s);
    }
    /** A declared pair, the duplicate with a customer in scope, the survivor declared an hour later. */
    void declaredPair();
    std::unique_ptr<Team> team;
    IncidentId survivor, duplicate;
};

void TestLinks::init()
{
    team = std::make_unique<Team>();
    QVERIFY2(team->problems.isEmpty(), qPrintable(team->problems.join(u'\n')));
    duplicate = survivor = {};
}

void TestLinks::cleanup()
{
    QVERIFY2(team->problems.isEmpty(), qPrintable(team->problems.join(u'\n')));
    team->actAs(team->mira);
    QCOMPARE(team->findings(), QString());
    team.reset();
}

void TestLinks::declaredPair()
{
    survivor = team->diagnosed(u"First"_s);
    duplicate = team->diagnosed(u"Second"_s);
    const ScopeRow birch = team->customer(u"Birch"_s, u"birch-1"_s, u"b@birch.example"_s);
    QVERIFY(s().customers.setScope(duplicate, birch, u"log"_s));
    QVERIFY(team->declare(duplicate));
    team->clock.advance(kHourMs);
    QVERIFY(team->declare(survivor));
    QVERIFY(link(duplicate, survivor));
}

void TestLinks::shownFromBothEnds()
{
    const IncidentId a = team->record(u"A"_s), b = team->diagnosed(u"B"_s);
    for (const auto &e : enumTable<LinkKind>())
        QVERIFY2(link(a, b, e.value), e.code);
    const auto from = s().links.links(a), to = s().links.links(b);
    QCOMPARE(from->size(), 4);
    QCOMPARE(to->size(), 4);
    for (int n = 0; n < 4; ++n) {
        QVERIFY(!from->at(n).fromOther && to->at(n).fromOther);
        QCOMPARE(from->at(n).other.id, b);
        QCOMPARE(to->at(n).other.id, a);
        QCOMPARE(from->at(n).reason, u"Same token."_s);
        QCOMPARE(from->at(n).byName, u"Mira Kahn"_s);
    }
    QCOMPARE(from->first().other.severity, team->now(b).severity);
    QVERIFY(!link(a, b, LinkKind::PartOf));                   // there already
    QVERIFY(!link(b, a, LinkKind::Related));                  // the same from the other end
    QVERIFY(link(b, a, LinkKind::PartOf));                    // something else
    QVERIFY(!link(a, a, LinkKind::Related));                  // itself
    QVERIFY(!link(a, IncidentId{999999}, LinkKind::Related)); // nothing
}

void TestLinks::takenBack()
{
    const IncidentId a = team->record(u"A"_s), b = team->record(u"B"_s), c = team->record(u"C"_s);
    QVERIFY(link(a, b, LinkKind::CausedBy));
    const LinkId id = s().links.links(b)->first().id;
    QCOMPARE(s().links.unlink(b, id, u" "_s).error().field, u"reason"_s);
    QVERIFY(!s().links.unlink(c, id, u"Not mine."_s));
    QVERIFY(s().links.unlink(b, id, u"Another cause."_s)); // from the other end too
    QVERIFY(s().links.links(a)->isEmpty() && s().links.links(b)->isEmpty());
    QVERIFY(!s().links.unlink(a, id, u"Again."_s));
    QVERIFY(link(a, b, LinkKind::CausedBy)); // and made anew
}

void TestLinks::loopsAreRefused()
{
    const IncidentId a = team->record(u"A"_s), b = team->record(u"B"_s), c = team->record(u"C"_s);
    QVERIFY(link(a, b));
    QCOMPARE(link(a, c).error().kind, ErrorKind::Refused); // one survivor
    QVERIFY(link(b, c));
    QCOMPARE(link(c, a).error().kind, ErrorKind::Refused); // round by b
    QVERIFY(!endAsDuplicate(c, a));
    const auto below = s().links.duplicates(c);
    QCOMPARE(below->size(), 2);
    QVERIFY(s().links.duplicates(a)->isEmpty());
}

void TestLinks::survivorShowsBothTimelines()
{
    const IncidentId a = team->record(u"A"_s), b = team->record(u"B"_s);
    const auto add = [&](IncidentId id, const QString &text, qint64 agoMs) {
        QVERIFY(s().timeline.add(id, {EntryKind::Note, team->clock.nowMs() - agoMs, text, {}, false}));
    };
    add(a, u"one"_s, 3000);
    add(b, u"two"_s, 2000);
    add(a, u"three"_s, 1000);
    QVERIFY(link(a, b));
    TimelineFilter both;
    both.withDuplicates = true;
    const auto own = s().timeline.after(b, {}, {}, 100), all = s().timeline.after(b, both, {}, 100);
    QCOMPARE(own->size(), 1);
    QStringList texts, marks;
    for (const TimelineEntry &e : *all) {
        texts << e.text;
        marks << e.duplicateReference;
    }
    QCOMPARE(texts, (QStringList{u"one"_s, u"two"_s, u"three"_s}));
    const QString reference = team->now(a).reference();
    QCOMPARE(marks, (QStringList{reference, {}, reference}));
    QCOMPARE(*s().timeline.count(b, both), 3);
    QCOMPARE(s().timeline.anchors(b, both, 2)->size(), 2);
    QCOMPARE(s().timeline.keysSince(b, both, {}, 100)->size(), 3);
    const auto density = s().timeline.density(b, both, 4);
    QCOMPARE(std::accumulate(density->bins.begin(), density->bins.end(), 0), 3);
    QCOMPARE(s().timeline.after(a, both, {}, 100)->size(), 2); // the duplicate shows its own
    both.text = u"three"_s;
    QCOMPARE(s().timeline.after(b, both, {}, 100)->size(), 1);
    QVERIFY(s().links.unlink(b, s().links.links(b)->first().id, u"Not the same."_s));
    both.text.clear();
    QCOMPARE(s().timeline.after(b, both, {}, 100)->size(), 1);
}

void TestLinks::survivorTakesTheEarliest()
{
    const IncidentId first = team->record(u"A"_s);
    team->clock.advance(2 * kHourMs);
    const IncidentId second = team->record(u"B"_s);
    QVERIFY(link(first, second));
    const auto view = s().team.working(second);
    QCOMPARE(view->detected.atMs, team->now(first).detectedMs);
    QCOMPARE(view->detected.reference, team->now(first).reference());
    QCOMPARE(view->declared.atMs, 0);
    QVERIFY(s().team.working(first)->detected.reference.isEmpty());
    QVERIFY(s().team.report(second)->markdown.contains(u"Detected: "_s));
}

void TestLinks::endingLinks()
{
    const IncidentId a = team->record(u"A"_s), b = team->record(u"B"_s), c = team->record(u"C"_s);
    QVERIFY(endAsDuplicate(a, b));
    QCOMPARE(team->now(a).outcome, Outcome::Duplicate);
    QCOMPARE(s().links.links(b)->size(), 1);
    QVERIFY(s().links.links(b)->first().isDuplicate());
    // Ended as it: the link stays until it is reopened.
    const LinkId id = s().links.links(b)->first().id;
    QCOMPARE(s().links.unlink(b, id, u"No."_s).error().kind, ErrorKind::Refused);
    QVERIFY(s().incidents.reopen(a, team->now(a).version, Stage::Detect, u"It is not."_s));
    QCOMPARE(endAsDuplicate(a, c).error().kind, ErrorKind::Refused); // linked with b
    QVERIFY(s().links.unlink(b, id, u"No."_s));
    QVERIFY(endAsDuplicate(a, c));
    QVERIFY(!endAsDuplicate(b, a)); // it has ended itself
}

void TestLinks::declaredEndsWhenTakenOver()
{
    declaredPair();
    EndingInput other;
    other.kind = Ending::NoDataCompromise;
    other.reason = u"Nothing."_s;
    QCOMPARE(s().incidents.end(duplicate, team->now(duplicate).version, other).error().kind, ErrorKind::Refused);
    const auto early = endAsDuplicate(duplicate, survivor);
    QCOMPARE(early.error().field, u"obligations"_s);
    QVERIFY(takeOver(survivor, duplicate));
    QCOMPARE(s().incidents.end(duplicate, team->now(duplicate).version, other).error().kind, ErrorKind::Refused);
    QVERIFY(endAsDuplicate(duplicate, survivor));
    QVERIFY(team->now(duplicate).isDone());
    QCOMPARE(s().links.unlink(survivor, s().links.links(survivor)->first().id, u"No."_s).error().kind,
             ErrorKind::Refused);
}

void TestLinks::takenOverAtOriginalDeadlines()
{
    declaredPair();
    const auto before = *s().declarations.obligations(duplicate);
    const auto hadHere = s().declarations.obligations(survivor)->size();
    QVERIFY(takeOver(survivor, duplicate));
    const auto there = *s().declarations.obligations(duplicate), here = *s().declarations.obligations(survivor);
    QCOMPARE(here.size(), hadHere + before.size());
    for (const Obligation &o : there) {
        QVERIFY(o.facts.withdrawnMs > 0);
        QCOMPARE(o.withdrawnReason, u"taken_over"_s);
    }
    for (const Obligation &o : before) {
        const auto same = std::find_if(here.begin(), here.end(), [&o](const Obligation &h) {
            return h.facts.deadlineMs == o.facts.deadlineMs && h.customer == o.customer && h.duty == o.duty &&
                   h.addressee == o.addressee && h.citation == o.citation;
        });
        QVERIFY(same != here.end());
        QCOMPARE(same->facts.triggerMs, o.facts.triggerMs);
        QVERIFY(same->facts.deadlineMs < team->now(survivor).declaredMs + kCommitmentMs); // the original one
        QCOMPARE(obligationState(same->facts, team->clock.nowMs()), ObligationState::Running);
    }
    // The customer is in scope here now, with no second clock of its own.
    const auto scope = s().customers.scope(survivor);
    QCOMPARE(scope->size(), 1);
    QVERIFY(scope->first().inScope);
    QCOMPARE(std::count_if(here.begin(), here.end(), [](const Obligation &o) { return o.customer.isValid(); }), 1);
    QCOMPARE(takeOver(survivor, duplicate).error().kind, ErrorKind::Refused); // nothing is left
    QVERIFY(team->now(survivor).declarationId > 0);
}

/** P1.10: what legal confirmed runs on to the deadline it had, and a proposal stays one; each counted as it was. */
void TestLinks::lawAndContractAtOriginalDeadlines()
{
    const Attestation legal = team->server ? Attestation{} : team->said(team->ada);
    survivor = team->diagnosed(u"First"_s);
    duplicate = team->diagnosed(u"Second"_s);
    QVERIFY(s().assessments.classify(duplicate, 0, {Outcome::SecurityIncident, PersonalData::Yes, u"R"_s, u"M"_s}));
    ScopeRow birch = team->customer(u"Birch"_s, u"birch-1"_s, u"b@birch.example"_s);
    for (const auto &[startsAt, source] : {std::pair(StartsAt::Detection, u"C1"_s), {StartsAt::Declaration, u"C2"_s}})
        QVERIFY(s().duties.addTerm(contractTerm(birch.customer, startsAt, source)));
    QVERIFY(s().customers.setScope(duplicate, birch, u"log"_s));
    DutyFactsByHand facts;
    facts.jurisdictions = {u"DE"_s};
    facts.part = ProviderPart::Controller;
    facts.risk = PeopleRisk::HighRisk;
    facts.unintelligible = false;
    QVERIFY(s().duties.noteFacts(duplicate, 0, facts, {}));
    team->clock.advance(kHourMs);
    QVERIFY(team->declare(duplicate));
    team->clock.advance(kHourMs);
    QVERIFY(team->declare(survivor));
    QVERIFY(link(duplicate, survivor));
    const QList<Duty> found = s().duties.view(duplicate)->duties;
    for (const Duty &d : found)
        if (d.obligation.duty != DutyKind::Commitment && d.origin.rule != u"eu-gdpr-ds")
            QVERIFY(s().duties.confirm(d, {0, 0, u"Counsel agrees."_s, legal}));
    const QList<Duty> before = s().duties.view(duplicate)->duties;
    team->clock.advance(kHourMs);
    const auto taken = takeOver(survivor, duplicate);
    QVERIFY2(taken, taken ? "" : qPrintable(taken.error().userText + taken.error().detail));
    const QList<Duty> here = s().duties.view(survivor)->duties;
    int running = 0;
    for (const Duty &d : before) {
        if (d.obligation.duty == DutyKind::Commitment)
            continue;
        const auto same = std::find_if(here.begin(), here.end(), [&d](const Duty &h) {
            return h.origin.rule == d.origin.rule && h.origin.term == d.origin.term;
        });
        QVERIFY2(same != here.end(), qPrintable(d.origin.regime));
        QCOMPARE(same->obligation.facts.confirmed, d.obligation.facts.confirmed);
        QCOMPARE(same->obligation.facts.triggerMs, d.obligation.facts.triggerMs);
        QCOMPARE(same->obligation.facts.deadlineMs, d.obligation.facts.deadlineMs);
        QCOMPARE(same->regulationEndMs, d.regulationEndMs);
        QCOMPARE(same->origin.reason, d.origin.reason);
        running += same->obligation.facts.deadlineMs > 0 ? 1 : 0;
    }
    QCOMPARE(running, 3); // Art. 33(1) and both contracts
}

void TestLinks::onlyTheSurvivorsManager()
{
    declaredPair();
    const PersonId max = team->person(u"Max Moor"_s, Role::IncidentManager);
    team->actAs(max);
    QVERIFY(s().incidents.takeOver(duplicate, team->now(duplicate).version, u"Shift."_s));
    QCOMPARE(takeOver(survivor, duplicate).error().kind, ErrorKind::Denied); // he holds the duplicate alone
    team->actAs(team->mira);
    QVERIFY(takeOver(survivor, duplicate)); // who holds the survivor need not hold the duplicate
    team->actAs(max);
    QVERIFY(endAsDuplicate(duplicate, survivor));
}

void TestLinks::takenDutyIsMetHere()
{
    declaredPair();
    QVERIFY(takeOver(survivor, duplicate));
    const NoticeId notice = team->approvedNotice(survivor);
    QVERIFY(s().notices.send(notice, 0, team->path(u"out"_s)));
    team->clock.advance(kMinuteMs);
    const auto sent = s().notices.details(notice);
    for (const MessageRow &m : sent->messages)
        QVERIFY(s().notices.recordDelivery(m.id, {u"mail"_s, team->clock.nowMs(), u"Answer"_s, true}));
    const auto here = s().declarations.obligations(survivor);
    for (const Obligation &o : *here)
        if (o.customer.isValid())
            QCOMPARE(obligationState(o.facts, team->clock.nowMs()), ObligationState::Met);
}

void TestLinks::reopenedDuplicateIsDeclaredStill()
{
    declaredPair();
    QVERIFY(takeOver(survivor, duplicate));
    QVERIFY(endAsDuplicate(duplicate, survivor));
    QVERIFY(s().incidents.reopen(duplicate, team->now(duplicate).version, Stage::Diagnose, u"It is not."_s));
    QCOMPARE(team->now(duplicate).outcome, Outcome::CustomerReportable);
    QVERIFY(team->now(duplicate).isDeclared());
}

/** P13.4: neither its name nor that it is there; and all is back for who is named. */
void TestLinks::nothingRevealsARestrictedOne()
{
    const IncidentId open = team->record(u"Open"_s), secret = team->record(u"Secret"_s);
    QVERIFY(link(open, secret, LinkKind::PartOf));
    QVERIFY(link(secret, open));
    const PersonId rita = team->person(u"Rita Rowe"_s, Role::Responder | Role::Auditor);
    QVERIFY(s().restrictions.restrict(secret, team->now(secret).version,
                                      {RestrictionKind::Insider, u"r"_s, {}, {team->mira, team->ada, team->eve}, {}}));
    QCOMPARE(s().links.links(open)->size(), 2);
    team->actAs(rita);
    QVERIFY(s().links.links(open)->isEmpty());
    QVERIFY(s().links.duplicates(open)->isEmpty());
    const auto view = s().team.working(open);
    QVERIFY(view && view->links.isEmpty() && view->detected.reference.isEmpty());
    TimelineFilter both;
    both.withDuplicates = true;
    const auto shown = s().timeline.after(open, both, {}, 100);
    for (const TimelineEntry &e : *shown)
        QCOMPARE(e.incident, open);
    QCOMPARE(link(open, secret, LinkKind::Related).error().kind, ErrorKind::NotFound);
    QCOMPARE(link(open, IncidentId{999999}, LinkKind::Related).error().kind, ErrorKind::NotFound);
    const auto entries = s().record.page({open, {}, 0, 0, 0}, 0, 100);
    for (const AuditEntry &e : *entries)
        QVERIFY2(!e.sentence.contains(u"linked"_s) && !e.afterJson.contains(u"other_id"_s), qPrintable(e.sentence));
    const auto whole = s().record.page({{}, {}, 0, 0, 0}, 0, 200);
    for (const AuditEntry &e : *whole)
        QVERIFY2(!e.afterJson.contains(u"other_id"_s), qPrintable(e.afterJson));
    team->actAs(team->ada);
    QCOMPARE(s().links.links(open)->size(), 2);
}

QTEST_GUILESS_MAIN(TestLinks)
#include "tst_links.moc"
