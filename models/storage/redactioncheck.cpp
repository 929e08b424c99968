#include "models/storage/redactioncheck.h"

#include "models/storage/database.h"
#include "models/storage/manifest.h"
#include "models/storage/redactable.h"
#include "models/storage/rowtext.h"
#include "models/storage/sqlfunctions.h"

#include <QCoreApplication>
#include <QStringList>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::storage", text);
}

/** One thing that must not be, as a query of (redaction, its number). */
struct Never
{
    const char *what;
    const char *sql;
};

constexpr Never kNever[] = {
    {"Redaction %1 was not confirmed by two people, legal and the incident manager.",
     "SELECT x.id, x.number FROM redaction x WHERE x.state = 'done' AND NOT EXISTS (SELECT 1 FROM redaction_request q "
     "JOIN redaction_decision d ON d.redaction_id = q.id AND d.decision = 'confirmed' WHERE q.id = x.id AND "
     "d.capacity <> q.capacity AND coalesce(d.attested_by, d.person_id) <> q.person_id AND x.legal_id = CASE "
     "q.capacity WHEN 'legal' THEN q.person_id ELSE coalesce(d.attested_by, d.person_id) END AND x.manager_id = CASE "
     "q.capacity WHEN 'manager' THEN q.person_id ELSE coalesce(d.attested_by, d.person_id) END)"},
    {"Redaction %1 was carried out while a legal hold stood.",
     "SELECT x.id, x.number FROM redaction x JOIN redaction_decision d ON d.redaction_id = x.id AND d.decision = "
     "'confirmed' WHERE coalesce((SELECT h.placed FROM legal_hold h WHERE h.incident_id = x.incident_id AND "
     "(SELECT min(e.seq) FROM audit_content e WHERE e.incident_id = h.incident_id AND e.table_name = 'legal_hold' AND "
     "e.row_id = h.id) < (SELECT "
     "min(e.seq) FROM audit_content e WHERE e.incident_id = d.incident_id AND e.table_name = 'redaction_decision' AND "
     "e.row_id = d.id) ORDER BY h.id "
     "DESC LIMIT 1), 0) = 1"},
    {"Redaction %1 took away more than was asked for, or less.",
     "SELECT x.id, x.number FROM redaction x WHERE x.state = 'done' AND ((SELECT count(*) FROM redaction_place p "
     "WHERE p.redaction_id = x.id) <> (SELECT q.place_count FROM redaction_request q WHERE q.id = x.id) OR EXISTS "
     "(SELECT 1 FROM redaction_place p WHERE p.redaction_id = x.id AND NOT EXISTS (SELECT 1 FROM redaction_trace t "
     "WHERE t.redaction_id = x.id AND t.table_name = p.table_name AND t.row_id = p.row_id AND t.column_name = "
     "p.column_name AND t.sha256 = p.sha256)))"},
    {"Redaction %1 left traces and was never carried out.",
     "SELECT x.id, x.number FROM redaction x WHERE x.state <> 'done' AND EXISTS (SELECT 1 FROM redaction_trace t "
     "WHERE t.redaction_id = x.id)"},
};

} // namespace

Result<void> RedactionCheck::load()
{
    auto s = m_db.prepare(u"SELECT table_name, row_id, sha256, left_sha256 FROM redaction_trace WHERE table_name IN "
                          "('audit_content', 'bulk_act') ORDER BY id"_s);
    if (auto ok = s.exec(); !ok)
        return ok;
    while (s.next())
        (s.text(0) == u"bulk_act" ? m_bulks : m_entries)[s.int64(1)].append(
            {s.text(2).toLatin1(), s.text(3).toLatin1()});
    auto files = m_db.prepare(u"SELECT c.attachment_id FROM redaction_trace t JOIN attachment_chunk c ON c.id = "
                              "t.row_id WHERE t.table_name = 'attachment_chunk'"_s);
    if (auto ok = files.exec(); !ok)
        return ok;
    while (files.next())
        ++m_files[files.int64(0)];
    return {};
}

/** From the digest that was written to what each redaction left, one after the other; "" where they do not join. */
QByteArray RedactionCheck::follow(const QList<Step> &steps, const QByteArray &from)
{
    QByteArray at = from;
    for (const Step &step : steps) {
        if (step.sha256 != at)
            return {};
        at = step.left;
    }
    return at;
}

