#include "models/domain/textdiff.h"

#include <QStringList>
#include <algorithm>

namespace tocsin {

QList<DiffLine> textDiff(const QString &before, const QString &after)
{
    const QStringList a = before.split(u'\n'), b = after.split(u'\n');
    const qsizetype n = a.size(), m = b.size();
    QList<DiffLine> lines;
    if (n * m > 4'000'000) {
        for (const QString &line : a)
            lines.append({DiffLine::Removed, line});
        for (const QString &line : b)
            lines.append({DiffLine::Added, line});
        return lines;
    }
    QList<QList<int>> best(n + 1, QList<int>(m + 1, 0));
    for (qsizetype i = n - 1; i >= 0; --i)
        for (qsizetype j = m - 1; j >= 0; --j)
            best[i][j] = a[i] == b[j] ? best[i + 1][j + 1] + 1 : std::max(best[i + 1][j], best[i][j + 1]);
    qsizetype i = 0, j = 0;
    while (i < n || j < m) {
        if (i < n && j < m && a[i] == b[j]) {
            lines.append({DiffLine::Same, a[i]});
            ++i;
            ++j;
        } else if (j >= m || (i < n && best[i + 1][j] >= best[i][j + 1])) {
            lines.append({DiffLine::Removed, a[i++]});
        } else {
            lines.append({DiffLine::Added, b[j++]});
        }
    }
    return lines;
}

} // namespace tocsin
