#include "app/platform/mailpassword.h"

#include "app/platform/passwordprompt.h"

#include <QCoreApplication>
#include <QFile>

namespace tocsin {

using namespace Qt::StringLiterals;

std::optional<QString> mailPassword(const MailAccount &account)
{
    if (account.login.isEmpty())
        return QString();
    if (qEnvironmentVariableIsSet("TOCSIN_MAIL_PASSWORD"))
        return qEnvironmentVariable("TOCSIN_MAIL_PASSWORD");
    if (const QString folder = qEnvironmentVariable("CREDENTIALS_DIRECTORY"); !folder.isEmpty())
        if (QFile file(folder + u"/tocsin-mail"_s); file.open(QIODevice::ReadOnly))
            return QString::fromUtf8(file.readAll()).trimmed();
    if (!hasTerminal())
        return std::nullopt;
    return askPassword(
        QCoreApplication::translate("tocsin::app", "Password of %1 at %2: ").arg(account.login, account.host));
}

} // namespace tocsin
