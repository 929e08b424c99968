#pragma once

#include "models/domain/incident.h"

#include <optional>

namespace tocsin {

/** A customer found after the declaration: it has 72 hours of its own, and what has passed since stays beside it
 * (P7.8). */
struct LaterScope
{
    qint64 declaredMs = 0;   ///< the first declaration
    qint64 foundAfterMs = 0; ///< from it to the customer's own start
    qint64 passedMs = 0;     ///< from it to now, or to when the customer was told
    bool told = false;

    friend bool operator==(const LaterScope &, const LaterScope &) = default;
};

/** Nothing for a clock that the declaration itself started, for duties of law and contract, and while none stands. */
[[nodiscard]] std::optional<LaterScope> laterScope(const Obligation &obligation, const Incident &incident,
                                                   qint64 nowMs);

} // namespace tocsin
