#pragma once

#include "models/domain/error.h"

#include <QString>

namespace tocsin {

class CommandParser;
class Services;

/** The options of "admin mail-account". */
void addMailOptions(CommandParser &parser);

/** Sets what was given of the account that mail leaves by; says what it is now. */
[[nodiscard]] Result<QString> setMailAccount(Services &services, const CommandParser &parser);

} // namespace tocsin
