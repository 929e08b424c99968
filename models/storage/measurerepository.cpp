#include "models/storage/measurerepository.h"

#include "models/storage/database.h"
#include "models/storage/exercisemark.h"
#include "models/storage/sqlfunctions.h"

#include <QCoreApplication>

namespace tocsin {

using namespace Qt::StringLiterals;

Result<QList<Measure>> MeasureRepository::list(const QString &where, const QList<qint64> &values)
{
    auto s = m_db.prepare(
        u"SELECT m.id, m.version, m.incident_id, m.kind, m.what, m.owner_id, coalesce(p.name, m.owner_name), m.due_ms, "
        "m.state, m.reason, m.since_ms, i.number, i.title, CASE WHEN i.ended_ms IS NULL AND i.closed_ms IS NULL THEN 0 "
        "ELSE 1 END FROM measure m JOIN incident i ON i.id = m.incident_id LEFT JOIN person p ON p.id = m.owner_id "
        "WHERE "_s +
        m_db.dialect().visible(u"m.incident_id"_s) + u" AND "_s + where + u" ORDER BY m.id"_s);
    for (const qint64 v : values)
        s.bind(v);
    if (auto ok = s.exec(); !ok)
        return tl::unexpected(ok.error());
    QList<Measure> all;
    while (s.next()) {
        Measure m;
        m.id = MeasureId{s.int64(0)};
        m.version = s.integer(1);
        m.incident = IncidentId{s.int64(2)};
        m.kind = fromCode<MeasureKind>(s.text(3)).value_or(MeasureKind::Corrective);
        m.what = s.text(4);
        m.owner = PersonId{s.int64(5)};
        m.ownerName = s.text(6);
        m.dueMs = s.int64(7);
        m.state = fromCode<MeasureState>(s.text(8)).value_or(MeasureState::Open);
        m.reason = s.text(9);
        m.sinceMs = s.int64(10);
        m.incidentReference = tocsin::incidentReference(s.int64(11));
        m.incidentTitle = s.text(12);
        m.incidentDone = s.boolean(13);
        all.append(m);
    }
    return all;
}

Result<QList<Measure>> MeasureRepository::ofIncident(IncidentId incident)
{
    return list(u"m.incident_id = ?"_s, {incident.value});
}

Result<QList<Measure>> MeasureRepository::all(bool exercises)
{
    return list(exerciseMark() + u" = ?"_s, {exercises ? 1 : 0});
}

Result<QList<Measure>> MeasureRepository::openOf(PersonId person)
{
    return list(u"m.state = 'open' AND m.owner_id = ? AND "_s + exerciseMark() + u" = 0"_s, {person.value});
}

Result<Measure> MeasureRepository::byId(MeasureId id)
{
    auto rows = list(u"m.id = ?"_s, {id.value});
    if (!rows)
        return tl::unexpected(rows.error());
    if (rows->isEmpty())
        return failure(ErrorKind::NotFound,
                       QCoreApplication::translate("tocsin::storage", "There is no such measure."));
    return rows->first();
}

Result<void> MeasureRepository::insert(const Measure &m)
{
    auto s = m_db.prepare(u"INSERT INTO measure_change (uuid, incident_id, measure_id, seen_version, kind, what, "
                          "owner_id, owner_name, due_ms, state, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(m.incident.value).bindId(m.id.value).bind(m.version).bind(codeOf(m.kind)).bind(m.what);
    s.bindId(m.owner.value).bind(m.ownerName).bindId(m.dueMs).bind(codeOf(m.state));
    return s.bind(m.reason).exec();
}

} // namespace tocsin
