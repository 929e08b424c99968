#include "models/domain/laterscope.h"

namespace tocsin {

std::optional<LaterScope> laterScope(const Obligation &o, const Incident &incident, qint64 nowMs)
{
    const ObligationFacts &f = o.facts;
    const bool ofThisOne = incident.isDeclared() && o.declarationId == incident.declarationId;
    if (!ofThisOne || o.duty != DutyKind::Commitment || o.addressee != Addressee::Customer || f.withdrawnMs > 0 ||
        f.triggerMs <= incident.declaredMs)
        return std::nullopt;
    const bool told = f.metMs > 0;
    return LaterScope{incident.declaredMs, f.triggerMs - incident.declaredMs,
                      (told ? f.metMs : nowMs) - incident.declaredMs, told};
}

} // namespace tocsin
