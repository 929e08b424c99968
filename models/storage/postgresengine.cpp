#include "models/storage/postgresengine.h"

#include "models/storage/postgresstatement.h"
#include "models/storage/serveraddress.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QDir>
#include <QFileInfo>
#include <algorithm>

#include <libpq-fe.h>
#include <poll.h>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr int kConnectMs = 10'000;
constexpr int kAnswerMs = 70'000; ///< longer than the server's own statement_timeout: then it does not answer at all
constexpr int kLongAnswerMs = 60 * 60 * 1000;
constexpr int kStopLookMs = 200;
constexpr int kFirstRetryMs = 500, kSlowestRetryMs = 15'000;

/** What every connection is set to; the server may set less, never more. No statement is worth being compiled first. */
constexpr const char *kSettings =
    "SET client_min_messages = warning; SET lock_timeout = '3s'; SET statement_timeout = '60s'; "
    "SET idle_in_transaction_session_timeout = '60s'; SET DateStyle = ISO; SET jit = off; LISTEN tocsin";

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::storage", text);
}

/** Debian's list of authorities, where a person has none of his own. */
QByteArray rootCertificate()
{
    if (const QByteArray given = qgetenv("PGSSLROOTCERT"); !given.isEmpty())
        return given;
    const QString own = QDir::home().filePath(u".postgresql/root.crt"_s);
    const QString system = u"/etc/ssl/certs/ca-certificates.crt"_s;
    return QFileInfo::exists(own) || !QFileInfo::exists(system) ? own.toUtf8() : system.toUtf8();
}

} // namespace

PostgresEngine::PostgresEngine(const Dialect &dialect)
    : m_dialect(dialect)
    , m_answerMs(kAnswerMs)
{
}

PostgresEngine::~PostgresEngine()
{
    close();
}

void PostgresEngine::close()
{
    const std::lock_guard lock(m_guard);
    PQfinish(m_connection);
    m_connection = nullptr;
    m_prepared.clear();
    m_beginPending = false;
}

Result<void> PostgresEngine::open(const QString &address, bool readOnly, const QString &password)
{
    // What libpq says of one it doesn't understand repeats it, and a password in it.
    if (auto understood = ServerAddress::parse(address); !understood)
        return tl::unexpected(understood.error());
    m_address = address.toUtf8();
    m_password = password.toUtf8();
    m_readOnly = readOnly;
    if (!connect())
        return tl::unexpected(lastError(u"connect"_s));
    noteWeakness();
    return {};
}

bool PostgresEngine::connect()
{
    close();
    m_wantsPassword = false;
    const QByteArray root = rootCertificate();
    // Later words win: what the address says goes before the first ones, and after it come those that are ours.
    const char *keys[] = {"sslmode",          "sslrootcert",     "connect_timeout",  "dbname",   "client_encoding",
                          "application_name", "keepalives_idle", "tcp_user_timeout", "password", nullptr};
    const char *values[] = {"verify-full",
                            root.constData(),
                            "10",
                            m_address.constData(),
                            "UTF8",
                            "tocsin",
                            "10",
                            "15000",
                            m_password.isEmpty() ? nullptr : m_password.constData(),
                            nullptr};
    pg_conn *connection = PQconnectStartParams(keys, values, 1);
    {
        const std::lock_guard lock(m_guard);
        m_connection = connection;
    }
    return negotiate() && settle();
}

bool PostgresEngine::negotiate()
{
    const QDeadlineTimer deadline(kConnectMs);
    for (auto state = PGRES_POLLING_WRITING; state != PGRES_POLLING_OK; state = PQconnectPoll(m_connection)) {
        if (PQstatus(m_connection) == CONNECTION_BAD || state == PGRES_POLLING_FAILED) {
            m_wantsPassword = PQconnectionNeedsPassword(m_connection) || PQconnectionUsedPassword(m_connection);
            lose(PQerrorMessage(m_connection));
            return false;
        }
        pollfd look{PQsocket(m_connection), static_cast<short>(state == PGRES_POLLING_READING ? POLLIN : POLLOUT), 0};
        if (poll(&look, 1, static_cast<int>(std::max<qint64>(0, deadline.remainingTime()))) == 0) {
            lose("the server did not answer in time");
            return false;
        }
    }
    return true;
}

