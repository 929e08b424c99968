#include "tests/storage/roleworld.h"

#include "tests/domain/contractterm.h"
#include "tests/storage/transfersample.h"

#include <QDir>

namespace tocsin::test {

using namespace Qt::StringLiterals;

RoleWorld::RoleWorld()
{
    if (!m_team.problems.isEmpty() || !m_team.server)
        return;
    people();
    incidents();
    notices();
    delivery();
    audience();
    services();
    transfers();
    exceptions();
    postmortems();
    redactions();
    readNumbers();
}

void RoleWorld::did(const char *what, const Result<void> &result)
{
    if (!result)
        m_team.problems << QString::fromUtf8(what) + u": "_s + result.error().userText + u' ' + result.error().detail;
}

void RoleWorld::act(QChar letter, const QString &sql)
{
    if (const PgAnswer a = as(letter, sql); !a.ok)
        m_team.problems << sql.left(80) + u": "_s + a.error;
}

PgAnswer RoleWorld::as(QChar letter, const QString &sql)
{
    auto &session = m_sessions[letter];
    if (!session)
        session = std::make_unique<PgSession>(m_team.server->conninfo(m_values.value(u"login.%1"_s.arg(letter))));
    return session->exec(filled(sql));
}

PgAnswer RoleWorld::tryAct(QChar letter, const QString &sql, bool checkCommit)
{
    (void)as(letter, u"BEGIN"_s);
    PgAnswer a = as(letter, sql);
    if (a.ok && checkCommit)
        a = as(letter, u"SET CONSTRAINTS ALL IMMEDIATE"_s);
    (void)as(letter, u"ROLLBACK"_s);
    return a;
}

QString RoleWorld::filled(QString text) const
{
    for (auto it = m_values.begin(); it != m_values.end(); ++it)
        text.replace(u'{' + it.key() + u'}', it.value());
    return text;
}

void RoleWorld::people()
{
    struct One
    {
        char letter;
        const char *name;
        Role role;
    };
    for (const auto &[letter, name, role] :
         {One{'r', "Rita Rowe", Role::Responder}, One{'m', "Max Moor", Role::IncidentManager},
          One{'h', "Hal Hart", Role::IncidentManager}, One{'l', "Lena Lamb", Role::Legal},
          One{'e', "Emma East", Role::Executive}, One{'p', "Paul Penn", Role::PostmortemAuthor},
          One{'a', "Aud Ash", Role::Auditor}, One{'k', "Kai Kerr", Role::Administrator}}) {
        const QString person = QString::fromLatin1(name), key = QChar::fromLatin1(letter);
        m_people[QChar::fromLatin1(letter)] = m_team.person(person, role);
        m_values.insert(u"login."_s + key, person.section(u' ', 0, 0).toLower());
        m_values.insert(u"p."_s + key, QString::number(m_people[QChar::fromLatin1(letter)].value));
    }
}

/** Fresh, open, declared, done but for the closing, ended; and one that is somebody else's. */
void RoleWorld::incidents()
{
    m_others = m_team.record(u"Held by Mira"_s);
    actAs(u'h');
    m_fresh = m_team.record(u"Fresh"_s);
    m_open = m_team.diagnosed(u"Open"_s);
    m_declared = m_team.diagnosed(u"Declared"_s);
    m_done = m_team.diagnosed(u"Done"_s);
    m_ended = m_team.record(u"Ended"_s);
    EndingInput e;
    e.kind = Ending::FalsePositive;
    e.reason = e.rootCause = e.noTuningReason = u"A backup job."_s;
    did("end", s().incidents.end(m_ended, m_team.now(m_ended).version, e));
    did("reopen", s().incidents.reopen(m_ended, m_team.now(m_ended).version, Stage::Detect, u"It was none."_s));
    did("end", s().incidents.end(m_ended, m_team.now(m_ended).version, e));
    const NewEntry note{EntryKind::Note, m_team.clock.nowMs(), u"x"_s, {}, false};
    const auto wrong = s().timeline.add(m_open, note);
    did("strike", s().timeline.strike(*wrong, u"Wrong host."_s));
    did("mark", s().timeline.mark(*s().timeline.add(m_open, note), true));
    (void)s().timeline.addBulk(m_open, {{EntryKind::Imported, note.atMs, u"line"_s, {}, false}}, u"log"_s, u"0"_s);
    // Lifted again, so that everybody sees what was decided.
    did("restrict", s().restrictions.restrict(m_ended, m_team.now(m_ended).version,
                                              {RestrictionKind::Insider,
                                               u"A name in the log."_s,
                                               {},
                                               {m_people[u'h'], m_people[u'l'], m_people[u'e']},
                                               {}}));
    did("lift", s().restrictions.lift(m_ended, m_team.now(m_ended).version, u"Another of that name."_s));
    did("classify", s().assessments.classify(m_open, m_team.now(m_open).version,
                                             {Outcome::SecurityIncident, PersonalData::No, u"Read."_s, u"Hal"_s}));
    (void)s().timeline.add(m_open, {EntryKind::Evidence, m_team.clock.nowMs(), u"Dump taken"_s, {}, false});
    const auto seen = s().timeline.add(m_open, {EntryKind::Evidence, m_team.clock.nowMs(), u"Job list"_s, {}, false});
    const auto aside = s().classifications.begin(m_open);
    did("cite", s().classifications.answer(m_open, *aside, {u"practice"_s, {u"no"_s}, {}, {*seen}, 0}));
    did("took part", s().classifications.setParticipant(m_open, *aside, {{}, u"Ann of storage"_s}, true));
    did("set aside", s().classifications.setAside(m_open, *aside, u"Begun too early."_s));
    const auto run = s().classifications.begin(m_open);
    did("begin a run", run ? Result<void>() : tl::unexpected(run.error()));
    did("answer", s().classifications.answer(m_open, *run, {u"practice"_s, {u"no"_s}, u"No job does this."_s, {}, 0}));
    m_values.insert(u"W"_s, QString::number(run->value));
    const ScopeRow birch = m_team.customer(u"Birch"_s, u"birch-1"_s, u"b@birch.example"_s);
    const ScopeRow gum = m_team.customer(u"Gum"_s, u"gum-1"_s, {}), xen = m_team.customer(u"Xen"_s, u"xen-1"_s, {});
    const ScopeRow fir = m_team.customer(u"Fir"_s, u"fir-1"_s, {});
    for (const ScopeRow &row : {birch, gum, xen})
        did("scope", s().customers.setScope(m_declared, row, u"log"_s));
    did("scope", s().customers.setScope(m_open, birch, u"log"_s));
    dataSets();
    did("scope", s().customers.setScope(m_done, birch, u"log"_s));
    did("declare", m_team.declare(m_declared));
    did("declare", m_team.declare(m_done));
    const auto duties = s().declarations.obligations(m_declared);
    const ExceptionInput x{u"unusual"_s, u"Strike."_s, m_team.clock.nowMs() + kHourMs, m_team.said(m_people[u'l']),
                           m_team.said(m_people[u'e'])};
    did("link", s().links.link(m_open, m_declared, LinkKind::Related, u"Same token."_s));
    did("unlink", s().links.unlink(m_open, s().links.links(m_open)->first().id, u"Another token."_s));
    did("link", s().links.link(m_done, m_declared, LinkKind::DuplicateOf, u"The same."_s));
    did("situation", s().team.saveSituation(m_declared, 0, {0, u"A token."_s, {}, {}, {}, 0}));
    Task task;
    task.what = u"Rotate the key"_s;
    did("task", s().team.addTask(m_declared, task));
    did("duty", s().team.changeCrew(m_declared, {CrewDuty::Scribe, m_people[u'r'], {}, true, {}, {}, 0}));
    for (const QString &name : {u"Bridge"_s, u"Other bridge"_s})
        did("call", s().team.addPlace(m_declared, {{}, PlaceKind::Call, name, u"1"_s, {}, {}, 0}));
    did("removal", s().team.removePlace(m_declared, s().team.working(m_declared)->places.last().id, u"Old."_s));
    did("report", s().team.noteCopied(m_declared, u"x"_s));
    for (const Obligation &o : *duties) {
        const QString key = u"O."_s + o.customerName.toLower();
        m_values.insert(key, QString::number(o.id.value));
        if (o.customerName == u"Xen")
            did("except", s().declarations.except(o, x));
    }
    m_values.insert(u"fir"_s, QString::number(fir.customer.value));
    m_values.insert(u"fir.s"_s, QString::number(fir.subscription.value));
    m_values.insert(u"birch"_s, QString::number(birch.customer.value));
    m_values.insert(u"birch.s"_s, QString::number(birch.subscription.value));
    m_values.insert(u"gum"_s, QString::number(gum.customer.value));
    m_values.insert(u"gum.s"_s, QString::number(gum.subscription.value));
    const IncidentId late = m_team.diagnosed(u"Its exception lapsed"_s);
    did("scope", s().customers.setScope(late, gum, u"log"_s));
    did("declare", m_team.declare(late));
    ExceptionInput brief = x;
    brief.reviewMs = m_team.clock.nowMs() + kMinuteMs;
    did("except", s().declarations.except(s().declarations.obligations(late)->first(), brief));
    m_values.insert(u"EL"_s, QString::number(s().exceptions.ofIncident(late)->first().id.value));
    rescinding();
    this->duties(fir.customer);
    m_values.insert(u"D"_s, QString::number(m_declared.value));
    m_values.insert(u"B"_s, QString::number(m_open.value));
    act(u'h', u"INSERT INTO declaration_delay (uuid, incident_id, aware_ms, reason, review_ms) SELECT 'delay', id, "
              "updated_ms, 'r', updated_ms + 3600000 FROM incident WHERE id = {B}"_s);
    act(u'l', u"INSERT INTO obligation_start (uuid, incident_id, duty, addressee, trigger_ms, deadline_ms, confirmed, "
              "citation, rule_version, addressee_name) VALUES ('statute', {D}, 'statute', 'authority', 1, 1000, 0, "
              "'Art. 33', '1', 'Authority')"_s);
}

/** A data set of which legal said that the provider is its controller, and an incident that legal decided on. */
void RoleWorld::dataSets()
{
    DataSetInput in;
    in.name = in.kinds = in.people = in.reason = u"Attendees"_s;
    const auto set = s().risk.addDataSet(m_open, in);
    did("data set", set ? Result<void>() : tl::unexpected(set.error()));
    m_decided = m_team.record(u"Decided by legal"_s);
    const EnisaAnswers answers{{{DataClass::Simple, 0}},
                               {{EnisaPart::Identification, u"maximum"_s},
                                {EnisaPart::Confidentiality, u"exposed"_s},
                                {EnisaPart::Integrity, u"unused"_s},
                                {EnisaPart::Availability, u"none"_s},
                                {EnisaPart::Intent, u"no"_s}},
                               false,
                               false};
    did("score", s().risk.saveScore(m_open, answers, {}));
    actAs(u'l');
    did("part", s().risk.decidePart(s().risk.dataSets(m_open)->first(), ProviderPart::Controller, u"Ours."_s));
    BreachDecisionInput d;
    d.personalData = PersonalData::Yes;
    d.risk = RiskToPeople::Unlikely;
    d.authority = AuthorityDuty::RiskUnlikely;
    d.subjects = SubjectsDuty::NoHighRisk;
    d.facts = d.effects = d.measures = d.reason = u"One known recipient."_s;
    for (const IncidentId id : {m_decided, m_done})
        did("decide", s().risk.decide(id, m_team.now(id).version, d));
    actAs(u'h');
}

/** What a contract says, facts for the rules, what they propose, and when the provider was aware. */
void RoleWorld::duties(CustomerId customer)
{
    const auto key = s().duties.addTerm(contractTerm(customer, StartsAt::Declaration));
    did("term", key ? Result<void>() : tl::unexpected(key.error()));
    const IncidentId id = m_team.diagnosed(u"Duties by law"_s);
    did("classify", s().assessments.classify(id, m_team.now(id).version,
                                             {Outcome::SecurityIncident, PersonalData::Yes, u"Read."_s, u"Hal"_s}));
    m_values.insert(u"Y"_s, QString::number(id.value));
    DutyFactsByHand facts;
    facts.jurisdictions = {u"DE"_s};
    facts.part = ProviderPart::Controller;
    facts.risk = PeopleRisk::HighRisk;
    const auto added = s().duties.noteFacts(id, 0, facts, u"As the register says."_s);
    did("facts", added ? Result<void>() : tl::unexpected(added.error()));
    actAs(u'l');
    did("awareness", s().awareness.record(id, 0, {m_team.clock.nowMs(), u"The log was read."_s, {}}));
    actAs(u'h');
}

/** Declared, its rescission asked for by Hal, taken back, and asked for again. */
void RoleWorld::rescinding()
{
    m_rescinding = m_team.diagnosed(u"To be rescinded"_s);
    did("declare", m_team.declare(m_rescinding));
    for (const bool back : {true, false}) {
        const auto entry =
            s().timeline.add(m_rescinding, {EntryKind::Evidence, m_team.clock.nowMs(), u"Own script"_s, {}, false});
        did("ask", s().rescissions.request(m_rescinding, m_team.now(m_rescinding).version, u"Own script."_s, {*entry}));
        if (back)
            did("take back", s().rescissions.decide(m_rescinding, m_team.now(m_rescinding).version,
                                                    RescissionDecision::TakenBack, u"Another day."_s));
    }
}

NoticeId RoleWorld::draft(IncidentId incident, bool whole)
{
    NoticeDraft text;
    text.subject = u"Incident"_s;
    text.body = u"Dear {{contact}}, {{subscriptions}}."_s;
    if (whole)
        for (const ContentItem &item : m_team.rules->requiredContent(Audience::Customers))
            text.content.insert(item.code, ContentMark::Given);
    const auto notice = s().notices.start(incident, Audience::Customers, NoticePhase::First, text);
    did("draft", notice ? Result<void>() : tl::unexpected(notice.error()));
    return notice.value_or(NoticeId{});
}

/** N1 draft, N2 in review, N3 approved, N4 queued with a message that was tried, N5 sent; N9 of NI, with one message.
 */
void RoleWorld::notices()
{
    actAs(u'r');
    m_values.insert(u"N1"_s, QString::number(draft(m_declared).value));
    const NoticeId review = draft(m_declared, true);
    did("submit", s().notices.submit(review, 0));
    m_values.insert(u"N2"_s, QString::number(review.value));
    actAs(u'h');
    for (const QString &name : {u"N3"_s, u"N4"_s})
        m_values.insert(name, QString::number(m_team.approvedNotice(m_declared).value));
    const auto send = [this](NoticeId notice) {
        const auto sent = s().notices.send(notice, 0, m_team.path(u"out"_s));
        did("send", sent ? Result<void>() : tl::unexpected(sent.error()));
    };
    m_values.insert(u"N6"_s, QString::number(m_team.approvedNotice(m_rescinding).value));
    const NoticeId sent = m_team.approvedNotice(m_declared);
    m_values.insert(u"N5"_s, QString::number(sent.value));
    send(sent);
    did("by hand", s().notices.recordByHand(sent, SubscriptionId{m_values.value(u"gum.s"_s).toLongLong()},
                                            {u"telephone"_s, m_team.clock.nowMs(), u"Nobody there"_s, false}));
    const NoticeId done = m_team.approvedNotice(m_done);
    send(done);
    m_team.clock.advance(kMinuteMs);
    const auto details = s().notices.details(done);
    for (const MessageRow &m : details->messages)
        did("delivery", s().notices.recordDelivery(m.id, {u"mail"_s, m_team.clock.nowMs(), u"Answer"_s, true}));
    const IncidentId apart = m_team.diagnosed(u"One customer"_s);
    did("scope", s().customers.setScope(apart, m_team.customer(u"Ivy"_s, u"ivy-1"_s, u"i@ivy.example"_s), u"log"_s));
    did("declare", m_team.declare(apart));
    m_values.insert(u"NI"_s, QString::number(apart.value));
    const NoticeId alone = m_team.approvedNotice(apart);
    m_values.insert(u"N9"_s, QString::number(alone.value));
    send(alone);
    act(u'h',
        u"INSERT INTO notice_decision (uuid, incident_id, notice_id, seen_version, step, to_state, text_id, "
        "text_sha256, scope_sha256, remark, attested_how, attested_words) SELECT 'q4', incident_id, n.id, version, "
        "'queue', 'queued', text_id, (SELECT sha256 FROM notice_text t WHERE t.id = n.text_id), '', '', '', '' "
        "FROM notice n WHERE id = {N4}; "
        "INSERT INTO message (uuid, incident_id, notice_id, text_id, customer_id, recipient, address, message_ref, "
        "eml_sha256, pdf_sha256) SELECT 'm4', incident_id, id, text_id, {birch}, 'b', 'b@birch.example', 'ref4', "
        "'', '' FROM notice WHERE id = {N4}; "
        "INSERT INTO message_subscription (incident_id, message_id, subscription_id) "
        "SELECT incident_id, id, {birch.s} FROM message WHERE uuid = 'm4'; "
        "INSERT INTO send_attempt (uuid, incident_id, message_id, n, means) "
        "SELECT 'a4', incident_id, id, 1, 'file' FROM message WHERE uuid = 'm4'"_s);
}

/** N7 is queued and leaves by mail: m7 is unsure, m8 waits, m9 was called back, m10 was refused and is sent once more.
 */
void RoleWorld::delivery()
{
    actAs(u'h');
    m_values.insert(u"N7"_s, QString::number(m_team.approvedNotice(m_declared).value));
    act(u'k',
        u"INSERT INTO mail_account_version (uuid, seen_version, host, port, security, login, sender_name, "
        "sender_address, authority, per_minute, timeout_s) VALUES ('account', 0, 'mail.example', 587, 'starttls', 'u', "
        "'n', 'a@b.example', '', 0, 60)"_s);
    act(u'h',
        u"INSERT INTO notice_decision (uuid, incident_id, notice_id, seen_version, step, to_state, text_id, "
        "text_sha256, scope_sha256, remark, attested_how, attested_words) SELECT 'q7', incident_id, n.id, version, "
        "'queue', 'queued', text_id, (SELECT sha256 FROM notice_text t WHERE t.id = n.text_id), '', '', '', '' "
        "FROM notice n WHERE id = {N7}; "
        "INSERT INTO message (uuid, incident_id, notice_id, text_id, customer_id, recipient, address, message_ref, "
        "eml_sha256, pdf_sha256) SELECT 'm' || x, incident_id, id, text_id, {birch}, 'm' || x, x || '@b.example', "
        "'ref' || x, '', '' FROM notice, unnest(ARRAY[7, 8, 9, 10]) x WHERE id = {N7}; "
        "INSERT INTO message_text (incident_id, message_id, subject, body, sha256, sender_name, sender_address, "
        "customer_name, subscriptions, reference, anchor, date_ms) SELECT incident_id, id, 's', 'b', "
        "tocsin_sha256(E'1\\ns\\n1\\nb'), '', '', '', '', '', '', 1 FROM message WHERE uuid = 'm9'; "
        "INSERT INTO send_order (uuid, incident_id, notice_id, seen_version, kind, attach_letter, reason) "
        "SELECT 'o7', incident_id, id, 0, 'mail', 1, '' FROM notice WHERE id = {N7}; "
        "INSERT INTO send_attempt (uuid, incident_id, message_id, n, means) SELECT 'a' || substr(uuid, 2), "
        "incident_id, id, 1, 'smtp' FROM message WHERE uuid IN ('m7', 'm10'); "
        "INSERT INTO send_result (uuid, incident_id, attempt_id, result, reply) SELECT 's7', incident_id, id, "
        "'unsure', '' FROM send_attempt WHERE uuid = 'a7'; "
        "INSERT INTO send_result (uuid, incident_id, attempt_id, result, reply) SELECT 's10', incident_id, id, "
        "'refused', '' FROM send_attempt WHERE uuid = 'a10'; "
        "INSERT INTO attempt_decision (uuid, incident_id, attempt_id, decision, reason) SELECT 'd10', incident_id, id, "
        "'again', 'r' FROM send_attempt WHERE uuid = 'a10'; "
        "INSERT INTO message_end (uuid, incident_id, message_id, kind, reason) SELECT 'e9', incident_id, id, "
        "'cancelled', 'r' FROM message WHERE uuid = 'm9'; "
        "INSERT INTO alert_mail (uuid, incident_id, obligation_id, level, deadline_ms, told_id, n, address, "
        "message_ref) SELECT 't1', incident_id, id, '8h', 1, {p.h}, 0, (SELECT email FROM person WHERE id = "
        "{p.h}), 'x1' FROM obligation WHERE id = {O.gum}; "
        "INSERT INTO alert_result (uuid, incident_id, mail_id, result, reply) SELECT 't2', incident_id, id, "
        "'accepted', '' FROM alert_mail WHERE uuid = 't1'"_s);
}

/** A service of which both have a part in B; U with something to tune; X, an exercise of which h, l and e do not know.
 */
void RoleWorld::services()
{
    m_team.actAs(m_team.mira);
    Service machines;
    machines.name = u"Machines"_s;
    machines.owner = u"Sam"_s;
    const auto service = s().directory.add(machines);
    did("service", service ? Result<void>() : tl::unexpected(service.error()));
    m_values.insert(u"S"_s, QString::number(service.value_or(ServiceId{}).value));
    actAs(u'h');
    ServiceImpact impact;
    impact.service = service.value_or(ServiceId{});
    impact.model = ServiceModel::Iaas;
    impact.layers = {Layer::OperatingSystem, Layer::Servers};
    did("impact", s().responsibility.set(m_open, impact, {}));
    m_tuned = m_team.record(u"Tuned"_s);
    EndingInput e;
    e.kind = Ending::FalsePositive;
    e.reason = e.rootCause = e.tuningAction = u"A backup job."_s;
    e.tuningOwner = u"Sam"_s;
    e.tuningDueMs = m_team.clock.nowMs() + kDayMs;
    did("end", s().incidents.end(m_tuned, m_team.now(m_tuned).version, e));
    const TuningId tuning{s().sources.overview()->actions.value(0).id};
    did("tuned", s().sources.settle(tuning, 1, TuningState::Done, {}));
    did("again", s().sources.settle(tuning, 2, TuningState::Open, u"It moved."_s));
    m_values.insert(u"U.t"_s, QString::number(tuning.value));
    m_values.insert(u"U.tv"_s, u"3"_s);
    NewIncident n;
    n.title = u"Drill"_s;
    n.reportedBy = u"Red team"_s;
    n.detectedMs = m_team.clock.nowMs();
    const auto lifted = s().exercises.recordUnannounced(n, {m_people[u'h']});
    did("unannounced", lifted ? Result<void>() : tl::unexpected(lifted.error()));
    did("lift", s().exercises.lift(*lifted, m_team.now(*lifted).version, u"It is over."_s));
    const auto drill =
        s().exercises.recordUnannounced(n, {m_people[u'r'], m_people[u'm'], m_people[u'p'], m_people[u'a']});
    did("unannounced", drill ? Result<void>() : tl::unexpected(drill.error()));
    m_drill = drill.value_or(IncidentId{});
}

/** In TI: T1 asked, T2 answered, T3 approved with one item out, T4 asked for by the manager and answered, T5 of which
 * the approval ended, T6 revoked, T7 refused, T8 a breach of procedure, T9 asked for by legal. */
void RoleWorld::transfers()
{
    actAs(u'h');
    const IncidentId id = m_team.record(u"Transfers"_s);
    m_values.insert(u"TI"_s, QString::number(id.value));
    const auto t = [this](int n) {
        return *s().transfers.byId(TransferId{m_values.value(u"T%1"_s.arg(n)).toLongLong()});
    };
    const auto ask = [&](QChar who, int n) {
        actAs(who);
        TransferInput in = sampleTransfer(u"Transfer %1"_s.arg(n), m_team.clock.nowMs());
        in.kind = n == 3 ? TransferKind::Standing : TransferKind::Single;
        const auto asked = s().transfers.ask(id, in);
        did("ask", asked ? Result<void>() : tl::unexpected(asked.error()));
        m_values.insert(u"T%1"_s.arg(n), QString::number(asked ? asked->id.value : 0));
    };
    for (const int n : {1, 2, 3, 5, 6, 7})
        ask(u'r', n);
    ask(u'h', 4);
    ask(u'l', 9);
    for (const int n : {2, 3, 4, 5, 6}) {
        actAs(u'l');
        did("answer", s().transfers.answer(t(n), allYes(t(n))));
    }
    actAs(u'h');
    for (const int n : {3, 5, 6})
        did("approve", s().transfers.decide(t(n), approval(m_team.clock.nowMs() + (n == 5 ? kMinuteMs : kDayMs))));
    did("revoke", s().transfers.decide(t(6), {TransferDecision::Revoked, u"No."_s, {}, 0}));
    did("refuse", s().transfers.decide(t(7), {TransferDecision::Refused, u"No."_s, {}, 0}));
    const QList<TransferItem> items{{u"f"_s, 1, QString(64, u'b')}};
    m_team.clock.advance(2 * kMinuteMs);
    did("move", s().transfers.recordMove(t(3), sampleMove(m_team.clock.nowMs(), items)));
    did("end", s().transfers.recordEnd(t(3), {s().transfers.details(t(3).id)->moves.first().id},
                                       destruction(m_team.clock.nowMs())));
    did("move", s().transfers.recordMove(t(3), sampleMove(m_team.clock.nowMs(), items)));
    m_values.insert(u"T3.m"_s, QString::number(s().transfers.details(t(3).id)->moves.last().id.value));
    did("ask back", s().transfers.remark(t(1), TransferRemarkKind::Question, u"Why?"_s));
    TransferInput found = sampleTransfer(u"Transfer 8"_s, m_team.clock.nowMs());
    found.found = u"On a laptop."_s;
    const auto breach = s().transfers.recordBreach(id, found, sampleMove(m_team.clock.nowMs(), items));
    did("breach", breach ? Result<void>() : tl::unexpected(breach.error()));
    m_values.insert(u"T8"_s, QString::number(breach ? breach->id.value : 0));
    for (int n = 1; n <= 9; ++n)
        m_values.insert(u"T%1.v"_s.arg(n), QString::number(t(n).version));
}

/** In D: E1 asked for birch, E2 for gum with legal's approval, E3 in force for xen; EL of another incident has lapsed.
 * CO is a privileged consultation, CP one that was released. */
void RoleWorld::exceptions()
{
    const auto duty = [this](const QString &name) { return ObligationId{m_values.value(name).toLongLong()}; };
    const auto numbered = [this](const QString &name, const Result<ExceptionId> &id) {
        did("ask for an exception", id ? Result<void>() : tl::unexpected(id.error()));
        m_values.insert(name, QString::number(id ? id->value : 0));
    };
    const auto ask = [&](const QString &name) {
        return ExceptionAsk{ExceptionKind::Exception,           u"unusual"_s, u"r"_s,
                            m_team.clock.nowMs() + 2 * kHourMs, {},           {duty(name)}};
    };
    actAs(u'h');
    numbered(u"E1"_s, s().exceptions.ask(m_declared, ask(u"O.birch"_s)));
    numbered(u"E2"_s, s().exceptions.ask(m_declared, ask(u"O.gum"_s)));
    m_values.insert(u"E3"_s, QString::number(s().exceptions.ofIncident(m_declared)->first().id.value));
    ConsultationInput in{m_team.clock.nowMs(), u"Lena Lamb"_s, u"Who is told first?"_s, u"The customers."_s, true};
    for (const QString &name : {u"CO"_s, u"CP"_s}) {
        const auto id = s().consultations.add(m_declared, in);
        did("consult", id ? Result<void>() : tl::unexpected(id.error()));
        m_values.insert(name, QString::number(id ? id->value : 0));
    }
    actAs(u'l');
    const auto gum = s().exceptions.details(ExceptionId{m_values.value(u"E2"_s).toLongLong()});
    did("approve",
        s().exceptions.decide(gum->exception, {ExceptionDecision::Approved, ExceptionCapacity::Legal, u"w"_s}));
    did("release", s().consultations.release(s().consultations.ofIncident(m_declared)->first(), u"For the auditor."_s));
    for (const QString &purpose : {u"Yearly audit"_s, u"Another one"_s})
        did("release", s().bundles.release({m_declared}, u"The auditor"_s, purpose));
    act(u'l',
        u"INSERT INTO bundle_export (uuid, incident_id, release_id, bundle, manifest_sha256, key_sha256, file_count, "
        "left_out, record_seq, record_hash) SELECT gen_random_uuid()::text, %1, (SELECT min(id) FROM bundle_release "
        "WHERE incident_id = %1), 'b', repeat('a', 64), repeat('a', 64), 1, 0, seq, hash FROM audit ORDER BY seq DESC "
        "LIMIT 1"_s.arg(m_declared.value));
    Approval about;
    about.kind = ApprovalKind::Exception;
    about.id = m_values.value(u"E1"_s).toLongLong();
    about.incident = m_declared;
    did("ask back", s().approvals.remark(about, true, u"Why?"_s));
    DelayGround ground;
    ground.obligation = ObligationId{
        m_team.server->asOwner(u"SELECT id FROM obligation_start WHERE uuid = 'statute'"_s).value.toLongLong()};
    ground.reason = u"The log came late."_s;
    did("delay", s().exceptions.recordDelay(m_declared, ground));
    actAs(u'e');
    const auto attested = *s().attestations.ofIncident(m_declared);
    for (const AttestedDecision &d : attested)
        if (d.by == m_people[u'e'])
            did("confirm", s().attestations.answer(d, AttestationAnswer::Confirmed, {}));
}

void RoleWorld::readNumbers()
{
    const auto value = [this](const QString &sql) { return m_team.server->asOwner(filled(sql)).value; };
    m_values.insert(u"now"_s, QString::number(m_team.clock.nowMs()));
    for (const auto &[name, id] : {std::pair(u"F"_s, m_fresh), std::pair(u"B"_s, m_open), std::pair(u"D"_s, m_declared),
                                   std::pair(u"L"_s, m_decided), std::pair(u"C"_s, m_done), std::pair(u"Z"_s, m_ended),
                                   std::pair(u"O"_s, m_others), std::pair(u"R"_s, m_rescinding),
                                   std::pair(u"U"_s, m_tuned), std::pair(u"X"_s, m_drill)}) {
        m_values.insert(name, QString::number(id.value));
        m_values.insert(name + u".v"_s, value(u"SELECT version FROM incident WHERE id = {%1}"_s.arg(name)));
        m_values.insert(
            name + u".e"_s,
            value(u"SELECT max(id) FROM timeline_entry WHERE incident_id = {%1} AND kind = 'evidence'"_s.arg(name)));
    }
    m_values.insert(u"R.q"_s, value(u"SELECT rescission_id FROM incident WHERE id = {R}"_s));
    m_values.insert(u"R.d"_s, value(u"SELECT declaration_id FROM incident WHERE id = {R}"_s));
    m_values.insert(u"D.d"_s, value(u"SELECT declaration_id FROM incident WHERE id = {D}"_s));
    m_values.insert(u"R.o"_s, value(u"SELECT id FROM obligation WHERE incident_id = {R}"_s));
    for (const QString &name : {u"N1"_s, u"N2"_s, u"N3"_s, u"N4"_s, u"N5"_s, u"N6"_s, u"N7"_s, u"N9"_s}) {
        m_values.insert(name + u".v"_s, value(u"SELECT version FROM notice WHERE id = {%1}"_s.arg(name)));
        m_values.insert(name + u".t"_s, value(u"SELECT text_id FROM notice WHERE id = {%1}"_s.arg(name)));
        m_values.insert(name + u".s"_s, value(u"SELECT sha256 FROM notice_text WHERE id = {%1.t}"_s.arg(name)));
    }
    for (const QString &name : {u"O.birch"_s, u"O.gum"_s, u"O.xen"_s})
        m_values.insert(name + u".v"_s, value(u"SELECT version FROM obligation WHERE id = {%1}"_s.arg(name)));
    for (const QString &name : {u"E1"_s, u"E2"_s, u"E3"_s, u"EL"_s})
        m_values.insert(name + u".v"_s, value(u"SELECT version FROM deadline_exception WHERE id = {%1}"_s.arg(name)));
    m_values.insert(u"EV"_s,
                    value(u"SELECT id FROM exception_vote WHERE exception_id = {E3} AND capacity = 'legal'"_s));
    m_values.insert(u"EL.i"_s, value(u"SELECT incident_id FROM deadline_exception WHERE id = {EL}"_s));
    m_values.insert(u"CO.t"_s, value(u"SELECT id FROM consultation_text WHERE consultation_id = {CO}"_s));
    m_values.insert(u"CP.t"_s, value(u"SELECT id FROM consultation_text WHERE consultation_id = {CP}"_s));
    m_values.insert(u"BR"_s, value(u"SELECT max(id) FROM bundle_release WHERE incident_id = {D}"_s));
    m_values.insert(u"DS"_s, value(u"SELECT id FROM data_set WHERE incident_id = {B}"_s));
    m_values.insert(u"DS.v"_s, value(u"SELECT version FROM data_set WHERE id = {DS}"_s));
    m_values.insert(u"T"_s, value(u"SELECT id FROM obligation_start WHERE uuid = 'statute'"_s));
    m_values.insert(u"W.a"_s, value(u"SELECT max(id) FROM run_answer WHERE run_id = {W}"_s));
    m_values.insert(u"LK"_s, value(u"SELECT id FROM incident_link WHERE incident_id = {C}"_s));
    m_values.insert(u"K"_s, value(u"SELECT id FROM incident_task WHERE incident_id = {D}"_s));
    m_values.insert(u"P"_s, value(u"SELECT min(id) FROM outside_place WHERE incident_id = {D}"_s));
    m_values.insert(u"PV"_s, value(u"SELECT id FROM provider"_s));
    m_values.insert(u"PV.v"_s, value(u"SELECT version FROM provider"_s));
    m_values.insert(u"TP"_s, value(u"SELECT id FROM notice_template"_s));
    m_values.insert(u"TP.v"_s, value(u"SELECT version FROM notice_template WHERE id = {TP}"_s));
    m_values.insert(u"TP.n"_s, value(u"SELECT newest_id FROM notice_template WHERE id = {TP}"_s));
    m_values.insert(u"MQ"_s, value(u"SELECT id FROM matter_change WHERE uuid = 'mq'"_s));
    m_values.insert(u"MF"_s, value(u"SELECT id FROM matter_change WHERE uuid = 'mf'"_s));
    m_values.insert(u"M4"_s, value(u"SELECT id FROM message WHERE uuid = 'm4'"_s));
    m_values.insert(u"A4"_s, value(u"SELECT id FROM send_attempt WHERE uuid = 'a4'"_s));
    for (const QString &n : {u"7"_s, u"8"_s, u"9"_s})
        m_values.insert(u'M' + n, value(u"SELECT id FROM message WHERE uuid = 'm%1'"_s.arg(n)));
    m_values.insert(u"A7"_s, value(u"SELECT id FROM send_attempt WHERE uuid = 'a7'"_s));
    m_values.insert(u"M5"_s, value(u"SELECT id FROM message WHERE notice_id = {N5}"_s));
    m_values.insert(u"MA"_s, value(u"SELECT id FROM message WHERE notice_id = {N9}"_s));
    readPostmortems();
    readRedactions();
}

} // namespace tocsin::test
