#pragma once

#include "models/domain/clock.h"

#include <QByteArray>

namespace tocsin {

/** What the SQL functions of one connection answer: who acts, in which role, and what time it is. */
struct ConnectionContext
{
    const Clock *clock = nullptr;
    qint64 personId = 0;         ///< 0: the program itself
    QByteArray role = "program"; ///< code of the role that is used
    bool inAct = false;          ///< a trigger of an act is changing a head
    qint64 openBulkId = 0;       ///< the bulk act that is open in this transaction
};

} // namespace tocsin
