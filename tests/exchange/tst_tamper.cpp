#include "models/exchange/bundlecheck.h"
#include "models/exchange/zipbundle.h"
#include "models/storage/manifest.h"
#include "models/storage/verifier.h"
#include "tests/services/expect.h"
#include "tests/storage/populated.h"

#include <QCryptographicHash>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRandomGenerator>
#include <QTest>
#include <sqlite3.h>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

namespace {

/** Letters as plain texts, which needs no fonts, and real bundles. */
class BundleRenderer : public PlainRenderer
{
public:
    Bundler *bundler() override { return &zip; }
    ZipBundler zip;
};

/** One change past the program. */
struct Change
{
    QString what; ///< for whoever reads of a failure
    QString sql;
    QString table;      ///< that has to be named: "trigger x" of the schema
    QList<qint64> rows; ///< one of which has to be named; none: the table alone
    bool schema = false;
};

constexpr qint64 kFar = 1000003; ///< away from every key there is

} // namespace

/**
 * DESIGN 4, P12.1, P11.5: random changes past the program, forty in short, a thousand with TOCSIN_LONG. Each is found
 * and named; what changes bytes of the file blindly is found, or the audited content is what it was.
 */
class TestTamper : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void database();
    void bytes();
    void bundles();

private:
    using Dice = QRandomGenerator;

    [[nodiscard]] static int share(int shortly, int longly)
    {
        return qEnvironmentVariableIsSet("TOCSIN_LONG") ? longly : shortly;
    }
    /** The same each time, and another with TOCSIN_SEED. */
    [[nodiscard]] static quint32 seed()
    {
        return static_cast<quint32>(qEnvironmentVariableIntValue("TOCSIN_SEED") + 7);
    }
    [[nodiscard]] std::optional<Change> draw(Dice &dice);
    [[nodiscard]] std::optional<Change> drawValue(Dice &dice, const QString &table, qint64 row);
    [[nodiscard]] std::optional<Change> drawSchema(Dice &dice);
    [[nodiscard]] QString copied();
    [[nodiscard]] static bool isNamed(const Change &change, const QList<VerifierFinding> &found);
    [[nodiscard]] QList<VerifierFinding> verify(const QString &path, bool &opened);
    /** SHA-256 over every value of every audited table, and over the record; "" if it cannot be read. */
    [[nodiscard]] static QByteArray dump(const QString &path);
    [[nodiscard]] QStringList texts(const QString &sql) const;
    [[nodiscard]] static QString told(const QList<VerifierFinding> &found);

    Team team;
    VerifierAnchor head;
    QStringList tables;
    QString bundle;
    QByteArray before; ///< dump of the database as it was
    int copies = 0;
};

void TestTamper::initTestCase()
{
    populate(team, false);
    QVERIFY2(team.problems.isEmpty(), qPrintable(team.problems.join(u'\n')));
    BundleRenderer renderer;
    BundleService bundles(team.services->session, &renderer);
    const IncidentId incident = (*team.services->incidents.byNumber(1)).id;
    team.actAs(team.ada);
    OK(bundles.release({incident}, u"Audit Ltd"_s, u"Yearly audit"_s));
    const auto made = bundles.make({{incident},
                                    u"Audit Ltd"_s,
                                    u"Yearly audit"_s,
                                    team.path(u"audit.zip"_s),
                                    *bundles.makeKey(),
                                    u"Tocsin test"_s,
                                    {}},
                                   {});
    OK(made);
    bundle = made->path;
    const auto last = team.services->record.head();
    head = {last->seq, last->hash};
    team.close();
    for (const TableEntry &t : tableManifest())
        if (t.kind != TableClass::Working)
            tables << QString::fromLatin1(t.name);
    before = dump(team.file);
    QVERIFY(!before.isEmpty());
}

QString TestTamper::copied()
{
    const QString path = team.path(u"t%1.tocsin"_s.arg(++copies));
    return QFile::copy(team.file, path) ? path : QString();
}

QString TestTamper::told(const QList<VerifierFinding> &found)
{
    QStringList list;
    for (const VerifierFinding &f : found.mid(0, 10))
        list << u"%1 %2 %3 %4: %5"_s.arg(f.check, f.table).arg(f.rowId).arg(f.seq).arg(f.text);
    return list.join(u'\n');
}

