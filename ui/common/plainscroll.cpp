
#include <QScrollArea>

namespace tocsin {

void plainScroll(QScrollArea *area)
{
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setFocusPolicy(Qt::NoFocus);
}

void plainScrollDown(QScrollArea *area)
{
    plainScroll(area);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

QScrollArea *scrolledDown(QWidget *content, const QString &accessibleName)
{
    auto *area = new QScrollArea;
    plainScrollDown(area);
    area->setAccessibleName(accessibleName);
    area->setWidget(content);
    return area;
}

QWidget *scrolledInCard(QWidget *content, const QString &accessibleName)
{
    QScrollArea *area = scrolledDown(content, accessibleName);
    area->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    return area;
}

} // namespace tocsin
