#pragma once

#include "models/domain/ids.h"
#include "models/domain/notice.h"

#include <QList>

namespace tocsin {

/** A notice that reached somebody, and no later return took it back. */
struct ToldNotice
{
    SubscriptionId subscription; ///< of a customer
    Audience audience = Audience::Customers;
    QString recipient; ///< who is not a customer, by name
    bool correction = false;
    qint64 madeMs = 0; ///< when it was queued, ms UTC
};

/**
 * Whom a rescission leaves with what no longer holds (P6.5): one notice each. A correction made after the rescission
 * settles it, and so does a notice of a later declaration; nothing else does.
 * @param rescindedMs, declaredMs every rescission and declaration of the incident, ms UTC
 */
[[nodiscard]] QList<ToldNotice> owedCorrections(const QList<ToldNotice> &told, QList<qint64> rescindedMs,
                                                const QList<qint64> &declaredMs);

} // namespace tocsin
