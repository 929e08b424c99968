#include "models/services/termimport.h"
#include "tests/domain/contractterm.h"
#include "tests/services/audiencefiles.h"
#include "tests/services/expect.h"
#include "tests/storage/populated.h"

#include <QTest>
#include <algorithm>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

/** Customers and who is affected, from files: many at once, as one act (P9.2, P9.3, P7.8). */
class TestImports : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void importTwiceChangesNothing();
    void importSaysWhatItLeaves();
    void exportComesBackTheSame();
    void termsComeOut();
    void termsGoIn();
    void reachabilityNamesWhoBounced();
    void scopeByLog();
    void scopeAfterTheDeclarationStartsClocks();
    void manySubscriptions();
    void oneByOneOwesWhatAllAtOnceDoes();

private:
    [[nodiscard]] Services &s() { return *team->services; }
    void affect(const ScopeRow &row) { OK(s().customers.setScope(incident, team->seen(incident, row), u"log"_s)); }

    std::unique_ptr<Team> team;
    IncidentId incident;
};

void TestImports::init()
{
    team = std::make_unique<Team>();
    QVERIFY2(team->problems.isEmpty(), qPrintable(team->problems.join(u'\n')));
    incident = team->diagnosed(u"Unknown sign-ins"_s);
}

void TestImports::cleanup()
{
    QCOMPARE(team->findings(), QString());
    QCOMPARE(team->problems.join(u'\n'), QString());
    team.reset();
}

void TestImports::importTwiceChangesNothing()
{
    const auto before = s().customerImports.preview(larch());
    OK(before);
    QCOMPARE(before->created, 6); // a customer, its tenant, two subscriptions, two contacts
    QVERIFY(s().customers.all()->isEmpty());
    const auto done = s().customerImports.apply(larch());
    OK(done);
    QCOMPARE(done->created, 6);
    QCOMPARE(s().customers.all()->first().language, u"fr"_s);
    const qint64 acts = team->db->scalar(u"SELECT count(*) FROM audit"_s).toLongLong();
    const auto again = s().customerImports.apply(larch());
    OK(again);
    QCOMPARE(again->created + again->changed, 0);
    QCOMPARE(again->same, 6);
    QCOMPARE(team->db->scalar(u"SELECT count(*) FROM audit"_s).toLongLong(), acts);
    CustomerFile changed = larch();
    changed.contacts.first().phone = u"1"_s;
    OK(s().customerImports.apply(changed));
    const auto people = s().customers.contacts(s().customers.all()->first().id);
    QVERIFY(std::any_of(people->begin(), people->end(),
                        [](const Contact &c) { return c.phone == u"1" && c.version == 2; }));
    const auto history = s().customers.history(s().customers.all()->first().id);
    OK(history);
    QCOMPARE(history->size(), 7); // six were entered, one was changed
    QVERIFY(std::any_of(history->begin(), history->end(), [](const CustomerChange &c) {
        return c.what == u"Contact lou@larch.example: telephone nothing → 1" && c.source == u"larch.csv" &&
               !c.byName.isEmpty();
    }));
}

void TestImports::importSaysWhatItLeaves()
{
    CustomerFile file;
    file.name = u"f"_s;
    file.sha256 = QString(64, u'a');
    file.subscriptions = {{{u"f"_s, u"line 2"_s}, {}, u"x"_s, u"subscription"_s, u"s-9"_s, u"t-9"_s}};
    file.findings = {{{u"f"_s, u"line 3"_s}, u"email"_s, u"This is no e-mail address."_s, true}};
    auto plan = s().customerImports.apply(file);
    OK(plan);
    QCOMPARE(plan->refused, 2);
    QCOMPARE(plan->lines.last().place.row, u"line 2"_s);
    QCOMPARE(plan->lines.last().what, u"tenant"_s);
    plan = s().customerImports.apply(file, u"Elm"_s); // said whose it is
    OK(plan);
    QCOMPARE(plan->refused, 1);
    QCOMPARE(s().customers.subscriptions(s().customers.all()->first().id)->first().externalRef, u"s-9"_s);
}

