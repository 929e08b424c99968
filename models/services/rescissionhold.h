#pragma once

#include "models/domain/incident.h"
#include "models/domain/notice.h"

#include <QSet>

namespace tocsin {

class Session;

/** Whether one of these declarations alone started a duty: not one of a law, nor one taken over from a duplicate
 * (P6.5). */
[[nodiscard]] bool startedBy(const Obligation &obligation, const QList<qint64> &declarations,
                             const QSet<ObligationId> &takenOver);

/**
 * From when on what reached its addressee counts for a duty. One of a declaration that came after a rescission is new
 * (P6.5): only what arrived since it began. `rescinded`: the declarations taken back.
 */
[[nodiscard]] qint64 countsFromMs(const Obligation &obligation, const QList<qint64> &rescinded);

/** P9.6: a duty that legal recorded beside the declaration, to those a notice is for. */
[[nodiscard]] bool hasRecordedDuty(const QList<Obligation> &obligations, Audience audience);

/** P6.5: nothing leaves while a rescission waits for legal, nor ever what was made under a rescinded declaration. */
[[nodiscard]] Result<void> checkNotTakenBack(Session &session, const Incident &incident, const Notice &notice,
                                             const QList<Obligation> &obligations, const QList<MessageRow> &messages);

/** The same for who is told by hand at an instant. */
[[nodiscard]] Result<void> checkHandDelivery(Session &session, const Incident &incident, const Notice &notice,
                                             const QList<Obligation> &obligations, qint64 atMs);

} // namespace tocsin
