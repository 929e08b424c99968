#include "models/services/alertmailservice.h"

#include "models/domain/mailaddress.h"
#include "models/domain/matterclock.h"
#include "models/domain/working.h"
#include "models/services/dutyservice.h"
#include "models/services/session.h"
#include "models/storage/alertmailrepository.h"
#include "models/storage/audiencerepository.h"
#include "models/storage/database.h"
#include "models/storage/incidentrepository.h"
#include "models/storage/mailaccountrepository.h"
#include "models/storage/noticerepository.h"
#include "models/storage/obligationrepository.h"
#include "models/storage/peoplerepository.h"
#include "models/storage/restrictionrepository.h"
#include "models/storage/teamrepository.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QUrl>
#include <algorithm>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostClocks = 100'000;

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::alerts", text);
}

ObligationId keyOf(const AlertMailRow &row)
{
    return row.matter.isValid() ? ObligationId{kMatterClocks + row.matter.value} : row.obligation;
}

/** What a person was told of each clock, as the plan of alerts wants it. */
QHash<PersonId, ShownAlerts> toldBefore(const QList<AlertMailRow> &rows, qint64 leaseMs, qint64 nowMs)
{
    QHash<PersonId, ShownAlerts> told;
    for (const AlertMailRow &r : rows) {
        // One that never left is told again; an alert too many is better than one too few.
        const bool lapsed = r.result.isEmpty() && nowMs >= r.atMs + leaseMs;
        if (lapsed || r.result == u"temporary" || r.result == u"not_begun")
            continue;
        told[r.told].insert(keyOf(r), {r.level, r.deadlineMs, r.atMs, false, true});
    }
    return told;
}

/** How often each person was told of each clock. */
QHash<std::pair<ObligationId, PersonId>, int> timesTold(const QList<AlertMailRow> &rows)
{
    QHash<std::pair<ObligationId, PersonId>, int> times;
    for (const AlertMailRow &r : rows)
        times[{keyOf(r), r.told}] = std::max(times.value({keyOf(r), r.told}), r.n + 1);
    return times;
}

QString utc(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(u"yyyy-MM-dd HH:mm 'UTC'"_s);
}

/** A clock that somebody may be told of. */
struct AlertClock
{
    ObligationFacts facts;
    AlertMailLine line;
    PersonId owner; ///< of what is to be followed up
    qint64 attentionEveryMs = 0;
};

AlertClock clockOf(const Obligation &o, const DeadlineInfo &beside)
{
    AlertClock clock{o.facts, {}, {}, beside.attentionEveryMs};
    clock.facts.wouldEndMs = beside.wouldEndMs;
    clock.line.obligation = o.id;
    clock.line.incident = o.incident;
    clock.line.addressee = o.addressee;
    clock.line.confirmed = o.facts.confirmed;
    return clock;
}

AlertClock clockOf(const Matter &m)
{
    AlertClock clock{matterClock(m), {}, m.owner, 0};
    clock.line.matter = m.id;
    clock.line.incident = m.incident;
    clock.line.kind = m.kind;
    return clock;
}

/** Which kind of deadline it is, and nothing of what it is about. */
QString whatText(const AlertMailLine &line)
{
    return line.matter.isValid() ? nameOf(line.kind).toLower()
                                 : tr("notice to %1").arg(nameOf(line.addressee).toLower());
}

} // namespace

/** What is open, as each person is to be told of it. */
struct AlertMailService::Clocks
{
    QHash<ObligationId, AlertMailLine> lines;
    QHash<PersonId, QList<AlertSubject>> subjects;
};

