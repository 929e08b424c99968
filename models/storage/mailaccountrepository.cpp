#include "models/storage/mailaccountrepository.h"

#include "models/storage/database.h"

namespace tocsin {

using namespace Qt::StringLiterals;

Result<MailAccount> MailAccountRepository::current()
{
    auto s =
        m_db.prepare(u"SELECT seen_version + 1, host, port, security, login, sender_name, sender_address, authority, "
                     "per_minute, timeout_s FROM mail_account_version ORDER BY id DESC LIMIT 1"_s);
    if (auto ok = s.exec(); !ok)
        return tl::unexpected(ok.error());
    if (!s.next())
        return MailAccount();
    return MailAccount{
        s.integer(0), s.text(1),   s.integer(2), fromCode<MailSecurity>(s.text(3)).value_or(MailSecurity::StartTls),
        s.text(4),    s.text(5),   s.text(6),    s.text(7),
        s.integer(8), s.integer(9)};
}

Result<void> MailAccountRepository::insert(const MailAccount &a)
{
    auto s = m_db.prepare(u"INSERT INTO mail_account_version (uuid, seen_version, host, port, security, login, "
                          "sender_name, sender_address, authority, per_minute, timeout_s) "
                          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(a.version).bind(a.host).bind(a.port).bind(codeOf(a.security)).bind(a.login);
    return s.bind(a.senderName).bind(a.senderAddress).bind(a.authority).bind(a.perMinute).bind(a.timeoutS).exec();
}

} // namespace tocsin
