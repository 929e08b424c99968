#include "models/exchange/plaintext.h"

namespace tocsin {

namespace {

constexpr qsizetype kShortestSentence = 24;
constexpr qsizetype kLongestAbbreviation = 4;

bool isHalfSurrogate(QStringView text, qsizetype at)
{
    const QChar c = text.at(at);
    if (c.isHighSurrogate())
        return at + 1 >= text.size() || !text.at(at + 1).isLowSurrogate();
    if (c.isLowSurrogate())
        return at == 0 || !text.at(at - 1).isHighSurrogate();
    return false;
}

} // namespace

bool isBidiOverride(QChar c)
{
    const char16_t u = c.unicode();
    return (u >= 0x202A && u <= 0x202E) || (u >= 0x2066 && u <= 0x2069);
}

qsizetype firstUnsafeInLine(QStringView text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (c.category() == QChar::Other_Control || c == QChar::LineSeparator || c == QChar::ParagraphSeparator ||
            isBidiOverride(c) || isHalfSurrogate(text, i))
            return i;
    }
    return -1;
}

QString oneLine(QStringView text, qsizetype limit)
{
    QString line;
    // What is far beyond the limit is never looked at: the text may be megabytes long.
    const qsizetype end = qMin(text.size(), limit * 8);
    line.reserve(qMin(end, limit + 1));
    for (qsizetype i = 0; i < end && line.size() <= limit; ++i) {
        const QStringView rest = text.mid(i, 2);
        const bool blank = text.at(i).isSpace() || (!text.at(i).isSurrogate() && firstUnsafeInLine(rest.first(1)) == 0);
        if (blank) {
            if (!line.isEmpty() && !line.endsWith(u' '))
                line += u' ';
        } else if (!isHalfSurrogate(text, i)) {
            line += text.at(i);
        }
    }
    line = line.trimmed();
    if (line.size() <= limit)
        return line;
    line.truncate(limit - 1);
    if (line.back().isHighSurrogate())
        line.chop(1);
    if (const qsizetype blank = line.lastIndexOf(u' '); blank > limit / 2)
        line.truncate(blank);
    return line.trimmed() + u'\u2026';
}

QString cleanText(QStringView text, bool *changed)
{
    QString out;
    out.reserve(text.size());
    bool touched = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (c == u'\r') {
            if (i + 1 >= text.size() || text.at(i + 1) != u'\n')
                out += u'\n';
        } else if (isHalfSurrogate(text, i)) {
            out += QChar(QChar::ReplacementCharacter);
            touched = true;
        } else if (c.category() == QChar::Other_Control && c != u'\n' && c != u'\t') {
            touched = true;
        } else {
            out += c;
        }
    }
    if (changed)
        *changed = touched;
    return out;
}

QString firstSentence(QStringView text)
{
    const QString line = oneLine(text.first(qMin<qsizetype>(text.size(), 4000)), 4000);
    for (qsizetype i = kShortestSentence; i < line.size(); ++i) {
        const QChar c = line.at(i);
        const bool ends = c == u'.' || c == u'!' || c == u'?';
        if (!ends || (i + 1 < line.size() && line.at(i + 1) != u' '))
            continue;
        // A full stop after a short name is more often an abbreviation than an end.
        const qsizetype start = line.lastIndexOf(u' ', i - 1) + 1;
        const bool abbreviation = i - start <= kLongestAbbreviation && line.at(start).isUpper();
        if (c != u'.' || !abbreviation || i + 1 == line.size())
            return line.first(c == u'.' ? i : i + 1);
    }
    return line.size() < kShortestSentence ? QString() : line;
}

} // namespace tocsin
