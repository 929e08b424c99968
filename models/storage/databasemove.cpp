#include "models/storage/databasemove.h"

#include "models/storage/auditrepository.h"
#include "models/storage/database.h"
#include "models/storage/manifest.h"
#include "models/storage/postgressetup.h"
#include "models/storage/rowtext.h"
#include "models/storage/verifier.h"

#include <QCoreApplication>
#include <algorithm>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr int kRowsAtOnce = 50;

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::storage", text);
}

void bindValue(Statement &s, const QVariant &value)
{
    if (!value.isValid())
        s.bindNull();
    else if (value.typeId() == QMetaType::LongLong)
        s.bind(value.toLongLong());
    else if (value.typeId() == QMetaType::QByteArray)
        s.bind(value.toByteArray());
    else
        s.bind(value.toString());
}

/** Working tables stay behind: drafts are of the file they were typed for. */
QList<TableEntry> movedTables()
{
    QList<TableEntry> tables;
    for (const TableEntry &t : tableManifest())
        if (t.kind != TableClass::Working)
            tables.append(t);
    return tables;
}

} // namespace

DatabaseMove::DatabaseMove(Database &source, Database &target, Progress progress)
    : m_source(source)
    , m_target(target)
    , m_progress(std::move(progress))
{
}

Result<void> DatabaseMove::step(qint64 rows)
{
    m_done += rows;
    if (m_progress && !m_progress(std::min(m_done, m_total), m_total))
        return failure(ErrorKind::Canceled, tr("Stopped. Nothing was moved."));
    return {};
}

Result<MoveReport> DatabaseMove::run(const QMap<QString, QString> &logIns, const QString &targetName)
{
    auto head = AuditRepository(m_source).head();
    if (!head)
        return tl::unexpected(head.error());
    m_lastSeq = head->first;
    m_report.lastHash = head->second;
    for (const TableEntry &t : movedTables())
        m_total += m_source.scalar(u"SELECT count(*) FROM "_s + QString::fromLatin1(t.name)).toLongLong();
    // The file is held, and marked last: whoever is killed in between has both, and the server's refuses a second move.
    auto done = m_source.write([&]() -> Result<void> {
        auto moved = m_target.write([&]() -> Result<void> {
            if (auto ok = PostgresSetup(m_target).createForMove(); !ok)
                return ok;
            if (auto ok = copy(); !ok)
                return ok;
            auto entry = m_target.prepare(u"INSERT INTO database_info (uuid, purpose) VALUES (?, ?)"_s);
            if (auto ok = entry.bind(newUuid()).bind(u"migrated after entry %1"_s.arg(m_lastSeq)).exec(); !ok)
                return ok;
            if (auto ok = nameLogIns(logIns); !ok)
                return ok;
            return prove();
        });
        if (!moved)
            return moved;
        auto mark = m_source.prepare(u"INSERT INTO database_info (uuid, purpose) VALUES (?, ?)"_s);
        return mark.bind(newUuid()).bind(u"moved to "_s + targetName).exec();
    });
    if (!done)
        return tl::unexpected(done.error());
    return m_report;
}

Result<void> DatabaseMove::copy()
{
    if (auto ok = switchTriggers(false); !ok)
        return ok;
    for (const TableEntry &t : movedTables())
        if (auto ok = copyTable(QString::fromLatin1(t.name)); !ok)
            return ok;
    if (auto ok = continueNumbers(); !ok)
        return ok;
    return switchTriggers(true);
}

Result<void> DatabaseMove::copyTable(const QString &table)
{
    auto columns = tableColumns(m_source, table);
    if (!columns)
        return tl::unexpected(columns.error());
    QStringList names, places;
    for (const Column &c : std::as_const(*columns)) {
        names << c.name;
        places << u"?"_s;
    }
    const QString row = u'(' + places.join(u", "_s) + u')';
    const QString into = u"INSERT INTO "_s + table + u" ("_s + names.join(u", "_s) + u") VALUES "_s;
    const QString many = into + QStringList(kRowsAtOnce, row).join(u", "_s);
    auto rows = m_source.prepare(u"SELECT "_s + names.join(u", "_s) + u" FROM "_s + table + u" ORDER BY 1"_s);
    if (auto ok = rows.exec(); !ok)
        return ok;
    QVariantList waiting;
    const auto send = [&](const QString &sql) -> Result<void> {
        auto insert = m_target.prepare(sql);
        for (const QVariant &v : std::as_const(waiting))
            bindValue(insert, v);
        const auto count = waiting.size() / names.size();
        waiting.clear();
        if (auto ok = insert.exec(); !ok)
            return ok;
        m_report.rows[table] += count;
        return step(count);
    };
    while (rows.next()) {
        for (int c = 0; c < names.size(); ++c)
            waiting << rows.value(c);
        if (waiting.size() == qsizetype{kRowsAtOnce} * names.size())
            if (auto ok = send(many); !ok)
                return ok;
    }
    if (rows.error())
        return tl::unexpected(*rows.error());
    if (waiting.isEmpty())
        return {};
    return send(into + QStringList(waiting.size() / names.size(), row).join(u", "_s));
}

