#include "ui/shell/centredcolumn.h"

#include "ui/common/plainscroll.h"

#include <QScrollArea>
#include <QVBoxLayout>

namespace tocsin {

QVBoxLayout *makeCentredColumn(QWidget *page, int width)
{
    auto *outer = new QVBoxLayout(page);
    outer->setContentsMargins(0, 0, 0, 0);
    auto *area = new QScrollArea(page);
    plainScroll(area);
    outer->addWidget(area);
    auto *content = new QWidget;
    area->setWidget(content);
    auto *middle = new QHBoxLayout(content);
    middle->addStretch(1);
    auto *body = new QWidget;
    body->setMaximumWidth(width);
    middle->addWidget(body, 100);
    middle->addStretch(1);
    return new QVBoxLayout(body);
}

} // namespace tocsin
