#include "models/storage/postgresstatement.h"

#include <cstdlib>
#include <libpq-fe.h>

namespace tocsin {

namespace {
constexpr Oid kBytes = 17, kBigInt = 20, kSmallInt = 21, kInt = 23, kBool = 16;

QByteArray hexToBytes(const char *text)
{
    return text[0] == '\\' && text[1] == 'x' ? QByteArray::fromHex(text + 2) : QByteArray(text);
}
} // namespace

std::pair<QByteArray, int> PostgresStatement::numbered(const QByteArray &sql)
{
    QByteArray out;
    out.reserve(sql.size() + 32);
    int count = 0;
    char quote = 0;
    for (qsizetype i = 0; i < sql.size(); ++i) {
        const char c = sql.at(i);
        if (quote) {
            quote = c == quote ? 0 : quote;
        } else if (c == '\'' || c == '"') {
            quote = c;
        } else if (c == '-' && sql.mid(i, 2) == "--") {
            const qsizetype end = sql.indexOf('\n', i);
            if (end < 0)
                break;
            i = end;
            out.append('\n');
            continue;
        } else if (c == '?') {
            out.append('$').append(QByteArray::number(++count));
            continue;
        }
        out.append(c);
    }
    return {out, count};
}

PostgresStatement::PostgresStatement(PostgresEngine &engine, const QByteArray &sql)
    : m_engine(engine)
{
    const auto [text, count] = numbered(sql);
    m_sql = text;
    m_values.resize(count);
}

PostgresStatement::~PostgresStatement()
{
    PQclear(m_rows);
}

void PostgresStatement::bindInt(int n, qint64 value)
{
    if (n <= m_values.size())
        m_values[n - 1] = {PostgresValue::Kind::Integer, QByteArray::number(value)};
}

void PostgresStatement::bindText(int n, const QByteArray &utf8)
{
    if (n <= m_values.size())
        m_values[n - 1] = {PostgresValue::Kind::Text, utf8};
}

void PostgresStatement::bindBlob(int n, const QByteArray &bytes)
{
    if (n <= m_values.size())
        m_values[n - 1] = {PostgresValue::Kind::Bytes, bytes};
}

void PostgresStatement::bindNull(int n)
{
    if (n <= m_values.size())
        m_values[n - 1] = {};
}

void PostgresStatement::clearBindings()
{
    for (PostgresValue &v : m_values)
        v = {};
}

void PostgresStatement::reset()
{
    PQclear(m_rows);
    m_rows = nullptr;
    m_row = -1;
    if (std::exchange(m_hasCursor, false) && m_engine.inTransaction())
        (void)m_engine.run("CLOSE " + cursor());
}

bool PostgresStatement::run()
{
    const bool streams = std::exchange(m_streams, false) && m_engine.inTransaction();
    // The key comes back only where it was asked for: who may add a row need not be able to read it.
    int &id = streams ? m_cursorId : m_wantKey ? m_keyId : m_id;
    if (id == 0)
        id = m_engine.nextId();
    if (streams) {
        m_rows = m_engine.execute(id, "DECLARE " + cursor() + " NO SCROLL CURSOR FOR " + m_sql, m_values);
        m_hasCursor = m_rows != nullptr;
        return m_hasCursor && fetch();
    }
    m_rows = m_engine.execute(id, m_wantKey ? m_sql + " RETURNING id" : m_sql, m_values);
    m_wantKey = false;
    return m_rows != nullptr;
}

bool PostgresStatement::fetch()
{
    if (m_fetchId == 0)
        m_fetchId = m_engine.nextId();
    PQclear(m_rows);
    m_row = -1;
    m_rows = m_engine.execute(m_fetchId, "FETCH 1000 FROM " + cursor(), {});
    return m_rows != nullptr;
}

EngineStatement::Step PostgresStatement::step()
{
    if (m_sql.startsWith("BEGIN") || m_sql.startsWith("ROLLBACK"))
        return m_engine.run(m_sql) ? Step::Done : Step::Failed;
    if (!m_rows && !run())
        return Step::Failed;
    if (++m_row < PQntuples(m_rows))
        return Step::Row;
    if (!m_hasCursor || PQntuples(m_rows) == 0)
        return Step::Done;
    if (!fetch())
        return Step::Failed;
    return ++m_row < PQntuples(m_rows) ? Step::Row : Step::Done;
}

qint64 PostgresStatement::int64(int column) const
{
    return std::strtoll(PQgetvalue(m_rows, m_row, column), nullptr, 10);
}

QString PostgresStatement::text(int column) const
{
    return QString::fromUtf8(PQgetvalue(m_rows, m_row, column), PQgetlength(m_rows, m_row, column));
}

QByteArray PostgresStatement::blob(int column) const
{
    return hexToBytes(PQgetvalue(m_rows, m_row, column));
}

QVariant PostgresStatement::value(int column) const
{
    if (isNull(column))
        return {};
    switch (PQftype(m_rows, column)) {
    case kBigInt:
    case kInt:
    case kSmallInt:
        return int64(column);
    case kBool:
        return qint64{PQgetvalue(m_rows, m_row, column)[0] == 't'};
    case kBytes:
        return blob(column);
    default:
        return text(column);
    }
}

bool PostgresStatement::isNull(int column) const
{
    return PQgetisnull(m_rows, m_row, column) == 1;
}

int PostgresStatement::columnCount() const
{
    return PQnfields(m_rows);
}

} // namespace tocsin
