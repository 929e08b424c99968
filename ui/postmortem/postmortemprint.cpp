#include "ui/postmortem/postmortemprint.h"

#include "models/print/closeddocument.h"
#include "models/print/pagecuts.h"
#include "models/print/tablestyle.h"
#include "ui/common/markdownview.h"
#include "ui/theme/fonts.h"

#include <QCoreApplication>
#include <QPagedPaintDevice>
#include <QPainter>

namespace tocsin {

namespace {

constexpr double kPoint = 1 / 72.0; ///< of an inch
constexpr double kMarginPt = 48;
constexpr double kMarkPt = 20;
constexpr double kGapPt = 10;
constexpr double kTextPt = 10;
constexpr double kTablePt = 9;

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
    font.setPixelSize(static_cast<int>(kTablePt));
    constexpr double kMm = 72 / 25.4; // as everything here in points
    styleTables(text, {font, nullptr, width, kMm, kMm});
    text.setTextWidth(width);
    const QList<PageCut> cuts = cutIntoPages(text, bodyHeight);
    const int pages = static_cast<int>(cuts.size());
    for (int page = 0; page < pages; ++page) {
        if (page > 0)
            device.newPage();
        painter.save();
        painter.translate(kMarginPt, 0);
        drawCut(painter, text, cuts.at(page), top);
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
