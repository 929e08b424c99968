#pragma once

#include "ui/common/chippaint.h"

#include <QStyledItemDelegate>

namespace tocsin {

/** What one row of a directory says: a name, what it is in a few words, and a chip where something is to be said. */
struct DirectoryLine
{
    QString name;
    QString facts;
    QString word; ///< of the chip; empty: none
    Tone tone = Tone::Neutral;
    bool given = true; ///< else pale: not active any more
};

/** Draws the rows of the lists beside the directories of people, services and customers, all alike. */
class DirectoryDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    /** Without a name nothing is drawn. */
    [[nodiscard]] virtual DirectoryLine line(const QModelIndex &index) const = 0;
};

} // namespace tocsin
