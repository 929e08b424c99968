#pragma once

#include <QString>

namespace tocsin {

/** What an entry of the record tells, in words: "moved the incident from Assess to Diagnose: …". */
[[nodiscard]] QString auditSentence(const QString &table, const QString &operation, const QString &beforeJson,
                                    const QString &afterJson);

} // namespace tocsin
