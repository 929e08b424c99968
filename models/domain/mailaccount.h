#pragma once

#include "models/domain/enumtable.h"
#include "models/domain/error.h"

namespace tocsin {

/** How the way to the mail server is kept secret; there is no third one. */
enum class MailSecurity { StartTls, Tls };
template<> std::span<const EnumEntry<MailSecurity>> enumTable<MailSecurity>();

/** The account that notices and alerts leave by (P9.8). The password is not part of it. */
struct MailAccount
{
    int version = 0; ///< 0: none was set up yet
    QString host;
    int port = 587;
    MailSecurity security = MailSecurity::StartTls;
    QString login; ///< "" for a server that asks for none
    QString senderName;
    QString senderAddress;
    QString authority; ///< PEM of the certificate authority; "" trusts those of the system
    int perMinute = 0; ///< messages a minute at most, of all workstations together; 0: no limit
    int timeoutS = 60; ///< how long the server may stay silent

    [[nodiscard]] bool isSet() const { return version > 0; }
    friend bool operator==(const MailAccount &, const MailAccount &) = default;
};

/** What keeps an account from being used; the error names the field. */
[[nodiscard]] Result<void> checkMailAccount(const MailAccount &account);

/** The usual port of a way in. */
[[nodiscard]] int usualPort(MailSecurity security);

/** Under which key the password of an account is kept: of one server and log-in, whoever's database it is. */
[[nodiscard]] QString mailSecretKey(const MailAccount &account);

/** How long an attempt may take before it counts as unsure: longer than the server's silence ends it everywhere. */
[[nodiscard]] qint64 mailLeaseMs(const MailAccount &account);

} // namespace tocsin
