#pragma once

#include "models/domain/error.h"

#include <QString>

namespace tocsin {

/** True for "postgresql://..." and "postgres://...": a shared database; anything else is a file. */
[[nodiscard]] bool isServerAddress(const QString &path);

/**
 * The address of a shared database, taken apart by libpq itself. It is never repeated in words as it was given: a
 * password could be in it.
 */
class ServerAddress
{
public:
    /** Invalid, without a word of it, for what libpq does not understand. */
    [[nodiscard]] static Result<ServerAddress> parse(const QString &address);
    /** The same, and Invalid if it has a password in it: on a command line others and the history would see it. */
    [[nodiscard]] static Result<ServerAddress> withoutPassword(const QString &address);

    [[nodiscard]] bool hasPassword() const { return m_hasPassword; }
    /** The name of the database; as libpq does, that of the log-in when none is named. */
    [[nodiscard]] QString database() const;
    /** The log-in named in it, or "". */
    [[nodiscard]] QString user() const { return m_user; }
    /** For a person: server and database, nobody's name and no password. */
    [[nodiscard]] QString shown() const;
    /** The same server, another database of it. */
    [[nodiscard]] QString onDatabase(const QString &name) const;

private:
    QString m_address;
    QString m_host;
    QString m_port;
    QString m_user;
    QString m_database;
    bool m_hasPassword = false;
};

} // namespace tocsin
