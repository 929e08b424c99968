#pragma once

#include "models/domain/error.h"
#include "models/domain/person.h"

#include <QList>

namespace tocsin {

class Session;

/**
 * Whether a decision entered for somebody else may stand (P13.5): the person is known, holds a role with the right, is
 * not the actor; words, means and an instant that is not in the future.
 */
[[nodiscard]] Result<void> checkAttestation(const Attestation &attestation, Right right, const QList<Person> &people,
                                            const Person &actor, qint64 nowMs);

/** The same for one that was entered; what nobody attested is the actor's own decision, by log-in. */
[[nodiscard]] Result<void> checkIfAttested(Session &session, const Attestation &attestation, Right right);

} // namespace tocsin
