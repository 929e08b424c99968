#include "models/storage/databasemove.h"

#include "models/storage/auditrepository.h"
#include "models/storage/database.h"
#include "models/storage/manifest.h"
#include "models/storage/peoplerepository.h"
#include "models/storage/postgressetup.h"
#include "models/storage/rowtext.h"
#include "models/storage/verifier.h"

#include <QCoreApplication>
#include <algorithm>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr int kRowsAtOnce = 50;
constexpr qsizetype kBytesAtOnce = 4 * 1024 * 1024; ///< of attachments, beside the rows

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

Error canceled()
{
    return {ErrorKind::Canceled, tr("Stopped. Nothing was moved."), {}, {}};
}

QString keyOf(const TableEntry &table)
{
    return table.kind == TableClass::Record ? u"seq"_s : u"id"_s;
}

/** Tables to which the mark in the file adds a row, which stays behind. */
bool isMarked(const QString &table)
{
    return table == u"database_info"_s || table == u"audit"_s || table == u"audit_content"_s;
}

QString findingsText(const QList<VerifierFinding> &findings)
{
    QStringList lines;
    for (const VerifierFinding &f : findings.first(std::min<qsizetype>(20, findings.size())))
        lines << u"%1 %2 %3 %4: %5"_s.arg(f.check, f.table).arg(f.rowId).arg(f.seq).arg(f.text);
    return lines.join(u"; "_s);
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
        return tl::unexpected(canceled());
    return {};
}

Result<MoveReport> DatabaseMove::run(const QMap<QString, QString> &logIns, const QString &targetName)
{
    if (const QString where = m_source.movedTo(); !where.isEmpty())
        return failure(ErrorKind::Refused,
                       tr("This database was moved to %1 already. Nothing was changed.").arg(where));
    if (auto ok = checkLogIns(logIns); !ok)
        return tl::unexpected(ok.error());
    // The file is held meanwhile; what can fail in it is done before the server's commit, and the rest right after it.
    auto done = m_source.write([&]() -> Result<void> {
        auto head = AuditRepository(m_source).head();
        if (!head)
            return tl::unexpected(head.error());
        m_lastSeq = head->first;
        m_report.lastHash = head->second;
        auto mark = m_source.prepare(u"INSERT INTO database_info (uuid, purpose) VALUES (?, ?)"_s);
        if (auto ok = mark.bind(newUuid()).bind(kMovedTo + targetName).exec(); !ok)
            return ok;
        auto arrived = hasArrived();
        if (!arrived)
            return tl::unexpected(arrived.error());
        m_report.wasComplete = *arrived;
        return *arrived ? Result<void>() : move(logIns);
    });
    if (!done)
        return tl::unexpected(done.error());
    return m_report;
}

