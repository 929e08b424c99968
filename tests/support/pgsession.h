#pragma once

#include <QString>
#include <chrono>
#include <memory>

struct pg_conn;
struct pg_result;

namespace tocsin::test {

/** What the server said to one statement. */
struct PgAnswer
{
    bool ok = false;
    QString value; ///< the first column of the first row
    int rows = 0;
    QString sqlState; ///< empty when the connection was lost
    QString error;
};

/** One connection to PostgreSQL by libpq alone, so that what tests see does not depend on the code under test. */
class PgSession
{
public:
    explicit PgSession(const QString &conninfo);
    [[nodiscard]] bool isOpen() const;
    [[nodiscard]] QString error() const;
    [[nodiscard]] PgAnswer exec(const QString &sql);

    /** Sends sql and does not wait; `receive` takes its answer. */
    [[nodiscard]] bool send(const QString &sql);
    /** True when an answer, or the end of the connection, is there within this time. */
    [[nodiscard]] bool hasAnswer(std::chrono::milliseconds within);
    [[nodiscard]] PgAnswer receive();

    [[nodiscard]] QString quotedName(const QString &name) const;
    [[nodiscard]] QString quotedText(const QString &text) const;

private:
    [[nodiscard]] PgAnswer answer(pg_result *result) const;

    struct Finish
    {
        void operator()(pg_conn *connection) const;
    };
    std::unique_ptr<pg_conn, Finish> m_connection;
};

} // namespace tocsin::test
