#pragma once

#include <QString>

class QWidget;

namespace tocsin {

/** One line of a history: when, what, why, who. */
[[nodiscard]] QWidget *makeHistoryRow(qint64 atMs, qint64 nowMs, const QString &who, const QString &what,
                                      const QString &why);

} // namespace tocsin
