#pragma once

#include "models/domain/error.h"

#include <QList>
#include <QPair>
#include <QString>

namespace tocsin {

/** Where a shared database is and who logs in, in parts; the password never is in an address that is shown or kept. */
struct ServerLogin
{
    static constexpr int kPort = 5432;

    QString host;
    int port = kPort;
    QString database;
    QString user;
    QString password;
    QString caFile;                        ///< certificate of the authority; "": those this machine trusts
    QList<QPair<QString, QString>> others; ///< libpq's other parameters, as given

    /** Takes "postgresql://LOGIN:PASSWORD@HOST:PORT/DATABASE?..." apart; what it says of a wrong one repeats none of
     * it. */
    [[nodiscard]] static Result<ServerLogin> parse(const QString &address);
    /** True for an address of a server; anything else is a file. */
    [[nodiscard]] static bool isAddress(const QString &path);

    /** For opening and for keeping: without the password. */
    [[nodiscard]] QString address() const;
    /** For a person: "team on db.example.org". */
    [[nodiscard]] QString shown() const;
    /** "db.example.org" or "db.example.org:5433". */
    [[nodiscard]] QString server() const;
    /** Under which its password is kept. */
    [[nodiscard]] QString secretKey() const;
};

} // namespace tocsin
