#include "models/storage/statement.h"

#include "models/storage/database.h"

#include <QCoreApplication>
#include <QVariant>

#include <sqlite3.h>

namespace tocsin {

Statement::Statement(Database &database, const QString &sql, sqlite3_stmt *handle)
    : m_database(&database)
    , m_sql(sql)
    , m_handle(handle)
{
}

Statement::Statement(Statement &&other) noexcept
    : m_database(other.m_database)
    , m_sql(std::move(other.m_sql))
    , m_handle(other.m_handle)
    , m_bound(other.m_bound)
    , m_row(other.m_row)
    , m_badText(other.m_badText)
    , m_error(std::move(other.m_error))
{
    other.m_handle = nullptr;
}

Statement::~Statement()
{
    if (!m_handle)
        return;
    sqlite3_reset(m_handle); // releases the read lock at once (INSERT ... RETURNING would keep the write lock)
    sqlite3_clear_bindings(m_handle);
    m_database->giveBack(m_sql, m_handle);
}

Statement &Statement::bind(qint64 value)
{
    if (m_handle)
        sqlite3_bind_int64(m_handle, ++m_bound, value);
    return *this;
}

Statement &Statement::bind(const QString &value)
{
    m_badText = m_badText || value.contains(QChar(u'\0'));
    const QByteArray utf8 = value.toUtf8(); // a null QString is an empty text here, never NULL
    if (m_handle)
        sqlite3_bind_text(m_handle, ++m_bound, utf8.constData(), static_cast<int>(utf8.size()), SQLITE_TRANSIENT);
    return *this;
}

Statement &Statement::bind(const QByteArray &blob)
{
    if (m_handle)
        sqlite3_bind_blob64(m_handle, ++m_bound, blob.constData(), static_cast<sqlite3_uint64>(blob.size()),
                            SQLITE_TRANSIENT);
    return *this;
}

Statement &Statement::bindNull()
{
    if (m_handle)
        sqlite3_bind_null(m_handle, ++m_bound);
    return *this;
}

Error Statement::failed()
{
    m_row = Row::None;
    m_database->context().inAct = false; // a trigger that was cut off leaves no head open
    Error e = m_database->lastError(m_sql);
    if (m_handle)
        sqlite3_reset(m_handle);
    return e;
}

Result<void> Statement::exec()
{
    m_error.reset();
    if (m_badText)
        return failure(ErrorKind::Invalid,
                       QCoreApplication::translate("tocsin::storage",
                                                   "The text contains a character (U+0000) that cannot be kept."));
    if (!m_handle || m_bound != sqlite3_bind_parameter_count(m_handle))
        return tl::unexpected(failed());
    m_bound = 0;
    sqlite3_reset(m_handle);
    const int rc = sqlite3_step(m_handle);
    if (rc != SQLITE_ROW && rc != SQLITE_DONE)
        return tl::unexpected(failed());
    m_row = rc == SQLITE_ROW ? Row::Ready : Row::None;
    return {};
}

Result<qint64> Statement::insert()
{
    return exec().map([this] { return qint64{sqlite3_last_insert_rowid(m_database->handle())}; });
}

bool Statement::next()
{
    if (m_row == Row::Ready) {
        m_row = Row::Current;
        return true;
    }
    if (m_row == Row::None)
        return false;
    const int rc = sqlite3_step(m_handle);
    if (rc == SQLITE_ROW)
        return true;
    m_row = Row::None;
    if (rc != SQLITE_DONE) {
        m_error = failed();
        m_database->noteReadError(*m_error);
    }
    return false;
}

qint64 Statement::int64(int column) const
{
    return sqlite3_column_int64(m_handle, column);
}

QString Statement::text(int column) const
{
    const auto *utf8 = reinterpret_cast<const char *>(sqlite3_column_text(m_handle, column));
    return QString::fromUtf8(utf8, sqlite3_column_bytes(m_handle, column));
}

QByteArray Statement::blob(int column) const
{
    const void *data = sqlite3_column_blob(m_handle, column);
    return QByteArray(static_cast<const char *>(data), sqlite3_column_bytes(m_handle, column));
}

QVariant Statement::value(int column) const
{
    switch (sqlite3_column_type(m_handle, column)) {
    case SQLITE_INTEGER:
        return int64(column);
    case SQLITE_FLOAT:
        return sqlite3_column_double(m_handle, column);
    case SQLITE_BLOB:
        return blob(column);
    case SQLITE_NULL:
        return {};
    default:
        return text(column);
    }
}

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(m_handle, column) == SQLITE_NULL;
}

int Statement::columnCount() const
{
    return sqlite3_column_count(m_handle);
}

} // namespace tocsin
