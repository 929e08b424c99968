#include "ui/services/sourcefigures.h"

#include "ui/theme/fonts.h"

#include <QHeaderView>
#include <QLocale>
#include <QScrollBar>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr int kFigureHeight = 26;
constexpr int kMostNameWidth = 280; ///< a longer name is cut, so that figures stay in sight
enum Column { Source, Incidents, FalsePositives, Share, TuningOpen, Overdue, TuningDone, Exercises, ColumnCount };

QString shareText(const SourceFigures &f)
{
    const auto permille = f.falsePositivePermille();
    return permille ? QLocale().toString(*permille / 10.0, 'f', 1) + u" %"_s : u"–"_s;
}

} // namespace

SourceFiguresTable::SourceFiguresTable(QWidget *parent)
    : QTableWidget(0, ColumnCount, parent)
{
    setObjectName(u"sourceFigures"_s);
    setAccessibleName(tr("Figures of the detection sources"));
    setHorizontalHeaderLabels({tr("Source"), tr("Incidents"), tr("False positives"), tr("Share"), tr("To tune"),
                               tr("Overdue"), tr("Tuned"), tr("Exercises")});
    setEditTriggers(NoEditTriggers);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(kFigureHeight); // the style asks for more
    verticalHeader()->setDefaultSectionSize(kFigureHeight);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignRight | Qt::AlignVCenter);
    horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    horizontalHeader()->setSectionResizeMode(Source, QHeaderView::Fixed);
    horizontalHeaderItem(Source)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize SourceFiguresTable::sizeHint() const
{
    const int bar = horizontalScrollBar()->maximum() > 0 ? horizontalScrollBar()->sizeHint().height() : 0;
    return {480, horizontalHeader()->sizeHint().height() + rowCount() * kFigureHeight + 4 + bar};
}

void SourceFiguresTable::updateGeometries()
{
    // The name takes what the figures leave, and never less than it can be read in: then they scroll.
    int figures = 0;
    for (int column = Source + 1; column < ColumnCount; ++column)
        figures += columnWidth(column);
    const int least = qMin(kMostNameWidth, sizeHintForColumn(Source));
    const int name = qMax(least, viewport()->width() - figures);
    if (columnWidth(Source) != name)
        setColumnWidth(Source, name);
    const bool scrolled = horizontalScrollBar()->maximum() > 0;
    QTableWidget::updateGeometries();
    if (scrolled != (horizontalScrollBar()->maximum() > 0))
        updateGeometry();
}

void SourceFiguresTable::setLine(int row, const QString &name, const SourceFigures &f)
{
    const QLocale locale;
    const QStringList texts{name,
                            locale.toString(f.incidents),
                            locale.toString(f.falsePositives),
                            shareText(f),
                            locale.toString(f.tuningOpen),
                            f.tuningOverdue > 0 ? tr("%1 overdue").arg(locale.toString(f.tuningOverdue)) : u"–"_s,
                            locale.toString(f.tuningDone),
                            locale.toString(f.exercises)};
    const bool total = row == rowCount() - 1;
    for (int column = 0; column < ColumnCount; ++column) {
        auto *cell = new QTableWidgetItem(texts.at(column));
        cell->setTextAlignment((column == Source ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
        cell->setData(Qt::AccessibleTextRole,
                      column == Source
                          ? texts.at(column)
                          : u"%1, %2: %3"_s.arg(name, horizontalHeaderItem(column)->text(), texts.at(column)));
        if (column == Source)
            cell->setToolTip(name); // where it is cut
        if (total || (column == Overdue && f.tuningOverdue > 0))
            cell->setFont(bodyBoldFont());
        setItem(row, column, cell);
    }
}

void SourceFiguresTable::setFigures(const QList<SourceFigures> &figures, bool exercises)
{
    const int current = currentRow();
    setRowCount(static_cast<int>(figures.size()) + 1);
    SourceFigures all;
    for (int row = 0; row < figures.size(); ++row) {
        const SourceFigures &f = figures.at(row);
        setLine(row, nameOf(f.source), f);
        all.incidents += f.incidents;
        all.falsePositives += f.falsePositives;
        all.tuningOpen += f.tuningOpen;
        all.tuningOverdue += f.tuningOverdue;
        all.tuningDone += f.tuningDone;
        all.exercises += f.exercises;
    }
    setLine(rowCount() - 1, tr("All sources"), all);
    setColumnHidden(Exercises, !exercises);
    if (current >= 0)
        setCurrentCell(current, 0);
    updateGeometry();
}

void SourceFiguresTable::setShort(bool isShort)
{
    for (const int column : {TuningOpen, Overdue, TuningDone})
        setColumnHidden(column, isShort);
}

} // namespace tocsin
