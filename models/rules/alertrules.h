#pragma once

#include "models/domain/alertplan.h"

namespace tocsin {

/** How often alerts come again (P7.2, P7.5), of resources/rules/alerts.json. Not part of what an incident is judged
 *  under, so not in the rule book. */
[[nodiscard]] Result<AlertPolicy> loadAlertPolicy();
/** From the bytes of such a file; an error names file, entry and field. */
[[nodiscard]] Result<AlertPolicy> alertPolicyFromJson(const QByteArray &bytes);

} // namespace tocsin