Result<QSet<PersonId>> AlertMailService::inCharge(const Incident &incident, const QList<Person> &people, bool urgent,
                                                  PersonId owner)
{
    Database &db = m_session.database();
    auto crew = TeamRepository(db).crew(incident.id);
    auto notices = NoticeRepository(db).ofIncident(incident.id);
    if (!crew || !notices)
        return tl::unexpected(crew ? notices.error() : crew.error());
    QSet<PersonId> list{incident.manager}, advisers, legal, executives;
    for (const CrewChange &c : crewNow(*crew))
        if (c.duty == CrewDuty::LegalAdviser && c.holder.isValid())
            advisers.insert(c.holder);
    for (const Person &p : people) {
        if (p.roles & Role::Legal)
            legal.insert(p.id);
        if (p.roles & Role::Executive)
            executives.insert(p.id);
    }
    list.unite(advisers.isEmpty() ? legal : advisers);
    if (owner.isValid())
        list.insert(owner);
    const bool approved =
        std::any_of(notices->begin(), notices->end(), [](const Notice &n) { return n.approvedText.isValid(); });
    if (urgent && !approved)
        list.unite(executives);
    if (incident.restricted) { // nobody else is to know that there is one
        auto known = RestrictionRepository(db).people(incident.id);
        if (!known)
            return tl::unexpected(known.error());
        QSet<PersonId> named;
        for (const NamedPerson &p : std::as_const(*known))
            if (p.named)
                named.insert(p.person);
        list.intersect(named);
    }
    return list;
}

Result<AlertMailService::Clocks> AlertMailService::clocks(const QList<Person> &people)
{
    Database &db = m_session.database();
    auto open = ObligationRepository(db).open(kMostClocks, false);
    auto matters = AudienceRepository(db).dueMatters(false);
    if (!open || !matters)
        return tl::unexpected(open ? matters.error() : open.error());
    const auto beside = DutyService(m_session).deadlineInfo(*open);
    if (!beside)
        return tl::unexpected(beside.error());
    QList<AlertClock> all;
    for (const Obligation &o : std::as_const(*open))
        all << clockOf(o, beside->value(o.id));
    for (const Matter &m : std::as_const(*matters))
        all << clockOf(m);
    Clocks clocks;
    QHash<IncidentId, Incident> incidents;
    QHash<std::pair<IncidentId, std::pair<bool, PersonId>>, QSet<PersonId>> charged;
    for (AlertClock &clock : all) {
        if (!incidents.contains(clock.line.incident)) {
            auto incident = IncidentRepository(db).byId(clock.line.incident);
            if (!incident)
                return tl::unexpected(incident.error());
            incidents.insert(clock.line.incident, *incident);
        }
        const Incident &incident = incidents[clock.line.incident];
        const bool urgent = alertLevel(clock.facts, m_session.nowMs()) >= AlertLevel::Hours8;
        const std::pair key(incident.id, std::pair(urgent, clock.owner));
        if (!charged.contains(key)) {
            auto who = inCharge(incident, people, urgent, clock.owner);
            if (!who)
                return tl::unexpected(who.error());
            charged.insert(key, *who);
        }
        clock.line.reference = incident.reference();
        clock.line.deadlineMs = endMs(clock.facts);
        const ObligationId id =
            clock.line.matter.isValid() ? ObligationId{kMatterClocks + clock.line.matter.value} : clock.line.obligation;
        clocks.lines.insert(id, clock.line);
        for (const PersonId person : charged.value(key))
            clocks.subjects[person].append({id, clock.facts, incident.exercise, clock.attentionEveryMs});
    }
    return clocks;
}

Result<QList<AlertMail>> AlertMailService::due(const AlertPolicy &policy)
{
    Database &db = m_session.database();
    const qint64 now = m_session.nowMs();
    auto people = PeopleRepository(db).all();
    auto told = AlertMailRepository(db).ofOpen();
    auto account = MailAccountRepository(db).current();
    if (!people)
        return tl::unexpected(people.error());
    if (!told || !account)
        return tl::unexpected(told ? account.error() : told.error());
    people->removeIf([](const Person &p) { return !p.active; });
    const auto open = clocks(*people);
    if (!open)
        return tl::unexpected(open.error());
    const auto before = toldBefore(*told, mailLeaseMs(*account), now);
    const auto times = timesTold(*told);
    QList<AlertMail> mails;
    for (const Person &p : std::as_const(*people)) {
        if (!isMailAddress(p.email))
            continue;
        AlertMail mail;
        mail.person = p;
        for (const DueAlert &d : planAlerts(open->subjects.value(p.id), now, before.value(p.id), policy).due) {
            mail.lines.append(open->lines.value(d.id));
            mail.lines.last().level = d.level;
            mail.lines.last().n = times.value({d.id, p.id});
        }
        std::stable_sort(mail.lines.begin(), mail.lines.end(), [](const AlertMailLine &a, const AlertMailLine &b) {
            return a.level != b.level ? a.level > b.level : a.deadlineMs < b.deadlineMs;
        });
        if (!mail.lines.isEmpty())
            mails << mail;
    }
    return mails;
}

