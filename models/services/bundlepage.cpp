#include "models/services/bundlepage.h"

#include <QRegularExpression>

#include <functional>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

/** Nothing that turns the direction of text or hides in it. */
QString visible(const QString &text)
{
    QString s;
    s.reserve(text.size());
    for (const QChar c : text) {
        const bool isLine = c == u'\n' || c == u'\t';
        const bool isHidden = c.category() == QChar::Other_Control || c.category() == QChar::Other_Format;
        s += isHidden && !isLine ? QChar(u'\uFFFD') : c;
    }
    return s;
}

QString html(const QString &text)
{
    return visible(text).toHtmlEscaped();
}

/** A cell breaks between words; an instant not at all, and only what has no end in it anywhere. */
QString cell(const QString &text)
{
    static const QRegularExpression instant(u"\\A[0-9-]{10} [0-9:]{8} UTC\\z"_s), endless(u"\\S{25}"_s);
    const QString kind = instant.match(text).hasMatch()   ? u" class=\"at\""_s
                         : endless.match(text).hasMatch() ? u" class=\"long\""_s
                                                          : QString();
    return u"<td%1>%2</td>"_s.arg(kind, html(text));
}

/** The lines of a letter, each as it is told: a heading of Markdown without its marks. */
QStringList letterLines(const QString &markdown, const std::function<QString(const QString &, bool)> &tell)
{
    static const QRegularExpression heading(u"\\A {0,3}#{1,6}[ \\t]+(.*?)[ \\t#]*\\z"_s);
    QStringList lines;
    for (const QString &line : markdown.split(u'\n')) {
        const auto match = heading.match(line);
        lines.append(match.hasMatch() ? tell(match.captured(1), true) : tell(line, false));
    }
    return lines;
}

const char *const kStyle =
    "body{font:15px/1.5 system-ui,'Noto Sans',sans-serif;color:#1c2430;background:#fff;max-width:60rem;margin:2rem "
    "auto;padding:0 1.5rem}h1{font-size:1.5rem;margin:0 0 .25rem}h2{font-size:1.1rem;margin:2rem 0 "
    ".5rem;padding-top:.75rem;"
    "border-top:1px solid #d5dbe3}.ref{color:#586474;margin:0}table{border-collapse:collapse;width:100%;margin:.5rem "
    "0;font-size:.92em}th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid "
    "#e3e7ed}td{white-space:pre-line}td.at,thead "
    "th{white-space:nowrap}td.long{overflow-wrap:anywhere}th{color:#586474;font-weight:600}table.facts "
    "th{width:14rem}pre{white-space:pre-wrap;"
    "overflow-wrap:anywhere;background:#f5f7fa;border-left:3px solid #c3ccd8;padding:.6rem .9rem;font:inherit}"
    ".mark{border:1px solid #b00020;color:#b00020;font-weight:600;text-align:center;padding:.25rem;margin:0 0 1rem}"
    "footer{margin-top:2.5rem;color:#586474;font-size:.85em;overflow-wrap:anywhere}"
    "@page{margin:22mm 16mm 16mm}@media print{body{margin:0;padding:0;max-width:none}h2{break-after:avoid}"
    "body{font-size:10pt}table{font-size:9pt}tr,table.facts{break-inside:avoid}h2,thead{break-after:avoid}thead{"
    "display:table-"
    "header-group}.mark{position:fixed;top:-16mm;left:0;right:0}}";

} // namespace

QString markdownText(const QString &text)
{
    static const QRegularExpression marks(u"([\\\\`*_{}\\[\\]<>#|~&])"_s), begin(u"^(\\d*)([-+.)])"_s);
    QString s = visible(text.simplified());
    return s.isEmpty() ? u"–"_s : s.replace(marks, u"\\\\1"_s).replace(begin, u"\\1\\\\2"_s);
}

void BundlePage::heading(const QString &text)
{
    m_blocks.append({Kind::Heading, text, {}, {}});
}

void BundlePage::paragraph(const QString &text)
{
    m_blocks.append({Kind::Paragraph, text, {}, {}});
}

void BundlePage::quote(const QString &text)
{
    m_blocks.append({Kind::Quote, text, {}, {}});
}

void BundlePage::letter(const QString &markdown)
{
    m_blocks.append({Kind::Letter, markdown, {}, {}});
}

