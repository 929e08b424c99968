#pragma once

#include "tests/storage/populated.h"
#include "tests/storage/transfersample.h"

namespace tocsin::test {

/** A team of one person a role, and transfers as far as a test wants them (P10). */
class TransferFixture
{
public:
    [[nodiscard]] QString begin();
    [[nodiscard]] TransferService &s() { return team.services->transfers; }
    [[nodiscard]] Transfer now(TransferId transfer) { return *s().byId(transfer); }
    /** Asked by Rita; answered by Ada; approved by Mira, as far as `steps` goes. */
    [[nodiscard]] TransferId made(IncidentId incident, int steps);
    [[nodiscard]] TransferMoveId moved(TransferId transfer);
    /** "" or "refused: why". */
    [[nodiscard]] static QString failed(const Result<void> &result);
    [[nodiscard]] TransferDecisionInput decision(TransferDecision decision);

    Team team;
    PersonId rita, hal, sam, aud, pia, kay;
    IncidentId id;
};

} // namespace tocsin::test
