#include "models/storage/teamrepository.h"

#include "models/storage/database.h"
#include "models/storage/exercisemark.h"

#include <QCoreApplication>

namespace tocsin {

using namespace Qt::StringLiterals;

Result<QList<Situation>> TeamRepository::situations(IncidentId id)
{
    auto s = m_db.prepare(u"SELECT t.seen_version, t.known, t.unknown, t.next, coalesce(p.name, ''), t.instant_ms FROM "
                          "situation_text t LEFT JOIN person p ON p.id = t.person_id WHERE t.incident_id = ? "
                          "ORDER BY t.seen_version"_s);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<Situation> list;
    while (s.next())
        list.append({s.integer(0) + 1, s.text(1), s.text(2), s.text(3), s.text(4), s.int64(5)});
    return list;
}

Result<Situation> TeamRepository::situation(IncidentId id)
{
    auto all = situations(id);
    if (!all)
        return tl::unexpected(all.error());
    return all->isEmpty() ? Situation() : all->last();
}

Result<void> TeamRepository::insertSituation(IncidentId id, int seenVersion, const Situation &t)
{
    auto s = m_db.prepare(
        u"INSERT INTO situation_text (uuid, incident_id, seen_version, known, unknown, next) VALUES (?, ?, ?, ?, ?, ?)"_s);
    return s.bind(newUuid()).bind(id.value).bind(seenVersion).bind(t.known).bind(t.unknown).bind(t.next).exec();
}

Result<QList<Task>> TeamRepository::taskList(const QString &tail, const QList<qint64> &values)
{
    auto s = m_db.prepare(u"SELECT t.id, t.version, t.incident_id, t.what, t.owner_id, coalesce(p.name, t.owner_name), "
                          "t.due_ms, t.state, t.reason, t.since_ms, i.number FROM incident_task t JOIN incident i ON "
                          "i.id = t.incident_id LEFT JOIN person p ON p.id = t.owner_id "_s +
                          tail);
    for (const qint64 v : values)
        s.bind(v);
    if (auto ok = s.exec(); !ok)
        return tl::unexpected(ok.error());
    QList<Task> list;
    while (s.next())
        list.append({TaskId{s.int64(0)}, s.integer(1), IncidentId{s.int64(2)}, s.text(3), PersonId{s.int64(4)},
                     s.text(5), s.int64(6), fromCode<TaskState>(s.text(7)).value_or(TaskState::Open), s.text(8),
                     s.int64(9), incidentReference(s.int64(10))});
    return list;
}

Result<QList<Task>> TeamRepository::tasks(IncidentId id)
{
    return taskList(u"WHERE t.incident_id = ? ORDER BY t.id"_s, {id.value});
}

Result<QList<Task>> TeamRepository::openTasksOf(PersonId person, int limit)
{
    return taskList(u"WHERE t.owner_id = ? AND t.state = 'open' AND i.ended_ms IS NULL AND i.closed_ms IS NULL AND "_s +
                        exerciseMark() + u" = 0 AND "_s + m_db.dialect().visible(u"t.incident_id"_s) +
                        u" ORDER BY CASE WHEN t.due_ms IS NULL THEN 1 ELSE 0 END, t.due_ms, t.id LIMIT ?"_s,
                    {person.value, limit});
}

Result<Task> TeamRepository::task(TaskId id)
{
    auto rows = taskList(u"WHERE t.id = ? AND "_s + m_db.dialect().visible(u"t.incident_id"_s), {id.value});
    if (!rows)
        return tl::unexpected(rows.error());
    if (rows->isEmpty())
        return failure(ErrorKind::NotFound, QCoreApplication::translate("tocsin::storage", "There is no such task."));
    return rows->first();
}

Result<void> TeamRepository::insertTask(const Task &t)
{
    auto s = m_db.prepare(u"INSERT INTO task_change (uuid, incident_id, task_id, seen_version, what, owner_id, "
                          "owner_name, due_ms, state, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(t.incident.value).bindId(t.id.value).bind(t.version).bind(t.what).bindId(t.owner.value);
    return s.bind(t.ownerName).bindId(t.dueMs).bind(codeOf(t.state)).bind(t.reason).exec();
}

Result<QList<CrewChange>> TeamRepository::crew(IncidentId id)
{
    auto s =
        m_db.prepare(u"SELECT c.duty, c.holder_id, coalesce(h.name, c.holder_name), c.assigned, c.reason, "
                     "coalesce(p.name, ''), c.instant_ms FROM crew_change c LEFT JOIN person h ON h.id = "
                     "c.holder_id LEFT JOIN person p ON p.id = c.person_id WHERE c.incident_id = ? ORDER BY c.id"_s);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<CrewChange> list;
    while (s.next())
        list.append({fromCode<CrewDuty>(s.text(0)).value_or(CrewDuty::Scribe), PersonId{s.int64(1)}, s.text(2),
                     s.boolean(3), s.text(4), s.text(5), s.int64(6)});
    return list;
}

Result<void> TeamRepository::insertCrew(IncidentId id, const CrewChange &c)
{
    auto s =
        m_db.prepare(u"INSERT INTO crew_change (uuid, incident_id, duty, holder_id, holder_name, assigned, reason) "
                     "VALUES (?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(id.value).bind(codeOf(c.duty)).bindId(c.holder.value).bind(c.holderName);
    return s.bind(c.assigned).bind(c.reason).exec();
}

Result<QList<OutsidePlace>> TeamRepository::places(IncidentId id)
{
    auto s = m_db.prepare(u"SELECT o.id, o.kind, o.name, o.reference, o.link, coalesce(p.name, ''), o.instant_ms FROM "
                          "outside_place o LEFT JOIN person p ON p.id = o.person_id WHERE o.incident_id = ? AND NOT "
                          "EXISTS (SELECT 1 FROM outside_removal r WHERE r.place_id = o.id) ORDER BY o.id"_s);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<OutsidePlace> list;
    while (s.next())
        list.append({PlaceId{s.int64(0)}, fromCode<PlaceKind>(s.text(1)).value_or(PlaceKind::Reference), s.text(2),
                     s.text(3), s.text(4), s.text(5), s.int64(6)});
    return list;
}

Result<void> TeamRepository::insertPlace(IncidentId id, const OutsidePlace &p)
{
    auto s = m_db.prepare(
        u"INSERT INTO outside_place (uuid, incident_id, kind, name, reference, link) VALUES (?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(id.value).bind(codeOf(p.kind)).bind(p.name).bind(p.reference);
    return s.bind(p.link).exec();
}

Result<void> TeamRepository::insertRemoval(IncidentId id, PlaceId place, const QString &reason)
{
    auto s = m_db.prepare(u"INSERT INTO outside_removal (uuid, incident_id, place_id, reason) VALUES (?, ?, ?, ?)"_s);
    return s.bind(newUuid()).bind(id.value).bind(place.value).bind(reason).exec();
}

Result<void> TeamRepository::insertExport(IncidentId id, const QString &kind, const QString &format,
                                          const QString &fileName, const QString &sha256)
{
    auto s = m_db.prepare(
        u"INSERT INTO report_export (uuid, incident_id, kind, format, file_name, sha256) VALUES (?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(id.value).bind(kind).bind(format).bind(fileName);
    return s.bind(sha256).exec();
}

} // namespace tocsin
