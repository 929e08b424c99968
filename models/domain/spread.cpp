#include "models/domain/spread.h"

#include <algorithm>

namespace tocsin {

qint64 percentile(const QList<qint64> &ascendingMs, int p)
{
    if (ascendingMs.isEmpty())
        return 0;
    const qsizetype rank = (ascendingMs.size() * p + 99) / 100; // rounded up, from 1
    return ascendingMs.at(std::clamp<qsizetype>(rank, 1, ascendingMs.size()) - 1);
}

Spread spreadOf(QList<qint64> spansMs)
{
    if (spansMs.isEmpty())
        return {};
    std::sort(spansMs.begin(), spansMs.end());
    const qsizetype n = spansMs.size();
    const qint64 upper = spansMs.at(n / 2);
    const qint64 lower = spansMs.at((n - 1) / 2);
    return {n, lower + (upper - lower) / 2, percentile(spansMs, 90), spansMs.last()};
}

} // namespace tocsin
