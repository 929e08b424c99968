#include "models/domain/situationreport.h"

#include <QtTest>

using namespace tocsin;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kNow = 1'763'800'000'000; // 2025-11-22 08:26:40 UTC

Obligation duty(Addressee addressee, const QString &customer, qint64 leftMs)
{
    Obligation o;
    o.addressee = addressee;
    o.customer = CustomerId{customer.isEmpty() ? 0 : 7};
    o.customerName = customer;
    o.facts.triggerMs = kNow - kDayMs;
    o.facts.deadlineMs = kNow + leftMs;
    return o;
}

ReportInput input()
{
    ReportInput in;
    in.incident.number = 42;
    in.incident.title = u"Tokens of Birch Clinic accepted"_s;
    in.incident.severity = Severity::High;
    in.incident.priority = Priority::P1;
    in.incident.stage = Stage::Diagnose;
    in.incident.stageSinceMs = in.incident.detectedMs = kNow - kDayMs;
    in.incident.declarationId = 1;
    in.incident.declaredMs = kNow - kDayMs;
    in.incident.manager = PersonId{1};
    in.incident.managerName = u"Mira Kahn"_s;
    in.incident.reportedBy = u"Reporter Rex"_s;
    in.incident.description = u"Description that stays"_s;
    in.incident.customerContainedMs = kNow - kHourMs;
    in.obligations = {duty(Addressee::Customer, u"Birch Clinic"_s, 5 * kHourMs),
                      duty(Addressee::Customer, u"Elm"_s, 9 * kHourMs), duty(Addressee::Authority, {}, kDayMs)};
    in.obligations[1].facts.metMs = kNow - kHourMs;
    in.situation.known = u"birch  clinic and birch-main were read. Elmwood was not."_s;
    in.situation.unknown = u"Whether ELM is affected."_s;
    in.situation.next = u"Rotate the keys."_s;
    Task open;
    open.what = u"Call Bo Berg at bo@birch.example"_s;
    open.ownerName = u"Ada Ruiz"_s;
    open.dueMs = kNow - kHourMs;
    Task done = open;
    done.what = u"Done long ago"_s;
    done.state = TaskState::Done;
    in.tasks = {done, open};
    in.measures = {u"Emergency mitigation: sign-in of Elm stopped"_s};
    in.noticesAwaitingLegal = 2;
    in.customerNames = {u"Birch Clinic"_s, u"birch-main"_s, u"Elm"_s, u"Bo Berg"_s, u"bo@birch.example"_s, u"AB"_s, {}};
    in.byName = u"Mira Kahn"_s;
    in.nowMs = kNow;
    return in;
}

} // namespace

/** The situation report for executives (P1.11): what it says, and what it leaves out. */
class TestSituationReport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void says_data();
    void says();
    void leavesOut_data();
    void leavesOut();
    void namesAreCounted();
    void wordsThatHoldANameStay();
    void manyNames();
    void shortNames();
    void ended();
};

void TestSituationReport::says_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"INC-0042",
                             "Severity: High, P1",
                             "Stage: Diagnose",
                             "Declared customer-reportable: 2025-11-21",
                             "Customers: 1 of 2 open, 5 h",
                             "Authorities: 1 of 1 open",
                             "## What we know",
                             "## What we don't know",
                             "Rotate the keys.",
                             "Customer risk: contained, verified",
                             "Business risk: not verified",
                             "Emergency mitigation: sign-in of (a customer) stopped",
                             "Call (a customer) at (a customer)",
                             "Ada Ruiz",
                             "overdue since 2025-11-22 07:26 UTC",
                             "2 notices wait for legal",
                             "Whether the risks are contained",
                             "Incident manager: Mira Kahn",
                             "Tokens of (a customer) accepted",
                             "Made 2025-11-22 08:26 UTC by Mira Kahn"})
        QTest::newRow(text) << QString::fromUtf8(text);
}

void TestSituationReport::says()
{
    QFETCH(QString, text);
    const QString report = situationReport(input()).markdown;
    QVERIFY2(report.contains(text), qPrintable(report));
}

void TestSituationReport::leavesOut_data()
{
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const QString &text) { QTest::newRow(name) << text; };
    row("a customer's name in the title and in the clocks", u"Birch Clinic"_s);
    row("in other letters and with more space", u"birch  clinic"_s);
    row("a subscription", u"birch-main"_s);
    row("in capitals", u"ELM"_s);
    row("a contact", u"Bo Berg"_s);
    row("an address", u"bo@birch.example"_s);
    row("who reported it", u"Reporter Rex"_s);
    row("what was seen first, word for word", u"Description that stays"_s);
    row("what is done", u"Done long ago"_s);
    row("the consultation with legal", u"onsult"_s);
    row("the post-mortem", u"ost-mortem"_s);
}

void TestSituationReport::leavesOut()
{
    QFETCH(QString, text);
    const QString report = situationReport(input()).markdown;
    QVERIFY2(!report.contains(text, text == u"ELM"_s ? Qt::CaseSensitive : Qt::CaseInsensitive), qPrintable(report));
}

void TestSituationReport::namesAreCounted()
{
    // Title; known twice; unknown; measure; task twice.
    QCOMPARE(situationReport(input()).namesLeftOut, 7);
    ReportInput none = input();
    none.customerNames.clear();
    QCOMPARE(situationReport(none).namesLeftOut, 0);
    QVERIFY(situationReport(none).markdown.contains(u"Birch Clinic"_s));
}

void TestSituationReport::wordsThatHoldANameStay()
{
    QVERIFY(situationReport(input()).markdown.contains(u"Elmwood was not."_s));
}

/** A provider has thousands of customers: no name slips through because they are many. */
void TestSituationReport::manyNames()
{
    ReportInput in = input();
    for (int i = 0; i < 10'000; ++i)
        in.customerNames << u"Customer of the firm (number) %1"_s.arg(i);
    in.situation.known =
        u"Customer of the firm (number) 7 and customer of  the firm (number) 9999 called. Birch Clinic too."_s;
    const QString report = situationReport(in).markdown;
    QVERIFY2(report.contains(u"(a customer) and (a customer) called. (a customer) too."_s), qPrintable(report));
}

void TestSituationReport::shortNames()
{
    ReportInput in = input();
    in.customerNames << u"EY"_s << u"3M"_s << u"x"_s;
    in.situation.known = u"EY, 3M and AB; they say ey, ab, keys and x."_s;
    const QString report = situationReport(in).markdown;
    QVERIFY2(report.contains(u"(a customer), (a customer) and (a customer); they say ey, ab, keys and x."_s),
             qPrintable(report));
}

void TestSituationReport::ended()
{
    ReportInput in = input();
    in.incident.endedMs = kNow;
    in.incident.outcome = Outcome::Duplicate;
    const QString report = situationReport(in).markdown;
    QVERIFY(report.contains(u"State: ended"_s));
    QVERIFY(report.contains(u"## Decisions open\n\nNone."_s));
    in.obligations.clear();
    in.situation = {};
    QVERIFY(situationReport(in).markdown.contains(u"No clock runs."_s));
    QVERIFY(situationReport(in).markdown.contains(u"Not written down yet."_s));
}

QTEST_GUILESS_MAIN(TestSituationReport)
#include "tst_situationreport.moc"
