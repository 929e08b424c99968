#pragma once

#include "models/domain/incident.h"
#include "ui/common/timetext.h"

#include <QStyledItemDelegate>

namespace tocsin {

class Clock;

/** Paints the cells of the list of all incidents: reference, chips, clock, person, instants. */
class IncidentRowDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit IncidentRowDelegate(const Clock &clock, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

private:
    void paintCell(QPainter &painter, const QRect &cell, const Incident &incident, int column,
                   const QString &text) const;
    void paintTitle(QPainter &painter, const QRect &cell, const Incident &incident, const QString &text) const;

    const Clock &m_clock;
    TimeText m_time;
};

/** The ground of a row: chosen, under the mouse, or plain, with a line beneath. */
void paintRowGround(QPainter &painter, const QStyleOptionViewItem &option);

} // namespace tocsin
