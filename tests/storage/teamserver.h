#pragma once

#include "models/domain/clock.h"
#include "models/domain/person.h"
#include "models/storage/database.h"
#include "tests/support/postgresserver.h"

#include <QHash>
#include <memory>
#include <unordered_map>

namespace tocsin::test {

/** A clock set by hand that a server follows, if one is given. */
class TeamClock : public ManualClock
{
public:
    using ManualClock::ManualClock;
    void advance(qint64 ms)
    {
        ManualClock::advance(ms);
        tell();
    }
    void jump(qint64 ms)
    {
        ManualClock::jump(ms);
        tell();
    }
    void set(qint64 nowMs)
    {
        ManualClock::set(nowMs);
        tell();
    }
    void follow(std::function<void(qint64)> follower)
    {
        m_follower = std::move(follower);
        tell();
    }

private:
    void tell() const
    {
        if (m_follower)
            m_follower(nowMs());
    }
    std::function<void(qint64)> m_follower;
};

/** A team's database on the throw-away server: everybody has a log-in of their own, and its time is the test's. */
class TeamServer
{
public:
    /** Makes the database, whose first person is `first`; problem() says why it could not. */
    TeamServer(TeamClock &clock, const Person &first);
    ~TeamServer();
    Q_DISABLE_COPY_MOVE(TeamServer)

    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] QString name() const { return m_name; }
    /** An account of the server, before its person is added. */
    void addLogin(const QString &login);
    /** "postgresql://LOGIN:...": over TLS, as on a workstation. */
    [[nodiscard]] QString address(const QString &login) const;
    /** The same for libpq alone. */
    [[nodiscard]] QString conninfo(const QString &login) const;
    /** As who owns the server. "" or what it said. */
    [[nodiscard]] PgAnswer asOwner(const QString &sql);

private:
    void begin(const Person &first);
    void fail(const QString &problem);
    [[nodiscard]] QString ownerAddress() const;
    [[nodiscard]] bool makeDatabase();
    [[nodiscard]] bool emptyDatabase();

    QString m_name;
    QString m_problem;
    TeamClock &m_clock;
    std::unique_ptr<PgSession> m_owner;
};

} // namespace tocsin::test
