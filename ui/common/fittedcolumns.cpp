#include "ui/common/fittedcolumns.h"

#include <QEvent>
#include <QHeaderView>
#include <QScopedValueRollback>

namespace tocsin {

FittedColumns::FittedColumns(QHeaderView *header, int stretched, int room, const QList<int> &least)
    : QObject(header)
    , m_header(header)
    , m_stretched(stretched)
    , m_room(room)
    , m_least(least)
{
    for (int column = 0; column < header->count(); ++column) {
        m_wanted << header->sectionSize(column);
        if (column >= m_least.size())
            m_least << header->minimumSectionSize();
    }
    header->setStretchLastSection(false);
    header->setSectionResizeMode(stretched, QHeaderView::Stretch);
    header->installEventFilter(this);
    connect(header, &QHeaderView::sectionResized, this, &FittedColumns::remember);
}

bool FittedColumns::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        fit();
    return QObject::eventFilter(watched, event);
}

void FittedColumns::remember(int column, int before, int now)
{
    if (m_fitting || column == m_stretched || column >= m_wanted.size())
        return;
    if (now > 0 && (before > 0 || m_wanted.at(column) == 0))
        m_wanted[column] = now;
    if (before == 0 || now == 0)
        fit(); // one was hidden or is shown again
}

void FittedColumns::fit()
{
    const QScopedValueRollback fitting(m_fitting, true);
    int missing = m_room - m_header->width();
    int spare = 0;
    for (int column = 0; column < m_wanted.size(); ++column)
        if (column != m_stretched && !m_header->isSectionHidden(column)) {
            missing += m_wanted.at(column);
            spare += qMax(0, m_wanted.at(column) - m_least.at(column));
        }
    missing = qBound(0, missing, spare);
    for (int column = 0; column < m_wanted.size(); ++column) {
        if (column == m_stretched || m_header->isSectionHidden(column))
            continue;
        const int wanted = m_wanted.at(column);
        const int give = qMax(0, wanted - m_least.at(column));
        const int less = spare > 0 ? (missing * give + spare - 1) / spare : 0; // rounded up: none is left over
        m_header->resizeSection(column, wanted - qMin(less, give));
    }
}

} // namespace tocsin
