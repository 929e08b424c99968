#include "models/storage/redactiontriggers.h"

#include "models/storage/redactable.h"

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

bool isBlob(const QString &column, const QList<Column> &columns)
{
    return std::any_of(columns.begin(), columns.end(), [&](const Column &c) { return c.blob && c.name == column; });
}

bool isHead(const QString &table)
{
    return std::any_of(redactableColumns().begin(), redactableColumns().end(),
                       [&](const RedactableColumn &c) { return c.head && table == QLatin1StringView(c.head); });
}

/** A trace of this value of this column. */
QString traced(const QString &table, const QString &row, const QString &column)
{
    return u"EXISTS (SELECT 1 FROM redaction_trace r WHERE r.table_name = '%1' AND r.row_id = %2.id "
           "AND r.column_name = '%3' AND r.sha256 = tocsin_sha256(%2.%3))"_s.arg(table, row, column);
}

/** That a trace NEW is about this row's value. */
QString isMeant(const QString &alias, const QStringList &columns)
{
    QStringList list;
    for (const QString &c : columns)
        list << u"(NEW.column_name = '%1' AND tocsin_sha256(%2%1) = NEW.sha256)"_s.arg(c, alias);
    return u'(' + list.join(u" OR "_s) + u')';
}

/** The head that repeats the value, or did: traced too, so that its entries are looked at. */
QString traceOfHead(const RedactableColumn &c)
{
    return u"  INSERT INTO redaction_trace (incident_id, redaction_id, table_name, row_id, column_name, sha256, size, "
           "left_sha256)\n  SELECT NEW.incident_id, NEW.redaction_id, '%1', h.id, '%2', NEW.sha256, NEW.size, "
           "NEW.left_sha256 FROM %3 t JOIN %1 h ON %5\n  WHERE t.id = NEW.row_id AND "
           "NEW.column_name = '%4' AND (tocsin_sha256(h.%2) = NEW.sha256 OR EXISTS (SELECT 1 FROM audit_content c "
           "WHERE c.incident_id = NEW.incident_id AND c.table_name = '%1' AND c.row_id = h.id\n    AND "
           "(tocsin_without(c.after_json, '%2', NEW.sha256) IS "
           "NOT c.after_json OR tocsin_without(c.before_json, '%2', NEW.sha256) IS NOT c.before_json)))\n    AND NOT "
           "EXISTS (SELECT 1 FROM redaction_trace r WHERE r.redaction_id = NEW.redaction_id AND r.table_name = '%1' "
           "AND r.row_id = h.id AND r.column_name = '%2' AND r.sha256 = NEW.sha256);\n"_s.arg(
               QLatin1StringView(c.head), QLatin1StringView(c.headColumn), QLatin1StringView(c.table),
               QLatin1StringView(c.column), isItsHead(c));
}

/** A value that a request names: of this incident, and the one that is there. */
QString namedTrigger(const QString &table, const QStringList &columns)
{
    const QString incident = table == u"incident_record" ? u"id"_s : u"incident_id"_s;
    return u"CREATE TRIGGER redaction_named_%1 AFTER INSERT ON redaction_place WHEN NEW.table_name = '%1' BEGIN\n"
           "  SELECT RAISE(ABORT, 'this is not there to be redacted') WHERE NOT EXISTS (SELECT 1 FROM %1 t\n"
           "    WHERE t.id = NEW.row_id AND t.%2 = NEW.incident_id AND %3);\nEND"_s.arg(table, incident,
                                                                                        isMeant(u"t."_s, columns));
}