Result<QList<AlertMail>> AlertMailService::claim(const AlertPolicy &policy)
{
    Database &db = m_session.database();
    QList<AlertMail> mails;
    auto done = m_session.act(Right::AddEntry, [&]() -> Result<void> {
        auto found = due(policy);
        auto account = MailAccountRepository(db).current();
        if (!found || !account)
            return tl::unexpected(found ? account.error() : found.error());
        mails = *found;
        for (AlertMail &mail : mails) {
            mail.messageRef =
                newUuid() + u'@' + QString::fromLatin1(QUrl::toAce(account->senderAddress.section(u'@', -1)));
            for (const AlertMailLine &line : std::as_const(mail.lines)) {
                auto id = AlertMailRepository(db).insert({0,
                                                          line.incident,
                                                          line.obligation,
                                                          line.matter,
                                                          mail.person.id,
                                                          line.level,
                                                          line.deadlineMs,
                                                          line.n,
                                                          0,
                                                          mail.person.email,
                                                          mail.messageRef,
                                                          {}});
                if (!id)
                    return tl::unexpected(id.error());
                if (mail.claim == 0)
                    mail.claim = *id;
            }
        }
        return {};
    });
    return done ? Result<QList<AlertMail>>(mails) : tl::unexpected(done.error());
}

Result<void> AlertMailService::answered(const AlertMail &mail, const MailReply &reply)
{
    return m_session.act(Right::AddEntry, [&] {
        return AlertMailRepository(m_session.database())
            .insertResult(mail.lines.first().incident, mail.claim, codeOf(reply.outcome),
                          reply.text.isEmpty() ? nameOf(reply.fault) : reply.text);
    });
}

PlainMail AlertMailService::written(const AlertMail &mail, const MailAccount &account, qint64 nowMs)
{
    PlainMail m;
    m.fromName = account.senderName;
    m.fromAddress = account.senderAddress;
    m.to = mail.person.email;
    m.dateMs = nowMs;
    m.messageId = mail.messageRef;
    const AlertMailLine &first = mail.lines.first();
    m.subject = mail.lines.size() == 1 ? tr("Tocsin: %1, %2").arg(first.reference, nameOf(first.level))
                                       : tr("Tocsin: %1 deadlines, the most urgent: %2, %3")
                                             .arg(mail.lines.size())
                                             .arg(first.reference, nameOf(first.level));
    // Several of one incident to one kind of addressee at one level are one line.
    QStringList lines;
    QHash<QString, int> counts;
    for (const AlertMailLine &line : mail.lines) {
        const QString text =
            tr("%1 · %2 · %3 · %4")
                .arg(line.reference, whatText(line), nameOf(line.level),
                     !line.confirmed       ? tr("would end %1; proposed, legal decides").arg(utc(line.deadlineMs))
                     : line.deadlineMs > 0 ? tr("deadline %1").arg(utc(line.deadlineMs))
                                           : tr("without undue delay"));
        if (counts[text]++ == 0)
            lines << text;
    }
    for (QString &text : lines)
        if (const int n = counts.value(text); n > 1)
            text += tr(" · %1 of them").arg(n);
    m.text =
        lines.join(u'\n') + u"\n\n"_s +
        tr("Open Tocsin to see what is to be done. This message says nothing of the incidents; do not answer it.") +
        u'\n';
    return m;
}

} // namespace tocsin
