#pragma once

#include "models/domain/error.h"
#include "models/domain/person.h"

#include <optional>

namespace tocsin {

class CommandOutput;
class CommandParser;
class Services;

/** "legal,auditor" as roles; Invalid, with the list of them, if one is not known. */
[[nodiscard]] Result<Roles> rolesFrom(const QString &codes);
/** The other way round, as commands take and print them. */
[[nodiscard]] QString roleCodes(Roles roles);

/** The password for --create-login: of one line of standard input, or asked twice on the terminal. */
[[nodiscard]] Result<QString> newPassword(const CommandParser &parser, const QString &login);

/** The person of a log-in, active or not; NotFound in words. */
[[nodiscard]] Result<Person> personOf(Services &services, const QString &login);

/** Prints the people, each with log-in, roles, and what is missing. */
[[nodiscard]] Result<void> printPeople(Services &services, CommandOutput &out, bool json);

} // namespace tocsin
