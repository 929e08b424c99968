#include "models/domain/mailaddress.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QUrl>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestAddress = 254;
constexpr qsizetype kLongestLocalPart = 64;

bool turnsDirection(QChar c)
{
    const char16_t u = c.unicode();
    return (u >= 0x202A && u <= 0x202E) || (u >= 0x2066 && u <= 0x2069);
}

} // namespace

bool hasControl(QStringView line)
{
    for (qsizetype i = 0; i < line.size(); ++i) {
        const QChar c = line.at(i);
        const bool half = c.isHighSurrogate() ? i + 1 >= line.size() || !line.at(i + 1).isLowSurrogate()
                                              : c.isLowSurrogate() && (i == 0 || !line.at(i - 1).isHighSurrogate());
        if (half || c.category() == QChar::Other_Control || c == QChar::LineSeparator ||
            c == QChar::ParagraphSeparator || turnsDirection(c))
            return true;
    }
    return false;
}

QString wrongInLine(QStringView line)
{
    if (hasControl(line))
        return QCoreApplication::translate(
            "tocsin::domain", "It has a line break, another control character or a mark that turns the direction of "
                              "writing in it, which could not stand in a notice. Write it anew.");
    if (line.contains("=?"_L1))
        return QCoreApplication::translate("tocsin::domain",
                                           "It has \"=?\" in it, which mail programs take for an encoding.");
    return {};
}

bool isMailAddress(const QString &address)
{
    static const QRegularExpression shape(
        uR"(\A[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[^\s@<>()\[\],;:\\"]+\z)"_s);
    if (address.size() > kLongestAddress || hasControl(address) || !shape.match(address).hasMatch())
        return false;
    const qsizetype at = address.lastIndexOf(u'@');
    const QByteArray domain = QUrl::toAce(address.mid(at + 1));
    static const QRegularExpression host(uR"(\A[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?\z)"_s);
    return at <= kLongestLocalPart && host.match(QString::fromLatin1(domain)).hasMatch() && !domain.contains("..");
}

QByteArray wireAddress(const QString &address)
{
    const qsizetype at = address.lastIndexOf(u'@');
    return address.first(at).toLatin1() + '@' + QUrl::toAce(address.mid(at + 1));
}

} // namespace tocsin
