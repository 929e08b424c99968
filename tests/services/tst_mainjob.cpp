#include "models/rules/rulebook.h"
#include "models/services/renderer.h"
#include "models/services/services.h"
#include "models/storage/database.h"
#include "tests/services/expect.h"

#include <QBuffer>
#include <QCryptographicHash>
#include <QTemporaryDir>
#include <QTest>

using namespace tocsin;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kStart = 1'763'700'000'000; // 2025-11-21 04:40 UTC

/** Writes texts where letters belong; the real one needs fonts and has tests of its own. */
class PlainRenderer : public Renderer
{
public:
    Result<QByteArray> renderReport(const ReportDocument &d) override { return d.bodyMarkdown.toUtf8(); }
    Result<RenderedNotice> render(const NoticeDocument &d) override
    {
        const auto hash = [](const QByteArray &b) {
            return QString::fromLatin1(QCryptographicHash::hash(b, QCryptographicHash::Sha256).toHex());
        };
        RenderedNotice r{
            d.subject.toUtf8() + '\n' + d.bodyMarkdown.toUtf8(), "%PDF " + d.bodyMarkdown.toUtf8(), {}, {}};
        r.emlSha256 = hash(r.eml);
        r.pdfSha256 = hash(r.pdf);
        return r;
    }
};

} // namespace

/** One incident from the first signal to its closing, through the services, and the record that it leaves. */
class TestMainJob : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void fromFirstSignalToClosed();
    void staleVersionIsAConflict();
    void recordCannotBeChanged();
    void rolesAreChecked();

private:
    IncidentId recorded();
    [[nodiscard]] Incident now(IncidentId id) { return *s->incidents.byId(id); }
    [[nodiscard]] Attestation legal()
    {
        return {ada, clock.nowMs() - kMinuteMs, u"by telephone"_s, u"Approved as read out."_s};
    }

    std::unique_ptr<QTemporaryDir> dir;
    ManualClock clock;
    std::unique_ptr<RuleBook> rules;
    std::unique_ptr<Database> db;
    PlainRenderer renderer;
    std::unique_ptr<Services> s;
    PersonId ada;
};

void TestMainJob::init()
{
    dir = std::make_unique<QTemporaryDir>();
    clock = ManualClock(kStart);
    auto book = RuleBook::load();
    QVERIFY(book);
    rules = std::make_unique<RuleBook>(*book);
    auto opened = Database::open(dir->filePath(u"team.tocsin"_s), OpenMode::Create, clock);
    OK(opened);
    db = std::move(*opened);
    s = std::make_unique<Services>(*db, *rules, &renderer);
    Person mira;
    mira.name = u"Mira Kahn"_s;
    mira.login = u"mira"_s;
    for (const auto &role : enumTable<Role>())
        mira.roles |= role.value;
    OK(s->people.add(mira));
    s->session.setActor(*s->people.byLogin(u"mira"_s));
    Person lawyer;
    lawyer.name = u"Ada Ruiz"_s;
    lawyer.roles = Role::Legal;
    auto added = s->people.add(lawyer);
    OK(added);
    ada = *added;
}

void TestMainJob::cleanup()
{
    s.reset();
    db.reset();
}

IncidentId TestMainJob::recorded()
{
    NewIncident n;
    n.title = u"Unknown sign-ins from two tenants"_s;
    n.description = u"A customer saw sign-ins that nobody made."_s;
    n.source = DetectionSource::CustomerReport;
    n.reportedBy = u"Birch Clinic, support case 4711"_s;
    n.detectedMs = clock.nowMs() - kHourMs;
    return s->incidents.record(n).value_or(IncidentId{});
}

