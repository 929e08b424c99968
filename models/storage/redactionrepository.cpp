#include "models/storage/redactionrepository.h"

#include "models/storage/bulkact.h"
#include "models/storage/database.h"
#include "models/storage/exercisemark.h"
#include "models/storage/manifest.h"
#include "models/storage/redactable.h"
#include "models/storage/sqlfunctions.h"

#include <QCoreApplication>
#include <QStringList>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr int kLeastCopied = 12; ///< letters; what is shorter stands in many places by chance
constexpr int kExcerpt = 160;

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::storage", text);
}

QString keyOf(const QString &table, qint64 row, const QString &column)
{
    return u"%1 %2 %3"_s.arg(table).arg(row).arg(column);
}

/** Whether acts of this table make that head. */
bool isMadeBy(const QString &head, const QString &act)
{
    return std::any_of(redactableColumns().begin(), redactableColumns().end(), [&](const RedactableColumn &c) {
        return c.head && head == QLatin1StringView(c.head) && act == QLatin1StringView(c.table);
    });
}

/** The column that names the incident of a row. */
QString incidentOf(const QString &table)
{
    return table == u"incident_record" ? u"id"_s : u"incident_id"_s;
}

} // namespace

Result<QList<LegalHold>> RedactionRepository::holds(IncidentId id)
{
    auto s = m_db.prepare(u"SELECT h.placed, h.reason, p.name, h.instant_ms FROM legal_hold h LEFT JOIN person p ON "
                          "p.id = h.person_id WHERE h.incident_id = ? ORDER BY h.id"_s);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<LegalHold> rows;
    while (s.next())
        rows.append({s.boolean(0), s.text(1), s.text(2), s.int64(3)});
    return rows;
}

Result<void> RedactionRepository::insertHold(IncidentId id, bool placed, const QString &reason, int seen)
{
    auto s =
        m_db.prepare(u"INSERT INTO legal_hold (uuid, incident_id, seen_version, placed, reason) VALUES (?, ?, ?, ?, "
                     "?)"_s);
    return s.bind(newUuid()).bind(id.value).bind(seen).bind(placed).bind(reason.trimmed()).exec();
}

Result<QList<Redaction>> RedactionRepository::list(const QString &tail, const QList<qint64> &values)
{
    auto s = m_db.prepare(
        u"SELECT x.id, x.version, x.incident_id, x.number, x.state, x.asked_ms, x.since_ms, x.requester_id, q.name, "
        "x.legal_id, l.name, x.manager_id, m.name, r.ground, r.reason, r.capacity, r.act_table, r.act_id, "
        "r.place_count, coalesce((SELECT d.words FROM redaction_decision d WHERE d.redaction_id = x.id ORDER BY d.id "
        "DESC LIMIT 1), '') FROM redaction x JOIN redaction_request r ON r.id = x.id JOIN incident i ON i.id = "
        "x.incident_id LEFT JOIN person q ON q.id = x.requester_id LEFT JOIN person l ON l.id = x.legal_id LEFT JOIN "
        "person m ON m.id = x.manager_id "_s +
        tail);
    for (const qint64 v : values)
        s.bind(v);
    if (auto ok = s.exec(); !ok)
        return tl::unexpected(ok.error());
    QList<Redaction> rows;
    while (s.next()) {
        Redaction x;
        x.id = RedactionId{s.int64(0)};
        x.version = s.integer(1);
        x.incident = IncidentId{s.int64(2)};
        x.number = s.integer(3);
        x.state = fromCode<RedactionState>(s.text(4)).value_or(RedactionState::Asked);
        x.askedMs = s.int64(5);
        x.sinceMs = s.int64(6);
        x.requester = PersonId{s.int64(7)};
        x.requesterName = s.text(8);
        x.legal = PersonId{s.int64(9)};
        x.legalName = s.text(10);
        x.manager = PersonId{s.int64(11)};
        x.managerName = s.text(12);
        x.ground = fromCode<RedactionGround>(s.text(13)).value_or(RedactionGround::CustomerData);
        x.reason = s.text(14);
        x.asked = fromCode<RedactionCapacity>(s.text(15)).value_or(RedactionCapacity::Legal);
        x.table = s.text(16);
        x.row = s.int64(17);
        x.what = x.table == u"incident" ? tr("Every text of the incident") : redactableName(x.table);
        x.places = s.integer(18);
        x.words = s.text(19);
        rows.append(x);
    }
    return rows;
}

