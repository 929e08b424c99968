#pragma once

#include "app/commands/commanddatabase.h"
#include "models/services/mailer.h"

namespace tocsin {

/** A line to the mail server of a database, with its password; Refused or Denied, in words a person can act on. */
struct MailLine
{
    MailAccount account;
    std::unique_ptr<Mailer> mailer;
};
[[nodiscard]] Result<MailLine> openMailLine(CommandDatabase &database);

/** Says what stopped sending, and returns the exit code. */
[[nodiscard]] int sayMailTrouble(const MailReply &trouble);

} // namespace tocsin
