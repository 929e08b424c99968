#pragma once

#include <QList>
#include <QtGlobal>

class QPainter;
class QTextDocument;

namespace tocsin {

/** What of a document stands on one page; above it the head of the table that goes on there, if one does. */
struct PageCut
{
    qreal top = 0;
    qreal bottom = 0;
    qreal headTop = 0;
    qreal headHeight = 0;
};

/**
 * Cuts a document that is laid out as one long page: between lines and rows of tables, never in them; no heading
 * without what it heads, no single line of a paragraph, no short table in two.
 */
[[nodiscard]] QList<PageCut> cutIntoPages(const QTextDocument &text, qreal pageHeight);

/** Draws what stands on a page, in black, with its upper edge at this height; the left one is the painter's. */
void drawCut(QPainter &painter, QTextDocument &text, const PageCut &cut, qreal at);

} // namespace tocsin