void TestImports::exportComesBackTheSame()
{
    OK(s().customerImports.apply(larch()));
    OK(s().customers.add({{}, 0, u"=cmd|' /C calc'!A0"_s, {}, {}, {}}));
    const auto csv = s().customerImports.exportCsv();
    OK(csv);
    QVERIFY(csv->contains("'=cmd"));
    QVERIFY(
        csv->contains("Larch,FR,fr,,larch-1,subscription,s-101,t-101,lou@larch.example,lou@larch.example,,security"));
}

/** P7.7: what contracts ask for, as far as it is in force. */
void TestImports::termsComeOut()
{
    CustomerTerm term = contractTerm(team->customer(u"Birch"_s, u"b-1"_s, {}).customer);
    term.channel = u"portal"_s;
    term.language = u"German"_s;
    term.source = u"Contract 4711, clause 9"_s;
    OK(s().duties.addTerm(term));
    term.source = u"Old contract"_s;
    term.active = false;
    OK(s().duties.addTerm(term));
    const auto csv = s().customerImports.exportTermsCsv();
    OK(csv);
    QCOMPARE(*csv, "customer,from,period,unit,addressee,channel,language,source,exceptable\r\n"
                   "Birch,detection,24,hours,Security desk,portal,German,\"Contract 4711, clause 9\",no\r\n");
}

/** P7.7: twice changes nothing, the same clause is changed and no other, and who may not edit customers may not. */
void TestImports::termsGoIn()
{
    const CustomerId birch = team->customer(u"Birch"_s, u"b-1"_s, {}).customer;
    ImportedTerm one{{u"t.csv"_s, u"line 2"_s}, u" birch "_s, {}}, two = one, nobody = one;
    one.term.addressee = two.term.addressee = u"Desk"_s;
    one.term.channel = two.term.channel = u"portal"_s;
    one.term.source = u"Clause 9"_s;
    two.term.source = u"Annex 2"_s;
    nobody.customer = u"Nobody"_s;
    TermFile file{{one, two, nobody}, {}};
    TermImport import(s().session);
    OK(import.preview(file));
    QVERIFY(s().duties.terms(birch)->isEmpty());
    const auto counts = [](const Result<ImportPlan> &p) {
        return p ? QList<int>{p->created, p->changed, p->same, p->refused} : QList<int>();
    };
    QCOMPARE(counts(import.apply(file)), QList<int>({2, 0, 0, 1}));
    QCOMPARE(counts(import.apply(file)), QList<int>({0, 0, 2, 1}));
    file.terms[1].term.period = {48, PeriodUnit::Hours};
    QCOMPARE(counts(import.preview(file)), QList<int>({0, 1, 1, 1}));
    QCOMPARE(counts(import.apply(file)), QList<int>({0, 1, 1, 1}));
    const auto terms = s().duties.terms(birch);
    OK(terms);
    QCOMPARE(terms->size(), 2);
    for (const CustomerTerm &t : *terms)
        QCOMPARE(t.period.value, t.source == u"Annex 2"_s ? 48 : 24);
    file.terms[0].term.period = {1, PeriodUnit::Months};
    team->actAs(team->eve);
    REFUSED(TermImport(s().session).apply(file), ErrorKind::Denied);
}

