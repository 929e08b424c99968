#include "models/storage/postgrestriggers.h"

#include "models/storage/redactable.h"

#include <QRegularExpression>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QString trigger(const QString &name, const QString &when, const QString &table, const QString &function)
{
    return u"CREATE TRIGGER %1 %2 ON %3 FOR EACH ROW EXECUTE FUNCTION %4"_s.arg(name, when, table, function);
}

/** The entry about a row is written at commit: the chain is never held across a round trip (DESIGN 9). */
QString auditTrigger(const TableEntry &table, const QList<Column> &columns, const QString &event)
{
    const QString name = QString::fromLatin1(table.name);
    QString incident, bytes;
    if (name == u"incident" || name == u"incident_record")
        incident = u"id"_s;
    else if (table.incident && hasColumn(columns, "incident_id"_L1))
        incident = u"incident_id"_s;
    for (const Column &c : columns)
        if (c.blob)
            bytes = c.name;
    const QString when = table.bulk && event == u"INSERT" ? u" WHEN (NEW.bulk_id IS NULL)"_s : QString();
    return u"CREATE CONSTRAINT TRIGGER a_audit_%1 AFTER %2 ON %3 DEFERRABLE INITIALLY DEFERRED FOR EACH ROW%4 "
           "EXECUTE FUNCTION tocsin_audit('%5', '%6')"_s.arg(event.toLower(), event, name, when, incident, bytes);
}

QString guardFlags(const TableEntry &table, const QList<Column> &columns)
{
    QStringList flags;
    if (hasColumn(columns, "person_id"_L1) && hasColumn(columns, "instant_ms"_L1))
        flags << u"stamped"_s;
    if (table.bulk && table.kind != TableClass::Head)
        flags << u"bulk"_s;
    if (qstrcmp(table.name, "incident_record") == 0)
        flags << u"number"_s;
    return flags.join(u' ');
}

/** Rows stay; but for what a redaction takes away (P12.2). */
QString refuseUpdate(const QString &table)
{
    if (table == u"audit_content")
        return u"tocsin_only_redacted_content()"_s;
    const QStringList names = redactableColumnsOf(table);
    return names.isEmpty() ? u"tocsin_refuse()"_s : u"tocsin_only_redacted('%1')"_s.arg(names.join(u"', '"_s));
}

/** One statement of a trigger in SQLite's words, as a line of PL/pgSQL; "" for what has no counterpart. */
QString line(const QString &statement)
{
    static const QRegularExpression open(u"^SELECT tocsin_act\\(\\d\\)$"_s);
    static const QRegularExpression raise(u"^SELECT RAISE\\(ABORT, '([^']*)'\\) WHERE (.*)$"_s,
                                          QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression isNot(u"\\bIS NOT (?!NULL\\b|DISTINCT\\b)"_s);
    static const QRegularExpression version(u"(\\(SELECT \\w+ FROM \\w+ WHERE [^()]*)\\)"_s);
    if (open.match(statement).hasMatch())
        return {};
    const auto raised = raise.match(statement);
    if (!raised.hasMatch())
        return u"  "_s + statement + u";\n"_s;
    const QString text = raised.captured(1);
    QString condition = raised.captured(2);
    // The head is locked before it is looked at: who comes second waits, and sees what the first one made.
    condition.replace(isNot, u"IS DISTINCT FROM "_s).replace(version, u"\\1 FOR UPDATE)"_s);
    return u"  IF %1 THEN\n    RAISE EXCEPTION '%2' USING ERRCODE = '%3';\n  END IF;\n"_s.arg(
        condition, text, text == u"conflict" ? u"TC001"_s : u"TC004"_s);
}

} // namespace

QStringList PostgresTriggers::guards(const TableEntry &table, const QList<Column> &columns)
{
    if (table.kind == TableClass::Working)
        return {};
    const QString name = QString::fromLatin1(table.name);
    const bool byTrigger = table.kind == TableClass::Head || table.kind == TableClass::Record;
    QStringList list;
    if (isAudited(table.kind)) {
        list << auditTrigger(table, columns, u"INSERT"_s);
        if (table.kind == TableClass::Head)
            list << auditTrigger(table, columns, u"UPDATE"_s);
    }
    list << trigger(u"a_guard"_s, u"BEFORE INSERT"_s, name,
                    byTrigger ? u"tocsin_by_trigger()"_s : u"tocsin_guard('%1')"_s.arg(guardFlags(table, columns)));
    list << (table.kind == TableClass::Head
                 ? trigger(u"a_no_update"_s, u"BEFORE UPDATE"_s, name, u"tocsin_by_trigger()"_s)
                 : trigger(u"a_no_update"_s, u"BEFORE UPDATE"_s, name, refuseUpdate(name)));
    list << trigger(u"a_no_delete"_s, u"BEFORE DELETE"_s, name, u"tocsin_refuse()"_s);
    list << u"CREATE TRIGGER a_no_truncate BEFORE TRUNCATE ON %1 FOR EACH STATEMENT EXECUTE FUNCTION tocsin_refuse()"_s
                .arg(name);
    return list;
}

QStringList PostgresTriggers::fromSqlite(const QString &text)
{
    static const QRegularExpression shape(
        u"^CREATE TRIGGER (\\w+) AFTER INSERT ON (\\w+)\\s*(?:WHEN (.*?)\\s)?\\s*BEGIN\\n(.*)\\nEND$"_s,
        QRegularExpression::DotMatchesEverythingOption);
    const auto match = shape.match(text);
    if (!match.hasMatch())
        return {text};
    const QString name = match.captured(1), condition = match.captured(3);
    QString body;
    for (const QString &statement : match.captured(4).split(u";\n"_s)) {
        QString s = statement.trimmed();
        if (s.endsWith(u';'))
            s.chop(1);
        if (!s.isEmpty())
            body += line(s);
    }
    const QString function =
        u"CREATE FUNCTION tocsin_%1() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER "
        "SET search_path = pg_catalog, public, pg_temp AS $$\nBEGIN\n%2  RETURN NULL;\nEND\n$$"_s.arg(name, body);
    const QString when = condition.isEmpty() ? QString() : u" WHEN (%1)"_s.arg(condition);
    return {function, u"CREATE TRIGGER b_%1 AFTER INSERT ON %2 FOR EACH ROW%3 EXECUTE FUNCTION tocsin_%1()"_s.arg(
                          name, match.captured(2), when)};
}

} // namespace tocsin
