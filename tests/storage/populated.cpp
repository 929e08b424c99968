#include "tests/storage/populated.h"

#include "models/storage/bulkact.h"
#include "models/storage/customerrepository.h"
#include "models/storage/incidentrepository.h"
#include "models/storage/obligationrepository.h"
#include "models/storage/sqlfunctions.h"
#include "models/storage/timelinerepository.h"
#include "tests/storage/populatedruns.h"

#include <QBuffer>
#include <QDir>

#include <sqlite3.h>

namespace tocsin::test {

using namespace Qt::StringLiterals;

namespace {
constexpr qint64 kStart = 1'763'700'000'000; // 2025-11-21 04:40 UTC

template<class T> void must(Team &team, const char *what, const Result<T> &result)
{
    if (!result)
        team.problems << QString::fromUtf8(what) + u": "_s + result.error().userText + u' ' + result.error().detail;
}

Roles everyRole()
{
    Roles all;
    for (const auto &role : enumTable<Role>())
        all |= role.value;
    return all;
}

} // namespace

bool onServer()
{
    return qEnvironmentVariable("TOCSIN_TEST_ENGINE") == u"postgresql";
}

Result<RenderedNotice> PlainRenderer::render(const NoticeDocument &d)
{
    const auto hash = [](const QByteArray &b) { return QString::fromLatin1(sha256Hex(b)); };
    const QByteArray eml =
        d.recipients.join(u',').toUtf8() + '\n' + d.subject.toUtf8() + '\n' + d.bodyMarkdown.toUtf8();
    RenderedNotice r{
        d.byMail ? eml : QByteArray(), d.attachLetter ? "%PDF " + d.bodyMarkdown.toUtf8() : QByteArray(), {}, {}};
    r.emlSha256 = hash(r.eml);
    r.pdfSha256 = hash(r.pdf);
    return r;
}

Team::Team()
    : file(dir.filePath(u"team.tocsin"_s))
    , clock(kStart)
{
    auto book = RuleBook::load();
    if (!book || !begin()) {
        problems << u"cannot begin"_s;
        return;
    }
    rules = std::make_unique<RuleBook>(*book);
    services = std::make_unique<Services>(*db, *rules, &renderer);
    mira = server ? services->people.byLogin(u"mira"_s)->id : person(u"Mira Kahn"_s, everyRole());
    actAs(mira);
    ada = person(u"Ada Ruiz"_s, Role::Legal);
    eve = person(u"Eve Lind"_s, Role::Executive);
}

bool Team::begin()
{
    if (!onServer())
        return reopen(OpenMode::Create);
    Person first;
    first.name = u"Mira Kahn"_s;
    first.login = u"mira"_s;
    first.roles = everyRole();
    server = std::make_unique<TeamServer>(clock, first);
    if (!server->problem().isEmpty()) {
        problems << server->problem();
        return false;
    }
    file = server->address(first.login);
    return reopen();
}

bool Team::switchTo(const QString &login, OpenMode mode)
{
    if (db && login == m_login)
        return true;
    services.reset();
    if (db)
        m_others[m_login] = std::move(db);
    m_login = login;
    if (auto other = m_others.extract(login); !other.empty()) {
        db = std::move(other.mapped());
    } else {
        auto opened = Database::open(server ? server->address(login) : file, mode, clock);
        if (!opened) {
            problems << opened.error().userText + opened.error().detail;
            return false;
        }
        db = std::move(*opened);
    }
    if (rules)
        services = std::make_unique<Services>(*db, *rules, &renderer);
    return true;
}

bool Team::reopen(OpenMode mode)
{
    close();
    if (!switchTo(u"mira"_s, mode))
        return false;
    if (rules) {
        actAs(mira);
    }
    return true;
}

void Team::close()
{
    services.reset();
    db.reset();
    m_others.clear();
}

PersonId Team::person(const QString &name, Roles roles)
{
    Person p;
    p.name = name;
    p.login = name.section(u' ', 0, 0).toLower();
    p.roles = roles;
    if (server)
        server->addLogin(p.login);
    const auto added = services->people.add(p);
    must(*this, "person", added);
    return added.value_or(PersonId{});
}

void Team::actAs(PersonId id)
{
    const auto people = services->people.all();
    for (const Person &p : *people)
        if (p.id == id && (!server || switchTo(p.login)))
            services->session.setActor(p);
}

void Team::setRoles(PersonId id, Roles roles)
{
    const QString sql =
        u"INSERT INTO person_version (uuid, subject_id, seen_version, name, email, login, roles, active) "
        "SELECT '%1', id, version, name, email, login, %2, 1 FROM person WHERE id = %3"_s.arg(newUuid())
            .arg(roles.toInt())
            .arg(id.value);
    if (!server)
        must(*this, "roles", db->run(sql));
    else if (const PgAnswer done = server->asOwner(sql); !done.ok)
        problems << done.error;
}

Attestation Team::said(PersonId by) const
{
    return {by, clock.nowMs() - kMinuteMs, u"by telephone"_s, u"Agreed as read out."_s};
}

IncidentId Team::record(const QString &title, bool exercise)
{
    NewIncident n;
    n.title = title;
    n.description = u"Seen by the monitoring of the sign-in service."_s;
    n.source = DetectionSource::CustomerReport;
    n.reportedBy = u"Birch Clinic"_s;
    n.detectedMs = clock.nowMs() - kHourMs;
    n.exercise = exercise;
    const auto id = services->incidents.record(n);
    must(*this, "record", id);
    return id.value_or(IncidentId{});
}

IncidentId Team::diagnosed(const QString &title)
{
    const IncidentId id = record(title);
    must(*this, "to assess", services->incidents.move(id, now(id).version, Stage::Assess, u"On call took it."_s));
    AssessmentInput a;
    a.findings = {FunctionalImpact::Low, InformationImpacts(InformationImpact::PrivacyBreach), Recoverability::Regular,
                  CustomerDataRisk::Confirmed};
    must(*this, "assess", services->assessments.assess(id, now(id).version, a));
    must(*this, "to diagnose", services->incidents.move(id, now(id).version, Stage::Diagnose, u"Escalated."_s));
    return id;
}

ScopeRow Team::customer(const QString &name, const QString &subscription, const QString &securityMail,
                        const QString &adminMail)
{
    ScopeRow row;
    row.customerName = name;
    row.subscriptionName = subscription;
    row.accessed = u"mailboxes"_s;
    row.certainty = u"confirmed"_s;
    const auto all = services->customers.all();
    for (const Customer &c : *all)
        if (c.name == name)
            row.customer = c.id;
    if (!row.customer.isValid())
        row.customer = services->customers.add({{}, 0, name, u"health"_s, u"DE"_s, {}}).value_or(CustomerId{});
    const auto added = services->customers.addSubscription({{}, 0, row.customer, subscription, u"subscription"_s});
    must(*this, "subscription", added);
    row.subscription = added.value_or(SubscriptionId{});
    for (const auto &[mail, kind] : {std::pair(securityMail, u"security"_s), std::pair(adminMail, u"administrator"_s)})
        if (!mail.isEmpty())
            must(*this, "contact",
                 services->customers.addContact({0,
                                                 0,
                                                 row.customer,
                                                 row.subscription,
                                                 u"Contact "_s + mail.section(u'@', 0, 0),
                                                 mail,
                                                 {},
                                                 kind,
                                                 true}));
    return row;
}

ScopeRow Team::seen(IncidentId id, ScopeRow row)
{
    const auto scope = services->customers.scope(id);
    for (const ScopeRow &r : *scope)
        if (r.subscription == row.subscription)
            row.version = r.version;
    return row;
}

Result<void> Team::declare(IncidentId id)
{
    auto entry = services->timeline.add(id, {EntryKind::Evidence, clock.nowMs(), u"Token log pulled"_s, {}, true});
    if (!entry)
        return tl::unexpected(entry.error());
    DeclarationInput d;
    d.statementSigned = true;
    d.consultedWho = u"Ada Ruiz"_s;
    d.consultedMs = clock.nowMs() - kMinuteMs;
    d.citations = {*entry};
    return services->declarations.declare(id, now(id).version, d);
}

NoticeId Team::approvedNotice(IncidentId id)
{
    NoticeDraft text;
    text.subject = u"Incident affecting {{subscriptions}}"_s;
    text.body = u"Dear {{contact}}, in {{subscriptions}} {{accessed}} were read."_s;
    for (const ContentItem &item : rules->requiredContent(Audience::Customers))
        text.content.insert(item.code, ContentMark::Given);
    const auto notice = services->notices.start(id, Audience::Customers, NoticePhase::First, text);
    must(*this, "notice", notice);
    if (!notice)
        return {};
    must(*this, "submit", services->notices.submit(*notice, 0));
    must(*this, "approve", services->notices.approve(*notice, 0, said(ada)));
    return *notice;
}

QString Team::findings(const QList<Anchor> &anchors)
{
    const auto report = services->record.verify(anchors, {});
    if (!report)
        return report.error().userText + report.error().detail;
    QStringList list;
    for (const Finding &f : report->findings)
        // The server's time is the test's (TeamServer): that it is, is rightly found.
        if (!f.table.contains(u"test_clock"_s) && f.table != u"function tocsin_now()")
            list << u"%1 %2 %3 %4: %5"_s.arg(f.check, f.table).arg(f.rowId).arg(f.seq).arg(f.text);
    return list.join(u'\n');
}

QString Team::owedOtherwise(IncidentId id)
{
    if (!server)
        return {};
    const auto list = services->incidents.missingForClose(now(id));
    if (!list)
        return list.error().userText;
    const auto owes = [&](const QStringList &codes) {
        return std::any_of(list->begin(), list->end(), [&](const Missing &m) { return codes.contains(m.code); });
    };
    const PgAnswer corrections =
        server->asOwner(u"SELECT tocsin_owes_rescinded(%1) OR tocsin_owes_removed(%1)"_s.arg(id.value));
    const PgAnswer answers = server->asOwner(u"SELECT tocsin_owes_answers(%1)"_s.arg(id.value));
    if (!corrections.ok || !answers.ok)
        return corrections.error + answers.error;
    QStringList other;
    if ((corrections.value == u"t") != owes({u"corrections"_s, u"corrections_others"_s}))
        other << u"corrections: the server says "_s + corrections.value;
    if ((answers.value == u"t") != owes({u"not_known"_s}))
        other << u"answers: the server says "_s + answers.value;
    return other.join(u'\n');
}

namespace {

void populateTimeline(Team &t, IncidentId id, bool big)
{
    Services &s = *t.services;
    const auto entry = s.timeline.add(id, {EntryKind::Note, t.clock.nowMs(), u"Żółć in the log 🔥"_s, u"log"_s, false});
    must(t, "entry", entry);
    must(t, "strike", s.timeline.strike(*entry, u"Wrong host."_s));
    const auto marked = s.timeline.add(id, {EntryKind::Evidence, t.clock.nowMs(), u"Dump taken"_s, {}, false});
    must(t, "mark", s.timeline.mark(*marked, true));
    must(t, "unmark", s.timeline.mark(*marked, false));
    constexpr qint64 kMiB = 1024 * 1024;
    const QList<qint64> sizes = big ? QList<qint64>{0, 1, kMiB, 3 * kMiB + 1} : QList<qint64>{0, 1, 400};
    for (const qint64 size : sizes) {
        QByteArray bytes(size, 'x');
        QBuffer buffer(&bytes);
        (void)buffer.open(QIODevice::ReadOnly);
        must(t, "attach",
             s.timeline.attach(id, *marked, {u"f%1.bin"_s.arg(size), u"text/plain"_s, FromProduction::No, {}}, buffer));
    }
    must(t, "bulk",
         s.timeline.addBulk(id,
                            {{EntryKind::Imported, t.clock.nowMs(), u"line 1"_s, {}, false},
                             {EntryKind::Imported, t.clock.nowMs(), u"line 2"_s, {}, false}},
                            u"log.csv"_s, QString(64, u'a')));
}

/** The fates of P1.8 and P1.6: ended and back, referred, an exercise, imported. */
void populateOthers(Team &t)
{
    Services &s = *t.services;
    const IncidentId ended = t.record(u"A false alarm"_s);
    EndingInput e;
    e.kind = Ending::FalsePositive;
    e.reason = u"Backup job."_s;
    e.rootCause = u"A new backup job."_s;
    e.tuningAction = u"Exclude it"_s;
    e.tuningOwner = u"Sam"_s;
    e.tuningDueMs = t.clock.nowMs() + kDayMs;
    must(t, "end", s.incidents.end(ended, t.now(ended).version, e));
    t.clock.advance(kMinuteMs);
    const auto tuning = s.sources.overview();
    must(t, "tuning", tuning);
    must(t, "tuned", s.sources.settle(tuning->actions.first().id, 1, TuningState::Done, {}));
    must(t, "again", s.sources.settle(tuning->actions.first().id, 2, TuningState::Open, u"The job moved."_s));
    must(t, "dropped", s.sources.settle(tuning->actions.first().id, 3, TuningState::Dropped, u"No longer used."_s));
    must(t, "reopen", s.incidents.reopen(ended, t.now(ended).version, Stage::Detect, u"It was none."_s));
    must(t, "classify",
         s.assessments.classify(ended, t.now(ended).version,
                                {Outcome::SecurityIncident, PersonalData::No, u"Read."_s, u"Mira"_s}));
    populateRun(t, ended, e);
    must(t, "reopen again", s.incidents.reopen(ended, t.now(ended).version, Stage::Detect, u"Again."_s));
    must(t, "reference", s.people.all());
    (void)t.record(u"An exercise"_s, true);
    must(t, "import", t.db->write([&]() -> Result<void> {
        BulkAct bulk(*t.db);
        auto key = bulk.open();
        if (!key)
            return tl::unexpected(key.error());
        NewIncident n;
        n.title = u"Imported"_s;
        n.reportedBy = u"file"_s;
        n.detectedMs = t.clock.nowMs();
        n.externalRef = u"X-1"_s;
        auto id = IncidentRepository(*t.db).insert(n, *key);
        if (!id)
            return tl::unexpected(id.error());
        if (auto in =
                TimelineRepository(*t.db).insert(*id, {EntryKind::Imported, n.detectedMs, u"a"_s, {}, false}, *key);
            !in)
            return tl::unexpected(in.error());
        auto done =
            bulk.finish({}, u"veris"_s, {u"incident_record"_s, u"timeline_entry"_s}, u"f.json"_s, QString(64, u'b'));
        return done ? Result<void>() : tl::unexpected(done.error());
    }));
}

/** P5.6: data sets, a score, and what legal decided, twice. */
void populateRisk(Team &t)
{
    const IncidentId id = t.record(u"A list of attendees"_s);
    must(t, "classify",
         t.services->assessments.classify(id, t.now(id).version,
                                          {Outcome::SecurityIncident, PersonalData::Yes, u"Names."_s, u"Mira"_s}));
    DataSetInput in;
    in.name = u"Attendees"_s;
    in.kinds = u"names, addresses"_s;
    in.people = u"customers' staff"_s;
    in.peopleCount = {CountKnown::Approximate, 1200};
    in.proposedPart = ProviderPart::Controller;
    in.reason = u"The list was attached."_s;
    must(t, "data set", t.services->risk.addDataSet(id, in));
    const auto set = [&] { return t.services->risk.dataSets(id)->first(); };
    in.recordCount = {CountKnown::Exact, 1180};
    must(t, "change a data set", t.services->risk.changeDataSet(set(), in));
    const EnisaAnswers answers{{{DataClass::Simple, 1}},
                               {{EnisaPart::Identification, u"maximum"_s},
                                {EnisaPart::Confidentiality, u"known_recipients"_s},
                                {EnisaPart::Integrity, u"unused"_s},
                                {EnisaPart::Availability, u"none"_s},
                                {EnisaPart::Intent, u"no"_s}},
                               true,
                               false};
    must(t, "score", t.services->risk.saveScore(id, answers, u"One partner has it."_s));
    t.actAs(t.ada);
    must(t, "part", t.services->risk.decidePart(set(), ProviderPart::Controller, u"Our own event."_s));
    BreachDecisionInput d;
    d.personalData = PersonalData::Yes;
    d.risk = RiskToPeople::HighRisk;
    d.authority = AuthorityDuty::Owed;
    d.subjects = SubjectsDuty::Article34Ground;
    d.ground = SubjectsGround::RiskRemoved;
    d.facts = u"A list went to one partner."_s;
    d.effects = u"Unwanted mail."_s;
    d.measures = u"Deleted, in writing."_s;
    d.reason = u"One known recipient, deletion confirmed."_s;
    d.scoreId = t.services->risk.scores(id)->first().id;
    must(t, "decide", t.services->risk.decide(id, t.now(id).version, d));
    d.risk = RiskToPeople::Unlikely;
    d.authority = AuthorityDuty::RiskUnlikely;
    d.subjects = SubjectsDuty::NoHighRisk;
    d.ground.reset();
    t.clock.advance(kMinuteMs);
    must(t, "decide again", t.services->risk.decide(id, t.now(id).version, d));
    t.actAs(t.mira);
}

void populateNotice(Team &t, IncidentId id, SubscriptionId withoutContact)
{
    Services &s = *t.services;
    const NoticeId notice = t.approvedNotice(id);
    auto details = s.notices.details(notice);
    must(t, "revise", s.notices.saveText(notice, 0, details->text.draft));
    must(t, "submit", s.notices.submit(notice, 0));
    must(t, "return", s.notices.returnToAuthor(notice, 0, u"Shorter."_s, t.said(t.ada)));
    must(t, "revise", s.notices.saveText(notice, 0, details->text.draft));
    must(t, "submit", s.notices.submit(notice, 0));
    must(t, "approve", s.notices.approve(notice, 0, t.said(t.ada)));
    // The folder stands in the record: one that says nothing of this machine.
    const QString here = QDir::currentPath();
    QDir::setCurrent(t.dir.path());
    must(t, "send", s.notices.send(notice, 0, u"out"_s));
    QDir::setCurrent(here);
    details = s.notices.details(notice);
    for (const bool reached : {true, false, true})
        for (const MessageRow &m : details->messages) {
            t.clock.advance(kMinuteMs);
            must(t, "delivery", s.notices.recordDelivery(m.id, {u"mail"_s, t.clock.nowMs(), u"Answer"_s, reached}));
        }
    for (const bool reached : {false, true})
        must(t, "by hand",
             s.notices.recordByHand(notice, withoutContact,
                                    {u"telephone"_s, t.clock.nowMs(), u"The head of the clinic"_s, reached}));
    (void)s.notices.start(id, Audience::Internal, NoticePhase::First, {});
}

/** Declared, excepted, told, withdrawn, closed, reopened, closed. */
void populateMain(Team &t, bool big)
{
    Services &s = *t.services;
    const IncidentId id = t.diagnosed(u"Unknown sign-ins"_s);
    populateTimeline(t, id, big);
    must(t, "classify",
         s.assessments.classify(id, t.now(id).version,
                                {Outcome::SecurityIncident, PersonalData::Yes, u"Mailboxes read."_s, u"Mira, Sam"_s}));
    const ScopeRow birch = t.customer(u"Birch Clinic"_s, u"birch-main"_s, u"bo@birch.example"_s);
    ScopeRow out = t.customer(u"Elm"_s, u"elm-1"_s, {}, u"el@elm.example"_s);
    const ScopeRow late = t.customer(u"Fir"_s, u"fir-1"_s, u"fi@fir.example"_s);
    must(t, "scope", s.customers.setScope(id, birch, u"Data-flow log"_s));
    must(t, "scope", s.customers.setScope(id, out, u"Data-flow log"_s));
    t.clock.advance(kMinuteMs);
    out.inScope = false;
    out = t.seen(id, out);
    must(t, "out", s.customers.setScope(id, out, u"Another tenant."_s));
    must(t, "declare", t.declare(id));
    must(t, "late scope", s.customers.setScope(id, late, u"Found later."_s));
    const ScopeRow withoutContact = t.customer(u"Gum"_s, u"gum-1"_s, {});
    must(t, "late scope", s.customers.setScope(id, withoutContact, u"Found later."_s));
    auto duties = s.declarations.obligations(id);
    ExceptionInput x{u"unusual"_s, u"Strike."_s, t.clock.nowMs() + kHourMs, t.said(t.ada), t.said(t.eve)};
    must(t, "except", s.declarations.except(duties->at(0), x));
    t.clock.advance(2 * kHourMs);
    must(t, "withdraw",
         s.declarations.withdraw(duties->at(1), WithdrawalReason::OutOfScope, u"Not theirs."_s, t.said(t.ada)));
    populateNotice(t, id, withoutContact.subscription);
    for (const Stage to : {Stage::Stabilize, Stage::Diagnose, Stage::Stabilize}) {
        t.clock.advance(kMinuteMs);
        must(t, "alternate", s.incidents.move(id, t.now(id).version, to, u"As needed."_s));
    }
    for (const auto kind : {ContainmentKind::EmergencyMitigation, ContainmentKind::CustomerRiskVerified,
                            ContainmentKind::BusinessRiskVerified})
        must(t, "contain",
             s.incidents.contain(id, t.now(id).version, kind, u"Replay fails."_s, u"Sam"_s, t.clock.nowMs()));
    must(t, "close out", s.incidents.move(id, t.now(id).version, Stage::CloseOut, u"Contained."_s));
    populatePostmortem(t, id);
    t.confirmAll(id);
    must(t, "close", s.incidents.close(id, t.now(id).version, u"Done."_s));
    t.clock.advance(kDayMs);
    must(t, "reopen closed", s.incidents.reopen(id, t.now(id).version, Stage::Stabilize, u"More."_s));
    must(t, "revise pm", s.postmortems.save(id, 6, u"## Summary\n\nTwo tokens."_s, u"A second one."_s));
    must(t, "submit pm 2", s.postmortems.submit(id, 7));
    must(t, "review pm 2", s.postmortems.review(id, 8, u"Read."_s));
    must(t, "approve pm 2", s.postmortems.approve(id, 9, t.said(t.eve)));
    must(t, "draft", s.drafts.save({u"entry/1"_s, id, u"{}"_s, 0}));
    must(t, "presence", s.presence.show(u"a window"_s, id));
}

/** Restricted from the start, named, unnamed, lifted; and one that stays restricted. */
void populateRestricted(Team &t)
{
    RestrictionService &r = t.services->restrictions;
    NewIncident n;
    n.title = u"Salaries copied by night"_s;
    n.reportedBy = u"Payroll"_s;
    n.detectedMs = t.clock.nowMs();
    const RestrictionInput input{RestrictionKind::Insider, u"A colleague is suspected."_s, {}, {t.mira, t.eve}, {}};
    const auto id = r.record(n, input);
    must(t, "restricted", id);
    must(t, "name", r.name(*id, t.ada, u"For the works council."_s));
    must(t, "unname", r.unname(*id, t.ada, u"Answered."_s));
    must(t, "lift", r.lift(*id, t.now(*id).version, u"It was a backup."_s));
    must(t, "again", r.restrict(*id, t.now(*id).version, input));
}

/** Declared, its rescission taken back, refused and co-signed after a customer was told; corrected; declared anew. */
void populateRescinded(Team &t)
{
    Services &s = *t.services;
    const IncidentId id = t.diagnosed(u"Read by a script of ours"_s);
    const auto ask = [&] {
        const auto entry = s.timeline.add(id, {EntryKind::Evidence, t.clock.nowMs(), u"The script's log"_s, {}, true});
        must(t, "evidence", entry);
        must(t, "ask to rescind",
             s.rescissions.request(id, t.now(id).version, u"It was our own script."_s, {entry.value_or(EntryId{})}));
    };
    must(t, "scope", s.customers.setScope(id, t.customer(u"Hazel"_s, u"hazel-1"_s, u"h@hazel.example"_s), u"log"_s));
    must(t, "declare", t.declare(id));
    const NoticeId notice = t.approvedNotice(id);
    const QString here = QDir::currentPath();
    QDir::setCurrent(t.dir.path());
    must(t, "send", s.notices.send(notice, 0, u"out"_s));
    QDir::setCurrent(here);
    t.clock.advance(kMinuteMs);
    const auto details = s.notices.details(notice);
    for (const MessageRow &m : details->messages)
        must(t, "delivery", s.notices.recordDelivery(m.id, {u"mail"_s, t.clock.nowMs(), u"Answer"_s, true}));
    t.clock.advance(kMinuteMs);
    ask();
    must(t, "take back",
         s.rescissions.decide(id, t.now(id).version, RescissionDecision::TakenBack, u"The log is of another day."_s));
    ask();
    must(t, "refuse",
         s.rescissions.decide(id, t.now(id).version, RescissionDecision::Refused, u"Not shown."_s, t.said(t.ada)));
    ask();
    must(t, "co-sign",
         s.rescissions.decide(id, t.now(id).version, RescissionDecision::Cosigned, u"Shown now."_s, t.said(t.ada)));
    t.clock.advance(25 * kHourMs);
    must(t, "why not declared",
         s.rescissions.answerDelay(id, u"The second log is being read."_s, t.clock.nowMs() + 2 * kHourMs));
    must(t, "declare anew", t.declare(id));
}

} // namespace

void populate(Team &t, bool big)
{
    populateOthers(t);
    populateServices(t);
    populateMain(t, big);
    populateRescinded(t);
    const IncidentId id = t.record(u"Held by Mira"_s);
    for (auto *part : {populateRestricted, populateWorking, populateDuties, populateRisk, populateTransfers,
                       populateExceptions, populateBundles, populateAudience, populateDelivery, populateRedactions})
        part(t);
    // Last of all: a test cuts it off.
    must(t, "track", t.services->incidents.openTrack(id, t.now(id).version, u"Suspected."_s));
}

QString tamper(const QString &path, const QString &sql)
{
    sqlite3 *raw = nullptr;
    if (sqlite3_open(path.toUtf8().constData(), &raw) != SQLITE_OK)
        return u"cannot open"_s;
    sqlite3_db_config(raw, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
    sqlite3_db_config(raw, SQLITE_DBCONFIG_DEFENSIVE, 0, nullptr);
    const QByteArray text =
        u"PRAGMA ignore_check_constraints = ON; PRAGMA synchronous = OFF;"_s.toUtf8() + sql.toUtf8();
    char *message = nullptr;
    const int rc = sqlite3_exec(raw, text.constData(), nullptr, nullptr, &message);
    const QString said = rc == SQLITE_OK ? QString() : QString::fromUtf8(message) + u" in "_s + sql;
    sqlite3_free(message);
    sqlite3_close(raw);
    return said;
}

} // namespace tocsin::test
