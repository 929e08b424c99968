#include "models/storage/exerciserepository.h"

#include "models/storage/database.h"

namespace tocsin {

using namespace Qt::StringLiterals;

Result<ExerciseInfo> ExerciseRepository::info(IncidentId id, bool exercise)
{
    ExerciseInfo info;
    bool mine = false;
    auto s = m_db.prepare(u"SELECT p.name, CASE WHEN l.subject_id = (SELECT tocsin_person()) THEN 1 ELSE 0 END FROM "
                          "exercise_lead l JOIN person p ON p.id = l.subject_id WHERE l.incident_id = ? ORDER BY "
                          "p.name, p.id"_s);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    while (s.next()) {
        info.leads << s.text(0);
        mine = mine || s.boolean(1);
    }
    auto l =
        m_db.prepare(u"SELECT x.cause, x.reason, x.instant_ms, p.name FROM exercise_lifting x LEFT JOIN person p ON "
                     "p.id = x.person_id WHERE x.incident_id = ?"_s);
    if (auto ok = l.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    if (l.next()) {
        info.cause = fromCode<LiftingCause>(l.text(0));
        info.liftedReason = l.text(1);
        info.liftedMs = l.int64(2);
        info.liftedBy = l.text(3);
    }
    info.secret = mine && info.liftedMs == 0;
    info.exercise = exercise && !info.secret;
    if (info.liftedMs == 0 && !mine)
        info.leads.clear(); // a file hides nothing by itself
    return info;
}

Result<void> ExerciseRepository::insertLead(IncidentId id, PersonId lead)
{
    auto s = m_db.prepare(u"INSERT INTO exercise_lead (uuid, incident_id, subject_id) VALUES (?, ?, ?)"_s);
    return s.bind(newUuid()).bind(id.value).bind(lead.value).exec();
}

Result<void> ExerciseRepository::insertLifting(IncidentId id, int seenVersion, LiftingCause cause,
                                               const QString &reason)
{
    auto s =
        m_db.prepare(u"INSERT INTO exercise_lifting (uuid, incident_id, seen_version, cause, reason) VALUES (?, ?, "
                     "?, ?, ?)"_s);
    return s.bind(newUuid()).bind(id.value).bind(seenVersion).bind(codeOf(cause)).bind(reason.trimmed()).exec();
}

bool isUnannounced(const Error &error)
{
    return error.detail.contains(u"an exercise that was not announced"_s);
}

} // namespace tocsin
