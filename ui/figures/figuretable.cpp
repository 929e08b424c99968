#include "ui/figures/figuretable.h"

#include "ui/figures/spreadchart.h"
#include "ui/theme/fonts.h"

#include <QHeaderView>
#include <QLocale>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {
constexpr int kLeastNameWidth = 128; ///< with all the figures, what the smallest window has
}

FigureTable::FigureTable(QWidget *parent)
    : QTableWidget(parent)
{
    setObjectName(u"figure-table"_s);
    setAccessibleName(tr("Hours to declarations and notices"));
    setEditTriggers(NoEditTriggers);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setShowGrid(false);
    setTabKeyNavigation(false);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(30);
    const QStringList spread{tr("median"), tr("90 of 100"), tr("worst")};
    QStringList titles{QString(), tr("Declarations")};
    titles += spread;
    titles << tr("Notices");
    titles += spread;
    setColumnCount(static_cast<int>(titles.size()));
    setHorizontalHeaderLabels(titles);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignRight | Qt::AlignVCenter);
    horizontalHeader()->setMinimumSectionSize(64);
    horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    horizontalHeader()->setSectionResizeMode(0, QHeaderView::Fixed);
    horizontalHeaderItem(0)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

void FigureTable::setLines(const QList<FigureLine> &lines)
{
    setRowCount(static_cast<int>(lines.size()));
    for (int row = 0; row < rowCount(); ++row) {
        const FigureLine &line = lines.at(row);
        QStringList texts{line.name};
        for (const Spread &s : {line.toDeclaration, line.toNotice})
            texts << QLocale().toString(s.count) << hoursShown(s, s.medianMs) << hoursShown(s, s.p90Ms)
                  << hoursShown(s, s.worstMs);
        for (int column = 0; column < columnCount(); ++column) {
            auto *cell = new QTableWidgetItem(texts.at(column));
            cell->setTextAlignment((column == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
            if (line.group == FigureGroup::All)
                cell->setFont(bodyBoldFont());
            setItem(row, column, cell);
        }
    }
    // All its lines: the page scrolls, not the table in it.
    setFixedHeight(horizontalHeader()->sizeHint().height() + verticalHeader()->length() + 4);
}

void FigureTable::updateGeometries()
{
    QTableWidget::updateGeometries();
    // The name takes what the figures leave, and never less than it can be read in.
    int figures = 0;
    for (int column = 1; column < columnCount(); ++column)
        figures += columnWidth(column);
    const int name = qMax(kLeastNameWidth, viewport()->width() - figures);
    if (columnWidth(0) != name)
        setColumnWidth(0, name);
}

} // namespace tocsin