QList<VerifierFinding> TestTamper::verify(const QString &path, bool &opened)
{
    auto db = Database::open(path, OpenMode::Examine, team.clock);
    opened = db.has_value();
    if (!db)
        return {{u"open"_s, 0, {}, 0, db.error().userText}};
    auto report = Verifier(**db, {}).run({head});
    return report ? report->findings : QList<VerifierFinding>{{u"open"_s, 0, {}, 0, report.error().userText}};
}

QStringList TestTamper::texts(const QString &sql) const
{
    QStringList list;
    sqlite3 *raw = nullptr;
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_open_v2(team.file.toUtf8().constData(), &raw, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK &&
        sqlite3_prepare_v2(raw, sql.toUtf8().constData(), -1, &statement, nullptr) == SQLITE_OK)
        while (sqlite3_step(statement) == SQLITE_ROW)
            list << QString::fromUtf8(reinterpret_cast<const char *>(sqlite3_column_text(statement, 0)));
    sqlite3_finalize(statement);
    sqlite3_close(raw);
    return list;
}

QByteArray TestTamper::dump(const QString &path)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    sqlite3 *raw = nullptr;
    bool whole = sqlite3_open_v2(path.toUtf8().constData(), &raw, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK;
    for (const TableEntry &t : tableManifest()) {
        if (t.kind == TableClass::Working)
            continue;
        sqlite3_stmt *statement = nullptr;
        const QByteArray sql = QByteArray("SELECT * FROM ") + t.name + " ORDER BY rowid";
        whole = whole && sqlite3_prepare_v2(raw, sql.constData(), -1, &statement, nullptr) == SQLITE_OK;
        int code = SQLITE_DONE;
        while (whole && (code = sqlite3_step(statement)) == SQLITE_ROW)
            for (int column = 0; column < sqlite3_column_count(statement); ++column) {
                const int type = sqlite3_column_type(statement, column);
                const void *bytes = sqlite3_column_blob(statement, column);
                const int size = sqlite3_column_bytes(statement, column);
                hash.addData(QByteArray::number(type) + ':' + QByteArray::number(size) + ':');
                hash.addData(QByteArray(static_cast<const char *>(bytes), size));
            }
        whole = whole && code == SQLITE_DONE;
        hash.addData(t.name);
        sqlite3_finalize(statement);
    }
    sqlite3_close(raw);
    return whole ? hash.result() : QByteArray();
}

std::optional<Change> TestTamper::drawValue(Dice &dice, const QString &table, qint64 row)
{
    const QStringList columns = texts(u"SELECT name FROM pragma_table_info('%1')"_s.arg(table));
    const QString column = columns.at(dice.bounded(columns.size()));
    const QString type =
        texts(u"SELECT type FROM pragma_table_info('%1') WHERE name = '%2'"_s.arg(table, column)).value(0);
    const QStringList integers{u"coalesce(%1, 0) + 1"_s, u"coalesce(%1, 0) - 1"_s, u"coalesce(%1, 0) + 1000003"_s,
                               u"NULL"_s, u"0"_s},
        strings{u"coalesce(%1, '') || 'x'"_s,    u"substr(%1, 2)"_s, u"upper(%1)"_s, u"NULL"_s, u"''"_s,
                u"coalesce(%1, '') || char(0)"_s},
        blobs{u"CAST('x' || %1 AS BLOB)"_s, u"zeroblob(length(%1))"_s, u"x''"_s};
    const QStringList &values = type == u"INTEGER" ? integers : type == u"BLOB" ? blobs : strings;
    const QString value = QString(values.at(dice.bounded(values.size()))).replace(u"%1"_s, column);
    const QString key = table.startsWith(u"audit") ? u"seq"_s : u"id"_s;
    // What stays the same is no change.
    const QString same =
        texts(u"SELECT (%1) IS (%2) FROM %3 WHERE %4 = %5"_s.arg(value, column, table, key).arg(row)).value(0);
    if (same != u"0")
        return std::nullopt;
    const qint64 moved =
        texts(u"SELECT %1 FROM %2 WHERE %3 = %4"_s.arg(value, table, key).arg(row)).value(0).toLongLong();
    return Change{u"%1 of %2 %3 becomes %4"_s.arg(column, table).arg(row).arg(value),
                  u"UPDATE %1 SET %2 = %3 WHERE %4 = %5"_s.arg(table, column, value, key).arg(row), table,
                  column == key ? QList<qint64>{row, moved} : QList<qint64>{row}};
}