bool PostgresEngine::settle()
{
    PQsetnonblocking(m_connection, 1);
    PQsetNoticeProcessor(
        m_connection, [](void *, const char *) {}, nullptr);
    m_lost = false;
    m_stop = false;
    // What the connection before was doing when it was cut is over before anything is looked at again: it was kept or
    // it was not, and it holds no lock.
    const QByteArray end = m_backend.isEmpty()
                               ? QByteArray("SELECT true")
                               : "SELECT coalesce(bool_and(pg_terminate_backend(pid, 5000)), true) FROM "
                                 "pg_stat_activity WHERE usename = session_user AND pid || ' ' || "
                                 "backend_start::text = '" +
                                     m_backend + "'";
    const QByteArray self =
        "SELECT pid || ' ' || backend_start::text FROM pg_stat_activity WHERE pid = pg_backend_pid()";
    const QByteArray only = m_readOnly ? "SET default_transaction_read_only = on; " : "";
    const QByteArrayList answers = ask(only + kSettings + "; " + end + "; " + self);
    if (answers.size() != 2)
        return false;
    if (answers.first() != "t") {
        lose("the connection before could not be ended");
        return false;
    }
    m_backend = answers.last();
    m_noticed = m_presence = true; // whatever happened meanwhile
    return !m_lost;
}

QByteArrayList PostgresEngine::ask(const QByteArray &statements)
{
    QByteArrayList values;
    if (!PQsendQuery(m_connection, statements.constData())) {
        lose(PQerrorMessage(m_connection));
        return values;
    }
    const qint64 deadline = QDeadlineTimer(kConnectMs).deadline();
    while (pg_result *result = nextResult(deadline)) {
        if (PQresultStatus(result) == PGRES_FATAL_ERROR)
            note(result);
        if (PQntuples(result) > 0)
            values << PQgetvalue(result, 0, 0);
        PQclear(result);
    }
    return values;
}

void PostgresEngine::noteWeakness()
{
    m_weakness.reset();
    if (qstrcmp(PQparameterStatus(m_connection, "is_superuser"), "on") == 0) {
        m_weakness =
            tr("You are logged in as an administrator of the whole server: no rule of this database holds you.");
        return;
    }
    const char *host = PQhost(m_connection);
    if (host && host[0] == '/')
        return; // a socket of this machine
    QByteArray mode;
    PQconninfoOption *options = PQconninfo(m_connection);
    for (PQconninfoOption *o = options; o && o->keyword; ++o)
        if (qstrcmp(o->keyword, "sslmode") == 0)
            mode = o->val;
    PQconninfoFree(options);
    if (!PQsslInUse(m_connection))
        m_weakness = tr("The connection is not encrypted: everybody on the way can read and change it.");
    else if (mode != "verify-full")
        m_weakness = tr("The server has not proved who it is (sslmode=%1).").arg(QString::fromLatin1(mode));
}

void PostgresEngine::lose(const char *why)
{
    m_errorCode.clear(); // the connection's own failures have no code
    m_errorText = QByteArray(why).trimmed();
    m_lost = true;
    close();
}

void PostgresEngine::note(const pg_result *result)
{
    const char *code = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    m_errorCode = code ? code : "";
    m_errorText = QByteArray(PQresultErrorMessage(result)).trimmed();
}

Error PostgresEngine::lastError(const QString &sql) const
{
    Error error = m_dialect.error(QString::fromLatin1(m_errorCode), QString::fromUtf8(m_errorText), sql);
    if (m_wantsPassword && error.kind == ErrorKind::Denied)
        error.field = u"password"_s;
    return error;
}

QByteArray PostgresEngine::passwordVerifier(const QByteArray &password, const QByteArray &login)
{
    char *made = m_connection
                     ? PQencryptPasswordConn(m_connection, password.constData(), login.constData(), "scram-sha-256")
                     : nullptr;
    const QByteArray verifier(made);
    PQfreemem(made);
    return verifier;
}

bool PostgresEngine::inTransaction() const
{
    return m_transaction;
}

