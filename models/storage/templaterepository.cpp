#include "models/storage/templaterepository.h"

#include "models/storage/database.h"

namespace tocsin {

using namespace Qt::StringLiterals;

Result<QList<NoticeTemplate>> TemplateRepository::all()
{
    auto s = m_db.prepare(u"SELECT t.id, t.version, t.audience, t.phase, t.language, t.subject, t.body, t.newest_id, "
                          "t.approved_id, a.subject, a.body, p.name, v.person_id FROM notice_template t LEFT JOIN "
                          "notice_template_version a ON a.id = t.approved_id JOIN notice_template_version v ON v.id = "
                          "t.newest_id LEFT JOIN person p ON p.id = v.person_id "
                          "ORDER BY t.audience, t.phase, t.language"_s);
    if (auto ok = s.exec(); !ok)
        return tl::unexpected(ok.error());
    QList<NoticeTemplate> rows;
    while (s.next())
        rows.append({s.int64(0), s.integer(1), fromCode<Audience>(s.text(2)).value_or(Audience::Internal),
                     fromCode<NoticePhase>(s.text(3)).value_or(NoticePhase::First), s.text(4), s.text(5), s.text(6),
                     s.int64(7), s.int64(8), s.text(9), s.text(10), s.text(11), PersonId{s.int64(12)}});
    return rows;
}

Result<QList<TemplateVersion>> TemplateRepository::versions(const NoticeTemplate &t)
{
    auto s = m_db.prepare(
        u"SELECT v.id, v.subject, v.body, v.reason, p.name, v.instant_ms, (SELECT q.name FROM template_approval a JOIN "
        "person q ON q.id = coalesce(a.attested_by, a.person_id) WHERE a.version_id = v.id ORDER BY a.id DESC LIMIT 1) "
        "FROM notice_template_version v LEFT JOIN person p ON p.id = v.person_id WHERE v.id = ? OR v.subject_id = ? "
        "ORDER BY v.id"_s);
    if (auto ok = s.bind(t.id).bind(t.id).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<TemplateVersion> rows;
    while (s.next())
        rows.append(
            {s.int64(0), s.text(1), s.text(2), s.text(3), s.text(4), s.int64(5), s.text(6), s.int64(0) == t.approved});
    return rows;
}

Result<void> TemplateRepository::insert(const NoticeTemplate &t, const QString &reason)
{
    auto s = m_db.prepare(u"INSERT INTO notice_template_version (uuid, subject_id, seen_version, audience, phase, "
                          "language, subject, body, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bindId(t.id).bindId(t.id > 0 ? t.version : 0).bind(codeOf(t.audience)).bind(codeOf(t.phase));
    return s.bind(t.language).bind(t.subject.trimmed()).bind(t.body.trimmed()).bind(reason.trimmed()).exec();
}

Result<void> TemplateRepository::insertApproval(const NoticeTemplate &seen, const Attestation &legal)
{
    auto s = m_db.prepare(u"INSERT INTO template_approval (uuid, template_id, seen_version, version_id, attested_by, "
                          "attested_ms, attested_how, attested_words) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(seen.id).bind(seen.version).bind(seen.newest);
    return s.bindId(legal.by.value).bindId(legal.atMs).bind(legal.how).bind(legal.words).exec();
}

Result<Provider> TemplateRepository::provider()
{
    auto s = m_db.prepare(u"SELECT id, version, name, identifier, address, sector, country, representative, officer, "
                          "contact_point FROM provider ORDER BY id LIMIT 1"_s);
    if (auto ok = s.exec(); !ok)
        return tl::unexpected(ok.error());
    if (!s.next())
        return Provider{};
    return Provider{s.int64(0), s.integer(1), s.text(2), s.text(3), s.text(4),
                    s.text(5),  s.text(6),    s.text(7), s.text(8), s.text(9)};
}

Result<void> TemplateRepository::insert(const Provider &p)
{
    auto s = m_db.prepare(u"INSERT INTO provider_version (uuid, subject_id, seen_version, name, identifier, address, "
                          "sector, country, representative, officer, contact_point) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, "
                          "?, ?)"_s);
    s.bind(newUuid()).bindId(p.id).bindId(p.id > 0 ? p.version : 0).bind(p.name.trimmed()).bind(p.identifier.trimmed());
    s.bind(p.address.trimmed()).bind(p.sector).bind(p.country).bind(p.representative.trimmed());
    return s.bind(p.officer.trimmed()).bind(p.contactPoint.trimmed()).exec();
}

} // namespace tocsin
