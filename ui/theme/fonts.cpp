#include "ui/theme/fonts.h"

#include <QFontDatabase>
#include <QStringList>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QFont sans(int pixelSize, QFont::Weight weight)
{
    // A list of families asks nothing of the font database at start; the first that exists is taken.
    static const QStringList families{u"Noto Sans"_s, QFontDatabase::systemFont(QFontDatabase::GeneralFont).family(),
                                      u"sans-serif"_s};
    QFont font;
    font.setFamilies(families);
    font.setPixelSize(pixelSize);
    font.setWeight(weight);
    return font;
}

} // namespace

QFont bodyFont()
{
    return sans(13, QFont::Normal);
}

QFont bodyBoldFont()
{
    return sans(13, QFont::DemiBold);
}

QFont smallFont()
{
    return sans(12, QFont::Normal);
}

QFont smallBoldFont()
{
    return sans(12, QFont::DemiBold);
}

QFont finePrintFont()
{
    return sans(11, QFont::Normal);
}

QFont finePrintBoldFont()
{
    return sans(11, QFont::DemiBold);
}

QFont headingFont()
{
    return sans(15, QFont::DemiBold);
}

QFont titleFont()
{
    return sans(20, QFont::DemiBold);
}

QFont monoFont(int pixelSize, bool bold)
{
    static const QStringList families{u"Noto Sans Mono"_s, QFontDatabase::systemFont(QFontDatabase::FixedFont).family(),
                                      u"monospace"_s};
    QFont font;
    font.setFamilies(families);
    font.setStyleHint(QFont::Monospace);
    font.setPixelSize(pixelSize);
    font.setWeight(bold ? QFont::DemiBold : QFont::Normal);
    return font;
}

} // namespace tocsin
