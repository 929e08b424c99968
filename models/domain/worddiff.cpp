#include "models/domain/worddiff.h"

#include <QRegularExpression>
#include <QStringList>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMostPartPairs = 4'000'000;

QStringList wordParts(const QString &text)
{
    static const QRegularExpression word(u"\\S*\\s+|\\S+"_s);
    QStringList words;
    for (auto it = word.globalMatch(text); it.hasNext();)
        words << it.next().captured();
    return words;
}

QStringList lineParts(const QString &text)
{
    QStringList lines;
    for (qsizetype from = 0; from < text.size();) {
        const qsizetype end = text.indexOf(u'\n', from);
        lines << (end < 0 ? text.mid(from) : text.mid(from, end + 1 - from));
        from = end < 0 ? text.size() : end + 1;
    }
    return lines;
}

void addRun(QList<DiffRun> &runs, DiffRun::Kind kind, const QString &text)
{
    if (text.isEmpty())
        return;
    if (!runs.isEmpty() && runs.last().kind == kind)
        runs.last().text += text;
    else
        runs.append({kind, text});
}

/** By the longest common run of parts; the ends that are equal are not looked at. */
QList<DiffRun> diffParts(const QStringList &a, const QStringList &b)
{
    qsizetype first = 0, endA = a.size(), endB = b.size();
    while (first < endA && first < endB && a.at(first) == b.at(first))
        ++first;
    while (endA > first && endB > first && a.at(endA - 1) == b.at(endB - 1)) {
        --endA;
        --endB;
    }
    QList<DiffRun> runs;
    addRun(runs, DiffRun::Kind::Same, a.mid(0, first).join(QString()));
    const qsizetype n = endA - first, m = endB - first;
    if (n * m > kMostPartPairs) { // a whole text was written anew
        addRun(runs, DiffRun::Kind::Gone, a.mid(first, n).join(QString()));
        addRun(runs, DiffRun::Kind::Come, b.mid(first, m).join(QString()));
    } else {
        QList<int> best((n + 1) * (m + 1), 0);
        const auto at = [m](qsizetype i, qsizetype j) { return i * (m + 1) + j; };
        for (qsizetype i = n - 1; i >= 0; --i)
            for (qsizetype j = m - 1; j >= 0; --j)
                best[at(i, j)] = a.at(first + i) == b.at(first + j)
                                     ? best.at(at(i + 1, j + 1)) + 1
                                     : std::max(best.at(at(i + 1, j)), best.at(at(i, j + 1)));
        qsizetype i = 0, j = 0;
        while (i < n || j < m) {
            if (i < n && j < m && a.at(first + i) == b.at(first + j)) {
                addRun(runs, DiffRun::Kind::Same, a.at(first + i++));
                ++j;
            } else if (i < n && (j == m || best.at(at(i + 1, j)) >= best.at(at(i, j + 1)))) {
                addRun(runs, DiffRun::Kind::Gone, a.at(first + i++));
            } else {
                addRun(runs, DiffRun::Kind::Come, b.at(first + j++));
            }
        }
    }
    addRun(runs, DiffRun::Kind::Same, a.mid(endA).join(QString()));
    return runs;
}

} // namespace

QList<DiffRun> diffWords(const QString &before, const QString &after)
{
    // Lines first, which is cheap; then the words of the lines that changed.
    QList<DiffRun> runs;
    const QList<DiffRun> lines = diffParts(lineParts(before), lineParts(after));
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const DiffRun &run = lines.at(i);
        if (run.kind == DiffRun::Kind::Gone && i + 1 < lines.size() && lines.at(i + 1).kind == DiffRun::Kind::Come) {
            const QList<DiffRun> words = diffParts(wordParts(run.text), wordParts(lines.at(++i).text));
            for (const DiffRun &word : words)
                addRun(runs, word.kind, word.text);
        } else {
            addRun(runs, run.kind, run.text);
        }
    }
    return runs;
}

} // namespace tocsin
