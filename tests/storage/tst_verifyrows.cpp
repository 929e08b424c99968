#include "models/storage/manifest.h"
#include "models/storage/rowentries.h"
#include "models/storage/verifier.h"
#include "tests/storage/populated.h"

#include <QFile>
#include <QSet>
#include <QTest>

#include <algorithm>
#include <functional>
#include <tuple>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

namespace {

/** How many tables are tampered with in one copy: one with TOCSIN_LONG, where nothing else could have been what was
 * found. */
qsizetype together()
{
    return qEnvironmentVariableIsSet("TOCSIN_LONG") ? 1 : 30;
}

struct TableColumn
{
    QString name, type;
};

/** One statement past the triggers, and what verification must name for it. */
struct Change
{
    QString sql, table;
    QList<qint64> rows;
    qint64 bulkAct = 0;  ///< which answers for it instead, as for the rows that came with it
    QStringList columns; ///< what the finding about a row names
};

QString otherValue(const TableColumn &c)
{
    const QString value = c.type == u"INTEGER" ? u"coalesce(%1, 0) + 1000003"_s
                          : c.type == u"BLOB"  ? u"CAST('x' || %1 AS BLOB)"_s
                                               : u"coalesce(%1, '') || 'x'"_s;
    return c.name + u" = "_s + value.arg(c.name);
}

/** Whether what is found of one could be taken for what is found of the other. */
bool alike(const Change &a, const Change &b)
{
    return a.table == b.table || (a.bulkAct != 0 && a.bulkAct == b.bulkAct);
}

QList<QList<Change>> inCopies(const QList<Change> &changes)
{
    QList<QList<Change>> copies;
    for (const Change &change : changes) {
        const auto copy = std::ranges::find_if(copies, [&change](const QList<Change> &others) {
            return others.size() < together() && std::ranges::none_of(others, std::bind_front(alike, change));
        });
        if (copy == copies.end())
            copies << QList<Change>{change};
        else
            *copy << change;
    }
    return copies;
}

} // namespace

/** Every column of every kept table, changed past the triggers: verification finds it and names table and row. */
class TestVerifyRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void honestDatabaseIsClean();
    void everyTableHasRows();
    void entriesAreFoundByTheirRow();
    void valuesChanged();
    void keysChanged();
    void bulkValueChanged();
    void rowRemoved();
    void rowInserted();
    void moreThanIsNamed();

private:
    [[nodiscard]] QList<TableColumn> columns(const QString &table);
    [[nodiscard]] QVariant scalar(const QString &sql) { return (*m_db)->scalar(sql); }
    [[nodiscard]] QVariant ownRow(const TableEntry &table);
    /** 0: it came alone. */
    [[nodiscard]] qint64 bulkActOf(const QString &table, qint64 row)
    {
        return scalar(u"SELECT bulk_id FROM %1 WHERE id = %2"_s.arg(table).arg(row)).toLongLong();
    }
    void insertions(const TableEntry &table, QList<Change> *changes);
    void look(const QList<Change> &changes);
    void lookAt(const QList<Change> &together);

    Team team;
    Result<std::unique_ptr<Database>> m_db{nullptr};
    int copies = 0;
};

void TestVerifyRows::initTestCase()
{
    populate(team, false);
    QVERIFY2(team.problems.isEmpty(), qPrintable(team.problems.join(u'\n')));
}

void TestVerifyRows::honestDatabaseIsClean()
{
    QCOMPARE(team.findings({*team.services->record.head()}), QString());
}

void TestVerifyRows::everyTableHasRows()
{
    for (const TableEntry &t : tableManifest()) {
        const QString name = QString::fromLatin1(t.name);
        QVERIFY2(team.db->scalar(u"SELECT count(*) FROM "_s + name).toInt() > 0, t.name);
    }
    team.close(); // one file, nothing in a journal
    m_db = Database::open(team.file, OpenMode::ReadOnly, team.clock);
    QVERIFY(m_db);
}

QList<TableColumn> TestVerifyRows::columns(const QString &table)
{
    QList<TableColumn> list;
    auto s = (*m_db)->prepare(u"SELECT name, type FROM pragma_table_info(?) ORDER BY cid"_s);
    if (s.bind(table).exec())
        while (s.next())
            list.append({s.text(0), s.text(1)});
    return list;
}

/** The first row with an entry of its own; null if every row came with others: bulkValueChanged. */
QVariant TestVerifyRows::ownRow(const TableEntry &table)
{
    return scalar(u"SELECT min(id) FROM "_s + QString::fromLatin1(table.name) +
                  (table.bulk ? u" WHERE bulk_id IS NULL"_s : QString()));
}

void TestVerifyRows::look(const QList<Change> &changes)
{
    QVERIFY(!changes.isEmpty());
    for (const QList<Change> &copy : inCopies(changes)) {
        lookAt(copy);
        if (QTest::currentTestFailed())
            return;
    }
}