void PostgresEngine::allowLong(bool on)
{
    m_answerMs = on ? kLongAnswerMs : kAnswerMs;
    (void)run(on ? "SET statement_timeout = 0" : "SET statement_timeout = '60s'");
}

void PostgresEngine::interrupt()
{
    m_stop = true;
    const std::lock_guard lock(m_guard);
    if (!m_connection)
        return;
    if (PGcancel *cancel = PQgetCancel(m_connection)) {
        char text[256];
        PQcancel(cancel, text, sizeof text);
        PQfreeCancel(cancel);
    }
}

bool PostgresEngine::ready()
{
    if (m_connection && PQstatus(m_connection) == CONNECTION_OK)
        return true;
    // Half of a transaction went with the connection; the other half must not be done alone on a new one.
    if (m_transaction && !m_beginPending) {
        m_errorCode.clear();
        m_errorText = "the connection was lost within a transaction";
        return false;
    }
    if (m_failures > 0 && !m_notBefore.hasExpired())
        return false; // says what the last attempt said
    const bool beginning = std::exchange(m_beginPending, false);
    if (!connect()) {
        m_notBefore.setRemainingTime(std::min(kSlowestRetryMs, kFirstRetryMs << std::min(m_failures++, 10)));
        return false;
    }
    m_failures = 0;
    m_beginPending = beginning;
    return true;
}

std::unique_ptr<EngineStatement> PostgresEngine::prepare(const QByteArray &sql)
{
    return std::make_unique<PostgresStatement>(*this, sql);
}

bool PostgresEngine::wait(bool forWriting, qint64 deadlineMs)
{
    const qint64 left = deadlineMs - QDeadlineTimer::current().deadline();
    if (left <= 0) {
        lose("the server stopped answering");
        return false;
    }
    pollfd look{PQsocket(m_connection), static_cast<short>(POLLIN | (forWriting ? POLLOUT : 0)), 0};
    poll(&look, 1, static_cast<int>(std::min<qint64>(left, kStopLookMs)));
    if (m_stop && left < m_answerMs - 5 * kStopLookMs) { // the request to stop was not heard
        lose("stopped");
        return false;
    }
    if (!PQconsumeInput(m_connection)) {
        lose(PQerrorMessage(m_connection));
        return false;
    }
    return true;
}

pg_result *PostgresEngine::nextResult(qint64 deadlineMs)
{
    for (;;) {
        const int unsent = PQflush(m_connection);
        if (unsent < 0) {
            lose(PQerrorMessage(m_connection));
            return nullptr;
        }
        if (!PQisBusy(m_connection))
            return PQgetResult(m_connection);
        if (!wait(unsent > 0, deadlineMs))
            return nullptr;
    }
}

bool PostgresEngine::run(const QByteArray &sql)
{
    // Only beginnings wait: what follows them takes them along.
    if (sql.startsWith("BEGIN")) {
        m_begin = sql;
        m_transaction = m_beginPending = true;
        return true;
    }
    if (sql.startsWith("ROLLBACK")) {
        m_transaction = false;
        if (std::exchange(m_beginPending, false) || !m_connection)
            return true; // nothing of it reached the server, or it went with the connection
    }
    if (!ready())
        return false;
    const QByteArray all = std::exchange(m_beginPending, false) ? m_begin + ";" + sql : sql;
    m_stop = false;
    if (!PQsendQuery(m_connection, all.constData())) {
        lose(PQerrorMessage(m_connection));
        return false;
    }
    const qint64 deadline = QDeadlineTimer(m_answerMs).deadline();
    bool good = true;
    while (pg_result *result = nextResult(deadline)) {
        if (PQresultStatus(result) == PGRES_FATAL_ERROR) {
            note(result);
            good = false;
        }
        PQclear(result);
    }
    return good && !m_lost;
}