Result<QList<Redaction>> RedactionRepository::ofIncident(IncidentId id)
{
    return list(u"WHERE x.incident_id = ? ORDER BY x.number"_s, {id.value});
}

Result<Redaction> RedactionRepository::byId(RedactionId id)
{
    auto rows = list(u"WHERE x.id = ? AND "_s + m_db.dialect().visible(u"x.incident_id"_s), {id.value});
    if (!rows)
        return tl::unexpected(rows.error());
    if (rows->isEmpty())
        return failure(ErrorKind::NotFound, tr("There is no such request."));
    return rows->first();
}

Result<QList<Redaction>> RedactionRepository::undecided(bool exercises)
{
    return list(u"WHERE x.state = 'asked' AND "_s + exerciseMark() + u" = ? AND "_s +
                    m_db.dialect().visible(u"x.incident_id"_s) + u" ORDER BY x.since_ms, x.id"_s,
                {exercises ? 1 : 0});
}

Result<QList<Incident>> RedactionRepository::endedIncidents()
{
    auto s =
        m_db.prepare(u"SELECT i.id, i.number, i.title, i.exercise, i.outcome, i.personal_data, i.ended_ms, "
                     "i.closed_ms FROM incident i WHERE (i.ended_ms IS NOT NULL OR i.closed_ms IS NOT NULL) AND "_s +
                     m_db.dialect().visible(u"i.id"_s) + u" ORDER BY i.id"_s);
    if (auto ok = s.exec(); !ok)
        return tl::unexpected(ok.error());
    QList<Incident> rows;
    while (s.next()) {
        Incident i;
        i.id = IncidentId{s.int64(0)};
        i.number = s.int64(1);
        i.title = s.text(2).isEmpty() ? tr("(title redacted)") : s.text(2);
        i.exercise = s.boolean(3);
        i.outcome = fromCode<Outcome>(s.text(4)).value_or(Outcome::NotClassified);
        i.personalData = fromCode<PersonalData>(s.text(5)).value_or(PersonalData::NotKnown);
        i.endedMs = s.int64(6);
        i.closedMs = s.int64(7);
        rows.append(i);
    }
    return rows;
}

Result<QSet<IncidentId>> RedactionRepository::heldIncidents()
{
    auto s = m_db.prepare(u"SELECT h.incident_id FROM legal_hold h WHERE h.placed = 1 AND NOT EXISTS (SELECT 1 FROM "
                          "legal_hold l WHERE l.incident_id = h.incident_id AND l.id > h.id)"_s);
    if (auto ok = s.exec(); !ok)
        return tl::unexpected(ok.error());
    QSet<IncidentId> ids;
    while (s.next())
        ids.insert(IncidentId{s.int64(0)});
    return ids;
}

/** The values of the rows of a table that hold something. */
Result<void> RedactionRepository::readValues(IncidentId id, const QString &table, const QString &where, qint64 value,
                                             QList<Value> &out)
{
    for (const QString &column : redactableColumnsOf(table)) {
        const bool blob = column == u"data";
        const QString read = blob ? m_db.dialect().bytesMark(u"t.data"_s) : u"t."_s + column;
        auto s =
            m_db.prepare(u"SELECT t.id, %1 FROM %2 t WHERE t.%3 = ? AND %4 AND length(t.%5) > 0 ORDER BY t.id"_s.arg(
                read, table, incidentOf(table), where, column));
        if (auto ok = s.bind(id.value).bind(value).exec(); !ok)
            return ok;
        while (s.next()) {
            Value v;
            v.bytes = blob ? QByteArray() : s.text(1).toUtf8();
            v.place = {table,
                       s.int64(0),
                       column,
                       blob ? s.text(1) : QString::fromLatin1(sha256Hex(v.bytes)),
                       blob ? s.int64(2) : v.bytes.size(),
                       redactableName(table),
                       blob ? QString() : s.text(1).simplified().left(kExcerpt),
                       false};
            out.append(v);
        }
    }
    return {};
}