void TestVerifyRows::lookAt(const QList<Change> &together)
{
    const QString path = team.path(u"m%1.tocsin"_s.arg(++copies));
    QVERIFY(QFile::copy(team.file, path));
    for (const Change &change : together) {
        const QString trouble = tamper(path, change.sql);
        QVERIFY2(trouble.isEmpty(), qPrintable(change.sql + u": "_s + trouble));
    }
    auto db = Database::open(path, OpenMode::Examine, team.clock);
    QVERIFY(db);
    const auto report = Verifier(**db, {}).run({});
    QVERIFY(report);
    db->reset();
    for (const QString &end : {u""_s, u"-wal"_s, u"-shm"_s})
        QFile::remove(path + end);

    QStringList texts;
    for (const VerifierFinding &f : report->findings) {
        QVERIFY2(f.check != u"schema", qPrintable(f.text)); // nothing of it was touched
        QVERIFY(!f.text.isEmpty());
        texts << f.check + u' ' + f.table + u' ' + QString::number(f.rowId);
    }
    for (const Change &change : together)
        for (const qint64 row : change.rows) {
            bool named = false;
            for (const VerifierFinding &f : report->findings) {
                const bool own = f.table == change.table && f.rowId == row;
                if (own && f.check == u"row")
                    for (const QString &column : change.columns)
                        QVERIFY2(f.text.contains(column), qPrintable(column + u" in "_s + f.text));
                named = named || own ||
                        (change.table != u"incident" && f.table == u"bulk_act" && f.rowId == change.bulkAct);
            }
            QVERIFY2(named, qPrintable(change.sql + u" -> "_s + texts.join(u", "_s)));
        }
}

/** Asked of SQLite: searching all entries of a table for each of its rows would never end with a great one. */
void TestVerifyRows::entriesAreFoundByTheirRow()
{
    auto db = Database::open(team.file, OpenMode::Examine, team.clock);
    QVERIFY(db);
    RowEntries entries(**db);
    QVERIFY(entries.load());
    QCOMPARE((*db)->scalar(u"SELECT count(*) FROM "_s + entries.source()),
             (*db)->scalar(u"SELECT count(*) FROM audit_content"_s));
    for (const QString &sql :
         {u"SELECT c.seq FROM stage_move t"_s + entries.joined(u"stage_move"_s),
          u"SELECT c.seq FROM "_s + entries.about(u"stage_move"_s) + u" AND EXISTS (SELECT 1 FROM "_s +
              entries.source() +
              u" p WHERE p.table_name = c.table_name AND p.row_id = c.row_id AND p.seq < c.seq)"_s}) {
        auto plan = (*db)->prepare(u"EXPLAIN QUERY PLAN "_s + sql);
        QVERIFY(plan.exec());
        QStringList steps;
        while (plan.next())
            steps << plan.text(3);
        QVERIFY2(steps.join(u'|').contains(u"row_id=?"), qPrintable(sql + u": "_s + steps.join(u", "_s)));
    }
}

/** All columns of one row at once: the finding names each of them. */
void TestVerifyRows::valuesChanged()
{
    QList<Change> changes;
    for (const TableEntry &t : tableManifest()) {
        const QString table = QString::fromLatin1(t.name);
        const QVariant row = isAudited(t.kind) ? ownRow(t) : QVariant();
        if (row.isNull())
            continue;
        QStringList set, names;
        for (const TableColumn &c : columns(table))
            if (c.name != u"id") {
                set << otherValue(c);
                names << c.name;
            }
        changes.append({u"UPDATE %1 SET %2 WHERE id = %3"_s.arg(table, set.join(u", "_s), row.toString()),
                        table,
                        {row.toLongLong()},
                        0,
                        names});
    }
    look(changes);
}

/** Its key alone: one row too many, one too few. */
void TestVerifyRows::keysChanged()
{
    QList<Change> changes;
    for (const TableEntry &t : tableManifest())
        if (const QVariant row = isAudited(t.kind) ? ownRow(t) : QVariant(); !row.isNull()) {
            const QString table = QString::fromLatin1(t.name);
            changes.append({u"UPDATE %1 SET id = 1000003 WHERE id = %2"_s.arg(table, row.toString()),
                            table,
                            {1000003, row.toLongLong()},
                            0,
                            {}});
        }
    look(changes);
}

/** Rows of a bulk act have no entries of their own: its digest answers for them, and the replay for their heads. */
void TestVerifyRows::bulkValueChanged()
{
    QList<Change> changes;
    for (const TableEntry &t : tableManifest()) {
        if (!t.bulk)
            continue;
        const QString table = QString::fromLatin1(t.name);
        const qint64 row = scalar(u"SELECT min(id) FROM %1 WHERE bulk_id IS NOT NULL"_s.arg(table)).toLongLong();
        for (const TableColumn &c : columns(table)) {
            // A head with another key is named by that: it stands where nothing made it.
            const bool moved = c.name == u"id" && t.kind == TableClass::Head && table != u"incident";
            changes.append({u"UPDATE %1 SET %2 WHERE id = %3"_s.arg(table, otherValue(c)).arg(row),
                            table,
                            {moved ? row + 1000003 : row},
                            bulkActOf(table, row),
                            {}});
        }
    }
    look(changes);
}

