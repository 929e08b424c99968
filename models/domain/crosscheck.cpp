#include "models/domain/crosscheck.h"

#include <QRegularExpression>
#include <algorithm>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

struct Word
{
    QString folded;
    qsizetype at = 0;
    qsizetype end = 0;
};

bool isInvisible(char32_t c)
{
    return QChar::category(c) == QChar::Other_Format || c == 0x00AD;
}

/** Words without case and marks; what has no width does not part them. */
QList<Word> wordsOf(const QString &text)
{
    QList<Word> words;
    Word word;
    const auto close = [&](qsizetype at) {
        if (word.folded.isEmpty())
            return;
        word.end = at;
        words.append(word);
        word = {};
    };
    for (qsizetype i = 0, length = 1; i < text.size(); i += length) {
        const bool two = text.at(i).isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate();
        length = two ? 2 : 1;
        const char32_t c = two ? QChar::surrogateToUcs4(text.at(i), text.at(i + 1)) : text.at(i).unicode();
        if (isInvisible(c))
            continue;
        if (!QChar::isLetterOrNumber(c) && !QChar::isMark(c)) { // an emoji parts words too
            close(i);
            continue;
        }
        if (word.folded.isEmpty())
            word.at = i;
        const QString parts = text.mid(i, length).normalized(QString::NormalizationForm_KD);
        for (const QChar part : parts)
            if (!part.isMark())
                word.folded += part.toCaseFolded();
    }
    close(text.size());
    return words;
}

} // namespace

QString lineOf(const QString &text, const NamePlace &place)
{
    const qsizetype from = place.at > 0 ? text.lastIndexOf(u'\n', place.at - 1) + 1 : 0;
    const qsizetype to = text.indexOf(u'\n', place.at + place.words.size());
    return text.mid(from, (to < 0 ? text.size() : to) - from).trimmed();
}

void CustomerNames::add(const QString &name, CustomerId owner)
{
    QStringList words;
    qsizetype length = 0;
    for (const Word &word : wordsOf(name)) {
        words << word.folded;
        length += word.folded.size();
    }
    if (length < 3)
        return;
    const QString key = words.join(u' ');
    const auto known = m_known.constFind(key);
    if (known != m_known.constEnd()) {
        m_names[*known].owners.insert(owner);
        return;
    }
    m_known.insert(key, static_cast<int>(m_names.size()));
    m_byFirst[words.first()].append(static_cast<int>(m_names.size()));
    m_names.append({words, {owner}});
}

QList<NamePlace> CustomerNames::find(const QString &text) const
{
    const QList<Word> words = wordsOf(text);
    QList<NamePlace> places;
    int line = 1;
    qsizetype lineStart = 0, seen = 0;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const auto candidates = m_byFirst.constFind(words.at(i).folded);
        if (candidates == m_byFirst.constEnd())
            continue;
        for (const int candidate : *candidates) {
            const Name &name = m_names.at(candidate);
            const qsizetype count = name.words.size();
            bool same = i + count <= words.size();
            for (qsizetype k = 1; same && k < count; ++k)
                same = words.at(i + k).folded == name.words.at(k);
            if (!same)
                continue;
            for (; seen < words.at(i).at; ++seen)
                if (text.at(seen) == u'\n') {
                    ++line;
                    lineStart = seen + 1;
                }
            const qsizetype at = words.at(i).at;
            places.append({text.mid(at, words.at(i + count - 1).end - at), name.owners, line,
                           static_cast<int>(at - lineStart) + 1, at});
        }
    }
    return places;
}

namespace {

/** Where an address leads: without scheme, log-in, port and path. */
QString hostOf(const QString &words)
{
    const qsizetype scheme = words.indexOf(u"://"_s);
    static const QRegularExpression end(u"[/?#\\\\]"_s);
    QString host = scheme < 0 ? words : words.mid(scheme + 3);
    if (scheme < 0 && !host.startsWith(u"www."_s, Qt::CaseInsensitive))
        return host; // of a machine
    host = host.left(host.indexOf(end));
    host = host.mid(host.lastIndexOf(u'@') + 1);
    const qsizetype port = host.indexOf(u':');
    return port < 0 ? host : host.left(port);
}

/** The host itself, or one under it; nothing that only has its name somewhere. */
bool isOneOf(const QString &host, const QStringList &own)
{
    return std::any_of(own.begin(), own.end(), [&](const QString &each) {
        return !each.isEmpty() &&
               (host.compare(each, Qt::CaseInsensitive) == 0 || host.endsWith(u'.' + each, Qt::CaseInsensitive));
    });
}

} // namespace

QList<LiveIndicator> liveIndicators(const QString &text, const QStringList &own)
{
    // What is defanged already has brackets, and is found by none of these.
    static const QRegularExpression form(
        u"(?:\\b(?!hxxps?:|s?fxps?:)[a-z][a-z0-9+.-]{1,20}://[^\\s<>()\\[\\]\"']+)|(?:\\bwww\\.[^\\s<>()\\[\\]\"']+)|"
        "(?:\\b\\d{1,3}(?:\\.\\d{1,3}){3}\\b)|(?:(?<![\\w:.])(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}(?![\\w:]))|"
        "(?:(?<![\\w:.])(?=[a-f:]*\\d)(?:[0-9a-f]{1,4}:){1,6}(?::[0-9a-f]{1,4}){1,6}(?![\\w:]))"_s,
        QRegularExpression::CaseInsensitiveOption);
    QList<LiveIndicator> found;
    for (auto it = form.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        QString words = match.captured();
        while (words.endsWith(u'.') || words.endsWith(u',') || words.endsWith(u';') || words.endsWith(u':'))
            words.chop(1);
        if (!isOneOf(hostOf(words), own))
            found.append({words, match.capturedStart()});
    }
    return found;
}

QString defanged(const QString &text, const QStringList &own)
{
    QString out;
    qsizetype from = 0;
    const auto found = liveIndicators(text, own);
    for (const LiveIndicator &each : found) {
        out += text.mid(from, each.at - from);
        QString words = each.words;
        from = each.at + words.size();
        qsizetype hostAt = words.indexOf(u"://"_s);
        const bool web = hostAt >= 0 || words.startsWith(u"www."_s, Qt::CaseInsensitive);
        if (hostAt >= 0) {
            QString scheme = words.left(hostAt);
            scheme.replace(u"http"_s, u"hxxp"_s, Qt::CaseInsensitive).replace(u"ftp"_s, u"fxp"_s, Qt::CaseInsensitive);
            const bool known = scheme.compare(words.left(hostAt), Qt::CaseInsensitive) != 0;
            words = scheme + (known ? u"://"_s : u"[:]//"_s) + words.mid(hostAt + 3);
            hostAt = words.indexOf(u"//"_s) + 2;
        } else {
            hostAt = 0;
        }
        qsizetype hostEnd = web ? words.indexOf(u'/', hostAt) : words.size();
        if (hostEnd < 0)
            hostEnd = words.size();
        QString host = words.mid(hostAt, hostEnd - hostAt);
        host.replace(u'.', u"[.]"_s);
        if (!web)
            host.replace(u':', u"[:]"_s);
        out += words.left(hostAt) + host + words.mid(hostEnd);
    }
    return out + text.mid(from);
}

} // namespace tocsin