/** Of an act its own; of a head those of every act that made it, as it shows the last one's alone. */
Result<void> RedactionRepository::readNamed(IncidentId id, const QString &table, qint64 row, QList<Value> &out)
{
    if (redactableTables().contains(table))
        return readValues(id, table, u"t.id = ?"_s, row, out);
    QStringList read;
    for (const RedactableColumn &c : redactableColumns()) {
        const QString act = QString::fromLatin1(c.table);
        if (!c.head || table != QLatin1StringView(c.head) || read.contains(act))
            continue;
        read << act;
        const QString its = u"EXISTS (SELECT 1 FROM %1 h WHERE h.id = ? AND %2)"_s.arg(table, isItsHead(c));
        if (auto ok = readValues(id, act, its, row, out); !ok)
            return ok;
    }
    return {};
}

Result<QList<RedactionPlace>> RedactionRepository::placesOf(IncidentId id, const QString &table, qint64 row)
{
    QList<Value> own;
    const bool everything = table == u"incident";
    if (!everything && !canBeRedacted(table))
        return failure(ErrorKind::Refused,
                       tr("This is kept as it is. Texts of an incident and its files can be redacted; directories, "
                          "decisions, instants and digests can't."),
                       table);
    if (everything) {
        for (const QString &t : redactableTables())
            if (auto ok = readValues(id, t, u"? = 0"_s, 0, own); !ok)
                return tl::unexpected(ok.error());
    } else if (auto ok = readNamed(id, table, row, own); !ok) {
        return tl::unexpected(ok.error());
    }
    if (table == u"attachment")
        if (auto ok = readValues(id, u"attachment_chunk"_s, u"t.attachment_id = ?"_s, row, own); !ok)
            return tl::unexpected(ok.error());
    QList<RedactionPlace> places;
    QSet<QString> seen;
    for (const Value &v : std::as_const(own)) {
        places.append(v.place);
        seen.insert(keyOf(v.place.table, v.place.row, v.place.column));
    }
    if (everything)
        return places;
    for (const Value &v : std::as_const(own)) {
        if (v.place.column == u"attested_how") // "by telephone" is said in many places, and is no copy
            continue;
        const QString text = QString::fromUtf8(v.bytes);
        for (const RedactableColumn &c : redactableColumns()) {
            const QString to = QString::fromLatin1(c.table), column = QString::fromLatin1(c.column);
            // What an act said before and a later one of the same thing repeats goes with it, however short.
            const bool sameThing = c.head && to == v.place.table && column == v.place.column;
            if (column == u"data" || v.place.column == u"data" || (text.size() < kLeastCopied && !sameThing))
                continue;
            const QString which = text.size() >= kLeastCopied
                                      ? u"replace(t.%1, ?, '') <> t.%1"_s.arg(column)
                                      : u"t.%1 = ? AND coalesce(t.%2, t.id) = (SELECT coalesce(s.%2, s.id) FROM %3 s "
                                        "WHERE s.id = %4)"_s.arg(column, QLatin1StringView(c.headKey), to)
                                            .arg(v.place.row);
            auto s = m_db.prepare(u"SELECT t.id, t.%1 FROM %2 t WHERE t.%3 = ? AND %4 ORDER BY t.id"_s.arg(
                column, to, incidentOf(to), which));
            if (auto ok = s.bind(id.value).bind(text).exec(); !ok)
                return tl::unexpected(ok.error());
            while (s.next()) {
                if (seen.contains(keyOf(to, s.int64(0), column)))
                    continue;
                seen.insert(keyOf(to, s.int64(0), column));
                const QByteArray bytes = s.text(1).toUtf8();
                places.append({to, s.int64(0), column, QString::fromLatin1(sha256Hex(bytes)), bytes.size(),
                               redactableName(to), s.text(1).simplified().left(kExcerpt), true});
            }
        }
    }
    return places;
}

