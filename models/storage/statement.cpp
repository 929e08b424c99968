#include "models/storage/statement.h"

#include "models/storage/database.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QVariant>

namespace tocsin {

namespace {
/** An act is inserted with the key its client made, first of all. */
const QRegularExpression kAct(QStringLiteral("^INSERT INTO (\\w+) \\(uuid,"));
} // namespace

Statement::Statement(Database &database, const QString &sql, EngineStatement *handle, bool *lent)
    : m_database(&database)
    , m_sql(sql)
    , m_handle(handle)
    , m_lent(lent)
{
}

Statement::Statement(Database &database, const QString &sql, std::unique_ptr<EngineStatement> own)
    : m_database(&database)
    , m_sql(sql)
    , m_handle(own.get())
    , m_own(std::move(own))
{
}

Statement::Statement(Statement &&other) noexcept
    : m_database(other.m_database)
    , m_sql(std::move(other.m_sql))
    , m_handle(std::exchange(other.m_handle, nullptr))
    , m_lent(std::exchange(other.m_lent, nullptr))
    , m_own(std::move(other.m_own))
    , m_bound(other.m_bound)
    , m_row(other.m_row)
    , m_badText(other.m_badText)
    , m_error(std::move(other.m_error))
{
}

Statement::~Statement()
{
    if (!m_lent)
        return;
    m_handle->reset(); // releases the read lock at once (INSERT ... RETURNING would keep the write lock)
    m_handle->clearBindings();
    *m_lent = false;
}

Statement &Statement::bind(qint64 value)
{
    if (m_handle)
        m_handle->bindInt(++m_bound, value);
    return *this;
}

Statement &Statement::bind(const QString &value)
{
    m_badText = m_badText || value.contains(QChar(u'\0'));
    if (m_bound == 0 && m_database->isShared())
        if (const auto act = kAct.match(m_sql); act.hasMatch())
            m_database->noteAct(act.captured(1), value);
    if (m_handle)
        m_handle->bindText(++m_bound, value.toUtf8()); // a null QString is an empty text here, never NULL
    return *this;
}

Statement &Statement::bind(const QByteArray &blob)
{
    if (m_handle)
        m_handle->bindBlob(++m_bound, blob);
    return *this;
}

Statement &Statement::bindNull()
{
    if (m_handle)
        m_handle->bindNull(++m_bound);
    return *this;
}

Statement &Statement::stream()
{
    if (m_handle)
        m_handle->stream();
    return *this;
}

Error Statement::failed()
{
    m_row = Row::None;
    m_database->context().inAct = false; // a trigger that was cut off leaves no head open
    Error e = m_database->lastError(m_sql);
    if (m_handle)
        m_handle->reset();
    return e;
}

Result<void> Statement::exec()
{
    m_error.reset();
    if (m_badText)
        return failure(ErrorKind::Invalid,
                       QCoreApplication::translate("tocsin::storage",
                                                   "The text contains a character (U+0000) that cannot be kept."));
    if (!m_handle || m_bound != m_handle->parameterCount())
        return tl::unexpected(failed());
    m_bound = 0;
    m_handle->reset();
    const auto step = m_handle->step();
    if (step == EngineStatement::Step::Failed)
        return tl::unexpected(failed());
    m_row = step == EngineStatement::Step::Row ? Row::Ready : Row::None;
    return {};
}

Result<qint64> Statement::insert()
{
    if (m_handle)
        m_handle->wantKey();
    return exec().map([this] { return m_handle->key(); });
}

bool Statement::next()
{
    if (m_row == Row::Ready) {
        m_row = Row::Current;
        return true;
    }
    if (m_row == Row::None)
        return false;
    const auto step = m_handle->step();
    if (step == EngineStatement::Step::Row)
        return true;
    m_row = Row::None;
    if (step == EngineStatement::Step::Failed) {
        m_error = failed();
        m_database->noteReadError(*m_error);
    }
    return false;
}

qint64 Statement::int64(int column) const
{
    return m_handle->int64(column);
}

QString Statement::text(int column) const
{
    return m_handle->text(column);
}

QByteArray Statement::blob(int column) const
{
    return m_handle->blob(column);
}

QVariant Statement::value(int column) const
{
    return m_handle->value(column);
}

bool Statement::isNull(int column) const
{
    return m_handle->isNull(column);
}

int Statement::columnCount() const
{
    return m_handle->columnCount();
}

} // namespace tocsin
