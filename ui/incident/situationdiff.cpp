#include "ui/incident/situationdiff.h"

#include <QCoreApplication>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::SituationDiff", text);
}

QStringList linesOf(const QString &text)
{
    QStringList lines;
    for (const QString &line : text.split(u'\n'))
        if (!line.trimmed().isEmpty())
            lines << line.trimmed();
    return lines;
}

/** The longest run of lines that both have, so that what stayed is not told as gone and come. */
QStringList common(const QStringList &a, const QStringList &b)
{
    const qsizetype n = a.size(), m = b.size();
    QList<QList<int>> best(n + 1, QList<int>(m + 1, 0));
    for (qsizetype i = n - 1; i >= 0; --i)
        for (qsizetype j = m - 1; j >= 0; --j)
            best[i][j] = a[i] == b[j] ? best[i + 1][j + 1] + 1 : std::max(best[i + 1][j], best[i][j + 1]);
    QStringList same;
    for (qsizetype i = 0, j = 0; i < n && j < m;) {
        if (a[i] == b[j]) {
            same << a[i];
            ++i;
            ++j;
        } else if (best[i + 1][j] >= best[i][j + 1]) {
            ++i;
        } else {
            ++j;
        }
    }
    return same;
}

QStringList changes(const QString &before, const QString &after)
{
    const QStringList a = linesOf(before), b = linesOf(after);
    if (a.size() * b.size() > 1'000'000)
        return {u"± "_s + tr("a long text was rewritten")};
    const QStringList same = common(a, b);
    QStringList lines;
    qsizetype i = 0, j = 0;
    const QStringList stops = same + QStringList{QString()}; // and the end, which is no line
    for (const QString &line : stops) {
        for (; i < a.size() && a[i] != line; ++i)
            lines << u"− "_s + a[i];
        for (; j < b.size() && b[j] != line; ++j)
            lines << u"+ "_s + b[j];
        ++i;
        ++j;
    }
    return lines;
}

} // namespace

QString situationDiff(const Situation &before, const Situation &after)
{
    QStringList parts;
    for (const auto &[name, a, b] : {std::tuple(tr("What we know"), before.known, after.known),
                                     std::tuple(tr("What we don't know"), before.unknown, after.unknown),
                                     std::tuple(tr("What is next"), before.next, after.next)})
        if (const QStringList lines = changes(a, b); !lines.isEmpty())
            parts << name + u":\n"_s + lines.join(u'\n');
    return parts.join(u'\n');
}

} // namespace tocsin
