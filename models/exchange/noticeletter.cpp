#include "models/exchange/noticeletter.h"

#include "models/domain/noticewords.h"
#include "models/exchange/closeddocument.h"
#include "models/exchange/pagecuts.h"
#include "models/exchange/plaintext.h"

#include <QAbstractTextDocumentLayout>
#include <QBuffer>
#include <QDateTime>
#include <QFontMetricsF>
#include <QGuiApplication>
#include <QPainter>
#include <QPdfWriter>
#include <QRegularExpression>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextDocumentFragment>
#include <QTextTable>
#include <QTimeZone>
#include <QVariant>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr int kDotsPerInch = 300;
constexpr qreal kMarginMm = 22;
constexpr qreal kFooterMm = 16;
constexpr qreal kMarkingMm = 11; ///< with the room beside the text
constexpr qreal kMarkMm = 6;
constexpr qreal kBodyPt = 10.5;
constexpr qreal kTablePt = 9;
constexpr qreal kCellMm = 1.5; ///< beside the text of a cell
constexpr qreal kSmallPt = 8;
constexpr qreal kAnchorPt = 6.5;

qreal dots(qreal mm)
{
    return mm / 25.4 * kDotsPerInch;
}

/** Block margins: the layout scales them from the screen's 96 dots an inch to those of the paper. */
qreal margin(qreal mm)
{
    return mm / 25.4 * 96;
}

QFont letterFont(qreal points, bool bold = false)
{
    QFont font(u"DejaVu Sans"_s);
    font.setStyleHint(QFont::SansSerif);
    font.setPointSizeF(points);
    font.setBold(bold);
    // Any spacing at all keeps ligatures out, which would make the text hard to search for.
    font.setLetterSpacing(QFont::AbsoluteSpacing, 0.02);
    return font;
}

QTextCharFormat charFormat(qreal points, bool bold = false, const QColor &color = Qt::black)
{
    QTextCharFormat format;
    format.setFont(letterFont(points, bold));
    format.setForeground(color);
    return format;
}

struct Replacement
{
    int from = 0;
    int length = 0;
    QString text;
    QTextCharFormat format;
};

/** What is on paper has to say by itself where a link leads; a picture is named. */
QList<Replacement> replacementsIn(const QTextDocument &document, const QString &language)
{
    QList<Replacement> found;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next())
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            const QTextFragment fragment = it.fragment();
            QTextCharFormat format = fragment.charFormat();
            const QString href = format.anchorHref();
            QString text = fragment.text();
            if (format.isImageFormat()) {
                const QString name = oneLine(format.toImageFormat().name(), 200);
                text = noticeWords(language).pictureNotShown.arg(name);
                format = QTextCharFormat();
            } else if (format.isAnchor()) {
                const bool plain = href.isEmpty() || text == href || u"mailto:"_s + text == href;
                text = plain ? text : u"%1 <%2>"_s.arg(text, oneLine(href, 400));
                format.clearProperty(QTextFormat::AnchorHref);
                format.clearProperty(QTextFormat::ForegroundBrush);
                format.setAnchor(false);
            } else {
                continue;
            }
            found.append({fragment.position(), fragment.length(), text, format});
        }
    return found;
}

/** The approved text. Pictures go before anything lays the text out: Qt would open files by their name even though
 *  loadResource() gave it nothing. */
