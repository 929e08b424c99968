#include "ui/common/scrollform.h"

#include <QFrame>
#include <QLayout>
#include <QScrollArea>
#include <QScrollBar>
#include <QStyle>

namespace tocsin {

void keepRightEdge(QScrollArea *area, QLayout *layout)
{
    const int right = layout->contentsMargins().right();
    QObject::connect(area->verticalScrollBar(), &QScrollBar::rangeChanged, area, [area, layout, right](int, int most) {
        const int bar = area->style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, area);
        QMargins margins = layout->contentsMargins();
        margins.setRight(most > 0 ? qMax(0, right - bar) : right);
        layout->setContentsMargins(margins);
    });
}

QFrame *lineBelow(QScrollArea *area)
{
    auto *line = new QFrame;
    line->setFrameShape(QFrame::HLine);
    line->setFixedHeight(1);
    QSizePolicy policy = line->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    line->setSizePolicy(policy);
    const QScrollBar *bar = area->verticalScrollBar();
    const auto refresh = [line, bar] { line->setVisible(bar->value() < bar->maximum()); };
    QObject::connect(bar, &QScrollBar::rangeChanged, line, refresh);
    QObject::connect(bar, &QScrollBar::valueChanged, line, refresh);
    line->hide();
    return line;
}

} // namespace tocsin
