#include "models/storage/tuningrepository.h"

#include "models/storage/database.h"
#include "models/storage/exercisemark.h"

#include <QHash>

namespace tocsin {

using namespace Qt::StringLiterals;

Result<QList<SourceFigures>> TuningRepository::figures(qint64 nowMs)
{
    QHash<DetectionSource, SourceFigures> of;
    auto s =
        m_db.prepare(u"SELECT i.source, %1 AS kept_apart, count(*), sum(CASE i.outcome WHEN 'false_positive' THEN 1 "
                     "ELSE 0 END) FROM incident i WHERE %2 GROUP BY i.source, kept_apart"_s.arg(
                         exerciseMark(), m_db.dialect().visible(u"i.id"_s)));
    if (auto ok = s.exec(); !ok)
        return tl::unexpected(ok.error());
    while (s.next()) {
        const auto source = fromCode<DetectionSource>(s.text(0));
        if (!source)
            continue;
        SourceFigures &f = of[*source];
        if (s.boolean(1)) {
            f.exercises += s.int64(2);
        } else {
            f.incidents += s.int64(2);
            f.falsePositives += s.int64(3);
        }
    }
    auto t = m_db.prepare(u"SELECT i.source, t.state, count(*), sum(CASE WHEN t.due_ms < ? THEN 1 ELSE 0 END) FROM "
                          "tuning_action t JOIN incident i ON i.id = t.incident_id WHERE %1 AND %2 = 0 GROUP BY "
                          "i.source, t.state"_s.arg(m_db.dialect().visible(u"i.id"_s), exerciseMark()));
    if (auto ok = t.bind(nowMs).exec(); !ok)
        return tl::unexpected(ok.error());
    while (t.next()) {
        const auto source = fromCode<DetectionSource>(t.text(0));
        const auto state = fromCode<TuningState>(t.text(1));
        if (!source || !state)
            continue;
        SourceFigures &f = of[*source];
        if (*state == TuningState::Open) {
            f.tuningOpen = t.int64(2);
            f.tuningOverdue = t.int64(3);
        } else if (*state == TuningState::Done) {
            f.tuningDone = t.int64(2);
        }
    }
    QList<SourceFigures> list;
    for (const auto &e : enumTable<DetectionSource>()) {
        SourceFigures f = of.value(e.value);
        f.source = e.value;
        list << f;
    }
    return list;
}

Result<QList<TuningAction>> TuningRepository::list(const QString &tail, const QList<qint64> &values)
{
    auto s =
        m_db.prepare(u"SELECT t.id, t.version, t.incident_id, i.number, i.title, i.source, t.what, t.owner, t.due_ms, "
                     "t.state, t.since_ms, t.remark, %1 FROM tuning_action t JOIN incident i ON i.id = t.incident_id "
                     "WHERE %2 "_s.arg(exerciseMark(), m_db.dialect().visible(u"i.id"_s)) +
                     tail);
    for (const qint64 value : values)
        s.bind(value);
    if (auto ok = s.exec(); !ok)
        return tl::unexpected(ok.error());
    QList<TuningAction> rows;
    while (s.next()) {
        TuningAction t;
        t.id = TuningId{s.int64(0)};
        t.version = s.integer(1);
        t.incident = IncidentId{s.int64(2)};
        t.incidentNumber = s.int64(3);
        t.incidentTitle = s.text(4);
        t.source = fromCode<DetectionSource>(s.text(5)).value_or(DetectionSource::OperatorEscalation);
        t.what = s.text(6);
        t.owner = s.text(7);
        t.dueMs = s.int64(8);
        t.state = fromCode<TuningState>(s.text(9)).value_or(TuningState::Open);
        t.sinceMs = s.int64(10);
        t.remark = s.text(11);
        t.exercise = s.boolean(12);
        rows << t;
    }
    return rows;
}

Result<QList<TuningAction>> TuningRepository::actions(bool exercises, int limit)
{
    const QString apart = exercises ? QString() : u"AND "_s + exerciseMark() + u" = 0 "_s;
    return list(apart + u"ORDER BY CASE t.state WHEN 'open' THEN 0 ELSE 1 END, CASE t.state WHEN 'open' THEN t.due_ms "
                        "ELSE -t.since_ms END, t.id LIMIT ?"_s,
                {limit});
}

Result<TuningAction> TuningRepository::byId(TuningId id)
{
    auto rows = list(u"AND t.id = ?"_s, {id.value});
    if (!rows)
        return tl::unexpected(rows.error());
    if (rows->isEmpty())
        return failure(ErrorKind::NotFound,
                       QCoreApplication::translate("tocsin::storage", "There is no such tuning action."));
    return rows->first();
}

Result<void> TuningRepository::insertChange(const TuningAction &seen, TuningState to, const QString &remark)
{
    auto s =
        m_db.prepare(u"INSERT INTO tuning_change (uuid, incident_id, tuning_id, seen_version, state, remark) VALUES "
                     "(?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(seen.incident.value).bind(seen.id.value).bind(seen.version);
    return s.bind(codeOf(to)).bind(remark.trimmed()).exec();
}

} // namespace tocsin
