#pragma once

#include "models/domain/error.h"
#include "models/exchange/verisincident.h"

#include <QByteArray>

namespace tocsin {

constexpr qsizetype kVerisMaxBytes = 8 * 1024 * 1024;
constexpr int kVerisMaxDepth = 64;

/**
 * Reads one VERIS incident (schemas 1.2.1 to 1.4.1). Pure: no clock, no files; `fileName` is for messages alone.
 * Errors are Invalid and name the file and, in `field`, the place; what is odd but bearable is a remark.
 */
[[nodiscard]] Result<VerisIncident> parseVeris(const QByteArray &json, const QString &fileName);

} // namespace tocsin
