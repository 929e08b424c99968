#include "models/storage/figuresrepository.h"

#include "models/storage/database.h"
#include "models/storage/exercisemark.h"

#include <QHash>
#include <algorithm>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

/** The earliest detection of incident `i` and of those that ended as its duplicates (P1.10). */
const QString kDetectedMs =
    u"(SELECT min(e.detected_ms) FROM incident e WHERE e.id = i.id OR e.id IN (SELECT l.incident_id FROM incident_link "
    u"l "
    "WHERE l.other_id = i.id AND l.kind = 'duplicate_of' AND NOT EXISTS (SELECT 1 FROM incident_unlink x WHERE "
    "x.link_id = l.id)))"_s;

} // namespace

Result<QList<FigureSample>> FiguresRepository::declarations(const FigureFilter &filter)
{
    return read(u"SELECT i.severity, i.source, i.declared_ms, i.declared_ms - "_s + kDetectedMs +
                    u" FROM incident i WHERE i.declaration_id IS NOT NULL AND "_s + exerciseMark() + u" = ?"_s,
                u"i.declared_ms"_s, filter);
}

Result<QList<FigureSample>> FiguresRepository::notices(const FigureFilter &filter)
{
    // A statutory duty may run without a declaration; then its own start says when it was.
    const QString day = u"COALESCE(i.declared_ms, o.trigger_ms)"_s;
    return read(u"SELECT i.severity, i.source, "_s + day + u", o.met_ms - "_s + day +
                    u" FROM obligation o JOIN incident i ON i.id = o.incident_id "
                    "WHERE o.met_ms IS NOT NULL AND o.withdrawn_ms IS NULL AND "_s +
                    exerciseMark() + u" = ?"_s,
                day, filter);
}

Result<QList<FigureSample>> FiguresRepository::read(const QString &query, const QString &dayOf,
                                                    const FigureFilter &filter)
{
    QString sql = query + u" AND "_s + m_db.dialect().visible(u"i.id"_s);
    if (filter.fromMs > 0)
        sql += u" AND "_s + dayOf + u" >= ?"_s;
    if (filter.toMs > 0)
        sql += u" AND "_s + dayOf + u" < ?"_s;
    auto s = m_db.prepare(sql);
    s.bind(filter.exercises);
    if (filter.fromMs > 0)
        s.bind(filter.fromMs);
    if (filter.toMs > 0)
        s.bind(filter.toMs);
    if (auto ok = s.exec(); !ok)
        return tl::unexpected(ok.error());
    QHash<QString, std::optional<Severity>> severities{{QString(), std::nullopt}};
    for (const auto &entry : enumTable<Severity>())
        severities.insert(QString::fromLatin1(entry.code), entry.value);
    QHash<QString, DetectionSource> sources;
    for (const auto &entry : enumTable<DetectionSource>())
        sources.insert(QString::fromLatin1(entry.code), entry.value);
    QList<FigureSample> samples;
    while (s.next())
        samples.append({severities.value(s.text(0)), sources.value(s.text(1), DetectionSource::OperatorEscalation),
                        s.int64(2), std::max<qint64>(0, s.int64(3))});
    if (s.error())
        return tl::unexpected(*s.error());
    return samples;
}

} // namespace tocsin
