#include "ui/common/emptylayout.h"

#include <QLayout>
#include <QWidget>

namespace tocsin {

void emptyLayout(QLayout *layout)
{
    while (QLayoutItem *item = layout->takeAt(0)) {
        if (QWidget *w = item->widget()) {
            w->hide();
            w->deleteLater();
        }
        delete item;
    }
}

} // namespace tocsin