void TestMainJob::fromFirstSignalToClosed()
{
    const IncidentId id = recorded();
    QVERIFY(id.isValid());
    OK(s->incidents.move(id, now(id).version, Stage::Assess, u"On call took it."_s));
    AssessmentInput a;
    a.findings = {FunctionalImpact::Low, InformationImpacts(InformationImpact::PrivacyBreach), Recoverability::Regular,
                  CustomerDataRisk::Confirmed};
    OK(s->assessments.assess(id, now(id).version, a));
    QCOMPARE(now(id).severity, Severity::High);
    QVERIFY(now(id).trackOpen);
    OK(s->incidents.move(id, now(id).version, Stage::Diagnose, u"Escalated."_s));
    QList<EntryId> entries;
    for (const QString &text : {u"Token log pulled"_s, u"Two tenants confirmed, żółć"_s, u"Token revoked"_s}) {
        clock.advance(kMinuteMs);
        auto entry = s->timeline.add(id, {EntryKind::Evidence, clock.nowMs(), text, {}, true});
        OK(entry);
        entries.append(*entry);
    }
    QByteArray log = "10:00 sign-in\n10:01 sign-in\n";
    QBuffer file(&log);
    QVERIFY(file.open(QIODevice::ReadOnly));
    auto attached =
        s->timeline.attach(id, entries[0], {u"../../etc/passwd"_s, u"text/plain"_s, FromProduction::No, {}}, file);
    OK(attached);
    QVERIFY(!s->timeline.attachments(id, entries[0])->first().name.contains(u'/'));
    OK(s->assessments.classify(
        id, now(id).version,
        {Outcome::SecurityIncident, PersonalData::Yes, u"Sign-ins from outside read mailboxes."_s, u"Mira, Sam"_s}));

    auto customer = s->customers.add({{}, 0, u"Birch Clinic"_s, u"health"_s, u"DE"_s, {}});
    OK(customer);
    auto subscription = s->customers.addSubscription({{}, 0, *customer, u"birch-main"_s, u"subscription"_s});
    OK(subscription);
    OK(s->customers.addContact(
        {0, 0, *customer, *subscription, u"Bo Tan"_s, u"bo@birch.example"_s, {}, u"security"_s, true}));
    ScopeRow row;
    row.customer = *customer;
    row.subscription = *subscription;
    row.customerName = u"Birch Clinic"_s;
    row.subscriptionName = u"birch-main"_s;
    row.accessed = u"mailboxes"_s;
    row.certainty = u"confirmed"_s;
    OK(s->customers.setScope(id, row, u"Data-flow log"_s));

    DeclarationInput d;
    d.statementSigned = true;
    d.consultedWho = u"Ada Ruiz"_s;
    d.consultedMs = clock.nowMs() - kMinuteMs;
    d.citations = entries;
    OK(s->declarations.declare(id, now(id).version, d));
    QCOMPARE(now(id).outcome, Outcome::CustomerReportable);
    QVERIFY(now(id).clock);
    QCOMPARE(now(id).clock->mostUrgent.deadlineMs, clock.nowMs() + 259'200'000);

    auto notice = s->notices.start(id, Audience::Customers, NoticePhase::First, {});
    OK(notice);
    auto details = s->notices.details(*notice);
    OK(details);
    OK(s->notices.submit(*notice, details->notice.version));
    auto early = s->notices.approve(*notice, 0, legal());
    QVERIFY(!early && early.error().kind == ErrorKind::Refused); // content is missing
    NoticeDraft text;
    text.subject = u"Incident affecting {{subscriptions}}"_s;
    text.body = u"Dear {{contact}}, your data in {{subscriptions}} was read."_s;
    for (const ContentItem &item : rules->requiredContent(Audience::Customers))
        text.content.insert(item.code, ContentMark::Given);
    OK(s->notices.saveText(*notice, 0, text));
    OK(s->notices.submit(*notice, 0));
    OK(s->notices.approve(*notice, 0, legal()));
    auto sent = s->notices.send(*notice, 0, dir->filePath(u"out"_s));
    OK(sent);
    QCOMPARE(*sent, 1);
    details = s->notices.details(*notice);
    QCOMPARE(details->notice.state, NoticeState::Sent);
    QCOMPARE(details->messages.size(), 1);
    auto again = s->notices.send(*notice, 0, dir->filePath(u"out"_s));
    QVERIFY(!again);
    OK(s->notices.recordDelivery(details->messages.first().id,
                                 {u"mail"_s, clock.nowMs(), u"Answer of Bo Tan"_s, true}));
    QCOMPARE(s->notices.details(*notice)->notice.state, NoticeState::Delivered);
    QVERIFY(s->declarations.obligations(id)->first().facts.metMs > 0);

    OK(s->incidents.move(id, now(id).version, Stage::Stabilize, u"Recovery plan stands."_s));
    auto notYet = s->incidents.move(id, now(id).version, Stage::CloseOut, u"Done"_s);
    QVERIFY(!notYet && notYet.error().field == u"containment");
    for (const auto kind : {ContainmentKind::CustomerRiskVerified, ContainmentKind::BusinessRiskVerified})
        OK(s->incidents.contain(id, now(id).version, kind, u"Replay of the token fails."_s, u"Sam Roth"_s,
                                clock.nowMs()));
    OK(s->incidents.move(id, now(id).version, Stage::CloseOut, u"Contained."_s));
    auto tooEarly = s->incidents.close(id, now(id).version, u"Done"_s);
    QVERIFY(!tooEarly && tooEarly.error().field == u"postmortem");
    OK(s->postmortems.save(id, 0, u"## Summary\n\nA token was reused."_s));
    OK(s->postmortems.submit(id, 1).and_then([&] { return s->postmortems.review(id, 2, {}); }));
    OK(s->postmortems.approve(id, 3, legal()));
    OK(s->incidents.close(id, now(id).version, u"Contained, told, learned."_s));
    QVERIFY(now(id).closedMs > 0 && !s->incidents.move(id, now(id).version, Stage::Assess, u"It came back."_s));

    QVERIFY(!s->search.search(u"zolc"_s)->isEmpty());
    auto head = s->record.head();
    auto report = s->record.verify({*head}, {});
    OK(report);
    QStringList found;
    for (const Finding &f : report->findings)
        found << f.check + u": "_s + f.text;
    QVERIFY2(report->clean(), qPrintable(found.join(u'\n')));
    QCOMPARE(report->heldAnchors.size(), 1);
    OK(s->record.backup(dir->filePath(u"copy.tocsin"_s), {}));
}

