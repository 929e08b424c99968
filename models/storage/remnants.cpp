#include "models/storage/remnants.h"

#include "models/storage/database.h"

#include <QCoreApplication>
#include <QStringList>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::storage", text);
}

} // namespace

Result<int> Remnants::owed()
{
    auto s = m_db.prepare(u"SELECT count(*) FROM remnant"_s);
    if (auto ok = s.exec(); !ok)
        return tl::unexpected(ok.error());
    return s.next() ? s.integer(0) : 0;
}

Result<bool> Remnants::seesAll()
{
    if (!m_db.isShared())
        return true;
    auto owner = m_db.prepare(u"SELECT CASE WHEN tocsin_is_owner() THEN 1 ELSE 0 END"_s);
    if (auto ok = owner.exec(); !ok) {
        if (ok.error().kind == ErrorKind::Denied) // a person's log-in may not even ask
            return false;
        return tl::unexpected(ok.error());
    }
    return owner.next() && owner.boolean(0);
}

Result<void> Remnants::clean()
{
    auto count = owed();
    if (!count)
        return tl::unexpected(count.error());
    if (*count == 0)
        return {};
    m_db.allowLong(true);
    auto done = m_db.isShared() ? cleanServer() : cleanFile();
    m_db.allowLong(false);
    return done;
}

/** The journal holds pages as they were; another program that reads keeps it from being emptied. */
Result<void> Remnants::emptyJournal()
{
    auto s = m_db.prepare(u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
    if (auto ok = s.exec(); !ok)
        return ok;
    if (s.next() && s.int64(0) != 0)
        return failure(ErrorKind::Locked, tr("Another program has this file open. What was redacted may still stand in "
                                             "its free pages; this is cleaned when it is opened alone."));
    return {};
}

Result<void> Remnants::cleanFile()
{
    // An index that was told to forget a word still holds it until its parts are written as one.
    auto merged = m_db.write([this]() -> Result<void> {
        if (auto ok = m_db.run(u"INSERT INTO entry_search (entry_search) VALUES ('optimize')"_s); !ok)
            return ok;
        return m_db.run(u"INSERT INTO incident_search (incident_search) VALUES ('optimize')"_s);
    });
    if (!merged)
        return merged;
    if (auto ok = emptyJournal(); !ok)
        return ok;
    // The copy that VACUUM makes is as large as the file: not in memory.
    (void)m_db.run(u"PRAGMA temp_store = FILE"_s);
    auto done = m_db.run(u"VACUUM"_s);
    (void)m_db.run(u"PRAGMA temp_store = MEMORY"_s);
    if (!done)
        return done;
    if (auto ok = emptyJournal(); !ok)
        return ok;
    if (auto ok = m_db.write([this] { return m_db.run(u"DELETE FROM remnant"_s); }); !ok)
        return ok;
    return emptyJournal();
}

Result<void> Remnants::cleanServer()
{
    auto owner = seesAll();
    if (!owner)
        return tl::unexpected(owner.error());
    if (!*owner)
        return failure(ErrorKind::Denied, tr("Only who owns this database can have the server write its tables anew."));
    QStringList tables = {u"audit_content"_s, u"draft"_s};
    auto s = m_db.prepare(u"SELECT DISTINCT table_name FROM redaction_trace WHERE table_name <> 'bulk_act' ORDER BY "
                          "table_name"_s);
    if (auto ok = s.exec(); !ok)
        return ok;
    while (s.next())
        if (!tables.contains(s.text(0)))
            tables << s.text(0);
    for (const QString &table : std::as_const(tables))
        if (auto ok = m_db.run(u"VACUUM (FULL, ANALYZE) "_s + table); !ok)
            return ok;
    return m_db.write([this] { return m_db.run(u"DELETE FROM remnant"_s); });
}

} // namespace tocsin
