#pragma once

#include "models/domain/error.h"

#include <QList>
#include <QPair>
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

    [[nodiscard]] bool hasPassword() const { return m_hasKeyPassword || !m_password.isNull(); }
    /** The name of the database; as libpq does, that of the log-in when none is named. */
    [[nodiscard]] QString database() const;
    /** The parts as given, decoded, "" for what is not; a host that begins with "/" is the folder of a socket. */
    [[nodiscard]] QString user() const { return m_user; }
    [[nodiscard]] QString host() const { return m_host; }
    [[nodiscard]] QString port() const { return m_port; }
    [[nodiscard]] QString password() const { return m_password; }
    /** True if it carries the password of a key file, which is kept nowhere. */
    [[nodiscard]] bool hasKeyPassword() const { return m_hasKeyPassword; }
    /** libpq's other parameters; no password is among them. */
    [[nodiscard]] const QList<QPair<QString, QString>> &others() const { return m_others; }
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
    QString m_password; ///< null: none given
    QList<QPair<QString, QString>> m_others;
    bool m_hasKeyPassword = false;
};

} // namespace tocsin
