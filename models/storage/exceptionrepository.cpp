#include "models/storage/exceptionrepository.h"

#include "models/storage/database.h"
#include "models/storage/exercisemark.h"

#include <QHash>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

/** The column of request_remark that a thread hangs on. */
QString threadColumn(ApprovalKind kind)
{
    return kind == ApprovalKind::Exception ? u"exception_id"_s
           : kind == ApprovalKind::Notice  ? u"notice_id"_s
                                           : u"request_id"_s;
}

} // namespace

Result<QList<DeadlineException>> ExceptionRepository::list(const QString &tail, const QList<qint64> &values)
{
    auto s = m_db.prepare(
        u"SELECT h.id, h.version, h.incident_id, h.number, h.kind, h.state, h.asked_ms, h.since_ms, h.review_ms, "
        "h.in_force_ms, h.requester_id, q.name, h.legal_id, l.name, h.executive_id, e.name, r.ground, r.reasoning, "
        "r.renews_id, coalesce((SELECT m.kind FROM request_remark m WHERE m.exception_id = h.id ORDER BY m.id DESC "
        "LIMIT 1), '') FROM deadline_exception h JOIN exception_request r ON r.id = h.id JOIN incident i ON i.id = "
        "h.incident_id LEFT JOIN person q ON q.id = h.requester_id LEFT JOIN person l ON l.id = h.legal_id LEFT JOIN "
        "person e ON e.id = h.executive_id "_s +
        tail);
    for (const qint64 v : values)
        s.bind(v);
    if (auto ok = s.exec(); !ok)
        return tl::unexpected(ok.error());
    QList<DeadlineException> rows;
    while (s.next()) {
        DeadlineException x;
        x.id = ExceptionId{s.int64(0)};
        x.version = s.integer(1);
        x.incident = IncidentId{s.int64(2)};
        x.number = s.integer(3);
        x.content.kind = fromCode<ExceptionKind>(s.text(4)).value_or(ExceptionKind::Exception);
        x.state = fromCode<ExceptionState>(s.text(5)).value_or(ExceptionState::Asked);
        x.askedMs = s.int64(6);
        x.sinceMs = s.int64(7);
        x.content.reviewMs = s.int64(8);
        x.inForceMs = s.int64(9);
        x.requester = PersonId{s.int64(10)};
        x.requesterName = s.text(11);
        x.legal = PersonId{s.int64(12)};
        x.legalName = s.text(13);
        x.executive = PersonId{s.int64(14)};
        x.executiveName = s.text(15);
        x.content.ground = s.text(16);
        x.content.reasoning = s.text(17);
        x.content.renews = ExceptionId{s.int64(18)};
        x.askedBack = s.text(19) == u"question";
        rows.append(x);
    }
    for (DeadlineException &x : rows) {
        auto d = m_db.prepare(u"SELECT obligation_id FROM exception_duty WHERE exception_id = ? ORDER BY id"_s);
        if (auto ok = d.bind(x.id.value).exec(); !ok)
            return tl::unexpected(ok.error());
        while (d.next())
            x.content.duties.append(ObligationId{d.int64(0)});
    }
    return rows;
}

Result<QList<DeadlineException>> ExceptionRepository::ofIncident(IncidentId id)
{
    return list(u"WHERE h.incident_id = ? ORDER BY h.number"_s, {id.value});
}

Result<DeadlineException> ExceptionRepository::byId(ExceptionId id)
{
    auto rows = list(u"WHERE h.id = ? AND "_s + m_db.dialect().visible(u"h.incident_id"_s), {id.value});
    if (!rows)
        return tl::unexpected(rows.error());
    if (rows->isEmpty())
        return failure(ErrorKind::NotFound,
                       QCoreApplication::translate("tocsin::storage", "There is no such request."));
    return rows->first();
}

Result<QList<DeadlineException>> ExceptionRepository::unsettled(bool exercises)
{
    return list(u"WHERE h.state IN ('asked', 'in_force') AND "_s + exerciseMark() + u" = ? AND "_s +
                    m_db.dialect().visible(u"h.incident_id"_s) + u" ORDER BY h.since_ms, h.id"_s,
                {exercises ? 1 : 0});
}

Result<QList<DeadlineException>> ExceptionRepository::lapsing(qint64 nowMs)
{
    return list(u"WHERE h.state = 'in_force' AND h.review_ms <= ? AND "_s + m_db.dialect().visible(u"h.incident_id"_s) +
                    u" ORDER BY h.review_ms, h.id"_s,
                {nowMs});
}

Result<QList<DeadlineException>> ExceptionRepository::decidedBy(PersonId person, bool exercises, int limit)
{
    return list(u"WHERE h.id IN (SELECT v.exception_id FROM exception_vote v WHERE (v.attested_by = ? OR "
                "v.person_id = ?) AND v.decision <> 'lapsed') AND "_s +
                    exerciseMark() + u" = ? AND "_s + m_db.dialect().visible(u"h.incident_id"_s) +
                    u" ORDER BY h.since_ms DESC, h.id DESC LIMIT ?"_s,
                {person.value, person.value, exercises ? 1 : 0, limit});
}

