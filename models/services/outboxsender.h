#pragma once

#include "models/services/outboxservice.h"

#include <functional>
#include <optional>

namespace tocsin {

/** How one sending ended. */
struct SendingEnd
{
    OutboxTotals totals;
    std::optional<MailReply> trouble; ///< the server, the certificate or the log-in stopped it
    qint64 nextMs = 0;                ///< when something is due again
};

/** How many messages are claimed and not yet answered at most: half of them on the wire or ready, while the answers of
 * the other half are committed. What is claimed when a program dies is unsure, so there are few. */
inline constexpr int kClaimsAhead = 8;

/** The worst trouble among answers that stops a line. */
[[nodiscard]] std::optional<MailReply> troubleIn(const QList<MailAnswer> &answers);

/**
 * Carries what waits to the mail server, in the thread that calls, until nothing is due any more: for the command line.
 * `goOn` is asked between messages, and told how far it is.
 */
[[nodiscard]] Result<SendingEnd> sendOutbox(OutboxService &outbox, Mailer &mailer, const MailAccount &account,
                                            const std::function<bool(const OutboxTotals &)> &goOn);

} // namespace tocsin
