#include "ui/notices/noticehistory.h"

#include "ui/common/fittedcolumns.h"
#include "ui/common/timetext.h"
#include "ui/theme/fonts.h"

#include <QHeaderView>

#include <array>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {
enum Column { When, What, By, Decided, Words, Text, ColumnCount };
}

NoticeHistory::NoticeHistory(QWidget *parent)
    : QTableWidget(0, ColumnCount, parent)
{
    setObjectName(u"noticeHistory"_s);
    setAccessibleName(tr("History of the notice"));
    setHorizontalHeaderLabels({tr("When"), tr("Step"), tr("Entered by"), tr("Decided by"), tr("Words"), tr("Text")});
    setEditTriggers(NoEditTriggers);
    setSelectionBehavior(SelectRows);
    setShowGrid(false);
    setTabKeyNavigation(false);
    verticalHeader()->hide();
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setWordWrap(false);
    const std::array widths{152, 152, 136, 136, 0, 112};
    for (int column = 0; column < ColumnCount; ++column)
        if (column != Words)
            setColumnWidth(column, widths[static_cast<size_t>(column)]);
    new FittedColumns(horizontalHeader(), Words, 136, {148, 96, 88, 88, 0, 108});
}

void NoticeHistory::setSteps(const QList<NoticeStepRow> &steps)
{
    // Steps are acts: they are added and never change, so the rows that stand stay as they are.
    for (int row = rowCount(); row < steps.size(); ++row) {
        const NoticeStepRow &s = steps.at(row);
        insertRow(row);
        const QString words = s.attestedWords.isEmpty() ? s.remark
                              : s.remark.isEmpty()      ? s.attestedWords
                                                        : u"%1 — %2"_s.arg(s.attestedWords, s.remark);
        const QStringList cells{TimeText().full(s.atMs), nameOf(s.step), s.byName,
                                s.attestedByName,        words,          s.textSha256.left(12)};
        for (int column = 0; column < ColumnCount; ++column) {
            auto *item = new QTableWidgetItem(cells.at(column));
            item->setToolTip(column == When   ? TimeText().both(s.atMs)
                             : column == Text ? s.textSha256
                                              : cells.at(column));
            if (column == Text || column == When)
                item->setFont(monoFont(11));
            setItem(row, column, item);
        }
    }
}

} // namespace tocsin
