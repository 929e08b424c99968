#include "models/services/draftscrub.h"

#include <QCryptographicHash>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace tocsin {

namespace {

constexpr int kLeastScrubbed = 6;       ///< letters, as where the database takes it from a draft
constexpr char16_t kSpaceless = 0x0E00; ///< from here on are scripts that put no space between words

/** Whether a word goes on from one letter to the next. */
bool goesOn(QChar a, QChar b)
{
    return a.isLetterOrNumber() && b.isLetterOrNumber() && a < QChar(kSpaceless) && b < QChar(kSpaceless);
}

/** The text, and where its words begin and end: at which byte, and at which letter. */
struct Seams
{
    explicit Seams(const QString &text)
        : bytes(text.toUtf8())
    {
        qsizetype at = 0;
        for (qsizetype i = 0; i < text.size(); ++i) {
            if (i == 0 || (!text[i].isLowSurrogate() && !goesOn(text[i - 1], text[i])))
                letterAt.insert(at, i);
            if (!text[i].isLowSurrogate())
                at += text[i].isHighSurrogate() ? 4 : text[i] < QChar(0x80) ? 1 : text[i] < QChar(0x800) ? 2 : 3;
        }
        letterAt.insert(bytes.size(), text.size());
    }

    QByteArray bytes;
    QHash<qsizetype, qsizetype> letterAt;
};

QString textWithout(QString text, const GoneValues &gone)
{
    // The longest first: without a short value that stands in it, a longer one would not be known any more.
    const QList<qint64> sizes = gone.keys();
    for (auto it = sizes.rbegin(); it != sizes.rend(); ++it) {
        const auto size = gone.constFind(*it);
        const Seams seams(text);
        QList<std::pair<qsizetype, qsizetype>> found;
        for (auto begin = seams.letterAt.begin(); begin != seams.letterAt.end(); ++begin) {
            const auto end = seams.letterAt.find(begin.key() + size.key());
            if (end == seams.letterAt.end() || *end - *begin < kLeastScrubbed)
                continue;
            const QByteArrayView value = QByteArrayView(seams.bytes).sliced(begin.key(), size.key());
            const QByteArray digest = QCryptographicHash::hash(value.toByteArray(), QCryptographicHash::Sha256).toHex();
            if (size->contains(QString::fromLatin1(digest)))
                found.append({*begin, *end - *begin});
        }
        std::sort(found.rbegin(), found.rend());
        for (const auto &[at, length] : std::as_const(found))
            text.remove(at, length);
    }
    return text;
}

QJsonValue valueWithout(const QJsonValue &value, const GoneValues &gone)
{
    if (value.isString())
        return textWithout(value.toString(), gone);
    if (value.isArray()) {
        QJsonArray made;
        for (const QJsonValue &v : value.toArray())
            made.append(valueWithout(v, gone));
        return made;
    }
    if (value.isObject()) {
        QJsonObject made = value.toObject();
        for (auto field = made.begin(); field != made.end(); ++field)
            *field = valueWithout(*field, gone);
        return made;
    }
    return value;
}

} // namespace

QString withoutGone(const QString &payload, const GoneValues &gone)
{
    if (gone.isEmpty())
        return payload;
    const QJsonDocument document = QJsonDocument::fromJson(payload.toUtf8());
    if (!document.isObject())
        return textWithout(payload, gone);
    const QJsonObject made = valueWithout(document.object(), gone).toObject();
    return made == document.object() ? payload : QString::fromUtf8(QJsonDocument(made).toJson(QJsonDocument::Compact));
}

} // namespace tocsin
