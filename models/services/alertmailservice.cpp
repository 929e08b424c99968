#include "models/services/alertmailservice.h"

#include "models/domain/mailaddress.h"
#include "models/domain/working.h"
#include "models/services/dutyservice.h"
#include "models/services/session.h"
#include "models/storage/alertmailrepository.h"
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

/** What a person was told of each obligation, as the plan of alerts wants it. */
QHash<PersonId, ShownAlerts> toldBefore(const QList<AlertMailRow> &rows, qint64 leaseMs, qint64 nowMs)
{
    QHash<PersonId, ShownAlerts> told;
    for (const AlertMailRow &r : rows) {
        // One that never left is told again; an alert too many is better than one too few.
        const bool lapsed = r.result.isEmpty() && nowMs >= r.atMs + leaseMs;
        if (lapsed || r.result == u"temporary" || r.result == u"not_begun")
            continue;
        told[r.told].insert(r.obligation, {r.level, r.deadlineMs, r.atMs, false, true});
    }
    return told;
}

/** How often each person was told of each obligation. */
QHash<std::pair<ObligationId, PersonId>, int> timesTold(const QList<AlertMailRow> &rows)
{
    QHash<std::pair<ObligationId, PersonId>, int> times;
    for (const AlertMailRow &r : rows)
        times[{r.obligation, r.told}] = std::max(times.value({r.obligation, r.told}), r.n + 1);
    return times;
}

QString utc(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(u"yyyy-MM-dd HH:mm 'UTC'"_s);
}

} // namespace

Result<QSet<PersonId>> AlertMailService::inCharge(const Incident &incident, const QList<Person> &people, bool urgent)
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

Result<QList<AlertMail>> AlertMailService::due(const AlertPolicy &policy)
{
    Database &db = m_session.database();
    const qint64 now = m_session.nowMs();
    auto open = ObligationRepository(db).open(kMostClocks, false);
    auto people = PeopleRepository(db).all();
    auto told = AlertMailRepository(db).ofOpen();
    auto account = MailAccountRepository(db).current();
    if (!open || !people)
        return tl::unexpected(open ? people.error() : open.error());
    if (!told || !account)
        return tl::unexpected(told ? account.error() : told.error());
    const auto beside = DutyService(m_session).deadlineInfo(*open);
    if (!beside)
        return tl::unexpected(beside.error());
    for (Obligation &o : *open)
        o.facts.wouldEndMs = beside->value(o.id).wouldEndMs;
    people->removeIf([](const Person &p) { return !p.active; });
    QHash<ObligationId, Obligation> byId;
    QHash<IncidentId, Incident> incidents;
    QHash<PersonId, QList<AlertSubject>> subjects;
    QHash<std::pair<IncidentId, bool>, QSet<PersonId>> charged;
    for (const Obligation &o : std::as_const(*open)) {
        if (!incidents.contains(o.incident)) {
            auto incident = IncidentRepository(db).byId(o.incident);
            if (!incident)
                return tl::unexpected(incident.error());
            incidents.insert(o.incident, *incident);
        }
        byId.insert(o.id, o);
        const std::pair key(o.incident, alertLevel(o.facts, now) >= AlertLevel::Hours8);
        if (!charged.contains(key)) {
            auto who = inCharge(incidents.value(o.incident), *people, key.second);
            if (!who)
                return tl::unexpected(who.error());
            charged.insert(key, *who);
        }
        for (const PersonId person : charged.value(key))
            subjects[person].append(
                {o.id, o.facts, incidents.value(o.incident).exercise, beside->value(o.id).attentionEveryMs});
    }
    const auto before = toldBefore(*told, mailLeaseMs(*account), now);
    const auto times = timesTold(*told);
    QList<AlertMail> mails;
    for (const Person &p : std::as_const(*people)) {
        if (!isMailAddress(p.email))
            continue;
        AlertMail mail;
        mail.person = p;
        for (const DueAlert &d : planAlerts(subjects.value(p.id), now, before.value(p.id), policy).due) {
            const Obligation &o = byId[d.id];
            mail.lines.append({o.id, o.incident, incidents[o.incident].reference(), o.addressee, d.level,
                               endMs(o.facts), times.value({o.id, p.id}), o.facts.confirmed});
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
            tr("%1 · notice to %2 · %3 · %4")
                .arg(line.reference, nameOf(line.addressee).toLower(), nameOf(line.level),
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