void TestMainJob::staleVersionIsAConflict()
{
    const IncidentId id = recorded();
    const int seen = now(id).version;
    OK(s->incidents.move(id, seen, Stage::Assess, u"first"_s));
    auto second = s->incidents.move(id, seen, Stage::Assess, u"second"_s);
    QVERIFY(!second);
    QCOMPARE(second.error().kind, ErrorKind::Conflict);
}

void TestMainJob::recordCannotBeChanged()
{
    const IncidentId id = recorded();
    Q_UNUSED(id)
    for (
        const QString &sql :
        {u"UPDATE incident_record SET title = 'x'"_s, u"DELETE FROM incident_record"_s,
         u"UPDATE incident SET stage = 'assess'"_s, u"DELETE FROM incident"_s, u"UPDATE audit SET hash = 'x'"_s,
         u"DELETE FROM audit"_s, u"UPDATE audit_content SET role = 'x'"_s,
         u"INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE seq = 1"_s,
         u"INSERT INTO audit SELECT max(seq) + 1, instant_ms, table_name, row_id, digest, hash, hash FROM audit"_s,
         u"INSERT OR REPLACE INTO audit_content SELECT * FROM audit_content WHERE seq = 1"_s,
         u"INSERT INTO audit_content SELECT max(seq) + 2, incident_id, table_name, row_id, person_id, role, op, before_json, after_json, salt FROM audit_content"_s,
         u"INSERT OR REPLACE INTO incident_record SELECT * FROM incident_record"_s,
         u"INSERT INTO incident (id, version, number, title, description, source, source_detail, reported_by, detected_ms, recorded_ms, exercise, updated_ms, stage, stage_since_ms) SELECT id + 1, version, number + 1, title, description, source, source_detail, reported_by, detected_ms, recorded_ms, exercise, updated_ms, stage, stage_since_ms FROM incident"_s}) {
        auto done = db->run(sql);
        QVERIFY2(!done, qPrintable(sql));
        QCOMPARE(done.error().kind, ErrorKind::Denied);
    }
}

void TestMainJob::rolesAreChecked()
{
    const IncidentId id = recorded();
    Person auditor = s->session.actor();
    auditor.roles = Role::Auditor;
    s->session.setActor(auditor);
    auto refused = s->timeline.add(id, {EntryKind::Note, clock.nowMs(), u"x"_s, {}, false});
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Denied);
}

QTEST_GUILESS_MAIN(TestMainJob)
#include "tst_mainjob.moc"
