#pragma once

#include "models/items/timelinerow.h"
#include "ui/common/timetext.h"

#include <QRect>
#include <QTextLayout>
#include <memory>

class QPainter;

namespace tocsin {

/** One entry laid out in a width: what stands where, how high it is, and what is under the mouse. */
class EntryLayout
{
public:
    /** Height of a row with one or two lines; also of a row that is still read. */
    static constexpr int kRowHeight = 52;

    EntryLayout(const TimelineRow &row, int width, const TimeText &time, qint64 nowMs);

    [[nodiscard]] int height() const { return m_height; }
    /** Paints text and chips at `topLeft`; the ground is painted by the caller. */
    void paint(QPainter &painter, QPoint topLeft, bool starHovered) const;
    /** Where the star is, relative to the row. */
    [[nodiscard]] static QRect starRect();

    /** "recorded at once", "recorded +4 min". */
    [[nodiscard]] static QString recordedText(qint64 atMs, qint64 recordedMs);
    /** "sha256 9f2c…e1" */
    [[nodiscard]] static QString digestText(const QString &sha256);
    /** Paints the grey bars of a row whose page is read. */
    static void paintPlaceholder(QPainter &painter, const QRect &rect);

private:
    struct FileChip
    {
        QString name;
        QString digest;
        QRect rect;
        QPoint digestAt;
    };
    /** The text with its marks, and how each part of it looks. */
    [[nodiscard]] QString compose(const TimeText &time, QList<QTextLayout::FormatRange> &formats);
    void layoutText(const TimeText &time);
    void layoutFiles(QPoint after, int lineHeight);
    void paintColumns(QPainter &painter, QPoint topLeft, bool starHovered) const;

    const TimelineRow &m_row;
    int m_width;
    bool m_stacked; ///< the kind stands over the text, not before it
    int m_textLeft;
    int m_textTop;
    int m_textWidth;
    int m_rightWidth;
    int m_height = kRowHeight;
    QString m_time;
    QString m_day;
    QString m_zoneMark;
    std::unique_ptr<QTextLayout> m_layout;
    QString m_lastLine; ///< third line with its ellipsis, if the text was cut
    QList<FileChip> m_files;
};

} // namespace tocsin
