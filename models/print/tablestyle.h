#pragma once

#include <QFont>

class QPaintDevice;
class QTextDocument;

namespace tocsin {

/** How the tables of a document are measured and drawn. */
struct TableStyle
{
    QFont font;                           ///< of their text
    const QPaintDevice *device = nullptr; ///< the document is laid out for; none: in units of its own
    qreal width = 0;                      ///< of the page, in the dots of the layout
    qreal mm = 0;                         ///< a millimetre in these dots
    qreal formatMm = 0;                   ///< and in the units of formats, which the layout may scale
};

/**
 * Tables as they come from Markdown: small type, a fine line below each row, and the room where the text is. One whose
 * head says nothing has none; Markdown knows no other.
 */
void styleTables(QTextDocument &document, const TableStyle &style);

} // namespace tocsin
