#include "models/storage/incidentrepository.h"

#include "models/storage/database.h"
#include "models/storage/exercisemark.h"

#include <QCoreApplication>
#include <QStringList>
#include <QVariant>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

const QString kColumnsWithMark =
    u"i.id, i.version, i.number, i.title, i.description, i.source, i.source_detail, i.reported_by, i.detected_ms, "
    "i.recorded_ms, i.updated_ms, %1, i.external_ref, i.stage, i.stage_since_ms, i.manager_id, p.name, "
    "i.functional, i.information, i.recoverability, i.data_risk, i.severity, i.priority, i.provisional, i.overridden, "
    "i.outcome, i.personal_data, i.track_open, i.declaration_id, i.declared_ms, i.customer_contained_ms, "
    "i.business_contained_ms, i.ended_ms, i.closed_ms, i.priority_overridden, i.restricted, i.rescission_id"_s;
const QString kColumns = kColumnsWithMark.arg(exerciseMark());
const QString kFrom = u" FROM incident i LEFT JOIN person p ON p.id = i.manager_id "_s;

Incident read(const Statement &s)
{
    Incident i;
    i.id = IncidentId{s.int64(0)};
    i.version = s.integer(1);
    i.number = s.int64(2);
    i.title = s.text(3);
    if (i.title.isEmpty()) // nobody records one without; what was redacted has to be called something
        i.title = QCoreApplication::translate("tocsin::storage", "(title redacted)");
    i.description = s.text(4);
    i.source = fromCode<DetectionSource>(s.text(5)).value_or(DetectionSource::OperatorEscalation);
    i.sourceDetail = s.text(6);
    i.reportedBy = s.text(7);
    i.detectedMs = s.int64(8);
    i.recordedMs = s.int64(9);
    i.updatedMs = s.int64(10);
    i.exercise = s.boolean(11);
    i.externalRef = s.text(12);
    i.stage = fromCode<Stage>(s.text(13)).value_or(Stage::Detect);
    i.stageSinceMs = s.int64(14);
    i.manager = PersonId{s.int64(15)};
    i.managerName = s.text(16);
    i.findings = {fromCode<FunctionalImpact>(s.text(17)), informationFromCode(s.text(18)),
                  fromCode<Recoverability>(s.text(19)), fromCode<CustomerDataRisk>(s.text(20))};
    i.severity = fromCode<Severity>(s.text(21));
    i.priority = fromCode<Priority>(s.text(22)).value_or(Priority::P4);
    i.provisional = s.boolean(23);
    i.overridden = s.boolean(24);
    i.outcome = fromCode<Outcome>(s.text(25)).value_or(Outcome::NotClassified);
    i.personalData = fromCode<PersonalData>(s.text(26)).value_or(PersonalData::NotKnown);
    i.trackOpen = s.boolean(27);
    i.declarationId = s.int64(28);
    i.declaredMs = s.int64(29);
    i.customerContainedMs = s.int64(30);
    i.businessContainedMs = s.int64(31);
    i.endedMs = s.int64(32);
    i.closedMs = s.int64(33);
    i.priorityOverridden = s.boolean(34);
    i.restricted = s.boolean(35);
    i.rescissionId = s.int64(36);
    return i;
}

void addCodes(QStringList &where, QVariantList &values, const QString &column, const QStringList &codes,
              bool orNull = false)
{
    if (codes.isEmpty())
        return;
    QString condition = column + u" IN ("_s + QStringList(codes.size(), u"?"_s).join(u", "_s) + u')';
    if (orNull)
        condition = u'(' + condition + u" OR "_s + column + u" IS NULL)"_s;
    where << condition;
    for (const QString &code : codes)
        values << code;
}

QStringList conditions(const Database &db, const IncidentQuery &q, QVariantList &values)
{
    QStringList where = {db.dialect().visible(u"i.id"_s)};
    if (!q.searchTerm.isEmpty()) {
        where << db.dialect().matchesIncident(u"i.id"_s);
        values << q.searchTerm;
    }
    addCodes(where, values, u"i.stage"_s, q.stages);
    addCodes(where, values, u"i.severity"_s, q.severities, q.includeNotAssessed);
    addCodes(where, values, u"i.source"_s, q.sources);
    addCodes(where, values, u"i.outcome"_s, q.outcomes);
    if (!q.services.isEmpty()) {
        where << u"EXISTS (SELECT 1 FROM incident_service x WHERE x.incident_id = i.id AND x.affected = 1 AND "
                 "x.service_id IN (%1))"_s.arg(QStringList(q.services.size(), u"?"_s).join(u", "_s));
        for (const qint64 service : q.services)
            values << service;
    }
    if (!q.exercises)
        where << exerciseMark() + u" = 0"_s;
    if (q.manager.isValid()) {
        where << u"i.manager_id = ?"_s;
        values << q.manager.value;
    }
    if (q.done)
        where << (*q.done ? u"(i.ended_ms IS NOT NULL OR i.closed_ms IS NOT NULL)"_s
                          : u"i.ended_ms IS NULL AND i.closed_ms IS NULL"_s);
    return where;
}

