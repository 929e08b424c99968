#include "models/domain/movefacts.h"

#include <QtTest>

#include <functional>

using namespace tocsin;
using namespace Qt::StringLiterals;

namespace {

constexpr Stage kStages[] = {Stage::Detect, Stage::Assess, Stage::Diagnose, Stage::Stabilize, Stage::CloseOut};

MoveFacts openMove(Stage from, Stage to)
{
    MoveFacts f;
    f.from = from;
    f.to = to;
    f.assessed = true;
    f.customerRiskContained = true;
    f.businessRiskContained = true;
    f.reason = u"because"_s;
    return f;
}

} // namespace

/** Moves between stages and their gates (P1.3, P1.6, P1.7). */
class TestStage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kindOfEveryPair();
    void gates_data();
    void gates();
    void doneIsReopenedFirst();
    void factsOfAnIncident();
    void everyMoveNeedsAReason();
};

void TestStage::kindOfEveryPair()
{
    // Rows are where the incident is, columns where it goes: . nowhere or skipped, F forward, A alternation, R
    // reopening.
    const char *const table[] = {".F...", "R.F..", "RR.A.", "RRA.F", "RRRR."};
    for (int from = 0; from < 5; ++from) {
        for (int to = 0; to < 5; ++to) {
            const auto kind = moveKind(kStages[from], kStages[to]);
            char seen = '.';
            if (kind == MoveKind::Forward)
                seen = 'F';
            else if (kind == MoveKind::Alternation)
                seen = 'A';
            else if (kind == MoveKind::Reopening)
                seen = 'R';
            QVERIFY2(seen == table[from][to], qPrintable(u"%1 to %2 is %3"_s.arg(from).arg(to).arg(QLatin1Char(seen))));
            const auto checked = checkMove(openMove(kStages[from], kStages[to]));
            QCOMPARE(checked.has_value(), seen != '.');
            if (checked)
                QVERIFY(*checked == *kind);
            else
                QVERIFY(checked.error().kind == ErrorKind::Refused);
        }
    }
}

void TestStage::gates_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    QTest::addColumn<bool>("assessed");
    QTest::addColumn<bool>("customer");
    QTest::addColumn<bool>("business");
    QTest::addColumn<QString>("field"); // empty: the move is allowed

    for (int from = 0; from < 5; ++from) {
        for (int to = 0; to < 5; ++to) {
            const bool possible = to == from + 1 || to < from;
            if (!possible)
                continue;
            for (int gates = 0; gates < 8; ++gates) {
                const bool assessed = gates & 1;
                const bool customer = gates & 2;
                const bool business = gates & 4;
                QString field;
                if (from == 1 && to == 2 && !assessed)
                    field = u"assessment"_s;
                if (to == 4 && !(customer && business))
                    field = u"containment"_s;
                QTest::addRow("%d to %d, assessed %d, customer %d, business %d", from, to, assessed, customer, business)
                    << from << to << assessed << customer << business << field;
            }
        }
    }
}

void TestStage::gates()
{
    QFETCH(int, from);
    QFETCH(int, to);
    QFETCH(bool, assessed);
    QFETCH(bool, customer);
    QFETCH(bool, business);
    QFETCH(QString, field);
    MoveFacts f = openMove(kStages[from], kStages[to]);
    f.assessed = assessed;
    f.customerRiskContained = customer;
    f.businessRiskContained = business;
    const auto checked = checkMove(f);
    QCOMPARE(checked.has_value(), field.isEmpty());
    if (checked)
        return;
    QVERIFY(checked.error().kind == ErrorKind::Refused);
    QCOMPARE(checked.error().field, field);
    if (field == u"containment"_s) {
        QCOMPARE(checked.error().userText.contains(u"customer risk"_s), !customer);
        QCOMPARE(checked.error().userText.contains(u"business risk"_s), !business);
    }
}

/** Reopening is an act of its own: no move does it, not even one backwards. */
void TestStage::doneIsReopenedFirst()
{
    for (const Stage from : kStages) {
        for (const Stage to : kStages) {
            for (const bool closed : {false, true}) {
                Incident i;
                i.stage = from;
                i.severity = Severity::High;
                i.customerContainedMs = i.businessContainedMs = 1;
                QCOMPARE(checkMove(moveFacts(i, to, u"because"_s)).has_value(), moveKind(from, to).has_value());
                (closed ? i.closedMs : i.endedMs) = 1;
                const auto checked = checkMove(moveFacts(i, to, u"because"_s));
                QVERIFY(!checked);
                QVERIFY(checked.error().kind == ErrorKind::Refused);
                QCOMPARE(checked.error().field, u"reopening"_s);
                QVERIFY2(checked.error().userText.contains(closed ? u"is closed. Reopen it"_s : u"ended. Reopen it"_s),
                         qPrintable(checked.error().userText));
            }
        }
    }
}

/** Each fact of an incident arrives where the gate looks for it. */
void TestStage::factsOfAnIncident()
{
    const QList<std::pair<std::function<void(Incident &)>, QString>> rows{
        {[](Incident &i) { i.endedMs = 1; }, u"ended"_s},
        {[](Incident &i) { i.closedMs = 1; }, u"closed"_s},
        {[](Incident &i) { i.severity = Severity::Low; }, u"assessed"_s},
        {[](Incident &i) { i.customerContainedMs = 1; }, u"customer"_s},
        {[](Incident &i) { i.businessContainedMs = 1; }, u"business"_s},
    };
    for (const auto &[change, name] : rows) {
        Incident i;
        i.stage = Stage::Diagnose;
        change(i);
        const MoveFacts f = moveFacts(i, Stage::Stabilize, u"because"_s);
        QVERIFY(f.from == Stage::Diagnose && f.to == Stage::Stabilize);
        QCOMPARE(f.reason, u"because"_s);
        QCOMPARE(f.ended, name == u"ended");
        QCOMPARE(f.closed, name == u"closed");
        QCOMPARE(f.assessed, name == u"assessed");
        QCOMPARE(f.customerRiskContained, name == u"customer");
        QCOMPARE(f.businessRiskContained, name == u"business");
    }
}

void TestStage::everyMoveNeedsAReason()
{
    for (const Stage from : kStages) {
        for (const Stage to : kStages) {
            if (!moveKind(from, to))
                continue;
            for (const QString &reason : {QString(), u"  \n\t"_s}) {
                MoveFacts f = openMove(from, to);
                f.reason = reason;
                const auto checked = checkMove(f);
                QVERIFY(!checked);
                QVERIFY(checked.error().kind == ErrorKind::Invalid);
                QCOMPARE(checked.error().field, u"reason"_s);
            }
        }
    }
}

QTEST_GUILESS_MAIN(TestStage)
#include "tst_stage.moc"
