#include "ui/common/elidedrows.h"

#include <QListView>
#include <QStyledItemDelegate>

namespace tocsin {

namespace {

class ElidedRow : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return {0, QStyledItemDelegate::sizeHint(option, index).height()};
    }
};

} // namespace

void elideRows(QListView *list)
{
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setTextElideMode(Qt::ElideRight);
    list->setItemDelegate(new ElidedRow(list));
}

} // namespace tocsin
