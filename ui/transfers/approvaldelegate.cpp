#include "ui/transfers/approvaldelegate.h"

#include "ui/common/chippaint.h"
#include "ui/theme/fonts.h"
#include "ui/theme/stylepaint.h"

#include <QListWidgetItem>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr int kRowHeight = 56;
constexpr int kHeadingHeight = 32;
constexpr int kSide = 16;
constexpr int kText = Qt::UserRole + 1;
constexpr int kChip = Qt::UserRole + 2;
constexpr int kTone = Qt::UserRole + 3;
constexpr int kHeading = Qt::UserRole + 4;

} // namespace

void ApprovalDelegate::fill(QListWidgetItem &item, const QString &title, const QString &text, const QString &chip,
                            Tone tone, const QString &spokenBefore)
{
    item.setText(title);
    item.setData(kText, text);
    item.setData(kChip, chip);
    item.setData(kTone, static_cast<int>(tone));
    item.setData(Qt::AccessibleTextRole, QStringList{spokenBefore, title, text, chip}.join(u", "_s));
    item.setToolTip(title + u'\n' + text);
}

void ApprovalDelegate::fillHeading(QListWidgetItem &item, const QString &text)
{
    item.setText(text);
    item.setData(kHeading, true);
    item.setFlags(Qt::NoItemFlags);
}

QSize ApprovalDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    return {200, index.data(kHeading).toBool() ? kHeadingHeight : kRowHeight};
}

void ApprovalDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    const Theme &theme = Theme::current();
    const QRect r = option.rect;
    const QString title = index.data(Qt::DisplayRole).toString();
    if (index.data(kHeading).toBool()) {
        painter->setFont(smallFont());
        painter->setPen(theme.muted);
        painter->drawText(r.adjusted(kSide, 8, -kSide, 0), Qt::AlignVCenter, title);
        painter->restore();
        return;
    }
    if (option.state & QStyle::State_Selected)
        painter->fillRect(r, theme.accentTint);
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(r, theme.hover);
    if (option.state & QStyle::State_Selected)
        painter->fillRect(QRect(r.left(), r.top(), 3, r.height()), theme.accent);
    painter->fillRect(QRect(r.left() + kSide, r.bottom(), r.width() - 2 * kSide, 1), theme.line);
    const int room = r.width() - 2 * kSide;
    painter->setFont(bodyBoldFont());
    painter->setPen(theme.text);
    painter->drawText(QRect(r.left() + kSide, r.top() + 8, room, 20), Qt::AlignVCenter,
                      QFontMetrics(bodyBoldFont()).elidedText(title, Qt::ElideRight, room));
    int below = room;
    const auto tone = static_cast<Tone>(index.data(kTone).toInt());
    // In a language of long words the chip leaves room for what it is about.
    if (const QString chip =
            QFontMetrics(smallFont()).elidedText(index.data(kChip).toString(), Qt::ElideRight, room * 3 / 5);
        !chip.isEmpty()) {
        const QSize size = textChipSize(chip, tone);
        paintTextChip(*painter, {r.right() - kSide - size.width(), r.top() + 30}, chip, tone);
        below -= size.width() + 8;
    }
    const QString text = index.data(kText).toString();
    painter->setFont(smallFont());
    painter->setPen(theme.muted);
    painter->drawText(QRect(r.left() + kSide, r.top() + 30, below, 18), Qt::AlignVCenter,
                      QFontMetrics(smallFont()).elidedText(text, Qt::ElideRight, below));
    if (option.state & QStyle::State_HasFocus) {
        painter->setRenderHint(QPainter::Antialiasing);
        paintFocusRing(*painter, QRectF(r).adjusted(1, 1, -1, -2), 3);
    }
    painter->restore();
}

} // namespace tocsin
