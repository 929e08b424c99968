#include "ui/common/markdowneditor.h"

#include "ui/common/label.h"
#include "ui/common/limitedtextedit.h"
#include "ui/common/markdownview.h"
#include "ui/common/spellbook.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QContextMenuEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QRegularExpression>
#include <QShortcut>
#include <QStackedWidget>
#include <QSyntaxHighlighter>
#include <QTextBlock>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {
constexpr int kMostCharacters = 200'000; ///< the longest that a text with its markup is kept
}

/** Headings bolder, marks dimmer, unfilled fields on a ground. */
class SourceHighlighter : public QSyntaxHighlighter
{
public:
    using QSyntaxHighlighter::QSyntaxHighlighter;

    QStringList filled;
    QString language;

protected:
    void highlightBlock(const QString &text) override
    {
        static const QRegularExpression field(u"\\{\\{[^{}]*\\}?\\}?"_s);
        static const QRegularExpression strong(u"\\*\\*[^*]+\\*\\*"_s);
        const Theme &theme = Theme::current();
        QTextCharFormat bold;
        bold.setFontWeight(QFont::DemiBold);
        if (text.startsWith(u'#'))
            setFormat(0, static_cast<int>(text.size()), bold);
        for (auto it = strong.globalMatch(text); it.hasNext();) {
            const auto match = it.next();
            setFormat(static_cast<int>(match.capturedStart()), static_cast<int>(match.capturedLength()), bold);
        }
        for (auto it = field.globalMatch(text); it.hasNext();) {
            const auto match = it.next();
            const QString name = match.captured().remove(u'{').remove(u'}').trimmed();
            const ToneColors colors = theme.tone(filled.contains(name) ? Tone::Accent : Tone::Medium);
            QTextCharFormat format;
            format.setForeground(colors.ink);
            format.setBackground(colors.ground);
            setFormat(static_cast<int>(match.capturedStart()), static_cast<int>(match.capturedLength()), format);
        }
        spell(text);
    }

private:
    void spell(const QString &text)
    {
        SpellBook *book = SpellBook::of(language);
        if (!book)
            return;
        const QList<SpelledWord> words = wordsToSpell(text);
        for (const SpelledWord &word : words) {
            if (!book->isWrong(word.text))
                continue;
            QTextCharFormat under = format(word.from);
            under.setUnderlineStyle(QTextCharFormat::SpellCheckUnderline);
            under.setUnderlineColor(Theme::current().tone(Tone::High).ink);
            setFormat(word.from, static_cast<int>(word.text.size()), under);
        }
    }
};

MarkdownEditor::MarkdownEditor(const QString &name, const QString &objectName, QWidget *parent)
    : QWidget(parent)
    , m_bar(new QHBoxLayout)
    , m_stack(new QStackedWidget(this))
    , m_edit(new LimitedTextEdit(kMostCharacters, this))
    , m_leftOut(wrappedLabel({}, TextStyle::Error, this))
    , m_view(new MarkdownView(this))
    , m_highlighter(nullptr)
{
    build(name, objectName);
    m_highlighter = new SourceHighlighter(m_edit->document());
    m_edit->viewport()->installEventFilter(this); // where the menu is asked for by the mouse
    m_edit->installEventFilter(this);             // and by the keyboard
    connect(m_edit, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_loading)
            Q_EMIT edited();
    });
    for (const auto &[keys, mark] : {std::pair{u"Ctrl+B"_s, u"**"_s}, std::pair{u"Ctrl+I"_s, u"*"_s}}) {
        auto *shortcut = new QShortcut(QKeySequence(keys), m_edit);
        shortcut->setContext(Qt::WidgetShortcut);
        connect(shortcut, &QShortcut::activated, this, [this, mark = mark] { wrap(mark); });
    }
    auto *preview = new QShortcut(QKeySequence(u"Ctrl+Shift+P"_s), this);
    preview->setContext(Qt::WidgetWithChildrenShortcut);
    connect(preview, &QShortcut::activated, this, [this] { showPreview(!isPreview()); });
}