void TestVerifyRows::rowRemoved()
{
    QList<Change> changes;
    for (const TableEntry &t : tableManifest()) {
        if (!isAudited(t.kind))
            continue;
        const QString table = QString::fromLatin1(t.name);
        const qint64 first = scalar(u"SELECT min(id) FROM "_s + table).toLongLong();
        const qint64 last = scalar(u"SELECT max(id) FROM "_s + table).toLongLong();
        for (const qint64 row : QSet<qint64>{first, last}) {
            changes.append({u"DELETE FROM %1 WHERE id = %2"_s.arg(table).arg(row),
                            table,
                            {row},
                            t.bulk ? bulkActOf(table, row) : 0,
                            {}});
        }
    }
    look(changes);
}

void TestVerifyRows::insertions(const TableEntry &entry, QList<Change> *changes)
{
    const QString table = QString::fromLatin1(entry.name);
    QStringList names, values;
    for (const TableColumn &c : columns(table)) {
        names << c.name;
        values << ((c.name == u"incident_id" && table != u"postmortem" && table != u"postmortem_summary" &&
                    table != u"exercise_lifting") ||
                           c.name == u"bulk_id"
                       ? c.name
                   : c.type == u"INTEGER" ? c.name + u" + 7000"_s
                   : c.type == u"BLOB"    ? c.name
                                          : c.name + u" || 'x'"_s);
    }
    const bool bulk = entry.bulk && table != u"incident";
    for (const QString &where :
         bulk ? QStringList{u"bulk_id IS NULL"_s, u"bulk_id IS NOT NULL"_s} : QStringList{u"1"_s}) {
        const QVariant first = scalar(u"SELECT min(id) FROM %1 WHERE %2"_s.arg(table, where));
        if (first.isNull()) {
            QVERIFY(bulk); // of this table rows come only with others, or only alone
            continue;
        }
        changes->append({u"INSERT INTO %1 (%2) SELECT %3 FROM %1 WHERE id = %4"_s.arg(
                             table, names.join(u", "_s), values.join(u", "_s), first.toString()),
                         table,
                         {first.toLongLong() + 7000},
                         bulk ? bulkActOf(table, first.toLongLong()) : 0,
                         {}});
    }
}

void TestVerifyRows::rowInserted()
{
    QList<Change> changes;
    for (const TableEntry &t : tableManifest())
        if (isAudited(t.kind))
            insertions(t, &changes);
    look(changes);
}

/** A list that ends says so: nobody may take what it does not name for whole. */
void TestVerifyRows::moreThanIsNamed()
{
    QList<VerifierAnchor> anchors;
    const auto found = [&, this](const QString &sql) {
        const QString path = team.path(u"m%1.tocsin"_s.arg(++copies));
        const QString trouble = QFile::copy(team.file, path) ? tamper(path, sql) : u"no copy"_s;
        auto db = Database::open(path, OpenMode::Examine, team.clock);
        auto report = trouble.isEmpty() && db ? Verifier(**db, {}).run(anchors) : failure(ErrorKind::Damaged, trouble);
        QList<VerifierFinding> findings = report ? report->findings : QList<VerifierFinding>{};
        QStringList more;
        for (const VerifierFinding &f : std::as_const(findings))
            if (f.check == u"more")
                more << f.table + u": "_s + f.text;
        return std::pair(findings.size() - more.size(), more);
    };
    const QString entries =
        u"WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < %1) INSERT INTO "
        "audit_content (seq, incident_id, table_name, row_id, person_id, role, op, after_json, salt) "
        "SELECT 5000000 + x, 1, 'stage_move', 5000000 + x, 1, 'r', 'update', '{}', 's' FROM n"_s;
    // Each is content without a link, says that an act changed, and speaks of a row that is not there.
    QCOMPARE(found(entries.arg(100)), std::pair(qsizetype(300), QStringList()));
    auto [named, more] = found(entries.arg(101));
    QCOMPARE(named, 300);
    QCOMPARE(more.size(), 3);
    QVERIFY2(more.at(1).startsWith(u"stage_move: There are more of these in stage_move: the first 100"_s),
             qPrintable(more.at(1)));

    const QString rows =
        u"WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < %1) INSERT INTO "
        "stage_move (id, uuid, incident_id, seen_version, from_stage, to_stage, kind, reason, person_id, "
        "instant_ms) SELECT 5000000 + x, 'u' || x, (SELECT max(id) FROM incident), 0, 'detect', "
        "'assess', 'forward', 'r', 1, 1 FROM n"_s;
    const auto [all, none] = found(rows.arg(900));
    QVERIFY2(all >= 900 && none.isEmpty(), qPrintable(none.join(u'|')));
    std::tie(named, more) = found(rows.arg(1200));
    QCOMPARE(named, 1000);
    QCOMPARE(more.size(), 1);
    QVERIFY2(more.last().contains(u"more findings are not listed: the list ends with 1000"_s), qPrintable(more.last()));
    anchors = {{1, u"seen otherwise"_s}}; // looked at last, and the only sign of a record that was made anew
    std::tie(named, more) = found(rows.arg(1200));
    QCOMPARE(named, 1001);
}

QTEST_GUILESS_MAIN(TestVerifyRows)
#include "tst_verifyrows.moc"
