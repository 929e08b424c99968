#include "ui/common/chippaint.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/stylepaint.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QPainter>

namespace tocsin {

namespace {

constexpr int kSidePadding = 7;
constexpr int kBarWidth = 3;
constexpr int kBarGap = 1;
constexpr int kBarsWidth = 4 * kBarWidth + 3 * kBarGap;
constexpr int kBarsGap = 6;

int chipTextWidth(const QString &text)
{
    static const QFontMetrics fm(smallBoldFont());
    return fm.horizontalAdvance(text);
}

int barsOf(std::optional<Severity> severity)
{
    return severity ? static_cast<int>(*severity) : 0;
}

void paintBars(QPainter &painter, QPoint at, int filled, const ToneColors &colors)
{
    const QColor faint = mixed(colors.ground, colors.ink, 0.28);
    for (int i = 0; i < 4; ++i) {
        const int height = 4 + 2 * i;
        painter.fillRect(QRect(at.x() + i * (kBarWidth + kBarGap), at.y() + 10 - height, kBarWidth, height),
                         i < filled ? colors.ink : faint);
    }
}

} // namespace

QString severityChipText(std::optional<Severity> severity, bool provisional)
{
    if (!severity)
        return QCoreApplication::translate("tocsin::chip", "Not assessed");
    const QString name = nameOf(*severity);
    return provisional ? QCoreApplication::translate("tocsin::chip", "%1, provisional").arg(name) : name;
}

QSize severityChipSize(std::optional<Severity> severity, bool provisional)
{
    return {2 * kSidePadding + kBarsWidth + kBarsGap + chipTextWidth(severityChipText(severity, provisional)),
            kChipHeight};
}

void paintSeverityChip(QPainter &painter, QPoint topLeft, std::optional<Severity> severity, bool provisional,
                       int maxWidth)
{
    const ToneColors colors = Theme::current().severity(severity);
    QRect rect(topLeft, severityChipSize(severity, provisional));
    if (maxWidth > 0 && rect.width() > maxWidth)
        rect.setWidth(maxWidth);
    paintBox(painter, rect, metrics::radiusChip, colors.ground);
    paintBars(painter, {rect.left() + kSidePadding, rect.top() + 5}, barsOf(severity), colors);
    painter.setFont(smallBoldFont());
    painter.setPen(colors.ink);
    const QRect words = rect.adjusted(kSidePadding + kBarsWidth + kBarsGap, 0, maxWidth > 0 ? -kSidePadding + 1 : 0, 0);
    const QString said = severityChipText(severity, provisional);
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
                     maxWidth > 0 ? painter.fontMetrics().elidedText(said, Qt::ElideRight, words.width() + 1) : said);
}

QSize textChipSize(const QString &text, Tone)
{
    return {chipTextWidth(text) + 2 * kSidePadding, kChipHeight};
}

void paintTextChip(QPainter &painter, QPoint topLeft, const QString &text, Tone tone, int maxWidth)
{
    const ToneColors colors = Theme::current().tone(tone);
    QRect rect(topLeft, textChipSize(text, tone));
    if (maxWidth > 0 && rect.width() > maxWidth)
        rect.setWidth(maxWidth);
    const bool outline = tone == Tone::Outline;
    paintBox(painter, rect, metrics::radiusChip, outline ? QColor() : colors.ground,
             outline ? Theme::current().line : QColor());
    painter.setFont(outline ? smallFont() : smallBoldFont());
    painter.setPen(colors.ink);
    const int room = rect.width() - 2 * kSidePadding;
    const bool fits = chipTextWidth(text) <= room;
    painter.drawText(rect, Qt::AlignCenter, fits ? text : painter.fontMetrics().elidedText(text, Qt::ElideRight, room));
}

namespace {

/** Blanks as wide as the icon and what stands between it and the word. */
QString behindIcon(const QString &text)
{
    return QString(2, QChar(0x2002)) + QChar(0x2009) + text;
}

} // namespace

QSize iconChipSize(const QString &text, Tone tone)
{
    return textChipSize(behindIcon(text), tone);
}

void paintIconChip(QPainter &painter, QPoint topLeft, QStringView iconName, const QString &text, Tone tone,
                   int maxWidth)
{
    paintTextChip(painter, topLeft, behindIcon(text), tone, maxWidth);
    paintIcon(painter, QRectF(topLeft.x() + 6, topLeft.y() + (kChipHeight - 12) / 2.0, 12, 12), iconName,
              Theme::current().tone(tone).ink);
}

QString initialsOf(const QString &name)
{
    const QStringList words = name.split(u' ', Qt::SkipEmptyParts);
    if (words.isEmpty())
        return {};
    QString initials(words.first().front().toUpper());
    if (words.size() > 1)
        initials += words.last().front().toUpper();
    return initials;
}

void paintAvatar(QPainter &painter, const QRect &rect, const QString &name)
{
    const Theme &theme = Theme::current();
    paintBox(painter, rect, rect.height() / 2.0, theme.avatar);
    QFont font = finePrintBoldFont();
    font.setPixelSize(qMax(9, rect.height() * 46 / 100)); // 24 px: the 11 px of every fine print, one face less to load
    painter.setFont(font);
    painter.setPen(theme.onAvatar);
    painter.drawText(rect, Qt::AlignCenter, initialsOf(name));
}

} // namespace tocsin