std::optional<Change> TestTamper::drawSchema(Dice &dice)
{
    const auto one = [&](const QString &type) {
        const QStringList names = texts(
            u"SELECT name FROM sqlite_schema WHERE type = '%1' AND sql IS NOT NULL AND name NOT LIKE 'sqlite%' AND "
            "tbl_name NOT LIKE '%search%'"_s.arg(type));
        return names.at(dice.bounded(names.size()));
    };
    Change c;
    c.schema = true;
    const QString table = tables.at(dice.bounded(tables.size()));
    switch (dice.bounded(6)) {
    case 0:
        c.table = u"trigger "_s + one(u"trigger"_s);
        c.sql = u"DROP "_s + c.table;
        break;
    case 1: {
        const QString name = one(u"trigger"_s);
        const QString on = texts(u"SELECT tbl_name FROM sqlite_schema WHERE name = '%1'"_s.arg(name)).value(0);
        c.table = u"trigger "_s + name;
        c.sql = u"DROP TRIGGER %1; CREATE TRIGGER %1 AFTER INSERT ON %2 BEGIN SELECT 1; END"_s.arg(name, on);
        break;
    }
    case 2:
        c.table = u"index "_s + one(u"index"_s);
        c.sql = u"DROP "_s + c.table;
        break;
    case 3:
        c.table = u"table "_s + table;
        c.sql = u"ALTER TABLE %1 ADD COLUMN extra TEXT"_s.arg(table);
        break;
    case 4:
        c.table = u"table "_s + table;
        c.sql = u"PRAGMA foreign_keys = OFF; DROP TABLE %1"_s.arg(table);
        break;
    default:
        c.table = u"trigger planted"_s;
        c.sql = u"CREATE TRIGGER planted AFTER INSERT ON %1 BEGIN SELECT 1; END"_s.arg(table);
        break;
    }
    c.what = c.sql;
    return c;
}

std::optional<Change> TestTamper::draw(Dice &dice)
{
    const int kind = dice.bounded(10);
    if (kind >= 8)
        return drawSchema(dice);
    const QString table = tables.at(dice.bounded(tables.size()));
    const QString key = table.startsWith(u"audit") ? u"seq"_s : u"id"_s;
    const QStringList keys = texts(u"SELECT %1 FROM %2 ORDER BY 1"_s.arg(key, table));
    if (keys.isEmpty())
        return std::nullopt;
    const qint64 row = keys.at(dice.bounded(keys.size())).toLongLong();
    const QString where = u" WHERE %1 = %2"_s.arg(key).arg(row);
    if (kind < 4)
        return drawValue(dice, table, row);
    if (kind == 4)
        return Change{u"%1 %2 deleted"_s.arg(table).arg(row), u"DELETE FROM "_s + table + where, table, {row}};
    const QStringList columns = texts(u"SELECT name FROM pragma_table_info('%1')"_s.arg(table));
    if (kind < 7) { // the same once more; where something has to be unique, as somebody would make it so
        QStringList values;
        for (const QString &column : columns)
            values << (column == key                                    ? u"%1 + %2"_s.arg(column).arg(kFar)
                       : column == u"uuid" || column.endsWith(u"_uuid") ? column + u" || 'x'"_s
                                                                        : column);
        const bool first = kind == 5;
        const QString copy = u"INSERT %1INTO %2 (%3) SELECT %4 FROM %2"_s.arg(
            first ? QString() : u"OR REPLACE "_s, table, columns.join(u','), values.join(u','));
        return Change{u"%1 %2 once more"_s.arg(table).arg(row), copy + where, table, {row + kFar, row}};
    }
    const qint64 other = keys.at(dice.bounded(keys.size())).toLongLong();
    if (other == row)
        return std::nullopt;
    const QString swap =
        u"UPDATE %1 SET %2 = -7 WHERE %2 = %3; UPDATE %1 SET %2 = %3 WHERE %2 = %4; UPDATE %1 SET %2 = "
        "%4 WHERE %2 = -7"_s.arg(table, key)
            .arg(row)
            .arg(other);
    return Change{u"%1 %2 and %3 in each other's place"_s.arg(table).arg(row).arg(other), swap, table, {row, other}};
}

bool TestTamper::isNamed(const Change &change, const QList<VerifierFinding> &found)
{
    const bool record = change.table.startsWith(u"audit");
    return std::any_of(found.begin(), found.end(), [&](const VerifierFinding &f) {
        if (f.text.isEmpty())
            return false;
        if (change.schema)
            return f.check == u"schema" && f.table == change.table;
        if (record)
            return change.rows.contains(f.seq) || (f.check == u"chain" && f.seq > 0);
        const TableEntry *table = tableEntry(change.table);
        return (f.table == change.table && change.rows.contains(f.rowId)) ||
               (table && table->bulk && f.table == u"bulk_act") ||
               (change.table == u"attachment_chunk" && f.check == u"attachment");
    });
}