bool RedactionCheck::isLeft(qint64 seq, const QByteArray &written, const QByteArray &now) const
{
    if (now == written)
        return true;
    const auto steps = m_entries.constFind(seq);
    return steps != m_entries.constEnd() && follow(*steps, written) == now;
}

QByteArray RedactionCheck::bulkLeft(qint64 bulkId, const QByteArray &written) const
{
    return follow(m_bulks.value(bulkId), written);
}

Result<void> RedactionCheck::check(const Find &find)
{
    if (auto ok = checkDecisions(find); !ok)
        return ok;
    return checkTraces(find);
}

Result<void> RedactionCheck::checkDecisions(const Find &find)
{
    for (const Never &never : kNever) {
        auto s = m_db.prepare(QString::fromLatin1(never.sql));
        if (auto ok = s.exec(); !ok)
            return ok;
        while (s.next())
            find(u"redaction"_s, s.int64(0), tr(never.what).arg(s.int64(1)));
    }
    return {};
}

/** What a trace says is gone is gone; and what it is about may go at all. */
Result<void> RedactionCheck::checkTraces(const Find &find)
{
    struct Trace
    {
        QString table, column, sha256;
        qint64 row, id;
        bool named;
    };
    QList<Trace> traces;
    auto s = m_db.prepare(u"SELECT t.table_name, t.column_name, t.sha256, t.row_id, t.id, CASE WHEN EXISTS (SELECT 1 "
                          "FROM redaction_place p WHERE p.redaction_id = t.redaction_id AND p.table_name = "
                          "t.table_name AND p.row_id = t.row_id AND p.column_name = t.column_name AND p.sha256 = "
                          "t.sha256) THEN 1 ELSE 0 END FROM redaction_trace t WHERE t.table_name NOT IN "
                          "('audit_content', 'bulk_act') ORDER BY t.id"_s);
    if (auto ok = s.exec(); !ok)
        return ok;
    while (s.next())
        traces.append({s.text(0), s.text(1), s.text(2), s.int64(3), s.int64(4), s.boolean(5)});
    for (const Trace &t : std::as_const(traces)) {
        const TableEntry *entry = tableEntry(t.table);
        if (!entry || !redactableColumnsOf(t.table).contains(t.column) ||
            (entry->kind != TableClass::Head && !t.named)) {
            find(u"redaction_trace"_s, t.id, tr("Trace %1 is of something that nobody asked to redact.").arg(t.id));
            continue;
        }
        auto row = m_db.prepare(u"SELECT t.%1 FROM %2 t WHERE t.id = ?"_s.arg(t.column, t.table));
        if (auto ok = row.bind(t.row).exec(); !ok)
            return ok;
        if (!row.next())
            continue; // gone altogether, or withheld: the check of rows says so
        const QByteArray value = t.column == u"data" ? row.blob(0) : row.text(0).toUtf8();
        const bool gone =
            entry->kind == TableClass::Head ? QString::fromLatin1(sha256Hex(value)) != t.sha256 : value.isEmpty();
        if (!gone)
            find(t.table, t.row, tr("Row %1 of %2 was redacted, and holds something.").arg(t.row).arg(t.table));
    }
    return {};
}

Result<QList<VerifiedRedaction>> RedactionCheck::list()
{
    auto s = m_db.prepare(
        u"SELECT x.id, i.number, x.number, q.ground, q.reason, q.act_table, l.name, m.name, x.since_ms, "
        "(SELECT count(*) FROM redaction_place p WHERE p.redaction_id = x.id), CASE WHEN EXISTS (SELECT 1 FROM remnant "
        "r WHERE r.id = x.id) THEN 0 ELSE 1 END FROM redaction x JOIN redaction_request q ON q.id = x.id JOIN incident "
        "i ON i.id = x.incident_id LEFT JOIN person l ON l.id = x.legal_id LEFT JOIN person m ON m.id = x.manager_id "
        "WHERE x.state = 'done' AND "_s +
        m_db.dialect().visible(u"x.incident_id"_s) + u" ORDER BY x.since_ms, x.id"_s);
    if (auto ok = s.exec(); !ok)
        return tl::unexpected(ok.error());
    QList<VerifiedRedaction> rows;
    while (s.next())
        rows.append({s.int64(1), s.integer(2), s.text(3), s.text(4), redactableName(s.text(5)), s.text(6), s.text(7),
                     s.int64(8), s.integer(9), s.boolean(10), s.int64(0)});
    return rows;
}

} // namespace tocsin
