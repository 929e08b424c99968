#include "models/domain/filename.h"

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr qsizetype kMostBytes = 200;
constexpr qsizetype kMostExtensionBytes = 20;

bool isForbidden(QChar c)
{
    // Format characters (zero-width, marks and overrides of direction, byte order mark) make two names look alike.
    return c.category() == QChar::Other_Control || c.category() == QChar::Other_Format || c == QChar::LineSeparator ||
           c == QChar::ParagraphSeparator || c == QChar::ReplacementCharacter;
}

QString withoutForbidden(QStringView name)
{
    QString out;
    for (qsizetype i = 0; i < name.size(); ++i) {
        const QChar c = name.at(i);
        if (c.isHighSurrogate() && i + 1 < name.size() && name.at(i + 1).isLowSurrogate()) {
            const auto category = QChar::category(QChar::surrogateToUcs4(c, name.at(i + 1)));
            if (category != QChar::Other_Format && category != QChar::Other_NotAssigned)
                out += name.mid(i, 2);
            ++i;
        } else if (c.isSurrogate() || isForbidden(c)) {
            continue;
        } else if (QStringView(u"<>:\"|?*").contains(c)) {
            out += u'_';
        } else {
            out += c.isSpace() ? u' ' : c;
        }
    }
    return out;
}

QString stripped(QString name)
{
    while (!name.isEmpty() && (name.front() == u'.' || name.front() == u'-' || name.front() == u' '))
        name.remove(0, 1);
    while (!name.isEmpty() && (name.back() == u'.' || name.back() == u' '))
        name.chop(1);
    return name;
}

bool isDosDevice(const QString &name)
{
    QString stem = name.section(u'.', 0, 0).trimmed().toUpper();
    if (stem == "CON"_L1 || stem == "PRN"_L1 || stem == "AUX"_L1 || stem == "NUL"_L1 || stem == "CONIN$"_L1 ||
        stem == "CONOUT$"_L1 || stem == "CLOCK$"_L1)
        return true;
    return stem.size() == 4 && (stem.startsWith("COM"_L1) || stem.startsWith("LPT"_L1)) &&
           QStringView(u"0123456789\u00B9\u00B2\u00B3").contains(stem.back());
}

/** The longest beginning with at most so many bytes that cuts no character and no combination in two. */
QString cutToBytes(const QString &text, qsizetype bytes)
{
    qsizetype used = 0;
    qsizetype i = 0;
    while (i < text.size()) {
        const qsizetype units = text.at(i).isHighSurrogate() ? 2 : 1;
        const qsizetype size = QStringView(text).mid(i, units).toUtf8().size();
        if (used + size > bytes)
            break;
        used += size;
        i += units;
    }
    while (i > 0 && i < text.size() && text.at(i).isMark())
        --i;
    return text.first(i);
}

QString shortened(const QString &name)
{
    if (name.toUtf8().size() <= kMostBytes)
        return name;
    const qsizetype dot = name.lastIndexOf(u'.');
    const QString extension = dot > 0 ? name.mid(dot) : QString();
    const qsizetype extensionBytes = extension.toUtf8().size();
    if (extensionBytes == 0 || extensionBytes > kMostExtensionBytes)
        return stripped(cutToBytes(name, kMostBytes));
    return stripped(cutToBytes(name.first(dot), kMostBytes - extensionBytes)) + extension;
}

} // namespace

QString safeFileName(const QString &name)
{
    const QString slashes = QString(name).replace(u'\\', u'/');
    const QStringView last = QStringView(slashes).mid(slashes.lastIndexOf(u'/') + 1).left(4096);
    QString safe = stripped(withoutForbidden(last).normalized(QString::NormalizationForm_C));
    if (isDosDevice(safe))
        safe.prepend(u'_');
    safe = shortened(safe);
    return safe.isEmpty() ? u"attachment"_s : safe;
}

} // namespace tocsin
