#include "models/storage/postmortemsummaryrepository.h"

#include "models/storage/database.h"
#include "models/storage/sqlfunctions.h"

namespace tocsin {

using namespace Qt::StringLiterals;

Result<std::optional<PostmortemSummary>> PostmortemSummaryRepository::of(IncidentId incident)
{
    const auto last = [](const QString &step) {
        return u"(SELECT max(x.id) FROM postmortem_summary_decision x WHERE x.summary_id = h.summary_id AND x.step = "
               "'%1')"_s.arg(step);
    };
    auto s = m_db.prepare(
        u"SELECT h.version, h.state, t.id, t.body, t.sha256, t.person_id, coalesce(p.name, ''), t.instant_ms, CASE "
        "WHEN t.text_id = m.text_id THEN 1 ELSE 0 END, coalesce(a.name, ''), d.instant_ms, CASE WHEN h.state = 'draft' "
        "THEN r.remark END FROM postmortem_summary h JOIN postmortem_summary_text t ON t.id = h.summary_id LEFT JOIN "
        "postmortem m ON m.incident_id = h.incident_id LEFT JOIN person p ON p.id = t.person_id LEFT JOIN "
        "postmortem_summary_decision d ON h.state = 'approved' AND d.id = "_s +
        last(u"approve"_s) + u" LEFT JOIN postmortem_summary_decision r ON r.id = "_s + last(u"return"_s) +
        u" LEFT JOIN person a ON a.id = coalesce(d.attested_by, d.person_id) WHERE h.incident_id = ?"_s);
    if (auto ok = s.bind(incident.value).exec(); !ok)
        return tl::unexpected(ok.error());
    if (!s.next())
        return std::optional<PostmortemSummary>();
    PostmortemSummary m;
    m.version = s.integer(0);
    m.state = fromCode<PostmortemState>(s.text(1)).value_or(PostmortemState::Draft);
    m.text = SummaryTextId{s.int64(2)};
    m.body = s.text(3);
    m.sha256 = s.text(4);
    m.author = PersonId{s.int64(5)};
    m.authorName = s.text(6);
    m.atMs = s.int64(7);
    m.ofThisPostmortem = s.boolean(8);
    m.approvedByName = s.text(9);
    m.approvedMs = s.int64(10);
    m.returnRemark = s.text(11);
    if (auto ok = readChecks(incident, m); !ok)
        return tl::unexpected(ok.error());
    return std::optional(m);
}

Result<void> PostmortemSummaryRepository::readChecks(IncidentId incident, PostmortemSummary &summary)
{
    auto s = m_db.prepare(u"SELECT c.summary_id, c.kind, c.words, c.reason, coalesce(p.name, ''), c.instant_ms FROM "
                          "postmortem_summary_check c LEFT JOIN person p ON p.id = c.person_id WHERE c.incident_id = ? "
                          "ORDER BY c.id"_s);
    if (auto ok = s.bind(incident.value).exec(); !ok)
        return ok;
    while (s.next()) {
        const auto kind = fromCode<LeakKind>(s.text(1));
        if (!kind)
            continue;
        if (s.text(2).isEmpty()) {
            if (SummaryTextId{s.int64(0)} == summary.text)
                summary.lookedFor.insert(*kind);
        } else {
            summary.mayStay.append({*kind, s.text(2), {}, s.text(3), s.text(4), s.int64(5)});
        }
    }
    return {};
}

Result<std::optional<QString>> PostmortemSummaryRepository::approvedBody(IncidentId incident)
{
    auto s = m_db.prepare(u"SELECT t.body FROM postmortem_summary h JOIN postmortem_summary_text t ON t.id = "
                          "h.summary_id WHERE h.incident_id = ? AND h.state = 'approved'"_s);
    if (auto ok = s.bind(incident.value).exec(); !ok)
        return tl::unexpected(ok.error());
    return s.next() ? std::optional(s.text(0)) : std::nullopt;
}

Result<QList<PersonId>> PostmortemSummaryRepository::authors(IncidentId incident)
{
    auto s = m_db.prepare(u"SELECT DISTINCT person_id FROM postmortem_summary_text WHERE incident_id = ?"_s);
    if (auto ok = s.bind(incident.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<PersonId> people;
    while (s.next())
        people.append(PersonId{s.int64(0)});
    return people;
}

Result<void> PostmortemSummaryRepository::insertText(IncidentId incident, int seenVersion, PostmortemTextId of,
                                                     const QString &body)
{
    auto s = m_db.prepare(u"INSERT INTO postmortem_summary_text (uuid, incident_id, seen_version, text_id, body, "
                          "sha256) VALUES (?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(incident.value).bind(seenVersion).bind(of.value).bind(body);
    return s.bind(QString::fromLatin1(sha256Hex(body.toUtf8()))).exec();
}

Result<void> PostmortemSummaryRepository::insertCheck(IncidentId incident, SummaryTextId text, const SummaryLeak &leak)
{
    auto s = m_db.prepare(u"INSERT INTO postmortem_summary_check (uuid, incident_id, summary_id, kind, words, reason) "
                          "VALUES (?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(incident.value).bind(text.value).bind(codeOf(leak.kind));
    return s.bind(leak.words).bind(leak.reason).exec();
}

Result<void> PostmortemSummaryRepository::insertDecision(IncidentId incident, const PostmortemSummary &seen,
                                                         const QString &step, PostmortemState to, const Attestation &a,
                                                         const QString &remark)
{
    auto s = m_db.prepare(u"INSERT INTO postmortem_summary_decision (uuid, incident_id, seen_version, step, to_state, "
                          "summary_id, summary_sha256, remark, attested_by, attested_ms, attested_how, attested_words) "
                          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(incident.value).bind(seen.version).bind(step).bind(codeOf(to)).bind(seen.text.value);
    s.bind(seen.sha256).bind(remark);
    return s.bindId(a.by.value).bindId(a.atMs).bind(a.how).bind(a.words).exec();
}

} // namespace tocsin
