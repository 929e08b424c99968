#include "models/domain/laterscope.h"

#include <QtTest>

#include <functional>

using namespace tocsin;
using namespace Qt::StringLiterals;

/** P7.8: 72 hours of its own for a customer found later, and beside them the hours since the first declaration. */
class TestLaterScope : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rows_data();
    void rows();
};

namespace {

constexpr qint64 kDeclared = 1'800'000'000'000;
constexpr qint64 kFound = kDeclared + 26 * kHourMs;
constexpr qint64 kNow = kDeclared + 98 * kHourMs;

} // namespace

Q_DECLARE_METATYPE(tocsin::Obligation)

void TestLaterScope::rows_data()
{
    QTest::addColumn<Obligation>("obligation");
    QTest::addColumn<bool>("declared");
    QTest::addColumn<qint64>("foundAfter"); // -1: nothing stands beside it
    QTest::addColumn<qint64>("passed");
    QTest::addColumn<bool>("told");
    const auto row = [](const char *name, qint64 foundAfter, qint64 passed, bool told,
                        const std::function<void(Obligation &)> &change, bool declared = true) {
        Obligation o;
        o.declarationId = 7;
        o.facts.triggerMs = kFound;
        o.facts.deadlineMs = deadlineAfter(kFound, kCommitmentMs);
        change(o);
        QTest::newRow(name) << o << declared << foundAfter << passed << told;
    };
    using O = Obligation;
    row("found later, running", 26 * kHourMs, 98 * kHourMs, false, [](O &) {});
    row("found later, told", 26 * kHourMs, 30 * kHourMs, true, [](O &o) { o.facts.metMs = kDeclared + 30 * kHourMs; });
    row("found later, not deliverable", 26 * kHourMs, 98 * kHourMs, false,
        [](O &o) { o.facts.undeliverableMs = kNow - 1; });
    row("a millisecond later", 1, 98 * kHourMs, false, [](O &o) { o.facts.triggerMs = kDeclared + 1; });
    row("started by the declaration", -1, 0, false, [](O &o) { o.facts.triggerMs = kDeclared; });
    row("taken out again", -1, 0, false, [](O &o) { o.facts.withdrawnMs = kNow - 1; });
    row("of a duplicate's declaration", -1, 0, false, [](O &o) { o.declarationId = 6; });
    row("a duty by law", -1, 0, false, [](O &o) { o.duty = DutyKind::Statute; });
    row("a contract's", -1, 0, false, [](O &o) { o.duty = DutyKind::Contract; });
    row("an authority's", -1, 0, false, [](O &o) { o.addressee = Addressee::Authority; });
    row(
        "no declaration stands", -1, 0, false, [](O &) {}, false);
}

void TestLaterScope::rows()
{
    QFETCH(Obligation, obligation);
    QFETCH(bool, declared);
    QFETCH(qint64, foundAfter);
    QFETCH(qint64, passed);
    QFETCH(bool, told);
    Incident incident;
    incident.declarationId = declared ? 7 : 0;
    incident.declaredMs = kDeclared;
    const auto later = laterScope(obligation, incident, kNow);
    QCOMPARE(later.has_value(), foundAfter >= 0);
    if (later)
        QVERIFY((*later == LaterScope{kDeclared, foundAfter, passed, told}));
}

QTEST_GUILESS_MAIN(TestLaterScope)
#include "tst_laterscope.moc"
