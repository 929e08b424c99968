#pragma once

#include "models/domain/mailaccount.h"

#include <optional>

namespace tocsin {

/**
 * The password of the mail account for a program without a window: TOCSIN_MAIL_PASSWORD, else the credential
 * "tocsin-mail" that systemd hands over, else asked on the terminal. Nothing if there is none to be had.
 */
[[nodiscard]] std::optional<QString> mailPassword(const MailAccount &account);

} // namespace tocsin