void MarkdownEditor::build(const QString &name, const QString &objectName)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    m_bar->setSpacing(4);
    layout->addLayout(m_bar);
    m_leftOut->setObjectName(objectName + u"LeftOut"_s);
    m_leftOut->hide();
    layout->addWidget(m_leftOut);
    connect(m_edit, &LimitedTextEdit::leftOut, this, [this](const QString &why) {
        m_leftOut->setText(why);
        m_leftOut->setVisible(!why.isEmpty());
    });
    layout->addWidget(m_stack, 1);

    m_edit->setObjectName(objectName);
    m_edit->setAccessibleName(name);
    m_edit->setTabChangesFocus(true);
    QFont font = bodyFont();
    font.setPixelSize(14);
    m_edit->setFont(font);
    m_edit->document()->setDocumentMargin(14);
    m_view->setObjectName(objectName + u"Preview"_s);
    m_view->setAccessibleName(tr("%1, preview").arg(name));
    m_stack->addWidget(m_edit);
    m_stack->addWidget(m_view);

    m_marks << addButton(u"bold"_s, tr("Bold"), tr("Bold (Ctrl+B)"));
    connect(m_marks.last(), &QToolButton::clicked, this, [this] { wrap(u"**"_s); });
    m_marks << addButton(u"italic"_s, tr("Italic"), tr("Italic (Ctrl+I)"));
    connect(m_marks.last(), &QToolButton::clicked, this, [this] { wrap(u"*"_s); });
    m_marks << addButton(u"list"_s, tr("List"), tr("Begin a list"));
    connect(m_marks.last(), &QToolButton::clicked, this, &MarkdownEditor::startList);
    m_bar->addStretch(1);
    m_preview = new QPushButton(icon(u"eye"), tr("Preview"), this);
    m_preview->setObjectName(objectName + u"ShowPreview"_s);
    m_preview->setAccessibleName(tr("Preview"));
    m_preview->setToolTip(tr("As it will be read (Ctrl+Shift+P)"));
    m_preview->setCheckable(true);
    m_preview->setAutoDefault(false);
    m_bar->addWidget(m_preview);
    connect(m_preview, &QPushButton::toggled, this, &MarkdownEditor::showPreview);
}

QToolButton *MarkdownEditor::addButton(const QString &iconName, const QString &text, const QString &tip)
{
    auto *button = new QToolButton(this);
    button->setIcon(icon(iconName));
    button->setAccessibleName(text);
    button->setObjectName(u"markdown-"_s + iconName);
    button->setToolTip(tip);
    button->setFixedHeight(metrics::controlHeight);
    m_bar->addWidget(button);
    return button;
}

QPlainTextEdit *MarkdownEditor::field() const
{
    return m_edit;
}

void MarkdownEditor::setMost(int most)
{
    m_edit->setMost(most);
}

QString MarkdownEditor::markdown() const
{
    return m_edit->toPlainText();
}

void MarkdownEditor::setMarkdown(const QString &source)
{
    if (source == markdown())
        return;
    m_loading = true;
    m_edit->setPlainText(source);
    m_loading = false;
    refreshPreview();
}

void MarkdownEditor::setFilledFields(const QStringList &names)
{
    m_highlighter->filled = names;
    m_highlighter->rehighlight();
}

void MarkdownEditor::rehighlight()
{
    const bool was = std::exchange(m_loading, true); // colours are no edit
    m_highlighter->rehighlight();
    m_loading = was;
}

void MarkdownEditor::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_highlighter)
        rehighlight();
}

void MarkdownEditor::setLanguage(const QString &language)
{
    if (std::exchange(m_language, language) == language)
        return;
    m_highlighter->language = language;
    if (SpellBook *book = SpellBook::of(language)) {
        connect(book, &SpellBook::learned, this, &MarkdownEditor::rehighlight, Qt::UniqueConnection);
        rehighlight();
    }
}

bool MarkdownEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::ContextMenu || !SpellBook::of(m_language))
        return QWidget::eventFilter(watched, event);
    const auto *menu = static_cast<QContextMenuEvent *>(event);
    showMenu(menu->reason() == QContextMenuEvent::Mouse ? menu->pos() : m_edit->cursorRect().bottomLeft());
    return true;
}

