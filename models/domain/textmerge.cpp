#include "models/domain/textmerge.h"

#include <QList>
#include <QStringList>
#include <algorithm>

namespace tocsin {

namespace {

constexpr qsizetype kMostCells = 4'000'000; ///< of a comparison; beyond that it is one changed place

/** A place of the old text and what stands there in the new one. */
struct Edit
{
    qsizetype from = 0, to = 0; ///< in the old
    QStringList now;
};

QStringList paragraphs(const QString &text)
{
    QStringList found;
    QStringList lines;
    const auto end = [&] {
        if (!lines.isEmpty())
            found << lines.join(u'\n');
        lines.clear();
    };
    const QStringList all = text.split(u'\n');
    for (const QString &line : all) {
        if (line.trimmed().isEmpty())
            end();
        else
            lines << line;
    }
    end();
    return found;
}

/** For each paragraph of `a` where it stands in `b`, in order; -1 where it does not. */
QList<qsizetype> matches(const QStringList &a, const QStringList &b)
{
    const qsizetype n = a.size(), m = b.size();
    QList<qsizetype> found(n, -1);
    if ((n + 1) * (m + 1) > kMostCells)
        return found;
    // Lengths of the longest common run from (i, j) to the ends.
    QList<int> common((n + 1) * (m + 1), 0);
    const auto at = [m](qsizetype i, qsizetype j) { return i * (m + 1) + j; };
    for (qsizetype i = n - 1; i >= 0; --i)
        for (qsizetype j = m - 1; j >= 0; --j)
            common[at(i, j)] =
                a[i] == b[j] ? common[at(i + 1, j + 1)] + 1 : std::max(common[at(i + 1, j)], common[at(i, j + 1)]);
    for (qsizetype i = 0, j = 0; i < n && j < m;) {
        if (a[i] == b[j])
            found[i++] = j++;
        else if (common[at(i + 1, j)] >= common[at(i, j + 1)])
            ++i;
        else
            ++j;
    }
    return found;
}

QList<Edit> edits(const QStringList &base, const QStringList &now)
{
    QList<Edit> found;
    const QList<qsizetype> where = matches(base, now);
    qsizetype next = 0; // in `now`
    for (qsizetype i = 0; i <= base.size();) {
        const qsizetype from = i;
        while (i < base.size() && where[i] < 0)
            ++i;
        const qsizetype upTo = i < base.size() ? where[i] : now.size();
        if (i > from || upTo > next)
            found.append({from, i, now.mid(next, upTo - next)});
        next = upTo + 1;
        ++i;
    }
    return found;
}

/** Places that overlap or stand side by side. */
bool touch(const Edit &a, const Edit &b)
{
    if (a.from == a.to || b.from == b.to) // an insertion is at a place between two paragraphs
        return a.from <= b.to && b.from <= a.to;
    return a.from < b.to && b.from < a.to;
}

bool same(const Edit &a, const Edit &b)
{
    return a.from == b.from && a.to == b.to && a.now == b.now;
}

} // namespace

std::optional<QString> mergeParagraphs(const QString &base, const QString &mine, const QString &theirs)
{
    if (const auto whole = mergeValue(base, mine, theirs))
        return whole;
    const QStringList old = paragraphs(base);
    QList<Edit> all = edits(old, paragraphs(mine));
    const QList<Edit> others = edits(old, paragraphs(theirs));
    for (const Edit &edit : others) {
        const auto in = [&edit](const Edit &own) { return touch(own, edit); };
        const auto hit = std::find_if(all.cbegin(), all.cend(), in);
        if (hit == all.cend())
            all.append(edit);
        else if (!same(*hit, edit) || std::count_if(all.cbegin(), all.cend(), in) > 1)
            return std::nullopt;
    }
    std::sort(all.begin(), all.end(),
              [](const Edit &a, const Edit &b) { return std::pair(a.from, a.to) < std::pair(b.from, b.to); });
    QStringList merged;
    qsizetype next = 0;
    for (const Edit &edit : std::as_const(all)) {
        merged += old.mid(next, edit.from - next);
        merged += edit.now;
        next = edit.to;
    }
    merged += old.mid(next);
    QString text = merged.join(QStringLiteral("\n\n"));
    if (theirs.endsWith(u'\n'))
        text += u'\n';
    return text;
}

} // namespace tocsin
