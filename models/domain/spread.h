#pragma once

#include <QList>
#include <QtGlobal>

namespace tocsin {

/** How a set of spans lies: what reports show of hours to a declaration or to a notice (P7.9). */
struct Spread
{
    qint64 count = 0;
    qint64 medianMs = 0;
    qint64 p90Ms = 0;
    qint64 worstMs = 0;
    friend bool operator==(const Spread &, const Spread &) = default;
};

/**
 * The spread of some spans, in any order; of none everything is 0. The median of an even count is the mean of the two
 * in the middle, rounded down to the millisecond.
 */
[[nodiscard]] Spread spreadOf(QList<qint64> spansMs);

/**
 * The p-th percentile of spans in ascending order by the nearest-rank definition: the smallest of them that at least
 * p % are not above. It is always one that occurred, never between two. 0 < p <= 100; of none it is 0.
 */
[[nodiscard]] qint64 percentile(const QList<qint64> &ascendingMs, int p);

} // namespace tocsin