void TestImports::reachabilityNamesWhoBounced()
{
    affect(team->customer(u"Birch"_s, u"birch-1"_s, u"bo@birch.example"_s));
    affect(team->customer(u"Gum"_s, u"gum-1"_s, {}));
    affect(team->customer(u"Elm"_s, u"elm-1"_s, {}, u"el@elm.example"_s));
    const auto states = [&] {
        QStringList list;
        const auto rows = s().customerImports.reachability();
        for (const ReachRow &r : *rows)
            list << r.customerName + u'=' + r.state;
        return list.join(u' ');
    };
    QCOMPARE(states(), u"Gum=none Elm=administrators Birch=reachable"_s);
    OK(team->declare(incident));
    const NoticeId notice = team->approvedNotice(incident);
    OK(s().notices.send(notice, 0, team->path(u"out"_s)));
    const auto details = s().notices.details(notice);
    for (const MessageRow &m : details->messages)
        if (m.address == u"bo@birch.example")
            OK(s().notices.recordDelivery(m.id, {u"mail"_s, team->clock.nowMs(), u"550 no such user"_s, false}));
    QCOMPARE(states(), u"Gum=none Birch=bounced Elm=administrators"_s);
    QCOMPARE(s().customerImports.reachability()->at(1).said, u"550 no such user"_s);
}

void TestImports::scopeByLog()
{
    OK(s().customerImports.apply(larch()));
    const ScopeFile file = flows({u"s-101"_s, u"nobody"_s, u"larch-2"_s});
    const auto seen = s().scopes.preview(incident, file);
    OK(seen);
    QCOMPARE(seen->rows.size(), 2);
    QCOMPARE(seen->unmatched.join(u' '), u"line 2: nobody"_s);
    QVERIFY(s().customers.scope(incident)->isEmpty());
    REFUSED(s().scopes.apply(incident, file, FromProduction::NotSure, {}, u"Flow log"_s), ErrorKind::Refused); // P10.1
    REFUSED(s().scopes.apply(incident, file, FromProduction::Yes, {}, u"Flow log"_s), ErrorKind::Refused);
    REFUSED(s().scopes.apply(incident, file, FromProduction::No, {}, u" "_s), ErrorKind::Invalid);
    const auto done = s().scopes.apply(incident, file, FromProduction::No, {}, u"Flow log"_s);
    OK(done);
    QCOMPARE(done->matched, 2);
    QCOMPARE(done->notMatched, 1);
    const auto scope = s().customers.scope(incident);
    QCOMPARE(scope->size(), 2);
    QCOMPARE(scope->first().accessed, u"names"_s);
    QCOMPARE(scope->first().fromMs, 1000);
    QCOMPARE(scope->first().toMs, 2000);
    const auto kept = s().scopes.imports(incident);
    QCOMPARE(kept->first().sha256, file.sha256);
    QCOMPARE(kept->first().unmatched.first(), u"line 2: nobody"_s);
    const auto again = s().scopes.preview(incident, file);
    QCOMPARE(again->same, 2);
    QVERIFY(again->rows.isEmpty());
}

void TestImports::scopeAfterTheDeclarationStartsClocks()
{
    OK(s().customerImports.apply(larch()));
    affect(team->customer(u"Birch"_s, u"birch-1"_s, u"bo@birch.example"_s));
    OK(team->declare(incident));
    team->clock.advance(5 * kHourMs);
    OK(s().scopes.apply(incident, flows({u"s-101"_s, u"s-102"_s}), FromProduction::No, {}, u"Found later"_s));
    const auto duties = s().declarations.obligations(incident);
    QCOMPARE(duties->size(), 2); // one for Larch, whatever it has
    QCOMPARE(duties->last().facts.triggerMs, team->clock.nowMs());
    QCOMPARE(duties->last().facts.deadlineMs - duties->last().facts.triggerMs, 259200000);
}

