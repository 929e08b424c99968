#include "models/storage/postmortemrepository.h"

#include "models/domain/incident.h"
#include "models/storage/database.h"
#include "models/storage/exercisemark.h"
#include "models/storage/sqlfunctions.h"

#include <QCoreApplication>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

/** The last decision of a kind about the current text of post-mortem `m`. */
QString lastStep(const QString &steps)
{
    return u"(SELECT max(x.id) FROM postmortem_decision x WHERE x.incident_id = m.incident_id AND x.text_id = "
           "m.text_id AND x.step IN (%1))"_s.arg(steps);
}

} // namespace

Result<std::optional<Postmortem>> PostmortemRepository::of(IncidentId incident)
{
    auto s = m_db.prepare(
        u"SELECT m.version, m.state, t.id, t.body, t.sha256, t.person_id, p.name, t.instant_ms, a.name, d.instant_ms, "
        "CASE r.step WHEN 'review' THEN q.name END, CASE r.step WHEN 'review' THEN r.instant_ms END, "
        "CASE WHEN m.state = 'draft' AND r.step = 'return' THEN r.remark END "
        "FROM postmortem m JOIN postmortem_text t ON t.id = m.text_id LEFT JOIN person p ON p.id = t.person_id "
        "LEFT JOIN postmortem_decision d ON m.state = 'approved' AND d.id = "_s +
        lastStep(u"'approve'"_s) + u" LEFT JOIN postmortem_decision r ON r.id = "_s +
        lastStep(u"'review', 'return'"_s) +
        u" LEFT JOIN person q ON q.id = r.person_id LEFT JOIN person a ON a.id = coalesce(d.attested_by, d.person_id) "
        "WHERE m.incident_id = ?"_s);
    if (auto ok = s.bind(incident.value).exec(); !ok)
        return tl::unexpected(ok.error());
    if (!s.next())
        return std::optional<Postmortem>();
    Postmortem m;
    m.version = s.integer(0);
    m.state = fromCode<PostmortemState>(s.text(1)).value_or(PostmortemState::Draft);
    m.text = PostmortemTextId{s.int64(2)};
    m.body = s.text(3);
    m.sha256 = s.text(4);
    m.author = PersonId{s.int64(5)};
    m.authorName = s.text(6);
    m.atMs = s.int64(7);
    m.approvedByName = s.text(8);
    m.approvedMs = s.int64(9);
    m.reviewedByName = s.text(10);
    m.reviewedMs = s.int64(11);
    m.returnRemark = s.text(12);
    return std::optional(m);
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

Result<void> PostmortemRepository::insertText(IncidentId incident, int seenVersion, const QString &body,
                                              const QString &remark)
{
    auto s = m_db.prepare(u"INSERT INTO postmortem_text (uuid, incident_id, seen_version, body, sha256, remark) VALUES "
                          "(?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(incident.value).bind(seenVersion).bind(body);
    return s.bind(QString::fromLatin1(sha256Hex(body.toUtf8()))).bind(remark).exec();
}

Result<void> PostmortemRepository::insertDecision(IncidentId incident, const Postmortem &seen, const QString &step,
                                                  PostmortemState to, const Attestation &a, const QString &remark)
{
    auto s = m_db.prepare(
        u"INSERT INTO postmortem_decision (uuid, incident_id, seen_version, step, to_state, text_id, text_sha256, "
        "remark, attested_by, attested_ms, attested_how, attested_words) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(incident.value).bind(seen.version).bind(step).bind(codeOf(to)).bind(seen.text.value);
    s.bind(seen.sha256).bind(remark);
    return s.bindId(a.by.value).bindId(a.atMs).bind(a.how).bind(a.words).exec();
}

Result<QList<PostmortemVersion>> PostmortemRepository::versions(IncidentId incident)
{
    auto s = m_db.prepare(
        u"SELECT t.id, coalesce(p.name, ''), t.instant_ms, t.remark, t.sha256, CASE WHEN EXISTS (SELECT 1 FROM "
        "postmortem_decision d WHERE d.text_id = t.id AND d.step = 'approve' AND NOT EXISTS (SELECT 1 FROM "
        "postmortem_decision x WHERE x.text_id = t.id AND x.step = 'disown' AND x.id > d.id)) THEN 1 ELSE 0 END FROM "
        "postmortem_text t "
        "LEFT JOIN person p ON p.id = t.person_id WHERE t.incident_id = ? ORDER BY t.id"_s);
    if (auto ok = s.bind(incident.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<PostmortemVersion> list;
    while (s.next())
        list.prepend({PostmortemTextId{s.int64(0)}, static_cast<int>(list.size()) + 1, s.text(1), s.int64(2), s.text(3),
                      s.text(4), s.boolean(5)});
    return list;
}

Result<QString> PostmortemRepository::body(IncidentId incident, PostmortemTextId text)
{
    auto s = m_db.prepare(u"SELECT body FROM postmortem_text WHERE id = ? AND incident_id = ?"_s);
    if (auto ok = s.bind(text.value).bind(incident.value).exec(); !ok)
        return tl::unexpected(ok.error());
    if (!s.next())
        return failure(ErrorKind::NotFound,
                       QCoreApplication::translate("tocsin::storage", "There is no such version."));
    return s.text(0);
}

Result<QList<PostmortemLine>> PostmortemRepository::lines(bool exercises)
{
    auto s = m_db.prepare(
        u"SELECT i.id, i.number, i.title, m.version, m.state, t.instant_ms, "
        "CASE WHEN i.outcome = 'crsi' OR (i.outcome = 'security_incident' AND coalesce(i.information, 'none') <> "
        "'none') THEN 1 ELSE 0 END, CASE WHEN i.closed_ms IS NULL THEN 0 ELSE 1 END, "
        "CASE WHEN (SELECT d.step FROM postmortem_decision d WHERE d.id = "_s +
        lastStep(u"'review', 'return'"_s) +
        u") = 'review' THEN 1 ELSE 0 END, (SELECT count(*) FROM postmortem_comment c WHERE c.incident_id = i.id AND "
        "NOT EXISTS (SELECT 1 FROM postmortem_comment_end e WHERE e.comment_id = c.id)), (SELECT count(*) FROM "
        "postmortem_question q WHERE q.incident_id = i.id AND NOT EXISTS (SELECT 1 FROM postmortem_answer a WHERE "
        "a.question_id = q.id)) FROM incident i LEFT JOIN postmortem m ON m.incident_id = i.id LEFT JOIN "
        "postmortem_text t ON t.id = m.text_id WHERE (m.id IS NOT NULL OR (i.ended_ms IS NULL AND i.closed_ms IS NULL "
        "AND (i.outcome = 'crsi' OR (i.outcome = 'security_incident' AND coalesce(i.information, 'none') <> 'none')))) "
        "AND "_s +
        exerciseMark() + u" = ? AND "_s + m_db.dialect().visible(u"i.id"_s) +
        u" ORDER BY coalesce(t.instant_ms, i.updated_ms) DESC"_s);
    if (auto ok = s.bind(exercises).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<PostmortemLine> list;
    while (s.next()) {
        PostmortemLine l;
        l.incident = IncidentId{s.int64(0)};
        l.reference = incidentReference(s.int64(1));
        l.title = s.text(2);
        l.version = s.integer(3);
        l.state = fromCode<PostmortemState>(s.text(4)).value_or(PostmortemState::Draft);
        l.atMs = s.int64(5);
        l.required = s.boolean(6);
        l.closed = s.boolean(7);
        l.reviewed = s.boolean(8);
        l.openComments = s.integer(9);
        l.openQuestions = s.integer(10);
        list.append(l);
    }
    auto names = m_db.prepare(u"SELECT DISTINCT t.incident_id, p.name FROM postmortem_text t JOIN person p ON p.id = "
                              "t.person_id ORDER BY 2"_s);
    if (auto ok = names.exec(); !ok)
        return tl::unexpected(ok.error());
    QHash<qint64, QStringList> authors;
    while (names.next())
        authors[names.int64(0)] << names.text(1);
    for (PostmortemLine &l : list)
        l.authorNames = authors.value(l.incident.value).join(u", "_s);
    return list;
}

Result<void> PostmortemRepository::insertUse(IncidentId incident, PostmortemTextId text, PostmortemUse kind,
                                             const QString &fileName, const QString &sha256)
{
    auto s = m_db.prepare(u"INSERT INTO postmortem_use (uuid, incident_id, text_id, kind, file_name, sha256) VALUES "
                          "(?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(incident.value).bind(text.value).bind(codeOf(kind));
    return s.bind(fileName).bind(sha256).exec();
}

Result<QList<PostmortemUseLine>> PostmortemRepository::uses(IncidentId incident, int limit)
{
    auto s = m_db.prepare(
        u"SELECT u.kind, coalesce(p.name, ''), u.instant_ms, (SELECT count(*) FROM postmortem_text t WHERE "
        "t.incident_id = u.incident_id AND t.id <= u.text_id), u.file_name FROM postmortem_use u LEFT JOIN person p ON "
        "p.id = u.person_id WHERE u.incident_id = ? ORDER BY u.id DESC LIMIT ?"_s);
    if (auto ok = s.bind(incident.value).bind(limit).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<PostmortemUseLine> list;
    while (s.next())
        list.append({fromCode<PostmortemUse>(s.text(0)).value_or(PostmortemUse::Opened), s.text(1), s.int64(2),
                     s.integer(3), s.text(4)});
    return list;
}

} // namespace tocsin