Result<void> DatabaseMove::continueNumbers()
{
    for (const TableEntry &t : movedTables()) {
        const QString table = QString::fromLatin1(t.name);
        const QString key = t.kind == TableClass::Record ? u"seq"_s : u"id"_s;
        if (auto ok = m_target.run(u"SELECT setval(pg_get_serial_sequence('public.%1', '%2'), coalesce((SELECT max(%2) "
                                   "FROM %1), 0) + 1, false)"_s.arg(table, key));
            !ok)
            return ok;
    }
    return {};
}

Result<void> DatabaseMove::switchTriggers(bool on)
{
    for (const TableEntry &t : movedTables())
        if (auto ok = m_target.run(
                u"ALTER TABLE %1 %2 TRIGGER USER"_s.arg(QString::fromLatin1(t.name), on ? u"ENABLE"_s : u"DISABLE"_s));
            !ok)
            return ok;
    return {};
}

Result<void> DatabaseMove::nameLogIns(const QMap<QString, QString> &logIns)
{
    struct Known
    {
        qint64 id, version, roles;
        QString name, email, login;
        bool active;
    };
    QList<Known> people;
    auto s = m_target.prepare(u"SELECT id, version, roles, name, email, login, active FROM person ORDER BY id"_s);
    if (auto ok = s.exec(); !ok)
        return ok;
    while (s.next())
        people.append({s.int64(0), s.int64(1), s.int64(2), s.text(3), s.text(4), s.text(5), s.boolean(6)});
    for (const Known &p : std::as_const(people)) {
        const QString login = logIns.value(p.login, p.login);
        auto there = m_target.prepare(u"SELECT 1 FROM pg_roles WHERE rolname = ? AND rolcanlogin"_s);
        if (auto ok = there.bind(login).exec(); !ok)
            return ok;
        const bool known = there.next();
        if (!known && p.active)
            m_report.withoutLogIn << (login.isEmpty() ? p.name : u"%1 (%2)"_s.arg(p.name, login));
        if (login == p.login && !known)
            continue;
        // Also for a name that stays: the act gives the log-in its rights.
        auto version = m_target.prepare(u"INSERT INTO person_version (uuid, subject_id, seen_version, name, email, "
                                        "login, roles, active) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s);
        version.bind(newUuid()).bind(p.id).bind(p.version).bind(p.name).bind(p.email).bind(login).bind(p.roles);
        if (auto ok = version.bind(p.active).exec(); !ok)
            return ok;
    }
    return {};
}

Result<void> DatabaseMove::prove()
{
    // The entries about the move itself too: what is verified is what will be there.
    if (auto ok = m_target.run(u"SET CONSTRAINTS ALL IMMEDIATE"_s); !ok)
        return ok;
    for (const TableEntry &t : movedTables()) {
        const QString table = QString::fromLatin1(t.name);
        const QString sql = u"SELECT count(*) FROM "_s + table;
        if (m_source.scalar(sql).toLongLong() != m_report.rows.value(table))
            return failure(ErrorKind::Internal, tr("Not every row of %1 arrived. Nothing was moved.").arg(table));
    }
    m_report.entries = m_report.rows.value(u"audit"_s);
    Verifier verifier(m_target, [this](qint64, qint64) { return step(0).has_value(); });
    auto report = verifier.run({{m_lastSeq, m_report.lastHash}});
    if (!report)
        return tl::unexpected(report.error());
    if (!report->findings.isEmpty())
        return failure(
            ErrorKind::Damaged,
            tr("The record does not verify on the server: %1 Nothing was moved.").arg(report->findings.first().text));
    return {};
}

} // namespace tocsin
