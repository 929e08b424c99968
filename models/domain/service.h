#pragma once

#include "models/domain/error.h"
#include "models/domain/responsibility.h"

namespace tocsin {

/** A service that the provider runs under this process (P3.5). */
struct Service
{
    ServiceId id;
    int version = 0;
    QString name;
    QString owner;
    QString onCall;                          ///< engineers on call, one a line, with how to reach them
    ServiceModel model = ServiceModel::Saas; ///< as it is given to customers unless said otherwise
    bool active = true;
    friend bool operator==(const Service &, const Service &) = default;
};

/** Name and owner on one line each, and no other service of that name. */
[[nodiscard]] Result<void> checkService(const Service &service, const QList<Service> &all);

/** What a hand-over to the customer needs (P3.4); empty texts are missing. */
struct HandOver
{
    QString to;           ///< to whom
    qint64 atMs = 0;      ///< when
    QString said;         ///< what was said
    QString engagement;   ///< the customer's support engagement; may be empty
    QString nevertheless; ///< why, although it is not the customer's alone
    friend bool operator==(const HandOver &, const HandOver &) = default;
};

/** P3.4: refused while a declaration stands; what is not the customer's alone needs a reason. */
[[nodiscard]] Result<void> checkHandOver(const HandOver &handOver, std::optional<Responsible> responsible,
                                         bool declared, bool done, qint64 nowMs);

} // namespace tocsin
