#pragma once

#include "models/domain/clock.h"

#include <QByteArray>

namespace tocsin {

/** The link of the record that is being written: its parts go into the columns of one row, one after the other. */
struct Link
{
    qint64 seq = 0;
    QByteArray previous;
    QByteArray digest;
    QByteArray hash;
};

/** What the SQL functions of one connection answer: who acts, in which role, and what time it is. */
struct ConnectionContext
{
    const Clock *clock = nullptr;
    qint64 personId = 0;         ///< 0: the program itself
    QByteArray role = "program"; ///< code of the role that is used
    bool inAct = false;          ///< a trigger of an act is changing a head
    qint64 openBulkId = 0;       ///< the bulk act that is open in this transaction
    Link link;                   ///< of tocsin_link(), for tocsin_linked()
    QByteArray changed;          ///< the new values tocsin_changes() found, for tocsin_changed(); empty once taken
};

} // namespace tocsin
