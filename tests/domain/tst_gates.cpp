#include "models/domain/gates.h"

#include <QtTest>

#include <functional>

using namespace tocsin;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kNow = 1'800'000'000'000;

CloseFacts closable()
{
    CloseFacts f;
    f.closeStageReached = true;
    f.findings = {FunctionalImpact::Low, InformationImpacts(InformationImpact::PrivacyBreach), Recoverability::Regular,
                  CustomerDataRisk::Confirmed};
    f.outcome = Outcome::CustomerReportable;
    ObligationFacts met;
    met.triggerMs = kNow - 2 * kDayMs;
    met.deadlineMs = met.triggerMs + kCommitmentMs;
    met.metMs = kNow - kDayMs;
    ObligationFacts withdrawn = met;
    withdrawn.metMs = 0;
    withdrawn.withdrawnMs = kNow - 1;
    ObligationFacts late = met;
    late.deadlineMs = met.metMs - 1;
    f.obligations = {met, withdrawn, late};
    f.postmortemFinished = true;
    f.nowMs = kNow;
    return f;
}

ObligationFacts running()
{
    ObligationFacts f;
    f.triggerMs = kNow;
    f.deadlineMs = kNow + kCommitmentMs;
    return f;
}

struct Row
{
    const char *name;
    std::function<void(CloseFacts &)> change;
    const char *code;
    const char *where;
    const char *text; // what the sentence must say
};

const QList<Row> &rows()
{
    static const QList<Row> table = {
        {"stage", [](CloseFacts &f) { f.closeStageReached = false; }, "stage", "overview", "Close"},
        {"not classified", [](CloseFacts &f) { f.outcome = Outcome::NotClassified; }, "classification", "assessment",
         "classified"},
        {"impact", [](CloseFacts &f) { f.findings.recoverability.reset(); }, "impacts", "assessment", "not known yet"},
        {"rescission", [](CloseFacts &f) { f.rescissionPending = true; }, "rescission", "overview",
         "A rescission waits for legal."},
        {"obligation", [](CloseFacts &f) { f.obligations << running(); }, "obligations", "notices",
         "One obligation is"},
        {"messages", [](CloseFacts &f) { f.unsettledMessages = 3; }, "messages", "notices", "3 messages are"},
        {"not known yet", [](CloseFacts &f) { f.openNotKnownItems = 1; }, "not_known", "notices", "One item"},
        {"corrections", [](CloseFacts &f) { f.owedCorrections = 2; }, "corrections", "notices", "2 subscriptions"},
        {"corrections to others", [](CloseFacts &f) { f.owedToOthers = 1; }, "corrections_others", "notices",
         "One other addressee"},
        {"undecided transfers", [](CloseFacts &f) { f.undecidedTransfers = 2; }, "transfers", "transfers",
         "2 data transfers are"},
        {"transfers out", [](CloseFacts &f) { f.unreturnedTransfers = 1; }, "transfers_back", "transfers",
         "One data transfer"},
        {"measures", [](CloseFacts &f) { f.openMeasures = 12; }, "measures", "postmortem", "12 corrective measures"},
        {"attestations", [](CloseFacts &f) { f.openAttestations = 1; }, "attestations", "record",
         "One attested decision"},
        {"post-mortem", [](CloseFacts &f) { f.postmortemFinished = false; }, "postmortem", "postmortem", "post-mortem"},
    };
    return table;
}

} // namespace

/** The closing gate (P1.7). */
class TestGates : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingMissing();
    void eachAlone();
    void allAtOnce();
    void obligationStates();
    void everyUnknownImpact();
    void postmortemOnlyForDataBreaches();
    void alreadyOver();
    void notKnownItems_data();
    void notKnownItems();
    void notDeliverableDoesNotBlock();
};

void TestGates::nothingMissing()
{
    QCOMPARE(missingForClose(closable()).size(), qsizetype(0));
}

void TestGates::eachAlone()
{
    for (const Row &row : rows()) {
        CloseFacts f = closable();
        row.change(f);
        const auto missing = missingForClose(f);
        QVERIFY2(missing.size() == 1, row.name);
        QVERIFY2(missing.first().code == QLatin1StringView(row.code), row.name);
        QVERIFY2(missing.first().where == QLatin1StringView(row.where), row.name);
        QVERIFY2(missing.first().text.contains(QLatin1StringView(row.text)), qPrintable(missing.first().text));
    }
}

void TestGates::allAtOnce()
{
    CloseFacts f = closable();
    for (const Row &row : rows())
        row.change(f);
    f.outcome = Outcome::CustomerReportable; // unclassified is no data breach, and would hide the post-mortem
    QStringList codes;
    for (const Missing &m : missingForClose(f))
        codes << m.code;
    QStringList expected;
    for (const Row &row : rows())
        if (qstrcmp(row.code, "classification") != 0)
            expected << QString::fromLatin1(row.code);
    QCOMPARE(codes, expected);
}