void TestTamper::database()
{
    Dice dice(seed());
    const int rounds = share(24, 600);
    int drawn = 0;
    for (int round = 0; round < rounds; ++drawn) {
        QVERIFY2(drawn < 20 * rounds, "too few of what is drawn is a change");
        const auto change = draw(dice);
        if (!change)
            continue;
        const QString path = copied();
        if (!tamper(path, change->sql).isEmpty()) { // the tables themselves do not take it
            QFile::remove(path);
            continue;
        }
        ++round;
        bool opened = false;
        const auto found = verify(path, opened);
        for (const QString &end : {u""_s, u"-wal"_s, u"-shm"_s})
            QFile::remove(path + end);
        QVERIFY2(opened && isNamed(*change, found),
                 qPrintable(change->what + u"\n"_s + change->sql + u"\n-> "_s + told(found)));
    }
    qInfo("%d changes to values, rows and schema, each found and named (%d drawn)", rounds, drawn);
}

void TestTamper::bytes()
{
    Dice dice(seed() + 1);
    const int rounds = share(8, 200);
    int found = 0, same = 0;
    QFile original(team.file);
    QVERIFY(original.open(QIODevice::ReadOnly));
    const QByteArray whole = original.readAll();
    for (int round = 0; round < rounds; ++round) {
        QByteArray changed = whole;
        const int at = dice.bounded(static_cast<int>(whole.size()));
        const int length = 1 + dice.bounded(8);
        for (int n = at; n < qMin<qsizetype>(at + length, changed.size()); ++n)
            changed[n] = static_cast<char>(changed.at(n) ^ (1 + dice.bounded(255)));
        const QString path = team.path(u"b%1.tocsin"_s.arg(round));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(changed) == changed.size());
        file.close();
        bool opened = false;
        const auto findings = verify(path, opened);
        if (findings.isEmpty()) {
            QVERIFY2(
                dump(path) == before,
                qPrintable(u"%1 bytes at %2 changed what is audited, and nothing was found"_s.arg(length).arg(at)));
            ++same;
        } else {
            QVERIFY2(!findings.first().text.isEmpty(), qPrintable(QString::number(at)));
            ++found;
        }
        for (const QString &end : {u""_s, u"-wal"_s, u"-shm"_s})
            QFile::remove(path + end);
    }
    qInfo("%d changes to bytes of the file: %d found, %d without any effect on what is audited", rounds, found, same);
}

void TestTamper::bundles()
{
    const int rounds = share(8, 200);
    const QString folder = team.path(u"spoiled"_s);
    QVERIFY(QDir().mkpath(folder));
    const QString source = qEnvironmentVariable("TOCSIN_SOURCE_DIR");
    QProcess script;
    script.start(u"python3"_s,
                 {source + u"/tests/exchange/bundle_tamper.py"_s, bundle, folder,
                  source + u"/resources/bundle/check.py"_s, QString::number(seed()), QString::number(rounds)});
    QVERIFY(script.waitForFinished(300000));
    const QJsonArray changes = QJsonDocument::fromJson(script.readAllStandardOutput()).array();
    QVERIFY2(changes.size() == rounds, script.readAllStandardError());
    for (const QJsonValue &value : changes) {
        const QJsonObject change = value.toObject();
        const auto report = checkBundle(change.value("path"_L1).toString(), {}, {});
        OK(report);
        QStringList lines;
        for (const QJsonValue &line : change.value("lines"_L1).toArray())
            lines << line.toString();
        const QByteArray about = change.value("what"_L1).toString().toUtf8() + ": " + lines.join(u" / "_s).toUtf8() +
                                 " against " + report->findings.join(u" / "_s).toUtf8();
        QVERIFY2(!report->whole() && lines == report->findings, about);
        const QJsonArray names = change.value("about"_L1).toArray();
        QVERIFY2(std::any_of(names.begin(), names.end(),
                             [&](const QJsonValue &name) { return lines.join(u'\n').contains(name.toString()); }),
                 about);
    }
    qInfo("%d changes to files of a bundle, each found and named by both", rounds);
}

QTEST_GUILESS_MAIN(TestTamper)
#include "tst_tamper.moc"
