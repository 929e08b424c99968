#include "models/print/pagecuts.h"

#include <QAbstractTextDocumentLayout>
#include <QPainter>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextTable>

#include <algorithm>

namespace tocsin {

namespace {

/** What is not cut: a line, or a row of a table. */
struct Piece
{
    qreal top = 0;
    qreal bottom = 0;
    bool keepsNext = false;
    qreal headTop = 0;
    qreal headHeight = 0; ///< of its table, where this is not the head itself
    bool isBlank = false;
};

void addLines(const QTextBlock &block, const QAbstractTextDocumentLayout &layout, QList<Piece> &pieces)
{
    const QRectF place = layout.blockBoundingRect(block);
    const bool isHeading = block.blockFormat().headingLevel() > 0;
    const bool isBlank = block.text().trimmed().isEmpty();
    const int lines = block.layout()->lineCount();
    for (int n = 0; n < lines; ++n) {
        const QTextLine line = block.layout()->lineAt(n);
        const qreal top = place.top() + line.y();
        const qreal next = n + 1 < lines ? place.top() + block.layout()->lineAt(n + 1).y() : place.bottom();
        pieces.append({top, std::max(top + line.height(), next), isHeading || (lines > 1 && (n == 0 || n == lines - 2)),
                       0, 0, isBlank});
    }
}

struct Row
{
    qreal top = 0;
    qreal bottom = 0;
    QTextTableCell longest;
};

QList<Row> rowsOf(const QTextTable &table, const QAbstractTextDocumentLayout &layout)
{
    const QRectF place = layout.frameBoundingRect(const_cast<QTextTable *>(&table));
    QList<Row> rows;
    for (int row = 0; row < table.rows(); ++row) {
        Row r{place.bottom(), 0, {}};
        for (int column = 0; column < table.columns(); ++column) {
            const QTextTableCell cell = table.cellAt(row, column);
            r.top = std::min(r.top, layout.blockBoundingRect(cell.firstCursorPosition().block()).top());
            const qreal bottom = layout.blockBoundingRect(cell.lastCursorPosition().block()).bottom();
            if (bottom > r.bottom)
                r.longest = cell;
            r.bottom = std::max(r.bottom, bottom);
        }
        rows.append(r);
    }
    // The cells' paddings and lines are shared out between a row and the next; the frame's own place has its margins.
    qreal half = rows.isEmpty() ? 0 : (rows.first().bottom - rows.first().top) / 4;
    for (qsizetype n = 0; n + 1 < rows.size(); ++n) {
        half = (rows[n + 1].top - rows[n].bottom) / 2;
        rows[n].bottom = rows[n + 1].top = rows[n].bottom + half;
    }
    if (!rows.isEmpty()) {
        rows.first().top -= half;
        rows.last().bottom += half + 2; // its line
    }
    return rows;
}

void addTable(const QTextTable &table, const QAbstractTextDocumentLayout &layout, qreal pageHeight,
              QList<Piece> &pieces)
{
    const QList<Row> rows = rowsOf(table, layout);
    if (rows.isEmpty())
        return;
    const qsizetype heads = table.format().headerRowCount();
    const bool whole = rows.last().bottom - rows.first().top <= pageHeight / 2;
    const qreal headTop = rows.first().top;
    const qreal headHeight = heads > 0 ? rows.at(heads - 1).bottom - headTop : 0;
    for (qsizetype n = 0; n < rows.size(); ++n) {
        const Row &r = rows.at(n);
        const qsizetype from = pieces.size();
        if (r.bottom - r.top <= pageHeight / 2)
            pieces.append({r.top, r.bottom});
        else // too long for any page, perhaps: between the lines of its longest cell
            for (QTextBlock b = r.longest.firstCursorPosition().block();
                 b.isValid() && b.position() <= r.longest.lastPosition(); b = b.next())
                addLines(b, layout, pieces);
        if (pieces.size() == from)
            continue;
        pieces[from].top = r.top;
        pieces.last().bottom = r.bottom;
        pieces.last().keepsNext = n + 1 < rows.size() && (whole || n < heads);
        for (qsizetype p = from; p < pieces.size() && n >= heads; ++p) {
            pieces[p].headTop = headTop;
            pieces[p].headHeight = headHeight;
        }
    }
}

QList<Piece> piecesOf(const QTextDocument &text, qreal pageHeight)
{
    QList<Piece> pieces;
    const QAbstractTextDocumentLayout &layout = *text.documentLayout();
    for (auto it = text.rootFrame()->begin(); !it.atEnd(); ++it) {
        if (const auto *table = qobject_cast<const QTextTable *>(it.currentFrame()))
            addTable(*table, layout, pageHeight, pieces);
        else if (it.currentBlock().isValid())
            addLines(it.currentBlock(), layout, pieces);
    }
    return pieces;
}

/** A strip of the text, across the page, at a height on it. */
void drawPart(QPainter &painter, QTextDocument &text, qreal top, qreal height, qreal at)
{
    if (height <= 0)
        return;
    painter.save();
    painter.translate(0, at - top);
    QAbstractTextDocumentLayout::PaintContext context;
    context.clip = QRectF(0, top, text.textWidth(), height);
    context.palette.setColor(QPalette::Text, Qt::black);
    painter.setClipRect(context.clip);
    text.documentLayout()->draw(&painter, context);
    painter.restore();
}

} // namespace

void drawCut(QPainter &painter, QTextDocument &text, const PageCut &cut, qreal at)
{
    drawPart(painter, text, cut.headTop, cut.headHeight, at);
    drawPart(painter, text, cut.top, cut.bottom - cut.top, at + cut.headHeight);
}

QList<PageCut> cutIntoPages(const QTextDocument &text, qreal pageHeight)
{
    QList<Piece> pieces = piecesOf(text, pageHeight);
    while (pieces.size() > 1 && pieces.last().isBlank)
        pieces.removeLast();
    QList<PageCut> cuts;
    for (qsizetype from = 0; from < pieces.size();) {
        while (from > 0 && pieces.at(from).isBlank) // no page begins with nothing
            ++from;
        const Piece &first = pieces.at(from);
        PageCut cut{from == 0 ? 0 : first.top, 0, first.headTop, from == 0 ? 0 : first.headHeight};
        qsizetype to = from + 1;
        while (to < pieces.size() && pieces.at(to).bottom - cut.top + cut.headHeight <= pageHeight)
            ++to;
        qsizetype back = to;
        while (to < pieces.size() && back > from && pieces.at(back - 1).keepsNext)
            --back;
        to = back > from ? back : to; // what keeps together fills more than a page
        cut.bottom = pieces.at(to - 1).bottom;
        cuts.append(cut);
        from = to;
    }
    return cuts.isEmpty() ? QList<PageCut>{{}} : cuts;
}

} // namespace tocsin
