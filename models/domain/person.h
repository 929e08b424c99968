#pragma once

#include "models/domain/ids.h"
#include "models/domain/roles.h"

#include <QString>

namespace tocsin {

/** Somebody who works with this database. */
struct Person
{
    PersonId id;
    int version = 0;
    QString name;
    QString email;
    QString login; ///< the account of the operating system or of the server
    Roles roles;
    bool active = true;
};

/** A second person's decision, given by telephone or mail and entered by the manager (P13.5). */
struct Attestation
{
    PersonId by;     ///< who decided
    qint64 atMs = 0; ///< when
    QString how;     ///< "by telephone", "in the room" ...
    QString words;   ///< the words
};

} // namespace tocsin
