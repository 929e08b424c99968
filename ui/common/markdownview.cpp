#include "ui/common/markdownview.h"

#include "ui/theme/fonts.h"

#include <QEvent>
#include <QImage>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextList>

namespace tocsin {

namespace {

constexpr int kListIndent = 28;
constexpr QChar kBesideMark[] = {QChar::Nbsp, QChar::Nbsp};

/** Qt sets a dot one blank beside its text: two more, and the line is drawn out by as much, so that all lines stand
 *  beneath each other. */
void standOff(QTextCursor &cursor, QTextBlockFormat &format)
{
    const QTextList *list = cursor.currentList();
    const QStringView beside(kBesideMark, std::size(kBesideMark));
    if (!list || list->format().style() > QTextListFormat::ListDisc ||
        list->format().style() < QTextListFormat::ListSquare || QStringView(cursor.block().text()).startsWith(beside))
        return;
    cursor.insertText(beside.toString());
    format.setTextIndent(-QFontMetricsF(cursor.charFormat().font()).horizontalAdvance(beside.toString()));
}

} // namespace

MarkdownView::MarkdownView(QWidget *parent)
    : QTextBrowser(parent)
{
    setOpenLinks(false);
    setOpenExternalLinks(false);
    setUndoRedoEnabled(false);
    document()->setDefaultFont(bodyFont());
    document()->setDocumentMargin(16);
}

void MarkdownView::showMarkdown(const QString &source)
{
    m_source = source;
    const int at = verticalScrollBar()->value();
    document()->setMarkdown(source, QTextDocument::MarkdownFeatures(QTextDocument::MarkdownNoHTML) |
                                        QTextDocument::MarkdownDialectGitHub);
    layOutMarkdown(*document());
    verticalScrollBar()->setValue(at);
}

void layOutMarkdown(QTextDocument &document)
{
    QTextCursor cursor(&document);
    document.setIndentWidth(kListIndent);
    cursor.beginEditBlock();
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        cursor.setPosition(block.position());
        if (cursor.currentTable())
            continue;
        QTextBlockFormat format = block.blockFormat();
        const int level = format.headingLevel();
        const bool inList = block.textList() != nullptr;
        format.setTopMargin(level > 0 ? 14 : 0);
        format.setBottomMargin(inList ? 3 : 8);
        format.setLineHeight(120, QTextBlockFormat::ProportionalHeight);
        standOff(cursor, format);
        cursor.setBlockFormat(format);
        if (level == 0)
            continue;
        QTextCharFormat heading;
        heading.setFont(level == 1 ? headingFont() : bodyBoldFont());
        heading.setProperty(QTextFormat::FontSizeAdjustment, level == 1 ? 1 : 0); // else Markdown's sizes win
        cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
        cursor.mergeCharFormat(heading);
    }
    cursor.endEditBlock();
}

QVariant MarkdownView::loadResource(int type, const QUrl &)
{
    // A null answer would make Qt look for a local file of that name.
    if (type == QTextDocument::ImageResource) {
        QImage nothing(1, 1, QImage::Format_ARGB32);
        nothing.fill(Qt::transparent);
        return nothing;
    }
    return QByteArray("");
}

void MarkdownView::changeEvent(QEvent *event)
{
    QTextBrowser::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_source.isEmpty())
        showMarkdown(m_source);
}

} // namespace tocsin
