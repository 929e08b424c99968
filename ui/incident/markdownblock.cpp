#include "ui/incident/markdownblock.h"

#include <QAbstractTextDocumentLayout>
#include <QtMath>

namespace tocsin {

MarkdownBlock::MarkdownBlock(const QString &name, QWidget *parent)
    : MarkdownView(parent)
{
    setAccessibleName(name);
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTabChangesFocus(true);
    viewport()->setAutoFillBackground(false);
    document()->setDocumentMargin(0);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this, &MarkdownBlock::fit);
}

void MarkdownBlock::resizeEvent(QResizeEvent *event)
{
    MarkdownView::resizeEvent(event);
    fit();
}

void MarkdownBlock::fit()
{
    document()->setDocumentMargin(0);
    const int height = qCeil(document()->documentLayout()->documentSize().height());
    if (height > 0 && height != this->height())
        setFixedHeight(height);
}

} // namespace tocsin
