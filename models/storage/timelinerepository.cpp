#include "models/storage/timelinerepository.h"

#include "models/domain/redaction.h"
#include "models/storage/database.h"

#include <QCoreApplication>
#include <QStringList>
#include <QVariant>
#include <algorithm>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

const QString kSelect =
    u"SELECT e.id, e.incident_id, e.at_ms, e.instant_ms, e.person_id, p.name, e.kind, e.text, e.tags, "
    "coalesce((SELECT m.key_event FROM entry_mark m WHERE m.entry_id = e.id ORDER BY m.id DESC LIMIT 1), e.key_event), "
    "k.reason, kp.name, k.instant_ms, (SELECT count(*) FROM attachment a WHERE a.incident_id = e.incident_id AND "
    "a.entry_id = e.id), CASE WHEN e.text = '' THEN (SELECT q.ground || '|' || coalesce(rl.name, '') || '|' || "
    "coalesce(rm.name, '') FROM redaction_trace t JOIN redaction x ON x.id = t.redaction_id JOIN redaction_request q "
    "ON q.id = x.id LEFT JOIN person rl ON rl.id = x.legal_id LEFT JOIN person rm ON rm.id = x.manager_id WHERE "
    "t.table_name = 'timeline_entry' AND t.row_id = e.id AND t.column_name = 'text' LIMIT 1) END "
    "FROM timeline_entry e LEFT JOIN person p ON p.id = e.person_id "
    "LEFT JOIN entry_strike k ON k.entry_id = e.id LEFT JOIN person kp ON kp.id = k.person_id "_s;

TimelineEntry read(const Statement &s)
{
    TimelineEntry e;
    e.id = EntryId{s.int64(0)};
    e.incident = IncidentId{s.int64(1)};
    e.atMs = s.int64(2);
    e.recordedMs = s.int64(3);
    e.person = PersonId{s.int64(4)};
    e.personName = s.text(5);
    e.kind = fromCode<EntryKind>(s.text(6)).value_or(EntryKind::Note);
    e.text = s.text(7);
    e.tags = s.text(8);
    e.keyEvent = s.boolean(9);
    e.struck = !s.isNull(10);
    e.strikeReason = s.text(10);
    e.struckByName = s.text(11);
    e.struckMs = s.int64(12);
    e.attachments = s.integer(13);
    if (const QStringList by = s.text(14).split(u'|'); by.size() > 2)
        e.redacted = redactedText(fromCode<RedactionGround>(by.at(0)).value_or(RedactionGround::CustomerData), by.at(1),
                                  by.at(2));
    return e;
}

/** The WHERE part of a filter with its values; always starts with the incident. */
struct Condition
{
    QString sql = u"WHERE e.incident_id = ?"_s;
    QVariantList values;
};