void TestGates::obligationStates()
{
    ObligationFacts overdue = running();
    overdue.deadlineMs = kNow - 1;
    ObligationFacts excepted = overdue;
    excepted.exceptedUntilMs = kNow + 1;
    ObligationFacts proposed = running();
    proposed.confirmed = false;
    ObligationFacts noNumber = running();
    noNumber.deadlineMs = 0;
    for (const ObligationFacts &o : {running(), overdue, excepted, proposed, noNumber}) { // each of these blocks
        CloseFacts f = closable();
        f.obligations << o;
        QCOMPARE(missingForClose(f).size(), qsizetype(1));
    }
    CloseFacts all = closable();
    all.obligations << running() << overdue << excepted << proposed << noNumber;
    QVERIFY(missingForClose(all).first().text.startsWith(u"5 obligations"_s));
}

void TestGates::everyUnknownImpact()
{
    for (int i = 0; i < 4; ++i) {
        CloseFacts f = closable();
        if (i == 0)
            f.findings.functional.reset();
        else if (i == 1)
            f.findings.information.reset();
        else if (i == 2)
            f.findings.recoverability.reset();
        else
            f.findings.customerDataRisk.reset();
        const auto missing = missingForClose(f);
        QCOMPARE(missing.size(), qsizetype(1));
        QCOMPARE(missing.first().code, u"impacts"_s);
    }
}

void TestGates::postmortemOnlyForDataBreaches()
{
    CloseFacts f = closable();
    f.postmortemFinished = false;
    f.outcome = Outcome::SecurityIncident;
    QCOMPARE(missingForClose(f).size(), qsizetype(1)); // an information impact
    f.findings.information = InformationImpacts{};
    QCOMPARE(missingForClose(f).size(), qsizetype(0));
    f.outcome = Outcome::CustomerReportable;
    QCOMPARE(missingForClose(f).size(), qsizetype(1));
}

void TestGates::alreadyOver()
{
    for (const bool closed : {false, true}) {
        CloseFacts f = closable();
        (closed ? f.alreadyClosed : f.ended) = true;
        f.openMeasures = 5; // of no interest any more
        const auto missing = missingForClose(f);
        QCOMPARE(missing.size(), qsizetype(1));
        QCOMPARE(missing.first().code, u"already"_s);
    }
}

/** Letters a text each, in order: audience c or a, party digit, phase f/u/l/k (first, further, final, correction), then
 * the mark of item x: n not known yet, g given, m missing. */
void TestGates::notKnownItems_data()
{
    QTest::addColumn<QStringList>("told");
    QTest::addColumn<int>("open");
    const auto row = [](const char *name, const QStringList &told, int open) { QTest::newRow(name) << told << open; };
    row("nobody was told", {}, 0);
    row("given at once", {u"c1fg"_s}, 0);
    row("said to be not known", {u"c1fn"_s}, 1);
    row("answered", {u"c1fn"_s, u"c1ug"_s}, 0);
    row("left out later is no answer", {u"c1fn"_s, u"c1um"_s}, 1);
    row("answered to one of two", {u"c1fn"_s, u"c2fn"_s, u"c1ug"_s}, 1);
    row("answered to both", {u"c1fn"_s, u"c2fn"_s, u"c1ug"_s, u"c2ug"_s}, 0);
    row("answered to another audience", {u"c1fn"_s, u"a0fg"_s}, 1);
    row("open at two audiences", {u"c1fn"_s, u"a0fn"_s}, 2);
    row("open again", {u"c1fg"_s, u"c1kn"_s}, 1);
    row("declared final", {u"c1fn"_s, u"c1ln"_s}, 0);
    row("declared final to one of two", {u"c1fn"_s, u"c2fn"_s, u"c2ln"_s}, 1);
}

void TestGates::notKnownItems()
{
    QFETCH(QStringList, told);
    QFETCH(int, open);
    const QMap<QChar, NoticePhase> phases{{u'f', NoticePhase::First},
                                          {u'u', NoticePhase::Further},
                                          {u'l', NoticePhase::Final},
                                          {u'k', NoticePhase::Correction}};
    const QMap<QChar, ContentMark> marks{
        {u'n', ContentMark::NotKnownYet}, {u'g', ContentMark::Given}, {u'm', ContentMark::Missing}};
    QList<ToldContent> list;
    for (const QString &t : std::as_const(told))
        list.append({t.at(0) == u'c' ? Audience::Customers : Audience::Authority,
                     t.at(1).digitValue(),
                     phases.value(t.at(2)),
                     {{u"x"_s, marks.value(t.at(3))}, {u"y"_s, ContentMark::Given}}});
    QCOMPARE(openNotKnownItems(list), open);
    QSet<std::pair<int, QString>> finals; // legal said of each that it will not be known
    for (const ToldContent &t : std::as_const(list))
        for (auto it = t.content.begin(); it != t.content.end(); ++it)
            finals.insert({static_cast<int>(t.audience), it.key()});
    QCOMPARE(openNotKnownItems(list, finals), 0);
}

/** P9.2: legal recorded it, so it satisfies the gate; an exception in force does not let it. */
void TestGates::notDeliverableDoesNotBlock()
{
    ObligationFacts o = running();
    o.undeliverableMs = kNow - 1;
    CloseFacts f = closable();
    f.obligations << o;
    QCOMPARE(missingForClose(f).size(), qsizetype(0));
    f.obligations.last().deadlineMs = kNow - 1;
    QCOMPARE(missingForClose(f).size(), qsizetype(0));
    f.obligations.last().exceptedUntilMs = kNow + 1;
    QCOMPARE(missingForClose(f).size(), qsizetype(1));
}

QTEST_GUILESS_MAIN(TestGates)
#include "tst_gates.moc"
