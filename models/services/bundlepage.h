#pragma once

#include <QByteArray>
#include <QList>
#include <QStringList>

namespace tocsin {

/**
 * A page of a bundle to be read by people: told once, written as HTML that opens anywhere and loads nothing, and as
 * Markdown for the renderer of PDFs. Whatever is told is text: nothing in it is a mark, a tag or a link.
 */
class BundlePage
{
public:
    BundlePage(QString reference, QString title)
        : m_reference(std::move(reference))
        , m_title(std::move(title))
    {
    }

    /** On every page that is printed: what it is, and who may read it. */
    void mark(const QString &marking) { m_marking = marking; }
    [[nodiscard]] const QString &marking() const { return m_marking; }
    void heading(const QString &text);
    void paragraph(const QString &text);
    /** Text of a person, in its own lines. */
    void quote(const QString &text);
    /** The same of a text in Markdown: its headings are told from the rest, and nothing else in it is a mark. */
    void letter(const QString &markdown);
    /** Name and value; without a value, no line. */
    void facts(const QList<std::pair<QString, QString>> &pairs);
    void table(const QStringList &head, const QList<QStringList> &rows);
    /** From here on in the HTML alone: what is too long for paper. */
    void beginScreenOnly() { m_screenOnly = m_blocks.size(); }

    [[nodiscard]] QByteArray html(const QString &foot) const;
    [[nodiscard]] QString markdown(const QString &foot) const;

private:
    enum class Kind { Heading, Paragraph, Quote, Letter, Table };
    struct Block
    {
        Kind kind = Kind::Paragraph;
        QString text;
        QStringList head;
        QList<QStringList> rows;
    };

    QString m_reference;
    QString m_title;
    QString m_marking;
    QList<Block> m_blocks;
    qsizetype m_screenOnly = -1;
};

/** Text of a person as plain words in a Markdown document: nothing in it is a mark, nothing hides in it. */
[[nodiscard]] QString markdownText(const QString &text);

} // namespace tocsin
