#include "tests/support/pgsession.h"

#include <QDeadlineTimer>
#include <libpq-fe.h>
#include <poll.h>

namespace tocsin::test {

namespace {

/** A string that libpq made, freed as it wants. */
QString taken(char *text)
{
    const QString copy = QString::fromUtf8(text);
    PQfreemem(text);
    return copy;
}

} // namespace

void PgSession::Finish::operator()(pg_conn *connection) const
{
    PQfinish(connection);
}

PgSession::PgSession(const QString &conninfo)
    : m_connection(PQconnectdb(conninfo.toUtf8().constData()))
{
    PQsetNoticeProcessor(
        m_connection.get(), [](void *, const char *) {}, nullptr);
}

bool PgSession::isOpen() const
{
    return PQstatus(m_connection.get()) == CONNECTION_OK;
}

QString PgSession::error() const
{
    return QString::fromUtf8(PQerrorMessage(m_connection.get())).trimmed();
}

PgAnswer PgSession::exec(const QString &sql)
{
    return answer(PQexec(m_connection.get(), sql.toUtf8().constData()));
}

bool PgSession::send(const QString &sql)
{
    return PQsendQuery(m_connection.get(), sql.toUtf8().constData()) == 1 && PQflush(m_connection.get()) == 0;
}

bool PgSession::hasAnswer(std::chrono::milliseconds within)
{
    const QDeadlineTimer deadline(within);
    while (PQisBusy(m_connection.get()) != 0) {
        pollfd waiting{PQsocket(m_connection.get()), POLLIN, 0};
        if (poll(&waiting, 1, int(deadline.remainingTime())) == 0)
            return false;
        if (PQconsumeInput(m_connection.get()) == 0)
            return true;
    }
    return true;
}

PgAnswer PgSession::receive()
{
    PgAnswer last;
    while (pg_result *result = PQgetResult(m_connection.get()))
        last = answer(result);
    return last;
}

QString PgSession::quotedName(const QString &name) const
{
    const QByteArray bytes = name.toUtf8();
    return taken(PQescapeIdentifier(m_connection.get(), bytes.constData(), size_t(bytes.size())));
}

QString PgSession::quotedText(const QString &text) const
{
    const QByteArray bytes = text.toUtf8();
    return taken(PQescapeLiteral(m_connection.get(), bytes.constData(), size_t(bytes.size())));
}

PgAnswer PgSession::answer(pg_result *result) const
{
    const std::unique_ptr<pg_result, decltype(&PQclear)> owner(result, PQclear);
    const ExecStatusType status = PQresultStatus(result);
    PgAnswer a;
    a.ok = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
    a.rows = PQntuples(result);
    if (a.rows > 0 && PQnfields(result) > 0)
        a.value = QString::fromUtf8(PQgetvalue(result, 0, 0));
    if (!a.ok) {
        a.sqlState = QString::fromUtf8(PQresultErrorField(result, PG_DIAG_SQLSTATE));
        a.error = error();
    }
    return a;
}

} // namespace tocsin::test
