#include "ui/timeline/entryedit.h"

#include "ui/theme/fonts.h"

#include <QKeyEvent>
#include <QMimeData>
#include <QTextBlock>
#include <QTextLayout>

#include <algorithm>

namespace tocsin {

namespace {
constexpr int kMostEditLines = 5;
constexpr int kMargin = 6; ///< above and below alike, so that the line stands level with what is beside it
} // namespace

EntryEdit::EntryEdit(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setFont(bodyFont());
    setFrameShape(QFrame::NoFrame);
    setTabChangesFocus(true);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    document()->setDocumentMargin(kMargin);
    viewport()->setAutoFillBackground(false);
    connect(this, &QPlainTextEdit::textChanged, this, &EntryEdit::fitHeight);
    fitHeight();
}

int EntryEdit::heightOf(int lines) const
{
    return lines * fontMetrics().lineSpacing() + 2 * kMargin;
}

QSize EntryEdit::sizeHint() const
{
    return {400, height()};
}

void EntryEdit::fitHeight()
{
    int lines = 0;
    for (QTextBlock block = document()->begin(); block.isValid() && lines <= kMostEditLines; block = block.next())
        lines += std::max(1, block.layout()->lineCount());
    setVerticalScrollBarPolicy(lines > kMostEditLines ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    const int wanted = heightOf(std::clamp(lines, 1, kMostEditLines));
    if (wanted != height() || minimumHeight() != wanted)
        setFixedHeight(wanted);
}

void EntryEdit::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    fitHeight();
}

void EntryEdit::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && !event->modifiers().testFlag(Qt::ShiftModifier)) {
        Q_EMIT submitted();
        return;
    }
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT left();
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
}

void EntryEdit::focusInEvent(QFocusEvent *event)
{
    QPlainTextEdit::focusInEvent(event);
    Q_EMIT focusChanged(true);
}

void EntryEdit::focusOutEvent(QFocusEvent *event)
{
    QPlainTextEdit::focusOutEvent(event);
    Q_EMIT focusChanged(false);
}

bool EntryEdit::canInsertFromMimeData(const QMimeData *source) const
{
    return source->hasUrls() || source->hasImage() || QPlainTextEdit::canInsertFromMimeData(source);
}

void EntryEdit::insertFromMimeData(const QMimeData *source)
{
    const bool files = source->hasUrls() && std::any_of(source->urls().cbegin(), source->urls().cend(),
                                                        [](const QUrl &url) { return url.isLocalFile(); });
    if (files || (source->hasImage() && !source->hasText()))
        Q_EMIT filesPasted(source);
    else
        insertPlainText(source->text());
}

} // namespace tocsin
