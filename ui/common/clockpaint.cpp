#include "ui/common/clockpaint.h"

#include "ui/theme/fonts.h"
#include "ui/theme/stylepaint.h"

#include <QFontMetricsF>
#include <QHash>
#include <QPainter>
#include <QPixmap>

#include <cmath>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

struct Shape
{
    int pixelSize;
    int height;
    int padding;
    int radius;
};

const Shape &shapeOf(ClockSize size)
{
    static constexpr Shape shapes[] = {{12, 20, 7, 4}, {15, 24, 8, 4}, {26, 44, 14, 6}};
    return shapes[static_cast<int>(size)];
}

constexpr QStringView kGlyphs = u"0123456789:+";

int glyphIndex(QChar c)
{
    if (c >= u'0' && c <= u'9')
        return c.unicode() - u'0';
    return c == u':' ? 10 : c == u'+' ? 11 : -1;
}

bool allGlyphs(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return glyphIndex(c) >= 0; });
}

/** Width of one glyph in whole device-independent pixels, so that cells meet without a seam. */
int cellWidth(ClockSize size)
{
    static int widths[3] = {0, 0, 0};
    int &width = widths[static_cast<int>(size)];
    if (width == 0)
        width = static_cast<int>(
            std::ceil(QFontMetricsF(monoFont(shapeOf(size).pixelSize, true)).horizontalAdvance(u'0') - 0.05));
    return width;
}

int textWidth(const QString &text, ClockSize size)
{
    if (allGlyphs(text))
        return cellWidth(size) * static_cast<int>(text.size());
    return QFontMetrics(monoFont(shapeOf(size).pixelSize, true)).horizontalAdvance(text);
}

/** What a cached picture depends on. */
quint64 keyOf(Tone tone, ClockSize size, qreal scale, int width)
{
    return static_cast<quint64>(tone) | static_cast<quint64>(size) << 8 | static_cast<quint64>(scale * 64) << 16 |
           static_cast<quint64>(width) << 32 | (Theme::current().dark ? 1ULL << 60 : 0);
}

QPixmap blank(QSize size, qreal scale, const QColor &fill)
{
    QPixmap picture((QSizeF(size) * scale).toSize());
    picture.setDevicePixelRatio(scale);
    picture.fill(fill);
    return picture;
}

/** All glyphs beside each other, opaque on the chip's ground: copied, never blended. */
const QPixmap &glyphStrip(Tone tone, ClockSize size, qreal scale)
{
    static QHash<quint64, QPixmap> strips;
    QPixmap &strip = strips[keyOf(tone, size, scale, 0)];
    if (!strip.isNull())
        return strip;
    const ToneColors colors = Theme::current().tone(tone);
    const Shape &shape = shapeOf(size);
    const int cell = cellWidth(size);
    strip = blank({cell * static_cast<int>(kGlyphs.size()), shape.height - 4}, scale, colors.ground);
    QPainter painter(&strip);
    painter.setFont(monoFont(shape.pixelSize, true));
    painter.setPen(colors.ink);
    for (qsizetype i = 0; i < kGlyphs.size(); ++i)
        painter.drawText(QRectF(static_cast<double>(i) * cell, 0, cell, shape.height - 4), Qt::AlignCenter,
                         QString(kGlyphs[i]));
    return strip;
}

const QPixmap &ground(Tone tone, ClockSize size, qreal scale, int width)
{
    static QHash<quint64, QPixmap> grounds;
    QPixmap &picture = grounds[keyOf(tone, size, scale, width)];
    if (!picture.isNull())
        return picture;
    const Shape &shape = shapeOf(size);
    picture = blank({width, shape.height}, scale, Qt::transparent);
    QPainter painter(&picture);
    paintBox(painter, QRectF(0, 0, width, shape.height), shape.radius, Theme::current().tone(tone).ground);
    return picture;
}

} // namespace

QSize clockChipSize(const QString &digits, ClockSize size)
{
    const Shape &shape = shapeOf(size);
    return {textWidth(digits, size) + 2 * shape.padding, shape.height};
}

void paintClockChip(QPainter &painter, QPoint topLeft, const QString &digits, ClockBand band, ClockSize size)
{
    if (digits.isEmpty())
        return;
    const Tone tone = toneOf(band);
    const Shape &shape = shapeOf(size);
    const qreal scale = paintScale(painter);
    const QSize chip = clockChipSize(digits, size);
    painter.drawPixmap(topLeft, ground(tone, size, scale, chip.width()));
    if (!allGlyphs(digits)) {
        painter.setFont(monoFont(shape.pixelSize, true));
        painter.setPen(Theme::current().tone(tone).ink);
        painter.drawText(QRect(topLeft, chip), Qt::AlignCenter, digits);
        return;
    }
    const QPixmap &strip = glyphStrip(tone, size, scale);
    const int cell = cellWidth(size);
    const qreal cellPixels = cell * scale;
    QPointF at(topLeft.x() + shape.padding, topLeft.y() + 2);
    for (const QChar c : digits) {
        painter.drawPixmap(at, strip, QRectF(glyphIndex(c) * cellPixels, 0, cellPixels, strip.height()));
        at.rx() += cell;
    }
}

} // namespace tocsin