Condition conditionOf(const Database &db, IncidentId id, const QList<IncidentId> &duplicates, const TimelineFilter &f)
{
    Condition c;
    c.values << id.value;
    for (const IncidentId duplicate : duplicates)
        c.values << duplicate.value;
    if (!duplicates.isEmpty())
        c.sql = u"WHERE e.incident_id IN (?"_s + u", ?"_s.repeated(duplicates.size()) + u')';
    if (!f.text.trimmed().isEmpty()) {
        const QString term = db.dialect().searchTerm(f.text);
        // Words nobody can search for (punctuation alone) find nothing, rather than everything.
        c.sql += u" AND "_s + db.dialect().matchesEntry(u"e.id"_s);
        c.values << (term.isEmpty() ? u"\"\u0001\""_s : term);
    }
    if (!f.kinds.isEmpty()) {
        c.sql += u" AND e.kind IN ("_s + QStringList(f.kinds.size(), u"?"_s).join(u',') + u')';
        for (const EntryKind kind : f.kinds)
            c.values << codeOf(kind);
    }
    if (f.keyEventsOnly)
        c.sql +=
            u" AND coalesce((SELECT m.key_event FROM entry_mark m WHERE m.entry_id = e.id ORDER BY m.id DESC LIMIT 1), e.key_event) = 1"_s;
    if (f.withEvidenceOnly)
        c.sql +=
            u" AND EXISTS (SELECT 1 FROM attachment a WHERE a.incident_id = e.incident_id AND a.entry_id = e.id)"_s;
    if (f.fromMs > 0) {
        c.sql += u" AND e.at_ms >= ?"_s;
        c.values << f.fromMs;
    }
    if (f.toMs > 0) {
        c.sql += u" AND e.at_ms < ?"_s;
        c.values << f.toMs;
    }
    return c;
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

Result<QList<TimelineEntry>> TimelineRepository::page(IncidentId id, const TimelineFilter &filter, EntryKey key,
                                                      int limit, bool backward)
{
    Condition c = conditionOf(m_db, id, m_duplicates, filter);
    const QString order = backward ? u" DESC"_s : QString();
    c.sql += backward ? u" AND (e.at_ms, e.id) < (?, ?)"_s : u" AND (e.at_ms, e.id) > (?, ?)"_s;
    auto s = m_db.prepare(kSelect + c.sql + u" ORDER BY e.at_ms%1, e.id%1 LIMIT ?"_s.arg(order));
    bindAll(s, c.values);
    if (auto ok = s.bind(key.atMs).bind(key.id).bind(limit).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<TimelineEntry> rows;
    rows.reserve(limit);
    while (s.next())
        rows.append(read(s));
    if (backward)
        std::reverse(rows.begin(), rows.end());
    return rows;
}

Result<TimelineEntry> TimelineRepository::byId(EntryId id)
{
    auto s = m_db.prepare(kSelect + u"WHERE e.id = ?"_s);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    if (!s.next())
        return failure(ErrorKind::NotFound,
                       QCoreApplication::translate("tocsin::storage", "There is no such timeline entry."));
    return read(s);
}

Result<qint64> TimelineRepository::count(IncidentId id, const TimelineFilter &filter)
{
    const Condition c = conditionOf(m_db, id, m_duplicates, filter);
    auto s = m_db.prepare(u"SELECT count(*) FROM timeline_entry e "_s + c.sql);
    bindAll(s, c.values);
    if (auto ok = s.exec(); !ok)
        return tl::unexpected(ok.error());
    return s.next() ? s.int64(0) : 0;
}

Result<QList<EntryKey>> TimelineRepository::anchors(IncidentId id, const TimelineFilter &filter, int step)
{
    const Condition c = conditionOf(m_db, id, m_duplicates, filter);
    // A walk over the index in C++ is five times faster than row_number() in SQL.
    auto s = m_db.prepare(u"SELECT e.at_ms, e.id FROM timeline_entry e "_s + c.sql + u" ORDER BY e.at_ms, e.id"_s);
    bindAll(s, c.values);
    if (auto ok = s.exec(); !ok)
        return tl::unexpected(ok.error());
    QList<EntryKey> keys;
    for (qint64 n = 0; s.next(); ++n)
        if (n % step == 0)
            keys.append({s.int64(0), s.int64(1)});
    return keys;
}

Result<QList<EntryKey>> TimelineRepository::keysSince(IncidentId id, const TimelineFilter &filter, EntryId after,
                                                      int limit)
{
    Condition c = conditionOf(m_db, id, m_duplicates, filter);
    // The plus keeps the planner from walking the incident's whole index: the end of the table is short.
    c.sql.replace(u"WHERE e.incident_id"_s, u"WHERE +e.incident_id"_s);
    auto s = m_db.prepare(u"SELECT e.at_ms, e.id FROM timeline_entry e "_s + c.sql +
                          u" AND e.id > ? ORDER BY e.id LIMIT ?"_s);
    bindAll(s, c.values);
    if (auto ok = s.bind(after.value).bind(limit).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<EntryKey> keys;
    while (s.next())
        keys.append({s.int64(0), s.int64(1)});
    return keys;
}

Result<EntryId> TimelineRepository::lastNumber()
{
    auto s = m_db.prepare(u"SELECT max(id) FROM timeline_entry"_s);
    if (auto ok = s.exec(); !ok)
        return tl::unexpected(ok.error());
    return s.next() ? EntryId{s.int64(0)} : EntryId{};
}

Result<std::pair<qint64, qint64>> TimelineRepository::span(IncidentId id, const TimelineFilter &filter)
{
    const Condition c = conditionOf(m_db, id, m_duplicates, filter);
    std::pair<qint64, qint64> ends{0, 0};
    for (const bool last : {false, true}) {
        auto s = m_db.prepare(u"SELECT e.at_ms FROM timeline_entry e "_s + c.sql +
                              u" ORDER BY e.at_ms%1, e.id%1 LIMIT 1"_s.arg(last ? u" DESC"_s : QString()));
        bindAll(s, c.values);
        if (auto ok = s.exec(); !ok)
            return tl::unexpected(ok.error());
        if (s.next())
            (last ? ends.second : ends.first) = s.int64(0);
    }
    return ends;
}

Result<QList<int>> TimelineRepository::bins(IncidentId id, const TimelineFilter &filter, qint64 fromMs, qint64 toMs,
                                            int bins)
{
    const qint64 width = std::max<qint64>(1, (toMs - fromMs) / bins + 1);
    const Condition c = conditionOf(m_db, id, m_duplicates, filter);
    auto s = m_db.prepare(u"SELECT (e.at_ms - ?) / ?, count(*) FROM timeline_entry e "_s + c.sql + u" GROUP BY 1"_s);
    s.bind(fromMs).bind(width);
    bindAll(s, c.values);
    if (auto ok = s.exec(); !ok)
        return tl::unexpected(ok.error());
    QList<int> counts(bins, 0);
    while (s.next())
        if (const qint64 bin = s.int64(0); bin >= 0 && bin < bins)
            counts[bin] = s.integer(1);
    return counts;
}

Result<EntryId> TimelineRepository::insert(IncidentId id, const NewEntry &e, qint64 bulkId)
{
    auto s =
        m_db.prepare(u"INSERT INTO timeline_entry (uuid, incident_id, at_ms, kind, text, tags, key_event, bulk_id) "
                     "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid())
        .bind(id.value)
        .bind(e.atMs)
        .bind(codeOf(e.kind))
        .bind(e.text)
        .bind(e.tags)
        .bind(e.keyEvent)
        .bindId(bulkId);
    return s.insert().map([](qint64 key) { return EntryId{key}; });
}

Result<void> TimelineRepository::insertStrike(IncidentId incident, EntryId entry, const QString &reason)
{
    auto s = m_db.prepare(u"INSERT INTO entry_strike (uuid, incident_id, entry_id, reason) VALUES (?, ?, ?, ?)"_s);
    return s.bind(newUuid()).bind(incident.value).bind(entry.value).bind(reason).exec();
}

Result<void> TimelineRepository::insertMark(IncidentId incident, EntryId entry, bool keyEvent)
{
    auto s = m_db.prepare(u"INSERT INTO entry_mark (uuid, incident_id, entry_id, key_event) VALUES (?, ?, ?, ?)"_s);
    return s.bind(newUuid()).bind(incident.value).bind(entry.value).bind(keyEvent).exec();
}

} // namespace tocsin
