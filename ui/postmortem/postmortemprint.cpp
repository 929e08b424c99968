#include "ui/postmortem/postmortemprint.h"

#include "ui/common/markdownview.h"
#include "ui/theme/fonts.h"

#include <QAbstractTextDocumentLayout>
#include <QCoreApplication>
#include <QPagedPaintDevice>
#include <QPainter>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>

namespace tocsin {

namespace {

constexpr double kPoint = 1 / 72.0; ///< of an inch
constexpr double kMarginPt = 48;
constexpr double kMarkPt = 20;
constexpr double kGapPt = 10;
constexpr double kTextPt = 10;

/** Nothing is loaded for it, whatever the text says. */
class ClosedDocument : public QTextDocument
{
protected:
    QVariant loadResource(int, const QUrl &) override { return {}; }
};

void drawMark(QPainter &painter, const QRectF &rect, const QString &text)
{
    QFont font = bodyFont();
    font.setPixelSize(9);
    font.setBold(true);
    painter.setFont(font);
    painter.setPen(QColor(0xb0, 0x00, 0x20));
    painter.drawRect(rect);
    painter.drawText(rect, Qt::AlignCenter, text);
}

/** A heading at the end of a page goes to the next one, with what it heads. */
void keepHeadings(QTextDocument &text, qreal pageHeight)
{
    const QAbstractTextDocumentLayout *layout = text.documentLayout();
    QTextBlock first; // of the headings that stand together
    for (QTextBlock block = text.begin(); block.isValid(); block = block.next()) {
        if (block.blockFormat().headingLevel() > 0) {
            first = first.isValid() ? first : block;
            continue;
        }
        if (first.isValid()) {
            const QTextLine line = block.layout()->lineAt(0);
            const qreal end = layout->blockBoundingRect(block).top() + (line.isValid() ? line.y() + line.height() : 0);
            const qreal top = layout->blockBoundingRect(first).top();
            if (static_cast<int>(top / pageHeight) != static_cast<int>((end - 1) / pageHeight)) {
                QTextBlockFormat format = first.blockFormat();
                format.setPageBreakPolicy(QTextFormat::PageBreak_AlwaysBefore);
                QTextCursor(first).setBlockFormat(format);
            }
        }
        first = {};
    }
}

} // namespace

int printPostmortem(QPagedPaintDevice &device, const PostmortemSheet &sheet)
{
    QPainter painter(&device);
    const double dotsX = device.logicalDpiX() * kPoint, dotsY = device.logicalDpiY() * kPoint;
    painter.scale(dotsX, dotsY); // from here on in points
    const double width = device.width() / dotsX - 2 * kMarginPt, height = device.height() / dotsY;
    const double top = kMarginPt + kMarkPt + kGapPt, bodyHeight = height - 2 * top;
    ClosedDocument text;
    QFont font = bodyFont();
    font.setPixelSize(static_cast<int>(kTextPt));
    text.setDefaultFont(font);
    text.setDocumentMargin(0);
    text.setMarkdown(sheet.markdown, QTextDocument::MarkdownFeatures(QTextDocument::MarkdownDialectGitHub) |
                                         QTextDocument::MarkdownNoHTML);
    layOutMarkdown(text);
    text.setPageSize(QSizeF(width, bodyHeight));
    keepHeadings(text, bodyHeight);
    const int pages = qMax(1, text.pageCount());
    for (int page = 0; page < pages; ++page) {
        if (page > 0)
            device.newPage();
        painter.save();
        painter.translate(kMarginPt, top - page * bodyHeight);
        const QRectF clip(0, page * bodyHeight, width, bodyHeight);
        painter.setClipRect(clip);
        QAbstractTextDocumentLayout::PaintContext context;
        context.clip = clip;
        context.palette.setColor(QPalette::Text, Qt::black);
        text.documentLayout()->draw(&painter, context);
        painter.restore();
        drawMark(painter, {kMarginPt, kMarginPt, width, kMarkPt}, sheet.marking);
        drawMark(painter, {kMarginPt, height - kMarginPt - kMarkPt, width, kMarkPt}, sheet.marking);
        font.setPixelSize(7);
        painter.setFont(font);
        painter.setPen(Qt::darkGray);
        const QRectF foot(kMarginPt, height - kMarginPt + 3, width, 12);
        painter.drawText(foot, Qt::AlignLeft, sheet.footnote);
        painter.drawText(foot, Qt::AlignRight,
                         QCoreApplication::translate("tocsin::print", "Page %1 of %2").arg(page + 1).arg(pages));
    }
    return pages;
}

} // namespace tocsin