Result<QList<ExceptionVote>> ExceptionRepository::votes(ExceptionId id)
{
    auto s = m_db.prepare(u"SELECT v.instant_ms, v.decision, v.capacity, v.words, v.person_id, p.name, v.attested_by, "
                          "q.name, v.attested_ms, v.attested_how, v.attested_words FROM exception_vote v LEFT JOIN "
                          "person p ON p.id = v.person_id LEFT JOIN person q ON q.id = v.attested_by WHERE "
                          "v.exception_id = ? ORDER BY v.id"_s);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<ExceptionVote> rows;
    while (s.next()) {
        const bool attested = !s.isNull(6);
        ExceptionVote v;
        v.atMs = s.int64(0);
        v.decision = fromCode<ExceptionDecision>(s.text(1)).value_or(ExceptionDecision::Refused);
        v.capacity = fromCode<ExceptionCapacity>(s.text(2)).value_or(ExceptionCapacity::Program);
        v.words = s.text(3);
        v.by = PersonId{s.int64(attested ? 6 : 4)};
        v.byName = s.text(attested ? 7 : 5);
        v.enteredBy = attested ? s.text(5) : QString();
        v.attested = {PersonId{s.int64(6)}, s.int64(8), s.text(9), s.text(10)};
        rows.append(v);
    }
    return rows;
}

Result<ExceptionId> ExceptionRepository::insertRequest(IncidentId id, const ExceptionAsk &ask)
{
    auto n = m_db.prepare(u"SELECT coalesce(max(number), 0) + 1 FROM deadline_exception WHERE incident_id = ?"_s);
    if (auto ok = n.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    const int number = n.next() ? n.integer(0) : 1;
    auto s = m_db.prepare(u"INSERT INTO exception_request (uuid, incident_id, number, kind, ground, reasoning, "
                          "review_ms, renews_id, duty_count) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(id.value).bind(number).bind(codeOf(ask.kind)).bind(ask.ground);
    s.bind(ask.reasoning.trimmed()).bindId(ask.kind == ExceptionKind::Exception ? ask.reviewMs : 0);
    auto key = s.bindId(ask.renews.value).bind(qint64{ask.duties.size()}).insert();
    if (!key)
        return tl::unexpected(key.error());
    for (const ObligationId duty : ask.duties) {
        auto d =
            m_db.prepare(u"INSERT INTO exception_duty (incident_id, exception_id, obligation_id) VALUES (?, ?, ?)"_s);
        if (auto ok = d.bind(id.value).bind(*key).bind(duty.value).exec(); !ok)
            return tl::unexpected(ok.error());
    }
    return ExceptionId{*key};
}

Result<void> ExceptionRepository::insertVote(const DeadlineException &x, const ExceptionVoteInput &in,
                                             const Attestation &a)
{
    auto s = m_db.prepare(u"INSERT INTO exception_vote (uuid, incident_id, exception_id, seen_version, decision, "
                          "capacity, words, attested_by, attested_ms, attested_how, attested_words) VALUES (?, ?, ?, "
                          "?, ?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(x.incident.value).bind(x.id.value).bind(x.version).bind(codeOf(in.decision));
    s.bind(codeOf(in.capacity)).bind(in.words.trimmed());
    return s.bindId(a.by.value).bindId(a.atMs).bind(a.how).bind(a.words).exec();
}

Result<QList<DelayGround>> ExceptionRepository::delays(IncidentId id)
{
    auto s = m_db.prepare(u"SELECT d.obligation_id, d.kind, d.reason, d.authority, d.reference, d.until_ms, "
                          "d.instant_ms, coalesce(q.name, p.name, '') FROM delay_ground d LEFT JOIN person p ON p.id "
                          "= d.person_id LEFT JOIN person q ON q.id = d.attested_by WHERE d.incident_id = ? ORDER BY "
                          "d.id"_s);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<DelayGround> rows;
    while (s.next())
        rows.append({ObligationId{s.int64(0)}, fromCode<DelayKind>(s.text(1)).value_or(DelayKind::Reasons), s.text(2),
                     s.text(3), s.text(4), s.int64(5), s.int64(6), s.text(7)});
    return rows;
}

Result<void> ExceptionRepository::insertDelay(IncidentId id, const DelayGround &g, const Attestation &a)
{
    const bool authority = g.kind == DelayKind::Authority;
    auto s = m_db.prepare(u"INSERT INTO delay_ground (uuid, incident_id, obligation_id, kind, reason, authority, "
                          "reference, until_ms, attested_by, attested_ms, attested_how, attested_words) VALUES (?, ?, "
                          "?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(id.value).bind(g.obligation.value).bind(codeOf(g.kind)).bind(g.reason.trimmed());
    s.bind(authority ? g.authority.trimmed() : QString()).bind(authority ? g.reference.trimmed() : QString());
    s.bindId(authority ? g.untilMs : 0);
    return s.bindId(a.by.value).bindId(a.atMs).bind(a.how).bind(a.words).exec();
}

Result<QList<RequestRemark>> ExceptionRepository::remarks(ApprovalKind kind, qint64 id)
{
    auto s = m_db.prepare(u"SELECT m.instant_ms, m.person_id, p.name, m.kind, m.text FROM request_remark m LEFT JOIN "
                          "person p ON p.id = m.person_id WHERE m."_s +
                          threadColumn(kind) + u" = ? ORDER BY m.id"_s);
    if (auto ok = s.bind(id).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<RequestRemark> rows;
    while (s.next())
        rows.append({s.int64(0), PersonId{s.int64(1)}, s.text(2), s.text(3) == u"question", s.text(4)});
    return rows;
}

Result<void> ExceptionRepository::insertRemark(ApprovalKind kind, IncidentId incident, qint64 id, bool question,
                                               const QString &text)
{
    auto s = m_db.prepare(u"INSERT INTO request_remark (uuid, incident_id, "_s + threadColumn(kind) +
                          u", kind, text) VALUES (?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(incident.value).bind(id).bind(question ? u"question"_s : u"answer"_s);
    return s.bind(text.trimmed()).exec();
}

} // namespace tocsin
