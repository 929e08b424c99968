#pragma once

#include "models/domain/termimport.h"

#include <QByteArray>

namespace tocsin {

/** Reads what contracts ask for (P7.7) from the CSV that their export writes; what cannot be taken is a finding with
 *  file, row and field. */
[[nodiscard]] TermFile readTerms(const QString &name, const QByteArray &bytes);
/** Several files as one. */
[[nodiscard]] TermFile readTerms(const QList<std::pair<QString, QByteArray>> &files);

} // namespace tocsin