void MarkdownEditor::showMenu(const QPoint &at)
{
    QMenu *menu = m_edit->createStandardContextMenu(at);
    menu->setObjectName(u"spellMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QTextCursor here = m_edit->cursorForPosition(at);
    SpellBook *book = SpellBook::of(m_language);
    QAction *before = menu->actions().value(0);
    const QList<SpelledWord> words = wordsToSpell(here.block().text());
    for (const SpelledWord &word : words) {
        const auto length = static_cast<int>(word.text.size());
        if (here.positionInBlock() < word.from || here.positionInBlock() > word.from + length ||
            !book->isWrong(word.text) || m_edit->isReadOnly())
            continue;
        QTextCursor place(here.block());
        place.setPosition(here.block().position() + word.from);
        place.setPosition(here.block().position() + word.from + length, QTextCursor::KeepAnchor);
        const QStringList meant = book->meant(word.text);
        for (const QString &instead : meant) {
            auto *action = new QAction(instead, menu);
            connect(action, &QAction::triggered, this, [place, instead]() mutable { place.insertText(instead); });
            menu->insertAction(before, action);
        }
        if (meant.isEmpty()) {
            auto *none = new QAction(tr("The dictionary does not have this word"), menu);
            none->setEnabled(false);
            menu->insertAction(before, none);
        }
        menu->insertSeparator(before);
    }
    menu->popup(m_edit->viewport()->mapToGlobal(at));
}

void MarkdownEditor::setPreviewFilter(std::function<QString(const QString &)> filter)
{
    m_filter = std::move(filter);
    refreshPreview();
}

void MarkdownEditor::refreshPreview()
{
    if (isPreview())
        m_view->showMarkdown(m_filter ? m_filter(markdown()) : markdown());
}

void MarkdownEditor::setReadOnly(bool readOnly)
{
    m_edit->setReadOnly(readOnly);
    for (QToolButton *button : m_marks)
        button->setEnabled(!readOnly);
}

void MarkdownEditor::showPreview(bool preview)
{
    const bool hadFocus = m_edit->hasFocus() || m_view->hasFocus();
    if (preview == isPreview())
        return;
    m_stack->setCurrentWidget(preview ? static_cast<QWidget *>(m_view) : m_edit);
    refreshPreview();
    m_preview->setChecked(preview);
    for (QToolButton *button : m_marks)
        button->setEnabled(!preview && !m_edit->isReadOnly());
    if (hadFocus)
        m_stack->currentWidget()->setFocus(Qt::OtherFocusReason);
    Q_EMIT previewChanged(preview);
}

bool MarkdownEditor::isPreview() const
{
    return m_stack->currentWidget() == m_view;
}

void MarkdownEditor::jumpTo(const QString &text)
{
    showPreview(false);
    QTextCursor cursor = m_edit->document()->find(text);
    if (text.isEmpty() || cursor.isNull()) {
        cursor = QTextCursor(m_edit->document());
        cursor.movePosition(QTextCursor::End);
    }
    m_edit->setTextCursor(cursor);
    m_edit->ensureCursorVisible();
    m_edit->setFocus(Qt::OtherFocusReason);
}

int MarkdownEditor::wordCount() const
{
    static const QRegularExpression word(u"[\\w’'-]+"_s, QRegularExpression::UseUnicodePropertiesOption);
    int count = 0;
    const QString text = markdown();
    for (auto it = word.globalMatch(text); it.hasNext(); it.next())
        ++count;
    return count;
}

void MarkdownEditor::wrap(const QString &mark)
{
    if (m_edit->isReadOnly() || isPreview())
        return;
    QTextCursor cursor = m_edit->textCursor();
    if (!cursor.hasSelection())
        cursor.select(QTextCursor::WordUnderCursor);
    const QString chosen = cursor.selectedText();
    cursor.insertText(mark + chosen + mark);
    if (chosen.isEmpty())
        cursor.movePosition(QTextCursor::Left, QTextCursor::MoveAnchor, static_cast<int>(mark.size()));
    m_edit->setTextCursor(cursor);
    m_edit->setFocus(Qt::OtherFocusReason);
}

void MarkdownEditor::startList()
{
    QTextCursor cursor = m_edit->textCursor();
    const int last = m_edit->document()->findBlock(cursor.selectionEnd()).blockNumber();
    cursor.setPosition(cursor.selectionStart());
    cursor.beginEditBlock();
    for (QTextBlock block = cursor.block(); block.isValid() && block.blockNumber() <= last; block = block.next()) {
        QTextCursor at(block);
        if (!block.text().startsWith(u"- "_s))
            at.insertText(u"- "_s);
    }
    cursor.endEditBlock();
    m_edit->setFocus(Qt::OtherFocusReason);
}

} // namespace tocsin
