#include "ui/common/limitedtextedit.h"

#include <QLocale>
#include <QMimeData>
#include <utility>

namespace tocsin {

LimitedTextEdit::LimitedTextEdit(int most, QWidget *parent)
    : QPlainTextEdit(parent)
    , m_most(most)
{
    connect(this, &QPlainTextEdit::textChanged, this, [this] {
        if (std::exchange(m_said, false))
            Q_EMIT leftOut({});
    });
}

void LimitedTextEdit::insertFromMimeData(const QMimeData *source)
{
    // Laid out, a text of megabytes would hold the window up; and nothing keeps one as long as that.
    const QTextCursor cursor = textCursor();
    const qsizetype kept = document()->characterCount() - 1 - (cursor.selectionEnd() - cursor.selectionStart());
    const qsizetype pasted = source->hasText() ? source->text().size() : 0;
    if (kept + pasted <= m_most)
        return QPlainTextEdit::insertFromMimeData(source);
    m_said = true;
    Q_EMIT leftOut(tr("What you pasted has %1 characters, and there is room for %2. Nothing was inserted.")
                       .arg(QLocale().toString(pasted), QLocale().toString(qMax<qsizetype>(0, m_most - kept))));
}

} // namespace tocsin
