#include "models/storage/statement.h"

#include "models/storage/database.h"

#include <QCoreApplication>
#include <QSqlError>

namespace tocsin {

Statement::Statement(Database &database, const QString &sql, QSqlQuery query)
    : m_database(&database)
    , m_sql(sql)
    , m_query(std::move(query))
    , m_broken(m_query.lastError().isValid())
{
}

Statement::Statement(Statement &&other) noexcept
    : m_database(other.m_database)
    , m_sql(std::move(other.m_sql))
    , m_query(std::move(other.m_query))
    , m_bound(other.m_bound)
    , m_badText(other.m_badText)
    , m_broken(other.m_broken)
{
    other.m_database = nullptr;
}

Statement::~Statement()
{
    if (!m_database)
        return;
    m_query.finish(); // releases the read lock at once (INSERT ... RETURNING would keep the write lock)
    if (!m_broken)
        m_database->giveBack(m_sql, std::move(m_query));
}

Statement &Statement::bind(const QString &value)
{
    m_badText = m_badText || value.contains(QChar(u'\0'));
    // A null QString is an empty text here, never NULL: NULL is said with bindNull().
    return bindVariant(value.isNull() ? QStringLiteral("") : value);
}

Statement &Statement::bindVariant(const QVariant &value)
{
    m_query.bindValue(m_bound++, value);
    return *this;
}

Result<void> Statement::exec()
{
    m_bound = 0;
    if (m_badText)
        return failure(ErrorKind::Invalid,
                       QCoreApplication::translate("tocsin::storage",
                                                   "The text contains a character (U+0000) that cannot be kept."));
    if (m_broken || !m_query.exec()) {
        Error e = m_database->dialect().error(m_query.lastError(), m_sql);
        m_query.finish();
        return tl::unexpected(std::move(e));
    }
    return {};
}

Result<qint64> Statement::insert()
{
    return exec().map([this] { return m_query.lastInsertId().toLongLong(); });
}

} // namespace tocsin
