#include "models/exchange/noticehtml.h"

#include "models/domain/noticewords.h"
#include "models/exchange/plaintext.h"
#include "models/print/closeddocument.h"

#include <QTextBlock>
#include <QTextDocument>
#include <QTextFrame>
#include <QTextList>
#include <QTextTable>
#include <QUrl>
#include <QVariant>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr qsizetype kLongestName = 200;
constexpr qsizetype kLongestLink = 400;

bool isFollowed(const QString &href)
{
    const QString scheme = QUrl(href).scheme().toLower();
    return scheme == "https"_L1 || scheme == "http"_L1 || scheme == "mailto"_L1;
}

QString tagged(const QString &text, const QString &tag)
{
    return u"<%1>%2</%1>"_s.arg(tag, text);
}

/** One run of characters of one format. */
QString inlineHtml(const QTextFragment &fragment, const NoticeWords &words)
{
    const QTextCharFormat format = fragment.charFormat();
    if (format.isImageFormat())
        return words.pictureNotShown.arg(oneLine(format.toImageFormat().name(), kLongestName)).toHtmlEscaped();
    QString text = fragment.text().toHtmlEscaped();
    text.replace(QChar(QChar::LineSeparator), u"<br>"_s).replace(u'\u2029', u"<br>"_s);
    if (format.fontFixedPitch() || format.property(QTextFormat::FontFamilies).toStringList().contains(u"monospace"_s))
        text = tagged(text, u"code"_s);
    if (format.fontWeight() >= QFont::Bold)
        text = tagged(text, u"strong"_s);
    if (format.fontItalic())
        text = tagged(text, u"em"_s);
    if (format.fontStrikeOut())
        text = tagged(text, u"s"_s);
    const QString href = format.anchorHref();
    if (!format.isAnchor() || href.isEmpty())
        return text;
    const QString shown = oneLine(href, kLongestLink);
    // What is clicked says where it goes: a text that names another place would deceive.
    const bool plain = fragment.text() == href || u"mailto:"_s + fragment.text() == href;
    if (isFollowed(href))
        text = u"<a href=\"%1\">%2</a>"_s.arg(href.toHtmlEscaped(), text);
    return plain ? text : text + u" &lt;"_s + shown.toHtmlEscaped() + u"&gt;"_s;
}

QString inlineHtml(const QTextBlock &block, const NoticeWords &words)
{
    QString html;
    for (auto it = block.begin(); !it.atEnd(); ++it)
        html += inlineHtml(it.fragment(), words);
    return html;
}

/** Writes blocks in order, opening and closing lists and quotes between them. */
class Writer
{
public:
    explicit Writer(const NoticeWords &words)
        : m_words(words)
    {
    }
    void frame(const QTextFrame &frame)
    {
        for (auto it = frame.begin(); !it.atEnd(); ++it) {
            if (const auto *table = qobject_cast<const QTextTable *>(it.currentFrame())) {
                close();
                writeTable(*table);
            } else if (it.currentFrame()) {
                Writer::frame(*it.currentFrame());
            } else if (it.currentBlock().isValid()) {
                block(it.currentBlock());
            }
        }
    }

    QString take()
    {
        close();
        return std::exchange(m_html, {});
    }

private:
    void close()
    {
        while (!m_lists.isEmpty())
            closeList();
        while (m_quotes > 0)
            quote(m_quotes - 1);
    }

    void closeList() { m_html += u"</li></%1>"_s.arg(m_lists.takeLast()); }

    void quote(int level)
    {
        for (; m_quotes < level; ++m_quotes)
            m_html += u"<blockquote>"_s;
        for (; m_quotes > level; --m_quotes)
            m_html += u"</blockquote>"_s;
    }

    void item(const QTextList &list, const QString &text)
    {
        const QTextListFormat format = list.format();
        const bool numbered = format.style() <= QTextListFormat::ListDecimal;
        const qsizetype depth = qMax(1, format.indent());
        while (m_lists.size() > depth)
            closeList();
        if (m_lists.size() == depth) {
            m_html += u"</li>"_s;
        } else {
            while (m_lists.size() < depth) {
                m_lists << (numbered ? u"ol"_s : u"ul"_s);
                m_html += u"<%1>"_s.arg(m_lists.last()) + (m_lists.size() < depth ? u"<li>"_s : QString());
            }
        }
        m_html += u"<li dir=\"auto\">"_s + text;
    }

    void block(const QTextBlock &block)
    {
        const QTextBlockFormat format = block.blockFormat();
        const QString text = inlineHtml(block, m_words);
        if (const QTextList *list = block.textList()) {
            item(*list, text);
            return;
        }
        while (!m_lists.isEmpty())
            closeList();
        quote(format.intProperty(QTextFormat::BlockQuoteLevel));
        if (format.hasProperty(QTextFormat::BlockTrailingHorizontalRulerWidth)) {
            m_html += u"<hr>"_s;
        } else if (format.headingLevel() > 0) {
            m_html += u"<h%1 dir=\"auto\">%2</h%1>\n"_s.arg(QString::number(qMin(format.headingLevel(), 4)), text);
        } else if (format.hasProperty(QTextFormat::BlockCodeLanguage) || format.nonBreakableLines()) {
            m_html += u"<pre>%1</pre>\n"_s.arg(block.text().toHtmlEscaped());
        } else if (!text.isEmpty()) {
            m_html += u"<p dir=\"auto\">%1</p>\n"_s.arg(text);
        }
    }

    void writeTable(const QTextTable &table)
    {
        m_html += u"<table border=\"1\" cellpadding=\"6\" cellspacing=\"0\">"_s;
        for (int row = 0; row < table.rows(); ++row) {
            m_html += u"<tr>"_s;
            for (int column = 0; column < table.columns(); ++column) {
                QString cell;
                for (auto it = table.cellAt(row, column).begin(); !it.atEnd(); ++it)
                    if (it.currentBlock().isValid())
                        cell += (cell.isEmpty() ? QString() : u"<br>"_s) + inlineHtml(it.currentBlock(), m_words);
                m_html += u"<%1 dir=\"auto\" align=\"start\">%2</%1>"_s.arg(row == 0 ? u"th"_s : u"td"_s, cell);
            }
            m_html += u"</tr>"_s;
        }
        m_html += u"</table>\n"_s;
    }

    const NoticeWords &m_words;
    QString m_html;
    QStringList m_lists;
    int m_quotes = 0;
};

} // namespace

QString noticeHtml(const QString &subject, const QString &markdown, const QStringList &foot, const QString &language)
{
    ClosedDocument document;
    document.setUndoRedoEnabled(false);
    document.setMarkdown(cleanText(markdown), QTextDocument::MarkdownFeatures(QTextDocument::MarkdownDialectGitHub) |
                                                  QTextDocument::MarkdownNoHTML);
    Writer writer(noticeWords(language));
    writer.frame(*document.rootFrame());
    QString html = u"<!DOCTYPE html>\n<html lang=\"%1\"><head><meta charset=\"utf-8\"><title>%2</title></head>\n"
                   "<body style=\"font-family: sans-serif; line-height: 1.45; max-width: 44em\">\n%3"_s.arg(
                       language.toHtmlEscaped(), subject.toHtmlEscaped(), writer.take());
    QStringList lines;
    for (const QString &line : foot)
        if (!line.isEmpty())
            lines << line.toHtmlEscaped();
    if (!lines.isEmpty())
        html += u"<hr>\n<p style=\"font-size: small; color: #555\">%1</p>\n"_s.arg(lines.join(u"<br>"_s));
    return html + u"</body></html>\n"_s;
}

} // namespace tocsin