bool PostgresEngine::send(int id, const QByteArray &sql, const QList<PostgresValue> &values)
{
    const auto at = std::lower_bound(m_prepared.begin(), m_prepared.end(), id);
    const QByteArray name = "t" + QByteArray::number(id);
    bool sent = true;
    int commands = 0;
    m_answered = 0;
    m_preparedAs = -1; // one that the server knows already stays known, however it ends
    if (std::exchange(m_beginPending, false)) {
        commands = 1;
        sent = PQsendQueryParams(m_connection, m_begin.constData(), 0, nullptr, nullptr, nullptr, nullptr, 0);
    }
    if (sent && (at == m_prepared.end() || *at != id)) {
        m_preparedAs = commands;
        QList<Oid> types;
        for (const PostgresValue &v : values) // 0: as the place wants it
            types << (v.kind == PostgresValue::Kind::Integer ? 20U : v.kind == PostgresValue::Kind::Bytes ? 17U : 0U);
        sent = PQsendPrepare(m_connection, name.constData(), sql.constData(), static_cast<int>(types.size()),
                             types.constData());
        m_prepared.insert(at, id);
    }
    QList<const char *> texts;
    QList<int> lengths, formats;
    for (const PostgresValue &v : values) {
        texts << (v.kind == PostgresValue::Kind::Null ? nullptr : v.bytes.constData());
        lengths << static_cast<int>(v.bytes.size());
        formats << (v.kind == PostgresValue::Kind::Bytes ? 1 : 0);
    }
    return sent &&
           PQsendQueryPrepared(m_connection, name.constData(), static_cast<int>(values.size()), texts.constData(),
                               lengths.constData(), formats.constData(), 0) &&
           PQpipelineSync(m_connection);
}

pg_result *PostgresEngine::collect()
{
    const qint64 deadline = QDeadlineTimer(m_patienceMs > 0 ? m_patienceMs : m_answerMs).deadline();
    pg_result *rows = nullptr;
    bool good = true;
    for (;;) {
        pg_result *result = nextResult(deadline);
        if (m_lost || !m_connection) {
            PQclear(result);
            PQclear(rows);
            return nullptr;
        }
        if (!result)
            continue; // the end of one command's results
        const auto status = PQresultStatus(result);
        if (status == PGRES_PIPELINE_SYNC) {
            PQclear(result);
            break;
        }
        if (status == PGRES_FATAL_ERROR) {
            note(result);
            good = false;
        }
        if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK) {
            ++m_answered;
            PQclear(rows);
            rows = result;
        } else {
            PQclear(result);
        }
    }
    if (!good) {
        PQclear(rows);
        rows = nullptr;
    }
    return rows;
}

pg_result *PostgresEngine::execute(int id, const QByteArray &sql, const QList<PostgresValue> &values)
{
    m_stop = false;
    const bool wasThere = m_connection != nullptr, beginning = m_beginPending;
    pg_result *rows = attempt(id, sql, values);
    // A connection that died while nobody used it is noticed now. Nothing of this was committed: it may begin again.
    if (!rows && m_lost && wasThere && !m_stop && (beginning || (!m_transaction && sql.startsWith("SELECT")))) {
        m_beginPending = beginning;
        rows = attempt(id, sql, values);
    }
    if (sql == "COMMIT") // done, or undone by the server
        m_transaction = m_beginPending = false;
    return rows;
}

pg_result *PostgresEngine::attempt(int id, const QByteArray &sql, const QList<PostgresValue> &values)
{
    if (!ready())
        return nullptr;
    if (!PQenterPipelineMode(m_connection) || !send(id, sql, values)) {
        lose(PQerrorMessage(m_connection));
        return nullptr;
    }
    pg_result *rows = collect();
    if (m_connection)
        PQexitPipelineMode(m_connection);
    if (!rows && m_connection && m_answered <= m_preparedAs) // it failed while it was being prepared, or before
        m_prepared.removeOne(id);
    return rows;
}

bool PostgresEngine::hasNotice()
{
    if (m_connection && !PQconsumeInput(m_connection)) // what an idle connection says of its end
        lose(PQerrorMessage(m_connection));
    while (PGnotify *notice = m_connection ? PQnotifies(m_connection) : nullptr) {
        (qstrcmp(notice->extra, "presence") == 0 ? m_presence : m_noticed) = true;
        PQfreemem(notice);
    }
    return std::exchange(m_noticed, false);
}

int PostgresEngine::socket() const
{
    return m_connection ? PQsocket(m_connection) : -1;
}

} // namespace tocsin
