#include "models/domain/movefacts.h"

namespace tocsin {

MoveFacts moveFacts(const Incident &i, Stage to, const QString &reason)
{
    return {.from = i.stage,
            .to = to,
            .ended = i.endedMs > 0,
            .closed = i.closedMs > 0,
            .assessed = i.severity.has_value(),
            .customerRiskContained = i.customerContainedMs > 0,
            .businessRiskContained = i.businessContainedMs > 0,
            .reason = reason};
}

} // namespace tocsin
