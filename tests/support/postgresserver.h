#pragma once

#include "tests/support/pgsession.h"

#include <QString>
#include <mutex>

namespace tocsin::test {

/** How the real psql ended and what it printed. */
struct PsqlRun
{
    int exitCode = -1;
    QString out;
    QString err;
};

/**
 * A real PostgreSQL server on a cluster of its own (postgres-server.sh), gone with this object and with this program
 * however it ends. It takes TLS and SCRAM on 127.0.0.1, nothing unencrypted, and tests as the superuser on its own
 * socket.
 */
class PostgresServer
{
public:
    static constexpr auto kSuperuser = "postgres";
    static constexpr auto kSuperuserPassword = "only for tests";

    PostgresServer();
    ~PostgresServer();
    Q_DISABLE_COPY_MOVE(PostgresServer)

    /** The one server of a test program, started when first asked for; roles live in it across databases. */
    static PostgresServer &shared();

    /** Why the server is not there, or why the last command failed; empty when all is well. A test fails with it. */
    [[nodiscard]] QString problem() const;
    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] QString place() const { return m_place; }
    [[nodiscard]] QString caFile() const { return m_place + QLatin1String("/ca.crt"); }
    /** An authority that did not sign the server's certificate. */
    [[nodiscard]] QString otherCaFile() const { return m_place + QLatin1String("/other-ca.crt"); }
    /** What the server has logged so far. */
    [[nodiscard]] QString log() const;

    [[nodiscard]] bool stop();   ///< as an administrator does
    [[nodiscard]] bool kill();   ///< as a power cut does
    [[nodiscard]] bool start();  ///< again, on the same port
    [[nodiscard]] bool pause();  ///< all its processes stand still; the kernel still takes connections
    [[nodiscard]] bool resume(); ///< and go on

    /** An empty database; one of that name is put away first, and whoever is in it is thrown out. */
    [[nodiscard]] bool createDatabase(const QString &name);
    /** A person who may log in; one who is there gets the password. */
    [[nodiscard]] bool createLogin(const QString &name, const QString &password);

    /** Parameters of libpq for TLS with verify-full, on another port if a proxy stands before the server. */
    [[nodiscard]] QString conninfo(const QString &database, const QString &user, const QString &password = {},
                                   quint16 port = 0) const;
    [[nodiscard]] QString superuserConninfo(const QString &database) const;
    [[nodiscard]] PgAnswer asSuperuser(const QString &database, const QString &sql) const;

    /** Runs the real psql as a person over TLS; it ends at the first error with 3, or with 2 when it can't log in. */
    [[nodiscard]] PsqlRun psql(const QString &database, const QString &user, const QString &password,
                               const QString &sql) const;
    [[nodiscard]] PsqlRun psqlAsSuperuser(const QString &database, const QString &sql) const;

private:
    [[nodiscard]] QString begin();
    [[nodiscard]] bool command(const char *word);
    [[nodiscard]] bool read(QByteArray *line);
    bool fail(const QString &problem);
    bool succeed();
    [[nodiscard]] PsqlRun runPsql(const QString &conninfo, const QString &password, const QString &sql) const;

    mutable std::mutex m_mutex; // one command at a time
    int m_socket = -1;
    quint16 m_port = 0;
    QString m_place;
    QString m_programs;
    QString m_problem;
};

} // namespace tocsin::test