QTextDocumentFragment bodyFragment(const QString &markdown, const QString &language)
{
    ClosedDocument body;
    body.setDefaultFont(letterFont(kBodyPt));
    body.setMarkdown(cleanText(markdown), QTextDocument::MarkdownFeatures(QTextDocument::MarkdownDialectGitHub) |
                                              QTextDocument::MarkdownNoHTML);
    const QList<Replacement> replacements = replacementsIn(body, language);
    QTextCursor cursor(&body);
    for (auto it = replacements.crbegin(); it != replacements.crend(); ++it) {
        cursor.setPosition(it->from);
        cursor.setPosition(it->from + it->length, QTextCursor::KeepAnchor);
        cursor.insertText(it->text, it->format);
    }
    for (QTextBlock block = body.begin(); block.isValid(); block = block.next())
        if (const int level = block.blockFormat().headingLevel(); level > 0) {
            // Set, not merged: the reader's own size steps would stay otherwise.
            QTextCursor heading(block);
            heading.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
            heading.setCharFormat(charFormat(level == 1 ? 12 : kBodyPt + 0.5, true));
        }
    return QTextDocumentFragment(&body);
}

void writeHead(QTextCursor &cursor, const NoticeDocument &document)
{
    QTextBlockFormat block;
    block.setBottomMargin(margin(1));
    const auto line = [&](const QString &text, const QTextCharFormat &format, qreal below = 1) {
        block.setBottomMargin(margin(below));
        cursor.setBlockFormat(block);
        cursor.insertText(text, format);
        cursor.insertBlock();
    };
    const QColor grey(0x55, 0x55, 0x55);
    if (!document.senderName.isEmpty() || !document.senderAddress.isEmpty()) {
        line(document.senderName, charFormat(13, true), 0.5);
        line(document.senderAddress, charFormat(9, false, grey), 12);
    }
    if (!document.customerName.isEmpty())
        line(document.customerName, charFormat(kBodyPt), 0.5);
    for (const QString &recipient : document.recipients)
        line(recipient, charFormat(kBodyPt), 0.5);
    line({}, charFormat(4), 2);
    const auto fact = [&](const QString &name, const QString &value) {
        if (value.isEmpty())
            return;
        block.setBottomMargin(margin(0.5));
        cursor.setBlockFormat(block);
        // French parts the colon from its word.
        cursor.insertText(name + (document.language == u"fr" ? u"\u00a0: "_s : u": "_s), charFormat(9, false, grey));
        cursor.insertText(value, charFormat(9));
        cursor.insertBlock();
    };
    const NoticeWords &words = noticeWords(document.language);
    fact(words.date, noticeInstant(document.dateMs, document.language));
    fact(words.reference, document.reference);
    fact(words.incident, document.incidentTitle);
    fact(words.subscription, document.subscription);
    line({}, charFormat(4), 2);
    line(document.subject, charFormat(13, true), 4);
}

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

struct ColumnNeed
{
    qreal least = 0; ///< for its longest word
    qreal most = 0;  ///< for its longest line
};

