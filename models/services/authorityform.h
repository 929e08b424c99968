#pragma once

#include "models/domain/notice.h"
#include "models/rules/saform.h"

namespace tocsin {

class Session;

/** The authorities that this incident concerns, by where the provider is established and people are affected (P9.1). */
[[nodiscard]] Result<QList<Authority>> suggestedAuthorities(Session &session, IncidentId incident);

/** What of an authority's form the incident and the provider know already, by key (P9.4). */
[[nodiscard]] Result<QMap<QString, QString>> formFromIncident(Session &session, const Notice &notice);

} // namespace tocsin
