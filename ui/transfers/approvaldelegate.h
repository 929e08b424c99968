#pragma once

#include "ui/theme/theme.h"

#include <QStyledItemDelegate>

class QListWidgetItem;

namespace tocsin {

/** A line of a list of what waits: a title, what it is about, and at the right how long, as a chip. */
class ApprovalDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    static void fill(QListWidgetItem &item, const QString &title, const QString &text, const QString &chip, Tone tone,
                     const QString &spokenBefore);
    /** A heading between the lines; nothing can be chosen there. */
    static void fillHeading(QListWidgetItem &item, const QString &text);
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace tocsin
