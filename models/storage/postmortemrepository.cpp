#include "models/storage/postmortemrepository.h"

#include "models/storage/database.h"
#include "models/storage/sqlfunctions.h"

namespace tocsin {

using namespace Qt::StringLiterals;

Result<std::optional<Postmortem>> PostmortemRepository::of(IncidentId incident)
{
    auto s = m_db.prepare(
        u"SELECT m.version, m.state, t.id, t.body, t.sha256, t.person_id, p.name, t.instant_ms, a.name, d.instant_ms "
        "FROM postmortem m JOIN postmortem_text t ON t.id = m.text_id LEFT JOIN person p ON p.id = t.person_id "
        "LEFT JOIN postmortem_decision d ON m.state = 'approved' AND d.id = (SELECT id FROM postmortem_decision WHERE "
        "incident_id = "
        "m.incident_id "
        "AND step = 'approve' AND text_id = m.text_id ORDER BY id DESC LIMIT 1) "
        "LEFT JOIN person a ON a.id = coalesce(d.attested_by, d.person_id) WHERE m.incident_id = ?"_s);
    if (auto ok = s.bind(incident.value).exec(); !ok)
        return tl::unexpected(ok.error());
    if (!s.next())
        return std::optional<Postmortem>();
    return std::optional(Postmortem{s.integer(0), fromCode<PostmortemState>(s.text(1)).value_or(PostmortemState::Draft),
                                    PostmortemTextId{s.int64(2)}, s.text(3), s.text(4), PersonId{s.int64(5)}, s.text(6),
                                    s.int64(7), s.text(8), s.int64(9)});
}

Result<QList<PersonId>> PostmortemRepository::authors(IncidentId incident)
{
    auto s = m_db.prepare(u"SELECT DISTINCT person_id FROM postmortem_text WHERE incident_id = ?"_s);
    if (auto ok = s.bind(incident.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<PersonId> people;
    while (s.next())
        people.append(PersonId{s.int64(0)});
    return people;
}

Result<void> PostmortemRepository::insertText(IncidentId incident, int seenVersion, const QString &body)
{
    auto s = m_db.prepare(
        u"INSERT INTO postmortem_text (uuid, incident_id, seen_version, body, sha256) VALUES (?, ?, ?, ?, ?)"_s);
    return s.bind(newUuid())
        .bind(incident.value)
        .bind(seenVersion)
        .bind(body)
        .bind(QString::fromLatin1(sha256Hex(body.toUtf8())))
        .exec();
}

Result<void> PostmortemRepository::insertDecision(IncidentId incident, const Postmortem &seen, const QString &step,
                                                  PostmortemState to, const Attestation &a)
{
    auto s = m_db.prepare(
        u"INSERT INTO postmortem_decision (uuid, incident_id, seen_version, step, to_state, text_id, text_sha256, "
        u"remark, "
        "attested_by, attested_ms, attested_how, attested_words) VALUES (?, ?, ?, ?, ?, ?, ?, '', ?, ?, ?, ?)"_s);
    s.bind(newUuid())
        .bind(incident.value)
        .bind(seen.version)
        .bind(step)
        .bind(codeOf(to))
        .bind(seen.text.value)
        .bind(seen.sha256);
    return s.bindId(a.by.value).bindId(a.atMs).bind(a.how).bind(a.words).exec();
}

} // namespace tocsin
