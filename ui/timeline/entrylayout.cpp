#include "ui/timeline/entrylayout.h"

#include "models/domain/clock.h"
#include "ui/common/chippaint.h"
#include "ui/common/entrykindtone.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/stylepaint.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {
constexpr int kPadding = 14;
constexpr int kTop = 9;
constexpr int kMostLines = 3;
constexpr qsizetype kMostText = 700;       // more than three lines of the widest window
constexpr qsizetype kMostStruckText = 160; // the reason must stay in sight
constexpr int kMostFiles = 3;
constexpr int kFileNameWidth = 210;
constexpr int kCompactWidth = 800;
constexpr int kStackedWidth = 420; ///< beside a panel: no room for a column of kinds
constexpr int kNarrowWidth = 520;  ///< no room for who and when it was recorded

struct Fonts
{
    QFont body = bodyFont();
    QFont bold = bodyBoldFont();
    QFont fine = finePrintFont();
    QFont mono = monoFont(13);
    QFont digest = monoFont(11);
    QFontMetrics bodyMetrics{body};
    QFontMetrics fineMetrics{fine};
    QFontMetrics monoMetrics{mono};
    QFontMetrics digestMetrics{digest};
};

const Fonts &fonts()
{
    static const Fonts all;
    return all;
}

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::timeline", text);
}

QTextLayout::FormatRange range(qsizetype from, qsizetype length, const QColor &ink, const QFont *font = nullptr)
{
    QTextLayout::FormatRange r;
    r.start = static_cast<int>(from);
    r.length = static_cast<int>(length);
    r.format.setForeground(ink);
    if (font != nullptr)
        r.format.setFont(*font);
    return r;
}

/** What the program wrote itself: the first sentence counts, the rest explains. */
qsizetype firstSentence(const QString &text)
{
    for (qsizetype at = 0; at + 2 < text.size(); ++at) {
        const QChar c = text.at(at);
        const bool isBroken = c == u'\n' || (c == u':' && text.at(at + 1).isSpace());
        // "no. 1" ends nothing.
        if (isBroken || (c == u'.' && text.at(at + 1).isSpace() && text.at(at + 2).isUpper()))
            return at + 1;
    }
    return text.size();
}

} // namespace

EntryLayout::EntryLayout(const TimelineRow &row, int width, const TimeText &time, qint64 nowMs)
    : m_row(row)
    , m_width(width)
    , m_stacked(width < kStackedWidth)
    , m_textLeft(m_stacked               ? 136
                 : width < kCompactWidth ? 258
                                         : 282)
    , m_textTop(m_stacked ? kTop + kChipHeight + 3 : kTop)
    , m_rightWidth(width < kNarrowWidth    ? 0
                   : width < kCompactWidth ? 108
                                           : 150)
{
    m_textWidth = std::max(120, m_width - m_textLeft - m_rightWidth - kPadding - 16);
    m_time = time.time(row.entry.atMs);
    m_day = time.day(row.entry.atMs, nowMs);
    layoutText(time);
}

QString EntryLayout::compose(const TimeText &time, QList<QTextLayout::FormatRange> &formats)
{
    const Fonts &f = fonts();
    const Theme &t = Theme::current();
    const TimelineEntry &e = m_row.entry;
    QString text = e.text.left(e.struck ? kMostStruckText : kMostText).trimmed();
    if (!e.redacted.isEmpty()) {
        formats << range(0, e.redacted.size(), t.muted);
        formats.last().format.setFontItalic(true);
        return e.redacted;
    }
    if (text.size() < e.text.trimmed().size())
        text += u'…';
    const auto bodyLength = text.size();
    if (e.struck) {
        formats << range(0, bodyLength, t.muted);
        formats.last().format.setFontStrikeOut(true);
        const QString note =
            u"  "_s + tr("struck by %1 %2: %3").arg(e.struckByName, time.shortTime(e.struckMs), e.strikeReason);
        formats << range(bodyLength, note.size(), t.tone(Tone::High).ink, &f.fine);
        text += note;
    } else {
        const bool own = !isManualKind(e.kind) && e.kind != EntryKind::Imported;
        const auto lead = own ? firstSentence(text) : bodyLength;
        formats << range(0, lead, t.text, e.kind == EntryKind::Declaration ? &f.bold : nullptr);
        if (lead < bodyLength)
            formats << range(lead, bodyLength - lead, t.muted);
    }
    if (!e.tags.isEmpty()) {
        const QString tags = u"  #"_s + e.tags.split(u' ', Qt::SkipEmptyParts).join(u" #"_s);
        formats << range(text.size(), tags.size(), t.accent, &f.fine);
        text += tags;
    }
    if (!e.duplicateReference.isEmpty()) {
        const QString lead = e.duplicateReference + u"  "_s;
        for (QTextLayout::FormatRange &r : formats)
            r.start += static_cast<int>(lead.size());
        formats.prepend(range(0, lead.size(), t.accent, &f.fine));
        text.prepend(lead);
    }
    return text.replace(u'\n', QChar::LineSeparator);
}