QList<ColumnNeed> columnNeeds(const QTextTable &table, const QPdfWriter &writer, bool headless)
{
    constexpr qreal kWidestWord = 0.2; // of the page; a longer one breaks
    const QFontMetricsF plain(letterFont(kTablePt), &writer), bold(letterFont(kTablePt, true), &writer);
    QList<ColumnNeed> needs;
    for (int column = 0; column < table.columns(); ++column) {
        const int sides = (column > 0 ? 1 : 0) + (column + 1 < table.columns() ? 1 : 0);
        const qreal padding = sides * dots(kCellMm) + dots(0.5); // the layout rounds
        ColumnNeed need;
        for (int row = 0; row < table.rows(); ++row) {
            const auto [line, word] = widthsOf(table.cellAt(row, column), row == 0 && !headless ? bold : plain);
            need.most = std::max(need.most, line + padding);
            need.least = std::max(need.least, word + padding);
        }
        need.least = std::min(need.least, writer.width() * kWidestWord);
        need.most = std::clamp<qreal>(need.most, need.least, writer.width());
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
void styleText(const QTextTableCell &cell, bool head)
{
    QTextCursor text = cell.firstCursorPosition();
    if (text.block().length() == 1 && text.block().next().position() <= cell.lastPosition())
        text.deleteChar(); // the Markdown reader puts one before a table that follows a quotation
    QTextCharFormat small;
    small.setFontPointSize(kTablePt);
    if (head)
        small.setFontWeight(QFont::Bold);
    text.setPosition(cell.lastPosition(), QTextCursor::KeepAnchor);
    text.mergeCharFormat(small);
}

/** Small type, a fine line below each row, and the room where the text is. */
void styleTable(QTextTable &table, const QPdfWriter &writer)
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
            format.setBottomBorder(margin(head ? 0.3 : 0.15));
            format.setBottomBorderStyle(QTextFrameFormat::BorderStyle_Solid);
            format.setBottomBorderBrush(QColor(head ? 0x66 : 0xbb, head ? 0x66 : 0xbb, head ? 0x66 : 0xbb));
            format.setLeftPadding(column == 0 ? 0 : margin(kCellMm));
            format.setRightPadding(column + 1 == table.columns() ? 0 : margin(kCellMm));
            format.setTopPadding(margin(1));
            format.setBottomPadding(margin(1));
            cell.setFormat(format);
            styleText(cell, head);
        }
    QTextTableFormat format = table.format();
    format.setBorderCollapse(true);
    format.setBorder(0);
    format.setBorderStyle(QTextFrameFormat::BorderStyle_None);
    format.setTopMargin(margin(1));
    format.setBottomMargin(margin(4));
    format.setHeaderRowCount(headless ? 0 : 1);
    format.setWidth(QTextLength(QTextLength::PercentageLength, 100));
    format.setColumnWidthConstraints(columnWidths(columnNeeds(table, writer, headless), writer.width()));
    table.setFormat(format);
}

void writeBody(QTextCursor &cursor, const NoticeDocument &document, const QPdfWriter &writer)
{
    cursor.setBlockFormat(QTextBlockFormat());
    cursor.setCharFormat(charFormat(kBodyPt));
    const int start = cursor.position();
    cursor.insertFragment(bodyFragment(document.bodyMarkdown, document.language));
    const int end = cursor.position();
    for (QTextBlock block = cursor.document()->findBlock(start); block.isValid() && block.position() <= end;
         block = block.next()) {
        QTextCursor at(block);
        QTextBlockFormat format = block.blockFormat();
        // The Markdown reader's own margins differ by construct; a letter has one rhythm.
        format.setTopMargin(format.headingLevel() > 0 ? margin(4) : 0);
        format.setBottomMargin(format.headingLevel() > 0 ? margin(1) : block.textList() ? margin(1) : margin(2.4));
        format.setLineHeight(118, QTextBlockFormat::ProportionalHeight);
        at.setBlockFormat(format);
    }
    for (QTextFrame *frame : cursor.document()->rootFrame()->childFrames())
        if (auto *table = qobject_cast<QTextTable *>(frame))
            styleTable(*table, writer);
}

/** Qt's file has the machine's time in it; the letter has its own. Nothing moves: the places have one length. */
void setCreationDate(QByteArray &pdf, qint64 dateMs)
{
    const QByteArray key = "/CreationDate (D:";
    const qsizetype start = pdf.indexOf(key);
    const qsizetype end = start < 0 ? -1 : pdf.indexOf(')', start);
    if (end < 0)
        return;
    const qsizetype length = end - start - key.size();
    QByteArray date = QDateTime::fromMSecsSinceEpoch(dateMs, QTimeZone::utc()).toString(u"yyyyMMddHHmmss"_s).toLatin1();
    date += length == date.size() + 1 ? "Z" : "+00'00'";
    if (date.size() == length)
        pdf.replace(start + key.size(), length, date);
}

