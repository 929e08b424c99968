#include "tests/storage/populated.h"

#include <QTest>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

/** P7.9 from the record: detection to declaration, and to the notice that met each obligation; both engines. */
class TestFiguresService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { team = std::make_unique<Team>(); }
    void cleanup() { team.reset(); }
    void nothingYet();
    void hoursOfOneIncident();
    void exercisesAreApart();
    void periodNarrows();
    void settledClocks();
    void hiddenIncidentsAreNotCounted();
    void csv();

private:
    [[nodiscard]] Services &s() { return *team->services; }
    [[nodiscard]] QList<FigureLine> lines(const FigureFilter &filter = {})
    {
        const auto all = s().figures.lines(filter);
        if (!all)
            qWarning("%s", qPrintable(all.error().userText + all.error().detail));
        return all.value_or(QList<FigureLine>());
    }
    [[nodiscard]] FigureLine whole(const FigureFilter &filter = {}) { return lines(filter).value(0); }
    /** Declared now with one customer; told an hour later if wanted. */
    IncidentId declared(const QString &title, const QString &customer, bool told)
    {
        const IncidentId id = team->diagnosed(title);
        const ScopeRow row = team->customer(customer, customer + u"-1"_s, u"a@b.example"_s);
        if (!s().customers.setScope(id, team->seen(id, row), u"log"_s) || !team->declare(id))
            return {};
        if (!told)
            return id;
        const NoticeId notice = team->approvedNotice(id);
        team->clock.advance(kHourMs);
        if (!s().notices.send(notice, 0, team->path(u"out"_s)))
            return {};
        const MessageRow message = s().notices.details(notice)->messages.first();
        const auto told_ = s().notices.recordDelivery(message.id, {u"mail"_s, team->clock.nowMs(), u"reply"_s, true});
        return told_ ? id : IncidentId{};
    }
    std::unique_ptr<Team> team;
};

void TestFiguresService::nothingYet()
{
    QVERIFY(lines().isEmpty());
}

void TestFiguresService::hoursOfOneIncident()
{
    const IncidentId id = declared(u"Unknown sign-ins"_s, u"Birch"_s, true);
    QVERIFY(id.isValid());
    const Incident incident = team->now(id);
    const FigureLine all = whole();
    QCOMPARE(all.toDeclaration.count, 1);
    QCOMPARE(all.toDeclaration.medianMs, incident.declaredMs - incident.detectedMs);
    QCOMPARE(all.toNotice.count, 1);
    const Obligation duty = s().declarations.obligations(id)->first();
    QCOMPARE(all.toNotice.worstMs, duty.facts.metMs - incident.declaredMs);
    QVERIFY(all.toNotice.worstMs >= kHourMs);
    QStringList groups;
    for (const FigureLine &line : lines())
        groups << codeOf(line.group) + u' ' + line.code;
    QCOMPARE(groups,
             QStringList({u"all all"_s, u"severity "_s + codeOf(*incident.severity),
                          u"quarter "_s + quarterOf(incident.declaredMs), u"source "_s + codeOf(incident.source)}));
}

void TestFiguresService::exercisesAreApart()
{
    QVERIFY(declared(u"Real"_s, u"Birch"_s, false).isValid());
    QCOMPARE(whole().toDeclaration.count, 1);
    QCOMPARE(whole().toNotice.count, 0);
    QVERIFY(lines({0, 0, true}).isEmpty());
}

void TestFiguresService::periodNarrows()
{
    const IncidentId id = declared(u"Unknown sign-ins"_s, u"Birch"_s, true);
    const qint64 at = team->now(id).declaredMs;
    QCOMPARE(whole({at, at + 1, false}).toDeclaration.count, 1);
    QCOMPARE(whole({at, at + 1, false}).toNotice.count, 1);
    QVERIFY(lines({at + 1, 0, false}).isEmpty());
    QVERIFY(lines({0, at, false}).isEmpty());
}

void TestFiguresService::settledClocks()
{
    const qint64 before = team->clock.nowMs();
    QVERIFY(declared(u"Open"_s, u"Birch"_s, false).isValid());
    const IncidentId met = declared(u"Met"_s, u"Elm"_s, true);
    const auto settled = s().incidents.settledClocks(before);
    QVERIFY(settled.has_value());
    QCOMPARE(settled->size(), 1);
    QCOMPARE(settled->first().incident, met);
    QVERIFY(s().incidents.settledClocks(team->clock.nowMs() + kMinuteMs)->isEmpty());
}

void TestFiguresService::hiddenIncidentsAreNotCounted()
{
    const IncidentId id = declared(u"An insider"_s, u"Birch"_s, true);
    QCOMPARE(whole().toDeclaration.count, 1);
    const PersonId outsider = team->person(u"Nils Berg"_s, Role::Responder);
    RestrictionInput input;
    input.kind = RestrictionKind::Insider;
    input.reason = u"A colleague may be involved."_s;
    input.named = {team->mira, team->ada, team->eve};
    const auto restricted = s().restrictions.restrict(id, team->now(id).version, input);
    QVERIFY2(restricted.has_value(), restricted ? "" : qPrintable(restricted.error().userText));
    QCOMPARE(whole().toDeclaration.count, 1);
    team->actAs(outsider);
    QVERIFY(lines().isEmpty());
    QVERIFY(s().incidents.settledClocks(0)->isEmpty());
}

void TestFiguresService::csv()
{
    QVERIFY(declared(u"Unknown sign-ins"_s, u"Birch"_s, false).isValid());
    const QStringList cells = figureCsvCells(whole());
    QCOMPARE(cells.size(), figureCsvHeader().size());
    QCOMPARE(cells.mid(0, 4), QStringList({u"all"_s, u"all"_s, u"All"_s, u"1"_s}));
    QCOMPARE(cells.mid(7), QStringList({u"0"_s, {}, {}, {}}));
}

QTEST_GUILESS_MAIN(TestFiguresService)
#include "tst_figuresservice.moc"
