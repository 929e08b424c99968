#include "models/storage/approvalrepository.h"

#include "models/domain/incident.h"
#include "models/storage/database.h"
#include "models/storage/exercisemark.h"

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

const QString kDeadline =
    u"(SELECT min(o.deadline_ms) FROM obligation o WHERE o.incident_id = i.id AND o.met_ms IS NULL AND "
    "o.withdrawn_ms IS NULL)"_s;

// A "+" before a key keeps SQLite from reading every incident and then looking for its few requests.

/** The columns both lists begin with. */
Approval head(const Statement &s)
{
    Approval a;
    a.kind = fromCode<ApprovalKind>(s.text(0)).value_or(ApprovalKind::Notice);
    a.id = s.int64(1);
    a.incident = IncidentId{s.int64(2)};
    a.reference = incidentReference(s.int64(3));
    a.title = s.text(4);
    a.sinceMs = s.int64(5);
    return a;
}

} // namespace

Result<QList<Approval>> ApprovalRepository::inReview(bool exercises)
{
    const QString open = u" AND "_s + exerciseMark() + u" = ? AND "_s + m_db.dialect().visible(u"i.id"_s);
    const auto back = [](const QString &column, const QString &key) {
        return u"coalesce((SELECT CASE x.kind WHEN 'question' THEN 1 ELSE 0 END FROM request_remark x WHERE x.%1 = %2 "
               "ORDER BY x.id DESC LIMIT 1), 0)"_s.arg(column, key);
    };
    auto s = m_db.prepare(
        u"SELECT 'notice' AS kind, n.id, i.id, i.number, t.subject, n.updated_ms AS since, "_s + kDeadline +
        u", t.person_id, "_s + back(u"notice_id"_s, u"n.id"_s) +
        u" FROM notice n JOIN incident i ON i.id = n.incident_id JOIN notice_text t ON t.id = n.text_id "
        "WHERE n.state = 'legal_review'"_s +
        open + u" UNION ALL SELECT 'rescission', q.id, i.id, i.number, q.reason, q.instant_ms, "_s + kDeadline +
        u", q.person_id, "_s + back(u"request_id"_s, u"q.id"_s) +
        u" FROM rescission_request q JOIN incident i ON i.id = +q.incident_id AND i.rescission_id = +q.id WHERE 1 = 1"_s +
        open +
        u" UNION ALL SELECT 'postmortem', m.id, i.id, i.number, i.title, (SELECT max(d.instant_ms) FROM "
        "postmortem_decision d WHERE d.incident_id = m.incident_id), 0, t.person_id, 0 FROM postmortem m JOIN incident "
        "i ON i.id = +m.incident_id JOIN postmortem_text t ON t.id = m.text_id WHERE m.state = 'in_review'"_s +
        open +
        u" UNION ALL SELECT 'summary', m.id, i.id, i.number, i.title, (SELECT max(d.instant_ms) FROM "
        "postmortem_summary_decision d WHERE d.incident_id = m.incident_id), 0, t.person_id, 0 FROM postmortem_summary "
        "m JOIN incident i ON i.id = +m.incident_id JOIN postmortem_summary_text t ON t.id = m.summary_id WHERE "
        "m.state = 'in_review'"_s +
        open + u" ORDER BY since, 2"_s);
    if (auto ok = s.bind(exercises).bind(exercises).bind(exercises).bind(exercises).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<Approval> rows;
    while (s.next()) {
        Approval a = head(s);
        a.deadlineMs = s.int64(6);
        a.asker = PersonId{s.int64(7)};
        a.askedBack = s.boolean(8);
        rows.append(a);
    }
    return rows;
}

Result<QList<Approval>> ApprovalRepository::contributions(PersonId person, bool exercises)
{
    auto s = m_db.prepare(
        u"SELECT 'contribution', q.id, i.id, i.number, i.title, q.instant_ms, q.due_ms, p.name FROM "
        "postmortem_question q JOIN incident i ON i.id = +q.incident_id LEFT JOIN person p ON p.id = q.person_id WHERE "
        "q.asked_id = ? AND NOT EXISTS (SELECT 1 FROM postmortem_answer a WHERE a.question_id = q.id) AND "_s +
        exerciseMark() + u" = ? AND "_s + m_db.dialect().visible(u"i.id"_s) + u" ORDER BY q.id"_s);
    if (auto ok = s.bind(person.value).bind(exercises).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<Approval> rows;
    while (s.next()) {
        Approval a = head(s);
        a.deadlineMs = s.int64(6);
        a.text = s.text(7);
        rows.append(a);
    }
    return rows;
}

Result<QList<Approval>> ApprovalRepository::decidedBy(PersonId person, bool exercises, int limit)
{
    const QString open = u" AND "_s + exerciseMark() + u" = ? AND "_s + m_db.dialect().visible(u"i.id"_s);
    const QString by = u"(d.attested_by = ? OR d.person_id = ?)"_s;
    auto s = m_db.prepare(
        u"SELECT 'notice' AS kind, n.id, i.id, i.number, t.subject, d.instant_ms AS since, d.step FROM notice_decision "
        u"d "
        "JOIN notice n ON n.id = d.notice_id JOIN incident i ON i.id = n.incident_id JOIN notice_text t ON t.id = "
        "n.text_id WHERE d.step IN ('approve', 'return') AND "_s +
        by + open +
        u" UNION ALL SELECT 'rescission', q.id, i.id, i.number, q.reason, d.instant_ms, d.decision FROM "
        "rescission_decision d JOIN rescission_request q ON q.id = +d.request_id JOIN incident i ON i.id = "
        "+q.incident_id WHERE d.decision <> 'taken_back' AND "_s +
        by + open +
        u" UNION ALL SELECT 'postmortem', d.id, i.id, i.number, i.title, d.instant_ms, d.step FROM "
        "postmortem_decision d JOIN incident i ON i.id = +d.incident_id WHERE d.step = 'approve' AND "_s +
        by + open +
        u" UNION ALL SELECT 'summary', d.id, i.id, i.number, i.title, d.instant_ms, d.step FROM "
        "postmortem_summary_decision d JOIN incident i ON i.id = +d.incident_id WHERE d.step IN ('approve', 'return') "
        "AND "_s +
        by + open + u" ORDER BY since DESC, 2 DESC LIMIT ?"_s);
    for (int part = 0; part < 4; ++part)
        s.bind(person.value).bind(person.value).bind(exercises);
    if (auto ok = s.bind(limit).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<Approval> rows;
    while (s.next()) {
        Approval a = head(s);
        a.text = s.text(6);
        rows.append(a);
    }
    return rows;
}

Result<ApprovalRepository::Place> ApprovalRepository::placeOf(IncidentId id)
{
    auto s = m_db.prepare(u"SELECT i.number, i.manager_id, p.name, "_s + kDeadline +
                          u" FROM incident i LEFT JOIN person p ON p.id = i.manager_id WHERE i.id = ?"_s);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    if (!s.next())
        return Place{};
    return Place{incidentReference(s.int64(0)), PersonId{s.int64(1)}, s.text(2), s.int64(3)};
}

} // namespace tocsin
