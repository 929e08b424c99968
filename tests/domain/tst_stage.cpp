#include "models/domain/stage.h"

#include <QtTest>

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
    void endedNeverMoves();
    void closedOnlyReopens();
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

void TestStage::endedNeverMoves()
{
    for (const Stage from : kStages) {
        for (const Stage to : kStages) {
            MoveFacts f = openMove(from, to);
            f.ended = true;
            const auto checked = checkMove(f);
            QVERIFY(!checked);
            QVERIFY(checked.error().kind == ErrorKind::Refused);
        }
    }
}

void TestStage::closedOnlyReopens()
{
    for (const Stage from : kStages) {
        for (const Stage to : kStages) {
            MoveFacts f = openMove(from, to);
            f.closed = true;
            QCOMPARE(checkMove(f).has_value(), moveKind(from, to) == MoveKind::Reopening);
        }
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
