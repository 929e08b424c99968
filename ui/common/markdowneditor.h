#pragma once

#include <QWidget>
#include <functional>

class QHBoxLayout;
class QPlainTextEdit;
class QStackedWidget;
class QPushButton;
class QToolButton;

namespace tocsin {

class Label;
class LimitedTextEdit;
class MarkdownView;
class SourceHighlighter;

/**
 * Writing Markdown and seeing it as it will be read. Fields that are not filled ({{...}}) stand out while writing.
 * Ctrl+B and Ctrl+I mark, Ctrl+Shift+P shows the preview. Keeps the source as it was typed.
 */
class MarkdownEditor : public QWidget
{
    Q_OBJECT

public:
    /** `name` is what screen readers say and, without spaces, the object's name. */
    MarkdownEditor(const QString &name, const QString &objectName, QWidget *parent = nullptr);

    [[nodiscard]] QString markdown() const;
    /** Emits nothing; undo starts anew. */
    void setMarkdown(const QString &source);
    void setReadOnly(bool readOnly);
    void showPreview(bool preview);
    [[nodiscard]] bool isPreview() const;
    /** Words that its dictionary does not have are underlined, if there is one; their menu says what may be meant. */
    void setLanguage(const QString &language);
    /** Names of fields that are filled later by themselves: they stand out less than open ones. */
    void setFilledFields(const QStringList &names);
    /** What the preview shows instead of the source: fields filled, say. */
    void setPreviewFilter(std::function<QString(const QString &)> filter);
    /** What the filter needs changed. */
    void refreshPreview();
    /** Puts the cursor on the first place of the text, chosen; at the end if it is nowhere. */
    void jumpTo(const QString &text);
    [[nodiscard]] int wordCount() const;
    [[nodiscard]] QPlainTextEdit *field() const;
    /** How many characters there is room for; 200,000 if nobody says. */
    void setMost(int most);
    /** At the right of the buttons: a page's own. */
    [[nodiscard]] QHBoxLayout *bar() const { return m_bar; }

Q_SIGNALS:
    /** A person typed. */
    void edited();
    void previewChanged(bool preview);

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build(const QString &name, const QString &objectName);
    QToolButton *addButton(const QString &iconName, const QString &text, const QString &tip);
    void wrap(const QString &mark);
    void startList();
    void rehighlight();
    void showMenu(const QPoint &at);

    QHBoxLayout *m_bar;
    QStackedWidget *m_stack;
    LimitedTextEdit *m_edit;
    Label *m_leftOut;
    MarkdownView *m_view;
    SourceHighlighter *m_highlighter;
    QPushButton *m_preview = nullptr;
    QList<QToolButton *> m_marks;
    std::function<QString(const QString &)> m_filter;
    QString m_language;
    bool m_loading = false;
};

} // namespace tocsin