QString clause(const QStringList &where)
{
    return where.isEmpty() ? QString() : u"WHERE "_s + where.join(u" AND "_s) + u' ';
}

void bindAll(Statement &s, const QVariantList &values)
{
    for (const QVariant &v : values) {
        if (v.typeId() == QMetaType::QString)
            s.bind(v.toString());
        else
            s.bind(v.toLongLong());
    }
}

} // namespace

Result<QList<Incident>> IncidentRepository::list(const QString &where, const QVariantList &values, const QString &order,
                                                 int limit)
{
    auto s = m_db.prepare(u"SELECT "_s + kColumns + kFrom + where + order + u" LIMIT ?"_s);
    bindAll(s, values);
    if (auto ok = s.bind(limit).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<Incident> rows;
    while (s.next())
        rows.append(read(s));
    return rows;
}

Result<Incident> IncidentRepository::byId(IncidentId id)
{
    // Read before every act: a list (`IN`) would be built for it each time, of what others may not see or lead.
    static const QString sql =
        u"SELECT "_s + kColumnsWithMark.arg(exerciseMarkOfRow()) + kFrom + u"WHERE i.id = ? AND "_s;
    auto s = m_db.prepare(sql + m_db.dialect().visibleRow());
    if (auto ok = s.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    if (!s.next())
        return failure(ErrorKind::NotFound,
                       QCoreApplication::translate("tocsin::storage", "There is no such incident."));
    return read(s);
}

Result<QList<Incident>> IncidentRepository::byIds(const QList<IncidentId> &ids)
{
    constexpr qsizetype kChunk = 100; // few statement texts, so they stay prepared
    const QString where = u"WHERE i.id IN ("_s + QStringList(kChunk, u"?"_s).join(u","_s) + u") AND "_s +
                          m_db.dialect().visible(u"i.id"_s);
    QList<Incident> rows;
    for (qsizetype from = 0; from < ids.size(); from += kChunk) {
        QVariantList values;
        for (qsizetype n = from; n < from + kChunk; ++n)
            values << (n < ids.size() ? ids.at(n).value : qint64{0});
        auto some = list(where, values, {}, kChunk);
        if (!some)
            return some;
        rows += *some;
    }
    return rows;
}

Result<Incident> IncidentRepository::byNumber(qint64 number)
{
    auto rows = list(u"WHERE i.number = ? AND "_s + m_db.dialect().visible(u"i.id"_s), {number}, {}, 1);
    if (!rows)
        return tl::unexpected(rows.error());
    if (rows->isEmpty())
        return failure(
            ErrorKind::NotFound,
            QCoreApplication::translate("tocsin::storage", "There is no incident %1.").arg(incidentReference(number)));
    return rows->first();
}

Result<Incident> IncidentRepository::byExternalRef(const QString &ref)
{
    auto s =
        m_db.prepare(u"SELECT id FROM incident_record WHERE external_ref = ? AND "_s + m_db.dialect().visible(u"id"_s));
    if (auto ok = s.bind(ref).exec(); !ok)
        return tl::unexpected(ok.error());
    if (!s.next())
        return failure(
            ErrorKind::NotFound,
            QCoreApplication::translate("tocsin::storage", "No incident has the outside reference %1.").arg(ref));
    return byId(IncidentId{s.int64(0)});
}

Result<QList<Incident>> IncidentRepository::openByStage(const IncidentQuery &query, int limitPerStage)
{
    // One statement: on a server far away each further one would take as long as the way there and back.
    QStringList stages;
    QVariantList values;
    for (const auto &stage : enumTable<Stage>()) {
        IncidentQuery q = query;
        q.done = false;
        q.stages = {QString::fromLatin1(stage.code)};
        stages << u"SELECT * FROM (SELECT "_s + kColumns + kFrom + clause(conditions(m_db, q, values)) +
                      u"ORDER BY i.stage_since_ms DESC, i.id DESC LIMIT ?) AS s%1"_s.arg(stages.size());
        values << limitPerStage;
    }
    auto s = m_db.prepare(stages.join(u" UNION ALL "_s));
    bindAll(s, values);
    if (auto ok = s.exec(); !ok)
        return tl::unexpected(ok.error());
    QList<Incident> rows;
    while (s.next())
        rows.append(read(s));
    return rows;
}

Result<QMap<Stage, qint64>> IncidentRepository::openCounts(const IncidentQuery &query)
{
    QVariantList values;
    IncidentQuery q = query;
    q.done = false;
    q.stages.clear();
    auto s = m_db.prepare(u"SELECT i.stage, count(*) FROM incident i "_s + clause(conditions(m_db, q, values)) +
                          u"GROUP BY i.stage"_s);
    bindAll(s, values);
    if (auto ok = s.exec(); !ok)
        return tl::unexpected(ok.error());
    QMap<Stage, qint64> counts;
    while (s.next())
        if (const auto stage = fromCode<Stage>(s.text(0)))
            counts.insert(*stage, s.int64(1));
    return counts;
}

namespace {

QStringList doneConditions(const Database &db, qint64 sinceMs, const IncidentQuery &query, QVariantList &values)
{
    IncidentQuery q = query;
    q.done = true;
    q.stages.clear();
    QStringList where = conditions(db, q, values);
    where << u"i.stage_since_ms >= ?"_s;
    values << sinceMs;
    return where;
}

} // namespace

Result<QList<Incident>> IncidentRepository::doneSince(qint64 sinceMs, const IncidentQuery &query, int limit)
{
    QVariantList values;
    const QStringList where = doneConditions(m_db, sinceMs, query, values);
    return list(clause(where), values, u"ORDER BY i.stage_since_ms DESC, i.id DESC"_s, limit);
}

Result<qint64> IncidentRepository::countDoneSince(qint64 sinceMs, const IncidentQuery &query, int most)
{
    QVariantList values;
    const QStringList where = doneConditions(m_db, sinceMs, query, values);
    auto s = m_db.prepare(u"SELECT count(*) FROM (SELECT 1 FROM incident i "_s + clause(where) + u"LIMIT ?) AS d"_s);
    bindAll(s, values);
    if (auto ok = s.bind(most).exec(); !ok)
        return tl::unexpected(ok.error());
    return s.next() ? s.int64(0) : 0;
}

Result<QList<Incident>> IncidentRepository::page(const IncidentQuery &query, qint64 afterUpdatedMs, qint64 afterId,
                                                 int limit)
{
    QVariantList values;
    QStringList where = conditions(m_db, query, values);
    if (afterId > 0) {
        where << u"(i.updated_ms, i.id) < (?, ?)"_s;
        values << afterUpdatedMs << afterId;
    }
    return list(clause(where), values, u"ORDER BY i.updated_ms DESC, i.id DESC"_s, limit);
}

Result<qint64> IncidentRepository::count(const IncidentQuery &query)
{
    QVariantList values;
    const QStringList where = conditions(m_db, query, values);
    auto s = m_db.prepare(u"SELECT count(*) FROM incident i "_s + clause(where));
    bindAll(s, values);
    if (auto ok = s.exec(); !ok)
        return tl::unexpected(ok.error());
    return s.next() ? s.int64(0) : 0;
}

Result<QList<StageVisit>> IncidentRepository::visits(IncidentId id)
{
    auto s = m_db.prepare(
        u"SELECT stage, instant_ms, reason, name FROM ("
        "SELECT 0 AS n, r.id AS k, 'detect' AS stage, r.instant_ms, '' AS reason, p.name FROM incident_record r "
        "LEFT JOIN person p ON p.id = r.person_id WHERE r.id = ? UNION ALL "
        "SELECT 1, m.id, m.to_stage, m.instant_ms, m.reason, p.name FROM stage_move m "
        "LEFT JOIN person p ON p.id = m.person_id WHERE m.incident_id = ? UNION ALL "
        "SELECT 1, o.id, o.to_stage, o.instant_ms, o.reason, p.name FROM reopening o "
        "LEFT JOIN person p ON p.id = o.person_id WHERE o.incident_id = ?) AS v ORDER BY n, instant_ms, k"_s);
    if (auto ok = s.bind(id.value).bind(id.value).bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<StageVisit> visits;
    while (s.next()) {
        const qint64 at = s.int64(1);
        if (!visits.isEmpty())
            visits.last().toMs = at;
        visits.append({fromCode<Stage>(s.text(0)).value_or(Stage::Detect), at, 0, s.text(2), s.text(3)});
    }
    return visits;
}

Result<IncidentId> IncidentRepository::insert(const NewIncident &i, qint64 bulkId)
{
    auto s = m_db.prepare(
        u"INSERT INTO incident_record (uuid, number, title, description, source, source_detail, reported_by, "
        "detected_ms, exercise, external_ref, bulk_id) "
        "VALUES (?, (SELECT coalesce(max(number), 0) + 1 FROM incident), ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(i.title.trimmed()).bind(i.description).bind(codeOf(i.source)).bind(i.sourceDetail);
    s.bind(i.reportedBy.trimmed()).bind(i.detectedMs).bind(i.exercise).bindCode(i.externalRef).bindId(bulkId);
    return s.insert().map([](qint64 id) { return IncidentId{id}; });
}

Result<void> IncidentRepository::insertMove(const Incident &seen, Stage to, MoveKind kind, const QString &reason)
{
    auto s =
        m_db.prepare(u"INSERT INTO stage_move (uuid, incident_id, seen_version, from_stage, to_stage, kind, reason) "
                     "VALUES (?, ?, ?, ?, ?, ?, ?)"_s);
    return s.bind(newUuid())
        .bind(seen.id.value)
        .bind(seen.version)
        .bind(codeOf(seen.stage))
        .bind(codeOf(to))
        .bind(codeOf(kind))
        .bind(reason)
        .exec();
}

Result<void> IncidentRepository::insertManagerChange(IncidentId id, int seenVersion, PersonId manager,
                                                     const QString &reason)
{
    auto s = m_db.prepare(
        u"INSERT INTO manager_change (uuid, incident_id, seen_version, manager_id, reason) VALUES (?, ?, ?, ?, ?)"_s);
    return s.bind(newUuid()).bind(id.value).bind(seenVersion).bind(manager.value).bind(reason).exec();
}

Result<void> IncidentRepository::insertTrackOpening(IncidentId id, int seenVersion, const QString &reason)
{
    auto s = m_db.prepare(u"INSERT INTO track_opening (uuid, incident_id, seen_version, reason) VALUES (?, ?, ?, ?)"_s);
    return s.bind(newUuid()).bind(id.value).bind(seenVersion).bind(reason).exec();
}

Result<void> IncidentRepository::insertContainment(IncidentId id, int seenVersion, ContainmentKind kind,
                                                   const QString &what, const QString &verifiedBy, qint64 atMs)
{
    auto s = m_db.prepare(u"INSERT INTO containment (uuid, incident_id, seen_version, kind, what, verified_by, at_ms) "
                          "VALUES (?, ?, ?, ?, ?, ?, ?)"_s);
    return s.bind(newUuid())
        .bind(id.value)
        .bind(seenVersion)
        .bind(codeOf(kind))
        .bind(what)
        .bind(verifiedBy)
        .bind(atMs)
        .exec();
}

Result<void> IncidentRepository::insertContainmentCitations(IncidentId id, const QList<EntryId> &entries)
{
    for (const EntryId entry : entries) {
        auto s =
            m_db.prepare(u"INSERT INTO containment_citation (uuid, incident_id, containment_id, entry_id) SELECT ?, "
                         "?, max(c.id), ? FROM containment c WHERE c.incident_id = ?"_s);
        if (auto ok = s.bind(newUuid()).bind(id.value).bind(entry.value).bind(id.value).exec(); !ok)
            return ok;
    }
    return {};
}

Result<void> IncidentRepository::insertClosing(IncidentId id, int seenVersion, const QString &summary)
{
    auto s = m_db.prepare(u"INSERT INTO closing (uuid, incident_id, seen_version, summary) VALUES (?, ?, ?, ?)"_s);
    return s.bind(newUuid()).bind(id.value).bind(seenVersion).bind(summary).exec();
}

Result<void> IncidentRepository::insertReopening(IncidentId id, int seenVersion, Stage to, const QString &reason)
{
    auto s = m_db.prepare(
        u"INSERT INTO reopening (uuid, incident_id, seen_version, to_stage, reason) VALUES (?, ?, ?, ?, ?)"_s);
    return s.bind(newUuid()).bind(id.value).bind(seenVersion).bind(codeOf(to)).bind(reason).exec();
}

} // namespace tocsin
