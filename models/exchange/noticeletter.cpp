#include "models/exchange/noticeletter.h"

#include "models/domain/noticewords.h"
#include "models/exchange/plaintext.h"
#include "models/print/closeddocument.h"
#include "models/print/pagecuts.h"
#include "models/print/tablestyle.h"

#include <QAbstractTextDocumentLayout>
#include <QBuffer>
#include <QDateTime>
#include <QGuiApplication>
#include <QPainter>
#include <QPdfWriter>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextDocumentFragment>
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
    styleTables(*cursor.document(), {letterFont(kTablePt), &writer, writer.width() * 1.0, dots(1), margin(1)});
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
        drawCut(painter, text, cuts.at(page), marked);
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
