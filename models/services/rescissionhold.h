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

/** Two names of one addressee, however they are spaced and cased. */
[[nodiscard]] bool sameName(const QString &one, const QString &other);

/**
 * P9.6: a duty that legal recorded beside the declaration, to this very addressee of a notice: to the customer (one
 * that names no customer is to all), or by the name of an authority or of those whose data they are.
 */
[[nodiscard]] bool hasRecordedDuty(const QList<Obligation> &obligations, Audience audience, CustomerId customer,
                                   const QString &name);

/** Messages that nobody is reached by yet and that still may leave: neither taken back nor made too early (P1.7). */
[[nodiscard]] Result<int> countUnsettled(Session &session, const Incident &incident,
                                         const QList<Obligation> &obligations);

/**
 * P6.5, P9.6: takes out of the messages what was made under a rescinded declaration, and before a declaration what no
 * recorded duty is for; says why if it took out one. Refused while a rescission waits for legal.
 */
[[nodiscard]] Result<QString> leaveOutUnfounded(Session &session, const Incident &incident, const Notice &notice,
                                                const QList<Obligation> &obligations, QList<MessageRow> &messages);

/** The same for who is told by hand at an instant. */
[[nodiscard]] Result<void> checkHandDelivery(Session &session, const Incident &incident, const Notice &notice,
                                             const QList<Obligation> &obligations, CustomerId customer, qint64 atMs);

} // namespace tocsin
