#pragma once

#include <QString>

namespace tocsin {

/** Who runs this program, as the operating system says (not the environment): the account's name. */
[[nodiscard]] QString accountLogin();
/** The person's name as the system has it, or the account's name. */
[[nodiscard]] QString accountName();

} // namespace tocsin