Result<QList<RedactionPlace>> RedactionRepository::placesOf(RedactionId id)
{
    auto s = m_db.prepare(u"SELECT p.table_name, p.row_id, p.column_name, p.sha256, p.size, r.act_table, r.act_id FROM "
                          "redaction_place p JOIN redaction_request r ON r.id = p.redaction_id WHERE p.redaction_id = "
                          "? ORDER BY p.id"_s);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<RedactionPlace> rows;
    while (s.next()) {
        const bool own = s.text(5) == u"incident" || (s.text(0) == s.text(5) && s.int64(1) == s.int64(6)) ||
                         s.text(0) == u"attachment_chunk" || isMadeBy(s.text(5), s.text(0));
        rows.append({s.text(0), s.int64(1), s.text(2), s.text(3), s.int64(4), redactableName(s.text(0)), {}, !own});
    }
    for (RedactionPlace &p : rows) {
        if (p.column == u"data")
            continue;
        auto value = m_db.prepare(u"SELECT %1 FROM %2 WHERE id = ?"_s.arg(p.column, p.table));
        if (auto ok = value.bind(p.row).exec(); !ok)
            return tl::unexpected(ok.error());
        if (value.next())
            p.excerpt = value.text(0).simplified().left(kExcerpt);
    }
    return rows;
}

