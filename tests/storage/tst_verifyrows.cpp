#include "models/storage/manifest.h"
#include "models/storage/verifier.h"
#include "tests/storage/populated.h"

#include <QFile>
#include <QSet>
#include <QTest>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

/** Every column of every kept table, changed past the triggers: verification finds it and names table and row. */
class TestVerifyRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void honestDatabaseIsClean();
    void everyTableHasRows();
    void valuesChanged_data();
    void valuesChanged();
    void bulkValueChanged_data();
    void bulkValueChanged();
    void rowRemoved_data();
    void rowRemoved();
    void rowInserted_data();
    void rowInserted();

private:
    struct Col
    {
        QString name, type;
    };
    [[nodiscard]] QList<Col> columns(const QString &table);
    [[nodiscard]] QString tampered(const QString &sql);
    [[nodiscard]] QList<VerifierFinding> verify(const QString &path);
    void look(const QString &sql, const QString &table, qint64 row, const QStringList &elsewhere = {},
              const QStringList &names = {});

    Team team;
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
}

QList<TestVerifyRows::Col> TestVerifyRows::columns(const QString &table)
{
    QList<Col> list;
    auto db = Database::open(team.file, OpenMode::ReadOnly, team.clock);
    if (!db)
        return list;
    auto s = (*db)->prepare(u"SELECT name, type FROM pragma_table_info(?) ORDER BY cid"_s);
    if (s.bind(table).exec())
        while (s.next())
            list.append({s.text(0), s.text(1)});
    return list;
}

QString TestVerifyRows::tampered(const QString &sql)
{
    const QString path = team.path(u"m%1.tocsin"_s.arg(++copies));
    if (!QFile::copy(team.file, path))
        return {};
    const QString trouble = tamper(path, sql);
    if (!trouble.isEmpty()) {
        qWarning("%s", qPrintable(trouble));
        return {};
    }
    return path;
}

QList<VerifierFinding> TestVerifyRows::verify(const QString &path)
{
    auto db = Database::open(path, OpenMode::Examine, team.clock);
    if (!db)
        return {};
    auto report = Verifier(**db, {}).run({});
    return report ? report->findings : QList<VerifierFinding>();
}

/** `elsewhere`: tables in whose name it may be found instead (a bulk act answers for its rows). */
void TestVerifyRows::look(const QString &sql, const QString &table, qint64 row, const QStringList &elsewhere,
                          const QStringList &names)
{
    const QString path = tampered(sql);
    QVERIFY(!path.isEmpty());
    const auto found = verify(path);
    for (const QString &end : {u""_s, u"-wal"_s, u"-shm"_s})
        QFile::remove(path + end);
    bool named = false;
    QStringList texts;
    for (const VerifierFinding &f : found) {
        QVERIFY2(f.check != u"schema", qPrintable(f.text)); // nothing of it was touched
        QVERIFY(!f.text.isEmpty());
        if (f.table == table && f.rowId == row && f.check == u"row")
            for (const QString &name : names)
                QVERIFY2(f.text.contains(name), qPrintable(name + u" in "_s + f.text));
        named = named || (f.table == table && f.rowId == row) || elsewhere.contains(f.table);
        texts << f.check + u' ' + f.table + u' ' + QString::number(f.rowId);
    }
    QVERIFY2(named, qPrintable(sql + u" -> "_s + texts.join(u", "_s)));
}

namespace {

QString otherValue(const QString &column, const QString &type)
{
    const QString value = type == u"INTEGER" ? u"coalesce(%1, 0) + 1000003"_s
                          : type == u"BLOB"  ? u"CAST('x' || %1 AS BLOB)"_s
                                             : u"coalesce(%1, '') || 'x'"_s;
    return column + u" = "_s + value.arg(column);
}

} // namespace

void TestVerifyRows::valuesChanged_data()
{
    rowRemoved_data();
}

/** All columns of one row at once: the finding names each of them. Its key alone: one row too many, one too few. */
void TestVerifyRows::valuesChanged()
{
    QFETCH(QString, table);
    auto db = Database::open(team.file, OpenMode::ReadOnly, team.clock);
    QVERIFY(db);
    const QString alone = tableEntry(table)->bulk ? u" WHERE bulk_id IS NULL"_s : QString();
    const QVariant first = (*db)->scalar(u"SELECT min(id) FROM "_s + table + alone);
    db->reset();
    if (first.isNull()) { // every row came with others: bulkValueChanged
        QVERIFY(!alone.isEmpty());
        return;
    }
    const qint64 row = first.toLongLong();
    QStringList set;
    QStringList names;
    for (const Col &c : columns(table)) {
        if (c.name == u"id")
            continue;
        set << otherValue(c.name, c.type);
        names << c.name;
    }
    const QString update = u"UPDATE %1 SET %2 WHERE id = %3"_s;
    look(update.arg(table, set.join(u", "_s)).arg(row), table, row, {}, names);
    const QString path = tampered(update.arg(table, u"id = 1000003"_s).arg(row));
    QVERIFY(!path.isEmpty());
    QSet<qint64> named;
    for (const VerifierFinding &f : verify(path))
        if (f.table == table)
            named << f.rowId;
    QFile::remove(path);
    QVERIFY(named.contains(1000003) && named.contains(row));
}