void EntryLayout::layoutText(const TimeText &time)
{
    const Fonts &f = fonts();
    QList<QTextLayout::FormatRange> formats;
    const QString text = compose(time, formats);
    m_layout = std::make_unique<QTextLayout>(text, f.body);
    QTextOption option(Qt::AlignLeft);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_layout->setTextOption(option);
    m_layout->setFormats(formats);
    const int lineHeight = f.bodyMetrics.height();
    m_layout->beginLayout();
    int y = 0;
    QPoint after(0, 0);
    for (int n = 0; n < kMostLines; ++n) {
        QTextLine line = m_layout->createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(m_textWidth);
        line.setPosition(QPointF(0, y));
        const auto end = line.textStart() + line.textLength();
        if (n == kMostLines - 1 && end < text.size())
            m_lastLine = f.bodyMetrics.elidedText(text.mid(line.textStart()).replace(QChar::LineSeparator, u' '),
                                                  Qt::ElideRight, m_textWidth);
        after = QPoint(static_cast<int>(m_lastLine.isEmpty() ? line.naturalTextWidth() : m_textWidth), y);
        y += lineHeight;
    }
    m_layout->endLayout();
    m_height = std::max(kRowHeight, y + m_textTop + kTop);
    layoutFiles(after, lineHeight);
}

void EntryLayout::layoutFiles(QPoint after, int lineHeight)
{
    const Fonts &f = fonts();
    const auto shown = std::min<qsizetype>(m_row.files.size(), kMostFiles);
    int x = after.x() + 8;
    int y = after.y();
    const auto place = [&](const QString &name, const QString &digest) {
        const int chip = std::min(kFileNameWidth, f.fineMetrics.horizontalAdvance(name) + 12);
        const int all = chip + (digest.isEmpty() ? 0 : 6 + f.digestMetrics.horizontalAdvance(digest));
        if (x > 8 && x + all > m_textWidth) {
            x = 0;
            y += lineHeight + 3;
        }
        m_files.append({name, digest, QRect(x, y, chip, lineHeight), QPoint(x + chip + 6, y)});
        x += all + 8;
    };
    for (qsizetype i = 0; i < shown; ++i)
        place(m_row.files.at(i).name, digestText(m_row.files.at(i).sha256));
    if (m_row.files.size() > shown)
        place(tr("%1 more").arg(m_row.files.size() - shown), {});
    m_height = std::max(m_height, y + lineHeight + m_textTop + kTop);
}

QRect EntryLayout::starRect()
{
    return {kPadding - 3, kTop - 2, 22, 22};
}

QString EntryLayout::recordedText(qint64 atMs, qint64 recordedMs)
{
    const qint64 late = recordedMs - atMs;
    if (late < kMinuteMs)
        return tr("recorded at once");
    if (late < kHourMs)
        return tr("recorded +%1 min").arg(late / kMinuteMs);
    if (late < 2 * kDayMs) {
        const qint64 minutes = late % kHourMs / kMinuteMs;
        return minutes == 0 ? tr("recorded +%1 h").arg(late / kHourMs)
                            : tr("recorded +%1 h %2 min").arg(late / kHourMs).arg(minutes);
    }
    return tr("recorded +%1 days").arg(late / kDayMs);
}

