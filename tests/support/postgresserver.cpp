#include "tests/support/postgresserver.h"

#include <QFile>
#include <QProcess>
#include <csignal>
#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace tocsin::test {

using namespace Qt::StringLiterals;

namespace {

constexpr auto kScript = TOCSIN_POSTGRES_SCRIPT;
constexpr int kPsqlMs = 60'000;

/** A value as conninfo wants it. */
QString quoted(QString value)
{
    value.replace(u'\\', u"\\\\"_s).replace(u'\'', u"\\'"_s);
    return u'\'' + value + u'\'';
}

} // namespace

PostgresServer::PostgresServer()
{
    m_problem = begin();
}

PostgresServer::~PostgresServer()
{
    if (m_socket < 0)
        return;
    // The script reads the end, clears up and closes its side last.
    shutdown(m_socket, SHUT_WR);
    QByteArray rest;
    while (read(&rest)) {
    }
    close(m_socket);
}

PostgresServer &PostgresServer::shared()
{
    static PostgresServer server;
    return server;
}

QString PostgresServer::begin()
{
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return u"no socket for the server's script"_s;
    m_socket = ends[0];

    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    const char *arguments[] = {"setsid", "--fork", "bash", kScript, nullptr};
    pid_t process = 0;
    const int spawned =
        posix_spawnp(&process, arguments[0], &actions, nullptr, const_cast<char *const *>(arguments), environ);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    if (spawned != 0)
        return u"setsid cannot be started; it is in util-linux"_s;
    waitpid(process, nullptr, 0);

    QByteArray line;
    if (!read(&line))
        return u"the server's script ended without a word"_s;
    const QList<QByteArray> words = line.split(' ');
    if (words.first() != "ok" || words.size() != 4)
        return QString::fromUtf8(line);
    m_port = words[1].toUShort();
    m_place = QString::fromUtf8(words[2]);
    m_programs = QString::fromUtf8(words[3]);
    return {};
}

bool PostgresServer::fail(const QString &problem)
{
    m_problem = problem;
    return false;
}

bool PostgresServer::succeed()
{
    m_problem.clear();
    return true;
}

bool PostgresServer::read(QByteArray *line)
{
    line->clear();
    char c = 0;
    while (::read(m_socket, &c, 1) == 1) {
        if (c == '\n')
            return true;
        line->append(c);
    }
    return false;
}

bool PostgresServer::command(const char *word)
{
    const std::scoped_lock lock(m_mutex);
    if (m_port == 0)
        return false; // m_problem says why there is no server
    const QByteArray said = QByteArray(word) + '\n';
    QByteArray line;
    if (::send(m_socket, said.constData(), size_t(said.size()), MSG_NOSIGNAL) != said.size() || !read(&line))
        return fail(u"the server's script is gone"_s);
    if (line != "ok")
        return fail(QString::fromUtf8(word) + u" "_s + QString::fromUtf8(line));
    return succeed();
}

QString PostgresServer::problem() const
{
    const std::scoped_lock lock(m_mutex);
    return m_problem;
}

QString PostgresServer::log() const
{
    QFile file(m_place + u"/log"_s);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

bool PostgresServer::stop()
{
    return command("stop");
}

bool PostgresServer::kill()
{
    return command("kill");
}

bool PostgresServer::start()
{
    return command("start");
}

bool PostgresServer::pause()
{
    return command("pause");
}

bool PostgresServer::resume()
{
    return command("resume");
}

bool PostgresServer::createDatabase(const QString &name)
{
    const std::scoped_lock lock(m_mutex);
    if (m_port == 0)
        return false;
    PgSession session(superuserConninfo(u"postgres"_s));
    if (!session.isOpen())
        return fail(session.error());
    const QString quotedName = session.quotedName(name);
    const QString text = session.quotedText(name);
    const PgAnswer old = session.exec(u"SELECT oid FROM pg_database WHERE datname = "_s + text);
    QStringList statements;
    if (old.rows > 0) {
        // Dropping waits for a checkpoint, which takes seconds on a busy disk; renaming does not.
        statements << u"ALTER DATABASE %1 ALLOW_CONNECTIONS false"_s.arg(quotedName)
                   << u"SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = "_s + text
                   << u"ALTER DATABASE %1 RENAME TO \"dropped %2\""_s.arg(quotedName, old.value);
    }
    statements << u"CREATE DATABASE %1 TEMPLATE template0"_s.arg(quotedName);
    for (const QString &sql : std::as_const(statements)) {
        if (const PgAnswer answer = session.exec(sql); !answer.ok)
            return fail(answer.error);
    }
    return succeed();
}

bool PostgresServer::createLogin(const QString &name, const QString &password)
{
    const std::scoped_lock lock(m_mutex);
    if (m_port == 0)
        return false;
    PgSession session(superuserConninfo(u"postgres"_s));
    if (!session.isOpen())
        return fail(session.error());
    const QString role = session.quotedName(name) + u" LOGIN PASSWORD "_s + session.quotedText(password);
    PgAnswer answer = session.exec(u"CREATE ROLE "_s + role);
    if (answer.sqlState == "42710"_L1)
        answer = session.exec(u"ALTER ROLE "_s + role);
    return answer.ok ? succeed() : fail(answer.error);
}

QString PostgresServer::conninfo(const QString &database, const QString &user, const QString &password,
                                 quint16 port) const
{
    QString info =
        u"host=localhost hostaddr=127.0.0.1 port=%1 sslmode=verify-full connect_timeout=20"_s.arg(port ? port : m_port);
    info += u" sslrootcert="_s + quoted(caFile()) + u" dbname="_s + quoted(database) + u" user="_s + quoted(user);
    return password.isEmpty() ? info : info + u" password="_s + quoted(password);
}

QString PostgresServer::superuserConninfo(const QString &database) const
{
    return u"host=%1 port=%2 user=%3 dbname="_s.arg(quoted(m_place + u"/socket"_s))
               .arg(m_port)
               .arg(QLatin1String(kSuperuser)) +
           quoted(database);
}

PgAnswer PostgresServer::asSuperuser(const QString &database, const QString &sql) const
{
    PgSession session(superuserConninfo(database));
    return session.exec(sql);
}

PsqlRun PostgresServer::psql(const QString &database, const QString &user, const QString &password,
                             const QString &sql) const
{
    return runPsql(conninfo(database, user), password, sql);
}

PsqlRun PostgresServer::psqlAsSuperuser(const QString &database, const QString &sql) const
{
    return runPsql(superuserConninfo(database), {}, sql);
}

PsqlRun PostgresServer::runPsql(const QString &conninfo, const QString &password, const QString &sql) const
{
    QProcessEnvironment environment; // nothing of the person who runs the tests
    environment.insert(u"PATH"_s, qEnvironmentVariable("PATH"));
    environment.insert(u"HOME"_s, m_place);
    environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    environment.insert(u"PGPASSWORD"_s, password);
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(m_programs + u"/psql"_s,
                  {u"-XqAtw"_s, u"-vON_ERROR_STOP=1"_s, u"-vVERBOSITY=verbose"_s, u"-f-"_s, u"-d"_s, conninfo});
    process.write(sql.toUtf8());
    process.closeWriteChannel();
    if (!process.waitForFinished(kPsqlMs) || process.exitStatus() != QProcess::NormalExit)
        return {-1, {}, u"psql did not run to its end: "_s + process.errorString()};
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

} // namespace tocsin::test