void TestVerifyRows::bulkValueChanged_data()
{
    QTest::addColumn<QString>("table");
    QTest::addColumn<QString>("column");
    QTest::addColumn<QString>("type");
    for (const TableEntry &t : tableManifest())
        if (t.bulk)
            for (const Col &c : columns(QString::fromLatin1(t.name)))
                QTest::addRow("%s.%s", t.name, qPrintable(c.name)) << QString::fromLatin1(t.name) << c.name << c.type;
}

/** Rows of a bulk act have no entries of their own: its digest answers for them, and the replay for their heads. */
void TestVerifyRows::bulkValueChanged()
{
    QFETCH(QString, table);
    QFETCH(QString, column);
    QFETCH(QString, type);
    auto db = Database::open(team.file, OpenMode::ReadOnly, team.clock);
    QVERIFY(db);
    const qint64 row = (*db)->scalar(u"SELECT min(id) FROM %1 WHERE bulk_id IS NOT NULL"_s.arg(table)).toLongLong();
    db->reset();
    // A head with another key is named by that: it stands where nothing made it.
    const bool moved = column == u"id" && tableEntry(table)->kind == TableClass::Head && table != u"incident";
    look(u"UPDATE %1 SET %2 WHERE id = %3"_s.arg(table, otherValue(column, type)).arg(row), table,
         moved ? row + 1000003 : row, table == u"incident" ? QStringList() : QStringList{u"bulk_act"_s});
}

void TestVerifyRows::rowRemoved_data()
{
    QTest::addColumn<QString>("table");
    for (const TableEntry &t : tableManifest())
        if (isAudited(t.kind))
            QTest::addRow("%s", t.name) << QString::fromLatin1(t.name);
}

void TestVerifyRows::rowRemoved()
{
    QFETCH(QString, table);
    auto db = Database::open(team.file, OpenMode::ReadOnly, team.clock);
    QVERIFY(db);
    const qint64 first = (*db)->scalar(u"SELECT min(id) FROM "_s + table).toLongLong();
    const qint64 last = (*db)->scalar(u"SELECT max(id) FROM "_s + table).toLongLong();
    for (const qint64 row : QSet<qint64>{first, last}) {
        const bool bulk = tableEntry(table)->bulk &&
                          !(*db)->scalar(u"SELECT bulk_id FROM %1 WHERE id = %2"_s.arg(table).arg(row)).isNull();
        look(u"DELETE FROM %1 WHERE id = %2"_s.arg(table).arg(row), table, row,
             bulk ? QStringList{u"bulk_act"_s} : QStringList());
    }
}

void TestVerifyRows::rowInserted_data()
{
    rowRemoved_data();
}

void TestVerifyRows::rowInserted()
{
    QFETCH(QString, table);
    QStringList names;
    QStringList values;
    for (const Col &c : columns(table)) {
        names << c.name;
        values << ((c.name == u"incident_id" && table != u"postmortem" && table != u"postmortem_summary" &&
                    table != u"exercise_lifting") ||
                           c.name == u"bulk_id"
                       ? c.name
                   : c.type == u"INTEGER" ? c.name + u" + 7000"_s
                   : c.type == u"BLOB"    ? c.name
                                          : c.name + u" || 'x'"_s);
    }
    auto db = Database::open(team.file, OpenMode::ReadOnly, team.clock);
    QVERIFY(db);
    const bool bulk = tableEntry(table)->bulk && table != u"incident";
    for (const QString &where :
         bulk ? QStringList{u"bulk_id IS NULL"_s, u"bulk_id IS NOT NULL"_s} : QStringList{u"1"_s}) {
        const QVariant first = (*db)->scalar(u"SELECT min(id) FROM %1 WHERE %2"_s.arg(table, where));
        if (first.isNull()) {
            QVERIFY(bulk); // of this table rows come only with others, or only alone
            continue;
        }
        const qint64 row = first.toLongLong();
        look(u"INSERT INTO %1 (%2) SELECT %3 FROM %1 WHERE id = %4"_s
                 .arg(table, names.join(u", "_s), values.join(u", "_s))
                 .arg(row),
             table, row + 7000, where == u"bulk_id IS NOT NULL" ? QStringList{u"bulk_act"_s} : QStringList());
    }
}

QTEST_GUILESS_MAIN(TestVerifyRows)
#include "tst_verifyrows.moc"
