#include "models/storage/triggerwriter.h"

#include "models/storage/redactiontriggers.h"

#include <QStringList>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {
const QString kInAct = u"SELECT RAISE(ABORT, 'heads change by acts alone') WHERE NOT tocsin_in_act()"_s;
}

TriggerWriter::TriggerWriter(const TableEntry &table, const QList<Column> &columns)
    : m_table(table)
    , m_columns(columns)
{
}

bool TriggerWriter::has(const char *column) const
{
    for (const Column &c : m_columns)
        if (c.name == QLatin1StringView(column))
            return true;
    return false;
}

QString TriggerWriter::rowJson(const QString &row) const
{
    QStringList parts;
    for (const Column &c : m_columns) {
        const QString value = row + u'.' + c.name;
        parts << (c.blob ? u"'%1', json_array(tocsin_sha256(%2), length(%2))"_s.arg(c.name, value)
                         : u"'%1', %2"_s.arg(c.name, value));
    }
    return u"json_object("_s + parts.join(u", "_s) + u')';
}

QString TriggerWriter::changesJson() const
{
    QStringList names, pairs;
    for (const Column &c : m_columns) {
        names << c.name;
        pairs << u"OLD."_s + c.name + u", NEW."_s + c.name;
    }
    return u"tocsin_changes('%1', %2)"_s.arg(names.join(u","_s), pairs.join(u", "_s));
}

QString TriggerWriter::auditTrigger(const QString &op, const QString &check) const
{
    const QString table = QString::fromLatin1(m_table.name);
    const bool update = op == u"update";
    QString incident = u"NULL"_s;
    if (table == u"incident" || table == u"incident_record")
        incident = u"NEW.id"_s;
    else if (m_table.incident && has("incident_id"))
        incident = u"NEW.incident_id"_s;
    QString when = m_table.bulk && !update ? u"\nWHEN NEW.bulk_id IS NULL"_s : QString();
    if (const QString blanked = update ? headIsBlanked(table) : QString(); !blanked.isEmpty())
        when = u"\nWHEN NOT (%1) OR NOT tocsin_in_act()"_s.arg(blanked); // its trace says so
    return u"CREATE TRIGGER %1_audit_%2 AFTER %3 ON %1%4 BEGIN\n%5"
           "  INSERT INTO audit_content (seq, incident_id, table_name, row_id, person_id, role, op, before_json, "
           "after_json, salt)\n"
           "  VALUES ((SELECT coalesce(max(seq), 0) + 1 FROM audit), %6, '%1', NEW.id, tocsin_person(), tocsin_role(), "
           "'%2',\n"
           "    %7,\n    %8,\n    tocsin_salt());\nEND"_s.arg(
               table, op, op.toUpper(), when, check.isEmpty() ? QString() : u"  "_s + check + u";\n"_s, incident,
               update ? changesJson() : u"NULL"_s, update ? u"tocsin_changed()"_s : rowJson(u"NEW"_s));
}

QString TriggerWriter::refuse(const QString &op, const QString &text, const QString &condition) const
{
    return u"CREATE TRIGGER %1_no_%2 BEFORE %3 ON %1 BEGIN\n  SELECT RAISE(ABORT, '%4')%5;\nEND"_s.arg(
        QString::fromLatin1(m_table.name), op, op.toUpper(), text,
        condition.isEmpty() ? QString() : u" WHERE "_s + condition);
}

/** INSERT OR REPLACE must not forge a row, nobody acts for another or at another time, bulk rows need their open act.
 */
QString TriggerWriter::guardInsert() const
{
    const QString table = QString::fromLatin1(m_table.name);
    const QString key = table == u"audit" ? u"seq"_s : u"id"_s;
    QStringList checks = {
        u"SELECT RAISE(ABORT, 'rows stay: this key exists') WHERE NEW.%1 IS NOT NULL AND EXISTS (SELECT 1 FROM %2 WHERE %1 = NEW.%1)"_s
            .arg(key, table)};
    if (has("person_id") && has("instant_ms"))
        checks
            << u"SELECT RAISE(ABORT, 'nobody acts for another') WHERE NEW.person_id IS NOT tocsin_person()"_s
            << u"SELECT RAISE(ABORT, 'an act is stamped by the database') WHERE abs(NEW.instant_ms - tocsin_now()) > 2000"_s;
    if (m_table.bulk)
        checks
            << u"SELECT RAISE(ABORT, 'its bulk act is not open') WHERE NEW.bulk_id IS NOT NULL AND NEW.bulk_id IS NOT tocsin_bulk()"_s;
    if (table == u"audit")
        checks
            << u"SELECT RAISE(ABORT, 'rows stay: the record writes itself') WHERE NEW.seq IS NOT (SELECT max(seq) FROM audit_content)"_s;
    return u"CREATE TRIGGER %1_guard BEFORE INSERT ON %1 BEGIN\n  %2;\nEND"_s.arg(table, checks.join(u";\n  "_s));
}

QStringList TriggerWriter::statements() const
{
    if (m_table.kind == TableClass::Working)
        return {};
    const QString table = QString::fromLatin1(m_table.name);
    const bool head = m_table.kind == TableClass::Head;
    QStringList list = {refuse(u"delete"_s, u"rows stay: nothing is deleted"_s)};
    // A trigger costs an act as much as an index. What only the program's own triggers write is checked in the one that
    // writes its entry, or the chain's: a head, unless it comes in bulk and has no entry, and what entries say.
    if (!head) {
        list << refuse(u"update"_s, u"rows stay: acts are never changed"_s, unlessRedacted(table, m_columns));
        if (table != u"audit_content")
            list << guardInsert();
    } else if (m_table.bulk) {
        list << u"CREATE TRIGGER %1_guard BEFORE INSERT ON %1 BEGIN\n  %2;\nEND"_s.arg(table, kInAct);
    }
    if (isAudited(m_table.kind))
        list << auditTrigger(u"insert"_s, head && !m_table.bulk ? kInAct : QString());
    if (head)
        list << auditTrigger(u"update"_s, kInAct);
    return list + redactionTriggers(table, m_columns);
}

} // namespace tocsin
