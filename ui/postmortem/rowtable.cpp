#include "ui/postmortem/rowtable.h"

#include "ui/common/fittedcolumns.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

#include <QHeaderView>
#include <QPainter>
#include <QSignalBlocker>
#include <QStyledItemDelegate>

namespace tocsin {

namespace {

constexpr int kRowHeight = 32;
constexpr int kKeyRole = Qt::UserRole;
constexpr int kToneRole = Qt::UserRole + 1;
constexpr int kSettledRole = Qt::UserRole + 2;

class RowDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        painter->save();
        const Theme &theme = Theme::current();
        const QRect r = option.rect;
        if (option.state & QStyle::State_Selected)
            painter->fillRect(r, theme.accentTint);
        painter->fillRect(QRect(r.left(), r.bottom(), r.width(), 1), theme.line);
        const QString text = index.data().toString();
        if (index.column() == 0) {
            paintTextChip(*painter, {r.left() + 12, r.top() + (r.height() - kChipHeight) / 2}, text,
                          static_cast<Tone>(index.data(kToneRole).toInt()), r.width() - 16);
        } else {
            painter->setFont(bodyFont());
            painter->setPen(index.data(kSettledRole).toBool() ? theme.muted : theme.text);
            const QRect room = r.adjusted(12, 0, -8, 0); // below the words of the header
            painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
                              painter->fontMetrics().elidedText(text, Qt::ElideRight, room.width()));
        }
        painter->restore();
    }
};

} // namespace

RowTable::RowTable(const QStringList &headers, const QList<int> &widths, int stretched, QWidget *parent)
    : QTableWidget(0, static_cast<int>(headers.size()), parent)
{
    setHorizontalHeaderLabels(headers);
    setItemDelegate(new RowDelegate(this));
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(kRowHeight);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    for (int column = 0; column < widths.size(); ++column)
        setColumnWidth(column, widths.at(column));
    QList<int> least;
    for (const int width : widths)
        least << qMin(width, qMax(88, width * 3 / 5)); // a reference stays whole
    least[0] = widths.at(0);                           // the state is a chip
    new FittedColumns(horizontalHeader(), stretched, widths.at(stretched), least);
    connect(this, &QTableWidget::activated, this,
            [this](const QModelIndex &index) { Q_EMIT opened(item(index.row(), 0)->data(kKeyRole).toLongLong()); });
    connect(this, &QTableWidget::currentCellChanged, this, [this] { Q_EMIT chosen(currentKey()); });
}

qint64 RowTable::currentKey() const
{
    const QTableWidgetItem *first = currentRow() >= 0 ? item(currentRow(), 0) : nullptr;
    return first ? first->data(kKeyRole).toLongLong() : 0;
}

void RowTable::showRows(const QList<Row> &rows)
{
    const qint64 before = currentKey();
    int current = rows.isEmpty() ? -1 : 0;
    {
        const QSignalBlocker quiet(this);
        setRowCount(static_cast<int>(rows.size()));
        for (int n = 0; n < rows.size(); ++n) {
            const Row &row = rows.at(n);
            auto *chip = new QTableWidgetItem(row.chip);
            chip->setData(kKeyRole, row.key);
            chip->setData(kToneRole, static_cast<int>(row.tone));
            setItem(n, 0, chip);
            for (int column = 1; column < columnCount(); ++column) {
                auto *cell = new QTableWidgetItem(row.cells.value(column - 1));
                const QString tip = row.tips.value(column - 1);
                cell->setToolTip(tip.isEmpty() ? cell->text() : tip);
                cell->setData(kSettledRole, row.settled);
                setItem(n, column, cell);
            }
            if (row.key == before)
                current = n;
        }
        if (current >= 0)
            setCurrentCell(current, 0);
    }
    Q_EMIT chosen(currentKey());
}

} // namespace tocsin