Result<QList<std::pair<QString, qint64>>> RedactionRepository::gone(IncidentId id, qint64 sinceMs)
{
    auto s = m_db.prepare(u"SELECT DISTINCT t.sha256, t.size FROM redaction_trace t WHERE t.table_name NOT IN "
                          "('audit_content', 'bulk_act') AND t.column_name <> 'data' AND (t.incident_id = ? OR "
                          "t.instant_ms >= ?)"_s);
    if (auto ok = s.bind(id.value).bind(sinceMs).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<std::pair<QString, qint64>> rows;
    while (s.next())
        rows.append({s.text(0), s.int64(1)});
    return rows;
}

Result<bool> RedactionRepository::isAskedFor(IncidentId id, const QList<RedactionPlace> &places)
{
    auto s = m_db.prepare(u"SELECT p.table_name, p.row_id, p.column_name FROM redaction_place p JOIN redaction x ON "
                          "x.id = p.redaction_id WHERE p.incident_id = ? AND x.state = 'asked'"_s);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QSet<QString> asked;
    while (s.next())
        asked.insert(keyOf(s.text(0), s.int64(1), s.text(2)));
    return std::any_of(places.begin(), places.end(),
                       [&](const RedactionPlace &p) { return asked.contains(keyOf(p.table, p.row, p.column)); });
}

Result<RedactionId> RedactionRepository::insertRequest(IncidentId id, const RedactionAsk &ask,
                                                       const QList<RedactionPlace> &places)
{
    auto n = m_db.prepare(u"SELECT coalesce(max(number), 0) + 1 FROM redaction WHERE incident_id = ?"_s);
    if (auto ok = n.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    const int number = n.next() ? n.integer(0) : 1;
    auto s = m_db.prepare(u"INSERT INTO redaction_request (uuid, incident_id, number, ground, reason, act_table, "
                          "act_id, place_count, capacity) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(id.value).bind(number).bind(codeOf(ask.ground)).bind(ask.reason.trimmed());
    auto key = s.bind(ask.table).bind(ask.row).bind(qint64{places.size()}).bind(codeOf(ask.capacity)).insert();
    if (!key)
        return tl::unexpected(key.error());
    for (const RedactionPlace &p : places) {
        auto one = m_db.prepare(u"INSERT INTO redaction_place (incident_id, redaction_id, table_name, row_id, "
                                "column_name, sha256, size) VALUES (?, ?, ?, ?, ?, ?, ?)"_s);
        one.bind(id.value).bind(*key).bind(p.table).bind(p.row).bind(p.column).bind(p.sha256);
        if (auto ok = one.bind(p.size).exec(); !ok)
            return tl::unexpected(ok.error());
    }
    return RedactionId{*key};
}

/** The imports that brought rows of which something goes: their digests are over rows as they are. */
Result<QList<qint64>> RedactionRepository::bulksOf(RedactionId id)
{
    QList<qint64> bulks;
    for (const QString &table : redactableTables()) {
        const TableEntry *entry = tableEntry(table);
        if (!entry || !entry->bulk)
            continue;
        auto s = m_db.prepare(u"SELECT DISTINCT t.bulk_id FROM redaction_place p JOIN %1 t ON t.id = p.row_id WHERE "
                              "p.redaction_id = ? AND p.table_name = '%1' AND t.bulk_id IS NOT NULL"_s.arg(table));
        if (auto ok = s.bind(id.value).exec(); !ok)
            return tl::unexpected(ok.error());
        while (s.next())
            if (!bulks.contains(s.int64(0)))
                bulks.append(s.int64(0));
    }
    return bulks;
}

namespace {

/** What the rows of an import are digested to now, with their number. */
Result<std::pair<qint64, QByteArray>> digestOf(Database &db, qint64 bulkId)
{
    auto act = db.prepare(u"SELECT table_names FROM bulk_act WHERE id = ?"_s);
    if (auto ok = act.bind(bulkId).exec(); !ok)
        return tl::unexpected(ok.error());
    return bulkDigest(db, bulkId, act.next() ? act.text(0).split(u' ') : QStringList());
}

/** What it was digested to last: when it was imported, or by a redaction since. */
Result<QByteArray> knownDigestOf(Database &db, qint64 bulkId)
{
    auto s = db.prepare(u"SELECT coalesce((SELECT t.left_sha256 FROM redaction_trace t WHERE t.table_name = 'bulk_act' "
                        "AND t.row_id = b.id ORDER BY t.id DESC LIMIT 1), b.rows_sha256) FROM bulk_act b WHERE b.id = "
                        "?"_s);
    if (auto ok = s.bind(bulkId).exec(); !ok)
        return tl::unexpected(ok.error());
    return s.next() ? s.text(0).toLatin1() : QByteArray();
}

} // namespace

Result<void> RedactionRepository::digestAnew(const Redaction &x, qint64 bulkId, const QByteArray &before)
{
    auto now = digestOf(m_db, bulkId);
    if (!now)
        return tl::unexpected(now.error());
    auto s = m_db.prepare(u"INSERT INTO redaction_trace (incident_id, redaction_id, table_name, row_id, column_name, "
                          "sha256, size, left_sha256) VALUES (?, ?, 'bulk_act', ?, 'rows', ?, ?, ?)"_s);
    s.bind(x.incident.value).bind(x.id.value).bind(bulkId).bind(QString::fromLatin1(before));
    return s.bind(now->first).bind(QString::fromLatin1(now->second)).exec();
}

Result<void> RedactionRepository::insertDecision(const Redaction &x, const RedactionDecisionInput &in,
                                                 RedactionCapacity capacity, const Attestation &a)
{
    const bool confirmed = in.decision == RedactionDecision::Confirmed;
    auto bulks = confirmed ? bulksOf(x.id) : Result<QList<qint64>>();
    if (!bulks)
        return tl::unexpected(bulks.error());
    QList<QByteArray> before;
    for (const qint64 bulk : std::as_const(*bulks)) {
        auto known = knownDigestOf(m_db, bulk);
        auto found = digestOf(m_db, bulk);
        if (!known || !found)
            return tl::unexpected(known ? found.error() : known.error());
        if (*known != found->second)
            return failure(ErrorKind::Refused,
                           tr("An import brought this with rows that you may not read, or that were altered since. "
                              "Nothing was redacted; have the record verified."));
        before.append(*known);
    }
    if (m_db.handle()) // what is overwritten is overwritten in the page too
        if (auto ok = m_db.run(u"PRAGMA secure_delete = ON"_s); !ok)
            return ok;
    auto s = m_db.prepare(u"INSERT INTO redaction_decision (uuid, incident_id, redaction_id, seen_version, decision, "
                          "capacity, words, attested_by, attested_ms, attested_how, attested_words) VALUES (?, ?, ?, "
                          "?, ?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(x.incident.value).bind(x.id.value).bind(x.version).bind(codeOf(in.decision));
    s.bind(codeOf(capacity)).bind(in.words.trimmed());
    auto done = s.bindId(a.by.value).bindId(a.atMs).bind(a.how).bind(a.words).exec();
    if (m_db.handle())
        if (auto off = m_db.run(u"PRAGMA secure_delete = OFF"_s); done && !off)
            done = off;
    for (qsizetype n = 0; done && n < before.size(); ++n)
        done = digestAnew(x, bulks->at(n), before.at(n));
    return done;
}

} // namespace tocsin