void drawFooter(QPainter &painter, const NoticeDocument &document, const QRectF &area, int page, int pages)
{
    painter.save();
    painter.setFont(letterFont(kSmallPt));
    painter.setPen(QColor(0x55, 0x55, 0x55));
    painter.drawLine(area.topLeft(), area.topRight());
    const QRectF text = area.adjusted(0, dots(1.5), 0, 0);
    painter.drawText(text, Qt::AlignLeft | Qt::AlignTop, document.reference);
    painter.drawText(text, Qt::AlignRight | Qt::AlignTop, noticeWords(document.language).page.arg(page).arg(pages));
    painter.setFont(letterFont(kAnchorPt)); // one line: a link of the record that is cut proves nothing
    painter.drawText(text.adjusted(0, dots(4), 0, 0), Qt::AlignLeft | Qt::AlignTop | Qt::TextWrapAnywhere,
                     document.anchorText);
    painter.restore();
}

/** What a page is marked with, in a line of its own. */
void drawMarking(QPainter &painter, const QString &marking, const QRectF &area)
{
    painter.save();
    painter.setFont(letterFont(kSmallPt, true));
    painter.setPen(QColor(0xb0, 0x00, 0x20));
    painter.drawRect(area);
    painter.drawText(area, Qt::AlignCenter, marking);
    painter.restore();
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

bool paintPages(QPdfWriter &writer, QTextDocument &text, const NoticeDocument &document)
{
    // A marked page has a line above the text and one below it.
    const qreal marked = document.marking.isEmpty() ? 0 : dots(kMarkingMm);
    const qreal bodyHeight = writer.height() - dots(kFooterMm) - 2 * marked;
    text.documentLayout()->setPaintDevice(&writer);
    text.setTextWidth(writer.width());
    const QList<PageCut> cuts = cutIntoPages(text, bodyHeight);
    const int pages = static_cast<int>(cuts.size());
    QPainter painter(&writer);
    if (!painter.isActive())
        return false;
    for (int page = 0; page < pages; ++page) {
        if (page > 0 && !writer.newPage())
            return false;
        const PageCut &cut = cuts.at(page);
        drawPart(painter, text, cut.headTop, cut.headHeight, marked);
        drawPart(painter, text, cut.top, cut.bottom - cut.top, marked + cut.headHeight);
        const qreal below = bodyHeight + marked;
        if (marked > 0) {
            const QSizeF line(writer.width(), dots(kMarkMm));
            drawMarking(painter, document.marking, QRectF(QPointF(0, 0), line));
            drawMarking(painter, document.marking, QRectF(QPointF(0, below + dots(3)), line));
        }
        drawFooter(painter, document, QRectF(0, below + marked + dots(4), writer.width(), dots(kFooterMm) - dots(4)),
                   page + 1, pages);
    }
    return painter.end();
}

} // namespace

Result<QByteArray> makeNoticeLetter(const NoticeDocument &document)
{
    if (!qobject_cast<QGuiApplication *>(QCoreApplication::instance()))
        return failure(ErrorKind::Internal, u"The letter could not be made."_s,
                       u"no QGuiApplication: start on the platform \"offscreen\""_s);
    QByteArray pdf;
    QBuffer buffer(&pdf);
    buffer.open(QIODevice::WriteOnly);
    bool painted = false;
    {
        QPdfWriter writer(&buffer);
        writer.setResolution(kDotsPerInch);
        writer.setPageSize(QPageSize(QPageSize::A4));
        writer.setPageMargins(QMarginsF(kMarginMm, kMarginMm, kMarginMm, kMarginMm * 0.6), QPageLayout::Millimeter);
        writer.setTitle(document.subject);
        writer.setCreator(u"Tocsin"_s);
        ClosedDocument text;
        text.setDocumentMargin(0);
        text.setDefaultFont(letterFont(kBodyPt));
        text.setUndoRedoEnabled(false);
        QTextCursor cursor(&text);
        writeHead(cursor, document);
        writeBody(cursor, document, writer);
        painted = paintPages(writer, text, document);
    }
    if (!painted || pdf.isEmpty())
        return failure(ErrorKind::Internal, u"The letter could not be made."_s, u"QPdfWriter"_s);
    setCreationDate(pdf, document.dateMs);
    return pdf;
}

} // namespace tocsin
