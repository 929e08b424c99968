#include "models/storage/restrictionrepository.h"

#include "models/storage/database.h"

namespace tocsin {

using namespace Qt::StringLiterals;

Result<Restriction> RestrictionRepository::of(IncidentId id)
{
    Restriction r;
    auto s = m_db.prepare(u"SELECT c.restricted, c.kind, c.reason, c.environment, coalesce(p.name, ''), c.instant_ms "
                          "FROM restriction_change c LEFT JOIN person p ON p.id = c.person_id "
                          "WHERE c.incident_id = ? ORDER BY c.id DESC LIMIT 1"_s);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    if (s.next()) {
        r.restricted = s.boolean(0);
        r.kind = fromCode<RestrictionKind>(s.text(1));
        r.reason = s.text(2);
        r.environment = s.text(3);
        r.byName = s.text(4);
        r.atMs = s.int64(5);
    }
    auto named = people(id);
    if (!named)
        return tl::unexpected(named.error());
    r.people = *named;
    return r;
}

Result<QList<NamedPerson>> RestrictionRepository::people(IncidentId id)
{
    auto s = m_db.prepare(u"SELECT p.id, p.name, p.roles, p.active, coalesce(n.version, 0), coalesce(n.named, 0), "
                          "coalesce(n.suspected, 0) FROM person p LEFT JOIN incident_named n ON n.subject_id = p.id "
                          "AND n.incident_id = ? ORDER BY p.name, p.id"_s);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<NamedPerson> list;
    while (s.next()) {
        const NamedPerson p{PersonId{s.int64(0)}, s.text(1),   Roles::fromInt(s.integer(2)), s.boolean(3), s.integer(4),
                            s.boolean(5),         s.boolean(6)};
        if (canBeNamed(p) || p.version > 0)
            list.append(p);
    }
    return list;
}

Result<void> RestrictionRepository::insertChange(IncidentId id, int seenVersion, bool restricted,
                                                 const RestrictionInput &input)
{
    auto s = m_db.prepare(u"INSERT INTO restriction_change (uuid, incident_id, seen_version, restricted, kind, reason, "
                          "environment) VALUES (?, ?, ?, ?, ?, ?, ?)"_s);
    return s.bind(newUuid())
        .bind(id.value)
        .bind(seenVersion)
        .bind(restricted)
        .bind(input.kind ? codeOf(*input.kind) : QString())
        .bind(input.reason)
        .bind(input.environment)
        .exec();
}

Result<void> RestrictionRepository::insertNaming(IncidentId id, const NamedPerson &seen, bool named, bool suspected,
                                                 const QString &reason)
{
    auto s = m_db.prepare(u"INSERT INTO restriction_naming (uuid, incident_id, subject_id, seen_version, named, "
                          "suspected, reason) VALUES (?, ?, ?, ?, ?, ?, ?)"_s);
    return s.bind(newUuid())
        .bind(id.value)
        .bind(seen.person.value)
        .bind(seen.version)
        .bind(named)
        .bind(suspected)
        .bind(reason)
        .exec();
}

} // namespace tocsin
