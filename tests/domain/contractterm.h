#pragma once

#include "models/domain/duty.h"

namespace tocsin::test {

/** A term of a contract that lacks nothing: 24 hours, by mail, to the customer's security desk. */
[[nodiscard]] inline CustomerTerm contractTerm(CustomerId customer, StartsAt trigger = StartsAt::Detection,
                                               const QString &source = QStringLiteral("Contract 1"))
{
    CustomerTerm term;
    term.customer = customer;
    term.trigger = trigger;
    term.addressee = QStringLiteral("Security desk");
    term.channel = QStringLiteral("mail");
    term.source = source;
    return term;
}

} // namespace tocsin::test
