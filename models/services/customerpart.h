#pragma once

#include "models/domain/notice.h"

#include <QStringList>

namespace tocsin {

class Session;

/** What a notice to customers has to say of what is theirs, as its incident stands: items of the checklist that are
 *  required there and not everywhere. */
struct CustomerPart
{
    QStringList required; ///< codes: the customer's part in the cause (P3.3), its own duties by law (P5.6)
    QString layers;       ///< the services whose layers both share, a line each

    friend bool operator==(const CustomerPart &, const CustomerPart &) = default;
};
/** Empty for every other audience, and for a correction. */
[[nodiscard]] Result<CustomerPart> customerPart(Session &session, const Notice &notice);

/** Those that a text leaves out, by name. */
[[nodiscard]] Result<QStringList> missingCustomerPart(Session &session, const Notice &notice, const NoticeDraft &draft);

} // namespace tocsin