QString blankTrigger(const QString &table, const QStringList &names, const QList<Column> &columns)
{
    const bool head = isHead(table);
    QString heads, set, drafts;
    for (const RedactableColumn &c : redactableColumns())
        if (c.head && table == QLatin1StringView(c.table))
            heads += traceOfHead(c);
    for (const QString &name : names) {
        const bool blob = isBlob(name, columns);
        set += u"%1%2 = CASE WHEN NEW.column_name = '%2' THEN %3 ELSE %2 END"_s.arg(set.isEmpty() ? QString() : u", "_s,
                                                                                    name, blob ? u"x''"_s : u"''"_s);
        if (!head && !blob)
            drafts += u"%1WHEN '%2' THEN t.%2"_s.arg(drafts.isEmpty() ? QString() : u" "_s, name);
    }
    if (!drafts.isEmpty())
        drafts = u"  UPDATE draft SET payload = tocsin_scrubbed(payload, (SELECT CASE NEW.column_name %1 END FROM %2 t "
                 "WHERE t.id = NEW.row_id))\n  WHERE payload <> tocsin_scrubbed(payload, (SELECT CASE NEW.column_name "
                 "%1 END FROM %2 t WHERE t.id = NEW.row_id));\n"_s.arg(drafts, table);
    const QString check =
        u"  SELECT RAISE(ABORT, 'it is not what was to go') WHERE NOT EXISTS (SELECT 1 FROM %1 t JOIN redaction_place "
        "p ON p.redaction_id = NEW.redaction_id AND p.table_name = '%1' AND p.row_id = t.id\n    AND p.column_name = "
        "NEW.column_name AND p.sha256 = NEW.sha256 WHERE t.id = NEW.row_id AND %2);\n"_s.arg(table,
                                                                                             isMeant(u"t."_s, names));
    return u"CREATE TRIGGER redaction_blank_%1 AFTER INSERT ON redaction_trace WHEN NEW.table_name = '%1' BEGIN\n"_s
               .arg(table) +
           (head ? QString() : check) + heads + drafts + (head ? u"  SELECT tocsin_act(1);\n"_s : QString()) +
           u"  UPDATE %1 SET %2 WHERE id = NEW.row_id AND %3;\n"_s.arg(table, set, isMeant(QString(), names)) +
           (head ? u"  SELECT tocsin_act(0);\n"_s : QString()) + u"END"_s;
}

QString declaredTrigger()
{
    QStringList list;
    for (const RedactableColumn &c : redactableColumns())
        list << u"'%1.%2'"_s.arg(QLatin1StringView(c.table), QLatin1StringView(c.column));
    return u"CREATE TRIGGER redaction_place_declared AFTER INSERT ON redaction_place BEGIN\n  SELECT RAISE(ABORT, "
           u"'this "
           "is kept as it is') WHERE NEW.table_name || '.' || NEW.column_name NOT IN (%1);\nEND"_s.arg(
               list.join(u", "_s));
}

/** Entries lose what a trace says, and nothing else. */
QString unlessContentIsTraced()
{
    const auto digest = [](const QString &row) {
        return u"tocsin_digest(%1.salt, %1.person_id, %1.role, %1.op, %1.before_json, %1.after_json)"_s.arg(row);
    };
    return u"NEW.seq IS NOT OLD.seq OR NEW.incident_id IS NOT OLD.incident_id OR NEW.table_name IS NOT OLD.table_name "
           "OR NEW.row_id IS NOT OLD.row_id OR NOT EXISTS (SELECT 1 FROM redaction_trace r WHERE r.table_name = "
           "'audit_content' AND r.row_id = OLD.seq AND r.sha256 = %1 AND r.left_sha256 = %2)"_s.arg(digest(u"OLD"_s),
                                                                                                    digest(u"NEW"_s));
}

} // namespace

QString unlessRedacted(const QString &table, const QList<Column> &columns)
{
    if (table == u"audit_content")
        return unlessContentIsTraced();
    const QStringList names = redactableColumnsOf(table);
    if (names.isEmpty())
        return {};
    QStringList conditions, changed;
    for (const Column &c : columns) {
        if (!names.contains(c.name)) {
            conditions << u"NEW.%1 IS OLD.%1"_s.arg(c.name);
            continue;
        }
        changed << u"NEW.%1 IS NOT OLD.%1"_s.arg(c.name);
        conditions << u"(NEW.%1 IS OLD.%1 OR (length(NEW.%1) = 0 AND %2))"_s.arg(c.name,
                                                                                 traced(table, u"OLD"_s, c.name));
    }
    return u"NOT (%1 AND (%2))"_s.arg(conditions.join(u" AND "_s), changed.join(u" OR "_s));
}

QString headIsBlanked(const QString &head)
{
    if (!isHead(head))
        return {};
    QStringList list;
    for (const QString &c : redactableColumnsOf(head))
        list << u"(NEW.%1 = '' AND OLD.%1 <> '' AND %2)"_s.arg(c, traced(head, u"OLD"_s, c));
    return list.join(u" OR "_s);
}

QStringList redactionTriggers(const QString &table, const QList<Column> &columns)
{
    if (table == u"redaction_place")
        return {declaredTrigger()};
    const QStringList names = redactableColumnsOf(table);
    if (names.isEmpty())
        return {};
    QStringList list = {blankTrigger(table, names, columns)};
    if (!isHead(table))
        list.prepend(namedTrigger(table, names));
    return list;
}

} // namespace tocsin