void TestImports::manySubscriptions()
{
    CustomerFile file;
    file.name = u"many"_s;
    file.sha256 = QString(64, u'b');
    QStringList keys;
    const int count = onServer() ? 300 : 2000;
    for (int i = 0; i < count; ++i) {
        const QString n = QString::number(i);
        file.customers.append({{u"many"_s, n}, u"Customer "_s + n, {}, {}, {}, {}});
        file.subscriptions.append(
            {{u"many"_s, n}, u"Customer "_s + n, u"sub "_s + n, u"subscription"_s, u"ref-"_s + n, {}});
        keys << u"ref-"_s + n;
    }
    OK(s().customerImports.apply(file));
    OK(s().scopes.apply(incident, flows(keys), FromProduction::No, {}, u"log"_s));
    QCOMPARE(s().customers.scope(incident)->size(), count);
    QCOMPARE(team->db->scalar(u"SELECT count(*) FROM audit WHERE table_name IN ('scope_change', 'incident_scope')"_s)
                 .toInt(),
             0);
    QVERIFY(s().scopes.search(incident, u"customer 17 sub"_s)->size() >= 1);
    QCOMPARE(s().scopes.search(incident, u"ref-1"_s + QString::number(9))->first().customerName, u"Customer 19"_s);
}

/** P7.7, P7.8: a row put in scope looks at what is new with it alone, and leaves nothing out. */
void TestImports::oneByOneOwesWhatAllAtOnceDoes()
{
    QList<ScopeRow> rows;
    for (const auto &[name, country] :
         {std::pair(u"Ash"_s, u"DE"_s), std::pair(u"Birch"_s, u"us"_s), std::pair(u"Elm"_s, u""_s),
          std::pair(u"Fir"_s, u"DE"_s), std::pair(u"Gum"_s, u"US"_s), std::pair(u"Oak"_s, u"FR"_s)}) {
        const auto added = s().customers.add({{}, 0, name, {}, country, {}});
        OK(added);
        rows << team->customer(name, name + u"-1"_s, {}) << team->customer(name, name + u"-2"_s, {});
        CustomerTerm term = contractTerm(*added, StartsAt::Detection, u"Contract of "_s + name);
        term.active = name != u"Oak";
        OK(s().duties.addTerm(term));
    }
    DutyFactsByHand f;
    f.part = ProviderPart::Processor;
    f.dataKinds = {DataKind::Health, DataKind::Cards};
    f.sectors = {Sector::HealthAssociate, Sector::Cards};
    f.unintelligible = false;
    QStringList owed[2];
    for (const bool atOnce : {false, true}) {
        incident = team->diagnosed(u"Exports read by a stranger"_s);
        OK(s().assessments.classify(incident, 0,
                                    {Outcome::SecurityIncident, PersonalData::Yes, u"Read."_s, u"Mira"_s}));
        OK(s().duties.noteFacts(incident, 0, f, {}));
        const qsizetype half = rows.size() / 2; // the others are found after the declaration
        for (const bool later : {false, true}) {
            const QList<ScopeRow> some = later ? rows.mid(half) : rows.mid(0, half);
            if (later)
                OK(team->declare(incident));
            if (atOnce)
                OK(s().scopes.add(incident, some, {}, u"log"_s));
            for (const ScopeRow &row : some)
                if (!atOnce)
                    OK(s().customers.setScope(incident, row, u"log"_s));
            QCOMPARE(*s().duties.propose(incident), 0); // nothing was left out
        }
        const auto view = s().duties.view(incident);
        OK(view);
        for (const Duty &d : view->duties)
            owed[atOnce] << addresseeText(d.obligation) + u'|' + d.obligation.citation + u'|' + d.origin.rule + u'|' +
                                d.origin.zone + u'|' + d.origin.reason;
        owed[atOnce].sort();
    }
    QCOMPARE(owed[0].join(u'\n'), owed[1].join(u'\n'));
    const auto has = [&owed](const QString &start) {
        return std::count_if(owed[0].begin(), owed[0].end(),
                             [&](const QString &line) { return line.startsWith(start); });
    };
    QCOMPARE(has(u"Fir|"_s), 4); // the commitment, the contract, the law of the Union and that of cards
    QCOMPARE(has(u"Gum|"_s), 4); // that of health instead of the Union's
    QCOMPARE(has(u"Oak|"_s), 3);
    QCOMPARE(has(u"Elm|"_s), 3);
}

QTEST_GUILESS_MAIN(TestImports)
#include "tst_imports.moc"
