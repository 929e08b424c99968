#include "app/commands/maillines.h"

#include "app/commands/commandoutput.h"
#include "app/commands/commands.h"
#include "app/platform/mailpassword.h"
#include "models/mail/mailworker.h"

namespace tocsin {

Result<MailLine> openMailLine(CommandDatabase &database)
{
    auto account = database.services().outbox.account();
    if (!account)
        return tl::unexpected(account.error());
    if (!account->isSet())
        return failure(ErrorKind::Refused,
                       CommandOutput::tr("No mail account is set up. An administrator does that in the window under "
                                         "Mail, or by tocsin admin mail-account."));
    const auto password = mailPassword(*account);
    if (!password)
        return failure(ErrorKind::Denied,
                       CommandOutput::tr("There is no password for %1 at %2: give it in TOCSIN_MAIL_PASSWORD, as the "
                                         "systemd credential tocsin-mail, or run this on a terminal.")
                           .arg(account->login, account->host));
    return MailLine{*account, makeMailWorker(*account, *password)};
}

int sayMailTrouble(const MailReply &trouble)
{
    CommandOutput::say(explain(trouble));
    return kExitFailed;
}

} // namespace tocsin
