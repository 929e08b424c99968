#include "models/storage/migrator.h"

#include "models/storage/bulkact.h"
#include "models/storage/database.h"
#include "models/storage/filecheck.h"
#include "models/storage/sqlfunctions.h"

#include <QCoreApplication>
#include <QFile>

static void initSqlResources()
{
    Q_INIT_RESOURCE(tocsin_sql);
}

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::storage", text);
}
} // namespace

const QList<Migration> &Migrator::migrations()
{
    static const QList<Migration> list = {
        {1, "0001_foundation", "f00a7f2055692faaf1c60113ed3eed3466837b70bd37f408d416f5df95ab5008"},
    };
    return list;
}

int Migrator::newestVersion()
{
    return migrations().last().version;
}

Result<void> Migrator::create()
{
    // Outside the transaction: the header fields a checker reads before it opens the file.
    if (m_db.handle())
        if (auto ok = m_db.run(u"PRAGMA application_id = %1"_s.arg(kApplicationId)); !ok)
            return ok;
    return m_db.write([this]() -> Result<void> {
        if (auto ok = createSchema(); !ok)
            return ok;
        return insertFirstRows();
    });
}

Result<void> Migrator::createSchema()
{
    for (const Migration &m : migrations())
        if (auto ok = apply(m); !ok)
            return ok;
    return {};
}

Result<void> Migrator::insertFirstRows()
{
    for (const Migration &m : migrations())
        if (auto ok = enter(m); !ok)
            return ok;
    auto info = m_db.prepare(u"INSERT INTO database_info (uuid, purpose) VALUES (?, 'team')"_s);
    return info.bind(newUuid()).exec();
}

Result<void> Migrator::check()
{
    auto version = m_db.prepare(m_db.dialect().schemaVersion());
    if (auto ok = version.exec(); !ok)
        return ok;
    const int v = version.next() ? version.integer(0) : 0;
    if (auto ok = checkVersion(v); !ok)
        return ok;
    if (!m_db.handle())
        return {}; // who logs in to a server cannot change its schema; verification looks
    auto digest = schemaDigest();
    if (!digest)
        return tl::unexpected(digest.error());
    const QByteArray expected = migrations().at(v - 1).schemaDigest;
    if (*digest != expected)
        return failure(
            ErrorKind::Damaged,
            tr("The structure of this database was changed by something other than Tocsin. It is not opened, and "
               "nothing was "
               "changed. Restore a backup, or have it examined: tocsin verify names what differs."),
            u"schema digest %1, expected %2"_s.arg(QString::fromLatin1(*digest), QString::fromLatin1(expected)));
    return {};
}

Result<void> Migrator::checkVersion(int v)
{
    if (v > newestVersion())
        return failure(ErrorKind::Newer, tr("This database was made by a newer version of Tocsin (schema %1; this "
                                            "program knows %2). Nothing was changed.")
                                             .arg(v)
                                             .arg(newestVersion()));
    if (v < 1)
        return failure(ErrorKind::Damaged, tr("This database was never completed. Nothing was changed."));
    return {};
}

Result<void> Migrator::upgrade()
{
    const int version = m_db.scalar(m_db.dialect().schemaVersion()).toInt();
    if (version == newestVersion())
        return {};
    return m_db.write([this, version]() -> Result<void> {
        for (const Migration &m : migrations())
            if (m.version > version) {
                if (auto ok = apply(m); !ok)
                    return ok;
                if (auto ok = enter(m); !ok)
                    return ok;
            }
        return {};
    });
}