void BundlePage::facts(const QList<std::pair<QString, QString>> &pairs)
{
    QList<QStringList> rows;
    for (const auto &[name, value] : pairs)
        if (!value.trimmed().isEmpty())
            rows.append({name, value});
    m_blocks.append({Kind::Table, {}, {}, rows});
}

void BundlePage::table(const QStringList &head, const QList<QStringList> &rows)
{
    m_blocks.append({Kind::Table, {}, head, rows});
}

QByteArray BundlePage::html(const QString &foot) const
{
    using tocsin::html;
    QString out = u"<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" "
                  "content=\"width=device-width\">\n<title>%1 %2</title>\n<style>%3</style></head>\n<body>\n"
                  "%4<p class=\"ref\">%1</p>\n<h1>%2</h1>\n"_s.arg(
                      html(m_reference), html(m_title), QLatin1StringView(kStyle),
                      m_marking.isEmpty() ? QString() : u"<p class=\"mark\">"_s + html(m_marking) + u"</p>\n"_s);
    for (const Block &b : m_blocks) {
        if (b.kind == Kind::Heading)
            out += u"<h2>"_s + html(b.text) + u"</h2>\n"_s;
        else if (b.kind == Kind::Paragraph)
            out += u"<p>"_s + html(b.text) + u"</p>\n"_s;
        else if (b.kind == Kind::Quote)
            out += u"<pre>"_s + html(b.text) + u"</pre>\n"_s;
        else if (b.kind == Kind::Letter)
            out += u"<pre>"_s +
                   letterLines(b.text,
                               [](const QString &line, bool isHeading) {
                                   return isHeading ? u"<b>"_s + html(line) + u"</b>"_s : html(line);
                               })
                       .join(u'\n') +
                   u"</pre>\n"_s;
        if (b.kind != Kind::Table)
            continue;
        out += b.head.isEmpty() ? u"<table class=\"facts\">\n"_s : u"<table>\n<thead><tr>"_s;
        for (const QString &cell : b.head)
            out += u"<th>"_s + html(cell) + u"</th>"_s;
        out += b.head.isEmpty() ? QString() : u"</tr></thead>\n"_s;
        for (const QStringList &row : b.rows) {
            out += u"<tr>"_s;
            for (qsizetype i = 0; i < row.size(); ++i)
                out += b.head.isEmpty() && i == 0 ? u"<th>%1</th>"_s.arg(html(row.at(i))) : cell(row.at(i));
            out += u"</tr>\n"_s;
        }
        out += u"</table>\n"_s;
    }
    return (out + u"<footer>"_s + html(foot) + u"</footer>\n</body>\n</html>\n"_s).toUtf8();
}

QString BundlePage::markdown(const QString &foot) const
{
    const auto cells = [](const QStringList &row) {
        QString line = u"|"_s;
        for (const QString &cell : row)
            line += u' ' + markdownText(cell) + u" |"_s;
        return line + u'\n';
    };
    QString out;
    const qsizetype last = m_screenOnly < 0 ? m_blocks.size() : m_screenOnly;
    for (const Block &b : m_blocks.first(last)) {
        if (b.kind == Kind::Heading)
            out += u"## "_s + markdownText(b.text) + u"\n\n"_s;
        else if (b.kind == Kind::Paragraph)
            out += markdownText(b.text) + u"\n\n"_s;
        else if (b.kind == Kind::Quote)
            for (const QString &line : b.text.split(u'\n', Qt::SkipEmptyParts))
                out += u"> "_s + markdownText(line) + u"\n>\n"_s;
        else if (b.kind == Kind::Letter)
            for (const QString &line : letterLines(b.text, [](const QString &line, bool isHeading) {
                     const QString text = line.trimmed().isEmpty() ? QString() : markdownText(line);
                     return isHeading && !text.isEmpty() ? u"#### "_s + text : text;
                 }))
                out += line.isEmpty() ? QString() : u"> "_s + line + u"\n>\n"_s;
        if (b.kind == Kind::Quote || b.kind == Kind::Letter)
            out += u'\n';
        if (b.kind != Kind::Table || b.rows.isEmpty())
            continue;
        const QStringList head = b.head.isEmpty() ? QStringList{u" "_s, u" "_s} : b.head;
        out += b.head.isEmpty() ? u"| | |\n"_s : cells(head);
        out += u'|' + u"---|"_s.repeated(head.size()) + u'\n';
        for (const QStringList &row : b.rows)
            out += cells(row);
        out += u'\n';
    }
    return out + markdownText(foot) + u'\n';
}

} // namespace tocsin
