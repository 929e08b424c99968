#include "models/storage/consultationrepository.h"

#include "models/storage/database.h"
#include "models/storage/sqlfunctions.h"

namespace tocsin {

using namespace Qt::StringLiterals;

Result<QList<Consultation>> ConsultationRepository::ofIncident(IncidentId id)
{
    auto s = m_db.prepare(
        u"SELECT c.id, c.number, c.at_ms, c.adviser, c.privileged, c.text_sha256, c.instant_ms, p.name, t.question, "
        "t.advice, r.reason, q.name, r.instant_ms FROM consultation c LEFT JOIN person p ON p.id = c.person_id LEFT "
        "JOIN consultation_text t ON t.consultation_id = c.id LEFT JOIN consultation_release r ON r.consultation_id = "
        "c.id LEFT JOIN person q ON q.id = r.person_id WHERE c.incident_id = ? ORDER BY c.number DESC"_s);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<Consultation> rows;
    while (s.next()) {
        Consultation c;
        c.id = ConsultationId{s.int64(0)};
        c.incident = id;
        c.number = s.integer(1);
        c.content = {s.int64(2), s.text(3), s.text(8), s.text(9), s.boolean(4)};
        c.sha256 = s.text(5);
        c.recordedMs = s.int64(6);
        c.byName = s.text(7);
        c.withheld = s.isNull(8);
        c.released = s.text(10);
        c.releasedBy = s.text(11);
        c.releasedMs = s.int64(12);
        rows.append(c);
    }
    return rows;
}

Result<ConsultationId> ConsultationRepository::insert(IncidentId id, const ConsultationInput &in)
{
    auto n = m_db.prepare(u"SELECT coalesce(max(number), 0) + 1 FROM consultation WHERE incident_id = ?"_s);
    if (auto ok = n.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    const int number = n.next() ? n.integer(0) : 1;
    const QString salt = newUuid(), question = in.question.trimmed(), advice = in.advice.trimmed();
    const QString digest = QString::fromLatin1(sha256Hex((salt + u'\n' + question + u'\n' + advice).toUtf8()));
    auto s = m_db.prepare(u"INSERT INTO consultation (uuid, incident_id, number, at_ms, adviser, privileged, "
                          "text_sha256) VALUES (?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(id.value).bind(number).bind(in.atMs).bind(in.adviser.trimmed());
    auto key = s.bind(in.privileged).bind(digest).insert();
    if (!key)
        return tl::unexpected(key.error());
    auto t = m_db.prepare(u"INSERT INTO consultation_text (uuid, incident_id, consultation_id, privileged, salt, "
                          "question, advice) VALUES (?, ?, ?, ?, ?, ?, ?)"_s);
    t.bind(newUuid()).bind(id.value).bind(*key).bind(in.privileged).bind(salt).bind(question).bind(advice);
    if (auto ok = t.exec(); !ok)
        return tl::unexpected(ok.error());
    return ConsultationId{*key};
}

Result<void> ConsultationRepository::insertRelease(IncidentId id, ConsultationId consultation, const QString &reason)
{
    auto s = m_db.prepare(
        u"INSERT INTO consultation_release (uuid, incident_id, consultation_id, reason) VALUES (?, ?, ?, ?)"_s);
    return s.bind(newUuid()).bind(id.value).bind(consultation.value).bind(reason.trimmed()).exec();
}

} // namespace tocsin
