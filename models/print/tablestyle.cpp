#include "models/print/tablestyle.h"

#include <QFontMetricsF>
#include <QRegularExpression>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextTable>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr qreal kCellMm = 1.5; ///< beside the text of a cell

/** Width of the longest line of a cell, and of its longest word. */
std::pair<qreal, qreal> widthsOf(const QTextTableCell &cell, const QFontMetricsF &metrics)
{
    static const QRegularExpression blanks(u"\\s+|(?<=/)|(?<=-)(?=\\D)"_s);
    qreal line = 0, word = 0;
    for (QTextBlock b = cell.firstCursorPosition().block(); b.isValid() && b.position() <= cell.lastPosition();
         b = b.next()) {
        line = std::max(line, metrics.horizontalAdvance(b.text()));
        for (const QString &w : b.text().split(blanks))
            word = std::max(word, metrics.horizontalAdvance(w));
    }
    return {line, word};
}

QFontMetricsF metricsOf(const QFont &font, const TableStyle &style)
{
    return style.device ? QFontMetricsF(font, style.device) : QFontMetricsF(font);
}

struct ColumnNeed
{
    qreal least = 0; ///< for its longest word
    qreal most = 0;  ///< for its longest line
};

QList<ColumnNeed> columnNeeds(const QTextTable &table, const TableStyle &style, bool headless)
{
    constexpr qreal kWidestWord = 0.2; // of the page; a longer one breaks
    QFont heavy = style.font;
    heavy.setBold(true);
    const QFontMetricsF plain = metricsOf(style.font, style), bold = metricsOf(heavy, style);
    QList<ColumnNeed> needs;
    for (int column = 0; column < table.columns(); ++column) {
        const int sides = (column > 0 ? 1 : 0) + (column + 1 < table.columns() ? 1 : 0);
        const qreal padding = sides * kCellMm * style.mm + style.mm / 2; // the layout rounds
        ColumnNeed need;
        for (int row = 0; row < table.rows(); ++row) {
            const auto [line, word] = widthsOf(table.cellAt(row, column), row == 0 && !headless ? bold : plain);
            need.most = std::max(need.most, line + padding);
            need.least = std::max(need.least, word + padding);
        }
        need.least = std::min(need.least, style.width * kWidestWord);
        need.most = std::clamp<qreal>(need.most, need.least, style.width);
        needs.append(need);
    }
    return needs;
}

/** Each column gets what its longest word needs, and of the rest the more the longer its texts are. */
QList<QTextLength> columnWidths(const QList<ColumnNeed> &needs, qreal width)
{
    qreal least = 0, more = 0;
    for (const ColumnNeed &need : needs) {
        least += need.least;
        more += need.most - need.least;
    }
    const qreal rest = std::max<qreal>(0, width - least), whole = std::max(width, least);
    const qreal part = more > 0 ? std::min(1.0, rest / more) : 0;
    QList<QTextLength> lengths;
    for (const ColumnNeed &need : needs) {
        qreal share = need.least + part * (need.most - need.least);
        if (lengths.size() + 1 == needs.size()) // where all has room, the last column takes what is left
            share += std::max<qreal>(0, rest - more);
        lengths.append(QTextLength(QTextLength::PercentageLength, 100 * share / whole));
    }
    return lengths;
}

/** What is written in a cell, in small type. */
void styleText(const QTextTableCell &cell, const QFont &font, bool head)
{
    QTextCursor text = cell.firstCursorPosition();
    if (text.block().length() == 1 && text.block().next().position() <= cell.lastPosition())
        text.deleteChar(); // the Markdown reader puts one before a table that follows a quotation
    QTextCharFormat small;
    if (font.pixelSize() > 0)
        small.setProperty(QTextFormat::FontPixelSize, font.pixelSize());
    else
        small.setFontPointSize(font.pointSizeF());
    if (head)
        small.setFontWeight(QFont::Bold);
    text.setPosition(cell.lastPosition(), QTextCursor::KeepAnchor);
    text.mergeCharFormat(small);
}

/** Small type, a fine line below each row, and the room where the text is. */
void styleTable(QTextTable &table, const TableStyle &style)
{
    const auto isBlank = [&table](int row) {
        for (int column = 0; column < table.columns(); ++column)
            if (const auto c = table.cellAt(row, column);
                c.firstPosition() != c.lastPosition() && !c.firstCursorPosition().block().text().trimmed().isEmpty())
                return false;
        return true;
    };
    const bool headless = table.rows() > 1 && isBlank(0); // Markdown knows no table without a head
    if (headless)
        table.removeRows(0, 1);
    for (int row = 0; row < table.rows(); ++row)
        for (int column = 0; column < table.columns(); ++column) {
            QTextTableCell cell = table.cellAt(row, column);
            QTextTableCellFormat format = cell.format().toTableCellFormat();
            const bool head = row == 0 && !headless;
            format.setBottomBorder(style.formatMm * (head ? 0.3 : 0.15));
            format.setBottomBorderStyle(QTextFrameFormat::BorderStyle_Solid);
            format.setBottomBorderBrush(QColor(head ? 0x66 : 0xbb, head ? 0x66 : 0xbb, head ? 0x66 : 0xbb));
            format.setLeftPadding(column == 0 ? 0 : style.formatMm * kCellMm);
            format.setRightPadding(column + 1 == table.columns() ? 0 : style.formatMm * kCellMm);
            format.setTopPadding(style.formatMm);
            format.setBottomPadding(style.formatMm);
            cell.setFormat(format);
            styleText(cell, style.font, head);
        }
    QTextTableFormat format = table.format();
    format.setBorderCollapse(true);
    format.setBorder(0);
    format.setBorderStyle(QTextFrameFormat::BorderStyle_None);
    format.setTopMargin(style.formatMm);
    format.setBottomMargin(style.formatMm * 4);
    format.setHeaderRowCount(headless ? 0 : 1);
    format.setWidth(QTextLength(QTextLength::PercentageLength, 100));
    format.setColumnWidthConstraints(columnWidths(columnNeeds(table, style, headless), style.width));
    table.setFormat(format);
}

} // namespace

void styleTables(QTextDocument &document, const TableStyle &style)
{
    for (QTextFrame *frame : document.rootFrame()->childFrames())
        if (auto *table = qobject_cast<QTextTable *>(frame))
            styleTable(*table, style);
}

} // namespace tocsin