QStringList Migrator::scripts(const Migration &m) const
{
    const QString folder = u":/sql/"_s + QString::fromLatin1(m.name) + u'/', engine = m_db.dialect().name();
    QStringList list;
    for (const QString &part : {u"functions."_s + engine,
                                u"tables"_s,
                                u"tables_risk"_s,
                                u"tables_declare"_s,
                                u"tables_working"_s,
                                u"tables_services"_s,
                                u"tables_duties"_s,
                                u"tables_classification"_s,
                                u"tables_transfers"_s,
                                u"tables_exceptions"_s,
                                u"tables_consultations"_s,
                                u"tables_bundles"_s,
                                u"tables_delivery"_s,
                                u"tables_audience"_s,
                                u"tables_closing"_s,
                                u"tables_redaction"_s,
                                u"tables_alerts"_s,
                                u"heads"_s,
                                u"heads_risk"_s,
                                u"heads_declare"_s,
                                u"heads_working"_s,
                                u"heads_services"_s,
                                u"heads_duties"_s,
                                u"heads_classification"_s,
                                u"heads_transfers"_s,
                                u"heads_exceptions"_s,
                                u"heads_consultations"_s,
                                u"heads_bundles"_s,
                                u"heads_delivery"_s,
                                u"heads_audience"_s,
                                u"heads_closing"_s,
                                u"heads_redaction"_s,
                                u"rights."_s + engine,
                                u"gates_restriction."_s + engine,
                                u"gates_risk."_s + engine,
                                u"gates_declare."_s + engine,
                                u"gates_working."_s + engine,
                                u"gates_services."_s + engine,
                                u"gates_duties."_s + engine,
                                u"gates_classification."_s + engine,
                                u"gates_timeline."_s + engine,
                                u"gates_told."_s + engine,
                                u"gates_transfers."_s + engine,
                                u"gates_exceptions."_s + engine,
                                u"gates_consultations."_s + engine,
                                u"gates_bundles."_s + engine,
                                u"gates_notices."_s + engine,
                                u"gates_delivery."_s + engine,
                                u"gates_audience."_s + engine,
                                u"gates_closing."_s + engine,
                                u"gates_redaction."_s + engine,
                                u"gates."_s + engine,
                                u"record."_s + engine})
        list << folder + part + u".sql"_s;
    return list;
}

Result<void> Migrator::apply(const Migration &m)
{
    for (const QString &statement : m_db.dialect().rights())
        if (auto ok = m_db.run(statement); !ok)
            return ok;
    for (const QString &script : scripts(m))
        if (auto ok = runScript(script); !ok)
            return ok;
    if (auto ok = writeTriggers(); !ok)
        return ok;
    return m_db.handle() ? m_db.run(u"PRAGMA user_version = %1"_s.arg(m.version)) : Result<void>();
}

Result<void> Migrator::enter(const Migration &m)
{
    initSqlResources();
    QByteArray text;
    for (const QString &script : scripts(m))
        if (QFile file(script); file.open(QIODevice::ReadOnly))
            text.append(file.readAll());
    auto entry = m_db.prepare(u"INSERT INTO migration (name, sha256) VALUES (?, ?)"_s);
    return entry.bind(QString::fromLatin1(m.name)).bind(QString::fromLatin1(sha256Hex(text))).exec();
}

Result<void> Migrator::runScript(const QString &resource)
{
    initSqlResources();
    QFile file(resource);
    if (!file.exists())
        return {}; // not every engine needs every part
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorKind::Internal, tr("A part of the program is missing."), resource);
    const QByteArray bytes = file.readAll();
    QString statement;
    for (const QString &line : QString::fromUtf8(bytes).split(u'\n')) {
        if (line.trimmed() != u";;") {
            if (!line.startsWith(u"--"_s) && !line.trimmed().isEmpty())
                statement += line + u'\n';
            continue;
        }
        if (!statement.trimmed().isEmpty())
            for (const QString &text : m_db.dialect().ddl(statement.trimmed()))
                if (auto ok = m_db.run(text); !ok)
                    return ok;
        statement.clear();
    }
    if (!statement.trimmed().isEmpty()) // dropped without a word otherwise
        return failure(ErrorKind::Internal, tr("A part of the program is missing."),
                       resource + u": no ;; at the end"_s);
    return {};
}

Result<void> Migrator::writeTriggers()
{
    for (const TableEntry &table : tableManifest()) {
        auto columns = tableColumns(m_db, QString::fromLatin1(table.name));
        if (!columns)
            return tl::unexpected(columns.error());
        for (const QString &statement : m_db.dialect().guards(table, *columns))
            if (auto ok = m_db.run(statement); !ok)
                return ok;
    }
    return {};
}

Result<QByteArray> Migrator::schemaDigest()
{
    auto rows = m_db.prepare(u"SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema WHERE "_s +
                             kOwnSchemaObjects + u" ORDER BY type, name"_s);
    if (auto ok = rows.exec(); !ok)
        return tl::unexpected(ok.error());
    QByteArray text;
    while (rows.next()) {
        for (int i = 0; i < 4; ++i)
            text.append(rows.blob(i)).append('\n');
    }
    return sha256Hex(text);
}

} // namespace tocsin
