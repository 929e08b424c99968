#pragma once

#include "tests/storage/populated.h"

namespace tocsin::test {

/** Somebody for each role of P13.1 that what is confidential turns on; tests add those they alone need. */
inline QHash<QString, PersonId> peopleByRole(Team &team)
{
    using namespace Qt::StringLiterals;
    return {{u"holder"_s, team.mira},
            {u"legal"_s, team.ada},
            {u"executive"_s, team.eve},
            {u"manager"_s, team.person(u"Hal Hart"_s, Role::IncidentManager)},
            {u"responder"_s, team.person(u"Rita Rowe"_s, Role::Responder)},
            {u"auditor"_s, team.person(u"Aud Holm"_s, Role::Auditor)}};
}

} // namespace tocsin::test