QString EntryLayout::digestText(const QString &sha256)
{
    return sha256.size() < 8 ? QString() : u"sha256 %1…%2"_s.arg(sha256.left(4), sha256.right(2));
}

void EntryLayout::paintColumns(QPainter &painter, QPoint topLeft, bool starHovered) const
{
    const Fonts &f = fonts();
    const Theme &t = Theme::current();
    const TimelineEntry &e = m_row.entry;
    const QRect star = starRect().translated(topLeft).adjusted(4, 4, -4, -4);
    if (e.keyEvent)
        paintIcon(painter, star, u"star-filled", t.tone(Tone::Medium).ink);
    else
        paintIcon(painter, star, u"star", starHovered ? t.muted : mixed(t.surface, t.muted, 0.38));
    const int left = topLeft.x() + 44;
    const int top = topLeft.y() + kTop;
    painter.setFont(f.mono);
    painter.setPen(e.struck ? t.muted : t.text);
    painter.drawText(left, top + f.bodyMetrics.ascent(), m_time);
    painter.setFont(f.fine);
    painter.setPen(t.muted);
    painter.drawText(left, top + f.bodyMetrics.height() + f.fineMetrics.ascent(), m_day);
    const int chipLeft = topLeft.x() + m_textLeft - (m_stacked ? 0 : 122);
    paintTextChip(painter, {chipLeft, top - 1}, nameOf(e.kind), toneOf(e.kind), 118);
    if (m_rightWidth == 0)
        return;
    painter.setFont(f.fine);
    painter.setPen(t.muted);
    const QRect right(topLeft.x() + m_width - kPadding - m_rightWidth, top, m_rightWidth, f.fineMetrics.height());
    painter.drawText(right, Qt::AlignRight | Qt::AlignVCenter,
                     f.fineMetrics.elidedText(e.personName, Qt::ElideRight, m_rightWidth));
    painter.drawText(right.translated(0, f.fineMetrics.height() + 2), Qt::AlignRight | Qt::AlignVCenter,
                     f.fineMetrics.elidedText(recordedText(e.atMs, e.recordedMs), Qt::ElideRight, m_rightWidth));
}

void EntryLayout::paint(QPainter &painter, QPoint topLeft, bool starHovered) const
{
    const Fonts &f = fonts();
    const Theme &t = Theme::current();
    paintColumns(painter, topLeft, starHovered);
    const QPoint origin = topLeft + QPoint(m_textLeft, m_textTop);
    for (int i = 0; i < m_layout->lineCount(); ++i) {
        const QTextLine line = m_layout->lineAt(i);
        if (i == kMostLines - 1 && !m_lastLine.isEmpty()) {
            painter.setFont(f.body);
            painter.setPen(m_row.entry.struck ? t.muted : t.text);
            painter.drawText(origin + QPointF(0, line.y() + f.bodyMetrics.ascent()), m_lastLine);
        } else {
            line.draw(&painter, origin);
        }
    }
    for (const FileChip &file : m_files) {
        const QRectF box = QRectF(file.rect.translated(origin)).adjusted(0.5, 0.5, -0.5, -0.5);
        paintBox(painter, box, metrics::radiusChip, {}, t.line);
        painter.setFont(f.fine);
        painter.setPen(t.muted);
        painter.drawText(file.rect.translated(origin).adjusted(6, 0, -6, 0), Qt::AlignLeft | Qt::AlignVCenter,
                         f.fineMetrics.elidedText(file.name, Qt::ElideMiddle, file.rect.width() - 12));
        painter.setFont(f.digest);
        painter.drawText(origin + file.digestAt + QPoint(0, f.bodyMetrics.ascent()), file.digest);
    }
}

void EntryLayout::paintPlaceholder(QPainter &painter, const QRect &rect)
{
    const Theme &t = Theme::current();
    const QColor bar = mixed(t.surface, t.line, 0.6);
    const int top = rect.top() + kTop + 3;
    for (const auto &[left, width] : {std::pair{44, 62}, {160, 70}, {272, std::max(60, rect.width() - 560)}})
        paintBox(painter, QRectF(rect.left() + left, top, width, 11), 3, bar);
}

} // namespace tocsin
