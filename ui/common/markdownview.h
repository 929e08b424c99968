#pragma once

#include <QTextBrowser>

class QTextDocument;

namespace tocsin {

/** Paragraphs of Markdown come without air and headings far too large for a panel: mends both, but in tables. */
void layOutMarkdown(QTextDocument &document);

/** Shows Markdown as it will be read. Loads nothing, from the disk or the network, whatever the text says; no HTML. */
class MarkdownView : public QTextBrowser
{
    Q_OBJECT

public:
    explicit MarkdownView(QWidget *parent = nullptr);

    /** Keeps the scroll position when the text is shown again. */
    void showMarkdown(const QString &source);
    [[nodiscard]] QVariant loadResource(int type, const QUrl &name) override;

protected:
    void changeEvent(QEvent *event) override;

private:
    QString m_source;
};

} // namespace tocsin