Result<void> DatabaseMove::move(const QMap<QString, QString> &logIns)
{
    m_total = 1;
    for (const TableEntry &t : movedTables())
        m_total += 2 * m_source.scalar(u"SELECT count(*) FROM "_s + QString::fromLatin1(t.name)).toLongLong();
    return m_target.write([&]() -> Result<void> {
        m_done = 0;
        m_report.rows.clear();
        m_report.withoutLogIn.clear();
        if (auto ok = m_target.run(u"SET LOCAL idle_in_transaction_session_timeout = 0"_s); !ok)
            return ok; // verification computes for a while between two statements
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
}

/** Whether the whole of it is there, from a move whose last answer or whose mark in the file was lost. */
Result<bool> DatabaseMove::hasArrived()
{
    auto there = m_target.prepare(u"SELECT to_regclass('public.audit')::text"_s);
    if (auto ok = there.exec(); !ok)
        return tl::unexpected(ok.error());
    if (!there.next() || there.text(0).isEmpty())
        return false;
    auto same = m_target.prepare(u"SELECT count(*) FROM database_info i, audit a WHERE i.purpose = ? AND a.seq = ? AND "
                                 "a.hash = ?"_s);
    same.bind(u"migrated after entry %1"_s.arg(m_lastSeq)).bind(m_lastSeq).bind(m_report.lastHash);
    if (auto ok = same.exec(); !ok)
        return tl::unexpected(ok.error());
    m_report.entries = m_lastSeq;
    m_report.lastHashThere = m_report.lastHash;
    return same.next() && same.int64(0) > 0;
}

Result<void> DatabaseMove::checkLogIns(const QMap<QString, QString> &logIns)
{
    auto people = PeopleRepository(m_source).all();
    if (!people)
        return tl::unexpected(people.error());
    QStringList accounts, used;
    for (const Person &p : std::as_const(*people)) {
        accounts << p.login;
        if (p.active && !p.login.isEmpty())
            used << logIns.value(p.login, p.login);
    }
    for (auto it = logIns.begin(); it != logIns.end(); ++it)
        if (it.key().isEmpty() || !accounts.contains(it.key()))
            return failure(ErrorKind::Invalid,
                           tr("Nobody in this database has the account %1. Nothing was moved.").arg(it.key()));
    if (used.removeDuplicates() > 0 || used.contains(QString()))
        return failure(ErrorKind::Invalid, tr("Each person needs a log-in of their own. Nothing was moved."));
    return {};
}

Result<void> DatabaseMove::copy()
{
    m_target.allowLong(true); // its connection is for this alone
    if (auto ok = switchTriggers(false); !ok)
        return ok;
    for (const TableEntry &t : movedTables())
        if (auto ok = copyTable(t); !ok)
            return ok;
    if (auto ok = continueNumbers(); !ok)
        return ok;
    // What is proved next reads every table, and the server knows nothing yet of how many rows there are.
    for (const TableEntry &t : movedTables())
        if (auto ok = m_target.run(u"ANALYZE "_s + QString::fromLatin1(t.name)); !ok)
            return ok;
    // References that are looked at late are looked at now: a table with such work before it cannot be altered.
    if (auto ok = m_target.run(u"SET CONSTRAINTS ALL IMMEDIATE"_s); !ok)
        return ok;
    if (auto ok = switchTriggers(true); !ok)
        return ok;
    return m_target.run(u"SET CONSTRAINTS ALL DEFERRED"_s);
}

Result<void> DatabaseMove::copyTable(const TableEntry &entry)
{
    const QString table = QString::fromLatin1(entry.name), key = keyOf(entry);
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
    auto last = m_source.prepare(u"SELECT coalesce(max(%1), 0) - ? FROM %2"_s.arg(key, table));
    if (auto ok = last.bind(qint64{isMarked(table) ? 1 : 0}).exec(); !ok)
        return ok;
    m_lastKeys[table] = last.next() ? last.int64(0) : 0;
    auto rows = m_source.prepare(u"SELECT %1 FROM %2 WHERE %3 <= ? ORDER BY %3"_s.arg(names.join(u", "_s), table, key));
    if (auto ok = rows.bind(m_lastKeys[table]).exec(); !ok)
        return ok;
    QVariantList waiting;
    qsizetype bytes = 0;
    const auto send = [&](const QString &sql) -> Result<void> {
        auto insert = m_target.prepare(sql);
        for (const QVariant &v : std::as_const(waiting))
            bindValue(insert, v);
        const auto count = waiting.size() / names.size();
        waiting.clear();
        bytes = 0;
        if (auto ok = insert.exec(); !ok)
            return ok;
        m_report.rows[table] += count;
        return step(count);
    };
    const auto rest = [&] { return into + QStringList(waiting.size() / names.size(), row).join(u", "_s); };
    while (rows.next()) {
        for (int c = 0; c < names.size(); ++c) {
            waiting << rows.value(c);
            if (waiting.last().typeId() == QMetaType::QByteArray)
                bytes += waiting.last().toByteArray().size();
        }
        const bool isFull = waiting.size() == qsizetype{kRowsAtOnce} * names.size();
        if (isFull || bytes > kBytesAtOnce)
            if (auto ok = send(isFull ? many : rest()); !ok)
                return ok;
    }
    if (rows.error())
        return tl::unexpected(*rows.error());
    if (waiting.isEmpty())
        return {};
    return send(rest());
}

Result<void> DatabaseMove::continueNumbers()
{
    for (const TableEntry &t : movedTables()) {
        const QString table = QString::fromLatin1(t.name);
        const QString key = keyOf(t);
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

Result<void> DatabaseMove::countThere()
{
    for (const TableEntry &t : movedTables()) {
        const QString table = QString::fromLatin1(t.name), key = keyOf(t);
        const qint64 here = m_source.scalar(u"SELECT count(*) FROM "_s + table).toLongLong();
        // What the move itself adds comes behind, and so do the file's own mark and its entry.
        auto there = m_target.prepare(u"SELECT count(*) FROM %1 WHERE %2 <= ?"_s.arg(table, key));
        if (auto ok = there.bind(m_lastKeys.value(table)).exec(); !ok)
            return ok;
        const qint64 arrived = there.next() ? there.int64(0) : 0;
        if (arrived != m_report.rows.value(table) || here != arrived + (isMarked(table) ? 1 : 0))
            return failure(ErrorKind::Internal, tr("Not every row of %1 arrived. Nothing was moved.").arg(table));
    }
    m_report.entries = m_report.rows.value(u"audit"_s);
    auto last = AuditRepository(m_target).hashOf(m_lastSeq);
    if (!last)
        return tl::unexpected(last.error());
    m_report.lastHashThere = last->value_or(QString());
    if (m_report.lastHashThere != m_report.lastHash)
        return failure(ErrorKind::Internal, tr("The record did not arrive as it is. Nothing was moved."));
    return {};
}

Result<void> DatabaseMove::prove()
{
    // The entries about the move itself too: what is verified is what will be there.
    if (auto ok = m_target.run(u"SET CONSTRAINTS ALL IMMEDIATE"_s); !ok)
        return ok;
    if (auto ok = countThere(); !ok)
        return ok;
    const qint64 copied = m_done;
    Verifier verifier(m_target, [&](qint64 done, qint64 total) {
        m_done = copied + (m_total - copied) * done / std::max<qint64>(1, total);
        return step(0).has_value();
    });
    auto report = verifier.run({{m_lastSeq, m_report.lastHash}});
    if (!report)
        return tl::unexpected(report.error().kind == ErrorKind::Canceled ? canceled() : report.error());
    if (!report->findings.isEmpty())
        return failure(
            ErrorKind::Damaged,
            tr("The record does not verify on the server: %1 Nothing was moved.").arg(report->findings.first().text),
            findingsText(report->findings));
    m_done = m_total; // the last moment to stop
    return step(0);
}

} // namespace tocsin
