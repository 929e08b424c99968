#include "ui/common/directorydelegate.h"

#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace tocsin {

QSize DirectoryDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {200, 52};
}

void DirectoryDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const DirectoryLine l = line(index);
    if (l.name.isEmpty())
        return;
    painter->save();
    const Theme &theme = Theme::current();
    const QRect r = option.rect;
    if (option.state & QStyle::State_Selected)
        painter->fillRect(r, theme.accentTint);
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(r, theme.hover);
    painter->fillRect(QRect(r.left() + 12, r.bottom(), r.width() - 24, 1), theme.line);
    int room = r.width() - 24;
    if (!l.word.isEmpty()) {
        const QSize chip = textChipSize(l.word, l.tone);
        paintTextChip(*painter, {r.right() - 12 - chip.width(), r.top() + 8}, l.word, l.tone);
        room -= chip.width() + 8;
    }
    const auto write = [&](const QFont &font, const QColor &ink, const QRect &place, const QString &text) {
        painter->setFont(font);
        painter->setPen(ink);
        painter->drawText(place, Qt::AlignVCenter, QFontMetrics(font).elidedText(text, Qt::ElideRight, place.width()));
    };
    write(bodyBoldFont(), l.given ? theme.text : theme.muted, {r.left() + 12, r.top() + 7, room, 20}, l.name);
    write(smallFont(), theme.muted, {r.left() + 12, r.top() + 27, r.width() - 24, 18}, l.facts);
    painter->restore();
}

} // namespace tocsin
